// words.c - the names of things; see failure.h.
#include "outcome.h"

const char *failure_kind_name(enum failure_kind kind)
{
    static const char *const name[] = {
        [FAILURE_NONE] = "none",
        [FAILURE_RACE] = "data race",
        [FAILURE_USE_AFTER_FREE] = "use after free",
        [FAILURE_DOUBLE_FREE] = "double free",
        [FAILURE_BAD_FREE] = "bad free",
        [FAILURE_HEAP_OVERFLOW] = "heap overflow",
        [FAILURE_LEAK] = "leak",
        [FAILURE_DEAD_STACK] = "use of an ended thread's stack",
        [FAILURE_DEADLOCK] = "deadlock",
        [FAILURE_LOST_WAKEUP] = "lost wake-up",
        [FAILURE_LIVELOCK] = "livelock",
        [FAILURE_ENDLESS_LOOP] = "endless loop",
        [FAILURE_ASSERT] = "assertion failed",
        [FAILURE_PROMISE] = "broken promise",
        [FAILURE_FATAL] = "fatal",
        [FAILURE_ABORT] = "abort",
        [FAILURE_EXIT] = "exit",
        [FAILURE_SIGNAL] = "crash",
        [FAILURE_STACK_OVERFLOW] = "stack overflow",
        [FAILURE_MISUSE] = "misuse",
    };
    return kind < sizeof name / sizeof *name ? name[kind] : "unknown";
}

const char *misuse_name(enum misuse_kind misuse)
{
    static const char *const name[] = {
        [MISUSE_NONE] = "none",
        [MISUSE_UNLOCK_NOT_HELD] = "unlocks what it does not hold",
        [MISUSE_DESTROY_LOCKED] = "destroys a lock that is held",
        [MISUSE_DESTROY_WAITED_FOR] =
            "destroys an object that a thread waits for",
        [MISUSE_INIT_IN_USE] = "initialises an object that is in use",
        [MISUSE_USE_DESTROYED] = "uses an object that was destroyed",
        [MISUSE_USE_UNINITIALISED] = "uses an object that was not initialised",
        [MISUSE_COPIED] = "uses a copy of an object that was in use",
        [MISUSE_WAIT_WITHOUT_MUTEX] = "waits without holding the mutex",
        [MISUSE_WAIT_TWO_MUTEXES] =
            "waits with another mutex than the waiters before",
        [MISUSE_RELOCK] = "locks what it holds already",
        [MISUSE_JOIN_TWICE] = "joins a thread that was joined",
        [MISUSE_JOIN_DETACHED] = "joins a detached thread",
        [MISUSE_JOIN_SELF] = "joins itself",
        [MISUSE_JOIN_UNKNOWN] = "joins what is no thread",
        [MISUSE_DETACH_TWICE] = "detaches a detached thread",
        [MISUSE_BARRIER_COUNT_ZERO] = "makes a barrier for no thread",
        [MISUSE_END_HOLDING_LOCK] = "ends while it holds a lock",
        [MISUSE_ONCE_RECURSIVE] = "calls pthread_once from its own function",
        [MISUSE_KEY_INVALID] = "uses a key that does not exist",
    };
    return misuse < sizeof name / sizeof *name ? name[misuse] : "unknown";
}

const char *sync_kind_name(enum sync_kind kind)
{
    static const char *const name[] = {
        [SYNC_NONE] = "nothing",
        [SYNC_MUTEX] = "mutex",
        [SYNC_RWLOCK] = "rwlock",
        [SYNC_SPIN] = "spin lock",
        [SYNC_COND] = "condition variable",
        [SYNC_SEMAPHORE] = "semaphore",
        [SYNC_BARRIER] = "barrier",
        [SYNC_ONCE] = "once",
        [SYNC_THREAD] = "thread",
        [SYNC_ATOMIC] = "atomic",
    };
    return kind < sizeof name / sizeof *name ? name[kind] : "unknown";
}

const char *strategy_name(enum explore_strategy strategy)
{
    static const char *const name[STRATEGIES] = {
        [STRATEGY_CHOSEN] = "chosen", [STRATEGY_BOUNDED] = "bounded",
        [STRATEGY_DELAYS] = "delays", [STRATEGY_DPOR] = "dpor",
        [STRATEGY_PCT] = "pct",       [STRATEGY_POS] = "pos",
        [STRATEGY_WALK] = "walk",
    };
    return strategy < STRATEGIES ? name[strategy] : "unknown";
}
