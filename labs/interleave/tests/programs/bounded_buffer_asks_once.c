// expect: assertion failed
#define ASKS_ONCE
#include "bounded_buffer.c"
