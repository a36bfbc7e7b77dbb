// Lab 1.1: what each misuse is worth. 15 points.
//
// The first four tests want a death, so they judge how the process ended; the
// last one wants silence, and counts.
#include "judge.h"

#include "place.h"

#include <stdio.h>
#include <string.h>

// --- dying surely ------------------------------------------------------------

struct death {
    const char *scenario;
    const char *message;
    const char *idle;  // why it ended normally, if it did
};

static const char *expected_death(const struct death *death)
{
    static char text[200];
    snprintf(text, sizeof text, "the process ends with \"%s\"", death->message);
    return text;
}

static bool died_of(const struct run *run, const char *message)
{
    return !run->no_record && strcmp(run->record.kind, "fatal") == 0 &&
           strcmp(run->record.sentence, message) == 0;
}

static bool printed(const struct run *run, const char *message)
{
    return run->process.output && strstr(run->process.output, message);
}

// In the student's words: what the run shows to be missing.
static const char *why_it_lived(const struct run *run,
                                const struct death *death)
{
    static char text[500];
    const char *place = place_of(death->scenario);
    const char *format = "%s (%s)";
    if (printed(run, death->message))
        format = "%s() (%s) printed the message itself; the map said nothing";
    else if (run->process.how == PROCESS_ASLEEP)
        format = "%s() (%s) waits at a gate that nobody opens, or for a "
                 "thread that never comes to one";
    else if (!run->no_record && strcmp(run->record.kind, "fatal") == 0)
        format = "%s() (%s) lets the wrong two operations meet";
    else if (!run->no_record && strcmp(run->record.kind, "crash") == 0)
        format = "%s() (%s) ended the process itself; the map has to";
    else
        format = death->idle;
    snprintf(text, sizeof text, format, death->scenario, place);
    return text;
}

// A broken promise here means only that the function returned.
static const char *what_happened(const struct run *run)
{
    if (!run->no_record && strcmp(run->record.kind, "promise") == 0)
        return run->record.sentence;
    return judge_what_happened(run);
}

// Once is no proof of "surely". The explorer tries the other orders.
static void must_die_in_every_schedule(const struct death *death)
{
    static struct run run;
    judge_run(&run, &(struct order){.scenario = death->scenario,
                                    .variant = "explored",
                                    .dies_of = death->message,
                                    .races = RACES_EXPECTED});
    judge_evidence(&run.record);
    if (!died_of(&run, death->message))
        judge_fail("it dies so under every order of the threads' steps",
                   what_happened(&run), judge_why(&run.record));
}

static void must_die(const struct death *death)
{
    static struct run run;
    judge_run(&run, &(struct order){.scenario = death->scenario,
                                    .dies_of = death->message,
                                    .races = RACES_EXPECTED});
    if (!died_of(&run, death->message))
        judge_fail(expected_death(death), what_happened(&run),
                   why_it_lived(&run, death));
    if (record_value(&run.record, "held") == 0)
        judge_fail("a thread is held at a gate inside the map when it happens",
                   "the message came, but by luck: no thread was held",
                   "a sleep or a loop makes it likely; a gate in equal() "
                   "makes it sure");
    must_die_in_every_schedule(death);
}

Test(crash, two_writers_meet_by_luck)
{
    POINTS(2, "by stress: two writers can be in the map at the same time");
    READ("Two writers, and luck");
    static struct run run;
    judge_run(&run, &(struct order){.scenario = "stress"});
    if (run.no_record || run.record.outcome != OUTCOME_KEPT)
        judge_fail(
            "both writers are in the map before either is done",
            run.process.how == PROCESS_ASLEEP
                ? "one writer never came while the other waited for it"
                : judge_what_happened(&run),
            "stress() has to start both threads before it waits for either");
    EXPLORE("stress_returns", .races = RACES_EXPECTED);
}

Test(crash, two_writers_are_caught)
{
    POINTS(3, "two writers are caught, with Go's own words");
    READ("Two writers, surely");
    must_die(
        &(struct death){"write_beside_write", "concurrent map writes",
                        "nothing in %s() (%s) makes the two writers overlap"});
}

Test(crash, a_reader_is_caught)
{
    POINTS(3, "a reader beside a writer is caught");
    READ("The reader who looks once");
    must_die(&(struct death){
        "read_beside_write", "concurrent map read and map write",
        "no reader enters the map in %s() (%s) while a writer is in it"});
}

Test(crash, an_iterator_is_caught)
{
    POINTS(3, "an iterator beside a writer is caught");
    READ("The reader who looks once");
    must_die(&(struct death){
        "iterate_beside_write", "concurrent map iteration and map write",
        "no iterator takes a step in %s() (%s) while a writer is in the map"});
}

// --- dying of nothing --------------------------------------------------------

Test(crash, updates_are_lost_in_silence)
{
    POINTS(4, "a stale slot loses exactly the updates predicted, in silence");
    READ("What the message does not promise");
    KEEPS(.scenario = "lose_updates");
}
