// vet_text.c - see vet_text.h.
#include "vet_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// The number of bytes that a first byte announces; 0: none begins with it.
static int length_of(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

// A code point written with more bytes than it needs, a surrogate, or one past
// the last: valid in shape only.
static bool is_well_formed(long character, int length)
{
    static const long smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    return character >= smallest[length] && character <= 0x10ffff &&
           (character < 0xd800 || character > 0xdfff);
}

long text_next(const char **at, const char *end)
{
    const unsigned char *bytes = (const unsigned char *)*at;
    int length = length_of(*bytes);
    long character = length > 1 ? *bytes & (0x7f >> length) : *bytes;
    if (length == 0 || end - *at < length)
        goto bad;
    for (int i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            goto bad;
        character = character << 6 | (bytes[i] & 0x3f);
    }
    if (!is_well_formed(character, length))
        goto bad;
    *at += length;
    return character;
bad:
    *at += 1;
    return NOT_UTF8;
}

// Characters that a reader does not see, or that change what is seen around
// them: the order of writing, joins, marks, tags.
static bool is_invisible(long c)
{
    return c == 0xad || c == 0x61c || c == 0x180e ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

const char *text_trouble(long character)
{
    if (character == NOT_UTF8)
        return "a byte that is not UTF-8 text";
    if (character == 0)
        return "a NUL byte";
    if (character == 0x1b || character == 0x9b)
        return "a terminal escape";
    if ((character < 0x20 && character != '\n' && character != '\t') ||
        (character >= 0x7f && character <= 0x9f))
        return "a control character";
    if (is_invisible(character))
        return "an invisible character (it makes text look other than it is)";
    return NULL;
}

void text_make_printable(char *text)
{
    const char *at = text, *end = text + strlen(text);
    char *to = text;
    while (at < end) {
        const char *begin = at;
        if (text_trouble(text_next(&at, end))) {
            *to++ = '?';
            continue;
        }
        memmove(to, begin, (size_t)(at - begin));
        to += at - begin;
    }
    *to = 0;
}

static char *after_lines(char *text, size_t lines)
{
    while (lines > 0 && *text)
        lines -= *text++ == '\n';
    return text;
}

void text_cut_lines(char *text, size_t lines)
{
    size_t all = 0;
    char note[60];
    for (const char *at = text; *at; at++)
        all += *at == '\n';
    if (all <= lines)
        return;
    char *head_end = after_lines(text, lines - lines / 2);
    char *tail = after_lines(text, all - lines / 2);
    size_t size = (size_t)snprintf(note, sizeof note, "[%zu lines left out]\n",
                                   all - lines);
    // A line that is cut may be shorter than the note.
    memmove(head_end + size, tail, strlen(tail) + 1);
    memcpy(head_end, note, size);
}
