/* SPDX-License-Identifier: MIT
 *
 * All stages together, with every kind of criterion, scheme, rule and action at once.
 */
#include "tests/unit/base/failing.h"
#include "tests/unit/help.h"

enum { N = 20000, SCHEMES = 7 };

static double revenue[N], hours[N], rating[N], dates[N];
static const char *branch[N];

static void fill(void)
{
    static const char *const names[] = {"Bygg", "Handel", "skog", NULL, "Okänd"};
    uint32_t state = 99;

    for (size_t i = 0; i < N; i++) {
        state = state * 1664525U + 1013904223U;
        revenue[i] =
            state % 50 == 0 ? NAN : nearbyint(exp((double)(state >> 21) / 200) * 100) / 100;
        revenue[i] = state % 70 == 1 ? -5 : revenue[i];
        hours[i] = state % 9 == 0 ? NAN : (double)(state >> 26);
        rating[i] = state % 7 == 0 ? NAN : 1 + (double)(state >> 12) / 262144; /* 1 to 5 */
        dates[i] = 19000 + (double)(state % 900);
        branch[i] = names[(state >> 10) % 5];
    }
}

/* ---- functions ---- */

static void measure_text(const vikt_engine_call *call, size_t row)
{
    call->text(call->context, row, row % 3 ? VIKT_TEXT("odd") : VIKT_TEXT("even"));
    if (row % 4001 == 9)
        call->printed(call->context, row, VIKT_TEXT("hello"));
}

static void measure_number(const vikt_engine_call *call, size_t row)
{
    call->numbers[row] = help_input(call, 0, row) / 2;
    if (row % 5000 == 17)
        help_fail_row(call, row, "a measure failed");
}

static void judge(const vikt_engine_call *call, size_t row)
{
    const vikt_figures *figures = vikt_population_figures(call->data->population, 0);

    call->numbers[row] = help_input(call, 0, row) > figures->mean ? 5 : 2;
    if (row % 50 == 0)
        call->reason(call->context, row, VIKT_TEXT("above the mean or not"));
    if (row % 3000 == 5)
        call->numbers[row] = 77;
}

static void segment(const vikt_engine_call *call, size_t row)
{
    if (call->data->score[row] > 3)
        call->text(call->context, row, VIKT_TEXT("G"));
    else if (row % 6000 == 11)
        call->text(call->context, row, VIKT_TEXT("X"));
    else if (row % 2)
        call->text(call->context, row, VIKT_TEXT("H"));
}

static void when_a(const vikt_engine_call *call, size_t row)
{
    vikt_text name = call->data->class_of(call->data->classes, 0, row);

    call->numbers[row] = vikt_text_is(name, "A") && row % 5 == 0;
    if (row % 7000 == 13)
        help_fail_row(call, row, "a rule failed");
}

/* ---- the company ---- */

static vikt_lookup lookups[] = {{{"bygg", 4}, NAN, 5}, {{"handel", 6}, NAN, 3}};
static double edges[] = {40, 20, 10, 5};

static void criteria(help *h, vikt_slot half)
{
    const vikt_slot first[] = {0, VIKT_SLOT_NONE};
    vikt_criterion *risk;

    help_criterion(h, "revenue", 30, (vikt_scale){.kind = VIKT_SCALE_PERCENTILE, .slot = 0});
    help_criterion(h, "mix", 15,
                   (vikt_scale){.kind = VIKT_SCALE_QUANTILES, .slot = half, .groups = 5});
    risk = help_criterion(h, "risk", 15, help_rating(2));
    risk->has_or = true;
    risk->or_points =
        (vikt_scale){.kind = VIKT_SCALE_BANDS, .slot = 1, .edges = edges, .edge_count = 4};
    risk->missing = VIKT_MISSING_REJECT;
    help_criterion(h, "branch", 5,
                   (vikt_scale){.kind = VIKT_SCALE_LOOKUP,
                                .slot = 3,
                                .lookups = lookups,
                                .lookup_count = 2,
                                .otherwise = NAN});
    help_criterion(
        h, "judge", 10,
        (vikt_scale){.kind = VIKT_SCALE_FUNCTION,
                     .slot = VIKT_SLOT_NONE,
                     .function = help_add_function(h, "criterion \"judge\"", judge, first)});
    help_criterion(
        h, "size", 5,
        (vikt_scale){.kind = VIKT_SCALE_SCALED, .slot = 0, .scaling = VIKT_SCALED_VECTOR});
    h->profile.groups[0] = (vikt_group){.name = VIKT_TEXT("money"), .cap = 0.3};
    h->profile.group_count = 1;
    h->profile.criteria[0].group = h->profile.criteria[5].group = 0;
}

