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

enum { CLI_OVERRIDES_MAX = 64 };

/** One bit an option: which ones a command takes. */
#define CLI_DB           (UINT64_C(1) << 0)
#define CLI_RULES        (UINT64_C(1) << 1)
#define CLI_AS_OF        (UINT64_C(1) << 2)
#define CLI_SET          (UINT64_C(1) << 3)
#define CLI_WORKERS      (UINT64_C(1) << 4)
#define CLI_DRY_RUN      (UINT64_C(1) << 5)
#define CLI_JSON         (UINT64_C(1) << 6)
#define CLI_QUIET        (UINT64_C(1) << 7)
#define CLI_COLOR        (UINT64_C(1) << 8)
#define CLI_FORCE        (UINT64_C(1) << 9)
#define CLI_STRICT       (UINT64_C(1) << 10)
#define CLI_RUN          (UINT64_C(1) << 11)
#define CLI_HELP         (UINT64_C(1) << 12)
#define CLI_FILTER       (UINT64_C(1) << 13)
#define CLI_MIN_COVERAGE (UINT64_C(1) << 14)
#define CLI_JUNIT        (UINT64_C(1) << 15)
#define CLI_MUTATE       (UINT64_C(1) << 16)
#define CLI_ALL_RUNS     (UINT64_C(1) << 32)
#define CLI_READING      (UINT64_C(1) << 17) /* how data files are read */
#define CLI_BATCH        (UINT64_C(1) << 40) /* many companies */
#define CLI_INVOICES     (UINT64_C(1) << 18)
#define CLI_RATINGS      (UINT64_C(1) << 19)
#define CLI_OUT          (UINT64_C(1) << 20)
#define CLI_FIELDS       (UINT64_C(1) << 21)
#define CLI_SCHEME       (UINT64_C(1) << 22)
#define CLI_KEEP         (UINT64_C(1) << 44)
#define CLI_LIMIT        (UINT64_C(1) << 23)
#define CLI_FORMAT       (UINT64_C(1) << 41)
#define CLI_DECIDE       (UINT64_C(1) << 50)

typedef enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } cli_color;

/** How an option is read. */
typedef enum cli_kind {
    CLI_TEXT,
    CLI_COUNT,
    CLI_FLAG,
    CLI_OVERRIDE,
    CLI_SOURCE,
    CLI_WHEN
} cli_kind;

/** An option's place in the one table of options. */
typedef struct cli_option {
    const char *name;  /* "--db" */
    const char *value; /* "FILE"; NULL: takes none */
    uint64_t bit;
    const char *help;
    cli_kind kind;
    size_t place;     /* of its value in cli_options */
    long least, most; /* of a count */
} cli_option;

/** The i-th option, or NULL behind the last. */
const cli_option *cli_option_at(size_t i);

typedef struct cli_options {
    const char **words; /* lie in argv; what is no option, behind the command */
    size_t word_count;
    const char *database, *rules, *as_of, *filter, *junit, *invoices, *ratings, *out, *fields,
        *scheme, *format;
    const char *all, *log;
    long jobs; /* -1: one a core */
    const char *reason, *author, *until;
    long limit;                                 /* -1: not told */
    long keep;                                  /* 0: not told */
    long min_coverage;                          /* percent */
    vikt_override overrides[CLI_OVERRIDES_MAX]; /* names lie in argv, cut at '=' */
    size_t override_count;
    long workers; /* -1: one a core */
    long run;     /* 0: the latest */
    bool all_runs;
    bool dry_run, json, quiet, force, strict, help, mutate, resume, withdraw;
    cli_color color;
} cli_options;

/**
 * Reads argv[2..] for a command that takes the options in `allowed`.
 * @return VIKT_OK; VIKT_USAGE with the wrong word and the nearest option
 */
vikt_code cli_options_read(int argc, char **argv, const char *command, uint64_t allowed,
                           cli_options *out, vikt_error *err);

#endif
