/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

#include <pthread.h>

/* 2 4 4 4 5 5 7 9: n 8, total 40, mean 5, sum of squared distances 9+1+1+1+0+0+4+16 = 32, sd 2,
 * median 4.5 */
static const double eight[] = {9, 2, 4, 5, 4, 7, 4, 5};

static void populate(help *h, const double *values, size_t count)
{
    help_init(h, count);
    help_number(h, "revenue", values);
    cr_assert_eq(help_populate(h, 1), VIKT_OK);
}

Test(population, figures_are_those_of_the_whole_population)
{
    const vikt_figures *f;
    help h;

    populate(&h, eight, 8);
    f = vikt_population_figures(h.population, 0);
    cr_assert(f != NULL);
    cr_assert_eq(f->count, 8);
    cr_assert_eq(f->total, 40);
    cr_assert_eq(f->mean, 5);
    cr_assert_eq(f->min, 2);
    cr_assert_eq(f->max, 9);
    cr_assert_eq(f->sd, 2);
    cr_assert_eq(f->median, 4.5);
    cr_assert_eq(f->distinct, 5);
    cr_assert_eq(f->sorted[0], 2);
    cr_assert_eq(f->rows[0], 1);
    cr_assert_eq(f->rows[1], 2); /* of the three 4s, in key order */
    cr_assert_eq(f->rows[2], 4);
    cr_assert_eq(f->rows[3], 6);
    cr_assert(vikt_population_figures(h.population, 0) == f);
    cr_assert(vikt_population_figures(h.population, 99) == NULL);
    help_clear(&h);
}

Test(population, missing_customers_are_outside_the_figures_and_negative_ones_outside_positive)
{
    static const double values[] = {NAN, 10, -4, NAN, 6};
    const vikt_figures *f;
    help h;

    populate(&h, values, 5);
    f = vikt_population_figures(h.population, 0);
    cr_assert_eq(f->count, 3);
    cr_assert_eq(f->total, 12);
    cr_assert_eq(f->positive, 16);
    cr_assert_eq(f->median, 6);
    help_clear(&h);
}

Test(population, a_column_without_values_has_a_total_of_zero_and_no_mean)
{
    static const double values[] = {NAN, NAN};
    const vikt_figures *f;
    help h;

    populate(&h, values, 2);
    f = vikt_population_figures(h.population, 0);
    cr_assert_eq(f->count, 0);
    cr_assert_eq(f->total, 0);
    cr_assert(isnan(f->mean) && isnan(f->sd) && isnan(f->median) && isnan(f->min));
    cr_assert_eq(f->distinct, 0);
    help_clear(&h);
}

Test(population, totals_are_exact)
{
    static const double values[] = {1e16, 1, -1e16, 1};
    help h;

    populate(&h, values, 4);
    cr_assert_eq(vikt_population_figures(h.population, 0)->total, 2);
    help_clear(&h);
}

/* The total, 4e308, is beyond 1.8e308; the mean of 1e308, 1.5e308 and 1.5e308 is 4e308 / 3. */
Test(population, a_total_beyond_the_range_of_numbers_is_infinite_and_the_mean_is_not)
{
    static const double values[] = {1e308, 1.5e308, 1.5e308}, both[] = {-1.5e308, 1.5e308};
    vikt_concentration c;
    const vikt_figures *f;
    help h;

    populate(&h, values, 3);
    f = vikt_population_figures(h.population, 0);
    cr_assert(isinf(f->total) && isinf(f->positive));
    cr_assert(fabs(f->mean / 1e308 - 4.0 / 3) < 1e-12);
    cr_assert_eq(f->median, 1.5e308);
    cr_assert(isinf(f->sd) && f->sd > 0);
    cr_assert(!vikt_population_concentration(h.population, 0, &c));
    help_clear(&h);
    populate(&h, both, 2);
    f = vikt_population_figures(h.population, 0);
    cr_assert_eq(f->total, 0);
    cr_assert_eq(f->mean, 0);
    cr_assert_eq(f->median, 0);
    help_clear(&h);
}

