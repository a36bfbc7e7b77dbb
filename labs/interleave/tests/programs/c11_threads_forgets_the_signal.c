// expect: lost wake-up
#define FORGETS_THE_SIGNAL
#include "c11_threads.c"
