/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/base/agreement.h"

#define N NAN

static vikt_agreement agreement(const double *marks, size_t raters, size_t units)
{
    vikt_marks m = {marks, raters, units};
    vikt_agreement out;

    cr_assert(vikt_agreement_of(&m, NULL, &out));
    return out;
}

static void near(double is, double expected, double within)
{
    cr_assert(fabs(is - expected) <= within, "%.6f is not %.6f", is, expected);
}

/* K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section E: four observers, 12
 * units, of which the twelfth has one value and drops out; ordinal alpha = 0.815. */
Test(agreement, alpha_is_that_of_the_published_example)
{
    static const double marks[] = {1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N, /* A */
                                   1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3, /* B */
                                   N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N, /* C */
                                   1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N};
    vikt_agreement a = agreement(marks, 4, 12);

    cr_assert_eq(a.raters, 4);
    cr_assert_eq(a.units, 11);
    near(a.alpha, 0.815, 0.0005);
    cr_assert_eq(a.common, 8); /* units 2 to 9 */
}

/* By hand, docs/formulas.md. */
Test(agreement, alpha_is_worked_by_hand)
{
    static const double marks[] = {1, 2, 4, 1, 3, 4};

    near(agreement(marks, 2, 3).alpha, 1 - (2.0 / 6) / 6.6, 1e-12);
}

Test(agreement, alpha_of_equal_marks_is_undefined)
{
    static const double marks[] = {3, 3, 3, 3}, apart[] = {1, N, N, 5};
    vikt_agreement a = agreement(marks, 2, 2), b = agreement(apart, 2, 2);

    cr_assert(isnan(a.alpha));
    cr_assert_eq(a.units, 2);
    cr_assert(isnan(a.w));
    cr_assert(isnan(b.alpha));
    cr_assert_eq(b.units, 0);
    cr_assert_eq(b.raters, 2);
}

/* Many equal marks, where squares no longer fit into the digits of a double. */
Test(agreement, many_equal_marks_are_undefined_too)
{
    enum { UNITS = 300000 };
    double *marks = malloc(2 * UNITS * sizeof *marks);
    vikt_agreement a;

    cr_assert(marks);
    for (size_t i = 0; i < (size_t)2 * UNITS; i++)
        marks[i] = 4;
    a = agreement(marks, 2, UNITS);
    cr_assert(isnan(a.alpha));
    cr_assert(isnan(a.w));
    near(a.overlap, 1, 1e-9);
    free(marks);
}

/* Three raters, four units, no ties: sums 4, 6, 8, 12, S = 35, W = 420 / 540. */
Test(agreement, w_is_worked_by_hand)
{
    static const double marks[] = {1, 2, 3, 4, 1, 3, 2, 4, 2, 1, 3, 4};
    vikt_agreement a = agreement(marks, 3, 4);

    near(a.w, 420.0 / 540, 1e-12);
    cr_assert_eq(a.common, 4);
}

/* Ranks 1 2.5 2.5 4 / 1.5 1.5 3 4 / 1 2 3.5 3.5: sums 3.5, 6, 9, 11.5, mean 7.5,
 * S = 16 + 2.25 + 2.25 + 16 = 36.5; every rater has one tie of two: T = 3 x 6 = 18;
 * W = 12 x 36.5 / (9 x 60 - 3 x 18) = 438 / 486. */
Test(agreement, w_is_corrected_for_ties)
{
    static const double marks[] = {1, 3, 3, 4, 2, 2, 3, 5, 1, 2, 4, 4};

    near(agreement(marks, 3, 4).w, 438.0 / 486, 1e-12);
}

/* A customer whom one rater left out counts for nobody. */
Test(agreement, w_rests_on_what_all_raters_marked)
{
    static const double marks[] = {1, 2, 5, 3, 4, 1, 3, N, 2, 4, 2, 1, 1, 3, 4, N, N, N, N, N};
    vikt_agreement a = agreement(marks, 4, 5); /* the fourth gave no mark at all */

    cr_assert_eq(a.raters, 3);
    cr_assert_eq(a.common, 4);
    near(a.w, 420.0 / 540, 1e-12);
}

Test(agreement, full_agreement_is_one)
{
    static const double marks[] = {1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5};
    vikt_agreement a = agreement(marks, 3, 5);

    near(a.alpha, 1, 1e-12);
    near(a.w, 1, 1e-12);
}

Test(agreement, one_rater_agrees_with_nobody)
{
    static const double marks[] = {1, 2, 3};
    vikt_agreement a = agreement(marks, 1, 3);

    cr_assert_eq(a.raters, 1);
    cr_assert(isnan(a.alpha));
    cr_assert(isnan(a.w));
    cr_assert(isnan(a.overlap));
}

/* Twelve units. The first has the ten best 3 to 12, the second 1 to 10: eight are in both. */
Test(agreement, overlap_is_the_share_of_the_best_ten)
{
    static const double marks[] = {1,  2,  3,  4, 5, 6, 7, 8, 9, 10, 11, 12,
                                   12, 11, 10, 9, 8, 7, 6, 5, 4, 3,  2,  1};

    near(agreement(marks, 2, 12).overlap, 0.8, 1e-12);
    cr_assert(isnan(agreement(marks, 2, 10).overlap)); /* all are among the best ten */
}

