// gate.h - scripted interleavings: hold a thread at a point of your choice.
//
//     struct gate gate = GATE_INIT;
//
//     the held thread                     the script
//     gate_hold(&gate)  ... stops
//                                         gate_await(&gate)  returns now
//                                         ... does what must come between
//                                         gate_open(&gate)
//     ... goes on
//
// Threads:  every call from any thread. Waiting is asleep, never by time.
// Memory:   a gate needs no end; it may be static.
// Errors:   none. A gate that nobody opens holds for ever, and the judge says
//           that every thread sleeps.
#ifndef GATE_H
#define GATE_H

#include <pthread.h>
#include <stdbool.h>

struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    unsigned held;  // threads that stand at the gate now
    bool open;
};

#define GATE_INIT                                                              \
    {                                                                          \
        PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, false          \
    }

// Stand at the gate until it is open. An open gate does not hold anyone.
void gate_hold(struct gate *gate);

// Wait until a thread stands at the gate, or until it is open.
void gate_await(struct gate *gate);

// Open the gate for all who stand there and all who will come.
void gate_open(struct gate *gate);

// The number of threads that stand at any gate of the process now.
unsigned gate_held(void);

#endif
