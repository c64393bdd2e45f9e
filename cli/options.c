/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/base/process.h"

#define TEXT(member)               CLI_TEXT, offsetof(cli_options, member), 0, 0
#define COUNT(member, least, most) CLI_COUNT, offsetof(cli_options, member), least, most
#define FLAG(member)               CLI_FLAG, offsetof(cli_options, member), 0, 0
#define OTHER(kind)                kind, 0, 0, 0

enum { RUNS_MAX = 2000000000 };

static const cli_option table[] = {
    {"--db", "FILE", CLI_DB, "the database (default: as vikt.ini says, else vikt.db)",
     TEXT(database)},
    {"--rules", "FILE", CLI_RULES, "a rule file (.lua or .ini) on top of the company's profile",
     TEXT(rules)},
    {"--as-of", "DATE", CLI_AS_OF,
     "the run's date, YYYY-MM-DD (default: the profile's, else today)", TEXT(as_of)},
    {"--set", "NAME=VALUE", CLI_SET,
     "change the profile for this run, e.g. weight.revenue=40; may repeat", OTHER(CLI_OVERRIDE)},
    {"--invoices", "FILE", CLI_INVOICES, "a ledger of invoices or orders of these customers",
     TEXT(invoices)},
    {"--ratings", "FILE", CLI_RATINGS,
     "a sheet of ratings of these customers, or several: 'ratings-*.csv'", TEXT(ratings)},
    {"--encoding", "NAME", CLI_READING,
     "the data's encoding: utf-8, windows-1252, cp850, ... (default: its bytes tell)",
     OTHER(CLI_SOURCE)},
    {"--separator", "NAME", CLI_READING, "semicolon, comma, tab, pipe or blank", OTHER(CLI_SOURCE)},
    {"--decimal", "NAME", CLI_READING, "the mark before decimals: point or comma",
     OTHER(CLI_SOURCE)},
    {"--dates", "ORDER", CLI_READING, "the order of day, month and year: ymd, dmy or mdy",
     OTHER(CLI_SOURCE)},
    {"--heading", "ROW", CLI_READING, "the row of the headings; 0: there is none",
     OTHER(CLI_SOURCE)},
    {"--sheet", "NAME", CLI_READING, "a workbook's sheet, by name or number", OTHER(CLI_SOURCE)},
    {"--table", "NAME", CLI_READING, "a table of a SQLite file, a list of JSON", OTHER(CLI_SOURCE)},
    {"--query", "SQL", CLI_READING, "a SELECT on a SQLite file", OTHER(CLI_SOURCE)},
    {"--workers", "N", CLI_WORKERS,
     "processes for rule functions, 0 (none but this) to 64 (default: one a core)",
     COUNT(workers, 0, VIKT_WORKERS_MAX)},
    {"--all", "DIR", CLI_BATCH, "all companies in a folder: its subfolders with a vikt.ini",
     TEXT(all)},
    {"--jobs", "N", CLI_BATCH, "companies at once, 1 to 64 (default: one a core)",
     COUNT(jobs, 1, VIKT_WORKERS_MAX)},
    {"--resume", NULL, CLI_BATCH,
     "skip companies whose run of today rests on the same files and profile", FLAG(resume)},
    {"--log", "FILE", CLI_BATCH, "add a line of JSON to a file for each company as it ends",
     TEXT(log)},
    {"--run", "N", CLI_RUN, "a stored run's number (default: the latest; of compare: the files)",
     COUNT(run, 1, RUNS_MAX)},
    {"--all", NULL, CLI_ALL_RUNS, "every stored run (default: the latest)", FLAG(all_runs)},
    {"--scheme", "NAME", CLI_SCHEME, "a scheme (default: the primary one)", TEXT(scheme)},
    {"--limit", "N", CLI_LIMIT, "how many are listed, 0: all (default: 20)",
     COUNT(limit, 0, RUNS_MAX)},
    {"--format", "NAME", CLI_FORMAT, "csv, excel (as a Swedish Excel opens it), jsonl or xlsx",
     TEXT(format)},
    {"--reason", "TEXT", CLI_DECIDE, "why the class is decided, or withdrawn", TEXT(reason)},
    {"--by", "NAME", CLI_DECIDE, "who decides", TEXT(author)},
    {"--until", "DATE", CLI_DECIDE, "the last as-of date that it holds for (default: no end)",
     TEXT(until)},
    {"--withdraw", NULL, CLI_DECIDE,
     "take the customer's decision back: vikt decide KEY --withdraw", FLAG(withdraw)},
    {"--keep", "N", CLI_KEEP, "how many runs stay", COUNT(keep, 1, RUNS_MAX)},
    {"--filter", "TEXT", CLI_FILTER, "only tests with this text in their name", TEXT(filter)},
    {"--min-coverage", "PERCENT", CLI_MIN_COVERAGE, "fail when the tests reach less of the profile",
     COUNT(min_coverage, 0, 100)},
    {"--mutate", NULL, CLI_MUTATE,
     "change the profile bit by bit: which change does no test notice?", FLAG(mutate)},
    {"--out", "FILE", CLI_OUT, "the file to write; its ending tells the format", TEXT(out)},
    {"--fields", "LIST", CLI_FIELDS,
     "the fields to be rated, such as potential,risk (default: those that the profile reads)",
     TEXT(fields)},
    {"--junit", "FILE", CLI_JUNIT, "write the results as JUnit XML too", TEXT(junit)},
    {"--dry-run", NULL, CLI_DRY_RUN, "show what would be done, store nothing", FLAG(dry_run)},
    {"--force", NULL, CLI_FORCE,
     "all the same: store what has not changed, customers who are not the last run's; replace a "
     "file",
     FLAG(force)},
    {"--strict", NULL, CLI_STRICT, "stop when a rule function fails on a customer", FLAG(strict)},
    {"--json", NULL, CLI_JSON, "one JSON object instead of text", FLAG(json)},
    {"--quiet", NULL, CLI_QUIET, "only errors, and JSON when asked for", FLAG(quiet)},
    {"--color", "WHEN", CLI_COLOR, "always, never or auto (default: auto; --color alone: always)",
     OTHER(CLI_WHEN)},
    {"--help", NULL, CLI_HELP, "this help", FLAG(help)},
};

