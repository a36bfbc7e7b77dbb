// Whoever registers last writes past the end: the place is taken under the
// lock, but the list was made for one.
#include <pthread.h>
#include <stdlib.h>

struct list {
    pthread_mutex_t lock;
    int length;
    int *number;
};

static void add(struct list *list, int number)
{
    pthread_mutex_lock(&list->lock);
    list->number[list->length++] = number;
    pthread_mutex_unlock(&list->lock);
}

static void *first(void *list)
{
    add(list, 1);
    return NULL;
}

static void *second(void *list)
{
    add(list, 2);
    return NULL;
}

void scenario(void)
{
    struct list list = {.lock = PTHREAD_MUTEX_INITIALIZER};
    pthread_t a, b;

    list.number = malloc(sizeof *list.number);
    pthread_create(&a, NULL, first, &list);
    pthread_create(&b, NULL, second, &list);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    free(list.number);
}
