// expect: clean
// Atomics of every size, and two sizes that share bytes.
#include "run.h"
#include <stdint.h>

static _Atomic uint8_t small;
static _Atomic uint16_t two;
static union {
    uint64_t whole;
    uint32_t half[2];
} word;
static int data;

THREAD(writes)
{
    data = 1;
    __atomic_store_n(&word.whole, 1, __ATOMIC_RELEASE);
    atomic_fetch_or(&small, 2);
    atomic_fetch_xor(&two, 3);
    END;
}

THREAD(reads)
{
    if (__atomic_load_n(&word.half[0], __ATOMIC_ACQUIRE))
        assert(data == 1);
    __sync_fetch_and_add(&word.half[1], 1);
    END;
}

void scenario(void)
{
    run(writes, reads, NULL);
    assert(word.half[0] == 1 && small == 2 && two == 3);
}
