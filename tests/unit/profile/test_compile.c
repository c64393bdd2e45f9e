/* SPDX-License-Identifier: MIT
 *
 * What is wrong with fields, measures, criteria and the profile itself, told with its line; here
 * the whole answer is compared.
 */
#include "tests/unit/profile/profile_helper.h"

Test(compile, criteria_and_their_settings_are_checked)
{
    EXPECT_WRONG(
        "[criterion a]\n"
        "weight = -3\n"
        "points = percentile revenue\n"
        "[criterion b]\n"
        "points = percentile revenu\n"
        "[criterion c]\n"
        "weight = 1\n"
        "[criterion d]\n"
        "weight = 1\n"
        "points = rating risk\n"
        "missing = 7\n"
        "group = monney\n"
        "[criterion e]\n"
        "weight = 1\n"
        "points = rating risk\n"
        "missing = worse\n"
        "[group money]\n"
        "cap = 30\n"
        "[group empty]\n",
        "vikt.ini:2: criterion \"a\": weight = -3 is below 0\n"
        "vikt.ini:4: criterion \"b\": it has no weight\n"
        "vikt.ini:5: criterion \"b\": points: there is no field or measure \"revenu\"; did "
        "you mean \"revenue\"?\n"
        "vikt.ini:6: criterion \"c\": it has no points, such as points = percentile revenue\n"
        "vikt.ini:11: criterion \"d\": missing = 7 is outside 1 to 5\n"
        "vikt.ini:12: criterion \"d\": there is no group \"monney\"; did you mean "
        "\"money\"?; a group states its cap: [group monney]\n"
        "vikt.ini:16: criterion \"e\": missing = \"worse\" is none of skip, worst, middle, "
        "carry, reject; did you mean \"worst\"?\n"
        "vikt.ini:18: group \"money\": cap = 30 is outside 0 to 1\n"
        "vikt.ini:19: group \"empty\": it has no cap, such as cap = 0.3\n");
}

Test(compile, scales_are_checked)
{
    EXPECT_WRONG(
        "[field branch]\n"
        "type = text\n"
        "[criterion a]\n"
        "weight = 1\n"
        "points = bands revenue 1 3 2\n"
        "[criterion b]\n"
        "weight = 1\n"
        "points = bands revenue 1 1\n"
        "[criterion c]\n"
        "weight = 1\n"
        "points = bands revenue\n"
        "[criterion d]\n"
        "weight = 1\n"
        "points = linear revenue worst 4\n"
        "[criterion e]\n"
        "weight = 1\n"
        "points = percentile branch\n"
        "[criterion f]\n"
        "weight = 1\n"
        "points = quantiles revenue 1\n"
        "[criterion g]\n"
        "weight = 1\n"
        "points = lookup branch Bygg 6\n"
        "[criterion h]\n"
        "weight = 1\n"
        "points = scaled revenue biggest\n"
        "[criterion i]\n"
        "weight = 1\n"
        "points = rating risk best worst\n"
        "[criterion j]\n"
        "weight = 1\n"
        "points = share_bands revenue 0.1 1.2\n"
        "[criterion k]\n"
        "weight = 1\n"
        "points = lookup branch Bygg 5 Bygg 4\n",
        "vikt.ini:5: criterion \"a\": points: the edges of bands must rise (more is better) or "
        "fall (less is better) all the way\n"
        "vikt.ini:8: criterion \"b\": points: the edges of bands must rise (more is better) or "
        "fall (less is better) all the way\n"
        "vikt.ini:11: criterion \"c\": points: bands needs 1 to 1000 edges\n"
        "vikt.ini:14: criterion \"d\": points: linear needs numbers for worst and best\n"
        "vikt.ini:17: criterion \"e\": points: the field \"branch\" is a text; a number is "
        "needed\n"
        "vikt.ini:20: criterion \"f\": points: quantiles needs a whole number of groups from 2 "
        "to 100\n"
        "vikt.ini:23: criterion \"g\": points: the points of lookup must be numbers from 1 to "
        "5\n"
        "vikt.ini:26: criterion \"h\": points: scaled needs one of max, minmax, sum, vector\n"
        "vikt.ini:29: criterion \"i\": points: best of rating must be low or high\n"
        "vikt.ini:32: criterion \"j\": points: the edges of share_bands are shares from 0 to 1\n"
        "vikt.ini:35: criterion \"k\": points: lookup has \"Bygg\" twice\n");
}

