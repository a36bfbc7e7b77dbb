// expect: lost wake-up
#define SIGNALS_BEFORE
#include "latch.c"
