// expect: livelock
#define WAITS_FOR_THE_COUNT
#include "sense_barrier.c"
