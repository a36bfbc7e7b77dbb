// mutate.c - list the machine-made mutants of a C file, or write one.
//
//     mutate --list FILE       one line a mutant: its number, the line, the
//                              hash of the mutated file, and its key
//     mutate --make N FILE     the file with mutant N's change
//
// A key names a mutant whatever lines were added around it: operator, file,
// function, which of those with the same text in that function, the text.
#include "mutate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void die(const char *sentence, const char *about)
{
    fprintf(stderr, "mutate: ");
    fprintf(stderr, sentence, about);
    fputs("\n", stderr);
    exit(2);
}

// Returns: a malloc()ed text, with a zero byte at its end and nowhere else.
static char *read_file(const char *path, size_t *size)
{
    char *text = NULL;
    size_t room = 0;
    FILE *file = fopen(path, "r");
    if (!file)
        die("%s cannot be opened.", path);
    for (int c; (c = fgetc(file)) != EOF;) {
        if (c == 0)
            die("%s has a zero byte in it; a C file has none.", path);
        text = grow(text, &room, 1);
        text[room - 1] = (char)c;
    }
    if (ferror(file))
        die("%s cannot be read.", path);
    fclose(file);
    *size = room;
    return grow(text, &room, 1);
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void list(const struct mutants *mutants, const struct source *source)
{
    for (size_t i = 0; i < mutants->count; i++) {
        const struct mutant *mutant = &mutants->all[i];
        char function[KEY_TEXT], text[KEY_TEXT];
        size_t name = source->function[mutant->function].name;
        source_text(source, name, name, function, sizeof function);
        source_text(source, mutant->first, mutant->last, text, sizeof text);
        printf("%zu\t%u\t%016" PRIx64 "\t%s %s %s %u %s\n", i + 1,
               source->token[mutant->first].line, mutant->hash, mutant->name,
               name_of(source->path), function, mutant->ordinal, text);
    }
}

static void print_piece(void *file, const char *text, size_t length)
{
    fwrite(text, 1, length, file);
}

static void make(const struct mutants *mutants, const struct source *source,
                 const char *number)
{
    char *end;
    unsigned long n = strtoul(number, &end, 10);
    if (*end || n < 1 || n > mutants->count)
        die("there is no mutant \"%s\"; see mutate --list.", number);
    mutant_write(&mutants->all[n - 1], source, print_piece, stdout);
}

int main(int argc, char **argv)
{
    struct source source;
    struct mutants mutants;
    size_t size;
    bool lists = argc == 3 && strcmp(argv[1], "--list") == 0;
    if (!lists && (argc != 4 || strcmp(argv[1], "--make") != 0))
        die("usage: mutate --list FILE, or mutate --make N FILE%s", "");

    char *text = read_file(argv[argc - 1], &size);
    source_read(&source, argv[argc - 1], text, size);
    mutants_make(&mutants, &source);
    if (lists)
        list(&mutants, &source);
    else
        make(&mutants, &source, argv[2]);
    mutants_free(&mutants);
    source_free(&source);
    free(text);
    if (fflush(stdout) != 0 || ferror(stdout))
        die("the %s cannot be written.", "answer");
    return 0;
}
