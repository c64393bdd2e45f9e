/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <math.h>

#include <vikt/vikt.h>

static const char company[] = VIKT_SOURCE "/rules/examples/verkstad";
static const vikt_override weight = {"weight.revenue", "7"};

static vikt_compare *compare(vikt_compare_options options)
{
    vikt_compare *made = NULL;
    vikt_error err = {0};

    options.common.company = company;
    options.common.database = "/nonexistent/vikt.db";
    options.common.today = "2026-01-01";
    options.common.language = vikt_lua();
    cr_assert_eq(vikt_compare_execute(&options, NULL, &made, &err), VIKT_OK, "%s", err.message);
    return made;
}

static double score_of(const vikt_run *run, const char *key)
{
    return vikt_run_score(run, vikt_run_find(run, key));
}

Test(ascription, every_mover_has_one_cause_and_the_parts_of_its_score_add_up)
{
    static const vikt_override changes[] = {{"weight.revenue", "7"},
                                            {"weight.risk", "31"},
                                            {"scheme.class.classes", "A 3.9, B 2.5, C 1"}};
    vikt_compare *c =
        compare((vikt_compare_options){.second = {.overrides = changes, .override_count = 3}});
    size_t moved = 0;

    cr_assert_eq(vikt_compare_causes(c), 3 + 2);
    for (size_t i = 0; i < vikt_compare_causes(c); i++)
        moved += vikt_compare_moved_by(c, i);
    cr_assert(moved > 3);
    cr_assert_eq(moved, vikt_compare_moved(c));
    for (size_t m = 0; m < moved; m++) {
        const char *key = vikt_compare_key(c, m);
        double sum = 0, change = score_of(vikt_compare_second(c), key) -
                                 score_of(vikt_compare_first(c), key);

        for (size_t i = 0; i < vikt_compare_causes(c); i++)
            sum += vikt_compare_part(c, m, i);
        cr_assert(isnan(change) || fabs(sum - change) < 1.5e-9, "%s: %.9f, %.9f", key, sum, change);
        cr_assert(vikt_compare_cause_of(c, m) < 3);
        cr_assert_str_neq(vikt_compare_old_class(c, m), vikt_compare_new_class(c, m));
    }
    vikt_compare_free(c);
}

Test(ascription, the_causes_stand_in_the_order_of_the_second_profile)
{
    static const vikt_override changes[] = {
        {"scheme.class.hysteresis", "0.4"}, {"weight.risk", "31"}, {"weight.revenue", "7"}};
    vikt_compare *c =
        compare((vikt_compare_options){.second = {.overrides = changes, .override_count = 3}});

    cr_assert_str_eq(vikt_compare_cause(c, 0), "criterion \"revenue\"");
    cr_assert_str_eq(vikt_compare_what(c, 0), "weight 30 -> 7");
    cr_assert_str_eq(vikt_compare_cause(c, 1), "criterion \"risk\"");
    cr_assert_str_eq(vikt_compare_cause(c, 2), "scheme \"class\"");
    vikt_compare_free(c);
}

Test(ascription, the_way_back_moves_the_same_customers)
{
    vikt_compare_side changed = {.overrides = &weight, .override_count = 1};
    vikt_compare *there = compare((vikt_compare_options){.second = changed});
    vikt_compare *back = compare((vikt_compare_options){.first = changed});

    cr_assert(vikt_compare_moved(there) > 0);
    cr_assert_eq(vikt_compare_moved(there), vikt_compare_moved(back));
    cr_assert_eq(vikt_compare_money(there), vikt_compare_money(back));
    for (size_t m = 0; m < vikt_compare_moved(there); m++) {
        cr_assert_str_eq(vikt_compare_key(there, m), vikt_compare_key(back, m));
        cr_assert_str_eq(vikt_compare_old_class(there, m), vikt_compare_new_class(back, m));
        cr_assert_str_eq(vikt_compare_new_class(there, m), vikt_compare_old_class(back, m));
    }
    vikt_compare_free(there);
    vikt_compare_free(back);
}

Test(ascription, equal_rules_have_no_causes_and_move_nobody)
{
    vikt_compare_side changed = {.overrides = &weight, .override_count = 1};
    vikt_compare *c = compare((vikt_compare_options){.first = changed, .second = changed});

    cr_assert_eq(vikt_compare_moved(c), 0);
    cr_assert_eq(vikt_compare_causes(c), 2);
    cr_assert_eq(vikt_compare_moved_by(c, 0) + vikt_compare_moved_by(c, 1), 0);
    vikt_compare_free(c);
}
