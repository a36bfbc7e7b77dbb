// expect: assertion failed
#define TAKES_THE_LAST_UNASKED
#include "work_stealing.c"
