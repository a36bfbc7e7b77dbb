// expect: data race
#define PLAIN_STORE
#include "sync_builtins.c"
