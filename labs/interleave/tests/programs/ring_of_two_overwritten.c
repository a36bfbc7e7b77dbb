// expect: assertion failed
#define ONE_TOO_MANY
#include "ring_of_two.c"
