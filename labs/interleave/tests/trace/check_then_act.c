// Two critical sections where one is needed: both threads insert.
#include "../../explore.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

struct entry {
    bool used;
    int value;
};

struct table {
    pthread_mutex_t lock;
    struct entry entry[8];
    int inserted;
};

static bool present(struct table *table, int key)
{
    pthread_mutex_lock(&table->lock);
    bool used = table->entry[key].used;
    pthread_mutex_unlock(&table->lock);
    return used;
}

static void insert(struct table *table, int key, int value)
{
    pthread_mutex_lock(&table->lock);
    table->entry[key].used = true;
    table->entry[key].value = value;
    table->inserted++;
    pthread_mutex_unlock(&table->lock);
}

static void put_if_absent(struct table *table, int key, int value)
{
    if (!present(table, key))
        insert(table, key, value);
}

static void *thread(void *table)
{
    char text[40];
    int value = (int)explore_thread() * 10;

    snprintf(text, sizeof text, "put_if_absent(3, %d)", value);
    explore_call(text);
    put_if_absent(table, 3, value);
    explore_return("done");
    return NULL;
}

void scenario(void)
{
    struct table table = {.lock = PTHREAD_MUTEX_INITIALIZER};
    pthread_t t[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, thread, &table);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    if (table.inserted != 1)
        explore_promise_broken("one thread inserts a key", __FILE__, __LINE__);
}
