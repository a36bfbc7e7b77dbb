// expect: assertion failed
#define WITHOUT_COUNT
#include "treiber_stack.c"
