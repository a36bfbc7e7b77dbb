// Each customer takes the next number, in two critical sections where one is
// needed: two get the same. tickets/scenarios.c records the calls and
// compares them with a counter.
#include "tickets/tickets.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t next_number;

static uint64_t look(void)
{
    pthread_mutex_lock(&lock);
    uint64_t number = next_number;
    pthread_mutex_unlock(&lock);
    return number;
}

uint64_t take_ticket(void)
{
    uint64_t number = look();
    pthread_mutex_lock(&lock);
    next_number = number + 1;
    pthread_mutex_unlock(&lock);
    return number;
}
