#include "gate.h"

static _Atomic unsigned held_anywhere;

unsigned gate_held(void)
{
    return held_anywhere;
}

void gate_hold(struct gate *gate)
{
    pthread_mutex_lock(&gate->lock);
    gate->held++;
    held_anywhere++;
    pthread_cond_broadcast(&gate->changed);
    while (!gate->open)
        pthread_cond_wait(&gate->changed, &gate->lock);
    gate->held--;
    held_anywhere--;
    pthread_mutex_unlock(&gate->lock);
}

void gate_await(struct gate *gate)
{
    pthread_mutex_lock(&gate->lock);
    while (gate->held == 0 && !gate->open)
        pthread_cond_wait(&gate->changed, &gate->lock);
    pthread_mutex_unlock(&gate->lock);
}

void gate_open(struct gate *gate)
{
    pthread_mutex_lock(&gate->lock);
    gate->open = true;
    pthread_cond_broadcast(&gate->changed);
    pthread_mutex_unlock(&gate->lock);
}
