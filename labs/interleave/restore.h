// restore.h - private: put the program's static data back before a schedule.
//
// The explorer's own static data lies in sections of its own (interleave.mk
// renames them) and is left alone.
#ifndef INTERLEAVE_RESTORE_H
#define INTERLEAVE_RESTORE_H

#include <stdbool.h>
#include <stdint.h>

// Remember .data and .bss as they are now.
void restore_remember(void);

// Make them so again.
void restore_all(void);

// Whether address lies in the program's static data.
bool restore_is_static(uintptr_t address);

// The index-th stretch of static data that is the program's own.
// Returns: false if there are not so many.
bool restore_part(unsigned index, uintptr_t *low, uintptr_t *high);

extern uintptr_t restore_low, restore_high;

#endif
