/* SPDX-License-Identifier: MIT */
#include "core/criteria/scale.h"

#include "tests/unit/help.h"

static vikt_cuts cuts;

/* Points of all customers by a scale over the field x. */
static const double *points_by(help *h, vikt_scale scale)
{
    double *points = help_new(h, h->count, sizeof *points);

    cuts = (vikt_cuts){NULL, 0, 0};
    cr_assert_eq(help_populate(h, 1), VIKT_OK);
    cr_assert_eq(vikt_scale_points(&scale, h->population, "criterion \"c\"", VIKT_NOWHERE, points,
                                   &cuts, &h->arena, &h->listener, &h->err),
                 VIKT_OK);
    return points;
}

static void expect(const double *values, size_t count, vikt_scale scale, const double *expected,
                   size_t warnings)
{
    const double *points;
    help h;

    help_init(&h, count);
    help_number(&h, "x", values);
    points = points_by(&h, scale);
    for (size_t row = 0; row < count; row++) {
        if (isnan(expected[row]))
            cr_assert(isnan(points[row]), "row %zu has points", row);
        else
            cr_assert(fabs(points[row] - expected[row]) < 1e-12, "row %zu: %.17g, not %.17g", row,
                      points[row], expected[row]);
    }
    cr_assert_eq(h.warnings, warnings, "%s", h.heard);
    help_clear(&h);
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- bands ---- */

Test(scale, ascending_bands_are_reached_at_their_edge)
{
    static double edges[] = {10, 20, 30, 40};
    static const double values[] = {9.99, 10, 19, 20, 40, 41, NAN, -5};
    static const double expected[] = {1, 2, 2, 3, 5, 5, NAN, 1};

    expect(values, 8, (vikt_scale){.kind = VIKT_SCALE_BANDS, .edges = edges, .edge_count = 4},
           expected, 0);
}

Test(scale, descending_bands_mean_that_less_is_better)
{
    static double edges[] = {30, 15, 5, 0};
    static const double values[] = {31, 30, 15.5, 15, 5, 0, -1};
    static const double expected[] = {1, 2, 2, 3, 4, 5, 5};

    expect(values, 7, (vikt_scale){.kind = VIKT_SCALE_BANDS, .edges = edges, .edge_count = 4},
           expected, 0);
}

Test(scale, one_edge_divides_the_scale_in_two)
{
    static double edges[] = {0};
    static const double values[] = {-1, 0, 1};
    static const double expected[] = {1, 5, 5};

    expect(values, 3, (vikt_scale){.kind = VIKT_SCALE_BANDS, .edges = edges, .edge_count = 1},
           expected, 0);
}

/* ---- linear ---- */

Test(scale, linear_is_clamped_at_both_ends)
{
    static const double values[] = {0, 10, 15, 20, 99, NAN};
    static const double expected[] = {1, 1, 3, 5, 5, NAN};

    expect(values, 6, (vikt_scale){.kind = VIKT_SCALE_LINEAR, .worst = 10, .best = 20}, expected,
           0);
}

Test(scale, linear_with_worst_above_best_means_that_less_is_better)
{
    /* 40 worst, 2 best: 21 is half way */
    static const double values[] = {50, 40, 21, 2, 0};
    static const double expected[] = {1, 1, 3, 5, 5};

    expect(values, 5, (vikt_scale){.kind = VIKT_SCALE_LINEAR, .worst = 40, .best = 2}, expected, 0);
}

/* ---- rating ---- */

Test(scale, a_rating_is_its_own_points_or_the_mirror_image)
{
    static const double values[] = {1, 2.5, 5, NAN};
    static const double expected[] = {1, 2.5, 5, NAN}, mirrored[] = {5, 3.5, 1, NAN};

    expect(values, 4, (vikt_scale){.kind = VIKT_SCALE_RATING}, expected, 0);
    expect(values, 4, (vikt_scale){.kind = VIKT_SCALE_RATING, .low_is_best = true}, mirrored, 0);
}

Test(scale, a_rating_off_the_scale_is_missing_and_counted)
{
    static const double values[] = {0.99, 5.01, 3};
    static const double expected[] = {NAN, NAN, 3};
    help h;

    expect(values, 3, (vikt_scale){.kind = VIKT_SCALE_RATING}, expected, 1);
    help_init(&h, 3);
    help_number(&h, "potential", values);
    points_by(&h, (vikt_scale){.kind = VIKT_SCALE_RATING});
    cr_assert_str_eq(h.heard, "criterion \"c\": 2 customers have a potential off the scale 1 to 5, "
                              "which counts as missing\n");
    help_clear(&h);
}

/* ---- share_bands ---- */

Test(scale, share_bands_are_bands_over_the_share_of_the_positive_total)
{
    /* T = 100: shares .7, .2, .1, 0 and a negative one */
    static double edges[] = {0.25, 0.2, 0.1, 0.05};
    static const double values[] = {70, 20, 10, 0, -50, NAN};
    static const double expected[] = {1, 3, 4, 5, 5, NAN};

    expect(values, 6, (vikt_scale){.kind = VIKT_SCALE_SHARE_BANDS, .edges = edges, .edge_count = 4},
           expected, 0);
}

Test(scale, share_bands_tell_what_they_are_shares_of)
{
    static double edges[] = {0.25};
    static const double values[] = {70, 20, 10, -50};
    help h;

    help_init(&h, 4);
    help_number(&h, "x", values);
    points_by(&h, (vikt_scale){.kind = VIKT_SCALE_SHARE_BANDS, .edges = edges, .edge_count = 1});
    cr_assert_eq(cuts.count, 1);
    cr_assert(vikt_text_is(cuts.items[0].name, "total of x"));
    cr_assert_eq(cuts.items[0].value, 100);
    help_clear(&h);
}

Test(scale, there_are_no_shares_of_nothing)
{
    static double edges[] = {0.1};
    static const double values[] = {0, -1};
    static const double expected[] = {NAN, NAN};

    expect(values, 2, (vikt_scale){.kind = VIKT_SCALE_SHARE_BANDS, .edges = edges, .edge_count = 1},
           expected, 1);
}

/* 2.5e308 is beyond the range of numbers: not all customers at 0 % of it, but none with points. */
Test(scale, there_are_no_shares_of_a_total_beyond_the_range_of_numbers)
{
    static double edges[] = {0.1};
    static const double values[] = {1e308, 1.5e308};
    static const double expected[] = {NAN, NAN};

    expect(values, 2, (vikt_scale){.kind = VIKT_SCALE_SHARE_BANDS, .edges = edges, .edge_count = 1},
           expected, 1);
    expect(values, 2, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_SUM}, expected,
           1);
}

