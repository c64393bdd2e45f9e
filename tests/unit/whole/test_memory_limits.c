/* SPDX-License-Identifier: MIT
 *
 * Running out of memory at the n-th allocation, for every n of a whole run: an error each time,
 * never a crash or a leak.
 */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <vikt/vikt.h>

#include "core/base/fail.h"
#include "core/run/blame.h"
#include "core/run/recall.h"

typedef struct countdown {
    long left;
    size_t open; /* blocks that are not freed yet */
} countdown;

static void *reallocate(void *context, void *memory, size_t size)
{
    countdown *c = context;
    if (size == 0) {
        c->open -= memory != NULL;
        free(memory);
        return NULL;
    }
    if (c->left-- <= 0)
        return NULL;
    void *block = realloc(memory, size);
    c->open += block && !memory;
    return block;
}

static vikt_code run_with(countdown *c, const char *company, vikt_error *err)
{
    vikt_allocator allocator = {reallocate, c};
    vikt_run *run = NULL;
    vikt_run_options options = {.company = company,
                                .dry_run = true,
                                .today = "2026-01-01",
                                .language = vikt_lua(),
                                .allocator = &allocator};
    vikt_code rc = vikt_run_execute(&options, NULL, &run, err);
    cr_assert((rc == VIKT_OK) == (run != NULL));
    vikt_run_free(run);
    cr_assert_eq(c->open, 0u, "%zu blocks leak", c->open);
    return rc;
}

/* A database of this process, in which headings have been understood before. */
static const char *database(char path[64])
{
    snprintf(path, 64, "/tmp/vikt_memory_limits_%ld.db", (long)getpid());
    return path;
}

static vikt_code recall_with(countdown *c, const char *company, vikt_error *err)
{
    char path[64];
    vikt_allocator allocator = {reallocate, c};
    vikt_run *run = NULL;
    vikt_run_options options = {.company = company,
                                .database = database(path),
                                .dry_run = true,
                                .today = "2026-01-01",
                                .language = vikt_lua(),
                                .allocator = &allocator};
    vikt_code rc = vikt_run_execute(&options, NULL, &run, err);
    cr_assert((rc == VIKT_OK) == (run != NULL));
    vikt_run_free(run);
    cr_assert_eq(c->open, 0u, "%zu blocks leak", c->open);
    return rc;
}

/* Two runs of the company are in that database. */
static vikt_code blame_with(countdown *c, const char *company, vikt_error *err)
{
    char path[64];
    vikt_allocator allocator = {reallocate, c};
    vikt_run_options options = {.language = vikt_lua(), .allocator = &allocator};
    vikt_store *store = NULL;
    vikt_run *run = NULL;
    vikt_blame blame;
    vikt_arena arena;
    vikt_code rc;

    (void)company;
    vikt_arena_init(&arena, &allocator);
    cr_assert_eq(vikt_store_open(database(path), VIKT_STORE_READ, &store, err), VIKT_OK);
    rc = vikt_recall_run(store, 2, &options, NULL, &run, err);
    if (rc == VIKT_OK)
        rc = vikt_blame_stored(store, 1, 2, (vikt_blame_keys){NULL, 0}, &options, &arena, &blame,
                               err);
    if (rc == VIKT_OK)
        vikt_blame_clear(&blame);
    vikt_run_free(run);
    vikt_store_close(store);
    vikt_arena_clear(&arena);
    cr_assert_eq(c->open, 0u, "%zu blocks leak", c->open);
    return rc;
}

static vikt_code compare_with(countdown *c, const char *company, vikt_error *err)
{
    vikt_allocator allocator = {reallocate, c};
    const vikt_override overrides[] = {{"weight.revenue", "7"}, {"scheme.class.hysteresis", "0.3"}};
    vikt_compare_options options = {.common = {.company = company,
                                               .today = "2026-01-01",
                                               .language = vikt_lua(),
                                               .allocator = &allocator},
                                    .second = {.overrides = overrides, .override_count = 2}};
    vikt_compare *compare = NULL;
    vikt_code rc = vikt_compare_execute(&options, NULL, &compare, err);
    cr_assert((rc == VIKT_OK) == (compare != NULL));
    vikt_compare_free(compare);
    cr_assert_eq(c->open, 0u, "%zu blocks leak", c->open);
    return rc;
}

static vikt_code sniff_with(countdown *c, const char *company, vikt_error *err)
{
    vikt_allocator allocator = {reallocate, c};
    vikt_sniff *sniff = NULL;
    vikt_run_options options = {.company = company, .allocator = &allocator};
    vikt_code rc = vikt_sniff_file(&options, NULL, &sniff, err);
    cr_assert((rc == VIKT_OK) == (sniff != NULL));
    vikt_sniff_free(sniff);
    cr_assert_eq(c->open, 0u, "%zu blocks leak", c->open);
    return rc;
}

/* A workbook takes memory of its own besides, which is not ours to refuse. */
static vikt_code ratings_sheet_with(countdown *c, const char *company, vikt_error *err)
{
    char path[64];
    vikt_allocator allocator = {reallocate, c};
    vikt_run_options options = {.company = company, .today = "2026-01-01", .allocator = &allocator};
    size_t customers = 0;
    vikt_code rc;

    snprintf(path, sizeof path, "/tmp/vikt_memory_limits_%ld.csv", (long)getpid());
    rc = vikt_ratings_sheet(&options, path, NULL, NULL, &customers, err);
    cr_assert_eq(remove(path) == 0, rc == VIKT_OK);
    cr_assert_eq(c->open, 0u, "%zu blocks leak", c->open);
    return rc;
}

