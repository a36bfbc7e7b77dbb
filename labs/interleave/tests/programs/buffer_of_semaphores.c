// expect: clean
// The bounded buffer of the textbook: two semaphores and a mutex.
#include "run.h"
#include <semaphore.h>

static sem_t free_slots, items;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int used;

static void put(void)
{
#ifdef LOCKS_FIRST
    pthread_mutex_lock(&lock);
    sem_wait(&free_slots);
#else
    sem_wait(&free_slots);
    pthread_mutex_lock(&lock);
#endif
    used++;
    assert(used == 1);
    pthread_mutex_unlock(&lock);
    sem_post(&items);
}

static void take(void)
{
    sem_wait(&items);
    pthread_mutex_lock(&lock);
    used--;
    pthread_mutex_unlock(&lock);
    sem_post(&free_slots);
}

THREAD(puts)
{
    put();
    put();
    END;
}

THREAD(takes)
{
    take();
    take();
    END;
}

void scenario(void)
{
    sem_init(&free_slots, 0, 1);
    sem_init(&items, 0, 0);
    run(puts, takes, NULL);
    sem_destroy(&free_slots);
    sem_destroy(&items);
}
