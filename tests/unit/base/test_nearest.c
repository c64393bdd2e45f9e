/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/nearest.h"

static size_t distance(const char *a, const char *b)
{
    return vikt_nearest_distance(vikt_text_of(a), vikt_text_of(b), 9);
}

Test(nearest, each_kind_of_edit_counts_one)
{
    cr_assert_eq(distance("weight", "weight"), 0);
    cr_assert_eq(distance("weigth", "weight"), 1); /* swap */
    cr_assert_eq(distance("wight", "weight"), 1);  /* insert */
    cr_assert_eq(distance("weeight", "weight"), 1);
    cr_assert_eq(distance("waight", "weight"), 1);
    cr_assert_eq(distance("kitten", "sitting"), 3);
    cr_assert_eq(distance("", "abc"), 3);
    cr_assert_eq(distance("abc", ""), 3);
    cr_assert_eq(distance("ca", "abc"), 3); /* a swapped pair is not edited again */
}

Test(nearest, case_does_not_count_in_any_alphabet)
{
    cr_assert_eq(distance("Revenue", "rEVENUE"), 0);
    cr_assert_eq(distance("\xc3\x85R", "\xc3\xa5r"), 0);
}

Test(nearest, the_distance_stops_behind_the_limit)
{
    cr_assert_eq(vikt_nearest_distance(VIKT_TEXT("abc"), VIKT_TEXT("xyz"), 2), 3);
    cr_assert_eq(vikt_nearest_distance(VIKT_TEXT("abc"), VIKT_TEXT("xyz"), 1), 2);
    cr_assert_eq(vikt_nearest_distance(VIKT_TEXT("abc"), VIKT_TEXT("abd"), 1), 1);
}

Test(nearest, long_and_broken_names_are_safe)
{
    char a[200], b[200];

    memset(a, 'a', sizeof a);
    memset(b, 'b', sizeof b);
    cr_assert_eq(vikt_nearest_distance((vikt_text){a, 200}, (vikt_text){b, 200}, 200), 64);
    memset(a, 0xff, sizeof a);
    cr_assert_eq(vikt_nearest_distance((vikt_text){a, 70}, (vikt_text){a, 70}, 9), 0);
    /* 63 bytes and a code point of two at the end of what is looked at */
    memset(a, 'a', 63);
    memcpy(a + 63, "\xc3\xa5", 2);
    cr_assert_eq(vikt_nearest_distance((vikt_text){a, 65}, (vikt_text){a, 65}, 9), 0);
}

static const char *meant(const char *wanted, const char *const *names, char hint[64])
{
    vikt_nearest nearest = {.wanted = vikt_text_of(wanted)};

    for (; *names; names++)
        vikt_nearest_offer(&nearest, vikt_text_of(*names));
    return vikt_nearest_hint(&nearest, hint, 64);
}

Test(nearest, the_nearest_name_is_proposed)
{
    static const char *const names[] = {"revenue", "returns", "growth", NULL};
    char hint[64];

    cr_assert_str_eq(meant("revnue", names, hint), "; did you mean \"revenue\"?");
    cr_assert_str_eq(meant("grwoth", names, hint), "; did you mean \"growth\"?");
    cr_assert_str_eq(meant("colour", names, hint), "");
}

Test(nearest, the_first_of_equals_stays)
{
    static const char *const names[] = {"bat", "cat", "rat", NULL};
    char hint[64];

    cr_assert_str_eq(meant("hat", names, hint), "; did you mean \"bat\"?");
}

Test(nearest, a_third_of_the_wanted_name_may_differ)
{
    static const char *const names[] = {"abcdef", NULL};
    char hint[64];

    cr_assert_str_eq(meant("abcdxy", names, hint), "; did you mean \"abcdef\"?"); /* 2 of 6 */
    cr_assert_str_eq(meant("abcxyz", names, hint), "");                           /* 3 of 6 */
}

Test(nearest, never_more_than_three_edits_and_always_one)
{
    static const char *const names[] = {"abcdefghijklmnop", "x", NULL};
    char hint[64];

    cr_assert_str_eq(meant("abcdefghijklm123", names, hint),
                     "; did you mean \"abcdefghijklmnop\"?");
    cr_assert_str_eq(meant("abcdefghijkl1234", names, hint), "");
    cr_assert_str_eq(meant("xy", names, hint), "; did you mean \"x\"?");
}

Test(nearest, every_letter_is_as_near_to_a_name_of_one_letter)
{
    static const char *const names[] = {"A", "\xc3\x84", NULL};
    char hint[64];

    cr_assert_str_eq(meant("D", names, hint), "");
    cr_assert_str_eq(meant("\xc3\x85", names, hint), "");
    cr_assert_str_eq(meant("a", names, hint), "; did you mean \"A\"?");
    cr_assert_str_eq(meant("\xc3\xa4", names, hint), "; did you mean \"\xc3\x84\"?");
}

Test(nearest, a_hint_that_does_not_fit_is_left_out)
{
    vikt_nearest nearest = {.wanted = VIKT_TEXT("revnue")};
    char hint[20];

    vikt_nearest_offer(&nearest, VIKT_TEXT("revenue"));
    cr_assert_str_eq(vikt_nearest_hint(&nearest, hint, sizeof hint), "");
}

Test(nearest, a_lent_name_is_copied_when_it_is_the_best)
{
    vikt_nearest nearest = {.wanted = VIKT_TEXT("revnue")};
    char row[] = "revenue";
    bool failed = false;
    vikt_arena arena;

    vikt_arena_init(&arena, NULL);
    vikt_nearest_offer_lent(&nearest, vikt_text_of(row), &arena, &failed);
    memcpy(row, "revxxxx", 7);
    vikt_nearest_offer_lent(&nearest, vikt_text_of(row), &arena, &failed);
    cr_assert(vikt_text_is(nearest.best, "revenue"));
    cr_assert_not(failed);
    vikt_arena_clear(&arena);
}
