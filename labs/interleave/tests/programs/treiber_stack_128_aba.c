// expect: assertion failed
#define WITHOUT_COUNT
#include "treiber_stack_128.c"