/* ---- percentile ---- */

Test(scale, percentile_is_the_midrank_share_of_the_scale)
{
    /* n 5: (m - .5) / 5 = .1 .3 .5 .7 .9, times 4 plus 1 */
    static const double values[] = {30, 10, 50, 20, 40, NAN};
    static const double expected[] = {3, 1.4, 4.6, 2.2, 3.8, NAN};
    static const double low[] = {3, 4.6, 1.4, 3.8, 2.2, NAN};

    expect(values, 6, (vikt_scale){.kind = VIKT_SCALE_PERCENTILE}, expected, 0);
    expect(values, 6, (vikt_scale){.kind = VIKT_SCALE_PERCENTILE, .low_is_best = true}, low, 0);
}

Test(scale, ties_share_the_midrank)
{
    /* n 6: 1, 2 2 2, 3, 4: m = 1, 3, 5, 6: (m - .5) / 6 = 1/12, 5/12, 9/12, 11/12; four values
     * only: a warning */
    static const double values[] = {2, 1, 2, 4, 3, 2};
    static const double expected[] = {1 + 4 * 5.0 / 12,  1 + 4 / 12.0,     1 + 4 * 5.0 / 12,
                                      1 + 4 * 11.0 / 12, 1 + 4 * 9.0 / 12, 1 + 4 * 5.0 / 12};

    expect(values, 6, (vikt_scale){.kind = VIKT_SCALE_PERCENTILE}, expected, 1);
}

