// expect: assertion failed
// options: leaks=1
#define LINKS_BLINDLY
#include "michael_scott_queue.c"
