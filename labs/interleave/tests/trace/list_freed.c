// A list whose node is freed while another thread still looks at it.
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum colour { RED, GREEN };

struct node {
    enum colour colour;
    struct node *next;
};

static struct {
    _Atomic(struct node *) head;
    double weight;
} list;

static struct node *push(enum colour colour)
{
    struct node *node = malloc(sizeof *node);

    node->colour = colour;
    node->next = atomic_load(&list.head);
    atomic_store(&list.head, node);
    return node;
}

static void *pop(void *unused)
{
    struct node *first = atomic_load(&list.head);
    atomic_store(&list.head, first->next);
    free(first);
    return unused;
}

static void *look(void *unused)
{
    struct node *seen = atomic_load(&list.head);
    return seen->colour == RED ? unused : NULL;
}

void scenario(void)
{
    pthread_t t[2];

    push(RED);
    push(GREEN);
    list.weight = 1.5;
    pthread_create(&t[0], NULL, pop, NULL);
    pthread_create(&t[1], NULL, look, NULL);
    pthread_join(t[0], NULL);
    pthread_join(t[1], NULL);
    free(atomic_load(&list.head));
}
