/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include <vikt/vikt.h>

#include "cli/command.h"

enum { PAGE = 80 };

/* "  name    text", the text broken between words where the page ends, below its own beginning. */
static void write_entry(const char *name, int width, const char *text)
{
    int left = 2 + width + 2, at = left;
    printf("  %-*s ", width, name);
    while (*text) {
        int length = (int)strcspn(text, " ");
        if (at + length > PAGE && at > left) {
            printf("\n%*s", left - 1, "");
            at = left;
        }
        printf(" %.*s", length, text);
        at += length + 1;
        text += length;
        text += strspn(text, " ");
    }
    putchar('\n');
}

/* "--db FILE"; the length of it. */
static int name_of(const cli_option *option, char name[40])
{
    return snprintf(name, 40, "%s%s%s", option->name, option->value ? " " : "",
                    option->value ? option->value : "");
}

static void write_options(const cli_command *command)
{
    const cli_option *option;
    char name[40];
    int width = 0;
    for (size_t i = 0; (option = cli_option_at(i)); i++)
        if ((option->bit & command->options) && name_of(option, name) > width)
            width = name_of(option, name);
    printf("\nOptions:\n");
    for (size_t i = 0; (option = cli_option_at(i)); i++) {
        if (!(option->bit & command->options))
            continue;
        name_of(option, name);
        write_entry(name, width, option->help);
    }
}

static void write_all(void)
{
    const cli_command *command;
    int width = 0;
    for (size_t i = 0; (command = cli_command_at(i)); i++)
        width = (int)strlen(command->name) > width ? (int)strlen(command->name) : width;
    printf("vikt %s: which of our customers matter, why, and what do we do about it?\n\n",
           vikt_version());
    printf("usage: vikt COMMAND [OPTIONS] [FOLDER | FILE]\n\n");
    for (size_t i = 0; (command = cli_command_at(i)); i++)
        write_entry(command->name, width, command->summary);
    printf("\nBegin with: vikt run customers.csv, or vikt init FOLDER\n"
           "More: vikt help COMMAND, vikt --version\n\n"
           "Exit status: 0 done; 1 stored, with rejects or failed rule functions; failed\n"
           "tests; 2 wrong use; 3 profile or rule file; 4 input; 5 database or output;\n"
           "6 a limit or memory; 70 a bug; 130 and 143 ended by SIGINT and SIGTERM\n");
}

int cli_cmd_help(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    if (options->word_count == 0) {
        write_all();
    } else {
        const cli_command *command = cli_command_find(options->words[0], &err);
        if (!command)
            return cli_output_error(output, &err);
        printf("usage: vikt %s [OPTIONS] %s\n\n%s\n", command->name, command->arguments,
               command->summary);
        write_options(command);
    }
    return cli_output_result(output, "");
}