Test(scale, a_constant_column_is_the_middle_with_a_warning)
{
    static const double values[] = {7, 7, NAN, 7};
    static const double expected[] = {3, 3, NAN, 3};

    expect(values, 4, (vikt_scale){.kind = VIKT_SCALE_PERCENTILE}, expected, 1);
    expect(values, 4, (vikt_scale){.kind = VIKT_SCALE_QUANTILES, .groups = 4}, expected, 1);
    expect(values, 4, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_MINMAX},
           expected, 1);
}

Test(scale, five_different_values_are_enough_and_four_are_few)
{
    static const double five[] = {1, 2, 3, 4, 5}, four[] = {1, 2, 3, 4, 4};
    static const double a[] = {1.4, 2.2, 3, 3.8, 4.6}, b[] = {1.4, 2.2, 3, 4.2, 4.2};

    expect(five, 5, (vikt_scale){.kind = VIKT_SCALE_PERCENTILE}, a, 0);
    expect(four, 5, (vikt_scale){.kind = VIKT_SCALE_PERCENTILE}, b, 1);
}

Test(scale, a_column_without_values_gives_nobody_points)
{
    static const double values[] = {NAN, NAN}, expected[] = {NAN, NAN};

    for (int kind = VIKT_SCALE_BANDS; kind <= VIKT_SCALE_SCALED; kind++) {
        static double edges[] = {1};

        expect(values, 2,
               (vikt_scale){.kind = (vikt_scale_kind)kind,
                            .groups = 5,
                            .edges = edges,
                            .edge_count = 1,
                            .worst = 1,
                            .best = 2,
                            .otherwise = NAN},
               expected, 0);
    }
}

/* ---- quantiles ---- */

Test(scale, quantiles_are_groups_of_equal_count)
{
    /* N 10, 5 groups: floor(5 (2m - 1) / 20): 1 3 | 5 7 | ... two a group */
    static const double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    static const double expected[] = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    static const double low[] = {5, 5, 4, 4, 3, 3, 2, 2, 1, 1};

    expect(values, 10, (vikt_scale){.kind = VIKT_SCALE_QUANTILES, .groups = 5}, expected, 0);
    expect(values, 10, (vikt_scale){.kind = VIKT_SCALE_QUANTILES, .groups = 5, .low_is_best = true},
           low, 0);
}

Test(scale, quantiles_never_split_ties)
{
    /* N 6, 3 groups: 1 1 1 1: m 2.5, 3 * 4 / 12 = 1; 2: m 5, 3 * 9 / 12 = 2; 3: m 6, 3 * 11 / 12 =
     * 2 */
    static const double values[] = {1, 1, 1, 1, 2, 3};
    static const double expected[] = {3, 3, 3, 3, 5, 5};

    expect(values, 6, (vikt_scale){.kind = VIKT_SCALE_QUANTILES, .groups = 3}, expected, 1);
}

Test(scale, quantiles_tell_where_their_groups_begin)
{
    static const double values[] = {10, 20, 30, 40, 50, 60};
    help h;

    help_init(&h, 6);
    help_number(&h, "x", values);
    points_by(&h, (vikt_scale){.kind = VIKT_SCALE_QUANTILES, .groups = 3});
    cr_assert_eq(cuts.count, 2);
    cr_assert(vikt_text_is(cuts.items[0].statement, "criterion \"c\""));
    cr_assert(vikt_text_is(cuts.items[0].name, "group 2 from"));
    cr_assert_eq(cuts.items[0].value, 30);
    cr_assert(vikt_text_is(cuts.items[1].name, "group 3 from"));
    cr_assert_eq(cuts.items[1].value, 50);
    help_clear(&h);
    help_init(&h, 6);
    help_number(&h, "x", values);
    points_by(&h, (vikt_scale){.kind = VIKT_SCALE_QUANTILES, .groups = 3, .low_is_best = true});
    cr_assert_eq(cuts.count, 2);
    cr_assert(vikt_text_is(cuts.items[0].name, "group 2 up to"));
    cr_assert_eq(cuts.items[0].value, 40);
    cr_assert(vikt_text_is(cuts.items[1].name, "group 3 up to"));
    cr_assert_eq(cuts.items[1].value, 20);
    help_clear(&h);
}

