/* SPDX-License-Identifier: MIT */
#include "core/profile/decision.h"

#include "tests/unit/profile/profile_helper.h"

#define TABLE                                                                                      \
    "[field recency]\ntype = number\n[field region]\ntype = text\n[field member]\ntype = "         \
    "yes/no\n[field since]\ntype = date\n[scheme s]\ntype = decision_table\n"

/* What the rows of a table are found to be, a line each, and the gap. */
static void expect(const char *rows, const char *expected)
{
    char *ini = calloc(1, strlen(rows) + sizeof TABLE), *text;
    vikt_profile *profile;
    vikt_decision_findings found;
    const vikt_decision *decision;
    vikt_arena arena;
    vikt_buffer out;

    cr_assert_not_null(ini);
    strcat(strcpy(ini, TABLE), rows);
    profile = load_right(ini);
    decision = scheme_of(profile, "s")->decision;
    vikt_arena_init(&arena, NULL);
    vikt_buffer_init(&out, NULL, 4096);
    cr_assert_eq(vikt_decision_check(profile, decision, &arena, &found, NULL), VIKT_OK);
    for (size_t i = 0; i < found.count; i++) {
        vikt_row_finding_say(decision, &found.items[i], &out);
        vikt_buffer_byte(&out, '\n');
    }
    vikt_buffer_print(&out, "%s%s", found.gap ? "gap: " : "", found.gap ? found.gap : "");
    text = vikt_arena_copy(&arena, out.at ? out.at : "", out.length);
    cr_expect_str_eq(text, expected);
    vikt_buffer_clear(&out);
    vikt_arena_clear(&arena);
    vikt_profile_free(profile);
    free(ini);
}

Test(decision, a_table_that_parts_everything_has_nothing_wrong)
{
    expect("hit = unique\n"
           "row 1 = recency <= 30: A\n"
           "row 2 = recency > 30 and region in North, East: B\n"
           "row 3 = recency > 30 and region != North and region != East: C\n",
           "");
    expect("hit = first\n"
           "row 1 = recency <= 30: A\n"
           "row 2 = always: B\n",
           "");
    expect("hit = unique\n"
           "row 1 = member = yes: A\n"
           "row 2 = member = no: B\n",
           "");
    expect("row 1 = points.risk >= 1: A\n", ""); /* 1 is the foot of the scale */
    expect("row 1 = coverage 0..1: A\n", "");
}

Test(decision, under_unique_rows_that_meet_are_found)
{
    expect("hit = unique\n"
           "row 1 = recency <= 30: A\n"
           "row 2 = recency 30..90: B\n" /* 30 meets both */
           "row 3 = recency > 90: C\n",
           "rows 1 and 2 overlap (recency <= 30; recency 30..90), and hit = unique allows one row "
           "only\n");
    expect("hit = unique\n"
           "row 1 = recency < 30: A\n"
           "row 2 = region = north and recency >= 30: B\n"
           "row 3 = region in North, East and recency >= 30: C\n"
           "row 4 = region != North and region != East and recency >= 30: D\n",
           "rows 2 and 3 overlap (region = north and recency >= 30; region in North, East and "
           "recency >= 30), and hit = unique allows one row only\n");
    expect("hit = first\n"
           "row 1 = recency <= 30: A\n"
           "row 2 = recency >= 30: B\n",
           "");
}

Test(decision, under_first_rows_behind_wider_ones_are_found)
{
    expect("row 1 = recency <= 90: A\n"
           "row 2 = recency 31..60 and region = North: B\n"
           "row 3 = recency > 60: C\n",
           "row 2 can never be reached: row 1 comes first, and holds for all whom it holds for\n");
    expect("row 1 = always: A\n"
           "row 2 = recency 31..60: B\n",
           "row 2 can never be reached: row 1 comes first, and holds for all whom it holds for\n");
    /* Whoever has no points meets row 2 alone. */
    expect("row 1 = points.risk >= 1: A\n"
           "row 2 = always: B\n",
           "");
}

