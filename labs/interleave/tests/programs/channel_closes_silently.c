// expect: lost wake-up
#define CLOSES_SILENTLY
#include "channel.c"
