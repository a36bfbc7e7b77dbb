// names.c - see names.h: opening, texts, places in the source.
#define _GNU_SOURCE  // asprintf's family, getline
#include "names_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void out_of_memory(void)
{
    fprintf(stderr, "interleave: no memory to tell what happened\n");
    exit(1);
}

void *names_grow(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    *room = *room ? *room * 2 : 64;
    array = realloc(array, *room * size);
    if (!array)
        out_of_memory();
    return array;
}

static void make_blocks(struct names *names)
{
    const struct trace *trace = names->trace;

    names->block = calloc(trace->block_count + 1, sizeof *names->block);
    if (!names->block)
        out_of_memory();
    for (uint32_t i = 0; i < trace->block_count; i++)
        names->block[i] = (struct object){
            .address = trace->block[i].address,
            .size = trace->block[i].size,
            .first_pointer = EVENT_NONE,
            .thread = THREAD_NONE,
            .block = trace->block[i].id,
        };
}

static const struct object *sorted_block;  // for by_start(), one thread

static int by_start(const void *a, const void *b)
{
    uintptr_t x = sorted_block[*(const uint32_t *)a].address;
    uintptr_t y = sorted_block[*(const uint32_t *)b].address;

    return (x > y) - (x < y);
}

static void sort_blocks(struct names *names)
{
    uint32_t count = names->trace->block_count;

    names->by_address = calloc(count + 1, sizeof *names->by_address);
    if (!names->by_address)
        out_of_memory();
    for (uint32_t i = 0; i < count; i++)
        names->by_address[i] = i;
    sorted_block = names->block;
    qsort(names->by_address, count, sizeof *names->by_address, by_start);
}

struct names *names_open(const struct trace *trace)
{
    struct names *names = calloc(1, sizeof *names);

    if (!names)
        out_of_memory();
    names->trace = trace;
    names->debug = debug_open();
    make_blocks(names);
    sort_blocks(names);
    names_find_pointers(names);
    names_find_uses(names);
    return names;
}

void names_close(struct names *names)
{
    while (names->files) {
        struct source_file *next = names->files->next;
        free(names->files->content);
        free(names->files);
        names->files = next;
    }
    while (names->kept) {
        struct kept *next = names->kept->next;
        free(names->kept);
        names->kept = next;
    }
    free(names->block);
    free(names->by_address);
    free(names->local);
    free(names->pointer);
    free(names);
}

// --- texts -------------------------------------------------------------------

static char *keep_bytes(struct names *names, size_t size)
{
    struct kept *kept = malloc(sizeof *kept + size);

    if (!kept)
        out_of_memory();
    kept->next = names->kept;
    names->kept = kept;
    return kept->text;
}

const char *names_keep(struct names *names, const char *format, ...)
{
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    char *text = keep_bytes(names, (size_t)length + 1);
    text[0] = '\0';
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

static size_t clean_char(char *to, unsigned char c)
{
    if (c >= ' ' && c != 0x7f) {
        to[0] = (char)c;
        return 1;
    }
    const char *letter = c ? strchr("\nn\tt\rr", c) : NULL;
    if (letter)
        return (size_t)sprintf(to, "\\%c", letter[1]);
    return (size_t)sprintf(to, "\\x%02x", c);
}

const char *names_clean(struct names *names, const char *text)
{
    size_t used = 0;

    if (!text)
        return "";
    char *clean = keep_bytes(names, strlen(text) * 4 + 1);
    for (; *text; text++)
        used += clean_char(clean + used, (unsigned char)*text);
    clean[used] = '\0';
    return clean;
}

// --- places ------------------------------------------------------------------

bool is_given(const char *path)
{
    static const char *const prefix[] = {"labs/hmap/", "labs/kit/",
                                         "labs/interleave/", "/usr/"};
    static const char tests[] = "labs/interleave/tests/";

    if (!path || !strncmp(path, tests, sizeof tests - 1))
        return false;
    for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++)
        if (!strncmp(path, prefix[i], strlen(prefix[i])))
            return true;
    return false;
}

// Without the folder in which the program was compiled: that is a matter of
// the machine, not of the program.
static const char *relative(const char *path, const char *directory)
{
    size_t length = directory ? strlen(directory) : 0;

    if (length && !strncmp(path, directory, length) && path[length] == '/')
        path += length + 1;
    while (!strncmp(path, "./", 2))
        path += 2;
    return path;
}

static const char *last_part(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;

    return slash ? slash + 1 : path;
}

struct place names_place(struct names *names, uintptr_t pc)
{
    struct place place = {0};
    const char *directory, *path;

