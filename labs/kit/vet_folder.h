// vet_folder.h - the private folder in which a candidate is compiled.
//
// It holds the candidate and the headers it may include, under the names they
// have in the project. Nothing else is near: a relative path leads to no
// solution, no test and no other file of the student's.
#ifndef VET_FOLDER_H
#define VET_FOLDER_H

#include "vet.h"

// What is preprocessed: one #line that gives the student's file its name, and
// the file. No file of a lab may have this name.
#define FOLDER_CANDIDATE "candidate.c"

// Write head and bytes to a file whose folders are made. path is unchanged.
void folder_write(struct vet *vet, char *path, const char *head,
                  const char *bytes, size_t size);

// Memory: text->bytes is malloc()ed. Returns: false with errno set.
bool folder_read(const char *path, struct text *text);

// A path in the private folder.
__attribute__((format(printf, 3, 4))) char *
folder_path(const struct vet *vet, char path[8192], const char *format, ...);

#endif
