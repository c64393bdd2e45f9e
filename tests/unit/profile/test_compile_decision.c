/* SPDX-License-Identifier: MIT
 *
 * Decision tables of the INI form: what is kept, and what is wrong, told with its line.
 */
#include "tests/unit/profile/profile_helper.h"

#define FIELDS                                                                                     \
    "[field recency]\n"                                                                            \
    "type = number\n"                                                                              \
    "[field region]\n"                                                                             \
    "type = text\n"                                                                                \
    "[field since]\n"                                                                              \
    "type = date\n"

Test(compile_decision, rows_become_conditions_and_classes)
{
    vikt_profile *profile =
        load_right(FIELDS "[scheme segment]\n"
                          "type = decision_table\n"
                          "row 1 = recency <= 30 and points.risk > 3: Champion\n"
                          "row 2 = recency 31..90 and region in North, East: "
                          "\"Call: now\"\n"
                          "row 3 = always: Others\n"
                          "row 4 = since 2020-01-01..2020-12-31: Champion\n");
    const vikt_scheme *scheme = scheme_of(profile, "segment");
    const vikt_decision *decision = scheme->decision;
    const vikt_decision_row *rows = decision->rows;

    cr_assert_eq(decision->hit, VIKT_HIT_FIRST);
    cr_assert_eq(decision->row_count, 4);
    cr_assert(!scheme->ordered);
    cr_assert_eq(scheme->class_count, 3);
    cr_assert(text_is(scheme->classes[1], "Call: now"));
    cr_assert_eq(rows[3].class_index, 0);
    cr_assert_eq(rows[1].place.line, 10);
    cr_assert_eq(decision->input_count, 4);
    cr_assert_eq(decision->inputs[1].operand, VIKT_OPERAND_POINTS);
    cr_assert_eq(rows[0].when.count, 2);
    cr_assert_eq(rows[1].when.count, 3);
    cr_assert_eq(rows[1].when.comparisons[0].operator_, VIKT_AT_LEAST);
    cr_assert_eq(rows[1].when.comparisons[0].number, 31);
    cr_assert_eq(rows[1].when.comparisons[1].operator_, VIKT_AT_MOST);
    cr_assert_eq(rows[1].when.comparisons[1].number, 90);
    cr_assert_eq(rows[1].when.comparisons[2].operator_, VIKT_ONE_OF);
    cr_assert_eq(rows[1].when.comparisons[2].choice_count, 2);
    cr_assert(text_is(rows[1].when.comparisons[2].choices[1].text, "East"));
    cr_assert(text_is(rows[1].when.text, "recency 31..90 and region in North, East"));
    cr_assert_eq(rows[2].when.count, 0);
    vikt_profile_free(profile);
}

Test(compile_decision, points_come_from_rows_and_a_hit_policy)
{
    vikt_profile *profile = load_right(FIELDS "[criterion c]\n"
                                              "weight = 5\n"
                                              "points = decision_table hit collect_sum\n"
                                              "row 2 = region = North: 7\n"
                                              "row 1 = recency < 30: 0.5\n");
    const vikt_scale *scale = &criterion_of(profile, "c")->points;

    cr_assert_eq(scale->kind, VIKT_SCALE_DECISION_TABLE);
    cr_assert_eq(scale->decision->hit, VIKT_HIT_COLLECT_SUM);
    cr_assert_eq(scale->decision->rows[0].points, 0.5);
    cr_assert_eq(scale->decision->rows[1].points, 7);
    cr_assert(text_is(scale->text, "decision_table hit collect_sum"));
    cr_assert_eq(scale->slot, VIKT_SLOT_NONE); /* it has two inputs */
    vikt_profile_free(profile);
}

Test(compile_decision, listed_classes_have_an_order)
{
    vikt_profile *profile = load_right(FIELDS "[scheme segment]\n"
                                              "type = decision_table\n"
                                              "hit = priority\n"
                                              "classes = Gold, Silver\n"
                                              "ordered = yes\n"
                                              "row 1 = recency < 30: Silver\n"
                                              "row 2 = recency < 10: Gold\n");
    const vikt_scheme *scheme = scheme_of(profile, "segment");

    cr_assert(scheme->ordered);
    cr_assert_eq(scheme->decision->hit, VIKT_HIT_PRIORITY);
    cr_assert_eq(scheme->decision->rows[0].class_index, 1);
    vikt_profile_free(profile);
}

