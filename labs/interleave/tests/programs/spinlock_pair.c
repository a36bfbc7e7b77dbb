// expect: clean
// Spin locks of four bytes in a heap block with no room to spare.
#include "run.h"

static struct {
    pthread_spinlock_t lock[2];
} * box;
static int counter;

THREAD(work)
{
    pthread_spin_lock(&box->lock[1]);
    counter++;
    pthread_spin_unlock(&box->lock[1]);
    END;
}

void scenario(void)
{
    box = malloc(sizeof *box);
    pthread_spin_init(&box->lock[0], 0);
    pthread_spin_init(&box->lock[1], 0);
    run(work, work, NULL);
    assert(counter == 2);
    free(box);
}
