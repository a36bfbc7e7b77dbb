// expect: data race
#define TAKES_IT_FOR_GRANTED
#include "timed_locks.c"
