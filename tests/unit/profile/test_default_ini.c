/* SPDX-License-Identifier: MIT
 *
 * The built-in profile is what docs and methods say.
 */
#include "tests/unit/profile/profile_helper.h"

static vikt_profile *load_default(void)
{
    vikt_profile *profile;
    heard all = {0};
    vikt_listener listener = {hear_line, &all};

    cr_assert_eq(vikt_profile_load(NULL, &listener, &profile, NULL), VIKT_OK);
    cr_assert_str_eq(all.text, "");
    return profile;
}

/* F-02: 30, 25, 15, 15, 15 and growth 0. */
Test(default_ini, the_builtin_criteria_are_those_of_the_default_formula)
{
    static const struct expected {
        const char *name, *points;
        double weight;
    } expected[] = {
        {"revenue", "percentile revenue", 30},
        {"development_potential", "rating potential", 25},
        {"product_mix", "quantiles product_groups 5", 15},
        {"admin_time", "percentile admin_hours best low", 15},
        {"risk", "rating risk best low", 15},
        {"growth", "percentile growth", 0},
    };
    vikt_profile *profile = load_default();

    cr_assert_eq(vikt_profile_criteria(profile), 6);
    for (size_t i = 0; i < 6; i++) {
        const vikt_criterion *criterion = &profile->criteria[i];

        cr_assert(text_is(criterion->name, expected[i].name));
        cr_assert(text_is(criterion->points.text, expected[i].points));
        cr_assert_eq(criterion->weight, expected[i].weight);
        cr_assert_eq(criterion->missing, VIKT_MISSING_SKIP);
        cr_assert_eq(criterion->has_or, i == 4);
        cr_assert(criterion->builtin);
    }
    cr_assert(text_is(profile->criteria[4].or_points.text, "bands days_late 30 15 5 0"));
    vikt_profile_free(profile);
}

Test(default_ini, the_builtin_schemes_are_score_share_and_matrix)
{
    vikt_profile *profile = load_default();
    const vikt_scheme *score = &profile->schemes[0], *abc = &profile->schemes[1],
                      *matrix = &profile->schemes[2];

    cr_assert_eq(vikt_profile_schemes(profile), 3);
    cr_assert(text_is(score->name, "class"));
    cr_assert_eq(score->kind, VIKT_SCHEME_BY_SCORE);
    cr_assert_eq(score->limits[0], 3.8);
    cr_assert_eq(score->limits[1], 2.6);
    cr_assert_eq(score->limits[2], 1);
    cr_assert_eq(score->hysteresis, 0.15);
    cr_assert_eq(score->streak_days, 28);
    cr_assert_eq(abc->kind, VIKT_SCHEME_BY_CUMULATIVE_SHARE);
    cr_assert_eq(abc->limits[0], 0.7);
    cr_assert_eq(abc->limits[1], 0.9);
    cr_assert_eq(abc->limits[2], 1);
    cr_assert(isnan(abc->hysteresis));
    cr_assert_eq(abc->boundary, VIKT_BOUNDARY_START);
    cr_assert(!abc->ties_by_key && !abc->base_net && !abc->by_score_order);
    cr_assert_eq(matrix->kind, VIKT_SCHEME_MATRIX);
    cr_assert_eq(matrix->y.split, VIKT_SPLIT_SHARE);
    cr_assert_eq(matrix->y.value, 0.8);
    cr_assert(matrix->x.is_points);
    cr_assert_eq(matrix->x.index, 1);
    cr_assert_eq(matrix->x.value, 4);
    cr_assert(text_is(matrix->classes[VIKT_LOW_HIGH], "2 potential"));
    vikt_profile_free(profile);
}

Test(default_ini, all_builtin_fields_are_optional_and_no_heading_means_two_of_them)
{
    vikt_profile *profile = load_default();

    cr_assert_eq(profile->lo, 1);
    cr_assert_eq(profile->hi, 5);
    cr_assert_eq(profile->min_coverage, 0.6);
    cr_assert_eq(profile->min_weight, 0.5);
    cr_assert_eq(profile->max_failures, 1000);
    cr_assert(!profile->has_as_of);
    cr_assert_str_eq(vikt_profile_name(profile), "Default");
    cr_assert_eq(vikt_profile_key_slot(profile), 0);
    cr_assert_eq(vikt_profile_name_slot(profile), 1);
    for (size_t i = 0; i < profile->field_count; i++) {
        const vikt_field *field = &profile->fields[i];

        cr_assert(field->optional && !field->required && field->builtin);
        for (size_t j = 0; j < field->synonym_count; j++) {
            cr_assert(!text_is(field->synonyms[j], "annual revenue"));
            for (size_t k = 0; k < i * 1000; k++) {
                const vikt_field *other = &profile->fields[k / 1000];

                if (k % 1000 < other->synonym_count)
                    cr_assert(!vikt_text_equal(field->synonyms[j], other->synonyms[k % 1000]));
            }
        }
    }
    cr_assert_eq(field_of(profile, "potential")->max, 5);
    cr_assert_eq(field_of(profile, "revenue")->min, -INFINITY);
    vikt_profile_free(profile);
}
