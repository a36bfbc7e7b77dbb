// expect: data race
// What two threads hang up in their keys is still one object.
#include "run.h"

static pthread_key_t key;
static int shared;

THREAD(work)
{
    pthread_setspecific(key, &shared);
    ++*(int *)pthread_getspecific(key);
    END;
}

void scenario(void)
{
    pthread_key_create(&key, NULL);
    run(work, work, NULL);
    pthread_key_delete(key);
}
