// expect: clean
// Clocks go on while a thread sleeps, and only then.
#include "run.h"
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

THREAD(sleeps)
{
    struct timespec a, b, until;
    clock_gettime(CLOCK_MONOTONIC, &a);
    sleep(2);
    usleep(5);
    clock_gettime(CLOCK_MONOTONIC, &b);
    assert(b.tv_sec - a.tv_sec >= 2);
    until = b;
    until.tv_sec += 3;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    clock_gettime(CLOCK_MONOTONIC, &a);
    assert(a.tv_sec >= until.tv_sec);
    END;
}

THREAD(looks)
{
    struct timeval v;
    gettimeofday(&v, NULL);
    time_t first = time(NULL), second = time(&second);
    assert(first >= v.tv_sec && second >= first && clock() >= 0);
    struct tm date;
    char text[20];
    assert(gmtime_r(&first, &date) && date.tm_year == 101);
    assert(strftime(text, sizeof text, "%Y-%m-%d", &date) == 10);
    assert(rand() >= 0 && random() >= 0);
    END;
}

void scenario(void)
{
    run(sleeps, looks, NULL);
}
