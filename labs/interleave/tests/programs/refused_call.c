// A call that the explorer does not simulate ends the search by its name.
// expect: unjudged
#include "run.h"

static pthread_t first;

THREAD(work)
{
    END;
}

void scenario(void)
{
    pthread_create(&first, NULL, work, NULL);
    pthread_cancel(first);
    pthread_join(first, NULL);
}
