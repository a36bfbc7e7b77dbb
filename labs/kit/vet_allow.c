// vet_allow.c - see vet_allow.h.
#define _POSIX_C_SOURCE 200809L
#include "vet_allow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void append(struct allow *allow, char kind, const char *name,
                   const char *reason)
{
    struct allow_line line = {kind, strdup(name), strdup(reason)};
    allow->lines =
        realloc(allow->lines, (allow->count + 1) * sizeof *allow->lines);
    if (!allow->lines || !line.name || !line.reason) {
        perror("vet");
        exit(3);
    }
    allow->lines[allow->count++] = line;
}

static void parse_line(struct allow *allow, char *line)
{
    char kind = ALLOW_CALL;
    line[strcspn(line, "#\n")] = 0;
    line += strspn(line, " \t");
    if (*line && strchr("-=><", *line)) {
        kind = *line++;
        line += strspn(line, " \t");
    }
    size_t length = strcspn(line, " \t");
    char *reason = line + length + strspn(line + length, " \t");
    line[length] = 0;
    for (size_t end = strlen(reason); end > 0 && reason[end - 1] == ' '; end--)
        reason[end - 1] = 0;
    if (length > 0)
        append(allow, kind, line, reason);
}

bool allow_read(struct allow *allow, const char *path)
{
    char line[512];
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        parse_line(allow, line);
    if (file)
        fclose(file);
    return file;
}

static bool fits(const char *pattern, const char *name)
{
    size_t length = strlen(pattern);
    if (length > 0 && pattern[length - 1] == '*')
        return strncmp(pattern, name, length - 1) == 0;
    return strcmp(pattern, name) == 0;
}

static const struct allow_line *find(const struct allow *allow, char one,
                                     char other, const char *name)
{
    for (unsigned i = 0; i < allow->count; i++) {
        const struct allow_line *line = &allow->lines[i];
        if ((line->kind == one || line->kind == other) &&
            fits(line->name, name))
            return line;
    }
    return NULL;
}

const struct allow_line *allow_call(const struct allow *allow, const char *name)
{
    return find(allow, ALLOW_CALL, ALLOW_REFUSED, name);
}

bool allow_is_reserved(const struct allow *allow, const char *name)
{
    const struct allow_line *line =
        find(allow, ALLOW_RESERVED, ALLOW_DEFINE, name);
    return line && line->kind == ALLOW_RESERVED;
}
