// A thread pool with a work queue, results that can be waited for, and two ways
// to shut down. An ordinary program: nothing in it knows of the explorer.
// expect: clean
// options: BUDGET=30000
// say: every schedule with at most 2 preemptions
//
// Who may touch a field:
//   [I]  anyone: set before it is shared, never changed
//   [L]  the thread that holds the pool's lock
//   [J]  the thread that holds the job's lock
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- jobs --------------------------------------------------------------------

enum job_state {
    JOB_WAITS,
    JOB_RUNS,
    JOB_DONE,
    JOB_DROPPED,
};

// A job has two owners: the pool, until it has run or was dropped, and whoever
// submitted it, until they let it go. The last one frees it.
struct job {
    int (*work)(void *argument);  // [I]
    void *argument;               // [I]
    struct job *next;             // [L]

    pthread_mutex_t lock;
    pthread_cond_t changed;
    enum job_state state;  // [J]
    int result;            // [J]
    int owners;            // [J]
};

static struct job *job_new(int (*work)(void *), void *argument)
{
    struct job *job = malloc(sizeof *job);

    if (!job)
        return NULL;
    job->work = work;
    job->argument = argument;
    job->next = NULL;
    job->state = JOB_WAITS;
    job->result = 0;
    job->owners = 2;
    pthread_mutex_init(&job->lock, NULL);
    pthread_cond_init(&job->changed, NULL);
    return job;
}

static void job_let_go(struct job *job)
{
    pthread_mutex_lock(&job->lock);
    int left = --job->owners;
    pthread_mutex_unlock(&job->lock);
    if (left)
        return;
    pthread_cond_destroy(&job->changed);
    pthread_mutex_destroy(&job->lock);
    free(job);
}

static void job_settle(struct job *job, enum job_state state, int result)
{
    pthread_mutex_lock(&job->lock);
    job->state = state;
    job->result = result;
    if (state == JOB_DONE || state == JOB_DROPPED)
        pthread_cond_broadcast(&job->changed);
    pthread_mutex_unlock(&job->lock);
}

// Wait until the job is over. Returns: whether it has run.
static bool job_wait(struct job *job, int *result)
{
    pthread_mutex_lock(&job->lock);
    while (job->state == JOB_WAITS || job->state == JOB_RUNS)
        pthread_cond_wait(&job->changed, &job->lock);
    bool ran = job->state == JOB_DONE;
    *result = job->result;
    pthread_mutex_unlock(&job->lock);
    return ran;
}

// --- the pool ----------------------------------------------------------------

enum shutdown {
    SHUTDOWN_NOT_YET,
    SHUTDOWN_DRAIN,  // what was submitted still runs
    SHUTDOWN_DROP,   // what has not begun never runs
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t not_empty;
    pthread_cond_t idle;
    struct job *first, **end;  // [L] the queue
    unsigned waiting;          // [L] its length
    unsigned running;          // [L] jobs that run now
    unsigned long finished;    // [L] jobs that have run
    enum shutdown shutdown;    // [L]
    unsigned workers;          // [I]
    pthread_t *worker;         // [I]
};

// The pool's lock is held.
static void queue_put(struct pool *pool, struct job *job)
{
    *pool->end = job;
    pool->end = &job->next;
    pool->waiting++;
}

// The pool's lock is held, and the queue is not empty.
static struct job *queue_take(struct pool *pool)
{
    struct job *job = pool->first;

    pool->first = job->next;
    if (!pool->first)
        pool->end = &pool->first;
    job->next = NULL;
    pool->waiting--;
    return job;
}

// The next job, or NULL if the worker is to end. The pool's lock is held.
static struct job *next_job(struct pool *pool)
{
    while (!pool->waiting && pool->shutdown == SHUTDOWN_NOT_YET)
        pthread_cond_wait(&pool->not_empty, &pool->lock);
    return pool->waiting ? queue_take(pool) : NULL;
}

static void run_job(struct job *job)
{
    job_settle(job, JOB_RUNS, 0);
    int result = job->work(job->argument);
    job_settle(job, JOB_DONE, result);
    job_let_go(job);
}

