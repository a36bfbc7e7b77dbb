// vet_object.c - what the candidate's object needs, and what it brings.
//
// The object is what is linked, so a name hidden by macros, declarations or
// spelling shows here. The tokens only say on which line it stands.
#define _GNU_SOURCE  // dl_iterate_phdr
#include "vet.h"

#include "vet_allow.h"
#include "vet_tokens.h"

#include <fcntl.h>
#include <gelf.h>
#include <link.h>
#include <string.h>
#include <unistd.h>

enum { MOST_STATIC_BYTES = 64 * 1024 * 1024 };

struct object {
    struct vet *vet;
    const struct tokens *tokens;
    Elf *elf;
};

// --- reading ELF -------------------------------------------------------------

// Call visit with every symbol of the table of a type. Returns: how many.
static size_t each_symbol(Elf *elf, unsigned type, void *state,
                          void (*visit)(void *state, const GElf_Sym *symbol,
                                        const char *name))
{
    size_t count = 0;
    GElf_Shdr header;
    GElf_Sym symbol;
    for (Elf_Scn *section = elf_nextscn(elf, NULL); section;
         section = elf_nextscn(elf, section)) {
        Elf_Data *data = elf_getdata(section, NULL);
        if (!gelf_getshdr(section, &header) || header.sh_type != type || !data)
            continue;
        for (int i = 1; gelf_getsym(data, i, &symbol); i++, count++) {
            const char *name = elf_strptr(elf, header.sh_link, symbol.st_name);
            visit(state, &symbol, name ? name : "");
        }
    }
    return count;
}

static Elf *open_elf(const char *path, int *file)
{
    elf_version(EV_CURRENT);
    *file = open(path, O_RDONLY | O_CLOEXEC);
    Elf *elf = *file < 0 ? NULL : elf_begin(*file, ELF_C_READ, NULL);
    return elf && elf_kind(elf) == ELF_K_ELF ? elf : NULL;
}

// --- the names of the C library ----------------------------------------------

struct wanted {
    const char *name;
    bool found;
};

static void compare_symbol(void *state, const GElf_Sym *symbol,
                           const char *name)
{
    struct wanted *wanted = state;
    wanted->found |=
        symbol->st_shndx != SHN_UNDEF && strcmp(name, wanted->name) == 0;
}

// The library is the one this very program runs with.
static int find_library(struct dl_phdr_info *info, size_t size, void *path)
{
    (void)size;
    if (!strstr(info->dlpi_name, "/libc.so"))
        return 0;
    *(const char **)path = info->dlpi_name;
    return 1;
}

static bool is_in_library(struct vet *vet, const char *name)
{
    static Elf *library;
    static int file;
    struct wanted wanted = {name, false};
    const char *path = NULL;
    if (!library && dl_iterate_phdr(find_library, &path))
        library = open_elf(path, &file);
    if (!library || !each_symbol(library, SHT_DYNSYM, &wanted, compare_symbol))
        vet_cannot(vet, "the names of the C library cannot be read");
    return wanted.found;
}

// --- symbols -----------------------------------------------------------------

static bool is_called(const struct tokens *tokens, const struct token *name)
{
    const struct token *end = tokens->all + tokens->count;
    return name && name + 1 < end && token_is(name + 1, "(");
}

// In a declaration the name follows its type; in an expression it follows a
// mark or one of a few words.
static bool is_declared(const struct token *name, const struct token *first)
{
    const struct token *before = name - 1;
    return name > first &&
           (token_is(before, "*") ||
            (before->kind == TOKEN_NAME && !token_is(before, "return") &&
             !token_is(before, "else") && !token_is(before, "do")));
}

// The first use of a name, or its declaration if there is no other place.
static const struct token *place_of(const struct tokens *tokens,
                                    const char *name)
{
    const struct token *end = tokens->all + tokens->count;
    for (const struct token *at = tokens->all; at < end; at++)
        if (at->kind == TOKEN_NAME && token_is(at, name) &&
            !is_declared(at, tokens->all))
            return at;
    return tokens_find(tokens, TOKEN_NAME, name);
}

// The name as a program spells it: headers give some functions another one.
static const char *spelling_of(const char *name)
{
    static const char *const prefixes[] = {"__isoc99_", "__isoc23_", "__sysv_",
                                           "__xpg_",    "__bsd_",    NULL};
    for (const char *const *prefix = prefixes; *prefix; prefix++)
        if (strncmp(name, *prefix, strlen(*prefix)) == 0)
            return name + strlen(*prefix);
    return name;
}