/* ---- scaled ---- */

Test(scale, the_four_value_scalings)
{
    /* 3 4 0 1: max 4; sum 8; length sqrt(26); each s times 4 plus 1 */
    static const double values[] = {3, 4, 0, 1, NAN};
    static const double by_max[] = {4, 5, 1, 2, NAN}, by_sum[] = {2.5, 3, 1, 1.5, NAN};
    const double length = sqrt(26);
    const double by_vector[] = {1 + 12 / length, 1 + 16 / length, 1, 1 + 4 / length, NAN};
    static const double other[] = {2, 4, 3, 2.5, NAN}; /* min 2, max 4 */
    static const double by_minmax[] = {1, 5, 3, 2, NAN};

    expect(values, 5, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_MAX}, by_max,
           0);
    expect(values, 5, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_SUM}, by_sum,
           0);
    expect(values, 5, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_VECTOR},
           by_vector, 0);
    expect(other, 5, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_MINMAX},
           by_minmax, 0);
}

Test(scale, negative_values_end_at_the_foot_of_a_value_scaling_with_a_warning)
{
    static const double values[] = {-2, 4, 2}, expected[] = {1, 5, 3};

    expect(values, 3, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_MAX}, expected,
           1);
}

Test(scale, a_scaling_without_a_positive_unit_gives_nobody_points)
{
    static const double values[] = {-2, -4, 0}, expected[] = {NAN, NAN, NAN};

    expect(values, 3, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_MAX}, expected,
           1);
    expect(values, 3, (vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_SUM}, expected,
           1);
}

/* ---- lookup ---- */

static vikt_lookup branches[] = {
    {{"Bygg", 4}, NAN, 5}, {{"handel", 6}, NAN, 3}, {{"HANDEL", 6}, NAN, 2}, {{"7", 1}, 7, 4}};

Test(scale, lookup_takes_the_very_text_first_and_case_second)
{
    static const char *const texts[] = {"Bygg", " bygg ", "HANDEL", "handel", "Handel", NULL, "7"};
    static const double expected[] = {5, 5, 2, 3, 3, NAN, 4};
    const double *points;
    help h;

    help_init(&h, 7);
    help_text(&h, "branch", texts);
    points = points_by(&h, (vikt_scale){.kind = VIKT_SCALE_LOOKUP,
                                        .lookups = branches,
                                        .lookup_count = 4,
                                        .otherwise = NAN});
    for (size_t row = 0; row < 7; row++)
        cr_assert(isnan(expected[row]) ? isnan(points[row]) : points[row] == expected[row]);
    cr_assert_eq(h.warnings, 0);
    help_clear(&h);
}

Test(scale, a_text_that_lookup_does_not_know_is_counted_or_takes_otherwise)
{
    static const char *const texts[] = {"Bygg", "Skog", NULL, "Skog"};
    const double *points;
    vikt_scale scale = {
        .kind = VIKT_SCALE_LOOKUP, .lookups = branches, .lookup_count = 4, .otherwise = NAN};
    help h;

    help_init(&h, 4);
    help_text(&h, "branch", texts);
    points = points_by(&h, scale);
    cr_assert(points[0] == 5 && isnan(points[1]) && isnan(points[2]) && isnan(points[3]));
    cr_assert_eq(h.warnings, 1);
    cr_assert_str_eq(h.heard, "criterion \"c\": 2 customers have values of branch that lookup does "
                              "not know, first \"Skog\" (customer k00001)\n");
    help_clear(&h);
    help_init(&h, 4);
    help_text(&h, "branch", texts);
    scale.otherwise = 2;
    points = points_by(&h, scale);
    cr_assert(points[1] == 2 && points[3] == 2);
    cr_assert(isnan(points[2])); /* missing is not unknown */
    cr_assert_eq(h.warnings, 0);
    help_clear(&h);
}

