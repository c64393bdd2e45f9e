/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

enum { A, B, C, MAX = 8 };

/* Limits A 3.8, B 2.6, C 1 and a margin of 0.15; today is day 20000. */
typedef struct before {
    uint8_t known[MAX], classes[MAX], raw[MAX];
    int32_t since[MAX];
    double score[MAX];
    uint8_t *by_scheme[1], *raw_by_scheme[1];
    int32_t *since_by_scheme[1];
} before;

/* Everybody was in the last run 10 days ago, with this class, raw and effective, since then. */
static void remember(help *h, before *b, size_t count, const uint8_t *classes, const double *score)
{
    for (size_t row = 0; row < count; row++) {
        b->known[row] = 1;
        b->classes[row] = b->raw[row] = classes[row];
        b->since[row] = 19990;
        b->score[row] = score[row];
    }
    b->by_scheme[0] = b->classes;
    b->raw_by_scheme[0] = b->raw;
    b->since_by_scheme[0] = b->since;
    h->previous = (vikt_previous){.run_id = 1,
                                  .as_of = 19990,
                                  .same_profile = true,
                                  .known = b->known,
                                  .score = b->score,
                                  .classes = b->by_scheme,
                                  .raw = b->raw_by_scheme,
                                  .since = b->since_by_scheme};
}

static vikt_scheme *by_score(help *h, size_t count, const double *ratings)
{
    static const double limits[] = {3.8, 2.6, 1};
    vikt_scheme *scheme;

    help_init(h, count);
    help_criterion(h, "c", 1, help_rating(help_number(h, "rating", ratings)));
    scheme = help_scheme(h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    scheme->hysteresis = 0.15;
    return scheme;
}

static void expect(help *h, const char *raw, const char *effective)
{
    cr_assert_eq(help_run(h, 1), VIKT_OK);
    cr_assert_str_eq(help_classes(h, 0, false), raw);
    cr_assert_str_eq(help_classes(h, 0, true), effective);
}

Test(hysteresis, the_first_run_is_raw)
{
    static const double ratings[] = {3.8, 2.6};
    help h;

    by_score(&h, 2, ratings);
    expect(&h, "AB", "AB");
    cr_assert_eq(h.classes.schemes[0].since[0], 20000);
    help_clear(&h);
}

Test(hysteresis, up_only_at_the_limit_plus_the_margin)
{
    static const double ratings[] = {3.8, 3.94, 3.95, 2.75, 2.74},
                        score[] = {3.7, 3.7, 3.7, 2.5, 2.5};
    static const uint8_t classes[] = {B, B, B, C, C};
    before b;
    help h;

    by_score(&h, 5, ratings);
    remember(&h, &b, 5, classes, score);
    expect(&h, "AAABB", "BBABC");
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_KEPT);
    cr_assert_eq(h.classes.schemes[0].flags[2], 0);
    help_clear(&h);
}

Test(hysteresis, down_only_below_the_limit_minus_the_margin)
{
    static const double ratings[] = {3.79, 3.65, 3.64, 2.45, 2.44}, score[] = {4, 4, 4, 2.7, 2.7};
    static const uint8_t classes[] = {A, A, A, B, B};
    before b;
    help h;

    by_score(&h, 5, ratings);
    remember(&h, &b, 5, classes, score);
    expect(&h, "BBBCC", "AABBC");
    help_clear(&h);
}

Test(hysteresis, the_margin_grows_with_the_scale)
{
    /* 0..10: .15 * 10 / 4 = .375 */
    static const double ratings[] = {7.37, 7.375}, score[] = {6.9, 6.9}, limits[] = {7, 3, 0};
    static const uint8_t classes[] = {B, B};
    before b;
    help h;

    help_init(&h, 2);
    h.profile.lo = 0;
    h.profile.hi = 10;
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits)->hysteresis = 0.15;
    remember(&h, &b, 2, classes, score);
    expect(&h, "AA", "BA");
    help_clear(&h);
}

