#include "fields.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void put_char(struct fields *out, char c)
{
    if (out->used + 1 < out->room)
        out->bytes[out->used++] = c;
}

static void put_string(struct fields *out, const char *string)
{
    while (*string)
        put_char(out, *string++);
}

static void put_escaped(struct fields *out, const char *string)
{
    static const char digit[] = "0123456789abcdef";
    for (; *string; string++) {
        unsigned char c = (unsigned char)*string;
        if (c == '\n') {
            put_string(out, "\\n");
        } else if (c == '\\') {
            put_string(out, "\\\\");
        } else if (c < 32 || c == 127) {
            put_string(out, "\\x");
            put_char(out, digit[c >> 4]);
            put_char(out, digit[c & 15]);
        } else {
            put_char(out, (char)c);
        }
    }
}

void fields_put(struct fields *out, const char *name, const char *value)
{
    put_string(out, name);
    put_char(out, ' ');
    put_escaped(out, value);
    put_char(out, '\n');
}

void fields_put_number(struct fields *out, const char *name, uint64_t value)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, value);
    fields_put(out, name, digits);
}

static int hex_digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

static void unescape(char *to, size_t room, const char *from, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < size && used + 1 < room; i++) {
        if (from[i] != '\\' || i + 1 == size) {
            to[used++] = from[i];
        } else if (from[++i] == 'x' && i + 2 < size) {
            to[used++] =
                (char)(hex_digit(from[i + 1]) * 16 + hex_digit(from[i + 2]));
            i += 2;
        } else {
            to[used++] = from[i] == 'n' ? '\n' : from[i];
        }
    }
    to[used] = 0;
}

const char *fields_next(const char *at, const char *end, char name[FIELD_NAME],
                        char *value, size_t room)
{
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    const char *space = stop ? memchr(at, ' ', (size_t)(stop - at)) : NULL;
    if (!space || space - at >= FIELD_NAME)
        return NULL;
    memcpy(name, at, (size_t)(space - at));
    name[space - at] = 0;
    unescape(value, room, space + 1, (size_t)(stop - space - 1));
    return stop + 1;
}
