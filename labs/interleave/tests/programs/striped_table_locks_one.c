// expect: data race
#define LOCKS_ONE
#include "striped_table.c"
