// expect: deadlock
#define READS_INSIDE
#include "readers_prefer_writers.c"
