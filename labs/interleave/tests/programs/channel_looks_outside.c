// expect: assertion failed
#define LOOKS_OUTSIDE_THE_LOCK
#include "channel.c"
