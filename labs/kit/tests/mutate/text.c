// What is no code, and statements in every dress. Each function has one lock,
// which is left out once.
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define EACH(i, count) for (int i = 0; i < (count); i++)
#define OPENS                                                                  \
    {                                                                          \
        pthread_mutex_lock(&lock);
#define CLOSES }

pthread_mutex_t *named(const char *name);

struct pair {
    int first, second : 9;
} pairs[] = {{'{', '\''}, {'"', '}'}};

static const char *const texts[] = {"pthread_mutex_lock(&lock); { \" ( \\",
                                    "/*", "a\
b	c"};

int quotes(void)
{
    /* pthread_mutex_lock(&lock); " ' { */
    const char *text = "// }";
    pthread_mutex_lock(/* the one */ named("a	lock"));  // { ( '
    return *text == '"' || *texts[0] == '\\';
}

int loops(int count)
{
    do
        EACH(i, count)
        {
            if (i)
                continue;
            else
                pthread_mutex_lock(&lock);
        }
    while (--count);
    return (struct pair){count, 1}.first;
}

int labels(int count)
{
    switch (count ? 1 : 2) {
    case 1:
        count = count ? 1 : 2;
    default:
        pthread_mutex_lock(&lock);
    again:
        if (count--) {
            goto again;
        }
    };
    return count;
}

__attribute__((noinline)) static int long_text(int a_long_name_for_a_number)
{
    if (pthread_mutex_lock(&lock),
        a_long_name_for_a_number * 2 == 3 * a_long_name_for_a_number)
        return 1;
    return labels(loops(quotes() + long_text(0)));
}