    if (!pc)
        return place;
    const struct debug_function *f = debug_function_at(names->debug, pc - 1);
    path = debug_line(names->debug, pc - 1, &place.line, &directory);
    place.function = f ? f->name : NULL;
    if (path)
        place.path = relative(path, directory);
    place.directory = directory;
    place.file = last_part(place.path);
    place.given = is_given(place.path);
    return place;
}

struct place names_declaration(struct names *names, uintptr_t address)
{
    const struct debug_function *f = debug_function_at(names->debug, address);
    struct place place = names_place(names, address);
    int line;

    if (f && place.line) {
        Dwarf_Die die = f->die;
        if (dwarf_decl_line(&die, &line) == 0)
            place.line = line;
    }
    return place;
}

const char *names_where(struct names *names, struct place place)
{
    if (!place.file || !place.line)
        return "an unknown place";
    return names_keep(names, "%s:%d", names_clean(names, place.file),
                      place.line);
}

const char *names_function(struct names *names, uintptr_t address)
{
    const struct debug_function *f = debug_function_at(names->debug, address);

    return f ? f->name : "?";
}

static bool is_scenario(struct place place)
{
    return place.file && (!strncmp(place.file, "scenarios", 9) ||
                          !strcmp(place.file, "experiment.c"));
}

bool names_is_students(struct place place)
{
    return place.line && !place.given && !is_scenario(place);
}

struct place names_student(struct names *names, const struct call_stack *stack,
                           uintptr_t pc, const char **inner)
{
    struct place innermost = names_place(names, pc), scenario = innermost;
    const char *below = NULL, *below_scenario = NULL;
    bool has_scenario = false;

    if (inner)
        *inner = NULL;
    if (names_is_students(innermost))
        return innermost;
    for (uint32_t i = 0; stack && i < stack->depth; i++) {
        struct place place = names_place(names, stack->frame[i]);
        if (names_is_students(place)) {
            if (inner)
                *inner = below;
            return place;
        }
        if (is_scenario(place) && !has_scenario) {
            has_scenario = true;
            scenario = place;
            below_scenario = below;
        }
        below = place.function;
    }
    if (inner)
        *inner = below_scenario;
    return has_scenario ? scenario : innermost;
}

bool names_is_last(const struct names *names, const struct event *e)
{
    uint32_t next = e->index + 1;

    return next >= names->trace->event_count ||
           (next + 1 == names->trace->event_count &&
            names->trace->event[next].kind == EVENT_FAILURE);
}

struct place names_public(struct names *names, const struct call_stack *stack,
                          uintptr_t pc)
{
    struct place found = names_place(names, pc);
    bool inside = names_is_students(found);

    for (uint32_t i = 0; stack && i < stack->depth; i++) {
        struct place place = names_place(names, stack->frame[i]);
        if (inside && !names_is_students(place))
            return found;
        if (names_is_students(place)) {
            inside = true;
            found = place;
        }
    }
    return inside ? found : names_student(names, stack, pc, NULL);
}

// --- source lines ------------------------------------------------------------

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "r");
    char *content = NULL;
    size_t room = 0;

    if (!file)
        return NULL;
    if (getdelim(&content, &room, '\0', file) < 0) {
        free(content);
        content = NULL;
    }
    fclose(file);
    return content;
}

static const char *candidate_folder;

void names_sources_in(const char *folder)
{
    candidate_folder = folder;
}

static char *find_content(struct names *names, struct place place)
{
    const char *const folder[] = {candidate_folder, ".", place.directory};
    const char *const name[] = {place.file, place.path, place.path};
    char *content = NULL;

    if (place.path[0] == '/')
        return read_whole(place.path);
    for (int i = 0; i < 3 && !content; i++)
        if (folder[i])
            content =
                read_whole(names_keep(names, "%s/%s", folder[i], name[i]));
    return content;
}

static const char *content_of(struct names *names, struct place place)
{
    struct source_file *f = names->files;

    while (f && strcmp(f->path, place.path))
        f = f->next;
    if (f)
        return f->content;
    f = calloc(1, sizeof *f);
    if (!f)
        out_of_memory();
    f->path = names_keep(names, "%s", place.path);
    f->content = find_content(names, place);
    f->next = names->files;
    names->files = f;
    return f->content;
}

static size_t without_comment(const char *line, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++)
        if (line[i] == '/' && (line[i + 1] == '/' || line[i + 1] == '*'))
            length = i;
    while (length && strchr(" \t\r", line[length - 1]))
        length--;
    return length;
}

const char *names_source(struct names *names, struct place place)
{
    if (!place.path || !place.line)
        return "";
    const char *at = content_of(names, place);
    for (int i = 1; at && i < place.line; i++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    if (!at)
        return "";
    at += strspn(at, " \t");
    size_t length = without_comment(at, strcspn(at, "\n"));
    return names_clean(names, names_keep(names, "%.*s", (int)length, at));
}
