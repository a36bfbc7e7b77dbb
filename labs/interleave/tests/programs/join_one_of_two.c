// expect: clean
// What a joined thread wrote may be read while another one still runs.
#include "run.h"

static int result;
static atomic_int other;

THREAD(computes)
{
    result = 7;
    END;
}

THREAD(runs_on)
{
    atomic_fetch_add(&other, 1);
    END;
}

void scenario(void)
{
    pthread_t a, b;

    pthread_create(&a, NULL, computes, NULL);
    pthread_create(&b, NULL, runs_on, NULL);
    pthread_join(a, NULL);
    assert(result == 7);
    pthread_join(b, NULL);
}
