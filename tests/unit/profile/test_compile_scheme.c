/* SPDX-License-Identifier: MIT
 *
 * Schemes: what is wrong, told with its line, and what is kept.
 */
#include "core/profile/compile.h"
#include "tests/unit/profile/profile_helper.h"

Test(compile_scheme, schemes_by_score_are_checked)
{
    EXPECT_WRONG(
        "[scheme class]\n"
        "classes = A 2.6, B 3.8, C 1\n"
        "[scheme b]\n"
        "type = by_score\n"
        "classes = A 5.1, B 0.9\n"
        "[scheme c]\n"
        "type = by_score\n"
        "classes = A 4\n"
        "[scheme d]\n"
        "type = by_scor\n"
        "[scheme e]\n"
        "classes = A 4, B 1\n"
        "[scheme f]\n"
        "type = by_score\n"
        "classes = A 4, B 1\n"
        "boundary = start\n"
        "hysteresis = 5\n"
        "[scheme g]\n"
        "type = by_score\n"
        "classes = A 4, A 1\n"
        "streak_days = 0\n"
        "[scheme h]\n"
        "type = by_score\n"
        "[scheme i]\n"
        "type = by_score\n"
        "classes = A 4, ? rest\n"
        "[scheme j]\n"
        "type = by_score\n"
        "classes = A 4, hysterisis 0.15\n",
        "vikt.ini:2: scheme \"class\": thresholds out of order: A 2.6, B 3.8, C 1; from the "
        "best class on they must fall\n"
        "vikt.ini:5: scheme \"b\": class \"A\": 5.1 is outside the scale, 1 to 5\n"
        "vikt.ini:5: scheme \"b\": class \"B\": 0.9 is outside the scale, 1 to 5\n"
        "vikt.ini:8: scheme \"c\": classes must be a list of 2 to 100 classes, such as A 3.8, B "
        "2.6, C 1\n"
        "vikt.ini:10: scheme \"d\": type = \"by_scor\" is none of by_score, "
        "by_cumulative_share, by_rank_share, by_rank, by_value, matrix, decision_table, function; "
        "did you mean "
        "\"by_score\"?\n"
        "vikt.ini:11: scheme \"e\": it has no type, such as by_score\n"
        "vikt.ini:16: scheme \"f\": boundary is not for a scheme by_score\n"
        "vikt.ini:17: scheme \"f\": hysteresis = 5 is outside 0 to 4\n"
        "vikt.ini:20: scheme \"g\": class \"A\" is there twice\n"
        "vikt.ini:21: scheme \"g\": streak_days = 0 is outside 1 to 3660\n"
        "vikt.ini:22: scheme \"h\": it has no classes, such as A 3.8, B 2.6, C 1\n"
        "vikt.ini:26: scheme \"i\": class \"?\": rest is for by_rank only\n"
        "vikt.ini:29: scheme \"j\": class \"hysterisis\" is too near to the option "
        "\"hysteresis\"\n"
        "vikt.ini:29: scheme \"j\": class \"hysterisis\": 0.15 is outside the scale, 1 to 5\n");
}

Test(compile_scheme, schemes_by_share_and_rank_are_checked)
{
    EXPECT_WRONG(
        "[scheme abc]\n"
        "classes = A 70 %, B 90 %, C 99 %\n"
        "[scheme b]\n"
        "type = by_rank\n"
        "field = revenue\n"
        "classes = A 10, B 4.5, C rest\n"
        "[scheme c]\n"
        "type = by_value\n"
        "field = revenue\n"
        "classes = A 0, B 100\n"
        "[scheme d]\n"
        "type = by_rank_share\n"
        "classes = A 0.2, B 1\n"
        "[scheme e]\n"
        "type = by_cumulative_share\n"
        "field = score\n"
        "classes = A 0.2, B 1\n"
        "ties = apart\n"
        "[scheme f]\n"
        "type = by_cumulative_share\n"
        "field = revenue\n"
        "classes = A 0.7, B 0.9, C 1.1\n",
        "vikt.ini:2: scheme \"abc\": shares must end at 1 (100 %): A 0.7, B 0.9, C 0.99\n"
        "vikt.ini:6: scheme \"b\": thresholds out of order: A 10, B 4.5, C rest; from the best "
        "class on they must rise\n"
        "vikt.ini:6: scheme \"b\": class \"B\": a rank is a whole number from 1, or rest\n"
        "vikt.ini:10: scheme \"c\": thresholds out of order: A 0, B 100; from the best class "
        "on they must fall\n"
        "vikt.ini:11: scheme \"d\": it has no field, such as field = revenue\n"
        "vikt.ini:16: scheme \"e\": field: there is no field or measure \"score\"\n"
        "vikt.ini:18: scheme \"e\": ties = \"apart\" is none of together, by_key\n"
        "vikt.ini:22: scheme \"f\": class \"C\": 1.1 is outside shares, 0 to 1\n");
}