static void check_needed(struct object *object, const char *name)
{
    name = spelling_of(name);
    const struct allow_line *line = allow_call(object->vet->allow, name);
    // What is not refused by name may be called if a public header declares it.
    if (line ? line->kind == ALLOW_CALL
             : tokens_find(object->tokens, TOKEN_PROMISED, name) != NULL)
        return;
    const struct token *place = place_of(object->tokens, name);
    const char *reason = line && *line->reason
                             ? line->reason
                             : "what may be called is listed in "
                               "labs/kit/allowed.txt";
    bool call = is_called(object->tokens, place);
    vet_refuse(object->vet, place ? place->line : 0,
               "%s %s%s, which a lab's code may not need: %s",
               call ? "calls" : "uses", name, call ? "()" : "", reason);
}

static void check_brought(struct object *object, const GElf_Sym *symbol,
                          const char *name)
{
    const struct token *place = place_of(object->tokens, name);
    unsigned line = place ? place->line : 0;
    if (GELF_ST_TYPE(symbol->st_info) == STT_GNU_IFUNC)
        vet_refuse(object->vet, line,
                   "lets the loader choose %s (an ifunc), which runs before "
                   "the program; write a plain function",
                   name);
    else if (GELF_ST_BIND(symbol->st_info) == STB_LOCAL)
        return;
    else if (GELF_ST_BIND(symbol->st_info) != STB_GLOBAL)
        vet_refuse(object->vet, line,
                   "defines %s as weak; write a plain function", name);
    else if (allow_is_reserved(object->vet->allow, name))
        vet_refuse(object->vet, line,
                   "defines %s, a name that belongs to the program around it; "
                   "call it something else, or make it static",
                   name);
    else if (is_in_library(object->vet, name))
        vet_refuse(object->vet, line,
                   "defines %s, a name of the C library, which would be called "
                   "instead; call it something else, or make it static",
                   name);
}

static void check_symbol(void *state, const GElf_Sym *symbol, const char *name)
{
    if (symbol->st_shndx == SHN_UNDEF && *name)
        check_needed(state, name);
    else if (*name && GELF_ST_TYPE(symbol->st_info) != STT_FILE &&
             GELF_ST_TYPE(symbol->st_info) != STT_SECTION)
        check_brought(state, symbol, name);
}

// --- sections ----------------------------------------------------------------

static bool is_ordinary(const char *name)
{
    static const char *const ordinary[] = {
        ".text", ".data", ".bss",      ".rodata", ".tdata",
        ".tbss", ".note", ".eh_frame", NULL,
    };
    for (const char *const *known = ordinary; *known; known++) {
        size_t length = strlen(*known);
        if (strncmp(name, *known, length) == 0 &&
            (name[length] == 0 || name[length] == '.'))
            return true;
    }
    return false;
}

static void check_section(struct vet *vet, const GElf_Shdr *header,
                          const char *name, unsigned long *bytes)
{
    if (strcmp(name, ".note.GNU-stack") == 0 &&
        (header->sh_flags & SHF_EXECINSTR))
        vet_refuse(vet, 0,
                   "needs a stack that can be executed, as the address of a "
                   "function inside another one does; move that function out");
    if (!(header->sh_flags & SHF_ALLOC))
        return;
    if (!is_ordinary(name))
        vet_refuse(vet, 0,
                   "has code or data in the section %s, which is run or read "
                   "outside of the lab's functions; leave it out",
                   name);
    if ((header->sh_flags & SHF_EXECINSTR) && (header->sh_flags & SHF_WRITE))
        vet_refuse(vet, 0, "has code that can be written to; leave it out");
    *bytes = header->sh_size > MOST_STATIC_BYTES ? MOST_STATIC_BYTES + 1
                                                 : *bytes + header->sh_size;
}

static void check_sections(struct object *object)
{
    GElf_Shdr header;
    size_t names = 0;
    unsigned long bytes = 0;
    elf_getshdrstrndx(object->elf, &names);
    for (Elf_Scn *section = elf_nextscn(object->elf, NULL); section;
         section = elf_nextscn(object->elf, section)) {
        if (!gelf_getshdr(section, &header))
            continue;
        const char *name = elf_strptr(object->elf, names, header.sh_name);
        check_section(object->vet, &header, name ? name : "", &bytes);
    }
    if (bytes > MOST_STATIC_BYTES)
        vet_refuse(object->vet, 0,
                   "needs more than 64 MiB for its static variables; take "
                   "memory with malloc(), and less of it");
}

// --- vet_object --------------------------------------------------------------

void vet_object(struct vet *vet, const char *path, const struct tokens *tokens)
{
    int file;
    struct object object = {vet, tokens, open_elf(path, &file)};
    if (!object.elf)
        vet_cannot(vet, "the compiler's object cannot be read");
    check_sections(&object);
    if (each_symbol(object.elf, SHT_SYMTAB, &object, check_symbol) == 0)
        vet_refuse(vet, 0, "defines nothing");
    elf_end(object.elf);
    close(file);
}
