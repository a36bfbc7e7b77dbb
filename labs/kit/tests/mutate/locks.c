// Locks for reading and writing are exchanged; two locks that are held
// together change places.
#include <pthread.h>

struct account {
    pthread_mutex_t lock;
    int sum;
};

static pthread_rwlock_t table;

void lock_for_reading(void);
void lock_for_writing(void);
void read_unlock(void);
void write_unlock(void);

void look(void)
{
    pthread_rwlock_rdlock(&table);
    pthread_rwlock_unlock(&table);
    lock_for_writing();
    write_unlock();
}

void move(struct account *from, struct account *to, int sum)
{
    pthread_mutex_lock(&from->lock);
    pthread_mutex_lock(&to->lock);
    pthread_mutex_unlock(&to->lock);
    pthread_mutex_unlock(&from->lock);
    if (sum)
        return;
    pthread_mutex_lock(&from->lock);
    from->sum -= sum;
    pthread_mutex_lock(&to->lock);
    to->sum += sum;
    pthread_mutex_unlock(&from->lock);
    pthread_mutex_unlock(&to->lock);
}
