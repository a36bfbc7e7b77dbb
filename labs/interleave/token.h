// token.h - private: a schedule as a word that a person can copy.
//
//     LAB-SCENARIO-SWITCHES-HASH      1.2-two_stores-2.5.1-9f3a
//
// SWITCHES are joined by _; each is THREAD.COUNT.PICK: at that thread's
// COUNT-th operation, go on in thread PICK. A COUNT that begins with a counts
// plain accesses. PICK is vN (wake waiter N), tN (T<N>'s wait ends by time) or
// sN (T<N> wakes for no reason) where no thread is meant. 0 alone stands for
// no switch at all. An r before the switches: races do not end the schedule.
// HASH is that of the candidate.
#ifndef INTERLEAVE_TOKEN_H
#define INTERLEAVE_TOKEN_H

#include "explore.h"
#include "switches.h"

struct token {
    char lab[64];
    char scenario[128];
    bool races_go_on;
    uint32_t hash;  // 16 bits are shown
    struct switch_list switches;
};

// Write token into text. Returns: whether it fitted.
bool token_print(const struct token *token, char text[TOKEN_MAX]);

// Returns: NULL, or what is wrong with text, as a sentence.
const char *token_parse(const char *text, struct token *token);

// A hash of the program's own code: what is not the explorer's.
uint32_t token_hash_of_program(void);

#endif