Test(compile_decision, what_is_wrong_is_told_with_its_row)
{
    EXPECT_WRONG(FIELDS "[scheme a]\n"
                        "type = decision_table\n"
                        "hit = collect_sum\n"
                        "row 1 = recencyy <= 30: A\n"
                        "row 2 = recency <= 30\n"
                        "row 3 = region > 3: A\n"
                        "row 4 = recency 9..3: ?\n"
                        "row 5 = recency 3..: A\n"
                        "row 6 = region in North,, East: A\n"
                        "row 7 = recency in 3, many: A\n"
                        "[scheme b]\n"
                        "type = decision_table\n"
                        "hit = frist\n"
                        "ordered = yes\n"
                        "row 1 = always: A\n"
                        "row 3 = always: B\n"
                        "[scheme c]\n"
                        "type = decision_table\n"
                        "classes = Gold, Silver\n"
                        "row 1 = always: Gould\n"
                        "[scheme d]\n"
                        "type = decision_table\n",
                 "vikt.ini:9: scheme \"a\": hit = collect_sum is for points only\n"
                 "vikt.ini:10: scheme \"a\": row 1: there is no field or measure \"recencyy\"; did "
                 "you mean \"recency\"?\n"
                 "vikt.ini:11: scheme \"a\": row 2: expected a condition and what follows from it, "
                 "such as recency <= 30: Champion, not \"recency <= 30\"\n"
                 "vikt.ini:12: scheme \"a\": row 3: \"region\" cannot be compared with \"3\" by "
                 "size\n"
                 "vikt.ini:13: scheme \"a\": row 4: \"?\" cannot be the name of a class (1 to 64 "
                 "bytes, not ?)\n"
                 "vikt.ini:13: scheme \"a\": row 4: the range \"9..3\" ends before it begins\n"
                 "vikt.ini:14: scheme \"a\": row 5: \"3..\" lacks an end; a range is written "
                 "31..90\n"
                 "vikt.ini:15: scheme \"a\": row 6: a value of \"region in\" is missing\n"
                 "vikt.ini:16: scheme \"a\": row 7: \"recency\" is a number, \"many\" is not\n"
                 "vikt.ini:19: scheme \"b\": hit = \"frist\" is none of first, unique, any, "
                 "priority; did you mean \"first\"?\n"
                 "vikt.ini:20: scheme \"b\": ordered needs classes, from the best to the worst\n"
                 "vikt.ini:22: scheme \"b\": there is a row 3, but no row 2\n"
                 "vikt.ini:26: scheme \"c\": row 1: \"Gould\" is none of the classes Gold, Silver; "
                 "did you mean \"Gold\"?\n"
                 "vikt.ini:27: scheme \"d\": its decision table has no rows, such as row 1 = "
                 "recency <= 30: Champion\n");
}

Test(compile_decision, points_are_on_the_scale_and_come_before_results)
{
    EXPECT_WRONG(FIELDS "[criterion c]\n"
                        "weight = 5\n"
                        "points = decision_table\n"
                        "row 1 = recency < 30: 6\n"
                        "row 2 = recency < 60: many\n"
                        "row 3 = points.risk < 3: 1\n"
                        "row 4 = score < 3: 1\n"
                        "[criterion d]\n"
                        "weight = 5\n"
                        "points = percentile recency\n"
                        "row 1 = recency < 30: 4\n"
                        "[criterion e]\n"
                        "weight = 5\n"
                        "points = percentile recency\n"
                        "or_points = decision_table hit first\n"
                        "[criterion f]\n"
                        "weight = 5\n"
                        "row 0 = recency < 30: 4\n",
                 "vikt.ini:10: criterion \"c\": row 1: its points are off the scale, 1 to 5\n"
                 "vikt.ini:11: criterion \"c\": row 2: its points must be a number\n"
                 "vikt.ini:12: criterion \"c\": row 3: a criterion asks for fields and measures "
                 "only, not for points.risk\n"
                 "vikt.ini:13: criterion \"c\": row 4: a criterion asks for fields and measures "
                 "only, not for score\n"
                 "vikt.ini:17: criterion \"d\": row 1 is for points = decision_table\n"
                 "vikt.ini:21: criterion \"e\": or_points cannot be a decision table; points can\n"
                 "vikt.ini:24: criterion \"f\": row 0 is not a key of a criterion; did you mean "
                 "\"row 1\"?\n");
}

