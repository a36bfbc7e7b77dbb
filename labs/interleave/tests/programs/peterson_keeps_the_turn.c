// expect: data race
// consequence: assertion failed
#define KEEPS_THE_TURN
#include "peterson.c"
