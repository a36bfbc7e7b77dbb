// expect: assertion failed
#define DROPS_JOBS_AT_THE_END
#include "stop_flag_pool.c"
