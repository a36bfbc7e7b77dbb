// experiment.c - `make run LAB=1.2`: what each remedy costs, counted.
#include "experiment_workloads.h"

#include "claim.h"

#include <stdio.h>

int main(void)
{
    static struct locks locks[WORKLOADS][MAPS];
    count_workloads(locks);
    printf("%d calls of each kind, on one thread; every lock counted:\n\n",
           OPERATIONS);
    print_workloads(locks);
    printf("\nEvery map takes one lock a call. What differs is who waits: with "
           "a mutex every\ncall for every other; with a read-write lock "
           "readers do not wait for readers,\nbut each of them still writes "
           "to the lock; with shards only calls on keys of\nthe same shard "
           "wait for each other.\n");
    claim_value("operations", OPERATIONS);
    claim_value("busiest", (double)locks[0][2].busiest);
    return 0;
}
