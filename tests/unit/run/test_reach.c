/* SPDX-License-Identifier: MIT */
#include "core/run/reach.h"

#include "tests/unit/base/failing.h"
#include "tests/unit/help.h"

static void reach_of(help *h, vikt_reach *reach)
{
    const vikt_action_context run = {h->population, &h->presence, &h->points, &h->score,
                                     &h->classes};

    cr_assert_eq(vikt_reach_list(&h->profile, &h->arena, reach, &h->err), VIKT_OK);
    cr_assert_eq(vikt_reach_add(reach, &run, &h->err), VIKT_OK, "%s", h->err.message);
}

static const vikt_part *part_of(const vikt_reach *reach, const char *statement, const char *label)
{
    for (size_t i = 0; i < reach->count; i++)
        if (strcmp(reach->items[i].statement, statement) == 0 &&
            strcmp(reach->items[i].label, label) == 0)
            return &reach->items[i];
    cr_assert_fail("no part %s, %s", statement, label);
    return NULL;
}

static size_t count_of(const vikt_reach *reach, const char *statement, const char *label)
{
    return part_of(reach, statement, label)->count;
}

static double up[] = {250e3, 1e6}, down[] = {30, 5}, shares[] = {0.5};

Test(reach, steps_are_counted_from_the_worst_one_up)
{
    static const double values[] = {0, 249999, 250000, 999999, NAN};
    vikt_reach reach;
    help h;

    help_init(&h, 5);
    help_number(&h, "x", values);
    help_criterion(&h, "c", 1,
                   (vikt_scale){.kind = VIKT_SCALE_BANDS, .edges = up, .edge_count = 2});
    help_run(&h, 1);
    reach_of(&h, &reach);
    cr_assert_eq(reach.count, 4u);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", ""), 4u);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", "step 1 of 3, below 250000"), 2u);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", "step 2 of 3, from 250000"), 2u);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", "step 3 of 3, from 1000000"), 0u);
    cr_assert(reach.items[3].present);
    help_clear(&h);
}

Test(reach, steps_where_less_is_better_and_steps_of_shares)
{
    static const double values[] = {31, 30, 5, 6}; /* the total is 72: nobody has half of it */
    vikt_reach reach;
    help h;

    help_init(&h, 4);
    help_number(&h, "x", values);
    help_criterion(&h, "c", 1,
                   (vikt_scale){.kind = VIKT_SCALE_BANDS, .edges = down, .edge_count = 2});
    help_criterion(&h, "s", 1,
                   (vikt_scale){.kind = VIKT_SCALE_SHARE_BANDS, .edges = shares, .edge_count = 1});
    help_run(&h, 1);
    reach_of(&h, &reach);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", "step 1 of 3, above 30"), 1u);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", "step 2 of 3, up to 30"), 2u);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", "step 3 of 3, up to 5"), 1u);
    cr_assert_eq(count_of(&reach, "criterion \"s\"", "step 1 of 2, a share below 0.5"), 4u);
    cr_assert_eq(count_of(&reach, "criterion \"s\"", "step 2 of 2, a share from 0.5"), 0u);
    help_clear(&h);
}

static vikt_lookup texts[] = {{{"Bygg", 4}, NAN, 5}, {{"Skog", 4}, NAN, 3}};
static vikt_lookup digits[] = {{{"7", 1}, 7, 5}, {{"8", 1}, 8, 3}};

