// count_wrap.c - counts the locks of the code under test.
//
// Linked into native drivers with --wrap for each name here. A lock is
// contended if a try fails first; the try and the wait are one acquisition.
#include "count.h"

#include <pthread.h>

#define WRAPS(result, name, ...)                                               \
    result __real_##name(__VA_ARGS__);                                         \
    result __wrap_##name(__VA_ARGS__)

static void count_lock(int try_result)
{
    count_event(COUNT_LOCKS);
    if (try_result != 0)
        count_event(COUNT_CONTENDED);
}

WRAPS(int, pthread_mutex_lock, pthread_mutex_t *mutex)
{
    int tried = pthread_mutex_trylock(mutex);
    int result = tried == 0 ? 0 : __real_pthread_mutex_lock(mutex);
    if (result == 0)
        count_lock(tried);
    return result;
}

WRAPS(int, pthread_rwlock_wrlock, pthread_rwlock_t *lock)
{
    int tried = pthread_rwlock_trywrlock(lock);
    int result = tried == 0 ? 0 : __real_pthread_rwlock_wrlock(lock);
    if (result == 0)
        count_lock(tried);
    return result;
}

WRAPS(int, pthread_rwlock_rdlock, pthread_rwlock_t *lock)
{
    int tried = pthread_rwlock_tryrdlock(lock);
    int result = tried == 0 ? 0 : __real_pthread_rwlock_rdlock(lock);
    if (result == 0) {
        count_lock(tried);
        count_event(COUNT_READ_LOCKS);
    }
    return result;
}
