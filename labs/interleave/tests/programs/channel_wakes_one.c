// expect: lost wake-up
#define WAKES_ONE
#include "channel.c"