Test(compile, all_weights_zero_is_an_error_and_one_above_is_enough)
{
    EXPECT_WRONG("[profile]\n"
                 "extends = none\n"
                 "[field f]\n"
                 "[criterion a]\n"
                 "points = rating f\n"
                 "weight = 0\n"
                 "[scheme s]\n"
                 "type = by_score\n"
                 "classes = A 3, B 1\n",
                 "vikt.ini:6: all weights are zero; at least one criterion must count\n");
    vikt_profile_free(
        load_right("[profile]\nextends = none\n[field f]\n[criterion a]\npoints = rating "
                   "f\nweight = 0\n[criterion b]\npoints = rating f\nweight = 0.001\n"
                   "[scheme s]\ntype = by_score\nclasses = A 3, B 1\n"));
}

Test(compile, fields_are_checked)
{
    EXPECT_WRONG(
        "[field population]\n"
        "[field overdue_or_nil]\n"
        "[field points.x]\n"
        "[field a]\n"
        "type = numbr\n"
        "[field b]\n"
        "type = text\n"
        "max = 5\n"
        "[field c]\n"
        "min = 5\n"
        "max = 1\n"
        "[field d]\n"
        "optional = yes\n"
        "required = yes\n"
        "[field e]\n"
        "optional = perhaps\n",
        "vikt.ini:1: field \"population\": population is a word of the language and cannot be a "
        "name (population previous customer today result score coverage)\n"
        "vikt.ini:2: field \"overdue_or_nil\": a name cannot end in _or_nil, which marks a "
        "parameter\n"
        "vikt.ini:3: field \"points.x\": a name cannot begin with \"points.\"\n"
        "vikt.ini:5: field \"a\": type = \"numbr\" is none of number, text, date, yes/no; did "
        "you mean \"number\"?\n"
        "vikt.ini:8: field \"b\": min and max are for numbers, not for type = text\n"
        "vikt.ini:11: field \"c\": min is above max\n"
        "vikt.ini:14: field \"d\": a field cannot be both optional and required\n"
        "vikt.ini:16: field \"e\": optional: \"perhaps\" is neither yes nor no\n");
}

Test(compile, measures_are_checked)
{
    EXPECT_WRONG(
        "[field since]\n"
        "type = date\n"
        "[measure a]\n"
        "value = ratio revenue\n"
        "[measure b]\n"
        "value = sum\n"
        "[measure c]\n"
        "value = difference revenue revenu_prev\n"
        "[measure d]\n"
        "value = days_since revenue\n"
        "[measure e]\n"
        "value = sum revenue since\n"
        "[measure f]\n"
        "[measure g]\n"
        "value = sum h\n"
        "[measure h]\n"
        "value = ratio i revenue\n"
        "[measure i]\n"
        "value = difference revenue g\n"
        "[measure j]\n"
        "value = sum j\n"
        "[measure today]\n"
        "value = sum revenue\n",
        "vikt.ini:4: measure \"a\": value: ratio takes two names of fields and measures\n"
        "vikt.ini:6: measure \"b\": value: sum takes one or more names of fields and measures\n"
        "vikt.ini:8: measure \"c\": value: there is no field or measure \"revenu_prev\"; did you "
        "mean \"revenue_prev\"?\n"
        "vikt.ini:10: measure \"d\": value: the field \"revenue\" is a number; days_since needs "
        "a date\n"
        "vikt.ini:12: measure \"e\": value: the field \"since\" is a date; a number is needed\n"
        "vikt.ini:13: measure \"f\": it has no value, such as value = sum a b c\n"
        "vikt.ini:14: measure \"g\" needs itself: g, h, i, g\n"
        "vikt.ini:20: measure \"j\" needs itself: j, j\n"
        "vikt.ini:22: measure \"today\": today is a word of the language and cannot be a name "
        "(population previous customer today result score coverage)\n");
}

