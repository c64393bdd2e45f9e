/* SPDX-License-Identifier: MIT
 *
 * What every fuzz target has: bytes into a file of its own, and one run on it.
 */
#ifndef VIKT_FUZZ_TARGET_H
#define VIKT_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <vikt/vikt.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The name of this process's own file with an ending. */
static inline void fuzz_path(char path[64], const char *ending)
{
    snprintf(path, 64, "/tmp/vikt-fuzz-%ld%s", (long)getpid(), ending);
}

static inline void fuzz_write(const char *path, const uint8_t *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort(); /* the machine's fault, not the input's */
}

/* Runs a company without storing anything, and reports on it; what it says of the input does not
 * matter, that it ends does. */
static inline void fuzz_execute(vikt_run_options options)
{
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_report_options report = {.json = true};
    char *text = NULL;
    vikt_code rc;

    options.database = "/tmp/vikt-fuzz-no-database";
    options.dry_run = true;
    options.today = "2026-01-01";
    rc = vikt_run_execute(&options, NULL, &run, &err);
    if (rc == VIKT_OK && vikt_report_run(run, &report, &text, &err) != VIKT_OK)
        abort();
    if (rc != VIKT_OK && (!err.message[0] || run))
        abort(); /* an error says what it is, and leaves nothing behind */
    vikt_report_free(text);
    vikt_run_free(run);
}

static inline void fuzz_run(const char *company, const char *rules)
{
    fuzz_execute((vikt_run_options){.company = company, .rules = rules, .language = vikt_lua()});
}

/* What is told of a file before it is run. */
static inline void fuzz_sniff(const char *path)
{
    vikt_error err = {0};
    vikt_sniff *sniff = NULL;
    vikt_report_options report = {.json = true};
    char *text = NULL;
    vikt_run_options options = {.company = path, .today = "2026-01-01"};
    vikt_code rc = vikt_sniff_file(&options, NULL, &sniff, &err);
    if (rc == VIKT_OK && vikt_report_sniff(sniff, &report, &text, &err) != VIKT_OK)
        abort();
    if (rc != VIKT_OK && (!err.message[0] || sniff))
        abort();
    vikt_report_free(text);
    vikt_sniff_free(sniff);
}

/* Any bytes as a data file by the built-in profile. */
static inline void fuzz_file(const char *path)
{
    fuzz_run(path, NULL);
    fuzz_sniff(path);
}

/* The tests that a profile file may hold. */
static inline void fuzz_tests(const char *rules)
{
    vikt_error err = {0};
    vikt_tests *tests = NULL;
    vikt_test_options options = {.rules = rules, .language = vikt_lua()};
    vikt_code rc = vikt_tests_run(&options, NULL, &tests, &err);
    if (rc != VIKT_OK && (!err.message[0] || tests))
        abort();
    vikt_tests_free(tests);
}

/* Any bytes as a profile file with that ending, on a small company. */
static inline void fuzz_profile(const uint8_t *bytes, size_t size, const char *ending)
{
    static const char customers[] =
        "id;name;revenue;revenue_prev;potential;product_groups;admin_hours;risk;days_late\n"
        "1;A;100;90;5;3;1;1;0\n2;B;50,5;60;3;2;4;2;10\n3;C;-1;;1;1;9;5;50\n4;D;;5;;;;;\n";
    char data[64], path[64];
    fuzz_path(data, ".csv");
    fuzz_path(path, ending);
    fuzz_write(data, (const uint8_t *)customers, sizeof customers - 1);
    fuzz_write(path, bytes, size);
    fuzz_run(data, path);
    fuzz_tests(path);
    unlink(path);
    unlink(data);
}

#endif
