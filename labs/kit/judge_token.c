// judge_token.c - a hand-in that is no code: tokens.txt, the tokens of orders
// in which given wrong programs break. It is data from outside: every way in
// which it can be wrong is told in a sentence and is worth nothing.
#define _POSIX_C_SOURCE 200809L  // O_NOFOLLOW
#include "judge.h"

#include "set.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 16 * 1024, TOKEN_MOST = 1023 };

static const char *lab, *game;
static char expected[200], said[700], why[300];

_Noreturn static void wrong(void)
{
    judge_fail(expected, said, why);
}

// --- the file ----------------------------------------------------------------

static int open_plain(const char *path)
{
    struct stat status;
    // A pipe would keep us waiting.
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW);

    if (file < 0 && access(path, F_OK) != 0)
        SET(said, "there is no tokens.txt, so no token for %s", game);
    else if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        SET(said, "tokens.txt is no plain file, so no token for %s", game);
    else
        return file;
    wrong();
}

static void read_file(char text[FILE_MOST + 1])
{
    char path[500];
    size_t used = 0;
    ssize_t n = 1;

    SET(path, "%s/tokens.txt",
        getenv("JUDGE_FROM") ? getenv("JUDGE_FROM") : ".");
    int file = open_plain(path);
    while (n > 0 && used < FILE_MOST) {
        n = read(file, text + used, FILE_MOST - used);
        used += n > 0 ? (size_t)n : 0;
    }
    close(file);
    text[used] = 0;
    if (used < FILE_MOST)
        return;
    SET(said,
        "tokens.txt is too long to be a list of tokens; %s is one of them",
        game);
    wrong();
}

// --- its lines ---------------------------------------------------------------

struct found {
    char token[TOKEN_MOST + 1];
    unsigned line, second;
    unsigned foreign;  // a line that is no token of a game of this lab
};

// The part of a token that names its game; "" if the lab is another one or the
// part could be no name.
static void name_in(char name[64], const char *line)
{
    size_t number = strcspn(lab, "-");

    *name = 0;
    if (strncmp(line, lab, number) != 0 || line[number] != '-')
        return;
    line += number + 1;
    size_t size = strspn(line, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (line[size] == '-' && size < 64)
        snprintf(name, 64, "%.*s", (int)size, line);
}

static bool is_game(const char *name)
{
    char path[300];

    SET(path, "labs/%s/games/%s", lab, name);
    return *name && access(path, F_OK) == 0;
}

static void look_at(struct found *found, char *line, unsigned number)
{
    char name[64];

    line += strspn(line, " \t");
    line[strcspn(line, " \t\r")] = 0;
    if (!*line || *line == '#')
        return;
    name_in(name, line);
    if (strcmp(name, game) != 0) {
        if (!found->foreign && !is_game(name))
            found->foreign = number;
    } else if (found->line) {
        found->second = number;
    } else {
        found->line = number;
        SET(found->token, "%s", line);
        if (strlen(line) <= TOKEN_MOST)
            return;
        SET(said, "line %u of tokens.txt is longer than any token", number);
        wrong();
    }
}

static void look_for_token(struct found *found, char *text)
{
    unsigned number = 0;

    for (char *line = text, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end)
            *end++ = 0;
        look_at(found, line, ++number);
    }
}

static void find_token(struct found *found)
{
    static char text[FILE_MOST + 1];

    memset(found, 0, sizeof *found);
    read_file(text);
    look_for_token(found, text);
    if (!found->line) {
        SET(said, "tokens.txt has no token of %s", game);
        if (found->foreign)
            SET(why, "line %u is no token of a game of this lab",
                found->foreign);
        wrong();
    }
    if (found->second) {
        SET(said, "tokens.txt has two tokens of %s, in lines %u and %u", game,
            found->line, found->second);
        SET(why, "keep one of them");
        wrong();
    }
}

// --- the replay --------------------------------------------------------------

static void judge_replay(struct run *run, const char *token)
{
    struct record *record = &run->record;

    if (run->no_record) {
        SET(said, "%s", judge_what_happened(run));
    } else if (record->outcome == OUTCOME_CANNOT) {
        SET(said, "%s: %s", game, record->sentence);
    } else if (record->outcome == OUTCOME_KEPT) {
        SET(record->token, "%s", token);
        SET(said, "in the order of this token %s keeps its promise", game);
    } else if (strcmp(record->kind, "unjudgeable") == 0) {
        SET(said, "%s: %s", game, record->sentence);
    }
    judge_evidence(record);
}

void judge_breaks(const char *name)
{
    static struct found found;
    static struct run run;
    const struct order order = {.scenario = name,
                                .variant = "explored",
                                .game = name,
                                .token = found.token};

    game = name;
    lab = getenv("JUDGE_LAB") ? getenv("JUDGE_LAB") : "";
    SET(expected, "a token in tokens.txt breaks the promise of %s", game);
    judge_again(&order);
    find_token(&found);
    judge_run(&run, &order);
    judge_replay(&run, found.token);
    if (*said)
        wrong();
}
