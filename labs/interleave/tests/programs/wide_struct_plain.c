// expect: data race
#define PLAIN
#include "wide_struct.c"
