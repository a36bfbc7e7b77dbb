// Who is caught by the tripwire, with which words, and who is not. Each death
// happens in a child process, whose words and status are looked at.
#include "hmap.h"

#include "../hmap_internal.h"
#include "fatal.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// --- dying in a child ------------------------------------------------------

static char words[16384];

static void read_words(int from)
{
    size_t used = 0;
    ssize_t got;

    while (used < sizeof words - 1 &&
           (got = read(from, words + used, sizeof words - 1 - used)) > 0)
        used += (size_t)got;
    words[used] = '\0';
}

// Returns: the child's status; what it wrote to standard error is in words.
static int run_in_child(void (*body)(void))
{
    int pipe_ends[2];
    int status;

    cr_assert_eq(pipe(pipe_ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipe_ends[1], STDERR_FILENO);
        close(pipe_ends[0]);
        close(pipe_ends[1]);
        alarm(60);  // a child that is not caught may wait for ever
        body();
        _exit(0);
    }
    close(pipe_ends[1]);
    read_words(pipe_ends[0]);
    close(pipe_ends[0]);
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFEXITED(status), "%s", words);
    return WEXITSTATUS(status);
}

static void expect_death(void (*body)(void), const char *message)
{
    char line[100];

    snprintf(line, sizeof line, "fatal error: %s\n", message);
    cr_assert_eq(run_in_child(body), 2, "%s", words);
    cr_assert(strncmp(words, line, strlen(line)) == 0, "expected: %ssaid: %s",
              line, words);
}

// --- a call inside of a write ----------------------------------------------

// equal() runs while the map is marked as being written to. What is called from
// there overlaps with the write, without any thread.
static struct hmap *map;
static void (*inside)(void);

static bool equal_with_visitor(const void *key, const void *other)
{
    if (inside)
        inside();
    return hmap_equal_64(key, other);
}

static const struct maptype visited_type = {8, 8, hmap_hash_64,
                                            equal_with_visitor};

static struct hmap_iter open_iterator;

static void write_with(void (*visitor)(void))
{
    uint64_t key = 1;

    hmap_free(map);
    inside = NULL;
    map = hmap_new(&visited_type, 1);
    hmap_put(map, &key, &key);
    hmap_iter_init(&open_iterator, map);
    inside = visitor;
    hmap_put(map, &key, &key);
}

static void visit_assign(void)
{
    inside = NULL;
    hmap_assign(map, &(uint64_t){2});
}

static void visit_put(void)
{
    inside = NULL;
    hmap_put(map, &(uint64_t){2}, &(uint64_t){2});
}

static void visit_delete(void)
{
    inside = NULL;
    hmap_delete(map, &(uint64_t){2});
}

static void visit_clear(void)
{
    inside = NULL;
    hmap_clear(map);
}

static void visit_access(void)
{
    inside = NULL;
    hmap_access(map, &(uint64_t){2});
}

static void visit_iter_init(void)
{
    struct hmap_iter it;
    inside = NULL;
    hmap_iter_init(&it, map);
}

static void visit_iter_next(void)
{
    inside = NULL;
    hmap_iter_next(&open_iterator);
}