const cli_option *cli_option_at(size_t i)
{
    return i < sizeof table / sizeof *table ? &table[i] : NULL;
}

static const cli_option *find(vikt_text name, uint64_t allowed)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if ((table[i].bit & allowed) && vikt_text_is(name, table[i].name))
            return &table[i];
    return NULL;
}

static vikt_code fail_unknown(vikt_text name, const char *command, uint64_t allowed,
                              vikt_error *err)
{
    char hint[96];
    vikt_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].bit & allowed)
            vikt_nearest_offer(&nearest, vikt_text_of(table[i].name));
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%.*s is not an option of vikt %s%s",
                     VIKT_SHOW(name), command, vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static vikt_code read_count(const char *name, const char *value, long least, long most, long *out,
                            vikt_error *err)
{
    char *end;
    long number = strtol(value, &end, 10);
    if (end == value || *end || number < least || number > most)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "%s \"%.40s\" is not a whole number from %ld to %ld", name, value, least,
                         most);
    *out = number;
    return VIKT_OK;
}

/* `--color always` with a space, though --color may also stand alone before a file. */
static bool is_when(const char *word)
{
    return strcmp(word, "always") == 0 || strcmp(word, "never") == 0 || strcmp(word, "auto") == 0;
}

static vikt_code read_color(const char *value, cli_color *out, vikt_error *err)
{
    if (strcmp(value, "always") == 0)
        *out = CLI_COLOR_ALWAYS;
    else if (strcmp(value, "never") == 0)
        *out = CLI_COLOR_NEVER;
    else if (strcmp(value, "auto") == 0)
        *out = CLI_COLOR_AUTO;
    else
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "--color \"%.40s\" is none of always, never, auto", value);
    return VIKT_OK;
}

