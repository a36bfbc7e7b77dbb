// expect: assertion failed
#define IGNORES_FAILURE
#include "counter_by_cas.c"
