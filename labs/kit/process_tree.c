// process_tree.c - see process_tree.h.
#define _POSIX_C_SOURCE 200809L
#include "process_tree.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What /proc/PID/stat says of one process or thread.
struct stat_line {
    pid_t pid, parent;
    char state;
    unsigned long ticks;
    long threads;  // of its process, dead ones that nobody buried included
    bool inside;   // below the root
};

struct stat_list {
    struct stat_line *lines;
    size_t count, room;
};

// The second field is the program's name, in parentheses, and may contain any
// character, so the fields are counted from the last parenthesis.
static bool parse_stat(const char *text, struct stat_line *line)
{
    unsigned long user, system;
    long children_user, children_system;
    const char *fields = strrchr(text, ')');
    *line = (struct stat_line){.pid = (pid_t)strtol(text, NULL, 10)};
    if (!fields ||
        sscanf(fields + 1,
               " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu "
               "%ld %ld %*d %*d %ld",
               &line->state, &line->parent, &user, &system, &children_user,
               &children_system, &line->threads) != 7)
        return false;
    line->ticks = user + system + (unsigned long)children_user +
                  (unsigned long)children_system;
    return true;
}

// A process may be gone between its directory entry and this call.
static bool read_stat(const char *folder, const char *name,
                      struct stat_line *line)
{
    char path[300], text[1024];
    snprintf(path, sizeof path, "%s/%.20s/stat", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = 0;
    return parse_stat(text, line);
}

static bool append(struct stat_list *list, const struct stat_line *line)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 256;
        void *more = realloc(list->lines, room * sizeof *list->lines);
        if (!more)
            return false;
        list->lines = more;
        list->room = room;
    }
    list->lines[list->count++] = *line;
    return true;
}

// All numbered entries of a folder of /proc.
static void read_folder(struct stat_list *list, const char *folder)
{
    struct stat_line line;
    struct dirent *entry;
    DIR *directory = opendir(folder);
    while (directory && (entry = readdir(directory)))
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
            read_stat(folder, entry->d_name, &line) && !append(list, &line))
            break;
    if (directory)
        closedir(directory);
}

static bool is_inside(const struct stat_list *list, pid_t pid, pid_t root)
{
    if (pid == root)
        return true;
    for (size_t i = 0; i < list->count; i++)
        if (list->lines[i].pid == pid)
            return list->lines[i].inside;
    return false;
}

// A child may stand before its parent in the list, so go round until nothing
// changes.
static void mark_inside(struct stat_list *list, pid_t root)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < list->count; i++) {
            struct stat_line *line = &list->lines[i];
            if (!line->inside && is_inside(list, line->parent, root))
                line->inside = changed = true;
        }
    }
}

static bool is_dead_thread(const struct stat_line *line)
{
    return line->state == 'Z' || line->state == 'X';
}

// A process whose main() called pthread_exit() looks dead, and its other
// threads live on.
static bool is_dead(const struct stat_line *line)
{
    return is_dead_thread(line) && line->threads <= 1;
}

// --- the calls of process_tree.h ---------------------------------------------

void process_tree_read(struct process_tree *tree, pid_t root)
{
    struct stat_list list = {0};
    read_folder(&list, "/proc");
    mark_inside(&list, root);
    *tree =
        (struct process_tree){.pids = calloc(list.count + 1, sizeof(pid_t))};
    for (size_t i = 0; tree->pids && i < list.count; i++) {
        if (!list.lines[i].inside)
            continue;
        tree->ticks += list.lines[i].ticks;
        if (!is_dead(&list.lines[i]))
            tree->pids[tree->count++] = list.lines[i].pid;
    }
    free(list.lines);
}

// S sleeps, T and t are stopped; D waits for a disk and is not asleep.
bool process_tree_sleeps(const struct process_tree *tree)
{
    struct stat_list threads = {0};
    size_t asleep = 0, alive = 0;
    for (size_t i = 0; i < tree->count; i++) {
        char folder[64];
        snprintf(folder, sizeof folder, "/proc/%d/task", (int)tree->pids[i]);
        read_folder(&threads, folder);
    }
    for (size_t i = 0; i < threads.count; i++) {
        alive += !is_dead_thread(&threads.lines[i]);
        asleep += strchr("STt", threads.lines[i].state) != NULL;
    }
    free(threads.lines);
    return alive > 0 && asleep == alive;
}

void process_tree_free(struct process_tree *tree)
{
    free(tree->pids);
    *tree = (struct process_tree){0};
}