static void schemes(help *h)
{
    static const double by_score[] = {3.2, 2.6, 1}, shares[] = {0.7, 0.9, 1},
                        ranks[] = {100, 5000, INFINITY}, amounts[] = {10000, 100, 0};
    vikt_scheme *s;

    help_scheme(h, "class", VIKT_SCHEME_BY_SCORE, "ABC", by_score)->hysteresis = 0.15;
    help_scheme(h, "abc", VIKT_SCHEME_BY_CUMULATIVE_SHARE, "ABC", shares)->slot = 0;
    s = help_scheme(h, "best", VIKT_SCHEME_BY_CUMULATIVE_SHARE, "ABC", shares);
    s->slot = 0;
    s->by_score_order = true;
    help_scheme(h, "rank", VIKT_SCHEME_BY_RANK, "ABC", ranks)->slot = 0;
    help_scheme(h, "value", VIKT_SCHEME_BY_VALUE, "ABC", amounts)->slot = 0;
    s = help_scheme(h, "matrix", VIKT_SCHEME_MATRIX, "1rp3", NULL);
    s->y = (vikt_axis){.index = 0, .split = VIKT_SPLIT_SHARE, .value = 0.8};
    s->x = (vikt_axis){.is_points = true, .index = 2, .split = VIKT_SPLIT_MEDIAN};
    s = help_scheme(h, "segment", VIKT_SCHEME_FUNCTION, "GH", NULL);
    s->function = help_add_function(h, "scheme \"segment\"", segment, NULL);
}

static void rules_and_actions(help *h)
{
    vikt_action *action = &h->profile.actions[h->profile.action_count++];
    vikt_rule *rule = help_rule(h, "late", VIKT_RULE_AT_MOST, "B");

    help_when(h, &rule->when, VIKT_OPERAND_SLOT, 1, VIKT_GREATER, 60, "60");
    rule = help_rule(h, "asked", VIKT_RULE_AT_MOST, "B");
    rule->when.function = help_add_function(h, "rule \"asked\"", when_a, NULL);
    rule = help_rule(h, "friends", VIKT_RULE_AT_LEAST, "A");
    help_when(h, &rule->when, VIKT_OPERAND_SLOT, 3, VIKT_EQUAL, NAN, "skog");
    *action = (vikt_action){.name = VIKT_TEXT("grow"),
                            .class_name = VIKT_TEXT("B"),
                            .scheme = VIKT_INDEX_NONE,
                            .has_when = true};
    help_when(h, &action->when, VIKT_OPERAND_SCORE, 0, VIKT_GREATER, 2.9, "2.9");
}

static void company(help *h, size_t count)
{
    vikt_slot inputs[] = {1, VIKT_SLOT_NONE}, days[] = {4, VIKT_SLOT_NONE}, half;

    fill();
    help_init(h, count);
    help_number(h, "revenue", revenue);
    help_number(h, "hours", hours);
    help_number(h, "rating", rating);
    help_text(h, "branch", branch);
    help_field(h, "last_order", VIKT_TYPE_DATE, dates);
    half = help_script_measure(h, "half", measure_number, inputs);
    help_script_measure(h, "parity", measure_text, NULL);
    help_measure(h, "days", VIKT_MEASURE_DAYS_SINCE, days);
    criteria(h, half);
    schemes(h);
    rules_and_actions(h);
}

