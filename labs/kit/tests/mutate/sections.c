// A critical section loses the statement at either end. A label, a jump, a
// lock or an unlock does not leave it.
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int balance, changes;

int change(int by)
{
    int before;
    pthread_mutex_lock(&lock);
    before = balance;
    balance += by;
    for (int i = 0; i < by; i++) {
        changes++;
    }
    pthread_mutex_unlock(&lock);
    return before;
}

int one_statement(void)
{
    pthread_mutex_lock(&lock);
    int now = balance;
    pthread_mutex_unlock(&lock);
    return now;
}

void leaves_early(int by)
{
    pthread_mutex_lock(&lock);
again:
    balance--;
    if (balance > by)
        goto again;
    if (by == 0) {
        pthread_mutex_unlock(&lock);
        return;
    }
    goto out;
out:
    pthread_mutex_unlock(&lock);
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
}
