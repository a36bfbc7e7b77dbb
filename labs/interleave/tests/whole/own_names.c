// A program's names are its own: those that the explorer uses, too.
// expect: failed
// say: search()
// say: data race
// say: counter
#include <pthread.h>
#include <stddef.h>

static char room[256];
static size_t used;
static int counter;

void *malloc(size_t size)
{
    used += (size + 15) & ~(size_t)15;
    return used <= sizeof room ? room + used - size : NULL;
}

void free(void *block)
{
    (void)block;
}

int write(int a, const void *b, size_t c)
{
    return a + (b != NULL) + (int)c;
}

void *search(void *unused)
{
    counter++;
    return unused;
}

int replay(void)
{
    return write(0, NULL, 0);
}

void explore(void)
{
    free(malloc(8));
}
void names_open(void)
{
    explore();
}

int main(void)
{
    pthread_t t[2];
    names_open();
    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, search, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    return replay();
}
