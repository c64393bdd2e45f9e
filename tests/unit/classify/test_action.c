/* SPDX-License-Identifier: MIT */
#include "tests/unit/help.h"

static const double limits[] = {3.8, 2.6, 1};

/* Ratings a (weight 60) and b (40): scores 5, 3.4, 1, ?. */
static vikt_action *company(help *h, const char *class_name, const char *text)
{
    static const double a[] = {5, 3, 1, NAN}, b[] = {5, 4, 1, NAN},
                        revenue[] = {1845200.5, 2e6, NAN, 0};
    static const double shares[] = {0.31, 0.5, 0.125, 1}, dates[] = {10, 11, NAN, 0},
                        truths[] = {1, 0, 1, 0};
    static const char *const branches[] = {"Bygg", NULL, "Skog", "Skog"};
    vikt_action *action;

    help_init(h, 4);
    help_criterion(h, "a", 60, help_rating(help_number(h, "a", a)));
    help_criterion(h, "b", 40, help_rating(help_number(h, "b", b)));
    help_number(h, "revenue", revenue);
    help_text(h, "branch", branches);
    h->import.columns[help_number(h, "share", shares)]->share = true;
    help_field(h, "since", VIKT_TYPE_DATE, dates);
    help_field(h, "member", VIKT_TYPE_TRUTH, truths);
    help_scheme(h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    action = &h->profile.actions[h->profile.action_count++];
    *action = (vikt_action){.name = VIKT_TEXT("grow"),
                            .class_name = vikt_text_of(class_name),
                            .text = vikt_text_of(text),
                            .scheme = VIKT_INDEX_NONE};
    return action;
}

static const char *applies(help *h)
{
    char *word = help_new(h, h->count + 1, 1);

    cr_assert_eq(help_run(h, 1), VIKT_OK);
    for (size_t row = 0; row < h->count; row++)
        word[row] = vikt_action_applies(&h->profile, &h->presence, &h->classes, 0, row) ? '1' : '0';
    return word;
}

Test(action, is_for_the_customers_of_its_class)
{
    help h;

    company(&h, "B", "x");
    cr_assert_str_eq(applies(&h), "0100");
    cr_assert(h.classes.action_applies[0] == NULL);
    help_clear(&h);
}

Test(action, follows_the_class_after_rules)
{
    help h;

    company(&h, "B", "x");
    help_when(&h, &help_rule(&h, "r", VIKT_RULE_EXACTLY, "B")->when, VIKT_OPERAND_POINTS, 0,
              VIKT_AT_LEAST, 5, "5");
    cr_assert_str_eq(applies(&h), "1100");
    help_clear(&h);
}

Test(action, one_that_is_left_out_is_for_nobody)
{
    help h;

    company(&h, "B", "x");
    help_presence(&h);
    h.presence.actions[0] = false;
    cr_assert_str_eq(applies(&h), "0000");
    help_clear(&h);
}

Test(action, a_condition_narrows_it)
{
    vikt_action *action;
    help h;

    action = company(&h, "C", "x");
    action->has_when = true;
    help_when(&h, &action->when, VIKT_OPERAND_POINTS, 0, VIKT_AT_MOST, 2, "2");
    cr_assert_str_eq(applies(&h), "0010");
    help_clear(&h);
    action = company(&h, "C", "x");
    action->has_when = true;
    help_when(&h, &action->when, VIKT_OPERAND_POINTS, 0, VIKT_GREATER, 2, "2");
    cr_assert_str_eq(applies(&h), "0000");
    cr_assert(h.classes.action_applies[0] != NULL);
    help_clear(&h);
}

static void asked_of_c_alone(const vikt_engine_call *call, size_t row)
{
    cr_assert_eq(row, 2);
    cr_assert(vikt_text_is(call->data->class_of(call->data->classes, 0, row), "C"));
    call->numbers[row] = 1;
}

Test(action, a_function_is_asked_of_its_class_alone)
{
    vikt_action *action;
    help h;

    action = company(&h, "C", "x");
    action->has_when = true;
    action->when.function = help_add_function(&h, "action \"grow\"", asked_of_c_alone, NULL);
    cr_assert_str_eq(applies(&h), "0010");
    help_clear(&h);
}

/* ---- its text ---- */

static void expect_text(const char *text, const char *language, size_t row, const char *expected)
{
    vikt_action_context context;
    vikt_buffer out;
    help h;

    company(&h, "B", text);
    h.profile.language = vikt_text_of(language);
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    context = (vikt_action_context){h.population, &h.presence, &h.points, &h.score, &h.classes};
    vikt_buffer_init(&out, NULL, 10000);
    vikt_action_text(&context, 0, row, &out);
    cr_assert(vikt_text_is(vikt_buffer_view(&out), expected), "%.*s",
              VIKT_SHOW(vikt_buffer_view(&out)));
    vikt_buffer_clear(&out);
    help_clear(&h);
}

Test(action, names_the_criterion_that_costs_most_and_the_gap)
{
    /* row 1: a loses .6 * 2 = 1.2, b .4 * 1 = .4; 3.8 - 3.4 = .4; row 2: 2.6 - 1 = 1.6; row 0 is at
     * the top */
    expect_text("Plan with {weakest_criterion}: {gap} points to A", "en", 1,
                "Plan with a: 0.40 points to A");
    expect_text("{gap}", "sv", 2, "1,60");
    expect_text("{gap}", "en", 0, "0.00");
    expect_text("{weakest_criterion} {gap}", "en", 3, "? ?"); /* no points, no class */
}

Test(action, fills_in_key_name_class_and_fields)
{
    expect_text("{key} {name} {class}", "en", 1, "k00001 k00001 B");
    expect_text("{revenue}|{branch}|{share}|{since}|{member}", "en", 0,
                "1 845 200.50|Bygg|31 %|1970-01-11|yes");
    expect_text("{revenue}|{branch}|{share}|{since}|{member}", "sv", 2, "?|Skog|12,50 %|?|yes");
    expect_text("{branch} {member} {class}", "en", 1, "? no B");
}

Test(action, a_brace_without_a_known_name_stays)
{
    expect_text("{nonsense} {", "en", 1, "{nonsense} {");
    expect_text("{{key}} {}", "en", 1, "{k00001} {}");
    expect_text("", "en", 1, "");
    expect_text("no blanks", "en", 1, "no blanks");
}

Test(action, the_gap_is_rounded_up)
{
    /* .6 * 3 + .4 * 4 = 3.4 to a limit of 3.801: .401 */
    vikt_action_context context;
    vikt_buffer out;
    help h;

    company(&h, "B", "{gap}");
    h.profile.schemes[0].limits[0] = 3.801;
    cr_assert_eq(help_run(&h, 1), VIKT_OK);
    context = (vikt_action_context){h.population, &h.presence, &h.points, &h.score, &h.classes};
    vikt_buffer_init(&out, NULL, 100);
    vikt_action_text(&context, 0, 1, &out);
    cr_assert(vikt_text_is(vikt_buffer_view(&out), "0.41"));
    vikt_buffer_clear(&out);
    help_clear(&h);
}

Test(action, knows_whether_there_is_anything_to_fill_in)
{
    vikt_action action = {.text = VIKT_TEXT("Call {name}")};

    cr_assert(vikt_action_has_blanks(&action));
    action.text = VIKT_TEXT("Call } now {");
    cr_assert(!vikt_action_has_blanks(&action));
}
