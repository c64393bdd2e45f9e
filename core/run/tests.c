/* SPDX-License-Identifier: MIT */
#include "core/run/tests.h"

#include <string.h>

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/base/nearest.h"
#include "core/run/company.h"
#include "core/run/trial.h"

/* ---- one test ---- */

static vikt_code add_difference(vikt_tests *tests, const vikt_trial *trial, size_t expectation,
                                vikt_difference *out, vikt_error *err)
{
    vikt_arena *arena = &tests->arena;

    *out = (vikt_difference){.what = vikt_trial_what(trial, expectation, arena),
                             .expected = vikt_trial_expected(trial, expectation, arena),
                             .got = vikt_trial_got(trial, expectation, arena)};
    return out->what && out->expected && out->got ? VIKT_OK : vikt_fail_memory(err);
}

static vikt_code compare(vikt_tests *tests, const vikt_trial *trial, vikt_test_result *result,
                         vikt_error *err)
{
    size_t count = trial->test->expectation_count;
    vikt_code rc = VIKT_OK;

    result->differences = vikt_arena_new(&tests->arena, count, sizeof *result->differences);
    if (!result->differences)
        return vikt_fail_memory(err);
    for (size_t i = 0; rc == VIKT_OK && i < count; i++) {
        if (!vikt_trial_meets(trial, i))
            rc = add_difference(tests, trial, i, &result->differences[result->difference_count++],
                                err);
    }
    return rc;
}

static vikt_code run_test(vikt_tests *tests, const vikt_test *test, vikt_error *err)
{
    vikt_test_result *result = &tests->items[tests->count++];
    vikt_trial trial;
    vikt_code rc = vikt_trial_run(tests->profile, test, tests->workers, &trial, err);

    *result = (vikt_test_result){.test = test, .error = trial.error};
    if (rc == VIKT_OK && trial.error.code == VIKT_OK) {
        vikt_action_context context = vikt_trial_context(&trial);

        rc = compare(tests, &trial, result, err);
        if (rc == VIKT_OK)
            rc = vikt_reach_add_customer(&tests->reach, &context, trial.row, err);
    }
    result->failed = result->error.code != VIKT_OK || result->difference_count > 0;
    tests->failed += result->failed;
    vikt_trial_clear(&trial);
    return rc;
}

/* ---- all tests ---- */

static bool is_wanted(const vikt_test *test, const char *filter)
{
    size_t length = filter ? strlen(filter) : 0;

    for (size_t i = 0; i + length <= test->name.length; i++) {
        if (!length || !memcmp(test->name.at + i, filter, length))
            return true;
    }
    return false;
}

static vikt_code fail_filter(const vikt_tests *tests, const char *filter, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = vikt_text_of(filter)};
    char hint[300];

    for (size_t i = 0; i < tests->profile->test_count; i++)
        vikt_nearest_offer(&nearest, tests->profile->tests[i].name);
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                     "there is no test with \"%.100s\" in its name%s", filter,
                     vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static void count_parts(vikt_tests *tests)
{
    for (size_t i = 0; i < tests->reach.count; i++) {
        const vikt_part *part = &tests->reach.items[i];

        if (!part->own)
            continue;
        tests->parts++;
        tests->reached += part->count > 0;
    }
}

static vikt_code run_all(vikt_tests *tests, const char *filter, vikt_error *err)
{
    const vikt_profile *profile = tests->profile;
    vikt_code rc = vikt_reach_list(profile, &tests->arena, &tests->reach, err);

    tests->items = vikt_arena_new(&tests->arena, profile->test_count, sizeof *tests->items);
    if (!tests->items)
        return vikt_fail_memory(err);
    for (size_t i = 0; rc == VIKT_OK && i < profile->test_count; i++) {
        if (is_wanted(&profile->tests[i], filter))
            rc = run_test(tests, &profile->tests[i], err);
    }
    if (rc == VIKT_OK && filter && tests->count == 0)
        rc = fail_filter(tests, filter, err);
    count_parts(tests);
    return rc;
}

/* ---- changes ---- */

static vikt_code mutate(vikt_tests *tests, const vikt_profile_options *of, vikt_error *err)
{
    size_t *passed = vikt_arena_new(&tests->arena, tests->count, sizeof *passed);
    vikt_mutator m = {.options = of,
                      .profile = tests->profile,
                      .tests = passed,
                      .arena = &tests->arena,
                      .out = &tests->mutants,
                      .err = err};

    if (!passed)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < tests->count; i++) {
        if (!tests->items[i].failed)
            passed[m.test_count++] = (size_t)(tests->items[i].test - tests->profile->tests);
    }
    tests->mutated = true;
    return m.test_count ? vikt_mutants_try(&m) : VIKT_OK;
}

/* ---- the whole ---- */

static vikt_code find_profile(vikt_tests *tests, const vikt_test_options *options,
                              vikt_profile_options *out, vikt_error *err)
{
    vikt_company company = {0};
    vikt_code rc = VIKT_OK;

    if (options->company)
        rc = vikt_company_find(options->company, &tests->arena, &company, err);
    *out = (vikt_profile_options){.ini = company.ini,
                                  .rules = options->rules,
                                  .overrides = options->overrides,
                                  .override_count = options->override_count,
                                  .language = options->language,
                                  .allocator = options->allocator};
    return rc;
}

vikt_code vikt_tests_run(const vikt_test_options *options, const vikt_listener *listener,
                         vikt_tests **out, vikt_error *err)
{
    const vikt_allocator *allocator =
        options->allocator ? options->allocator : vikt_allocator_default();
    vikt_tests *tests = vikt_acquire(allocator, 1, sizeof *tests);
    vikt_profile_options of;
    vikt_locale locale;
    vikt_code rc;

    *out = NULL;
    if (!tests)
        return vikt_fail_memory(err);
    tests->allocator = allocator;
    tests->workers = options->workers;
    vikt_arena_init(&tests->arena, allocator);
    locale = vikt_locale_begin();
    rc = find_profile(tests, options, &of, err);
    if (rc == VIKT_OK)
        rc = vikt_profile_load(&of, listener, &tests->profile, err);
    if (rc == VIKT_OK)
        rc = run_all(tests, options->filter, err);
    if (rc == VIKT_OK && options->mutate)
        rc = mutate(tests, &of, err);
    vikt_locale_end(locale);
    if (rc == VIKT_OK)
        *out = tests;
    else
        vikt_tests_free(tests);
    return rc;
}

void vikt_tests_free(vikt_tests *tests)
{
    if (!tests)
        return;
    vikt_profile_free(tests->profile);
    vikt_arena_clear(&tests->arena);
    vikt_release(tests->allocator, tests);
}

/* ---- what they answer ---- */

size_t vikt_tests_count(const vikt_tests *tests)
{
    return tests->count;
}

size_t vikt_tests_failed(const vikt_tests *tests)
{
    return tests->failed;
}

const char *vikt_tests_name(const vikt_tests *tests, size_t test)
{
    return tests->items[test].test->name.at;
}

bool vikt_tests_has_failed(const vikt_tests *tests, size_t test)
{
    return tests->items[test].failed;
}

double vikt_tests_coverage(const vikt_tests *tests)
{
    if (tests->count == 0)
        return 0;
    return tests->parts ? (double)tests->reached / (double)tests->parts : 1;
}

size_t vikt_tests_mutants(const vikt_tests *tests)
{
    return tests->mutants.tried;
}

size_t vikt_tests_survivors(const vikt_tests *tests)
{
    return tests->mutants.count;
}
