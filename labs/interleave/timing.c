// timing.c - virtual time: timed waits, sleep, clocks; see timing.h.
#define _GNU_SOURCE
#include "timing.h"

#include "log.h"
#include "memory.h"
#include "scheduler.h"
#include "thread.h"
#include "wrap.h"

#include <errno.h>
#include <sys/time.h>
#include <unistd.h>

enum { SECOND = 1000000000, TICK = 100 };  // nanoseconds

bool timing_is_valid(const struct timespec *until, uintptr_t pc)
{
    memory_plain((uintptr_t)until, sizeof *until, false, pc);
    return until->tv_nsec >= 0 && until->tv_nsec < SECOND;
}

// In virtual nanoseconds; 0 is the past.
static uint64_t deadline_of(const struct timespec *until)
{
    if (until->tv_sec < TIMING_EPOCH)
        return 0;
    return (uint64_t)(until->tv_sec - TIMING_EPOCH) * SECOND +
           (uint64_t)until->tv_nsec;
}

void timing_begin(struct task *task, struct sync_object *object,
                  const struct timespec *until)
{
    task->waits_on = object;
    task->signalled = task->timed_out = task->spurious = false;
    task->timed = until != NULL;
    task->deadline = until ? deadline_of(until) : 0;
    task->cause = EVENT_NONE;
}

bool timing_end(struct task *task)
{
    bool late = task->timed_out;

    task->waits_on = NULL;
    task->timed = task->timed_out = false;
    return late;
}

// --- sleeping ----------------------------------------------------------------

static void sleep_for(uint64_t nanoseconds, uintptr_t pc)
{
    scheduler_point(
        (struct operation){.kind = EVENT_SLEEP, .pc = pc, .yields = true});
    scheduler_time += nanoseconds;
    if (log_on)
        log_event(EVENT_SLEEP, pc)->after = nanoseconds;
}

static uint64_t nanoseconds_of(const struct timespec *time)
{
    return (uint64_t)time->tv_sec * SECOND + (uint64_t)time->tv_nsec;
}

void timing_sleep(const struct timespec *time, uintptr_t pc)
{
    sleep_for(nanoseconds_of(time), pc);
}

int WRAP(nanosleep)(const struct timespec *time, struct timespec *left)
{
    PASS_THROUGH(nanosleep, (time, left));
    if (!timing_is_valid(time, CALLER) || time->tv_sec < 0) {
        thread_set_errno(EINVAL);
        return -1;
    }
    timing_sleep(time, CALLER);
    return 0;
}

static void sleep_until(const struct timespec *time, uintptr_t pc)
{
    uint64_t due = deadline_of(time);

    sleep_for(due > scheduler_time ? due - scheduler_time : 0, pc);
}

int WRAP(clock_nanosleep)(clockid_t clock, int flags,
                          const struct timespec *time, struct timespec *left)
{
    PASS_THROUGH(clock_nanosleep, (clock, flags, time, left));
    if (!timing_is_valid(time, CALLER) || time->tv_sec < 0)
        return EINVAL;
    if (flags & TIMER_ABSTIME)
        sleep_until(time, CALLER);
    else
        timing_sleep(time, CALLER);
    return 0;
}

int WRAP(usleep)(useconds_t time)
{
    PASS_THROUGH(usleep, (time));
    sleep_for((uint64_t)time * 1000, CALLER);
    return 0;
}

unsigned WRAP(sleep)(unsigned time)
{
    PASS_THROUGH(sleep, (time));
    sleep_for((uint64_t)time * SECOND, CALLER);
    return 0;
}

// --- clocks ------------------------------------------------------------------

// Every look takes a while, so that a loop that waits for a time ends.
static uint64_t now(void)
{
    scheduler_time += TICK;
    sync_event(sync_object(SYNC_NONE, (uintptr_t)&scheduler_time, 1), true);
    return scheduler_time;
}

static void show(struct timespec *time, uintptr_t pc)
{
    uint64_t t = now();

    memory_plain((uintptr_t)time, sizeof *time, true, pc);
    time->tv_sec = TIMING_EPOCH + (time_t)(t / SECOND);
    time->tv_nsec = (long)(t % SECOND);
}

int WRAP(clock_gettime)(clockid_t clock, struct timespec *time)
{
    PASS_THROUGH(clock_gettime, (clock, time));
    show(time, CALLER);
    return 0;
}

int WRAP(gettimeofday)(struct timeval *restrict time, void *restrict zone)
{
    PASS_THROUGH(gettimeofday, (time, zone));
    uint64_t t = now();
    memory_plain((uintptr_t)time, sizeof *time, true, CALLER);
    time->tv_sec = TIMING_EPOCH + (time_t)(t / SECOND);
    time->tv_usec = (suseconds_t)(t % SECOND / 1000);
    return 0;
}

time_t WRAP(time)(time_t *result)
{
    PASS_THROUGH(time, (result));
    time_t t = TIMING_EPOCH + (time_t)(now() / SECOND);
    if (result) {
        memory_plain((uintptr_t)result, sizeof *result, true, CALLER);
        *result = t;
    }
    return t;
}

clock_t WRAP(clock)(void)
{
    PASS_THROUGH(clock, ());
    return (clock_t)(now() / (SECOND / CLOCKS_PER_SEC));
}

int WRAP(timespec_get)(struct timespec *time, int base)
{
    PASS_THROUGH(timespec_get, (time, base));
    if (base != TIME_UTC)
        return 0;
    show(time, CALLER);
    return base;
}

int WRAP(clock_getres)(clockid_t clock, struct timespec *time)
{
    PASS_THROUGH(clock_getres, (clock, time));
    if (time) {
        memory_plain((uintptr_t)time, sizeof *time, true, CALLER);
        *time = (struct timespec){0, TICK};
    }
    return 0;
}

// --- dates -------------------------------------------------------------------

struct tm *WRAP(localtime_r)(const time_t *restrict time,
                             struct tm *restrict date)
{
    READS(time, sizeof *time);
    WRITES(date, sizeof *date);
    return localtime_r(time, date);
}

struct tm *WRAP(gmtime_r)(const time_t *restrict time, struct tm *restrict date)
{
    READS(time, sizeof *time);
    WRITES(date, sizeof *date);
    return gmtime_r(time, date);
}

time_t WRAP(mktime)(struct tm *date)
{
    READS(date, sizeof *date);
    WRITES(date, sizeof *date);
    return mktime(date);
}

size_t WRAP(strftime)(char *restrict to, size_t size,
                      const char *restrict format,
                      const struct tm *restrict date)
{
    READS(date, sizeof *date);
    size_t length = strftime(to, size, format, date);
    if (length)
        WRITES(to, length + 1);
    return length;
}
