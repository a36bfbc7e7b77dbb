// expect: data race
#define WITHOUT_FENCE
#include "reference_count.c"
