// format.h - private: what a call of the printf family reads and writes through
// its arguments.
#ifndef INTERLEAVE_FORMAT_H
#define INTERLEAVE_FORMAT_H

#include <stdarg.h>
#include <stdint.h>

// Tell each string that the format prints, the format itself, and where %n
// stores. call: the function's name, for a format that is not understood.
void format_touch(const char *format, va_list arguments, const char *call,
                  uintptr_t pc);

#endif