Test(compile_scheme, a_matrix_is_checked)
{
    EXPECT_WRONG(
        "[scheme m]\n"
        "type = matrix\n"
        "y = value revenu\n"
        "x = points potential\n"
        "high_high = 1\n"
        "high_low = 2\n"
        "low_high = 2\n"
        "[scheme n]\n"
        "type = matrix\n"
        "y = value revenue\n"
        "split_y = share 80\n"
        "x = points risk\n"
        "split_x = share 0.5\n"
        "high_high = 1\n"
        "high_low = 2\n"
        "low_high = 3\n"
        "low_low = 4\n"
        "[scheme o]\n"
        "type = matrix\n"
        "y = value revenue\n"
        "high_high = 1\n"
        "high_low = 2\n"
        "low_high = 3\n"
        "low_low = 4\n"
        "classes = A 1, B 2\n",
        "vikt.ini:1: scheme \"m\": it has no name for its cell low_low\n"
        "vikt.ini:3: scheme \"m\": y: there is no field or measure \"revenu\"; did you mean "
        "\"revenue\"?\n"
        "vikt.ini:4: scheme \"m\": x: there is no criterion \"potential\"\n"
        "vikt.ini:7: scheme \"m\": high_low and low_high have the same name \"2\"\n"
        "vikt.ini:11: scheme \"n\": split_y must be a number, median, or share or percentile "
        "with a number from 0 to 1\n"
        "vikt.ini:13: scheme \"n\": split_x: points have no total that a share could split\n"
        "vikt.ini:18: scheme \"o\": it has no x, such as x = value revenue\n"
        "vikt.ini:25: scheme \"o\": classes is not for a scheme matrix\n");
}

Test(compile_scheme, a_profile_without_a_scheme_or_a_score_is_an_error)
{
    EXPECT_WRONG("[profile]\nextends = none\n[field f]\n",
                 "vikt.ini:1: the profile has no scheme; at least one must put customers into "
                 "classes\n");
    EXPECT_WRONG("[profile]\nextends = none\n[scheme s]\ntype = by_score\nclasses = A 3, B 1\n",
                 "vikt.ini:3: scheme \"s\": there is no criterion that could give a score\n");
}

Test(compile_scheme, every_native_scheme_is_kept_with_its_options)
{
    vikt_profile *profile = load_right("[scheme a]\n"
                                       "type = by_cumulative_share\n"
                                       "field = revenue\n"
                                       "classes = Gold 20 %, Silver 50 %, Bronze 100 %\n"
                                       "boundary = nearest\n"
                                       "ties = by_key\n"
                                       "base = net\n"
                                       "order = score\n"
                                       "hysteresis = 2\n"
                                       "streak_days = 90\n"
                                       "[scheme b]\n"
                                       "type = by_rank_share\n"
                                       "field = score\n"
                                       "classes = A 0.2, B 1\n"
                                       "[scheme c]\n"
                                       "type = by_rank\n"
                                       "field = revenue\n"
                                       "classes = A 10, B 40, C rest\n"
                                       "[scheme d]\n"
                                       "type = by_value\n"
                                       "field = growth\n"
                                       "classes = up 0.1, flat 0, down -1\n"
                                       "[scheme e]\n"
                                       "type = matrix\n"
                                       "y = value revenue\n"
                                       "x = value admin_hours\n"
                                       "split_x = percentile 75 %\n"
                                       "high_high = 1\nhigh_low = 2\nlow_high = 3\nlow_low = 4\n");
    const vikt_scheme *a = scheme_of(profile, "a"), *e = scheme_of(profile, "e");

    cr_assert_eq(a->boundary, VIKT_BOUNDARY_NEAREST);
    cr_assert(a->ties_by_key && a->base_net && a->by_score_order && a->ordered);
    cr_assert_eq(a->hysteresis, 2);
    cr_assert_eq(a->streak_days, 90);
    cr_assert_eq(a->limits[1], 0.5);
    cr_assert(text_is(a->classes[2], "Bronze"));
    cr_assert(scheme_of(profile, "b")->by_score_order);
    cr_assert_eq(scheme_of(profile, "b")->slot, VIKT_SLOT_NONE);
    cr_assert(isnan(scheme_of(profile, "b")->hysteresis));
    cr_assert_eq(scheme_of(profile, "c")->limits[2], INFINITY);
    cr_assert_eq(scheme_of(profile, "d")->slot, vikt_profile_slot(profile, VIKT_TEXT("growth")));
    cr_assert_eq(e->y.split, VIKT_SPLIT_SHARE);
    cr_assert_eq(e->y.value, 0.8);
    cr_assert_eq(e->x.split, VIKT_SPLIT_PERCENTILE);
    cr_assert_eq(e->x.value, 0.75);
    cr_assert(!e->ordered);
    cr_assert_null(e->limits);
    cr_assert_eq(vikt_scheme_class(e, VIKT_TEXT("3")), VIKT_LOW_HIGH);
    cr_assert_eq(vikt_scheme_class(e, VIKT_TEXT("5")), VIKT_INDEX_NONE);
    vikt_profile_free(profile);
}

