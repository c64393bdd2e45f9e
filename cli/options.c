/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/base/process.h"

static const cli_option table[] = {
    {"--db", "FILE", CLI_DB, "the database (default: as vikt.ini says, else vikt.db)"},
    {"--rules", "FILE", CLI_RULES, "a rule file (.lua or .ini) on top of the company's profile"},
    {"--as-of", "DATE", CLI_AS_OF,
     "the run's date, YYYY-MM-DD (default: the profile's, else today)"},
    {"--set", "NAME=VALUE", CLI_SET,
     "change the profile for this run, e.g. weight.revenue=40; may repeat"},
    {"--invoices", "FILE", CLI_INVOICES, "a ledger of invoices or orders of these customers"},
    {"--ratings", "FILE", CLI_RATINGS,
     "a sheet of ratings of these customers, or several: 'ratings-*.csv'"},
    {"--encoding", "NAME", CLI_READING,
     "the data's encoding: utf-8, windows-1252, cp850, ... (default: its bytes tell)"},
    {"--separator", "NAME", CLI_READING, "semicolon, comma, tab, pipe or blank"},
    {"--decimal", "NAME", CLI_READING, "the mark before decimals: point or comma"},
    {"--dates", "ORDER", CLI_READING, "the order of day, month and year: ymd, dmy or mdy"},
    {"--heading", "ROW", CLI_READING, "the row of the headings; 0: there is none"},
    {"--sheet", "NAME", CLI_READING, "a workbook's sheet, by name or number"},
    {"--table", "NAME", CLI_READING, "a table of a SQLite file, a list of JSON"},
    {"--query", "SQL", CLI_READING, "a SELECT on a SQLite file"},
    {"--workers", "N", CLI_WORKERS,
     "processes for rule functions, 0 (none but this) to 64 (default: one a core)"},
    {"--run", "N", CLI_RUN, "a stored run's number (default: the latest)"},
    {"--filter", "TEXT", CLI_FILTER, "only tests with this text in their name"},
    {"--min-coverage", "PERCENT", CLI_MIN_COVERAGE,
     "fail when the tests reach less of the profile"},
    {"--mutate", NULL, CLI_MUTATE,
     "change the profile bit by bit: which change does no test notice?"},
    {"--out", "FILE", CLI_OUT, "the file to write, .xlsx or .csv (default: ratings.xlsx)"},
    {"--fields", "LIST", CLI_FIELDS,
     "the fields to be rated, such as potential,risk (default: those that the profile reads)"},
    {"--junit", "FILE", CLI_JUNIT, "write the results as JUnit XML too"},
    {"--dry-run", NULL, CLI_DRY_RUN, "classify and show, store nothing"},
    {"--force", NULL, CLI_FORCE, "also when the customers are not those of the last run"},
    {"--strict", NULL, CLI_STRICT, "stop when a rule function fails on a customer"},
    {"--json", NULL, CLI_JSON, "one JSON object instead of text"},
    {"--quiet", NULL, CLI_QUIET, "only errors, and JSON when asked for"},
    {"--color", "WHEN", CLI_COLOR, "always, never or auto (default: auto; --color alone: always)"},
    {"--help", NULL, CLI_HELP, "this help"},
};

const cli_option *cli_option_at(size_t i)
{
    return i < sizeof table / sizeof *table ? &table[i] : NULL;
}

static const cli_option *find(vikt_text name, unsigned allowed)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if ((table[i].bit & allowed) && vikt_text_is(name, table[i].name))
            return &table[i];
    return NULL;
}

static vikt_code fail_unknown(vikt_text name, const char *command, unsigned allowed,
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

static vikt_code take_value(const cli_option *option, char *value, cli_options *out,
                            vikt_error *err)
{
    long number = 0;
    vikt_code rc = VIKT_OK;
    switch (option->bit) {
    case CLI_DB:
        out->database = value;
        break;
    case CLI_RULES:
        out->rules = value;
        break;
    case CLI_AS_OF:
        out->as_of = value;
        break;
    case CLI_INVOICES:
        out->invoices = value;
        break;
    case CLI_OUT:
        out->out = value;
        break;
    case CLI_FIELDS:
        out->fields = value;
        break;
    case CLI_RATINGS:
        out->ratings = value;
        break;
    case CLI_READING:
        return read_reading(option, value, out, err);
    case CLI_FILTER:
        out->filter = value;
        break;
    case CLI_JUNIT:
        out->junit = value;
        break;
    case CLI_MIN_COVERAGE:
        return read_count(option->name, value, 0, 100, &out->min_coverage, err);
    case CLI_SET:
        return read_override(value, out, err);
    case CLI_WORKERS:
        return read_count(option->name, value, 0, VIKT_WORKERS_MAX, &out->workers, err);
    case CLI_COLOR:
        return read_color(value, &out->color, err);
    case CLI_RUN:
        rc = read_count(option->name, value, 1, 2000000000L, &number, err);
        out->run = number;
        break;
    }
    return rc;
}

static void take_flag(const cli_option *option, cli_options *out)
{
    switch (option->bit) {
    case CLI_DRY_RUN:
        out->dry_run = true;
        break;
    case CLI_MUTATE:
        out->mutate = true;
        break;
    case CLI_FORCE:
        out->force = true;
        break;
    case CLI_STRICT:
        out->strict = true;
        break;
    case CLI_JSON:
        out->json = true;
        break;
    case CLI_QUIET:
        out->quiet = true;
        break;
    case CLI_HELP:
        out->help = true;
        break;
    case CLI_COLOR: /* alone */
        out->color = CLI_COLOR_ALWAYS;
        break;
    }
}

static vikt_code add_word(const char *word, const char *command, cli_options *out, vikt_error *err)
{
    if (out->word_count == CLI_WORDS_MAX)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "too many words for vikt %s", command);
    out->words[out->word_count++] = word;
    return VIKT_OK;
}

/* "--name=value", "--name value" or "--name"; *i moves over a value of its own. */
static vikt_code read_option(int argc, char **argv, int *i, const char *command, unsigned allowed,
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
    if (option->bit == CLI_COLOR && !value && *i + 1 < argc && is_when(argv[*i + 1]))
        value = argv[++*i];
    if (option->value && !value && option->bit != CLI_COLOR) {
        if (*i + 1 >= argc)
            return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%s needs a value: %s %s", option->name,
                             option->name, option->value);
        value = argv[++*i];
    }
    if (value && !*value)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%s has an empty value", option->name);
    if (value)
        return take_value(option, value, out, err);
    take_flag(option, out);
    return VIKT_OK;
}

vikt_code cli_options_read(int argc, char **argv, const char *command, unsigned allowed,
                           cli_options *out, vikt_error *err)
{
    bool only_words = false;
    *out = (cli_options){.workers = -1};
    for (int i = 2; i < argc; i++) {
        vikt_code rc;
        if (!only_words && strcmp(argv[i], "--") == 0) {
            only_words = true;
            continue;
        }
        if (!only_words && argv[i][0] == '-' && argv[i][1])
            rc = read_option(argc, argv, &i, command, allowed, out, err);
        else
            rc = add_word(argv[i], command, out, err);
        if (rc != VIKT_OK)
            return rc;
    }
    return VIKT_OK;
}
