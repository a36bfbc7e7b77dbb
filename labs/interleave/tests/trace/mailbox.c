// The reader looks before it takes the lock, so the letter's signal can come
// between its look and its wait.
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrival = PTHREAD_COND_INITIALIZER;
static atomic_bool has_letter;

static void *post(void *unused)
{
    atomic_store(&has_letter, true);
    pthread_mutex_lock(&lock);
    pthread_cond_signal(&arrival);
    pthread_mutex_unlock(&lock);
    return unused;
}

static void *collect(void *unused)
{
    if (!atomic_load(&has_letter)) {
        pthread_mutex_lock(&lock);
        pthread_cond_wait(&arrival, &lock);
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

void scenario(void)
{
    pthread_t reader, writer;

    pthread_create(&reader, NULL, collect, NULL);
    pthread_create(&writer, NULL, post, NULL);
    pthread_join(reader, NULL);
    pthread_join(writer, NULL);
}
