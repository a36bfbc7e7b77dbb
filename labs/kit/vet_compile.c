// vet_compile.c - the compiler, in the private folder and under limits.
#define _XOPEN_SOURCE 700  // realpath
#include "vet.h"

#include "process.h"
#include "vet_folder.h"
#include "vet_text.h"
#include "vet_tokens.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CPU_SECONDS = 5,
    SLEEP_SECONDS = 3,
    WALL_SECONDS = 120,
    PROCESSES = 32,
    MOST_BYTES = 8 * 1024 * 1024,
    MESSAGE_LINES = 20,
    ARGUMENTS = 64,
};

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
    // The kernel's limit strikes by a clock of its own, which may be a little
    // ahead of what is accounted for: then only the words tell.
    if (result->how == PROCESS_CPU_LIMIT ||
        (failed && (result->cpu.tv_sec >= CPU_SECONDS ||
                    says(result, "CPU time limit exceeded"))))
        return "takes more than 5 seconds; something in it never ends (an "
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
        return "makes a file of more than 8 MiB; a macro, an include or an "
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

static void begin_command(struct vet *vet, struct command *command)
{
    command->count = 0;
    add_words(vet, command, strdup(vet->cc));
    add_words(vet, command,
              strdup("-std=c11 -fno-common -fmax-errors=10 "
                     "-fdiagnostics-color=never"));
    add_words(vet, command, strdup(vet->flags));
}

// --- the system's folders ----------------------------------------------------

// gcc -v lists them line by line, each after one blank.
static void find_system_folders(struct vet *vet)
{
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
         line && strncmp(line, "End of", 6) != 0 && count < SYSTEM_FOLDERS - 1;
         line = strtok_r(NULL, "\n", &rest))
        if (*line == ' ' &&
            (vet->system_folders[count] = realpath(line + 1, NULL)))
            count++;
    process_result_free(&result);
}

static bool is_system_file(struct vet *vet, const char *path)
{
    bool below = false;
    char *real = realpath(path, NULL);
    if (!*vet->system_folders)
        find_system_folders(vet);
    for (char **folder = vet->system_folders; real && *folder; folder++) {
        size_t length = strlen(*folder);
        below |= strncmp(real, *folder, length) == 0 && real[length] == '/';
    }
    free(real);
    return below;
}

// A relative path was found in the private folder, unless it climbs out.
bool vet_may_include(struct vet *vet, const char *path)
{
    if (*path == '/')
        return is_system_file(vet, path);
    return strncmp(path, "labs/", 5) == 0 && !strstr(path, "/../");
}

// --- what it says ------------------------------------------------------------

// A message about a file that the candidate may not include would show what is
// in it. Returns: whether there was one, which is then refused.
static bool refuse_foreign(struct vet *vet, const char *messages)
{
    unsigned line = 0;
    for (; *messages;
         messages += strcspn(messages, "\n"), messages += *messages == '\n') {
        static const char from[] = "In file included from ";
        char path[4096];
        if (strncmp(messages, from, sizeof from - 1) == 0) {
            const char *place = messages + sizeof from - 1;
            line = 0;
            if (strncmp(place, vet->shown, strlen(vet->shown)) == 0)
                sscanf(place + strlen(vet->shown), ":%u", &line);
        }
        if (sscanf(messages, "%4095[^:\n]", path) == 1 && *path == '/' &&
            strcmp(path, vet->shown) != 0 && !vet_may_include(vet, path)) {
            vet_refuse(vet, line, VET_INCLUDE, path);
            return true;
        }
    }
    return false;
}

// Compile what is the candidate's, and show what the compiler says.
static void compile(struct vet *vet, struct command *command, const char *doing)
{
    struct process_result result;
    run_command(vet, command, &result);
    const char *limit = limit_reached(&result);
    if (limit) {
        vet_refuse(vet, 0, "%s it %s", doing, limit);
    } else if (refuse_foreign(vet, result.output)) {
        // said
    } else if (result.how != PROCESS_EXITED || result.status != 0) {
        cannot_compile(vet, command, &result);
        show_messages(&result);
        vet_refuse(vet, 0, "does not compile; the compiler's words are above");
    } else {
        show_messages(&result);
    }
    process_result_free(&result);
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
    add_words(vet, &command, strdup("-o candidate.i " FOLDER_CANDIDATE));
    compile(vet, &command, "preprocessing");
    if (vet->refusals == 0 &&
        !folder_read(folder_path(vet, path, "candidate.i"), text))
        vet_cannot(vet, "the preprocessed text cannot be read: %s",
                   strerror(errno));
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
    if (!folder_read(object, &bytes))
        vet_cannot(vet, "the object cannot be read: %s", strerror(errno));
    folder_write(vet, path, "", bytes.bytes, bytes.size);
    free(bytes.bytes);
}

void vet_compile(struct vet *vet, const struct text *text, char object[4200])
{
    struct command command;
    char path[8192], map[8500], here[4096];
    char *lines = tokens_compilable(text->bytes, FOLDER_CANDIDATE, vet->shown);
    if (!lines || !getcwd(here, sizeof here))
        vet_cannot(vet, "there is no memory to compile it");
    folder_write(vet, folder_path(vet, path, "candidate.i"), "", lines,
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
    folder_write(vet, path, "", lines, strlen(lines));
    free(lines);
    keep_object(vet, object);
}
