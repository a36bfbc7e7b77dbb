// expect: clean
// The older names of atomic operations.
#include "run.h"

static int lock, count, total, bits = 0xff;
static __int128 wide;

THREAD(work)
{
    while (__sync_lock_test_and_set(&lock, 1))
        ;
    count++;
#ifdef PLAIN_STORE
    lock = 0;
#else
    __sync_lock_release(&lock);
#endif
    __sync_fetch_and_add(&total, 2);
    __sync_sub_and_fetch(&total, 1);
    __sync_fetch_and_and(&bits, 0x0f);
    __sync_bool_compare_and_swap(&wide, 0, 0);
    __sync_synchronize();
    END;
}

void scenario(void)
{
    run(work, work, NULL);
    assert(count == 2 && total == 2 && bits == 0x0f);
}