Test(compile, the_profile_statement_is_checked)
{
    EXPECT_WRONG("[profile]\n"
                 "scale = 5 1\n"
                 "min_coverage = 60\n"
                 "min_weight = -1\n"
                 "max_failures = 1.5\n"
                 "as_of = 2026-02-30\n",
                 "vikt.ini:2: profile: scale must be two rising numbers from -1000000000 to "
                 "1000000000, such as 1 5\n"
                 "vikt.ini:3: profile: min_coverage = 60 is outside 0 to 1\n"
                 "vikt.ini:4: profile: min_weight = -1 is outside 0 to 1\n"
                 "vikt.ini:5: profile: max_failures must be a whole number\n"
                 "vikt.ini:6: profile: as_of = \"2026-02-30\" is not a date such as 2026-05-12\n");
}

Test(compile, repeated_sections_and_keys_are_told_with_both_lines)
{
    EXPECT_WRONG(
        "[criterion revenue]\n"
        "weight = 30\n"
        "weight = 40\n"
        "[profile]\n"
        "[criterion revenue]\n"
        "weight = 50\n"
        "[profile]\n"
        "[remove criterion no_such]\n"
        "[remove criterion rsik]\n"
        "[remove profile x]\n"
        "[remove croterion x]\n",
        "vikt.ini:3: criterion \"revenue\": weight is already given in line 2\n"
        "vikt.ini:5: criterion \"revenue\" is already stated in line 1\n"
        "vikt.ini:7: profile is already stated in line 4\n"
        "vikt.ini:8: remove: there is no criterion \"no_such\"\n"
        "vikt.ini:9: remove: there is no criterion \"rsik\"; did you mean \"risk\"?\n"
        "vikt.ini:10: remove: \"profile\" is nothing that can be removed (field, measure, "
        "criterion, group, rule, scheme, action, test)\n"
        "vikt.ini:11: remove: \"croterion\" is nothing that can be removed (field, measure, "
        "criterion, group, rule, scheme, action, test); did you mean \"criterion\"?\n");
}

/* A score counts in billionths of a point, which must fit into 64 bits. */
Test(compile, a_scale_ends_at_a_milliard_points)
{
    vikt_profile *profile = load_right("[profile]\nscale = -1e9 1e9\n");

    cr_assert_eq(profile->lo, -1e9);
    cr_assert_eq(profile->hi, 1e9);
    vikt_profile_free(profile);
    EXPECT_WRONG("[profile]\nscale = 0 1000000001\n",
                 "vikt.ini:2: profile: scale must be two rising numbers from -1000000000 to "
                 "1000000000, such as 1 5\n");
    EXPECT_WRONG("[profile]\nscale = -1e300 5\n",
                 "vikt.ini:2: profile: scale must be two rising numbers from -1000000000 to "
                 "1000000000, such as 1 5\n");
}

