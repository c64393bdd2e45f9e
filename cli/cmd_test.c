/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <vikt/vikt.h>

#include "cli/command.h"
#include "cli/company.h"

/* Exit status of tests that did not pass, of a coverage that is too low, and of a run that is
 * stored with rejects. */
enum { NOT_ALL = 1 };

static int write_file(const char *path, const char *text, cli_output *output)
{
    vikt_error error = {.code = VIKT_STORE};
    FILE *file = fopen(path, "wb");
    bool written = file && fputs(text, file) >= 0;
    written = file && fclose(file) == 0 && written;
    if (written)
        return 0;
    snprintf(error.place.source, sizeof error.place.source, "%s", path);
    snprintf(error.message, sizeof error.message, "cannot be written: %s", strerror(errno));
    return cli_output_error(output, &error);
}

static int write_junit(const vikt_tests *tests, const char *path, cli_output *output)
{
    vikt_error err = {0};
    char *text = NULL;
    if (!path)
        return 0;
    vikt_code rc = vikt_report_tests_junit(tests, &text, &err);
    int status = rc == VIKT_OK ? write_file(path, text, output) : cli_output_error(output, &err);
    vikt_report_free(text);
    return status;
}

static int show(const vikt_tests *tests, const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    char *text = NULL;
    vikt_report_options report = {.json = options->json, .color = output->color_out};
    if (options->quiet && !options->json)
        return 0;
    vikt_code rc = vikt_report_tests(tests, &report, &text, &err);
    return cli_output_take(output, rc, text, &err);
}

static int judge(const vikt_tests *tests, const cli_options *options)
{
    double percent = vikt_tests_coverage(tests) * 100;
    if (percent < (double)options->min_coverage) {
        fprintf(stderr, "vikt: error: the tests cover %.1f %% of the profile, less than %ld %%\n",
                percent, options->min_coverage);
        return NOT_ALL;
    }
    return vikt_tests_failed(tests) ? NOT_ALL : 0;
}

int cli_cmd_test(const cli_options *options, cli_output *output)
{
    vikt_error err = {0};
    vikt_tests *tests = NULL;
    vikt_listener listener = cli_output_listener(output);
    char folder[CLI_FOLDER_MAX];
    vikt_run_options of;
    cli_company_or_profile(options, options->word_count ? options->words[0] : NULL, folder, &of);
    vikt_test_options wanted = {.company = of.company,
                                .rules = of.rules,
                                .overrides = of.overrides,
                                .override_count = of.override_count,
                                .workers = 1, /* a function that kills its process fails a test */
                                .filter = options->filter,
                                .mutate = options->mutate,
                                .language = of.language};
    if (vikt_tests_run(&wanted, &listener, &tests, &err) != VIKT_OK)
        return cli_output_error(output, &err);
    int status = show(tests, options, output);
    if (status == 0)
        status = write_junit(tests, options->junit, output);
    if (status == 0)
        status = judge(tests, options);
    vikt_tests_free(tests);
    return status;
}
