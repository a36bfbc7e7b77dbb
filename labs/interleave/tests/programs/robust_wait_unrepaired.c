// expect: assertion failed
#define TAKES_IT_AS_IT_IS
#include "robust_wait.c"
