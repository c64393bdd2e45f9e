/* SPDX-License-Identifier: MIT */
#include "core/population/decided.h"
#include "tests/unit/help.h"

/* A table over x with the classes G, H, ... by row; its conditions come from help_when(). */
static vikt_decision *table(help *h, vikt_hit hit, const char *classes_of_rows)
{
    vikt_decision *decision = help_new(h, 1, sizeof *decision);
    size_t count = strlen(classes_of_rows);

    decision->hit = hit;
    decision->rows = help_new(h, count, sizeof *decision->rows);
    decision->row_count = count;
    decision->inputs = help_new(h, 4, sizeof *decision->inputs);
    decision->inputs[0] = (vikt_decision_input){VIKT_OPERAND_SLOT, 0};
    decision->input_count = 1;
    decision->failing = help_add_function(h, "scheme \"segment\"", NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        decision->rows[i].class_index = (size_t)(classes_of_rows[i] - 'G');
        decision->rows[i].when.text = VIKT_TEXT("x is so");
        decision->rows[i].place = vikt_place_of("rules.lua", (long)i + 10, 0);
    }
    return decision;
}

static void when(help *h, vikt_decision *decision, size_t row, vikt_operator operator_,
                 double number, const char *text)
{
    help_when(h, &decision->rows[row].when, VIKT_OPERAND_SLOT, 0, operator_, number, text);
}

/* x: 1 2 3 missing 5 */
static vikt_decision *company(help *h, vikt_hit hit, const char *classes_of_rows)
{
    static const double x[] = {1, 2, 3, NAN, 5};
    vikt_scheme *scheme;

    help_init(h, 5);
    help_number(h, "x", x);
    scheme = help_scheme(h, "segment", VIKT_SCHEME_DECISION_TABLE, "GHI", NULL);
    scheme->ordered = false;
    scheme->decision = table(h, hit, classes_of_rows);
    return scheme->decision;
}

static void expect(help *h, const char *classes)
{
    cr_assert_eq(help_run(h, 1), VIKT_OK, "%s", h->err.message);
    cr_assert_str_eq(help_classes(h, 0, true), classes);
}

Test(scheme_table, the_first_row_that_holds_decides_and_is_the_reason)
{
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_FIRST, "GHI");

    when(&h, decision, 0, VIKT_AT_MOST, 2, "2");
    when(&h, decision, 1, VIKT_AT_MOST, 3, "3");
    expect(&h, "GGHII"); /* a missing x meets the row without condition alone */
    cr_assert(vikt_text_is(help_note(&h.classes.schemes[0].reasons, 0), "row 1: x is so"));
    cr_assert(vikt_text_is(help_note(&h.classes.schemes[0].reasons, 2), "row 2: x is so"));
    cr_assert(vikt_text_is(help_note(&h.classes.schemes[0].reasons, 3), "row 3: x is so"));
    cr_assert_eq(h.warnings, 0);
    help_clear(&h);
}

Test(scheme_table, whom_no_row_holds_for_has_no_class_and_is_counted)
{
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_FIRST, "GH");

    when(&h, decision, 0, VIKT_AT_MOST, 2, "2");
    when(&h, decision, 1, VIKT_EQUAL, 5, "5");
    expect(&h, "GG??H");
    cr_assert_eq(h.classes.schemes[0].why[2], VIKT_UNCLASSIFIED_NO_ROW);
    cr_assert_eq(h.classes.schemes[0].why[3], VIKT_UNCLASSIFIED_NO_ROW);
    cr_assert_eq(h.script.failure_count, 0);
    cr_assert_str_eq(h.heard, "scheme \"segment\": no row of its decision table holds for 2 "
                              "customers, first k00002\n");
    help_clear(&h);
}

Test(scheme_table, under_unique_two_rows_that_hold_end_the_run)
{
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_UNIQUE, "GHI");

    when(&h, decision, 0, VIKT_AT_MOST, 2, "2");
    when(&h, decision, 1, VIKT_AT_LEAST, 2, "2");
    when(&h, decision, 2, VIKT_EQUAL, 0, "0");
    cr_assert_eq(help_run(&h, 1), VIKT_PROFILE);
    cr_assert_str_eq(h.err.message, "scheme \"segment\": rows 1 and 2 both hold for customer "
                                    "k00001; under hit = unique only one may");
    cr_assert_eq(h.err.place.line, 11);
    help_clear(&h);

    decision = company(&h, VIKT_HIT_UNIQUE, "GHI");
    when(&h, decision, 0, VIKT_AT_MOST, 2, "2");
    when(&h, decision, 1, VIKT_GREATER, 2, "2");
    when(&h, decision, 2, VIKT_EQUAL, 0, "0");
    expect(&h, "GGH?H");
    help_clear(&h);
}

