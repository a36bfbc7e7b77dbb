// history.c - recording the calls, and the table that a report shows.
#include "history.h"

#include "backend.h"
#include "linearize.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static struct call calls[HISTORY_CALLS];
static unsigned call_count;
static unsigned clock_now;
static const struct model *printer;

// --- recording ---------------------------------------------------------------

// Relaxed: all ticks are changes of one variable, and so have one order, in
// which a call that began after another had ended comes later. A stronger
// order would order the callers' own accesses, too, and hide their races.
static unsigned tick(void)
{
    return __atomic_add_fetch(&clock_now, 1, __ATOMIC_RELAXED);
}

static void tell_begin(const struct call *call)
{
    char text[160];
    int used = snprintf(text, sizeof text, "%s(", call->name);
    for (unsigned i = 0; i < call->arguments; i++)
        used += snprintf(text + used, sizeof text - (size_t)used, "%s%llu",
                         i ? ", " : "", (unsigned long long)call->argument[i]);
    snprintf(text + used, sizeof text - (size_t)used, ")");
    backend_call(text);
}

static void tell_end(const struct call *call)
{
    char text[160] = "";
    if (printer)
        printer->print(call, text, sizeof text);
    const char *result = strstr(text, " = ");
    backend_return(result ? result + 3 : "returned");
}

void history_model(const struct model *model)
{
    printer = model;
}

struct call *call_begin(const char *name, unsigned arguments, ...)
{
    unsigned index = __atomic_fetch_add(&call_count, 1, __ATOMIC_RELAXED);
    va_list list;
    if (index >= HISTORY_CALLS)
        backend_broken("lab",
                       "the scenario makes more calls than a history "
                       "holds: an error of the lab",
                       __FILE__, __LINE__);
    struct call *call = &calls[index];
    *call = (struct call){.name = name, .arguments = arguments};
    va_start(list, arguments);
    for (unsigned i = 0; i < arguments && i < CALL_ARGUMENTS; i++)
        call->argument[i] = va_arg(list, uint64_t);
    va_end(list);
    call->thread = backend_thread();
    tell_begin(call);
    call->begun = tick();
    return call;
}

void call_end(struct call *call, uint64_t first, uint64_t second)
{
    call->result[0] = first;
    call->result[1] = second;
    call->ended = tick();
    tell_end(call);
}

void history_restart(void)
{
    memset(calls, 0, sizeof calls);
    call_count = 0;
    clock_now = 0;
}

unsigned history_calls(const struct call **first)
{
    *first = calls;
    return call_count;
}

// --- the table ---------------------------------------------------------------

enum { BAR = 40 };

// One row: the thread, a bar from begin to end, the call.
static void print_row(const struct model *model, const struct call *call)
{
    char bar[BAR + 1], text[120], row[200];
    unsigned scale = clock_now / BAR + 1;
    unsigned from = call->begun / scale;
    unsigned to = (call->ended ? call->ended : clock_now) / scale;
    memset(bar, ' ', BAR);
    bar[BAR] = 0;
    for (unsigned i = from; i <= to && i < BAR; i++)
        bar[i] = i == from || i == to ? '|' : '-';
    bar[clock_now / scale < BAR ? clock_now / scale + 1 : BAR] = 0;
    model->print(call, text, sizeof text);
    snprintf(row, sizeof row, "T%-2u %s %s", call->thread, bar, text);
    record_evidence(backend_record(), row);
}

static void print_table(const struct model *model, uint64_t key, bool whole)
{
    record_evidence(backend_record(), "The calls, time going right:");
    for (unsigned i = 0; i < call_count; i++)
        if (whole || calls[i].argument[0] == key)
            print_row(model, &calls[i]);
}

// --- the promise -------------------------------------------------------------

static void check_key(const struct model *model, uint64_t key, const char *file,
                      int line)
{
    char sentence[400];
    if (linearize(model, calls, call_count, key, sentence, sizeof sentence))
        return;
    print_table(model, key, model->whole);
    backend_broken("history", sentence, file, line);
}

static bool is_first_of_key(unsigned index)
{
    for (unsigned i = 0; i < index; i++)
        if (calls[i].argument[0] == calls[index].argument[0])
            return false;
    return true;
}

void history_promise(const struct model *model, const char *file, int line)
{
    scenario_promise(true, "some order of the calls explains their results",
                     file, line);
    for (unsigned i = 0; i < call_count; i++) {
        if (model->whole ? i == 0 : is_first_of_key(i))
            check_key(model, calls[i].argument[0], file, line);
    }
}
