// expect: assertion failed
#define IN_HALVES
#include "atomic_types.c"
