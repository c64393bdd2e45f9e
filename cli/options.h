/* SPDX-License-Identifier: MIT
 *
 * The words of the command line into a struct. Returns errors, never exits or prints.
 */
#ifndef VIKT_CLI_OPTIONS_H
#define VIKT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include <vikt/error.h>
#include <vikt/profile.h>

enum { CLI_WORDS_MAX = 8, CLI_OVERRIDES_MAX = 64 };

/** One bit an option: which ones a command takes. */
enum {
    CLI_DB = 1 << 0,
    CLI_RULES = 1 << 1,
    CLI_AS_OF = 1 << 2,
    CLI_SET = 1 << 3,
    CLI_WORKERS = 1 << 4,
    CLI_DRY_RUN = 1 << 5,
    CLI_JSON = 1 << 6,
    CLI_QUIET = 1 << 7,
    CLI_COLOR = 1 << 8,
    CLI_FORCE = 1 << 9,
    CLI_STRICT = 1 << 10,
    CLI_RUN = 1 << 11,
    CLI_HELP = 1 << 12,
    CLI_FILTER = 1 << 13,
    CLI_MIN_COVERAGE = 1 << 14,
    CLI_JUNIT = 1 << 15,
    CLI_MUTATE = 1 << 16,
    CLI_READING = 1 << 17, /* how data files are read */
    CLI_INVOICES = 1 << 18,
    CLI_RATINGS = 1 << 19,
    CLI_OUT = 1 << 20,
    CLI_FIELDS = 1 << 21
};

typedef enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } cli_color;

/** An option's place in the one table of options. */
typedef struct cli_option {
    const char *name;  /* "--db" */
    const char *value; /* "FILE"; NULL: takes none */
    unsigned bit;
    const char *help;
} cli_option;

/** The i-th option, or NULL behind the last. */
const cli_option *cli_option_at(size_t i);

typedef struct cli_options {
    const char *words[CLI_WORDS_MAX]; /* what is no option, behind the command */
    size_t word_count;
    const char *database, *rules, *as_of, *filter, *junit, *invoices, *ratings, *out, *fields;
    long min_coverage;                          /* percent */
    vikt_override overrides[CLI_OVERRIDES_MAX]; /* names lie in argv, cut at '=' */
    size_t override_count;
    long workers; /* -1: one a core */
    int64_t run;  /* 0: the latest */
    bool dry_run, json, quiet, force, strict, help, mutate;
    cli_color color;
} cli_options;

/**
 * Reads argv[2..] for a command that takes the options in `allowed`.
 * @return VIKT_OK; VIKT_USAGE with the wrong word and the nearest option
 */
vikt_code cli_options_read(int argc, char **argv, const char *command, unsigned allowed,
                           cli_options *out, vikt_error *err);

#endif
