// expect: data race
#define COUNTS_WITHOUT_LOCK
#include "rwlock_by_hand.c"