Test(scale, lookup_matches_numbers_dates_and_truths_by_what_they_are)
{
    static vikt_lookup numbers[] = {{{"7.0", 3}, 7, 4}, {{"-1", 2}, -1, 2}, {{"x", 1}, NAN, 5}};
    static vikt_lookup truths[] = {{{"yes", 3}, NAN, 5}, {{"no", 2}, NAN, 1}};
    static const double values[] = {7, -1, 8, NAN}, ones[] = {1, 0, 1, NAN};
    const double *points;
    help h;

    expect(values, 4,
           (vikt_scale){
               .kind = VIKT_SCALE_LOOKUP, .lookups = numbers, .lookup_count = 3, .otherwise = NAN},
           (const double[]){4, 2, NAN, NAN}, 1);
    help_init(&h, 4);
    help_field(&h, "member", VIKT_TYPE_TRUTH, ones);
    points = points_by(
        &h, (vikt_scale){
                .kind = VIKT_SCALE_LOOKUP, .lookups = truths, .lookup_count = 2, .otherwise = NAN});
    cr_assert(points[0] == 5 && points[1] == 1 && points[2] == 5 && isnan(points[3]));
    help_clear(&h);
}

Test(scale, text_where_a_scale_needs_numbers_is_an_error)
{
    static const char *const texts[] = {"a", "b"};
    vikt_scale scale = {.kind = VIKT_SCALE_PERCENTILE};
    double points[2];
    help h;

    help_init(&h, 2);
    help_text(&h, "branch", texts);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cuts = (vikt_cuts){NULL, 0, 0};
    cr_assert_eq(vikt_scale_points(&scale, h.population, "criterion \"c\"",
                                   vikt_place_of("a.ini", 3, 0), points, &cuts, &h.arena,
                                   &h.listener, &h.err),
                 VIKT_INPUT);
    cr_assert_str_eq(h.err.message, "criterion \"c\" needs numbers, but \"branch\" holds text");
    cr_assert_eq(h.err.place.line, 3);
    help_clear(&h);
}

/* ---- properties ---- */

/* Values with ties, from a fixed sequence. */
static void fill(double *values, size_t count)
{
    uint32_t state = 12345;

    for (size_t i = 0; i < count; i++) {
        state = state * 1664525U + 1013904223U;
        values[i] = state >> 24 == 0 ? NAN : (double)(state >> 20) / 100;
    }
}

Test(scale, a_better_value_never_has_fewer_points)
{
    enum { N = 500 };
    static double values[N], edges[] = {5, 10, 20, 30};
    static const vikt_scale scales[] = {
        {.kind = VIKT_SCALE_BANDS, .edges = edges, .edge_count = 4},
        {.kind = VIKT_SCALE_LINEAR, .worst = 3, .best = 33},
        {.kind = VIKT_SCALE_PERCENTILE},
        {.kind = VIKT_SCALE_QUANTILES, .groups = 5},
        {.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_MAX},
        {.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_VECTOR},
    };

    fill(values, N);
    for (size_t s = 0; s < COUNT(scales); s++) {
        const double *points;
        help h;

        help_init(&h, N);
        help_number(&h, "x", values);
        points = points_by(&h, scales[s]);
        for (size_t i = 0; i < N; i++)
            for (size_t j = 0; j < N; j++)
                cr_assert(!(values[i] >= values[j]) || points[i] >= points[j]);
        help_clear(&h);
    }
}

Test(scale, points_by_rank_do_not_change_when_all_money_does)
{
    enum { N = 300 };
    static double values[N], scaled[N];
    static const vikt_scale scales[] = {{.kind = VIKT_SCALE_PERCENTILE},
                                        {.kind = VIKT_SCALE_QUANTILES, .groups = 7}};

    fill(values, N);
    for (size_t i = 0; i < N; i++)
        scaled[i] = values[i] * 9.5;
    for (size_t s = 0; s < COUNT(scales); s++) {
        const double *a, *b;
        help h, g;

        help_init(&h, N);
        help_init(&g, N);
        help_number(&h, "x", values);
        help_number(&g, "x", scaled);
        a = points_by(&h, scales[s]);
        b = points_by(&g, scales[s]);
        cr_assert(memcmp(a, b, sizeof(double) * N) == 0);
        help_clear(&h);
        help_clear(&g);
    }
}

