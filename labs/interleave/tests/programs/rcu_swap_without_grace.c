// expect: data race
// consequence: use after free
#define WITHOUT_GRACE
#include "rcu_swap.c"