Test(reach, values_of_a_lookup_and_what_is_left_for_otherwise)
{
    static const char *const branches[] = {"bygg", "Handel", NULL, " Bygg "};
    static const double numbers[] = {7, 9, NAN, 7};
    vikt_reach reach;
    help h;

    help_init(&h, 4);
    help_text(&h, "branch", branches);
    help_number(&h, "code", numbers);
    help_criterion(
        &h, "t", 1,
        (vikt_scale){
            .kind = VIKT_SCALE_LOOKUP, .lookups = texts, .lookup_count = 2, .otherwise = 2});
    help_criterion(&h, "n", 1,
                   (vikt_scale){.kind = VIKT_SCALE_LOOKUP,
                                .slot = 1,
                                .lookups = digits,
                                .lookup_count = 2,
                                .otherwise = NAN});
    help_run(&h, 1);
    reach_of(&h, &reach);
    cr_assert_eq(reach.count, 7u); /* without otherwise there is no part for it */
    cr_assert_eq(count_of(&reach, "criterion \"t\"", "value \"Bygg\""), 2u);
    cr_assert_eq(count_of(&reach, "criterion \"t\"", "value \"Skog\""), 0u);
    cr_assert_eq(count_of(&reach, "criterion \"t\"", "otherwise"), 1u);
    cr_assert_eq(count_of(&reach, "criterion \"n\"", "value \"7\""), 2u);
    cr_assert_eq(count_of(&reach, "criterion \"n\"", "value \"8\""), 0u);
    help_clear(&h);
}

Test(reach, or_points_count_only_those_who_have_no_others)
{
    static const double rated[] = {3, NAN, NAN}, late[] = {31, 31, NAN};
    vikt_criterion *criterion;
    vikt_reach reach;
    help h;

    help_init(&h, 3);
    help_number(&h, "risk", rated);
    help_number(&h, "late", late);
    criterion = help_criterion(&h, "c", 1, help_rating(0));
    criterion->has_or = true;
    criterion->or_points =
        (vikt_scale){.kind = VIKT_SCALE_BANDS, .slot = 1, .edges = down, .edge_count = 2};
    help_run(&h, 1);
    reach_of(&h, &reach);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", "or_points: step 1 of 3, above 30"), 1u);
    cr_assert_eq(count_of(&reach, "criterion \"c\"", ""), 2u);
    help_clear(&h);
}

Test(reach, classes_rules_and_actions_add_up_over_runs)
{
    static const double values[] = {1, 3, 5, 5};
    static const double limits[] = {4, 2, 1};
    vikt_reach reach;
    vikt_action_context run;
    vikt_rule *rule;
    help h;

    help_init(&h, 4);
    help_number(&h, "x", values);
    help_criterion(&h, "c", 1, help_rating(0));
    help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
    rule = help_rule(&h, "never", VIKT_RULE_AT_MOST, "B");
    help_when(&h, &rule->when, VIKT_OPERAND_SLOT, 0, VIKT_GREATER, 5, "5");
    rule = help_rule(&h, "top", VIKT_RULE_AT_MOST, "B");
    help_when(&h, &rule->when, VIKT_OPERAND_SLOT, 0, VIKT_AT_LEAST, 5, "5");
    h.profile.actions[h.profile.action_count++] = (vikt_action){
        .name = VIKT_TEXT("grow"), .class_name = VIKT_TEXT("B"), .scheme = VIKT_INDEX_NONE};
    help_run(&h, 1);
    reach_of(&h, &reach);
    cr_assert_eq(count_of(&reach, "scheme \"class\"", "class \"A\""), 2u); /* before the rule */
    cr_assert_eq(count_of(&reach, "rule \"never\"", ""), 0u);
    cr_assert_eq(count_of(&reach, "rule \"top\"", ""), 2u);
    cr_assert_eq(count_of(&reach, "action \"grow\"", ""), 3u); /* after it */
    run = (vikt_action_context){h.population, &h.presence, &h.points, &h.score, &h.classes};
    cr_assert_eq(vikt_reach_add(&reach, &run, &h.err), VIKT_OK);
    cr_assert_eq(count_of(&reach, "scheme \"class\"", "class \"A\""), 4u);
    help_clear(&h);
}

Test(reach, what_has_no_data_is_listed_but_not_present)
{
    vikt_reach reach;
    help h;

    help_init(&h, 1);
    help_number(&h, "x", NULL);
    help_criterion(&h, "c", 1,
                   (vikt_scale){.kind = VIKT_SCALE_BANDS, .edges = up, .edge_count = 2});
    help_presence(&h);
    h.presence.criteria[0] = false;
    help_run(&h, 1);
    reach_of(&h, &reach);
    cr_assert_eq(reach.count, 4u);
    for (size_t i = 0; i < reach.count; i++)
        cr_assert(!reach.items[i].present && reach.items[i].count == 0);
    help_clear(&h);
}

