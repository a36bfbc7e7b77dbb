// Every call that orders threads is left out once; no other call is.
#include "gate.h"

#include <pthread.h>
#include <semaphore.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct gate gate = GATE_INIT;
static sem_t room;
static int items;

#define LOCK() pthread_mutex_lock(&lock)  // a macro is not looked into

void put_locked(int item);
void block_on(int item);

void produce(pthread_t thread)
{
    pthread_mutex_init(&lock, NULL);
    (void)pthread_mutex_lock(&lock);
    put_locked(1);  // pthread_mutex_unlock(&lock);
    pthread_cond_signal(&changed);
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    sem_post(&room);
    sem_post(&room);
    gate_open(&gate);
    pthread_join(thread, NULL);
    block_on(2);
}

int consume(void)
{
    int status = pthread_mutex_lock(&lock);
    if (pthread_mutex_trylock(&lock) == 0)
        items = 0;
    pthread_cond_wait(&changed, &lock);
    return status;
}
