// expect: deadlock
#define WAKES_NOBODY_IF_ONE_WAITS
#include "sleeping_barber.c"
