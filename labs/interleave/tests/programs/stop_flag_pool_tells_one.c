// expect: lost wake-up
#define TELLS_ONE
#include "stop_flag_pool.c"