static void same_schemes(const help *a, const help *b)
{
    for (size_t s = 0; s < SCHEMES; s++) {
        const vikt_scheme_result *x = &a->classes.schemes[s], *y = &b->classes.schemes[s];

        cr_assert(memcmp(x->raw, y->raw, N) == 0);
        cr_assert(memcmp(x->effective, y->effective, N) == 0);
        cr_assert(memcmp(x->why, y->why, N) == 0);
        cr_assert(memcmp(x->flags, y->flags, N) == 0);
    }
}

Test(classification, the_number_of_workers_changes_nothing)
{
    static const unsigned workers[] = {0, 2, 5};
    help one;

    company(&one, N);
    cr_assert_eq(help_run(&one, 1), VIKT_OK, "%s", one.err.message);
    cr_assert(one.script.failure_count > 10 && one.script.printed.count == 5);
    for (size_t i = 0; i < 3; i++) {
        help many;

        company(&many, N);
        cr_assert_eq(help_run(&many, workers[i]), VIKT_OK);
        cr_assert(memcmp(one.score.score, many.score.score, sizeof(double) * N) == 0);
        same_schemes(&one, &many);
        cr_assert_eq(one.script.failure_count, many.script.failure_count);
        for (size_t f = 0; f < one.script.failure_count; f++)
            cr_assert_eq(one.script.failures[f].row, many.script.failures[f].row);
        cr_assert_str_eq(one.heard, many.heard);
        help_clear(&many);
    }
    help_clear(&one);
}

Test(classification, everybody_has_a_class_or_a_reason_in_every_scheme)
{
    help h;

    company(&h, N);
    cr_assert_eq(help_run(&h, 2), VIKT_OK);
    for (size_t s = 0; s < SCHEMES; s++) {
        const vikt_scheme_result *r = &h.classes.schemes[s];
        size_t classified = 0;

        for (size_t row = 0; row < N; row++) {
            cr_assert((r->effective[row] == VIKT_NO_CLASS) ==
                          (r->why[row] != VIKT_UNCLASSIFIED_NONE),
                      "scheme %zu, row %zu", s, row);
            cr_assert(r->effective[row] == VIKT_NO_CLASS ||
                      r->effective[row] < h.profile.schemes[s].class_count);
            classified += r->effective[row] != VIKT_NO_CLASS;
        }
        cr_assert(classified > N / 2 && classified < N);
    }
    cr_assert_eq(h.classes.schemes[1].last_share[2], 1);
    cr_assert_eq(h.classes.schemes[2].last_share[2], 1);
    help_clear(&h);
}

Test(classification, class_totals_add_up_to_the_total)
{
    double sums[3] = {0, 0, 0};
    const vikt_scheme_result *r;
    help h;

    company(&h, N);
    cr_assert_eq(help_run(&h, 2), VIKT_OK);
    r = &h.classes.schemes[1];
    for (size_t row = 0; row < N; row++)
        if (r->raw[row] != VIKT_NO_CLASS && !(r->flags[row] & VIKT_FLAG_NOT_POSITIVE))
            sums[r->raw[row]] += revenue[row];
    cr_assert(fabs(sums[0] + sums[1] + sums[2] - r->total) < 1e-6 * r->total);
    cr_assert(fabs(sums[0] / r->total - r->last_share[0]) < 1e-9);
    cr_assert(fabs((sums[0] + sums[1]) / r->total - r->last_share[1]) < 1e-9);
    cr_assert(r->outside < 0);
    help_clear(&h);
}

Test(classification, nobody_at_all_is_no_error)
{
    help h;

    company(&h, 0);
    cr_assert_eq(help_run(&h, 2), VIKT_OK);
    cr_assert(h.classes.schemes[0].present);
    help_clear(&h);
}

/* ---- memory ---- */