/* A function without memory fails its test: then nothing has come through yet. */
static vikt_code try_tests(countdown *c, vikt_test_options *options, vikt_error *err)
{
    vikt_allocator allocator = {reallocate, c};
    vikt_tests *tests = NULL;
    options->language = vikt_lua();
    options->allocator = &allocator;
    vikt_code rc = vikt_tests_run(options, NULL, &tests, err);
    cr_assert((rc == VIKT_OK) == (tests != NULL));
    if (rc == VIKT_OK && vikt_tests_failed(tests) > 0)
        rc = vikt_fail_memory(err);
    vikt_tests_free(tests);
    cr_assert_eq(c->open, 0u, "%zu blocks leak", c->open);
    return rc;
}

static vikt_code test_with(countdown *c, const char *company, vikt_error *err)
{
    vikt_test_options options = {.company = company};
    return try_tests(c, &options, err);
}

static vikt_code mutate_with(countdown *c, const char *rules, vikt_error *err)
{
    vikt_test_options options = {.rules = rules, .mutate = true};
    return try_tests(c, &options, err);
}

/* Every n at first, then every so many: the number of allocations is not ours to know. */
static void starve(const char *company,
                   vikt_code (*with)(countdown *c, const char *company, vikt_error *err))
{
    for (long n = 0;; n += n < 500 ? 1 : n / 50) {
        countdown c = {.left = n};
        vikt_error err = {0};
        vikt_code rc = with(&c, company, &err);
        if (rc == VIKT_OK) {
            cr_assert(n > 20, "only %ld allocations: the allocator is not used", n);
            return;
        }
        cr_assert(rc == VIKT_MEMORY || rc == VIKT_PROFILE, "allocation %ld: %s: %s", n,
                  vikt_code_text(rc), err.message);
        cr_assert(err.message[0] != 0, "allocation %ld: no message", n);
        cr_assert(n < 1000000);
    }
}

Test(memory_limits, a_run_by_an_ini_profile_survives_every_failed_allocation)
{
    starve(VIKT_SOURCE "/rules/examples/verkstad", run_with);
}

Test(memory_limits, a_run_by_a_rule_file_survives_every_failed_allocation)
{
    starve(VIKT_SOURCE "/rules/examples/wholesale", run_with);
}

Test(memory_limits, a_comparison_of_rules_survives_every_failed_allocation)
{
    starve(VIKT_SOURCE "/rules/examples/wholesale", compare_with);
}

Test(memory_limits, a_run_by_files_that_require_files_survives_every_failed_allocation)
{
    starve(VIKT_TEST_DATA "/modules", run_with);
}

Test(memory_limits, a_run_with_ratings_survives_every_failed_allocation)
{
    starve(VIKT_TEST_DATA "/ratings", run_with);
}

Test(memory_limits, a_run_with_a_ledger_and_ratings_survives_every_failed_allocation)
{
    starve(VIKT_TEST_DATA "/ledger", run_with);
}

Test(memory_limits, a_run_of_other_formats_survives_every_failed_allocation)
{
    starve(VIKT_TEST_DATA "/samples/10-sie4-exempel.se", run_with);
    starve(VIKT_TEST_DATA "/samples/05-lime-like-foretag-utf16le.txt", run_with);
}

Test(memory_limits, a_run_that_recalls_headings_survives_every_failed_allocation)
{
    char path[64];
    vikt_run *run;
    vikt_error err = {0};
    const char *company = VIKT_TEST_DATA "/samples/04-excel-sv-kundlista.csv";
    vikt_run_options options = {
        .company = company, .database = database(path), .today = "2026-01-01"};

    cr_assert_eq(vikt_run_execute(&options, NULL, &run, &err), VIKT_OK, "%s", err.message);
    vikt_run_free(run);
    starve(company, recall_with);
    remove(path);
}

Test(memory_limits, the_causes_of_moves_survive_every_failed_allocation)
{
    static const vikt_override overrides[2] = {{"weight.revenue", "30"}, {"weight.channel", "20"}};
    char path[64];
    vikt_run *run;
    vikt_error err = {0};

    for (size_t i = 0; i < 2; i++) {
        vikt_run_options options = {.company = VIKT_SOURCE "/rules/examples/wholesale",
                                    .database = database(path),
                                    .as_of = i ? "2026-06-30" : "2026-03-31",
                                    .overrides = &overrides[i],
                                    .override_count = 1,
                                    .language = vikt_lua()};

        cr_assert_eq(vikt_run_execute(&options, NULL, &run, &err), VIKT_OK, "%s", err.message);
        vikt_run_free(run);
    }
    starve(path, blame_with);
    remove(path);
}

Test(memory_limits, a_look_at_a_file_survives_every_failed_allocation)
{
    starve(VIKT_TEST_DATA "/samples/04-excel-sv-kundlista.csv", sniff_with);
    starve(VIKT_TEST_DATA "/samples/02-fortnox-like-fakturor.csv", sniff_with);
    starve(VIKT_TEST_DATA "/samples/09-bedomning-1-5.csv", sniff_with);
}

Test(memory_limits, a_sheet_of_ratings_survives_every_failed_allocation)
{
    starve(VIKT_TEST_DATA "/ratings", ratings_sheet_with);
}

Test(memory_limits, tests_survive_every_failed_allocation)
{
    starve(VIKT_SOURCE "/rules/examples/verkstad", test_with);
    starve(VIKT_SOURCE "/rules/examples/wholesale", test_with);
}

Test(memory_limits, changes_of_a_profile_survive_every_failed_allocation)
{
    starve(VIKT_SOURCE "/tests/rules/mutated.lua", mutate_with);
}
