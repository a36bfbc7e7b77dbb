// trace_sentence.h - private to the reports: what went wrong, in words.
//
// Memory:   every text lives until the names are closed.
#ifndef INTERLEAVE_TRACE_SENTENCE_H
#define INTERLEAVE_TRACE_SENTENCE_H

#include "names.h"
#include "outcome.h"
#include "trace_text.h"

struct teller {
    struct names *names;
    const struct exploration *x;
};

// One sentence without its full stop; different faults never share one.
const char *tell_failure(const struct teller *t, const struct failure *f);

// What stands under the table, in the columns of those it concerns.
struct step_ends tell_ends(const struct teller *t, const struct failure *f);

// "waits for b, held by T2"
const char *tell_wait_end(const struct teller *t, const struct waiter *w);

const char *tell_race(const struct teller *t, const struct failure *f);
const char *tell_memory_failure(const struct teller *t,
                                const struct failure *f);
const char *tell_waiting(const struct teller *t, const struct failure *f);
const char *tell_misuse(const struct teller *t, const struct failure *f);
const char *tell_crash(const struct teller *t, const struct failure *f);

// Why a promise broke: a thread acted on what it had read before a switch.
// Returns: a text that begins with "; ", or "" if the trace shows no such
// thing.
const char *tell_stale_read(const struct teller *t);

// "safe_map.c:31": where it had read that. "" if the trace shows no such thing.
const char *tell_stale_where(const struct teller *t);

// --- parts of sentences ------------------------------------------------------

// "safe_map.c:31", in the student's file where there is one.
const char *tell_where(const struct teller *t, const struct call_stack *stack,
                       uintptr_t pc);

// "safe_map.c:17, for store() at safe_map.c:31": a place and whom it worked
// for; the place alone if nobody else is known.
const char *tell_for(const struct teller *t, const char *at,
                     struct place caller);

// "in store() at safe_map.c:31"; "in hmap_put(), called at safe_map.c:31"
const char *tell_place(const struct teller *t, const struct call_stack *stack,
                       uintptr_t pc);

// Where a promise or an assertion says itself that it stands; NULL if the
// failure is no such thing.
const char *tell_said_at(const struct teller *t, const struct failure *f);

// The calls that the failure came from: of a lock that a thread takes along
// when it ends, those that took it.
const struct call_stack *tell_stack(const struct teller *t,
                                    const struct failure *f);

// Of a thread that waits for what it holds itself: where the call that took it,
// and has not returned since, came to wait. No line if that has returned, or is
// none of the student's.
struct place tell_wait_in_same_call(const struct teller *t,
                                    const struct waiter *w);

// Where the lock was taken that a misuse finds still held; no line if the
// failure is another one.
struct place tell_taker(const struct teller *t, const struct failure *f);

// "map->lock", "map->lock and b (for reading)", "nothing"
const char *tell_locks(const struct teller *t, const struct lock_set *locks);

// "mutex map->lock"
const char *tell_sync(const struct teller *t, struct sync_name sync);

// What an access touches, as the student wrote it.
const char *tell_variable(const struct teller *t, const struct access *a);

// "12 345"
const char *tell_number(const struct teller *t, uint64_t number);

const char *tell_coverage(const struct teller *t);
const char *tell_reason(const struct teller *t);

#endif
