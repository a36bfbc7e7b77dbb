// vet.c - the gate: may this file be a lab's candidate?
//
//     vet --lab labs/1.1-crash --allow labs/kit/allowed.txt --out DIR
//         [--as SHOWN] [--cc gcc] [--flags "..."] CANDIDATE.c [HEADER ...]
//
// It is compiled once, plainly, and that object and its preprocessed tokens are
// what is looked at; DIR/candidate.i is the text that was looked at, and the
// only one that variants may be compiled from. SHOWN is the name of the file in
// every sentence; without it, the candidate's own.
//
// Status: 0 admitted; 1 refused, with one sentence for each reason on stdout;
//         2 wrong usage; 3 it could not be checked here, with the reason.
//
// The gate stops accidents and cheap tricks. A determined forger can compute an
// address at run time; that is what the decoys and a sandbox are for.
#define _POSIX_C_SOURCE 200809L
#include "vet.h"

#include "vet_allow.h"
#include "vet_text.h"
#include "vet_tokens.h"

#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SAID_MOST = 5 };

// --- sentences ---------------------------------------------------------------

static void say(const char *head, const char *format, va_list arguments)
{
    char sentence[1500];
    vsnprintf(sentence, sizeof sentence, format, arguments);
    text_make_printable(sentence);
    printf("%s%s\n", head, sentence);
}

void vet_refuse(struct vet *vet, unsigned line, const char *format, ...)
{
    char head[4200];
    va_list arguments;
    if (++vet->refusals > SAID_MOST)
        return;
    if (line > 0)
        snprintf(head, sizeof head, "%s:%u: ", vet->shown, line);
    else
        snprintf(head, sizeof head, "%s: ", vet->shown);
    text_make_printable(head);
    va_start(arguments, format);
    say(head, format, arguments);
    va_end(arguments);
}

int vet_sum_up(const struct vet *vet)
{
    if (vet->refusals > SAID_MOST)
        printf("%s: and %u more of this kind\n", vet->shown,
               vet->refusals - SAID_MOST);
    return vet->refusals > 0 ? VET_REFUSED : VET_ADMITTED;
}

void vet_cannot(struct vet *vet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say("NOT CHECKED: ", format, arguments);
    va_end(arguments);
    vet_remove_folder(vet);
    exit(VET_CANNOT);
}

// --- the command line --------------------------------------------------------

_Noreturn static void usage(const char *why)
{
    fprintf(stderr,
            "vet: %s\n"
            "usage: vet --lab FOLDER --allow FILE --out FOLDER [--as NAME] "
            "[--cc gcc] [--flags \"...\"] CANDIDATE.c [HEADER ...]\n",
            why);
    exit(VET_USAGE);
}

static void parse_option(struct vet *vet, int option, const char **allow)
{
    switch (option) {
    case 'l':
        vet->lab = optarg;
        break;
    case 'a':
        *allow = optarg;
        break;
    case 'o':
        vet->out = optarg;
        break;
    case 's':
        vet->shown = optarg;
        break;
    case 'c':
        vet->cc = optarg;
        break;
    case 'f':
        vet->flags = optarg;
        break;
    default:
        usage("unknown option");
    }
}

// A lab's own list stands before the kit's: its first fitting line decides.
static void read_lists(struct vet *vet, const char *kits)
{
    static struct allow allow;
    char own[4200];
    snprintf(own, sizeof own, "%s/allowed.txt", vet->lab);
    allow_read(&allow, own);
    if (!allow_read(&allow, kits))
        usage("the list of what is allowed cannot be read");
    vet->allow = &allow;
}

static void parse(struct vet *vet, int argc, char **argv)
{
    static const struct option options[] = {
        {"lab", required_argument, NULL, 'l'},
        {"allow", required_argument, NULL, 'a'},
        {"out", required_argument, NULL, 'o'},
        {"as", required_argument, NULL, 's'},
        {"cc", required_argument, NULL, 'c'},
        {"flags", required_argument, NULL, 'f'},
        {0},
    };
    const char *allow = NULL;
    int option;
    struct stat status;
    while ((option = getopt_long(argc, argv, "", options, NULL)) >= 0)
        parse_option(vet, option, &allow);
    if (!vet->lab || !allow || !vet->out || optind >= argc)
        usage("the lab, the list, the folder and the candidate are needed");
    if (*vet->lab == '/' || strstr(vet->lab, "..") ||
        stat(vet->lab, &status) != 0 || !S_ISDIR(status.st_mode))
        usage("the lab must be a folder below this one");
    vet->path = argv[optind];
    vet->more_headers = argv + optind + 1;
    if (!vet->shown)
        vet->shown = vet->path;
    read_lists(vet, allow);
}

// --- the name ----------------------------------------------------------------

// The name goes into #line, into commands and into sentences.
static void check_name(struct vet *vet)
{
    const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789_-+.";
    const char *slash = strrchr(vet->shown, '/');
    const char *base = slash ? slash + 1 : vet->shown;
    size_t length = strlen(base);
    if (strlen(vet->shown) > 4000 || strpbrk(vet->shown, "\"\\\n\r") ||
        strcmp(vet->shown, "candidate.c") == 0 || *base == '-' || length < 3 ||
        strcmp(base + length - 2, ".c") != 0 || strspn(base, plain) != length)
        vet_refuse(vet, 0,
                   "is not the name of a lab's file; letters, digits, - and _ "
                   "make a name, and it ends in .c");
}

// --- all parts in order ------------------------------------------------------

static void look(struct vet *vet)
{
    struct text source = {0}, text = {0};
    struct tokens tokens = {0};
    char object[4200];
    check_name(vet);
    if (vet->refusals == 0)
        vet_bytes(vet, &source);
    if (vet->refusals > 0)
        return;
    vet_prepare_folder(vet, &source);
    vet_preprocess(vet, &text);
    if (vet->refusals > 0)
        return;
    tokens_read(&tokens, text.bytes, vet->shown);
    vet_rules(vet, &tokens);
    if (vet->refusals == 0)
        vet_compile(vet, &text, object);
    if (vet->refusals == 0)
        vet_object(vet, object, &tokens);
}

// All that vet starts is limited, so it may be left to end by itself and take
// its private folder with it.
static void ignore_interrupts(void)
{
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGHUP);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    sigprocmask(SIG_BLOCK, &interrupts, NULL);
}

int main(int argc, char **argv)
{
    struct vet vet = {.cc = "gcc", .flags = "-D_POSIX_C_SOURCE=200809L"};
    parse(&vet, argc, argv);
    ignore_interrupts();
    look(&vet);
    vet_remove_folder(&vet);
    return vet_sum_up(&vet);
}
