// expect: data race
// consequence: use after free
#define WAITS_BEFORE_THE_SWAP
#include "rcu_swap.c"
