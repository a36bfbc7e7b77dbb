// expect: clean
// A limit: Peterson's lock with orders that are too weak. In C11 each thread
// may read the other's wish before its own is seen, and both are inside; no
// order of whole steps, which is all that is tried, ends so.
#define LOADS memory_order_acquire
#define STORES memory_order_release
#include "peterson.c"
