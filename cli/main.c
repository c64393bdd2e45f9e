/* SPDX-License-Identifier: MIT
 *
 * vikt: finds the command and calls it.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "cli/command.h"
#include "core/base/fail.h"

static vikt_code check_words(const cli_command *command, const cli_options *options,
                             vikt_error *err)
{
    if (options->help)
        return VIKT_OK;
    if (options->word_count < command->words_min)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "too few words; usage: vikt %s %s",
                         command->name, command->arguments);
    if (options->word_count > command->words_max)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "\"%.60s\" is one word too many; usage: vikt %s %s",
                         options->words[command->words_max], command->name, command->arguments);
    return VIKT_OK;
}

/* The exit statuses as constants: a signal handler calls as little as it can. */
enum {
#define X(name, status, text) STATUS_##name = (status),
    VIKT_CODES(X)
#undef X
};

/* Large files are mapped: of one that is cut short meanwhile the bytes are gone. What was being
 * stored is taken back when the database is opened next. */
static void end_unread(int number)
{
    static const char message[] = "vikt: error: a file became shorter or unreadable while it was "
                                  "read; try again when nobody writes to it\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);

    (void)number;
    (void)written;
    _exit(STATUS_INPUT);
}

static int run_command(int argc, char **argv)
{
    char help[] = "--help";
    vikt_error err = {0};
    cli_output output;
    cli_options options = {0};
    cli_output_init(&output, &options);
    signal(SIGBUS, end_unread);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error like a full disk */
    for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "-h") == 0)
            argv[i] = help;
    const cli_command *command = cli_command_find(argv[1], &err);
    if (!command)
        return cli_output_error(&output, &err);
    if (cli_options_read(argc, argv, command->name, command->options, &options, &err) != VIKT_OK ||
        check_words(command, &options, &err) != VIKT_OK)
        return cli_output_error(&output, &err);
    cli_output_init(&output, &options);
    if (options.help) {
        options.words[0] = command->name;
        options.word_count = 1;
        return cli_cmd_help(&options, &output);
    }
    return command->run(&options, &output);
}

int main(int argc, char **argv)
{
    /* some starters leave it ignored, and then nobody learns of what a worker process died */
    (void)signal(SIGCHLD, SIG_DFL);
    if (argc < 2) {
        cli_options options = {0};
        cli_output output;
        cli_output_init(&output, &options);
        cli_cmd_help(&options, &output);
        return vikt_code_exit_status(VIKT_USAGE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("vikt %s\n", vikt_version());
        return fflush(stdout) == 0 ? 0 : vikt_code_exit_status(VIKT_STORE);
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        argv[1] = "help";
    return run_command(argc, argv);
}