/* ---- among other customers ---- */

/* Points of own values, where the population is 10, 20, 30, 40. */
static double lowest_cut; /* of the last one */

static void expect_among(vikt_scale scale, const double *own, const double *expected, size_t count)
{
    static const double theirs[] = {10, 20, 30, 40};
    vikt_population *population = NULL;
    double points[8];
    help others, h;

    help_init(&others, COUNT(theirs));
    help_number(&others, "x", theirs);
    cr_assert_eq(help_populate(&others, 1), VIKT_OK);
    help_init(&h, count);
    help_number(&h, "x", own);
    cuts = (vikt_cuts){NULL, 0, 0};
    cr_assert_eq(vikt_population_new_among(others.population, &others.presence, &h.import, 1,
                                           &others.script, vikt_allocator_default(), &population,
                                           NULL),
                 VIKT_OK);
    cr_assert_eq(vikt_population_size(population), count);
    cr_assert_eq(vikt_population_counted(population), 4u);
    cr_assert_eq(vikt_scale_points(&scale, population, "criterion \"c\"", VIKT_NOWHERE, points,
                                   &cuts, &h.arena, NULL, NULL),
                 VIKT_OK);
    for (size_t row = 0; row < count; row++)
        cr_assert(isnan(expected[row]) ? isnan(points[row])
                                       : fabs(points[row] - expected[row]) < 1e-12,
                  "row %zu: %.17g, not %.17g", row, points[row], expected[row]);
    lowest_cut = cuts.count ? cuts.items[0].value : (double)NAN;
    vikt_population_free(population);
    help_clear(&h);
    help_clear(&others);
}

/* Below all; one of theirs; between two; the last of theirs; above all. */
static const double own[] = {5, 10, 25, 40, 50, NAN};

Test(scale, the_place_among_others_is_by_value)
{
    /* mid-ranks of 4: 0, 1/8, 4/8, 7/8, 8/8 of the way from 1 to 5 */
    static const double up[] = {1, 1.5, 3, 4.5, 5, NAN}, down[] = {5, 4.5, 3, 1.5, 1, NAN};

    expect_among((vikt_scale){.kind = VIKT_SCALE_PERCENTILE}, own, up, COUNT(own));
    expect_among((vikt_scale){.kind = VIKT_SCALE_PERCENTILE, .low_is_best = true}, own, down,
                 COUNT(own));
}

Test(scale, groups_among_others_are_theirs)
{
    /* four groups of one each: 0, 0, 2, 3, and beyond the last one 3, of 1 + 4/3 group */
    static const double expected[] = {1, 1, 1 + 8.0 / 3, 5, 5, NAN};

    expect_among((vikt_scale){.kind = VIKT_SCALE_QUANTILES, .groups = 4}, own, expected,
                 COUNT(own));
    cr_assert_eq(cuts.count, 3u); /* where their groups begin */
    cr_assert_eq(lowest_cut, 20);
}

Test(scale, totals_and_largest_values_among_others_are_theirs)
{
    static double edges[] = {0.1, 0.3};
    static const double scaled[] = {1.5, 2, 3.5, 5, 5, NAN}; /* of 40 */
    static const double shares[] = {1, 3, 3, 5, 5, NAN};     /* of 100 */

    expect_among((vikt_scale){.kind = VIKT_SCALE_SCALED, .scaling = VIKT_SCALED_MAX}, own, scaled,
                 COUNT(own));
    expect_among((vikt_scale){.kind = VIKT_SCALE_SHARE_BANDS, .edges = edges, .edge_count = 2}, own,
                 shares, COUNT(own));
}
