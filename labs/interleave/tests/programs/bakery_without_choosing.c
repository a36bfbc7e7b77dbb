// expect: data race
// consequence: assertion failed
#define DOES_NOT_SAY_THAT_IT_CHOOSES
#include "bakery.c"
