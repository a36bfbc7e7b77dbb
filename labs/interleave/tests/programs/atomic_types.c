// expect: clean
// Operations of every kind and size; a half of sixteen bytes is never seen.
#include "run.h"

static atomic_uchar small = 1;
static atomic_ushort middle = 1;
static atomic_ullong large = 1;
static _Atomic float number = 1;
static _Alignas(16) unsigned __int128 wide;

#define BOTH ((unsigned __int128)1 << 64 | 1)

THREAD(changes)
{
    atomic_fetch_or(&small, 2);
    atomic_fetch_xor(&middle, 3);
    atomic_fetch_sub(&large, 1);
    number += 1;
#ifdef IN_HALVES
    __atomic_fetch_add((unsigned long *)&wide, 1, __ATOMIC_SEQ_CST);
    __atomic_fetch_add((unsigned long *)&wide + 1, 1, __ATOMIC_SEQ_CST);
#else
    __atomic_fetch_add(&wide, BOTH, __ATOMIC_SEQ_CST);
#endif
    END;
}

THREAD(looks)
{
    unsigned __int128 seen = __atomic_load_n(&wide, __ATOMIC_SEQ_CST);
    assert((unsigned long)seen == (unsigned long)(seen >> 64));
    END;
}

void scenario(void)
{
    run(changes, looks, NULL);
    assert(small == 3 && middle == 2 && large == 0 && number == 2);
    assert(atomic_is_lock_free(&large));
}
