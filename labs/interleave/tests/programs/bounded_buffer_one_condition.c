// expect: lost wake-up
#define ONE_CONDITION
#include "bounded_buffer.c"
