// mutate_list.c - see mutate.h: the list of mutants, and one written out.
#include "mutate.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- adding ------------------------------------------------------------------

struct mutant *mutant_add(struct mutants *mutants, const char *name,
                          int function, size_t first, size_t last)
{
    mutants->all = grow(mutants->all, &mutants->count, sizeof *mutants->all);
    struct mutant *mutant = &mutants->all[mutants->count - 1];
    mutant->name = name;
    mutant->function = function;
    mutant->first = first;
    mutant->last = last;
    return mutant;
}

static struct edit *add_edit(struct mutant *mutant, size_t at, size_t length)
{
    assert(mutant->edits < EDITS);
    struct edit *edit = &mutant->edit[mutant->edits++];
    edit->at = at;
    edit->length = length;
    return edit;
}

void mutant_edit(struct mutant *mutant, size_t at, size_t length,
                 const char *with)
{
    assert(strlen(with) < EDIT_TEXT);
    strcpy(add_edit(mutant, at, length)->with, with);
}

void mutant_move(struct mutant *mutant, size_t at, size_t length, size_t first,
                 size_t last)
{
    struct edit *edit = add_edit(mutant, at, length);
    edit->copies = true;
    edit->first = first;
    edit->last = last;
}

// --- writing -----------------------------------------------------------------

void mutant_write(const struct mutant *mutant, const struct source *source,
                  take_piece *take, void *argument)
{
    size_t done = 0;
    for (size_t i = 0; i < mutant->edits; i++) {
        const struct edit *edit = &mutant->edit[i];
        take(argument, source->text + done, edit->at - done);
        take(argument, edit->with, strlen(edit->with));
        if (edit->copies) {
            size_t begin = start_of(source, edit->first);
            take(argument, source->text + begin,
                 end_of(source, edit->last) - begin);
        }
        done = edit->at + edit->length;
    }
    take(argument, source->text + done, source->size - done);
}

// FNV-1a, 64 bits.
static void hash_piece(void *argument, const char *text, size_t length)
{
    uint64_t *hash = argument;
    for (size_t i = 0; i < length; i++)
        *hash = (*hash ^ (unsigned char)text[i]) * 0x100000001b3;
}

// --- the whole list ----------------------------------------------------------

static bool same_place(const struct source *source, const struct mutant *one,
                       const struct mutant *other)
{
    char text[KEY_TEXT], other_text[KEY_TEXT];
    if (one->function != other->function || strcmp(one->name, other->name) != 0)
        return false;
    source_text(source, one->first, one->last, text, sizeof text);
    source_text(source, other->first, other->last, other_text,
                sizeof other_text);
    return strcmp(text, other_text) == 0;
}

static bool seen_before(const struct mutants *mutants, size_t count,
                        uint64_t hash)
{
    for (size_t i = 0; i < count; i++)
        if (mutants->all[i].hash == hash)
            return true;
    return false;
}

// Two operators can make the same file: only the first counts.
static void number_and_drop_twins(struct mutants *mutants,
                                  const struct source *source)
{
    size_t kept = 0;
    for (size_t i = 0; i < mutants->count; i++) {
        struct mutant mutant = mutants->all[i];
        mutant.hash = 0xcbf29ce484222325;
        mutant_write(&mutant, source, hash_piece, &mutant.hash);
        if (seen_before(mutants, kept, mutant.hash))
            continue;
        mutant.ordinal = 1;
        for (size_t j = 0; j < kept; j++)
            mutant.ordinal += same_place(source, &mutants->all[j], &mutant);
        mutants->all[kept++] = mutant;
    }
    mutants->count = kept;
}

void mutants_make(struct mutants *mutants, const struct source *source)
{
    *mutants = (struct mutants){0};
    mutate_calls(mutants, source);
    mutate_sections(mutants, source);
    mutate_checks(mutants, source);
    mutate_orders(mutants, source);
    number_and_drop_twins(mutants, source);
}

void mutants_free(struct mutants *mutants)
{
    free(mutants->all);
}
