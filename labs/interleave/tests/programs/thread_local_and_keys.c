// expect: clean
#include "run.h"
#include <errno.h>

static _Thread_local int mine = 5;
static pthread_key_t key;
static atomic_int destroyed;

static void destroy(void *value)
{
    free(value);
    atomic_fetch_add(&destroyed, 1);
}

THREAD(work)
{
    assert(mine == 5 && errno == 0);
    mine++;
    errno = 7;
    pthread_setspecific(key, malloc(4));
    assert(pthread_getspecific(key) && mine == 6 && errno == 7);
    END;
}

void scenario(void)
{
    pthread_key_create(&key, destroy);
    run(work, work, NULL);
    assert(atomic_load(&destroyed) == 2 && mine == 5);
    pthread_key_delete(key);
}