#define WRITE_WITH(visitor)                                                    \
    static void write_with_##visitor(void)                                     \
    {                                                                          \
        write_with(visit_##visitor);                                           \
    }
WRITE_WITH(assign)
WRITE_WITH(put)
WRITE_WITH(delete)
WRITE_WITH(clear)
WRITE_WITH(access)
WRITE_WITH(iter_init)
WRITE_WITH(iter_next)

Test(tripwire, a_second_writer_is_caught)
{
    expect_death(write_with_assign, "concurrent map writes");
    expect_death(write_with_put, "concurrent map writes");
    expect_death(write_with_delete, "concurrent map writes");
    expect_death(write_with_clear, "concurrent map writes");
}

Test(tripwire, a_reader_is_caught)
{
    expect_death(write_with_access, "concurrent map read and map write");
}

Test(tripwire, an_iterator_is_caught)
{
    const char *message = "concurrent map iteration and map write";
    expect_death(write_with_iter_init, message);
    expect_death(write_with_iter_next, message);
}

Test(tripwire, every_write_marks_the_map)
{
    void (*const writes[])(void) = {visit_assign, visit_put, visit_delete};

    for (int w = 0; w < 3; w++) {
        uint64_t key = 2;
        inside = NULL;
        map = hmap_new(&visited_type, 1);
        hmap_put(map, &key, &key);
        cr_assert_eq(map->flags & hashWriting, 0);
        writes[w]();
        cr_assert_eq(map->flags & hashWriting, 0);
        hmap_free(map);
    }
}

// --- who is not caught -----------------------------------------------------

Test(tripwire, nobody_is_caught_on_an_empty_map_but_writers_of_keys)
{
    struct hmap *empty = hmap_new(&hmap_type_64, 1);
    struct hmap_iter it;

    empty->flags |= hashWriting;  // as if a writer were parked
    cr_assert_null(hmap_access_fast64(empty, 1));
    cr_assert(!hmap_delete_fast64(empty, 1));
    hmap_clear(empty);
    hmap_iter_init(&it, empty);
    cr_assert(!hmap_iter_next(&it));
    empty->flags = 0;
    hmap_free(empty);
}

Test(tripwire, can_be_turned_off)
{
    hmap_tripwire(false);
    write_with(visit_put);  // toggles the mark off and on and off
    write_with(visit_access);
    write_with(visit_iter_next);
    cr_assert_eq(hmap_len(map), 1, "all three went on to their end");
    hmap_tripwire(true);
    expect_death(write_with_put, "concurrent map writes");
}

static void store_after_the_guard(void)
{
    map = hmap_new(&hmap_type_64, 1);
    uint64_t *slot = hmap_assign_fast64(map, 1);
    _exit(map->flags & hashWriting ? 1 : slot ? 42 : 1);
}

Test(tripwire, assign_clears_the_mark_before_the_caller_stores)
{
    cr_assert_eq(run_in_child(store_after_the_guard), 42, "%s", words);
}

static bool marked_while_storing;

static void look_at_the_mark(void)
{
    marked_while_storing = map->flags & hashWriting;
}

Test(tripwire, equal_runs_while_the_map_is_marked_and_hash_before)
{
    write_with(look_at_the_mark);
    cr_assert(marked_while_storing);
}

// --- two threads -----------------------------------------------------------

static sem_t first_has_checked;
static sem_t second_is_writing;
static _Thread_local bool is_first;

// The first thread stands between its check and its toggle.
static uint64_t hash_and_wait(const void *key, uint64_t seed)
{
    if (is_first) {
        is_first = false;
        sem_post(&first_has_checked);
        sem_wait(&second_is_writing);
    }
    return hmap_hash_64(key, seed);
}

static void let_first_go_on(void)
{
    sem_post(&second_is_writing);
    for (;;)
        pause();
}

static const struct maptype meeting_type = {8, 8, hash_and_wait,
                                            equal_with_visitor};

static void *write_first(void *unused)
{
    (void)unused;
    is_first = true;
    hmap_put(map, &(uint64_t){2}, &(uint64_t){2});
    return NULL;
}

static void say_goodbye(void)
{
    fprintf(stderr, "an atexit handler ran\n");
}

// Both checks pass; the first then toggles the second's mark off, and finds it
// off at its own end.
static void two_writers_that_both_passed_the_check(void)
{
    uint64_t key = 1;
    pthread_t first;

    atexit(say_goodbye);
    sem_init(&first_has_checked, 0, 0);
    sem_init(&second_is_writing, 0, 0);
    map = hmap_new(&meeting_type, 1);
    hmap_put(map, &key, &key);
    pthread_create(&first, NULL, write_first, NULL);
    sem_wait(&first_has_checked);
    inside = let_first_go_on;
    hmap_put(map, &key, &key);
}

Test(tripwire, the_check_at_the_end_catches_a_mark_that_was_toggled_off)
{
    expect_death(two_writers_that_both_passed_the_check,
                 "concurrent map writes");
}

Test(tripwire, every_thread_shows_its_stack_and_no_handler_runs)
{
    expect_death(two_writers_that_both_passed_the_check,
                 "concurrent map writes");
    cr_assert(strstr(words, " [running]:\n"), "%s", words);
    cr_assert(strstr(words, " [stopped]:\n"), "%s", words);
    cr_assert(strstr(words, "write_first at test_tripwire.c:"), "%s", words);
    cr_assert(strstr(words, "let_first_go_on at test_tripwire.c:"), "%s",
              words);
    cr_assert_null(strstr(words, "an atexit handler ran"), "%s", words);
}

// --- the fatal path itself -------------------------------------------------

static void leave_by_the_hook(const char *message)
{
    _exit(strcmp(message, "concurrent map writes") == 0 ? 7 : 1);
}

static void write_with_hook(void)
{
    fatal_set_hook(leave_by_the_hook);
    write_with_put();
}

Test(fatal, calls_the_hook_first)
{
    cr_assert_eq(run_in_child(write_with_hook), 7, "%s", words);
    cr_assert_str_empty(words);
}

static void write_without_stderr(void)
{
    close(STDERR_FILENO);
    write_with_put();
}

Test(fatal, ends_the_same_without_standard_error)
{
    cr_assert_eq(run_in_child(write_without_stderr), 2);
}

static void write_without_tools(void)
{
    setenv("PATH", "", 1);
    write_with_put();
}

Test(fatal, shows_addresses_where_there_is_no_addr2line)
{
    expect_death(write_without_tools, "concurrent map writes");
    cr_assert(strstr(words, "[0x"), "%s", words);
}

static sem_t is_deaf;

static void *block_all_signals(void *unused)
{
    sigset_t all;

    (void)unused;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    sem_post(&is_deaf);
    while (pause())
        continue;
    return NULL;
}

static void write_beside_a_deaf_thread(void)
{
    pthread_t deaf;

    sem_init(&is_deaf, 0, 0);
    pthread_create(&deaf, NULL, block_all_signals, NULL);
    sem_wait(&is_deaf);
    write_with_put();
}

Test(fatal, does_not_wait_for_ever_for_a_thread_that_does_not_answer)
{
    expect_death(write_beside_a_deaf_thread, "concurrent map writes");
    cr_assert(strstr(words, " [did not answer]:\n"), "%s", words);
}