/* The company of the helper, the stages with an allocator that gives up. */
static vikt_code run_with(help *h, failing *state)
{
    vikt_allocator allocator = failing_allocator(state);
    vikt_population *population = NULL;
    vikt_points points;
    vikt_score score;
    vikt_classification classes;
    vikt_script script;
    vikt_arena arena;
    vikt_code rc;

    vikt_arena_init(&arena, &allocator);
    vikt_script_init(&script, &h->profile, 1, &arena);
    rc = vikt_population_new(&h->profile, &h->presence, &h->import, 20000, &script, &allocator,
                             &population, &h->err);
    if (rc == VIKT_OK)
        rc =
            vikt_points_of(population, &h->presence, NULL, &script, &arena, NULL, &points, &h->err);
    if (rc == VIKT_OK)
        rc = vikt_score_of(&h->profile, &h->presence, &points, h->count, &arena, &score, &h->err);
    if (rc == VIKT_OK)
        rc = vikt_classify(population, &h->presence, &points, &score, NULL, NULL, &script, &arena,
                           NULL,
                           &classes, &h->err);
    vikt_population_free(population);
    vikt_arena_clear(&arena);
    return rc;
}

Test(classification, every_allocation_may_fail)
{
    failing state = {.until = 0};
    vikt_code rc = VIKT_MEMORY;
    help h;

    company(&h, 10000); /* enough that columns are allocations of their own */
    help_presence(&h);
    while (rc == VIKT_MEMORY) {
        h.err = (vikt_error){.code = VIKT_OK};
        state = (failing){.until = state.until + 1};
        rc = run_with(&h, &state);
        cr_assert_eq(state.alive, 0);
        cr_assert_eq(rc, h.err.code);
    }
    cr_assert_eq(rc, VIKT_OK, "%s", h.err.message);
    cr_assert(state.until > 100);
    help_clear(&h);
}

static vikt_code count_call(void *self, const vikt_engine_call *call, vikt_error *err)
{
    ++*(size_t *)self;
    for (size_t row = call->first; row < call->last; row++)
        call->numbers[row] = 3;
    return vikt_fail(err, VIKT_BUG, VIKT_NOWHERE, "called");
}

/* Native scales, measures, schemes and rules, beside an engine that has functions for none. */
Test(classification, a_profile_of_native_scales_never_calls_the_engine)
{
    static const double limits[] = {4, 2, 1}, shares[] = {0.7, 0.9, 1};
    static double values[] = {5, 1, 3, 2, 4, 4, 2, 1, 5, 3}, limits_of_bands[] = {2, 4};

    for (unsigned workers = 0; workers < 3; workers++) {
        size_t calls = 0;
        vikt_slot slots[] = {VIKT_SLOT_NONE, VIKT_SLOT_NONE, VIKT_SLOT_NONE};
        vikt_scale bands = {.kind = VIKT_SCALE_BANDS, .edges = limits_of_bands, .edge_count = 2};
        vikt_rule *rule;
        help h;

        help_init(&h, sizeof values / sizeof *values);
        h.profile.engine = (vikt_engine){.self = &calls, .call = count_call};
        slots[0] = help_number(&h, "a", values);
        slots[1] = help_number(&h, "b", values);
        bands.slot = help_measure(&h, "sum", VIKT_MEASURE_SUM, slots);
        help_criterion(&h, "rated", 1, help_rating(slots[0]));
        help_criterion(&h, "banded", 1, bands);
        help_criterion(&h, "ranked", 1,
                       (vikt_scale){.kind = VIKT_SCALE_PERCENTILE, .slot = slots[1]});
        help_scheme(&h, "class", VIKT_SCHEME_BY_SCORE, "ABC", limits);
        help_scheme(&h, "abc", VIKT_SCHEME_BY_CUMULATIVE_SHARE, "ABC", shares)->slot = slots[0];
        rule = help_rule(&h, "never A", VIKT_RULE_AT_MOST, "B");
        help_when(&h, &rule->when, VIKT_OPERAND_SLOT, slots[0], VIKT_AT_LEAST, 5, "5");
        cr_assert_eq(help_run(&h, workers), VIKT_OK, "%s", h.err.message);
        cr_assert_eq(calls, 0);
        cr_assert_eq(h.script.failure_count, 0);
        cr_assert_eq(help_classes(&h, 0, true)[0], 'B');
        help_clear(&h);
    }
}