Test(population, customers_come_from_the_largest_down_and_ties_by_key)
{
    static const uint32_t expected[] = {0, 5, 3, 7, 2, 4, 6, 1};
    uint32_t *rows, *ranked;
    size_t count, ranked_count;
    help h;

    populate(&h, eight, 8);
    rows = vikt_population_descending(h.population, eight, &h.arena, &count);
    ranked = vikt_population_ranked(h.population, 0, &h.arena, &ranked_count);
    cr_assert(rows && ranked);
    cr_assert_eq(count, 8);
    cr_assert_eq(ranked_count, 8);
    for (size_t i = 0; i < 8; i++) {
        cr_assert_eq(rows[i], expected[i]);
        cr_assert_eq(ranked[i], expected[i]);
    }
    help_clear(&h);
}

Test(population, customers_without_a_value_have_no_place)
{
    static const double values[] = {NAN, -1, 0, NAN};
    uint32_t *rows;
    size_t count;
    help h;

    populate(&h, values, 4);
    rows = vikt_population_descending(h.population, values, &h.arena, &count);
    cr_assert_eq(count, 2);
    cr_assert_eq(rows[0], 2);
    cr_assert_eq(rows[1], 1);
    help_clear(&h);
}

Test(population, nobody_is_a_population_too)
{
    size_t count;
    help h;

    populate(&h, eight, 0);
    cr_assert_eq(vikt_population_size(h.population), 0);
    cr_assert_eq(vikt_population_figures(h.population, 0)->count, 0);
    cr_assert(vikt_population_ranked(h.population, 0, &h.arena, &count) != NULL);
    cr_assert_eq(count, 0);
    help_clear(&h);
}

Test(population, keys_names_and_date_are_lent)
{
    help h;

    populate(&h, eight, 8);
    cr_assert(vikt_text_is(vikt_population_key(h.population, 3), "k00003"));
    cr_assert(vikt_text_is(vikt_population_name(h.population, 0), "k00000"));
    cr_assert_eq(vikt_population_as_of(h.population), 20000);
    cr_assert(vikt_population_profile(h.population) == &h.profile);
    cr_assert(vikt_population_columns(h.population)[0] == h.import.columns[0]);
    help_clear(&h);
}

static void *ask(void *context)
{
    const vikt_figures *f = vikt_population_figures(context, 0);

    return (void *)f;
}

Test(population, many_threads_get_the_same_figures)
{
    pthread_t threads[8];
    void *first = NULL;
    help h;

    populate(&h, eight, 8);
    for (int i = 0; i < 8; i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, ask, h.population), 0);
    for (int i = 0; i < 8; i++) {
        void *figures;

        pthread_join(threads[i], &figures);
        cr_assert(figures != NULL);
        cr_assert(i == 0 || figures == first);
        first = figures;
    }
    help_clear(&h);
}

/* ---- concentration (F-05) ---- */

Test(concentration, shares_of_50_30_20)
{
    /* .25 + .09 + .04 = .38: HHI 3800, effective number 1 / .38; Gini of 20 30 50: sum((2i - 4) x)
     * / (3 * 100) =
     * (-2 * 20 + 0 + 2 * 50) / 300 = .2 */
    static const double values[] = {20, 50, 30, 0, -10, NAN};
    vikt_concentration c;
    help h;

    populate(&h, values, 6);
    cr_assert(vikt_population_concentration(h.population, 0, &c));
    cr_assert_eq(c.count, 3);
    cr_assert_eq(c.cr1, 0.5);
    cr_assert_eq(c.cr3, 1);
    cr_assert_eq(c.cr10, 1);
    help_near(c.hhi / 1e4, 0.38);
    help_near(c.effective, 1 / 0.38);
    help_near(c.gini, 0.2);
    cr_assert(!c.groups);
    help_clear(&h);
}

