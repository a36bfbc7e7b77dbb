#include "scenario.h"

#include "backend.h"
#include "random.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

static uint64_t random_state;
static void (*shower)(char *text, unsigned room);

void scenario_restart(void)
{
    random_state = backend_job()->seed;
}

uint64_t scenario_random(void)
{
    return random_next(&random_state);
}

bool scenario_is_decoy(void)
{
    return backend_job()->twin;
}

// In a decoy no promise holds, whatever the candidate did: a process that is
// then still reported as good says yes to everything.
static bool counts_as_kept(bool holds)
{
    __atomic_fetch_add(&backend_record()->promises, 1, __ATOMIC_RELAXED);
    return holds && !backend_job()->twin;
}

void scenario_promise(bool holds, const char *text, const char *file, int line)
{
    if (!counts_as_kept(holds))
        backend_broken("promise", text, file, line);
}

void scenario_promise_equal(uint64_t actual, uint64_t expected,
                            const char *actual_text, const char *expected_text,
                            const char *file, int line)
{
    char sentence[400];
    if (counts_as_kept(actual == expected))
        return;
    snprintf(sentence, sizeof sentence,
             "%s is %" PRIu64 "; promised was %s, which is %" PRIu64,
             actual_text, actual, expected_text, expected);
    backend_broken("promise", sentence, file, line);
}

void scenario_promise_that(bool holds, const char *file, int line,
                           const char *format, ...)
{
    char sentence[400];
    va_list arguments;
    if (counts_as_kept(holds))
        return;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    backend_broken("promise", sentence, file, line);
}

_Noreturn void scenario_finish(void)
{
    if (!counts_as_kept(true))
        backend_broken("promise", "the scenario was over", "", 0);
    backend_finish();
}

void scenario_note(const char *format, ...)
{
    char line[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    record_evidence(backend_record(), line);
}

void scenario_result(const char *format, ...)
{
    char text[80];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    backend_result(text);
}

void scenario_shows(void (*show)(char *text, unsigned room))
{
    shower = show;
}

void scenario_show(char *text, unsigned room)
{
    *text = 0;
    if (shower)
        shower(text, room);
}

void scenario_count(const char *name, uint64_t value)
{
    record_count(backend_record(), name, value);
}
