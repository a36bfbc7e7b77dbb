// expect: clean
// options: budget=20000
// A sorted list with a lock a node: hand over hand.
#include "run.h"

struct node {
    int key;
    struct node *next;
    pthread_mutex_t lock;
};

static struct node head = {.lock = PTHREAD_MUTEX_INITIALIZER};

// The node before key, locked, as is the one after it.
static struct node *find(int key)
{
    struct node *before = &head;
    pthread_mutex_lock(&before->lock);
    while (before->next) {
        struct node *n = before->next;
#ifdef LETS_GO_TOO_EARLY
        pthread_mutex_unlock(&before->lock);
        pthread_mutex_lock(&n->lock);
#else
        pthread_mutex_lock(&n->lock);
#endif
        if (n->key >= key) {
#ifdef LETS_GO_TOO_EARLY
            pthread_mutex_lock(&before->lock);
#endif
            return before;
        }
#ifndef LETS_GO_TOO_EARLY
        pthread_mutex_unlock(&before->lock);
#endif
        before = n;
    }
    return before;
}

static void add(int key)
{
    struct node *n = malloc(sizeof *n), *before;
    n->key = key;
    pthread_mutex_init(&n->lock, NULL);
    before = find(key);
    n->next = before->next;
    before->next = n;
    if (n->next)
        pthread_mutex_unlock(&n->next->lock);
    pthread_mutex_unlock(&before->lock);
}

static void drop(int key)
{
    struct node *before = find(key), *n = before->next;
    if (n && n->key == key) {
        before->next = n->next;
        pthread_mutex_unlock(&n->lock);
        free(n);
    } else if (n) {
        pthread_mutex_unlock(&n->lock);
    }
    pthread_mutex_unlock(&before->lock);
}

THREAD(drops)
{
    drop(1);
    END;
}

THREAD(adds)
{
    add(2);
    END;
}

void scenario(void)
{
    add(1);
    add(3);
    run(drops, adds, NULL);
    assert(head.next->key == 2 && head.next->next->key == 3);
    drop(2);
    drop(3);
}