static void fails_on_two(const vikt_engine_call *call, size_t row)
{
    if (help_input(call, 0, row) == 2)
        help_fail_row(call, row, "no");
    else
        call->numbers[row] = 3;
}

/* Nobody is put into a class by a score whose criterion failed, so no row is reached by it. */
Test(reach, rows_over_a_score_that_failed_are_not_reached)
{
    static const double values[] = {1, 2, 3};
    static const vikt_slot inputs[] = {0, VIKT_SLOT_NONE};
    vikt_decision_row row = {.when.text = VIKT_TEXT("always")};
    vikt_decision_input input = {VIKT_OPERAND_SCORE, 0};
    vikt_decision decision = {
        .hit = VIKT_HIT_FIRST, .rows = &row, .row_count = 1, .inputs = &input, .input_count = 1};
    vikt_scale scale = {.kind = VIKT_SCALE_FUNCTION};
    vikt_action_context run;
    vikt_reach reach;
    help h;

    help_init(&h, 3);
    help_number(&h, "x", values);
    scale.function = help_add_function(&h, "criterion \"c\"", fails_on_two, inputs);
    help_criterion(&h, "c", 1, scale);
    decision.failing = help_add_function(&h, "scheme \"s\"", NULL, NULL);
    help_scheme(&h, "s", VIKT_SCHEME_DECISION_TABLE, "G", NULL)->decision = &decision;
    cr_assert_eq(help_run(&h, 1), VIKT_OK, "%s", h.err.message);
    cr_assert_str_eq(help_classes(&h, 0, true), "G?G");
    reach_of(&h, &reach);
    cr_assert_eq(count_of(&reach, "scheme \"s\"", "row 1: always"), 2u);
    run = (vikt_action_context){h.population, &h.presence, &h.points, &h.score, &h.classes};
    cr_assert_eq(vikt_reach_add_customer(&reach, &run, 2, &h.err), VIKT_OK);
    cr_assert_eq(count_of(&reach, "scheme \"s\"", "row 1: always"), 2u + 1); /* not of the others */
    help_clear(&h);
}

/* Listing and adding take all of it from the arena's allocator. */
Test(reach, no_memory_is_an_error_wherever_it_is_missing)
{
    static const double values[] = {0, 249999, 250000, 999999, NAN};
    vikt_decision_row row = {.when.text = VIKT_TEXT("always")};
    vikt_decision decision = {.rows = &row, .row_count = 1};
    vikt_code rc = VIKT_MEMORY;
    size_t in_adding = 0;
    help h;

    help_init(&h, 5);
    help_number(&h, "x", values);
    help_criterion(&h, "c", 1,
                   (vikt_scale){.kind = VIKT_SCALE_BANDS, .edges = up, .edge_count = 2});
    decision.failing = help_add_function(&h, "scheme \"s\"", NULL, NULL);
    help_scheme(&h, "s", VIKT_SCHEME_DECISION_TABLE, "G", NULL)->decision = &decision;
    help_run(&h, 1);
    for (size_t n = 0; rc != VIKT_OK; n++) {
        const vikt_action_context run = {h.population, &h.presence, &h.points, &h.score,
                                         &h.classes};
        failing state = {.until = n};
        const vikt_allocator allocator = failing_allocator(&state);
        vikt_arena arena;
        vikt_reach reach;

        vikt_arena_init(&arena, &allocator);
        rc = vikt_reach_list(&h.profile, &arena, &reach, &h.err);
        if (rc == VIKT_OK) {
            rc = vikt_reach_add(&reach, &run, &h.err);
            in_adding += rc == VIKT_MEMORY;
        }
        cr_assert(rc == VIKT_OK || rc == VIKT_MEMORY);
        vikt_arena_clear(&arena);
        cr_assert_eq(state.alive, 0u);
    }
    cr_assert_eq(in_adding, 3u, "%zu", in_adding); /* rows, the scale's, the table's */
    help_clear(&h);
}