Test(compile, every_scale_is_kept_with_its_numbers_and_words)
{
    vikt_profile *profile =
        load_right("[field branch]\n"
                   "type = text\n"
                   "optional = yes\n"
                   "[criterion a]\n"
                   "weight = 1\n"
                   "points = bands days_late 30 15 5 0\n"
                   "[criterion b]\n"
                   "weight = 1\n"
                   "points = linear admin_hours worst 40 best 2\n"
                   "[criterion c]\n"
                   "weight = 1\n"
                   "points = quantiles revenue 4 best low\n"
                   "[criterion d]\n"
                   "weight = 1\n"
                   "points = lookup branch Handel 3 \"Bygg och el\" 5 7 1 otherwise 2\n"
                   "[criterion e]\n"
                   "weight = 1\n"
                   "points = share_bands revenue 25 % 10 %\n"
                   "[criterion f]\n"
                   "weight = 1\n"
                   "points = scaled revenue vector\n"
                   "missing = 2.5\n"
                   "[criterion g]\n"
                   "weight = 1\n"
                   "points = percentile revenue best high\n"
                   "missing = carry\n");
    const vikt_criterion *d = criterion_of(profile, "d");

    cr_assert_eq(criterion_of(profile, "a")->points.kind, VIKT_SCALE_BANDS);
    cr_assert_eq(criterion_of(profile, "a")->points.edge_count, 4);
    cr_assert_eq(criterion_of(profile, "a")->points.edges[3], 0);
    cr_assert_eq(criterion_of(profile, "b")->points.worst, 40);
    cr_assert_eq(criterion_of(profile, "b")->points.best, 2);
    cr_assert_eq(criterion_of(profile, "c")->points.groups, 4);
    cr_assert(criterion_of(profile, "c")->points.low_is_best);
    cr_assert_eq(d->points.lookup_count, 3);
    cr_assert(text_is(d->points.lookups[0].text, "7"));
    cr_assert_eq(d->points.lookups[0].number, 7);
    cr_assert(isnan(d->points.lookups[1].number));
    cr_assert(text_is(d->points.text, "lookup branch 7 1 \"Bygg och el\" 5 Handel 3 otherwise 2"));
    cr_assert(text_is(criterion_of(profile, "e")->points.text, "share_bands revenue 0.25 0.1"));
    cr_assert_eq(criterion_of(profile, "f")->points.scaling, VIKT_SCALED_VECTOR);
    cr_assert_eq(criterion_of(profile, "f")->missing, VIKT_MISSING_POINTS);
    cr_assert_eq(criterion_of(profile, "f")->missing_points, 2.5);
    cr_assert(!criterion_of(profile, "g")->points.low_is_best);
    cr_assert_eq(criterion_of(profile, "g")->missing, VIKT_MISSING_CARRY);
    vikt_profile_free(profile);
}

Test(compile, measures_come_after_what_they_are_made_of)
{
    vikt_profile *profile = load_right("[measure a]\n"
                                       "value = ratio b revenue\n"
                                       "[measure b]\n"
                                       "value = sum c revenue\n"
                                       "[measure c]\n"
                                       "value = difference revenue revenue_prev\n"
                                       "[measure revenue]\n"
                                       "value = sum revenue revenue_prev\n");
    size_t at[8] = {0};

    /* growth is the built-in measure 0, then a 1, b 2, c 3, revenue 4 */
    for (size_t i = 0; i < profile->measure_count; i++)
        at[profile->measure_order[i]] = i;
    cr_assert_eq(profile->measure_count, 5);
    cr_assert(at[1] > at[2]);
    cr_assert(at[2] > at[3]);
    cr_assert(at[3] > at[4]);
    /* A measure takes the place of the field of its name, and is made from the field. */
    cr_assert_eq(vikt_profile_slot(profile, VIKT_TEXT("revenue")), profile->field_count + 4);
    cr_assert(profile->measures[4].inputs[0] < profile->field_count);
    cr_assert_eq(criterion_of(profile, "revenue")->points.slot, profile->field_count + 4);
    vikt_profile_free(profile);
}

Test(compile, a_builtin_part_that_lost_its_ground_is_left_out_with_a_note)
{
    heard all;
    vikt_profile *profile;

    cr_assert_eq(load_text("[scheme class]\n"
                           "classes = Gold 4, Other 1\n"
                           "[remove field potential]\n",
                           &all, &profile),
                 VIKT_OK);
    cr_assert_eq(all.errors, 0);
    /* criterion, matrix and its four roles, four actions of the classes A, B, C */
    cr_assert_eq(all.notes, 10);
    cr_assert_not_null(strstr(all.text,
                              "criterion \"development_potential\": points: there is no field or "
                              "measure \"potential\" (this part of the built-in profile is left "
                              "out)\n"));
    cr_assert_null(criterion_of(profile, "development_potential"));
    cr_assert_null(scheme_of(profile, "matrix"));
    cr_assert_eq(profile->action_count, 0);
    vikt_profile_free(profile);
}
