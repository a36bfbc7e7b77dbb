// expect: data race
#define DOES_NOT_LOOK_AGAIN
#include "epochs.c"
