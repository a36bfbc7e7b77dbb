// Two threads put a node into one slot; the one that is written over is lost.
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct node {
    int value;
};

static struct node *_Atomic slot;

static void *put(void *unused)
{
    struct node *node = malloc(sizeof *node);

    node->value = 1;
    if (!atomic_load(&slot))
        atomic_store(&slot, node);
    else
        free(node);
    return unused;
}

void scenario(void)
{
    pthread_t a, b;

    pthread_create(&a, NULL, put, NULL);
    pthread_create(&b, NULL, put, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    free(atomic_load(&slot));
}
