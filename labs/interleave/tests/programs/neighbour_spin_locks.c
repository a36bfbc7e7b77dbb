// expect: clean
// Two spin locks in one word, both held at a time.
#include "run.h"

static struct {
    _Alignas(8) pthread_spinlock_t lock[2];
    int guard;
} box = {.guard = 77};
static pthread_spinlock_t *const lock = box.lock;
static int value;

THREAD(work)
{
    pthread_spin_lock(&lock[0]);
    pthread_spin_lock(&lock[1]);
    value++;
    pthread_spin_unlock(&lock[1]);
    pthread_spin_unlock(&lock[0]);
    END;
}

void scenario(void)
{
    pthread_spin_init(&lock[0], 0);
    pthread_spin_init(&lock[1], 0);
    run(work, work, NULL);
    assert(value == 2 && box.guard == 77);
}
