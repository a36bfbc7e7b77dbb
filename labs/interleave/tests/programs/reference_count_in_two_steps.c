// expect: data race
// consequence: use after free
#define IN_TWO_STEPS
#include "reference_count.c"
