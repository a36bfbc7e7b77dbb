// expect: assertion failed
// options: leaks=1
#define TAKES_BLINDLY
#include "michael_scott_queue.c"
