// expect: data race
#define TAKES_IT_FOR_GRANTED
#include "join_with_deadline.c"
