// format.c - see format.h.
#define _POSIX_C_SOURCE 200809L  // strnlen
#include "format.h"

#include "fail.h"
#include "memory.h"
#include "region.h"
#include "scheduler.h"

#include <stddef.h>
#include <string.h>

// One conversion, from % to its letter.
struct conversion {
    const char *end;  // after the letter
    int precision;    // -1: none
    char length;      // 'H' for hh, 'q' for ll, else the modifier, 0 for none
    char letter;
};

struct list {
    va_list arguments;  // in a struct, so that a function can take from it
};

static int number_or_argument(const char **at, struct list *list)
{
    int number = 0;

    if (**at == '*') {
        ++*at;
        return va_arg(list->arguments, int);
    }
    while (**at >= '0' && **at <= '9')
        number = number * 10 + *(*at)++ - '0';
    return number;
}

static char length_of(const char **at)
{
    char length = strchr("hljztLq", **at) && **at ? *(*at)++ : '\0';

    if (length == 'h' && **at == 'h')
        return ++*at, 'H';
    if (length == 'l' && **at == 'l')
        return ++*at, 'q';
    return length;
}

static struct conversion read_conversion(const char *at, struct list *list)
{
    struct conversion c = {.precision = -1};

    at += strspn(at, "-+ #0'I");
    number_or_argument(&at, list);  // the width
    if (*at == '.') {
        at++;
        c.precision = number_or_argument(&at, list);
    }
    c.length = length_of(&at);
    c.letter = *at;
    c.end = *at ? at + 1 : at;
    return c;
}

// Nobody races for a constant.
static void touch(const void *address, size_t size, uintptr_t pc)
{
    if (!region_is_constant((uintptr_t)address))
        memory_plain((uintptr_t)address, size, false, pc);
}

static void touch_string(const struct conversion *c, const char *text,
                         uintptr_t pc)
{
    size_t length;

    if (!text || c->length == 'l')
        return;
    if (c->precision < 0) {
        touch(text, strlen(text) + 1, pc);
        return;
    }
    length = strnlen(text, (size_t)c->precision);
    touch(text, length + (length < (size_t)c->precision), pc);
}

static size_t size_of_integer(char length)
{
    switch (length) {
    case 'H':
        return 1;
    case 'h':
        return 2;
    case '\0':
        return 4;
    default:
        return 8;
    }
}

static bool take(const struct conversion *c, struct list *list, uintptr_t pc)
{
    switch (c->letter) {
    case '%':
    case 'm':
        return true;
    case 's':
        touch_string(c, va_arg(list->arguments, const char *), pc);
        return true;
    case 'n':
        memory_plain((uintptr_t)va_arg(list->arguments, void *),
                     size_of_integer(c->length), true, pc);
        return true;
    case 'p':
        va_arg(list->arguments, void *);
        return true;
    default:
        break;
    }
    if (!c->letter || !strchr("diouxXcaAeEfFgG", c->letter))
        return false;
    if (strchr("diouxXc", c->letter))
        size_of_integer(c->length) == 8 ? va_arg(list->arguments, long)
                                        : va_arg(list->arguments, int);
    else if (c->length == 'L')
        va_arg(list->arguments, long double);
    else
        va_arg(list->arguments, double);
    return true;
}

void format_touch(const char *format, va_list arguments, const char *call,
                  uintptr_t pc)
{
    struct list list;

    if (!scheduler_current)
        return;
    touch(format, strlen(format) + 1, pc);
    va_copy(list.arguments, arguments);
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        struct conversion c = read_conversion(at + 1, &list);
        if (!take(&c, &list, pc))
            fail_unsupported(call, pc,
                             "with a format that the explorer does not know");
        at = c.end;
    }
    va_end(list.arguments);
}