/* ---- classes as Lua gives them: by name, in the order of their names ---- */

typedef struct keyed {
    const char *name;
    double limit;
} keyed;

/* Compiles one scheme of a type over a field; what is told is in all. INFINITY is the word rest. */
static vikt_profile *compile_keyed(const char *type, const keyed *classes, size_t count, heard *all,
                                   vikt_draft *draft)
{
    vikt_profile *profile = vikt_acquire(vikt_allocator_default(), 1, sizeof *profile);
    vikt_listener listener = {hear_line, all};
    vikt_place place = {"t", 3, 0};
    vikt_entry table[8],
        arguments[2] = {{{0}, {.kind = VIKT_VALUE_TEXT, .text = VIKT_TEXT("f")}},
                        {{0}, {.kind = VIKT_VALUE_LIST, .entries = table, .count = count}}};
    vikt_value call = {
        .kind = VIKT_VALUE_CALL, .text = vikt_text_of(type), .entries = arguments, .count = 2};
    vikt_value rest = {.kind = VIKT_VALUE_CALL, .text = VIKT_TEXT("rest")};
    vikt_statement *scheme;
    size_t errors = 0;

    for (size_t i = 0; i < count; i++) {
        table[i] = (vikt_entry){vikt_text_of(classes[i].name),
                                {.kind = VIKT_VALUE_NUMBER, .number = classes[i].limit}};
        if (classes[i].limit == INFINITY)
            table[i].value = rest;
    }
    *all = (heard){0};
    vikt_draft_init(draft, NULL);
    vikt_arena_init(&profile->arena, NULL);
    cr_assert_not_null(vikt_draft_add(draft, VIKT_STATEMENT_FIELD, VIKT_TEXT("f"), place));
    scheme = vikt_draft_add(draft, VIKT_STATEMENT_SCHEME, VIKT_TEXT("s"), place);
    cr_assert_eq(vikt_spec_scheme(draft, scheme, &call, &listener, &errors, NULL), VIKT_OK);
    cr_assert_eq(vikt_compile(draft, profile, NULL, &listener, &errors, NULL), VIKT_OK);
    return profile;
}

Test(compile_scheme, classes_without_an_order_are_sorted_by_their_limits)
{
    static const keyed classes[] = {{"Bronze", 0}, {"Gold", 100}, {"Silver", 10}};
    heard all;
    vikt_draft draft;
    vikt_profile *profile = compile_keyed("by_value", classes, 3, &all, &draft);
    const vikt_scheme *scheme = &profile->schemes[0];

    cr_assert_str_eq(all.text, "");
    cr_assert(text_is(scheme->classes[0], "Gold"));
    cr_assert(text_is(scheme->classes[1], "Silver"));
    cr_assert(text_is(scheme->classes[2], "Bronze"));
    cr_assert_eq(scheme->limits[1], 10);
    vikt_profile_free(profile);
    vikt_draft_clear(&draft);
}

