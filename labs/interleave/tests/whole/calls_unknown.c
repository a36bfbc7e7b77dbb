// A function that nobody has heard of is told where it is called...
// expect: could not judge
// say: this calls getgroups at calls_unknown.c:11, which the explorer does
#include <pthread.h>
#include <unistd.h>

static void *calls(void *unused)
{
    gid_t groups[8];

    getgroups(8, groups);
    return unused;
}

int main(void)
{
    pthread_t t;
    pthread_create(&t, NULL, calls, NULL);
    pthread_join(t, NULL);
    return 0;
}
