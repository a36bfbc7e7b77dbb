// ... and only if it is.
// expect: clean
#include <pthread.h>
#include <unistd.h>

static int wrong;

static void *works(void *unused)
{
    gid_t groups[8];

    if (wrong)
        getgroups(8, groups);
    return unused;
}

int main(void)
{
    pthread_t t;
    pthread_create(&t, NULL, works, NULL);
    pthread_join(t, NULL);
    return 0;
}
