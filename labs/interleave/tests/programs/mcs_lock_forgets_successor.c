// expect: livelock
#define DOES_NOT_WAIT_FOR_LINK
#include "mcs_lock.c"
