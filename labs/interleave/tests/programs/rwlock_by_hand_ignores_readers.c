// expect: data race
// consequence: assertion failed
#define IGNORES_READERS
#include "rwlock_by_hand.c"