Test(concentration, equal_customers_are_not_concentrated_at_all)
{
    static const double values[] = {7, 7, 7, 7};
    vikt_concentration c;
    help h;

    populate(&h, values, 4);
    cr_assert(vikt_population_concentration(h.population, 0, &c));
    cr_assert_eq(c.cr1, 0.25);
    cr_assert_eq(c.cr3, 0.75);
    cr_assert_eq(c.effective, 4);
    cr_assert_eq(c.gini, 0);
    help_clear(&h);
}

Test(concentration, customers_of_one_parent_count_as_one)
{
    /* keys k0..k5: k1 and k2 belong to k0, a customer itself; k3 and k4 to "Q", which is none; k5 stands alone and is
     * not positive. Groups 10 + 20 + 10 = 40, 35 + 15 = 50 and nothing: .16 + .25 = .41 of 90 squared */
    static const double values[] = {10, 20, 10, 35, 15, -3};
    const char *parents[] = {NULL, NULL, NULL, "Q", "Q", NULL};
    char first[64];
    vikt_concentration c;
    help h;

    help_init(&h, 6);
    snprintf(first, sizeof first, "%.*s", VIKT_SHOW(vikt_column_text(h.import.keys, 0)));
    parents[1] = parents[2] = first;
    help_number(&h, "revenue", values);
    help_text(&h, "parent", parents);
    cr_assert_eq(help_populate(&h, 1), VIKT_OK);
    cr_assert(vikt_population_concentration(h.population, 0, &c));
    cr_assert(c.groups);
    cr_assert_eq(c.count, 2);
    help_near(c.cr1, 50.0 / 90);
    cr_assert_eq(c.cr3, 1);
    help_near(c.hhi, 10000 * (40.0 * 40 + 50.0 * 50) / (90.0 * 90));
    help_clear(&h);
}

Test(concentration, one_customer_is_everything)
{
    static const double values[] = {7};
    vikt_concentration c;
    help h;

    populate(&h, values, 1);
    cr_assert(vikt_population_concentration(h.population, 0, &c));
    cr_assert_eq(c.hhi, 10000);
    cr_assert_eq(c.effective, 1);
    cr_assert_eq(c.gini, 0);
    help_clear(&h);
}

Test(concentration, nothing_positive_gives_none)
{
    static const double values[] = {0, -3, NAN};
    vikt_concentration c;
    help h;

    populate(&h, values, 3);
    cr_assert(!vikt_population_concentration(h.population, 0, &c));
    cr_assert(!vikt_population_concentration(h.population, 5, &c));
    help_clear(&h);
}

/* ---- among others ---- */

Test(population, customers_among_others_have_their_figures_and_values_of_their_own)
{
    static const double theirs[] = {1, 2, 9}, own[] = {7, 3};
    vikt_population *population = NULL;
    vikt_concentration concentration;
    uint32_t *rows;
    size_t count;
    help others, h;

    help_init(&others, 3);
    help_number(&others, "x", theirs);
    cr_assert_eq(help_populate(&others, 1), VIKT_OK);
    help_init(&h, 2);
    help_number(&h, "x", own);
    cr_assert_eq(vikt_population_new_among(others.population, &others.presence, &h.import, 5,
                                           &others.script, vikt_allocator_default(), &population,
                                           NULL),
                 VIKT_OK);
    cr_assert(vikt_population_is_among(population));
    cr_assert_not(vikt_population_is_among(others.population));
    cr_assert_eq(vikt_population_size(population), 2u);
    cr_assert_eq(vikt_population_as_of(population), 5);
    cr_assert_eq(vikt_population_column(population, 0)->numbers[0], 7);
    cr_assert_eq(vikt_population_figures(population, 0)->total, 12);
    cr_assert(vikt_population_concentration(population, 0, &concentration));
    cr_assert_eq(concentration.cr1, 0.75); /* 9 of 12 */
    rows = vikt_population_ranked(population, 0, &h.arena, &count);
    cr_assert(rows && count == 2 && rows[0] == 0 && rows[1] == 1); /* their own order */
    vikt_population_free(population);
    help_clear(&h);
    help_clear(&others);
}
