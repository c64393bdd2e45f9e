/* SPDX-License-Identifier: MIT
 *
 * What a finished run answers to an embedding program.
 */
#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#include <vikt/vikt.h>

static vikt_run *run_of(const char *company)
{
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_run_options options = {
        .company = company, .dry_run = true, .today = "2026-01-01", .language = vikt_lua()};
    cr_assert_eq(vikt_run_execute(&options, NULL, &run, &err), VIKT_OK, "%s", err.message);
    return run;
}

Test(run_result, classes_of_every_scheme_add_up_to_the_customers)
{
    vikt_run *run = run_of(VIKT_SOURCE "/rules/examples/wholesale");
    cr_assert_eq(vikt_run_customers(run), 440u);
    cr_assert_eq(vikt_run_id(run), 0); /* nothing is stored */
    cr_assert_eq(vikt_run_schemes(run), 4u);
    for (size_t s = 0; s < vikt_run_schemes(run); s++) {
        size_t sum = 0;
        for (size_t k = 0; k < vikt_run_classes(run, s); k++)
            sum += vikt_run_class_size(run, s, k);
        cr_assert_eq(sum, 440u, "%s", vikt_run_scheme(run, s));
        cr_assert_str_eq(vikt_run_class(run, s, vikt_run_classes(run, s) - 1), "?");
    }
    vikt_run_free(run);
}

Test(run_result, a_customer_is_found_by_key_with_class_and_score)
{
    vikt_run *run = run_of(VIKT_SOURCE "/rules/examples/wholesale");
    size_t largest = vikt_run_find(run, "86"), primary = vikt_run_primary(run);
    cr_assert(largest < vikt_run_customers(run));
    cr_assert_str_eq(vikt_run_scheme(run, primary), "class");
    cr_assert_str_eq(vikt_run_class_of(run, primary, largest), "B");
    cr_assert(vikt_run_score(run, largest) >= 1 && vikt_run_score(run, largest) <= 5);
    cr_assert_eq(vikt_run_find(run, "441"), vikt_run_customers(run));
    cr_assert_eq(vikt_run_find(run, ""), vikt_run_customers(run));
    vikt_run_free(run);
}

Test(run_result, rejects_are_counted)
{
    vikt_run *run = run_of(VIKT_SOURCE "/rules/examples/verkstad");
    cr_assert_eq(vikt_run_rejected(run), 2u); /* 12,5o and a risk of 7 */
    cr_assert_eq(vikt_run_failures(run), 0u);
    cr_assert_eq(vikt_run_unclassified(run), 0u);
    vikt_run_free(run);
}

Test(run_result, the_built_in_profile_has_six_criteria_and_three_schemes)
{
    vikt_error err = {0};
    vikt_profile *profile = NULL;
    cr_assert_eq(vikt_profile_load(&(vikt_profile_options){0}, NULL, &profile, &err), VIKT_OK);
    cr_assert_eq(vikt_profile_criteria(profile), 6u);
    cr_assert_eq(vikt_profile_schemes(profile), 3u);
    vikt_profile_free(profile);
}

Test(run_result, every_code_has_a_text_and_a_status)
{
    cr_assert_str_eq(vikt_code_text(VIKT_MEMORY), "out of memory");
    cr_assert_eq(vikt_code_exit_status(VIKT_INPUT), 4);
}