/* All twelve have a 5 from the first, who so puts 10/12 of each on the list; the second puts ten
 * there as a whole: 10 x (10/12) / 10. Twice the same marks are the same list. */
Test(agreement, ties_share_the_last_places_of_the_list)
{
    static const double marks[] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
                                   4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 1, 1};
    static const double same[] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5,
                                  5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5};

    near(agreement(marks, 2, 12).overlap, 10.0 / 12, 1e-12);
    near(agreement(same, 2, 12).overlap, 1, 1e-12);
}

/* ---- against the definitions, on random marks ---- */

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* By coincidences of values 1 to 5, as the definition has it. */
static double slow_alpha(const double *marks, size_t raters, size_t units)
{
    double o[6][6] = {{0}}, n[6] = {0}, all = 0, observed = 0, expected = 0;

    for (size_t u = 0; u < units; u++) {
        double count = 0;

        for (size_t r = 0; r < raters; r++)
            count += !isnan(marks[r * units + u]);
        for (size_t a = 0; a < raters; a++)
            for (size_t b = 0; b < raters; b++)
                if (a != b && !isnan(marks[a * units + u]) && !isnan(marks[b * units + u]))
                    o[(int)marks[a * units + u]][(int)marks[b * units + u]] += 1 / (count - 1);
    }
    for (int c = 1; c <= 5; c++)
        for (int k = 1; k <= 5; k++) {
            n[c] += o[c][k];
            all += o[c][k];
        }
    for (int c = 1; c <= 5; c++)
        for (int k = c + 1; k <= 5; k++) {
            double distance = -(n[c] + n[k]) / 2;

            for (int g = c; g <= k; g++)
                distance += n[g];
            observed += o[c][k] * distance * distance;
            expected += n[c] * n[k] * distance * distance;
        }
    return 1 - (all - 1) * observed / expected;
}

/* By counting who is below and equal. */
static double slow_w(const double *marks, size_t m, size_t n)
{
    double s = 0, ties = 0, mean = (double)m * ((double)n + 1) / 2;

    for (size_t u = 0; u < n; u++) {
        double sum = 0;

        for (size_t r = 0; r < m; r++) {
            double below = 0, equal = 0;

            for (size_t v = 0; v < n; v++) {
                below += marks[r * n + v] < marks[r * n + u];
                equal += marks[r * n + v] == marks[r * n + u];
            }
            sum += below + (equal + 1) / 2;
            ties += equal * equal - 1; /* over the t of a tie: t^3 - t */
        }
        s += (sum - mean) * (sum - mean);
    }
    return 12 * s / ((double)(m * m) * ((double)(n * n * n) - (double)n) - (double)m * ties);
}

Test(agreement, random_marks_give_what_the_definitions_give)
{
    uint64_t state = 88172645463325252;

    for (int round = 0; round < 200; round++) {
        size_t raters = 2 + next_random(&state) % 5, units = 5 + next_random(&state) % 40;
        double marks[6 * 45], full[6 * 45];

        for (size_t i = 0; i < raters * units; i++) {
            full[i] = (double)(1 + next_random(&state) % 5);
            marks[i] = next_random(&state) % 4 ? full[i] : NAN;
        }
        near(agreement(marks, raters, units).alpha, slow_alpha(marks, raters, units), 1e-9);
        near(agreement(full, raters, units).w, slow_w(full, raters, units), 1e-9);
    }
}

/* ---- one unit ---- */

Test(agreement, the_median_of_an_even_number_lies_between_the_middle_two)
{
    static const double marks[] = {5, 2, N, N, 1, 2, 4, N, 2, N, 4, N, 5, 5, 4, N};
    vikt_marks m = {marks, 4, 4}; /* 5 1 2 5; 2 2 - 5; - 4 4 4; - - - - */
    double scratch[4], least, most;

    cr_assert_eq(vikt_agreement_median(&m, 0, scratch), 3.5);
    cr_assert_eq(vikt_agreement_median(&m, 1, scratch), 2);
    cr_assert_eq(vikt_agreement_median(&m, 2, scratch), 4);
    cr_assert(isnan(vikt_agreement_median(&m, 3, scratch)));
    vikt_agreement_range(&m, 0, &least, &most);
    cr_assert(least == 1 && most == 5);
    vikt_agreement_range(&m, 3, &least, &most);
    cr_assert(isnan(least) && isnan(most));
}

/* (2 x 5 + 1 x 2) / 3 = 4; who gave no mark has no weight; a weight of 0 is none. */
Test(agreement, the_mean_weighs_those_who_gave_a_mark)
{
    static const double marks[] = {5, N, N, 2, 2, N, 1, 1, 4}, weights[] = {2, 1, 0};
    vikt_marks m = {marks, 3, 3};

    cr_assert_eq(vikt_agreement_mean(&m, 0, weights), 4);
    cr_assert_eq(vikt_agreement_mean(&m, 1, weights), 2);
    cr_assert(isnan(vikt_agreement_mean(&m, 2, weights)));
}

Test(agreement, alpha_has_a_word)
{
    cr_assert_str_eq(vikt_agreement_word(0.80), "firm");
    cr_assert_str_eq(vikt_agreement_word(0.7999), "tentative");
    cr_assert_str_eq(vikt_agreement_word(0.667), "tentative");
    cr_assert_str_eq(vikt_agreement_word(0.6669), "not to be relied on");
    cr_assert_str_eq(vikt_agreement_word(NAN), "undefined");
}
