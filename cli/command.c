/* SPDX-License-Identifier: MIT */
#include "cli/command.h"

#include "core/base/fail.h"
#include "core/base/nearest.h"

static const cli_command table[] = {
    {"run", "[FOLDER | FILE]...", 0, SIZE_MAX,
     CLI_DB | CLI_RULES | CLI_INVOICES | CLI_RATINGS | CLI_READING | CLI_AS_OF | CLI_SET |
         CLI_WORKERS | CLI_DRY_RUN | CLI_FORCE | CLI_STRICT | CLI_BATCH | CLI_JSON | CLI_QUIET |
         CLI_COLOR | CLI_HELP,
     "classify the customers of a company or of many, store it, show what came out",
     cli_cmd_run},
    {"init", "FOLDER", 1, 1, CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "a company's folder to begin with: settings, rules, a small customer list", cli_cmd_init},
    {"sniff", "FILE", 1, 1,
     CLI_RULES | CLI_READING | CLI_SET | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "what a data file is, how it is read and why, and the settings to keep", cli_cmd_sniff},
    {"check", "[FOLDER | FILE | RULEFILE]", 0, 1,
     CLI_RULES | CLI_INVOICES | CLI_RATINGS | CLI_READING | CLI_AS_OF | CLI_SET | CLI_WORKERS |
         CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "all errors of a profile at once, and what of it the data never reaches", cli_cmd_check},
    {"test", "[FOLDER | FILE | RULEFILE]", 0, 1,
     CLI_RULES | CLI_SET | CLI_FILTER | CLI_MIN_COVERAGE | CLI_MUTATE | CLI_JUNIT | CLI_JSON |
         CLI_QUIET | CLI_COLOR | CLI_HELP,
     "run the tests of a profile: invented customers, and what must come out", cli_cmd_test},
    {"explain", "KEY [FOLDER]", 1, 2,
     CLI_DB | CLI_RUN | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "why a customer has its class, criterion by criterion", cli_cmd_explain},
    {"verify", "[RUN] [FOLDER]", 0, 2,
     CLI_DB | CLI_ALL_RUNS | CLI_WORKERS | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "whether the database is sound, and a run comes out as it was stored", cli_cmd_verify},
    {"runs", "[FOLDER]", 0, 1, CLI_DB | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "the stored runs of a company", cli_cmd_runs},
    {"moves", "[RUN [RUN]] [FOLDER]", 0, 3,
     CLI_DB | CLI_SCHEME | CLI_LIMIT | CLI_WORKERS | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "who moved between two runs and why, and the matrix of classes", cli_cmd_moves},
    {"decide", "KEY CLASS [FOLDER]", 1, 3,
     CLI_DB | CLI_SCHEME | CLI_DECIDE | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "give a customer its class by hand, or withdraw that", cli_cmd_decide},
    {"decisions", "[FOLDER]", 0, 1, CLI_DB | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "the classes given by hand: in force, expired, withdrawn", cli_cmd_decisions},
    {"forget", "KEY [FOLDER]", 1, 2,
     CLI_DB | CLI_DRY_RUN | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "take a customer out of all runs for good, and prove it", cli_cmd_forget},
    {"prune", "[FOLDER]", 0, 1,
     CLI_KEEP | CLI_DB | CLI_DRY_RUN | CLI_JSON | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "drop all runs but the newest ones", cli_cmd_prune},
    {"compare", "[RULES] [RULES] [FOLDER | FILE]", 0, 3,
     CLI_DB | CLI_RUN | CLI_INVOICES | CLI_RATINGS | CLI_READING | CLI_AS_OF | CLI_SET |
         CLI_SCHEME | CLI_LIMIT | CLI_WORKERS | CLI_FORCE | CLI_STRICT | CLI_JSON | CLI_QUIET |
         CLI_COLOR | CLI_HELP,
     "who would move by other rules on the same data; nothing is stored", cli_cmd_compare},
    {"ratings", "sheet [FOLDER | FILE]", 1, 2,
     CLI_OUT | CLI_FIELDS | CLI_RULES | CLI_READING | CLI_SET | CLI_JSON | CLI_QUIET | CLI_COLOR |
         CLI_HELP,
     "write the sheet in which somebody gives the customers marks", cli_cmd_ratings},
    {"export", "[FOLDER]", 0, 1,
     CLI_DB | CLI_RUN | CLI_FORMAT | CLI_OUT | CLI_FORCE | CLI_QUIET | CLI_COLOR | CLI_HELP,
     "a stored run as CSV, as Excel opens it, as JSON lines or as a workbook",
     cli_cmd_export},
    {"convert", "[FILE.ini]", 0, 1, CLI_QUIET | CLI_COLOR | CLI_HELP,
     "write the Lua twin of an INI profile (default: of the built-in one)", cli_cmd_convert},
    {"help", "[COMMAND]", 0, 1, CLI_COLOR | CLI_HELP, "what the commands do", cli_cmd_help},
};

const cli_command *cli_command_at(size_t i)
{
    return i < sizeof table / sizeof *table ? &table[i] : NULL;
}

const cli_command *cli_command_find(const char *name, vikt_error *err)
{
    char hint[96];
    vikt_text wanted = vikt_text_of(name);
    vikt_nearest nearest = {.wanted = wanted};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (vikt_text_is(wanted, table[i].name))
            return &table[i];
        vikt_nearest_offer(&nearest, vikt_text_of(table[i].name));
    }
    vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "\"%.40s\" is not a command%s; see vikt help", name,
              vikt_nearest_hint(&nearest, hint, sizeof hint));
    return NULL;
}