Test(hysteresis, a_class_that_lasts_acts_after_the_streak)
{
    /* raw A since 19972: 28 days; since 19973: 27 days; raw was B last time: since today; unknown:
     * since the last run */
    static const double ratings[] = {3.8, 3.8, 3.8, 3.8}, score[] = {3.8, 3.8, 3.7, 3.8};
    static const uint8_t classes[] = {B, B, B, B};
    before b;
    help h;

    by_score(&h, 4, ratings);
    remember(&h, &b, 4, classes, score);
    b.raw[0] = b.raw[1] = b.raw[3] = A;
    b.since[0] = 19972;
    b.since[1] = 19973;
    b.since[3] = INT32_MIN;
    expect(&h, "AAAA", "ABBB");
    cr_assert_eq(h.classes.schemes[0].since[0], 19972);
    cr_assert_eq(h.classes.schemes[0].since[1], 19973);
    cr_assert_eq(h.classes.schemes[0].since[2], 20000);
    cr_assert_eq(h.classes.schemes[0].since[3], 19990);
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_STREAK);
    cr_assert_eq(h.classes.schemes[0].flags[1], VIKT_FLAG_KEPT);
    help_clear(&h);
}

Test(hysteresis, a_changed_profile_resets_the_streaks)
{
    static const double ratings[] = {3.8}, score[] = {3.8};
    static const uint8_t classes[] = {B};
    before b;
    help h;

    by_score(&h, 1, ratings);
    remember(&h, &b, 1, classes, score);
    b.raw[0] = A;
    b.since[0] = 19000;
    h.previous.same_profile = false;
    expect(&h, "A", "B");
    cr_assert_eq(h.classes.schemes[0].since[0], 20000);
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_KEPT | VIKT_FLAG_RESET);
    help_clear(&h);
}

/* The raw class was another one in the last run: nothing had lasted that could be reset. */
Test(hysteresis, a_changed_profile_resets_only_what_has_lasted)
{
    static const double ratings[] = {3.8}, score[] = {3.7};
    static const uint8_t classes[] = {B};
    before b;
    help h;

    by_score(&h, 1, ratings);
    remember(&h, &b, 1, classes, score);
    h.previous.same_profile = false;
    expect(&h, "A", "B");
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_KEPT);
    help_clear(&h);
}

/* Of one the raw class has lasted for 10 days, of the other for 9. */
Test(hysteresis, the_days_of_the_streak_are_the_schemes)
{
    static const double ratings[] = {3.8, 3.8}, score[] = {3.8, 3.8};
    static const uint8_t classes[] = {B, B};
    before b;
    help h;

    by_score(&h, 2, ratings)->streak_days = 10;
    remember(&h, &b, 2, classes, score);
    b.raw[0] = b.raw[1] = A;
    b.since[1] = 19991;
    expect(&h, "AA", "AB");
    help_clear(&h);
}

Test(hysteresis, a_large_change_acts_at_once)
{
    /* the score rose by .75, by .74; from A to C: two classes */
    static const double ratings[] = {3.8, 3.8, 2.59}, score[] = {3.05, 3.06, 3.3};
    static const uint8_t classes[] = {B, B, A};
    before b;
    help h;

    by_score(&h, 3, ratings);
    remember(&h, &b, 3, classes, score);
    expect(&h, "AAC", "ABC");
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_JUMP);
    cr_assert_eq(h.classes.schemes[0].flags[2], 0, "past the limit by the margin, as any move");
    help_clear(&h);
}

Test(hysteresis, two_classes_act_at_once_even_within_the_margin)
{
    /* B is 3.75 to 3.8 only: 3.74 and 3.81 are within .15 of every limit and two classes away, 3.77
     * and 3.76 one */
    static const double ratings[] = {3.74, 3.81, 3.77, 3.76}, score[] = {3.8, 3.7, 3.8, 3.7};
    static const uint8_t classes[] = {A, C, A, C};
    before b;
    help h;

    by_score(&h, 4, ratings)->limits[1] = 3.75;
    remember(&h, &b, 4, classes, score);
    expect(&h, "CABB", "CAAC");
    cr_assert_eq(h.classes.schemes[0].flags[0], VIKT_FLAG_FAR);
    cr_assert_eq(h.classes.schemes[0].flags[1], VIKT_FLAG_FAR);
    cr_assert_eq(h.classes.schemes[0].flags[2], VIKT_FLAG_KEPT);
    help_clear(&h);
}

