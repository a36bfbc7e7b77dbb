// The student calls given code from two threads; the race lies inside it.
#include <pthread.h>

#line 1 "labs/hmap/given.c"
struct given {
    int flags;
    int count;
    int slot[8];
};

static int given_put(struct given *h, int key, int value)
{
    h->flags |= 4;
    for (int i = 0; i < 8; i++)
        if (h->slot[i] == key)
            return 0;
    h->slot[h->count % 8] = value;
    h->count++;
    h->flags &= ~4;
    return h->count;
}

#line 24 "labs/interleave/tests/trace/inside_given.c"
static struct given shared;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *careful(void *unused)
{
    pthread_mutex_lock(&lock);
    given_put(&shared, 1, 10);
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *careless(void *unused)
{
    given_put(&shared, 2, 20);
    return unused;
}

void scenario(void)
{
    pthread_t t[2];

    pthread_create(&t[0], NULL, careful, NULL);
    pthread_create(&t[1], NULL, careless, NULL);
    pthread_join(t[0], NULL);
    pthread_join(t[1], NULL);
}
