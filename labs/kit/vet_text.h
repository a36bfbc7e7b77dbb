// vet_text.h - text of unknown origin, as a terminal may show it.
#ifndef VET_TEXT_H
#define VET_TEXT_H

#include <stddef.h>

enum { NOT_UTF8 = -1 };

// The character that begins at *at, which is moved past it.
// Returns: its code point, or NOT_UTF8, having moved past one byte.
long text_next(const char **at, const char *end);

// What is wrong with showing a character: "a terminal escape", or NULL if
// nothing is. Newline and tabulator are fine.
const char *text_trouble(long character);

// Replace every byte that belongs to a character with trouble by '?'.
void text_make_printable(char *text);

// Keep the first and the last lines of a text, and say how many were left out.
// room: at least the text's length + 60.
void text_cut_lines(char *text, size_t lines);

#endif