Test(hysteresis, a_large_change_is_larger_on_a_larger_scale)
{
    /* 0..10: .75 * 10 / 4 = 1.875; the score rose by 1.9 and by 1.8, and 7.2 is within .375 of A */
    static const double ratings[] = {7.2, 7.2}, score[] = {5.3, 5.4}, limits[] = {7, 3, 0};
    static const uint8_t classes[] = {B, B};
    before b;
    help h;

    help_init(&h, 2);
    h.profile.lo = 0;
    h.profile.hi = 10;
    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits)->hysteresis = 0.15;
    remember(&h, &b, 2, classes, score);
    expect(&h, "AA", "AB");
    help_clear(&h);
}

Test(hysteresis, new_customers_and_those_without_a_class_are_raw)
{
    static const double ratings[] = {3.8, NAN, 3.8}, score[] = {NAN, 4, NAN};
    static const uint8_t classes[] = {VIKT_NO_CLASS, A, VIKT_NO_CLASS};
    before b;
    help h;

    by_score(&h, 3, ratings);
    remember(&h, &b, 3, classes, score);
    b.known[0] = 0;
    expect(&h, "A?A", "A?A");
    help_clear(&h);
}

Test(hysteresis, a_scheme_that_does_not_state_it_has_none)
{
    static const double ratings[] = {3.8}, score[] = {3.7};
    static const uint8_t classes[] = {B};
    before b;
    help h;

    by_score(&h, 1, ratings)->hysteresis = NAN;
    remember(&h, &b, 1, classes, score);
    expect(&h, "A", "A");
    cr_assert(h.classes.schemes[0].since == NULL);
    help_clear(&h);
}

Test(hysteresis, shares_have_a_margin_in_percentage_points)
{
    /* in order 64, 25.8, 3.5, 3.4, 3.3: starts 0, .64, .898, .933, .967; out of B only above .95,
     * and from A to C at once */
    static const double values[] = {64, 3.5, 3.4, 3.3, 25.8}, limits[] = {0.7, 0.9, 1};
    static const uint8_t classes[] = {A, B, B, A, A};
    static const double score[] = {NAN, NAN, NAN, NAN, NAN};
    vikt_scheme *scheme;
    before b;
    help h;

    help_init(&h, 5);
    help_number(&h, "revenue", values);
    scheme = help_scheme(&h, "abc", VIKT_SCHEME_BY_CUMULATIVE_SHARE, "ABC", limits);
    scheme->slot = 0;
    scheme->hysteresis = 5;
    remember(&h, &b, 5, classes, score);
    expect(&h, "ABCCA", "ABBCA");
    help_clear(&h);
}

static const char *share_class(double first, uint8_t was)
{
    /* two customers: the second starts at first / 100 */
    static const double limits[] = {0.7, 0.9, 1};
    const double values[] = {first, 100 - first}, score[] = {NAN, NAN};
    const uint8_t classes[] = {A, was};
    static char answer[2];
    vikt_scheme *scheme;
    before b;
    help h;

    help_init(&h, 2);
    help_number(&h, "revenue", values);
    scheme = help_scheme(&h, "abc", VIKT_SCHEME_BY_CUMULATIVE_SHARE, "ABC", limits);
    scheme->slot = 0;
    scheme->hysteresis = 5;
    remember(&h, &b, 2, classes, score);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    answer[0] = help_classes(&h, 0, true)[1];
    help_clear(&h);
    return answer;
}

Test(hysteresis, a_share_moves_up_below_the_margin_and_down_above_it)
{
    cr_assert_str_eq(share_class(66, B), "B"); /* raw A */
    cr_assert_str_eq(share_class(65, B), "A");
    cr_assert_str_eq(share_class(74, A), "A"); /* raw B */
    cr_assert_str_eq(share_class(75, A), "A");
    cr_assert_str_eq(share_class(75.01, A), "B");
}
