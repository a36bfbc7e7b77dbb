// expect: data race
// consequence: assertion failed
#define ENTERS_BEFORE_IT_IS_SEEN
#include "clh_lock.c"
