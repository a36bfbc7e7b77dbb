// play_keys.c - see play_keys.h.
#define _POSIX_C_SOURCE 200809L  // sigaction
#include "play_keys.h"

#include <ctype.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { CONTROL_D = 4, ESCAPE = 27 };

static const char *script;  // KEYS, what is left of it
static struct termios before, single;
static bool is_terminal;

// --- the terminal ------------------------------------------------------------

static void put_back(void)
{
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void die_of(int number)
{
    put_back();
    signal(number, SIG_DFL);
    raise(number);
}

// Stopped, the terminal belongs to the shell; afterwards it is ours again.
static void stop(int number)
{
    (void)number;
    put_back();
    raise(SIGSTOP);
    tcsetattr(STDIN_FILENO, TCSANOW, &single);
}

static void watch_signals(void)
{
    static const int deadly[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = die_of, .sa_flags = SA_NODEFER};

    for (unsigned i = 0; i < sizeof deadly / sizeof *deadly; i++)
        sigaction(deadly[i], &action, NULL);
    action.sa_handler = stop;
    action.sa_flags = SA_RESTART;
    sigaction(SIGTSTP, &action, NULL);
}

static void take_terminal(void)
{
    single = before;
    single.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    single.c_cc[VMIN] = 1;
    single.c_cc[VTIME] = 0;
    watch_signals();
    tcsetattr(STDIN_FILENO, TCSANOW, &single);
}

// --- keys --------------------------------------------------------------------

void keys_open(void)
{
    script = getenv("KEYS");
    if (script && !*script)
        script = NULL;
    is_terminal = !script && tcgetattr(STDIN_FILENO, &before) == 0;
    if (is_terminal)
        take_terminal();
}

void keys_close(void)
{
    if (is_terminal)
        put_back();
    is_terminal = false;
}

static int next(void)
{
    unsigned char key;

    if (script)
        return *script ? (unsigned char)*script++ : KEYS_ENDED;
    if (read(STDIN_FILENO, &key, 1) != 1 || (is_terminal && key == CONTROL_D))
        return KEYS_ENDED;
    return key;
}

// Of a key that sends more than one character, what it sends after ESC.
static int long_key(void)
{
    int key = next();

    if (key != '[' && key != 'O')
        return key;
    do
        key = next();
    while (key != KEYS_ENDED && (isdigit(key) || key == ';'));
    if (key == 'A' || key == 'D')
        return KEYS_BACK;
    return key == 'B' || key == 'C' ? KEYS_FORWARD
           : key == KEYS_ENDED      ? key
                                    : ESCAPE;
}

int keys_next(void)
{
    int key;

    do
        key = next();
    while (key != KEYS_ENDED && isspace(key));
    return key == ESCAPE ? long_key() : key;
}
