/* SPDX-License-Identifier: MIT */
#include "cli/stop.h"

#include <signal.h>
#include <stddef.h>

/* The one variable of the program: a handler can reach nothing else. */
static volatile sig_atomic_t caught;

static void note(int number)
{
    caught = number;
}

static bool is_asked(void *context)
{
    (void)context;
    return caught != 0;
}

vikt_stop cli_stop_watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
        struct sigaction before;

        action.sa_flags |= (int)SA_RESETHAND;
        sigemptyset(&action.sa_mask);
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            (void)sigaction(numbers[i], &action, NULL);
    }
    return (vikt_stop){is_asked, NULL};
}

int cli_stop_status(void)
{
    return caught ? 128 + caught : 0;
}

const char *cli_stop_name(void)
{
    return caught == SIGTERM ? "SIGTERM" : "SIGINT";
}
