// vet_compile.c - the compiler, in a folder of its own and under limits.
//
// The private folder holds the candidate and the headers it may include, under
// the names they have in the project. Nothing else is near: a relative path
// leads to no solution, no test and no file of the student's.
#define _XOPEN_SOURCE 700  // nftw
#include "vet.h"

#include "process.h"
#include "vet_allow.h"
#include "vet_text.h"
#include "vet_tokens.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// What is preprocessed: one #line that gives the student's file its name, and
// the file. It can have no marker of that name later: no project file has it.
#define WRAPPER "candidate.c"

enum {
    CPU_SECONDS = 10,
    SLEEP_SECONDS = 3,
    WALL_SECONDS = 120,
    PROCESSES = 32,
    MOST_BYTES = 32 * 1024 * 1024,
    MESSAGE_LINES = 20,
    ARGUMENTS = 64,
};

// --- files -------------------------------------------------------------------

static void make_folders(char *path)
{
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = 0;
        mkdir(path, 0700);
        *at = '/';
    }
}

static void write_file(struct vet *vet, char *path, const char *head,
                       const char *bytes, size_t size)
{
    make_folders(path);
    FILE *file = fopen(path, "w");
    if (!file || fputs(head, file) < 0 ||
        fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        vet_cannot(vet, "%s cannot be written: %s", path, strerror(errno));
}

// Memory: bytes is malloc()ed. Returns: false with errno set.
static bool read_file(const char *path, struct text *text)
{
    struct stat status;
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t room =
        fstat(fileno(file), &status) == 0 ? (size_t)status.st_size : 0;
    text->bytes = malloc(room + 1);
    text->size = text->bytes ? fread(text->bytes, 1, room, file) : 0;
    fclose(file);
    if (text->bytes)
        text->bytes[text->size] = 0;
    return text->bytes;
}

__attribute__((format(printf, 3, 4))) static char *
path_in(const struct vet *vet, char path[8192], const char *format, ...)
{
    va_list arguments;
    int length = snprintf(path, 4200, "%s/", vet->folder);
    va_start(arguments, format);
    vsnprintf(path + length, 8192 - (size_t)length, format, arguments);
    va_end(arguments);
    return path;
}

// --- the private folder ------------------------------------------------------

static void copy_header(struct vet *vet, const char *header)
{
    struct text text;
    char path[8192];
    if (!read_file(header, &text))
        vet_cannot(vet, "the header %s cannot be read: %s", header,
                   strerror(errno));
    write_file(vet, path_in(vet, path, "%s", header), "", text.bytes,
               text.size);
    free(text.bytes);
}

static void copy_headers(struct vet *vet)
{
    glob_t headers;
    char pattern[4200];
    snprintf(pattern, sizeof pattern, "%s/*.h", vet->lab);
    if (glob(pattern, 0, NULL, &headers) == 0) {
        for (size_t i = 0; i < headers.gl_pathc; i++)
            copy_header(vet, headers.gl_pathv[i]);
        globfree(&headers);
    }
    for (unsigned i = 0; i < vet->allow->count; i++)
        if (vet->allow->lines[i].kind == ALLOW_HEADER)
            copy_header(vet, vet->allow->lines[i].name);
    for (char **header = vet->more_headers; *header; header++)
        copy_header(vet, *header);
}

static bool is_inside(const char *path)
{
    return *path != '/' && strncmp(path, "../", 3) != 0 &&
           strstr(path, "/../") == NULL;
}

void vet_prepare_folder(struct vet *vet, const struct text *source)
{
    char path[8192], head[4300];
    const char *parent = getenv("TMPDIR");
    snprintf(vet->folder, sizeof vet->folder, "%s/vet.XXXXXX",
             parent && *parent ? parent : "/tmp");
    if (!mkdtemp(vet->folder)) {
        const char *why = strerror(errno);
        *vet->folder = 0;
        vet_cannot(vet, "no folder for it could be made in TMPDIR: %s", why);
    }
    copy_headers(vet);
    snprintf(head, sizeof head, "#line 1 \"%s\"\n", vet->shown);
    write_file(vet, path_in(vet, path, WRAPPER), head, source->bytes,
               source->size);
    // For the compiler's messages, which quote the line.
    if (is_inside(vet->shown))
        write_file(vet, path_in(vet, path, "%s", vet->shown), "", source->bytes,
                   source->size);
}

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

void vet_remove_folder(struct vet *vet)
{
    if (*vet->folder)
        nftw(vet->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    *vet->folder = 0;
}

// --- running the compiler ----------------------------------------------------

struct command {
    char *words[ARGUMENTS];
    unsigned count;
};

static void add_word(struct vet *vet, struct command *command, const char *word)
{
    if (command->count + 1 >= ARGUMENTS)
        vet_cannot(vet, "the compiler's command has too many words");
    command->words[command->count++] = (char *)word;
}

// Words of one text, which is taken apart.
static void add_words(struct vet *vet, struct command *command, char *text)
{
    char *rest = NULL;
    for (char *word = strtok_r(text, " \t\n", &rest); word;
         word = strtok_r(NULL, " \t\n", &rest))
        add_word(vet, command, word);
}

static bool says(const struct process_result *result, const char *words)
{
    return strstr(result->output, words) != NULL;
}

// Why a limit ended the compiler, or NULL if it ended by itself.
static const char *limit_reached(const struct process_result *result)
{
    bool failed = result->how != PROCESS_EXITED || result->status != 0;
    if (result->how == PROCESS_CPU_LIMIT ||
        (failed && result->cpu.tv_sec + 1 >= CPU_SECONDS))
        return "takes more than 10 seconds; something in it never ends (an "
               "include, a macro, endless warnings)";
    if (result->how == PROCESS_ASLEEP)
        return "waits for ever; something it includes is not a file";
    if (result->how == PROCESS_TOO_MANY)
        return "starts too many processes";
    if (failed &&
        (says(result, "out of memory") || says(result, "memory exhausted") ||
         says(result, "Cannot allocate memory")))
        return "needs more than 1 GiB of memory; a macro or an include grows "
               "without an end";
    if (failed && (says(result, "File size limit exceeded") ||
                   says(result, "File too large")))
        return "makes a file of more than 32 MiB; a macro, an include or an "
               "array is far too large";
    return NULL;
}

static void cannot_compile(struct vet *vet, const struct command *command,
                           const struct process_result *result)
{
    const char *compiler = command->words[0];
    if (result->how == PROCESS_NOT_STARTED)
        vet_cannot(vet,
                   "%s cannot be started (%s); `make doctor` says how to "
                   "mend it",
                   compiler, strerror(result->status));
    if (result->how != PROCESS_EXITED)
        vet_cannot(vet, "%s did not end by itself on this machine; try again",
                   compiler);
    if (says(result, "Killed signal terminated"))
        vet_cannot(vet, "something killed %s on this machine; try again",
                   compiler);
}

static void show_messages(struct process_result *result)
{
    char *text = realloc(result->output, result->output_size + 64);
    if (!text)
        return;
    result->output = text;
    text_make_printable(text);
    text_cut_lines(text, MESSAGE_LINES);
    fputs(text, stdout);
    if (*text && text[strlen(text) - 1] != '\n')
        putchar('\n');
}

// Run the compiler in the private folder. Whatever it says is shown.
static void run_command(struct vet *vet, struct command *command,
                        struct process_result *result)
{
    struct process_limits limits = {
        .cpu_seconds = CPU_SECONDS,
        .wall_seconds = WALL_SECONDS,
        .sleep_seconds = SLEEP_SECONDS,
        .processes = PROCESSES,
        .memory_bytes = (size_t)1 << 30,
        .file_bytes = MOST_BYTES,
    };
    static char path[4096], temporary[4200];
    snprintf(path, sizeof path, "PATH=%s",
             getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
    snprintf(temporary, sizeof temporary, "TMPDIR=%s", vet->folder);
    // Nothing else of the caller's: CPATH and its like add folders.
    char *environment[] = {path, temporary, "LC_ALL=C", "SOURCE_DATE_EPOCH=0",
                           NULL};
    command->words[command->count] = NULL;
    if (process_run(result, command->words, &limits, -1, NULL, 0, -1,
                    vet->folder, environment) != 0)
        vet_cannot(vet, "no process could be made: %s", strerror(errno));
}

// Compile what is the candidate's, and show what the compiler says.
static void compile(struct vet *vet, struct command *command, const char *doing)
{
    struct process_result result;
    run_command(vet, command, &result);
    const char *limit = limit_reached(&result);
    if (limit) {
        vet_refuse(vet, 0, "%s it %s", doing, limit);
    } else if (result.how != PROCESS_EXITED || result.status != 0) {
        cannot_compile(vet, command, &result);
        show_messages(&result);
        vet_refuse(vet, 0, "does not compile; the compiler's words are above");
    } else {
        show_messages(&result);
    }
    process_result_free(&result);
}

static void begin_command(struct vet *vet, struct command *command)
{
    command->count = 0;
    add_words(vet, command, strdup(vet->cc));
    add_words(vet, command,
              strdup("-std=c11 -fno-common -fmax-errors=10 "
                     "-fdiagnostics-color=never"));
    add_words(vet, command, strdup(vet->flags));
}

// --- the two runs ------------------------------------------------------------

void vet_preprocess(struct vet *vet, struct text *text)
{
    struct command command;
    char path[8192], lab[4200];
    snprintf(lab, sizeof lab, "-iquote%s", vet->lab);
    begin_command(vet, &command);
    add_words(vet, &command, strdup("-E -dD -iquotelabs/kit -iquotelabs/hmap"));
    add_word(vet, &command, lab);
    add_words(vet, &command, strdup("-o candidate.i " WRAPPER));
    compile(vet, &command, "preprocessing");
    if (vet->refusals == 0 &&
        !read_file(path_in(vet, path, "candidate.i"), text))
        vet_cannot(vet, "the preprocessed text cannot be read: %s",
                   strerror(errno));
}

// gcc -v lists them line by line, each after one blank.
char **vet_system_folders(struct vet *vet)
{
    static char *folders[ARGUMENTS];
    struct command command;
    struct process_result result;
    unsigned count = 0;
    begin_command(vet, &command);
    add_words(vet, &command, strdup("-E -v -x c /dev/null"));
    run_command(vet, &command, &result);
    char *line = strstr(result.output, "#include <...>"), *rest = NULL;
    if (!line)
        cannot_compile(vet, &command, &result);
    for (line = strtok_r(line, "\n", &rest);
         line && strncmp(line, "End of", 6) != 0 && count < ARGUMENTS - 1;
         line = strtok_r(NULL, "\n", &rest))
        if (*line == ' ' && (folders[count] = realpath(line + 1, NULL)))
            count++;
    process_result_free(&result);
    return folders;
}

static void name_object(const struct vet *vet, char path[8192])
{
    char shown[4200];
    snprintf(shown, sizeof shown, "%s", vet->shown);
    const char *name = basename(shown);
    snprintf(path, 8192, "%s/%.*s.plain.o", vet->out, (int)strlen(name) - 2,
             name);
}

static void keep_object(struct vet *vet, const char *object)
{
    struct text bytes;
    char path[8192];
    name_object(vet, path);
    if (!read_file(object, &bytes))
        vet_cannot(vet, "the object cannot be read: %s", strerror(errno));
    write_file(vet, path, "", bytes.bytes, bytes.size);
    free(bytes.bytes);
}

void vet_compile(struct vet *vet, const struct text *text, char object[4200])
{
    struct command command;
    char path[8192], map[8500], here[4096];
    char *lines = tokens_compilable(text->bytes, WRAPPER, vet->shown);
    if (!lines || !getcwd(here, sizeof here))
        vet_cannot(vet, "there is no memory to compile it");
    write_file(vet, path_in(vet, path, "candidate.i"), "", lines,
               strlen(lines));
    snprintf(map, sizeof map, "-fdebug-prefix-map=%s=%s", vet->folder, here);
    begin_command(vet, &command);
    add_words(vet, &command, strdup("-O0 -g -Wall -Wextra -x cpp-output"));
    add_word(vet, &command, map);
    add_words(vet, &command, strdup("-c -o candidate.o candidate.i"));
    compile(vet, &command, "compiling");
    snprintf(object, 4200, "%s/candidate.o", vet->folder);
    if (vet->refusals > 0)
        return;
    snprintf(path, sizeof path, "%s/candidate.i", vet->out);
    write_file(vet, path, "", lines, strlen(lines));
    free(lines);
    keep_object(vet, object);
}
