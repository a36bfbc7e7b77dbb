// vet_folder.c - see vet_folder.h.
#define _XOPEN_SOURCE 700  // nftw
#include "vet_folder.h"

#include "vet_allow.h"

#include <errno.h>
#include <ftw.h>
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// --- files -------------------------------------------------------------------

static void make_folders(char *path)
{
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = 0;
        mkdir(path, 0777);
        *at = '/';
    }
}

void folder_write(struct vet *vet, char *path, const char *head,
                  const char *bytes, size_t size)
{
    make_folders(path);
    FILE *file = fopen(path, "w");
    if (!file || fputs(head, file) < 0 ||
        fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        vet_cannot(vet, "%s cannot be written: %s", path, strerror(errno));
}

bool folder_read(const char *path, struct text *text)
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

char *folder_path(const struct vet *vet, char path[8192], const char *format,
                  ...)
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
    if (!folder_read(header, &text))
        vet_cannot(vet, "the header %s cannot be read: %s", header,
                   strerror(errno));
    folder_write(vet, folder_path(vet, path, "%s", header), "", text.bytes,
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
    char *real = realpath(parent && *parent ? parent : "/tmp", NULL);
    snprintf(vet->folder, sizeof vet->folder, "%s/vet.XXXXXX",
             real ? real : parent);
    free(real);
    if (!mkdtemp(vet->folder)) {
        const char *why = strerror(errno);
        *vet->folder = 0;
        vet_cannot(vet, "no folder for it could be made in TMPDIR: %s", why);
    }
    copy_headers(vet);
    snprintf(head, sizeof head, "#line 1 \"%s\"\n", vet->shown);
    folder_write(vet, folder_path(vet, path, FOLDER_CANDIDATE), head,
                 source->bytes, source->size);
    // For the compiler's messages, which quote the line.
    if (is_inside(vet->shown))
        folder_write(vet, folder_path(vet, path, "%s", vet->shown), "",
                     source->bytes, source->size);
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