/* ---- a later file changes a table ---- */

static vikt_profile *load_two(const char *base, const char *over)
{
    folder in = folder_new();
    char path[256], rules[256];
    vikt_profile_options options = {.ini = folder_file(&in, "vikt.ini", path),
                                    .rules = folder_file(&in, "rules.ini", rules)};
    static heard all;
    vikt_listener listener = {hear_line, &all};
    vikt_profile *profile;

    folder_write(&in, "vikt.ini", base);
    folder_write(&in, "rules.ini", over);
    all = (heard){0};
    cr_assert_eq(vikt_profile_load(&options, &listener, &profile, NULL), VIKT_OK, "%s", all.text);
    folder_done(&in);
    return profile;
}

Test(compile_decision, a_later_file_changes_a_row_or_the_whole_table)
{
    static const char base[] = "[scheme s]\ntype = decision_table\nhit = priority\n"
                               "row 1 = revenue > 3: A\nrow 2 = revenue > 2: B\nrow 3 = always: C\n"
                               "[criterion c]\nweight = 1\npoints = decision_table\n"
                               "row 1 = revenue > 3: 5\nrow 2 = always: 1\n";
    vikt_profile *profile = load_two(base, "[scheme s]\nrow 2 = revenue > 1: D\n");
    const vikt_decision *decision = scheme_of(profile, "s")->decision;

    cr_assert_eq(decision->row_count, 3);
    cr_assert(text_is(decision->rows[1].when.text, "revenue > 1"));
    vikt_profile_free(profile);

    profile = load_two(base, "[scheme s]\ntype = decision_table\nrow 1 = always: E\n"
                             "[criterion c]\npoints = percentile revenue\n");
    decision = scheme_of(profile, "s")->decision;
    cr_assert_eq(decision->row_count, 1);
    cr_assert_eq(decision->hit, VIKT_HIT_PRIORITY);
    cr_assert_eq(criterion_of(profile, "c")->points.kind, VIKT_SCALE_PERCENTILE);
    vikt_profile_free(profile);
}

/* As INI: fields f1 to f<fields>, a row for each, and rows for the classes C1 to C<classes>. */
static void expect_large(size_t fields, size_t classes, const char *told)
{
    char *ini = calloc(1, 64 * 1024);
    size_t length = 0, row = 0;

    cr_assert_not_null(ini);
    for (size_t i = 1; i <= fields; i++)
        length += (size_t)sprintf(ini + length, "[field f%zu]\ntype = number\n", i);
    length += (size_t)sprintf(ini + length, "[scheme s]\ntype = decision_table\n");
    for (size_t i = 1; i <= fields; i++)
        length += (size_t)sprintf(ini + length, "row %zu = f%zu > 1: C1\n", ++row, i);
    for (size_t i = 1; i <= classes; i++)
        length += (size_t)sprintf(ini + length, "row %zu = always: C%zu\n", ++row, i);
    if (*told)
        EXPECT_WRONG(ini, told);
    else
        vikt_profile_free(load_right(ini));
    free(ini);
}

Test(compile_decision, a_table_has_32_inputs_and_100_classes_at_most)
{
    expect_large(32, 1, "");
    expect_large(33, 1,
                 "vikt.ini:101: scheme \"s\": row 33: the table asks for more than 32 inputs\n");
    expect_large(1, 100, "");
    expect_large(1, 101, "vikt.ini:106: scheme \"s\": row 102: there are more than 100 classes\n");
}
