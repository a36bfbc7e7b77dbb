// expect: livelock
#define IN_TWO_STEPS
#include "ticket_lock.c"
