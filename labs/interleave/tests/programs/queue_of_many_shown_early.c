// expect: data race
#define SHOWS_BEFORE_IT_WRITES
#include "queue_of_many.c"
