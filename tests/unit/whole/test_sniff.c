/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vikt/vikt.h>

static const char sample[] = VIKT_TEST_DATA "/samples/04-excel-sv-kundlista.csv";

Test(sniff, the_same_file_gives_the_same_bytes)
{
    vikt_run_options options = {.company = sample};
    vikt_report_options report = {.json = true};
    char *texts[2];

    for (size_t i = 0; i < 2; i++) {
        vikt_sniff *sniff;
        vikt_error err = {.code = VIKT_OK};

        cr_assert_eq(vikt_sniff_file(&options, NULL, &sniff, &err), VIKT_OK, "%s", err.message);
        cr_assert_eq(vikt_sniff_questions(sniff), 0);
        cr_assert_eq(vikt_report_sniff(sniff, &report, &texts[i], &err), VIKT_OK);
        vikt_sniff_free(sniff);
    }
    cr_assert_str_eq(texts[0], texts[1]);
    vikt_report_free(texts[0]);
    vikt_report_free(texts[1]);
}

Test(sniff, a_question_is_no_failure)
{
    char path[] = "/tmp/vikt_sniff_XXXXXX";
    vikt_run_options options = {.company = path};
    vikt_error err = {.code = VIKT_OK};
    vikt_sniff *sniff;
    FILE *file = fdopen(mkstemp(path), "w");

    fputs("Kundnr;Namn\n1;A\n1;B\n", file);
    fclose(file);
    cr_assert_eq(vikt_sniff_file(&options, NULL, &sniff, &err), VIKT_OK, "%s", err.message);
    cr_assert_eq(vikt_sniff_questions(sniff), 2); /* the rows, and what is wanted */
    vikt_sniff_free(sniff);
    remove(path);
}

/* Without memory at the n-th request, for every n until it succeeds. */
static void *scarce(void *context, void *memory, size_t size)
{
    size_t *left = context;

    if (size == 0) {
        free(memory);
        return NULL;
    }
    return *left > 0 && (*left)-- ? realloc(memory, size) : NULL;
}

Test(sniff, every_failed_allocation_is_told_and_leaks_nothing)
{
    vikt_code rc = VIKT_MEMORY;

    for (size_t n = 0; rc == VIKT_MEMORY && n < 5000; n++) {
        size_t left = n;
        vikt_allocator allocator = {scarce, &left};
        vikt_run_options options = {.company = sample, .allocator = &allocator};
        vikt_error err = {.code = VIKT_OK};
        vikt_sniff *sniff = NULL;

        rc = vikt_sniff_file(&options, NULL, &sniff, &err);
        cr_assert_eq(rc, err.code);
        left = 1000;
        vikt_sniff_free(sniff);
    }
    cr_assert_eq(rc, VIKT_OK);
}
