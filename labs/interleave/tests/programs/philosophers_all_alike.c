// expect: deadlock
#define ALL_ALIKE
#include "philosophers.c"
