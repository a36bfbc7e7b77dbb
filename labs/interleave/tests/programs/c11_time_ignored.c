// expect: assertion failed
#define IGNORES_THE_TIME
#include "c11_time.c"
