/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include <vikt/vikt.h>

#include "cli/command.h"

static void write_options(const cli_command *command)
{
    const cli_option *option;
    printf("\nOptions:\n");
    for (size_t i = 0; (option = cli_option_at(i)); i++) {
        char name[40];
        if (!(option->bit & command->options))
            continue;
        snprintf(name, sizeof name, "%s %s", option->name, option->value ? option->value : "");
        printf("  %-18s %s\n", name, option->help);
    }
}

static void write_all(void)
{
    const cli_command *command;
    printf("vikt %s: which of our customers matter, why, and what do we do about it?\n\n",
           vikt_version());
    printf("usage: vikt COMMAND [OPTIONS] [FILES]\n\n");
    for (size_t i = 0; (command = cli_command_at(i)); i++)
        printf("  %-8s %-28s %s\n", command->name, command->arguments, command->summary);
    printf(
        "\nBegin with: vikt run customers.csv, or vikt init FOLDER\n"
        "More: vikt help COMMAND, vikt --version\n\n"
        "Exit status: 0 done; 1 stored, with rejects or failed rule functions; failed tests;\n"
        "2 wrong use; 3 profile or rule file; 4 input; 5 database or output; 6 a limit or memory;\n"
        "70 a bug; 130 and 143 ended by SIGINT and SIGTERM\n");
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