static vikt_code read_override(char *text, cli_options *out, vikt_error *err)
{
    char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "--set \"%.60s\" is not NAME=VALUE, such as weight.revenue=40", text);
    if (out->override_count == CLI_OVERRIDES_MAX)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "more than %d --set", CLI_OVERRIDES_MAX);
    *equals = 0;
    out->overrides[out->override_count++] = (vikt_override){text, equals + 1};
    return VIKT_OK;
}

/* "--decimal comma" is what the profile would say of each source. */
static vikt_code read_reading(const cli_option *option, const char *value, cli_options *out,
                              vikt_error *err)
{
    static const char *const names[][3] = {
#define SOURCES(key) {"source.customers." key, "source.invoices." key, "source.ratings." key}
        SOURCES("encoding"), SOURCES("separator"), SOURCES("decimal"), SOURCES("dates"),
        SOURCES("heading"),  SOURCES("sheet"),     SOURCES("table"),   SOURCES("query"),
#undef SOURCES
    };
    size_t which = 0;
    while (strcmp(strrchr(names[which][0], '.') + 1, option->name + 2) != 0)
        which++;
    if (out->override_count + 3 > CLI_OVERRIDES_MAX)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "too many options");
    for (size_t i = 0; i < 3; i++)
        out->overrides[out->override_count++] = (vikt_override){names[which][i], value};
    return VIKT_OK;
}

static vikt_code take(const cli_option *option, char *value, cli_options *out, vikt_error *err)
{
    void *place = (char *)out + option->place;
    if (!value && option->kind != CLI_FLAG && option->kind != CLI_WHEN)
        return VIKT_BUG;
    switch (option->kind) {
    case CLI_TEXT:
        *(const char **)place = value;
        return VIKT_OK;
    case CLI_COUNT:
        return read_count(option->name, value, option->least, option->most, place, err);
    case CLI_FLAG:
        *(bool *)place = true;
        return VIKT_OK;
    case CLI_OVERRIDE:
        return read_override(value, out, err);
    case CLI_SOURCE:
        return read_reading(option, value, out, err);
    case CLI_WHEN:
        return read_color(value ? value : "always", &out->color, err);
    }
    return VIKT_OK;
}

/* "--name=value", "--name value" or "--name"; *i moves over a value of its own. */
static vikt_code read_option(int argc, char **argv, int *i, const char *command, uint64_t allowed,
                             cli_options *out, vikt_error *err)
{
    char *word = argv[*i], *equals = strchr(word, '=');
    vikt_text name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    const cli_option *option = find(name, allowed);
    char *value = equals ? equals + 1 : NULL;
    if (!option)
        return fail_unknown(name, command, allowed, err);
    if (!option->value && value)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%s takes no value", option->name);
    if (option->kind == CLI_WHEN && !value && *i + 1 < argc && is_when(argv[*i + 1]))
        value = argv[++*i];
    if (option->value && !value && option->kind != CLI_WHEN) {
        if (*i + 1 >= argc)
            return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%s needs a value: %s %s", option->name,
                             option->name, option->value);
        value = argv[++*i];
    }
    if (value && !*value)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%s has an empty value", option->name);
    return take(option, value, out, err);
}

vikt_code cli_options_read(int argc, char **argv, const char *command, uint64_t allowed,
                           cli_options *out, vikt_error *err)
{
    bool only_words = false;
    *out = (cli_options){.workers = -1, .jobs = -1, .limit = -1, .words = (const char **)argv + 2};
    for (int i = 2; i < argc; i++) {
        vikt_code rc = VIKT_OK;
        if (!only_words && strcmp(argv[i], "--") == 0) {
            only_words = true;
            continue;
        }
        if (!only_words && argv[i][0] == '-' && argv[i][1])
            rc = read_option(argc, argv, &i, command, allowed, out, err);
        else
            out->words[out->word_count++] = argv[i];
        if (rc != VIKT_OK)
            return rc;
    }
    return VIKT_OK;
}
