// minimise.c - see minimise.h.
//
//   N1  After each step replaying list gives the failure looked for.
#include "minimise.h"

#include "shared.h"

#include <string.h>

static enum failure_kind kind;
static enum misuse_kind misuse;
static uintptr_t pc, first_pc;
static char text[FAILURE_TEXT];
static struct switch_list attempt;
static uint64_t runs;

static void remember(const struct failure *f)
{
    kind = f->kind;
    misuse = f->misuse;
    pc = f->pc;
    first_pc = f->first.pc;
    memcpy(text, f->text, sizeof text);
}

// A deadlock is told from where its last thread stopped, which another order
// of the same deadlock changes.
static bool place_matters(void)
{
    return kind != FAILURE_DEADLOCK && kind != FAILURE_LOST_WAKEUP &&
           kind != FAILURE_LIVELOCK;
}

static bool is_same(const struct failure *f)
{
    return f->kind == kind && f->misuse == misuse &&
           (!place_matters() || (f->pc == pc && f->first.pc == first_pc)) &&
           strcmp(f->text, text) == 0;
}

// Try list without the switches [from, from + count).
static bool works_without(const struct replay_plan *plan,
                          const struct switch_list *list, unsigned from,
                          unsigned count)
{
    struct replay_plan shorter = *plan;
    struct replay_result ignored;

    attempt.count = 0;
    for (unsigned i = 0; i < list->count; i++)
        if (i < from || i >= from + count)
            attempt.at[attempt.count++] = list->at[i];
    shorter.switches = &attempt;
    shorter.logged = false;
    runs++;
    return replay(&shorter, &ignored) == RUN_FAILED &&
           is_same(&shared->failure) && switches_taken.count < list->count;
}

uint64_t minimise(const struct replay_plan *plan, struct switch_list *list)
{
    remember(&shared->failure);
    runs = 0;
    *list = *plan->switches;
    for (unsigned chunk = list->count; chunk; chunk /= 2) {
        for (unsigned i = 0; i + chunk <= list->count;) {
            if (works_without(plan, list, i, chunk))
                *list = switches_taken;
            else
                i++;
        }
    }
    return runs;
}