Test(decision, rows_that_contradict_themselves_are_found)
{
    expect("row 1 = recency > 90 and recency < 30: A\n"
           "row 2 = region = North and region != north: A\n"
           "row 3 = points.risk > 5: A\n"
           "row 4 = always: B\n",
           "row 1 can never hold: its conditions contradict each other (recency > 90 and recency < "
           "30)\n"
           "row 2 can never hold: its conditions contradict each other (region = North and region "
           "!= north)\n"
           "row 3 can never hold: its conditions contradict each other (points.risk > 5)\n");
}

Test(decision, inputs_that_no_row_covers_are_told_by_an_example)
{
    expect("row 1 = recency <= 30: A\n"
           "row 2 = recency > 90: B\n",
           "gap: recency > 30 and recency <= 90");
    expect("row 1 = recency < 30: A\n"
           "row 2 = recency > 60 and recency < 70: B\n",
           "gap: recency >= 30 and recency <= 60");
    expect("row 1 = recency < 30: A\n"
           "row 2 = recency > 30: B\n",
           "gap: recency = 30");
    expect("row 1 = recency <= 30: A\n"
           "row 2 = recency > 30 and region in North, East: B\n",
           "gap: recency > 30 and region is something else");
    expect("row 1 = member = yes and since >= 2020-01-01: A\n"
           "row 2 = member = no: B\n",
           "gap: member = yes and since < 2020-01-01");
    expect("row 1 = points.risk > 2: A\n", "gap: points.risk <= 2");
}

/* 30 inputs of three regions each have 3^30 combinations. */
Test(decision, the_work_is_bounded)
{
    char *ini = calloc(1, 100000), *at = ini;

    cr_assert_not_null(ini);
    for (int i = 0; i < 30; i++)
        at += sprintf(at, "[field f%d]\ntype = number\n", i);
    at += sprintf(at, "[scheme s]\ntype = decision_table\n");
    for (int i = 0; i < 30; i++)
        at += sprintf(at, "row %d = f%d > 0 and f%d > 0: A\n", i + 1, i, (i + 7) % 30);
    {
        vikt_profile *profile = load_right(ini);
        vikt_decision_findings found;
        vikt_arena arena;

        vikt_arena_init(&arena, NULL);
        cr_assert_eq(
            vikt_decision_check(profile, scheme_of(profile, "s")->decision, &arena, &found, NULL),
            VIKT_OK);
        cr_assert_eq(found.count, 0);
        cr_assert_not_null(found.gap);
        vikt_arena_clear(&arena);
        vikt_profile_free(profile);
    }
    free(ini);
}

/* Numbers lie between 30 and 31, days do not between the last of a year and the first of the next.
 */
Test(decision, nothing_lies_between_a_day_and_the_next)
{
    expect("row 1 = since <= 2025-12-31: A\nrow 2 = since >= 2026-01-01: B\n", "");
    expect("row 1 = since <= 2025-12-30: A\nrow 2 = since >= 2026-01-01: B\n",
           "gap: since > 2025-12-30 and since < 2026-01-01");
    expect("row 1 = recency <= 30: A\nrow 2 = recency >= 31: B\n",
           "gap: recency > 30 and recency < 31");
}

/* Row 2 is in row 1: found as long as the table divides its input into 2048 values at most. */
static size_t found_among(size_t values)
{
    char *ini = calloc(1, 64 * 1024);
    size_t length, count;
    vikt_decision_findings found;
    vikt_profile *profile;
    vikt_arena arena;

    cr_assert_not_null(ini);
    length = (size_t)sprintf(ini, TABLE "row 1 = region in R1");
    for (size_t i = 2; i <= values; i++)
        length += (size_t)sprintf(ini + length, ", R%zu", i);
    sprintf(ini + length, ": A\nrow 2 = region = R1: B\n");
    profile = load_right(ini);
    vikt_arena_init(&arena, NULL);
    cr_assert_eq(
        vikt_decision_check(profile, scheme_of(profile, "s")->decision, &arena, &found, NULL),
        VIKT_OK);
    count = found.count;
    vikt_arena_clear(&arena);
    vikt_profile_free(profile);
    free(ini);
    return count;
}

Test(decision, a_table_with_too_many_values_is_not_looked_into)
{
    cr_assert_eq(found_among(2048), 1);
    cr_assert_eq(found_among(2049), 0);
}
