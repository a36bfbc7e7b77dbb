// expect: use after free
#define LETS_GO_TOO_EARLY
#include "sorted_list.c"
