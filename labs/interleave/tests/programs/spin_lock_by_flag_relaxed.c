// expect: data race
#define RELAXED
#include "spin_lock_by_flag.c"
