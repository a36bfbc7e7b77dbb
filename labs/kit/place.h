// place.h - from names and code addresses to lines of the candidate's files.
//
// Threads:  none.
// Errors:   a place that cannot be found is an empty text or the file's name.
#ifndef PLACE_H
#define PLACE_H

#include <stddef.h>

// The innermost of the code addresses in frames ("0x40123 0x40456 ") that lies
// in one of the candidate's files (JUDGE_FILES), as "crash.c:31".
void place_of_crash(char *place, size_t room, const char *program,
                    const char *frames);

// Where the candidate's files define function, as "crash.c:31"; the first
// file's name if none does. A static buffer.
const char *place_of(const char *function);

#endif
