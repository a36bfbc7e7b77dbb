// history.h - what the threads of a scenario called, what came back, and
// whether some order of the calls explains it.
//
// A scenario wraps each operation of the contract once:
//
//     static bool load(uint64_t key, uint64_t *value)
//     {
//         struct call *call = call_begin("load", 1, key);
//         bool found = safe_map_load(map, key, value);
//         call_end(call, found, found ? *value : 0);
//         return found;
//     }
//
// and at its end promises HISTORY(&map_model): each call took effect at one
// moment between its begin and its end (linearizable). Calls on different keys
// are independent, so each key's history is checked alone (Herlihy and Wing's
// locality), which keeps the search small.
//
// Threads:  call_begin() and call_end() from any thread, one call at a time a
//           thread.
// Memory:   static; at most HISTORY_CALLS calls a run, else the run cannot be
//           judged.
#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include <stdint.h>

enum { HISTORY_CALLS = 64, CALL_ARGUMENTS = 3, MODEL_STATE = 8 };

struct call {
    const char *name;
    unsigned thread;  // 0 is the main thread
    unsigned arguments;
    uint64_t argument[CALL_ARGUMENTS];  // [0] is the key
    uint64_t result[2];
    unsigned begun, ended;  // positions in the history; ended 0: never
};

// A sequential object of a few lines that the calls are compared with.
struct model {
    const char *name;
    bool whole;  // calls on different keys are not independent: one history
    // The object before any call (of this key).
    void (*start)(uint64_t state[MODEL_STATE], uint64_t key);
    // Do the call. Returns: whether its result is what the object gives.
    bool (*step)(uint64_t state[MODEL_STATE], const struct call *call);
    // Write the call as a person would: "store(7, 1)", "load(7) = 1".
    void (*print)(const struct call *call, char *text, unsigned room);
};

// Say before the first call how calls are written, for what is drawn.
void history_model(const struct model *model);

struct call *call_begin(const char *name, unsigned arguments, ...);
void call_end(struct call *call, uint64_t first, uint64_t second);

// Promise that the calls so far are linearizable; broken, the evidence is the
// table of calls and the sentence says why no order explains them.
void history_promise(const struct model *model, const char *file, int line);
#define HISTORY(model) history_promise((model), __FILE__, __LINE__)

// Forget all calls (a scenario of several rounds).
void history_restart(void);

// The calls so far, in the order in which they began.
unsigned history_calls(const struct call **calls);

#endif
