// expect: clean
// Which name a key gets depends on who asks first.
#include "run.h"

static pthread_key_t key[2];

static void make(int i)
{
    pthread_key_create(&key[i], NULL);
    pthread_setspecific(key[i], &key[i]);
    assert(pthread_getspecific(key[i]) == &key[i]);
}

THREAD(first)
{
    make(0);
    END;
}

THREAD(second)
{
    make(1);
    END;
}

void scenario(void)
{
    run(first, second, NULL);
    assert(key[0] != key[1]);
}
