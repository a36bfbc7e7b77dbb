// expect: deadlock
#define LOCKS_FIRST
#include "buffer_of_semaphores.c"
