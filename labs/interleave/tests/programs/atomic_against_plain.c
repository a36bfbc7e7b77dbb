// expect: data race
#include "run.h"

atomic_int value;

THREAD(writer)
{
    atomic_store(&value, 1);
    END;
}

THREAD(reader)
{
    int copy;
    memcpy(&copy, (void *)&value, sizeof copy);
    assert(copy <= 1);
    END;
}

void scenario(void)
{
    run(writer, reader, NULL);
}
