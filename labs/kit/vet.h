// vet.h - the gate's parts, in the order in which a candidate meets them.
//
//     vet_bytes    the file itself: what would make positions lie
//     vet_compile  its preprocessed text and its object, made under limits
//     vet_tokens   the text as tokens of the student's own file
//     vet_rules    what those tokens may not be
//     vet_object   what the object needs and what it brings
//
// Each part refuses with one sentence for each thing, through vet_refuse(), and
// the first part that refuses is the last one that looks.
//
// Memory: one process looks at one candidate, so what a part reads stays until
//         the end.
// Errors: what the candidate did is a refusal; what this machine lacks ends the
//         program through vet_cannot().
#ifndef VET_H
#define VET_H

#include <stdbool.h>
#include <stddef.h>

struct allow;   // vet_allow.h
struct tokens;  // vet_tokens.h

enum { SYSTEM_FOLDERS = 32 };

struct vet {
    const char *lab;    // its folder, such as labs/1.1-crash
    const char *path;   // where the candidate is
    const char *shown;  // its name in every sentence and in debug information
    const char *out;    // the folder for candidate.i and NAME.plain.o
    const char *cc;
    const char *flags;
    char **more_headers;  // given by name, up to a NULL
    struct allow *allow;
    char folder[4096];  // private, and gone at the end
    unsigned refusals;
    char *system_folders[SYSTEM_FOLDERS];  // of headers, up to a NULL
};

// Sentences of more than one part.
#define VET_LINE                                                               \
    "contains a #line directive, with which errors are reported at lines "     \
    "where they are not; leave it out"
#define VET_PRAGMA                                                             \
    "contains a #pragma, which changes how the compiler reads what follows; "  \
    "a lab's code has no need of one (but once and STDC)"
#define VET_INCLUDE                                                            \
    "includes %s, which is outside the lab; what may be included are the "     \
    "lab's header, the kit's public headers and the system's <...>"

// The candidate's bytes, or its preprocessed text.
struct text {
    char *bytes;  // and a final NUL
    size_t size;
};

enum {
    VET_ADMITTED,
    VET_REFUSED,
    VET_USAGE,
    VET_CANNOT,
};

// Say on stdout why the candidate is refused: "SHOWN:LINE: SENTENCE", without
// the line if it is 0. After five of them only their number is said.
__attribute__((format(printf, 3, 4))) void
vet_refuse(struct vet *vet, unsigned line, const char *format, ...);

// Say the number of refusals that were not said. Returns: VET_ADMITTED or
// VET_REFUSED.
int vet_sum_up(const struct vet *vet);

// Say on stdout what could not be checked and why, and end with VET_CANNOT.
__attribute__((format(printf, 2, 3))) _Noreturn void
vet_cannot(struct vet *vet, const char *format, ...);

// --- the parts ---------------------------------------------------------------

// Read the file and look at its bytes. It must be a regular file of its own.
void vet_bytes(struct vet *vet, struct text *source);

// Copy what the candidate may see to the private folder.
void vet_prepare_folder(struct vet *vet, const struct text *source);
void vet_remove_folder(struct vet *vet);

// Preprocess there, and read what came out: markers, tokens, #defines.
void vet_preprocess(struct vet *vet, struct text *text);

// Write text to OUT/candidate.i, compile it, keep OUT/NAME.plain.o, and say
// what the compiler said.
// object: set to the path of the object, in the private folder.
void vet_compile(struct vet *vet, const struct text *text, char object[4200]);

// Whether path, as the compiler names it, is a file of the private folder or of
// the system's headers.
bool vet_may_include(struct vet *vet, const char *path);

// Look at every token, include and #define of the student's file.
void vet_rules(struct vet *vet, const struct tokens *tokens);

// Look at the object; tokens say where in the student's file a name stands.
void vet_object(struct vet *vet, const char *path, const struct tokens *tokens);

#endif