Test(compile_scheme, capital_letters_have_an_order_that_limits_must_keep)
{
    static const keyed classes[] = {{"A", 10}, {"B", 100}, {"C", 0}},
                       same[] = {{"X", 1}, {"Yes", 1}};
    heard all;
    vikt_draft draft;
    vikt_profile *profile = compile_keyed("by_value", classes, 3, &all, &draft);

    cr_assert_str_eq(all.text,
                     "t:3: scheme \"s\": thresholds out of order: B 100, A 10, C 0; from the best "
                     "class on they must fall\n");
    vikt_profile_free(profile);
    vikt_draft_clear(&draft);
    profile = compile_keyed("by_value", same, 2, &all, &draft);
    cr_assert_str_eq(
        all.text, "t:3: scheme \"s\": thresholds out of order: X 1, Yes 1; from the best class on "
                  "they must fall\n");
    vikt_profile_free(profile);
    vikt_draft_clear(&draft);
}

/* The classes in their order, "A 10, R rest" without the limits, or what was told. */
static void expect_ranks(const keyed *classes, size_t count, const char *expected)
{
    heard all;
    vikt_draft draft;
    char text[200];
    vikt_profile *profile = compile_keyed("by_rank", classes, count, &all, &draft);
    const vikt_scheme *scheme = &profile->schemes[0];

    if (all.errors)
        cr_expect_str_eq(all.text, expected);
    else
        cr_expect_str_eq(vikt_compile_list(scheme->classes, scheme->class_count, text, sizeof text),
                         expected);
    vikt_profile_free(profile);
    vikt_draft_clear(&draft);
}

Test(compile_scheme, the_rest_is_the_worst_class_whatever_its_name)
{
    static const keyed top[] = {{"R", INFINITY}, {"T", 10}}, late[] = {{"R", 10}, {"T", INFINITY}},
                       first[] = {{"A", INFINITY}, {"B", 3}, {"C", 10}},
                       three[] = {{"M", 10}, {"R", INFINITY}, {"T", 3}},
                       slip[] = {{"A", 10}, {"B", 3}, {"R", INFINITY}};

    expect_ranks(top, 2, "T, R");
    expect_ranks(late, 2, "R, T");
    expect_ranks(three, 3, "T, M, R");
    expect_ranks(first, 3, "B, C, A");
    expect_ranks(slip, 3,
                 "t:3: scheme \"s\": thresholds out of order: B 3, A 10, R rest; from the best "
                 "class on they must rise\n");
}

/* The line of the built-in action is not what is wrong, nor is the rule. */
Test(compile_scheme, wrong_classes_are_told_once_and_not_where_they_are_named)
{
    EXPECT_WRONG("[scheme class]\n"
                 "classes = X 2, Y 3, Z 1\n"
                 "[action keep]\n"
                 "owner = me\n"
                 "[rule r]\n"
                 "when = risk > 3\n"
                 "at_most = B\n",
                 "vikt.ini:2: scheme \"class\": thresholds out of order: X 2, Y 3, Z 1; from the "
                 "best class on they must fall\n");
}

Test(compile_scheme, wrong_settings_of_another_kind_hide_no_wrong_class_name)
{
    EXPECT_WRONG("[scheme class]\n"
                 "hysteresis = 7\n"
                 "[rule r]\n"
                 "when = risk > 3\n"
                 "at_most = D\n",
                 "vikt.ini:2: scheme \"class\": hysteresis = 7 is outside 0 to 4\n"
                 "vikt.ini:5: rule \"r\": at_most = \"D\" is not a class of scheme \"class\" (A, "
                 "B, C)\n");
}

/* They would be read as customers whom one run alone has. */
Test(compile_scheme, new_and_gone_are_no_names_of_classes)
{
    EXPECT_WRONG("[scheme a]\n"
                 "type = by_score\n"
                 "classes = new 3, News 2, gone 1\n"
                 "[scheme b]\n"
                 "type = matrix\n"
                 "y = value revenue\n"
                 "x = points risk\n"
                 "high_high = New\n"
                 "high_low = new\n"
                 "low_high = 3\n"
                 "low_low = 4\n"
                 "[scheme c]\n"
                 "type = decision_table\n"
                 "row 1 = revenue > 5: A\n"
                 "row 2 = always: gone\n",
                 "vikt.ini:3: scheme \"a\": \"new\" cannot be the name of a class (in moves it "
                 "stands for customers whom one run alone has)\n"
                 "vikt.ini:3: scheme \"a\": \"gone\" cannot be the name of a class (in moves it "
                 "stands for customers whom one run alone has)\n"
                 "vikt.ini:9: scheme \"b\": high_low: \"new\" cannot be the name of a class (in "
                 "moves it stands for customers whom one run alone has)\n"
                 "vikt.ini:15: scheme \"c\": row 2: \"gone\" cannot be the name of a class (in "
                 "moves it stands for customers whom one run alone has)\n");
}
