// carrier.c - see carrier.h.
//
//   K1  A carrier's stack is at a fixed address, with a page below it that
//       cannot be touched, so running over its end is a signal.
//   K2  No carrier ever runs again after it said where its thread block is.
//   K3  carrier[0 .. carriers_ready) exist. A later one is made when a schedule
//       first has so many threads: the address it gets does not depend on when.
#define _GNU_SOURCE  // dl_iterate_phdr, MAP_FIXED_NOREPLACE
#include "carrier.h"

#include "context.h"

#include <errno.h>
#include <link.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct carrier carriers[THREADS_MAX];

static char *tls_image;
static size_t tls_size, tls_alignment;
static _Atomic unsigned carriers_ready;
static uintptr_t workers_pointer, errno_distance;

// What programs see of libc's block goes through self.c; the other two are the
// explorer's.
static bool is_program_blind_to(const char *library)
{
    static const char *const known[] = {"/libc.so.", "/libdw", "/libelf"};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(library, known[i]))
            return true;
    return false;
}

// The program comes first, and has no name. What libraries have for each thread
// is theirs, and not put back.
static int learn_tls(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void)size;
    (void)unused;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_TLS || is_program_blind_to(info->dlpi_name))
            continue;
        context_apart = true;
        if (*info->dlpi_name)
            continue;
        tls_size = header->p_memsz;
        tls_alignment = header->p_align ? header->p_align : 1;
    }
    return 0;
}

static void *sleep_for_ever(void *argument)
{
    struct carrier *carrier = argument;

    carrier->thread_pointer = context_thread_pointer();
    carrier->stack_top =
        ((uintptr_t)__builtin_frame_address(0) - 8192) & ~(uintptr_t)63;
    carriers_ready++;
    for (;;)
        pause();
    return NULL;
}

static void give_up(const char *what)
{
    perror(what);
    _exit(70);
}

static void map_stack(struct carrier *carrier, unsigned thread)
{
    uintptr_t base = USER_BASE + (uintptr_t)thread * STACK_SIZE;
    void *at = mmap((void *)base, STACK_SIZE, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (at != (void *)base || mprotect(at, PAGE, PROT_NONE))
        give_up("interleave: stack of a simulated thread");
    carrier->low = base + PAGE;
    carrier->high = base + STACK_SIZE;
}

static void start_carrier(unsigned thread)
{
    struct carrier *carrier = &carriers[thread];
    pthread_attr_t attributes;

    map_stack(carrier, thread);
    pthread_attr_init(&attributes);
    pthread_attr_setstack(&attributes, (void *)carrier->low,
                          carrier->high - carrier->low);
    if (pthread_create(&carrier->handle, &attributes, sleep_for_ever, carrier))
        give_up("interleave: thread block of a simulated thread");
    pthread_attr_destroy(&attributes);
    while (carriers_ready == thread)
        sched_yield();
    carrier->tls_low =
        context_tls_start(carrier->thread_pointer, tls_size, tls_alignment);
    carrier->tls_high = carrier->tls_low + tls_size;
}

// No signal may run on a carrier: its stack belongs to a simulated thread. The
// library must think that the worker makes it, not the thread that runs.
static void make_carrier(unsigned thread)
{
    uintptr_t running = context_thread_pointer();
    sigset_t all, before;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    context_set_thread_pointer(workers_pointer);
    start_carrier(thread);
    context_set_thread_pointer(running);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void carriers_start(void)
{
    workers_pointer = context_thread_pointer();
    errno_distance = (uintptr_t)&errno - workers_pointer;
    dl_iterate_phdr(learn_tls, NULL);
    make_carrier(0);
    if (!tls_size)
        return;
    tls_image = malloc(tls_size);
    memcpy(tls_image, (void *)carriers[0].tls_low, tls_size);
}

// errno lies in libc's block, at the same distance from every thread pointer.
int *carrier_errno(unsigned thread)
{
    return (int *)(carriers[thread].thread_pointer + errno_distance);
}

void carrier_restore(unsigned thread)
{
    const struct carrier *carrier = &carriers[thread];

    if (thread == carriers_ready)
        make_carrier(thread);
    if (tls_size)
        memcpy((void *)carrier->tls_low, tls_image, tls_size);
    *carrier_errno(thread) = 0;
}
