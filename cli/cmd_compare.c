/* SPDX-License-Identifier: MIT */
#include <string.h>

#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"
#include "cli/machine.h"
#include "cli/stop.h"
#include "core/base/fail.h"

enum { LISTED = 20, SIDES = 2 };

static bool is_reading(const vikt_override *override)
{
    return strncmp(override->name, "source.", 7) == 0;
}

/* "--set" is what the second side tries out; how files are read holds for both. */
static void divide_overrides(const cli_options *options, vikt_override *set, vikt_override *reading,
                             vikt_compare_options *out)
{
    out->second.overrides = set;
    out->common.overrides = reading;
    out->common.override_count = 0;
    for (size_t i = 0; i < options->override_count; i++) {
        const vikt_override *override = &options->overrides[i];

        if (is_reading(override))
            reading[out->common.override_count++] = *override;
        else
            set[out->second.override_count++] = *override;
    }
}

/* Rules come first, then the company. A vikt.ini is a whole profile, all else goes on top of the
 * company's own. */
static size_t take_rules(const cli_options *options, vikt_compare_side sides[SIDES])
{
    size_t count = 0;

    while (count < options->word_count && count < SIDES && cli_is_profile(options->words[count])) {
        const char *word = options->words[count];

        if (cli_is_company_profile(word))
            sides[count].ini = word;
        else
            sides[count].rules = word;
        count++;
    }
    return count;
}

static vikt_code take_sides(const cli_options *options, vikt_compare_options *out, size_t *words,
                            vikt_error *err)
{
    vikt_compare_side sides[SIDES] = {{0}};
    size_t rules = take_rules(options, sides);
    size_t second = rules == SIDES ? 1 : 0;

    *words = rules;
    out->run = options->run;
    if (second)
        out->first = sides[0];
    out->second.ini = sides[second].ini;
    out->second.rules = sides[second].rules;
    if (options->word_count > rules + 1)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "\"%.60s\" is one word too many; first the rules, .lua or .ini, then a "
                         "folder or a data file",
                         options->words[rules + 1]);
    if (options->run && second)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "run %ld is one side, \"%.60s\" and \"%.60s\" are two more", options->run,
                         options->words[0], options->words[1]);
    if (options->run && options->as_of)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "run %ld has a date: --as-of is not for it",
                         options->run);
    if (!options->run && rules == 0 && out->second.override_count == 0)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "nothing to compare with; name a rule file, --set NAME=VALUE or --run N");
    return VIKT_OK;
}

static vikt_code compare(const cli_options *options, vikt_compare_options *wanted,
                         cli_output *output, char **text, vikt_error *err)
{
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    vikt_listener listener = cli_output_listener(output);
    vikt_compare *compared = NULL;
    cli_now now;

    if (!cli_machine_now(&now))
        return VIKT_BUG;
    wanted->common.today = now.today;
    wanted->common.workers = cli_machine_workers(options);
    wanted->common.stop = cli_stop_watch();
    wanted->scheme = options->scheme;
    vikt_code rc = vikt_compare_execute(wanted, &listener, &compared, err);
    if (rc == VIKT_OK)
        rc = vikt_report_compare(compared, options->limit < 0 ? LISTED : (size_t)options->limit,
                                 &report, text, err);
    vikt_compare_free(compared);
    return rc;
}

int cli_cmd_compare(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_compare_options wanted = {0};
    vikt_override set[CLI_OVERRIDES_MAX], reading[CLI_OVERRIDES_MAX];
    char *text = NULL;
    size_t words = 0;
    divide_overrides(options, set, reading, &wanted);
    vikt_code rc = take_sides(options, &wanted, &words, &err);
    if (rc == VIKT_OK) {
        vikt_run_options company;
        cli_company_options(options, words < options->word_count ? options->words[words] : NULL,
                            &company);
        company.overrides = wanted.common.overrides;
        company.override_count = wanted.common.override_count;
        wanted.common = company;
        rc = compare(options, &wanted, output, &text, &err);
    }
    int status = cli_output_take(output, rc, text, &err);
    return rc == VIKT_STOPPED && cli_stop_status() ? cli_stop_status() : status;
}
