/* SPDX-License-Identifier: MIT
 *
 * Samples cut short, through everything that reads them: an error or a result, and the sanitizers
 * watch. Cut at every seventh byte, files above 2,500 bytes at every 49th, as each look loads a
 * profile too; a run at every third of those. With VIKT_TRUNCATE_FULL set, everything at every
 * byte. The import alone is cut at every byte in test_import_hurt.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <vikt/vikt.h>

static const char *const samples[] = {
    "01-fortnox-like-kundregister.csv",
    "02-fortnox-like-fakturor.csv",
    "03-visma-like-reskontra.txt",
    "04-excel-sv-kundlista.csv",
    "05-lime-like-foretag-utf16le.txt",
    "06-hubspot-like-companies.csv",
    "07-businesscentral-like-kunder.tsv",
    "08-economic-like-debitorer-da.csv",
    "09-bedomning-1-5.csv",
    "10-sie4-exempel.se",
};

enum { SAMPLES = sizeof samples / sizeof *samples, SAMPLE_MAX = 65536, SMALL = 2500 };

static size_t load(const char *name, char *bytes)
{
    char path[512];
    FILE *file;
    size_t size;

    snprintf(path, sizeof path, "%s/samples/%s", VIKT_TEST_DATA, name);
    file = fopen(path, "rb");
    cr_assert(file != NULL, "%s", path);
    size = fread(bytes, 1, SAMPLE_MAX, file);
    fclose(file);
    cr_assert(size > 0 && size < SAMPLE_MAX);
    return size;
}

static void expect_look(const char *path, const char *sample, size_t cut)
{
    vikt_run_options options = {.company = path};
    vikt_report_options report = {.json = true};
    vikt_error err = {.code = VIKT_OK};
    vikt_sniff *sniff = NULL;
    char *text = NULL;
    vikt_code rc = vikt_sniff_file(&options, NULL, &sniff, &err);

    if (rc != VIKT_OK) {
        cr_assert(rc == VIKT_INPUT, "%s cut at %zu: %d %s", sample, cut, rc, err.message);
        cr_assert(sniff == NULL && err.message[0]);
        return;
    }
    cr_assert_eq(vikt_report_sniff(sniff, &report, &text, &err), VIKT_OK, "%s", err.message);
    cr_assert(text[0] == '{');
    vikt_report_free(text);
    vikt_sniff_free(sniff);
}

static void expect_run(const char *path, const char *sample, size_t cut)
{
    vikt_run_options options = {.company = path, .dry_run = true, .today = "2025-01-31"};
    vikt_error err = {.code = VIKT_OK};
    vikt_run *run = NULL;
    vikt_code rc = vikt_run_execute(&options, NULL, &run, &err);

    cr_assert(rc == VIKT_OK || ((rc == VIKT_INPUT || rc == VIKT_PROFILE) && err.message[0]),
              "%s cut at %zu: %d %s", sample, cut, rc, err.message);
    cr_assert((rc == VIKT_OK) == (run != NULL));
    if (run)
        cr_assert(vikt_run_customers(run) > 0);
    vikt_run_free(run);
}

static void cut_everywhere(const char *sample)
{
    static char bytes[SAMPLE_MAX];
    char folder[] = "/tmp/vikt_truncated_XXXXXX", path[64];
    size_t size = load(sample, bytes);
    bool full = getenv("VIKT_TRUNCATE_FULL") != NULL;
    size_t step = full ? 1 : size <= SMALL ? 7 : 49;

    cr_assert(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/data", folder);
    for (size_t cut = 0; cut <= size; cut += step) {
        FILE *file = fopen(path, "wb");

        cr_assert(file != NULL);
        cr_assert_eq(fwrite(bytes, 1, cut, file), cut);
        cr_assert_eq(fclose(file), 0);
        expect_look(path, sample, cut);
        if (full || cut / step % 3 == 0)
            expect_run(path, sample, cut);
    }
    unlink(path);
    rmdir(folder);
}

Test(truncated, a_sample_cut_anywhere_gets_an_answer)
{
    for (size_t i = 0; i < SAMPLES; i++)
        cut_everywhere(samples[i]);
}