static void *worker_main(void *argument)
{
    struct pool *pool = argument;
    struct job *job;

    pthread_mutex_lock(&pool->lock);
    while ((job = next_job(pool))) {
        pool->running++;
        pthread_mutex_unlock(&pool->lock);
        run_job(job);
        pthread_mutex_lock(&pool->lock);
        pool->running--;
        pool->finished++;
        if (!pool->running && !pool->waiting)
            pthread_cond_broadcast(&pool->idle);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

static void pool_free(struct pool *pool)
{
    pthread_cond_destroy(&pool->idle);
    pthread_cond_destroy(&pool->not_empty);
    pthread_mutex_destroy(&pool->lock);
    free(pool->worker);
    free(pool);
}

static unsigned long pool_shut_down(struct pool *pool, enum shutdown how);

static struct pool *pool_new(unsigned workers)
{
    struct pool *pool = calloc(1, sizeof *pool);
    pthread_t *worker = calloc(workers, sizeof *worker);

    if (!pool || !worker) {
        free(pool);
        free(worker);
        return NULL;
    }
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->not_empty, NULL);
    pthread_cond_init(&pool->idle, NULL);
    pool->end = &pool->first;
    pool->worker = worker;
    for (; pool->workers < workers; pool->workers++) {
        int error =
            pthread_create(&worker[pool->workers], NULL, worker_main, pool);
        if (error) {
            fprintf(stderr, "pool: %s\n", strerror(error));
            pool_shut_down(pool, SHUTDOWN_DROP);
            return NULL;
        }
    }
    return pool;
}

// Returns: NULL if there is no memory, or the pool is shutting down.
static struct job *pool_submit(struct pool *pool, int (*work)(void *),
                               void *argument)
{
    struct job *job = job_new(work, argument);

    if (!job)
        return NULL;
    pthread_mutex_lock(&pool->lock);
    if (pool->shutdown != SHUTDOWN_NOT_YET) {
        pthread_mutex_unlock(&pool->lock);
        job_let_go(job);
        job_let_go(job);
        return NULL;
    }
    queue_put(pool, job);
    pthread_cond_signal(&pool->not_empty);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

// Wait until nothing runs and nothing waits.
static void pool_wait_until_idle(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (pool->running || pool->waiting)
        pthread_cond_wait(&pool->idle, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

// The pool's lock is held.
static void drop_waiting(struct pool *pool)
{
    while (pool->waiting) {
        struct job *job = queue_take(pool);
        job_settle(job, JOB_DROPPED, 0);
        job_let_go(job);
    }
}

// End all workers and free the pool. Returns: how many jobs have run.
static unsigned long pool_shut_down(struct pool *pool, enum shutdown how)
{
    unsigned long finished;

    pthread_mutex_lock(&pool->lock);
    pool->shutdown = how;
    if (how == SHUTDOWN_DROP)
        drop_waiting(pool);
    pthread_cond_broadcast(&pool->not_empty);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->workers; i++)
        pthread_join(pool->worker[i], NULL);
    finished = pool->finished;
    pool_free(pool);
    return finished;
}

// --- what it is used for -----------------------------------------------------

static int square(void *number)
{
    return *(int *)number * *(int *)number;
}

static void squares_are_right(void)
{
    struct pool *pool = pool_new(2);
    int number[] = {3, 4}, sum = 0;
    struct job *job[2];

    assert(pool);
    for (int i = 0; i < 2; i++)
        assert((job[i] = pool_submit(pool, square, &number[i])));
    for (int i = 0; i < 2; i++) {
        int result;
        assert(job_wait(job[i], &result));
        job_let_go(job[i]);
        sum += result;
    }
    assert(sum == 25);
    pool_wait_until_idle(pool);
    assert(pool_shut_down(pool, SHUTDOWN_DRAIN) == 2);
}

static void dropped_jobs_are_told(void)
{
    struct pool *pool = pool_new(1);
    int number = 5, result;

    assert(pool);
    struct job *job = pool_submit(pool, square, &number);
    assert(job);
    unsigned long finished = pool_shut_down(pool, SHUTDOWN_DROP);
    bool ran = job_wait(job, &result);
    assert(finished == ran && (!ran || result == 25));
    job_let_go(job);
}

int main(void)
{
    squares_are_right();
    dropped_jobs_are_told();
    puts("all is well");
    return 0;
}
