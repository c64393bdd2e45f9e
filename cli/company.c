/* SPDX-License-Identifier: MIT */
#include "cli/company.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "core/base/text.h"

void cli_company_options(const cli_options *options, const char *word, vikt_run_options *out)
{
    *out = (vikt_run_options){.company = word,
                              .invoices = options->invoices,
                              .ratings = options->ratings,
                              .rules = options->rules,
                              .database = options->database,
                              .dry_run = options->dry_run,
                              .as_of = options->as_of,
                              .overrides = options->overrides,
                              .override_count = options->override_count,
                              .force = options->force,
                              .strict = options->strict,
                              .language = vikt_lua()};
    if (!word && access("vikt.ini", F_OK) == 0)
        out->company = ".";
}

bool cli_company_run(const char *word, int64_t *run)
{
    char *end;
    long number = strtol(word, &end, 10);
    if (*end || number < 1)
        return false;
    *run = number;
    return true;
}

static const char *folder_of(const char *path, char folder[CLI_FOLDER_MAX])
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    snprintf(folder, CLI_FOLDER_MAX, "%.*s", (int)(slash > path ? slash - path : 1), path);
    return folder;
}

bool cli_is_profile(const char *word)
{
    return vikt_text_ends(vikt_text_of(word), ".lua") || vikt_text_ends(vikt_text_of(word), ".ini");
}

bool cli_is_company_profile(const char *word)
{
    return strcmp(word, "vikt.ini") == 0 || vikt_text_ends(vikt_text_of(word), "/vikt.ini");
}

void cli_company_or_profile(const cli_options *options, const char *word,
                            char folder[CLI_FOLDER_MAX], vikt_run_options *out)
{
    bool is_profile = word && cli_is_profile(word);
    if (is_profile && cli_is_company_profile(word)) {
        is_profile = false; /* a company's own: its folder is meant */
        word = folder_of(word, folder);
    }
    cli_company_options(options, is_profile ? NULL : word, out);
    if (is_profile) {
        out->company = NULL;
        out->rules = word;
    }
}

char *cli_company_database(const cli_options *options, const char *word, cli_output *output,
                           int *status)
{
    vikt_error err = {0};
    vikt_run_options wanted;
    char *path = NULL;
    cli_company_options(options, word, &wanted);
    if (vikt_run_database(&wanted, &path, &err) != VIKT_OK)
        *status = cli_output_error(output, &err);
    return path;
}

int cli_company_report(const cli_options *options, size_t before, cli_output *output,
                       cli_report *write)
{
    vikt_error err = {0};
    char *text = NULL;
    int status = 0;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    const char *company = options->word_count > before ? options->words[before] : NULL;
    char *database = cli_company_database(options, company, output, &status);
    if (!database)
        return status;
    vikt_code rc = write(database, options, &report, &text, &err);
    status = cli_output_take(output, rc, text, &err);
    vikt_report_free(database);
    return status;
}
