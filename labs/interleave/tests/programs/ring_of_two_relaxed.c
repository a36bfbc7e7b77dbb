// expect: data race
#define RELAXED
#include "ring_of_two.c"