Test(scheme_table, under_any_rows_that_say_the_same_may_overlap)
{
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_ANY, "GGH");

    when(&h, decision, 0, VIKT_AT_MOST, 2, "2");
    when(&h, decision, 1, VIKT_AT_MOST, 3, "3");
    when(&h, decision, 2, VIKT_AT_LEAST, 3, "3");
    expect(&h, "GG??H"); /* 3 meets rows 2 and 3 */
    cr_assert_eq(h.classes.schemes[0].why[2], VIKT_UNCLASSIFIED_FAILED);
    cr_assert_eq(h.script.failure_count, 1);
    cr_assert_eq(h.script.failures[0].row, 2);
    cr_assert_str_eq(h.script.failures[0].error.message,
                     "rows 2 and 3 hold, but do not say the same");
    cr_assert(help_note(&h.classes.schemes[0].reasons, 2).at == NULL);
    help_clear(&h);
}

Test(scheme_table, under_priority_the_best_class_wins)
{
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_PRIORITY, "IHG");

    when(&h, decision, 1, VIKT_AT_LEAST, 2, "2");
    when(&h, decision, 2, VIKT_AT_LEAST, 3, "3");
    expect(&h, "IHGIG");
    cr_assert(vikt_text_is(help_note(&h.classes.schemes[0].reasons, 4), "row 3: x is so"));
    help_clear(&h);
}

static void fails_on_two(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = 1;
    if (row == 1)
        help_fail_row(call, row, "no");
}

Test(scheme_table, over_an_input_that_failed_there_is_no_class)
{
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_FIRST, "GH");

    decision->inputs[1] =
        (vikt_decision_input){VIKT_OPERAND_SLOT, help_script_measure(&h, "m", fails_on_two, NULL)};
    decision->input_count = 2;
    when(&h, decision, 0, VIKT_AT_MOST, 2, "2");
    expect(&h, "G?HHH");
    cr_assert_eq(h.classes.schemes[0].why[1], VIKT_UNCLASSIFIED_FAILED);
    help_clear(&h);
}

Test(scheme_table, points_score_and_coverage_may_be_inputs)
{
    static const double ratings[] = {1, 2, 3, NAN, 5};
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_FIRST, "GHIG");

    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    help_when(&h, &decision->rows[0].when, VIKT_OPERAND_POINTS, 0, VIKT_AT_LEAST, 5, "5");
    help_when(&h, &decision->rows[1].when, VIKT_OPERAND_SCORE, 0, VIKT_AT_MOST, 2, "2");
    help_when(&h, &decision->rows[2].when, VIKT_OPERAND_COVERAGE, 0, VIKT_LESS, 1, "1");
    expect(&h, "HHGIG");
    help_clear(&h);
}

Test(scheme_table, rows_are_counted_for_those_whom_they_hold_for)
{
    size_t held[3];
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_FIRST, "GHI");
    vikt_operands operands;

    when(&h, decision, 0, VIKT_AT_MOST, 2, "2");
    when(&h, decision, 1, VIKT_AT_LEAST, 2, "2");
    expect(&h, "GGHIH");
    operands = (vikt_operands){.population = h.population};
    cr_assert_eq(vikt_decided_held(decision, &operands, 0, 5, held, &h.arena, NULL), VIKT_OK);
    cr_assert(held[0] == 2 && held[1] == 2 && held[2] == 1);
    decision->hit = VIKT_HIT_ANY; /* x = 2 meets all three */
    cr_assert_eq(vikt_decided_held(decision, &operands, 1, 5, held, &h.arena, NULL), VIKT_OK);
    cr_assert(held[0] == 1 && held[1] == 3 && held[2] == 4);
    help_clear(&h);
}

/* 252 x "å" are 504 bytes; 500 of them are shown, in whole characters. */
Test(scheme_table, a_long_condition_is_cut_between_characters_in_the_reason)
{
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_FIRST, "G");
    char text[600] = "x";
    vikt_text note;

    for (size_t i = 0; i < 252; i++)
        strcat(text, "å");
    decision->rows[0].when.text = vikt_text_of(text);
    expect(&h, "GGGGG");
    note = help_note(&h.classes.schemes[0].reasons, 0);
    cr_assert_eq(note.length, strlen("row 1: ") + 499);
    cr_assert(vikt_text_valid(note, NULL));
    help_clear(&h);
}

/* A criterion without weight is shown, but the score does not rest on it. */
Test(scheme_table, what_the_score_does_not_rest_on_may_fail)
{
    static const double ratings[] = {1, 2, 3, 4, 5};
    help h;
    vikt_decision *decision = company(&h, VIKT_HIT_FIRST, "GH");
    vikt_scale fails = {.kind = VIKT_SCALE_FUNCTION};

    help_criterion(&h, "c", 1, help_rating(help_number(&h, "rating", ratings)));
    fails.function = help_add_function(&h, "criterion \"shown\"", fails_on_two, NULL);
    help_criterion(&h, "shown", 0, fails);
    decision->inputs[0] = (vikt_decision_input){VIKT_OPERAND_SCORE, 0};
    help_when(&h, &decision->rows[0].when, VIKT_OPERAND_SCORE, 0, VIKT_AT_MOST, 2, "2");
    expect(&h, "GGHHH");
    cr_assert_eq(h.script.failure_count, 1);
    help_clear(&h);
}
