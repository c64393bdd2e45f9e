/* SPDX-License-Identifier: MIT */
#include "core/run/reach.h"

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/population/decided.h"

/* ---- what there is to reach ---- */

typedef struct lister {
    vikt_reach *reach;
    vikt_arena *arena;
    vikt_part next; /* what the parts of one statement have in common */
    bool failed;
} lister;

static void add(lister *l, vikt_part_kind kind, const char *label)
{
    vikt_reach *reach = l->reach;
    vikt_part *items =
        vikt_arena_grow(l->arena, reach->items, reach->count, &reach->capacity, sizeof *items);

    l->failed |= !items || !label || !l->next.statement;
    if (l->failed)
        return;
    reach->items = items;
    items[reach->count] = l->next;
    items[reach->count].kind = kind;
    items[reach->count++].label = label;
}

static void begin(lister *l, const char *word, vikt_text name, size_t number, vikt_place place)
{
    l->next = (vikt_part){.number = number, .place = place};
    l->next.own = vikt_profile_owns(place);
    l->next.statement = vikt_arena_print(l->arena, "%s \"%.*s\"", word, VIKT_SHOW(name));
}

static const char *either(const lister *l)
{
    return l->next.by_or ? "or_points: " : "";
}

/* Ascending edges are reached from below, descending ones from above. */
static const char *step_label(lister *l, const vikt_scale *scale, size_t step)
{
    const double *edges = scale->edges;
    bool ascending = scale->edge_count < 2 || edges[1] > edges[0];
    const char *share = vikt_scale_form_of(scale->kind)->shares ? "a share " : "";
    char edge[VIKT_NUMBER_MAX];

    vikt_number_write(edges[step ? step - 1 : 0], edge);
    return vikt_arena_print(
        l->arena, "%sstep %zu of %zu, %s%s %s", either(l), step + 1, scale->edge_count + 1, share,
        step ? (ascending ? "from" : "up to") : (ascending ? "below" : "above"), edge);
}

static const char *entry_label(lister *l, const vikt_scale *scale, size_t entry)
{
    if (entry == scale->lookup_count)
        return vikt_arena_print(l->arena, "%sotherwise", either(l));
    return vikt_arena_print(l->arena, "%svalue \"%.*s\"", either(l),
                            VIKT_SHOW(scale->lookups[entry].text));
}

static const char *row_label(lister *l, const vikt_decision *decision, size_t row)
{
    return vikt_arena_print(l->arena, "row %zu: %.*s", row + 1,
                            VIKT_SHOW(decision->rows[row].when.text));
}

static void list_rows(lister *l, vikt_part_kind kind, const vikt_decision *decision)
{
    vikt_place place = l->next.place;

    for (l->next.index = 0; l->next.index < decision->row_count; l->next.index++) {
        l->next.place = decision->rows[l->next.index].place;
        l->next.own = vikt_profile_owns(l->next.place);
        add(l, kind, row_label(l, decision, l->next.index));
    }
    l->next.place = place;
}

static void list_scale(lister *l, const vikt_scale *scale, bool by_or)
{
    size_t count = vikt_scale_part_count(scale);

    l->next.by_or = by_or;
    l->next.own = vikt_profile_owns(scale->place);
    if (scale->decision) {
        list_rows(l, VIKT_PART_ROW, scale->decision);
        return;
    }
    for (l->next.index = 0; l->next.index < count; l->next.index++)
        if (scale->lookup_count)
            add(l, VIKT_PART_ENTRY, entry_label(l, scale, l->next.index));
        else
            add(l, VIKT_PART_STEP, step_label(l, scale, l->next.index));
}

static void list_criterion(lister *l, const vikt_criterion *criterion, size_t number)
{
    begin(l, "criterion", criterion->name, number, criterion->place);
    add(l, VIKT_PART_CRITERION, "");
    list_scale(l, &criterion->points, false);
    if (criterion->has_or)
        list_scale(l, &criterion->or_points, true);
}

static void list_scheme(lister *l, const vikt_scheme *scheme, size_t number)
{
    begin(l, "scheme", scheme->name, number, scheme->place);
    l->next.own = vikt_profile_owns(scheme->classes_place);
    for (size_t k = 0; k < scheme->class_count; k++) {
        l->next.index = k;
        add(l, VIKT_PART_CLASS,
            vikt_arena_print(l->arena, "class \"%.*s\"", VIKT_SHOW(scheme->classes[k])));
    }
    if (scheme->decision)
        list_rows(l, VIKT_PART_CLASS_ROW, scheme->decision);
}

static void list_rule(lister *l, const vikt_rule *rule, size_t number)
{
    begin(l, "rule", rule->name, number, rule->place);
    add(l, VIKT_PART_RULE, "");
}

static void list_action(lister *l, const vikt_action *action, size_t number)
{
    begin(l, "action", action->name, number, action->place);
    add(l, VIKT_PART_ACTION, "");
}

vikt_code vikt_reach_list(const vikt_profile *profile, vikt_arena *arena, vikt_reach *out,
                          vikt_error *err)
{
    lister l = {.reach = out, .arena = arena};

    *out = (vikt_reach){.profile = profile, .allocator = arena->allocator};
    for (size_t i = 0; i < profile->criterion_count; i++)
        list_criterion(&l, &profile->criteria[i], i);
    for (size_t i = 0; i < profile->scheme_count; i++)
        list_scheme(&l, &profile->schemes[i], i);
    for (size_t i = 0; i < profile->rule_count; i++)
        list_rule(&l, &profile->rules[i], i);
    for (size_t i = 0; i < profile->action_count; i++)
        list_action(&l, &profile->actions[i], i);
    return l.failed ? vikt_fail_memory(err) : VIKT_OK;
}

/* ---- who reaches it ---- */

typedef struct counter {
    const vikt_action_context *run;
    const vikt_allocator *allocator;
    size_t first, last;         /* rows that count */
    uint32_t *parts;            /* by row: of the scale that was asked for last */
    size_t held[VIKT_ROWS_MAX]; /* by row of the decision table that was asked for last */
    vikt_error *err;
} counter;

static size_t count_points(const counter *c, const vikt_part *part)
{
    size_t count = 0;

    for (size_t row = c->first; row < c->last; row++)
        count += c->run->points->valued[row] >> part->number & 1;
    return count;
}

/* or_points are for the customers that points say nothing of. */
static bool is_asked(const counter *c, const vikt_part *part, size_t row)
{
    const uint64_t *used = c->run->points->used_or;

    return !part->by_or || (used && (used[row] >> part->number & 1));
}

static size_t count_scale_part(const counter *c, const vikt_part *part)
{
    size_t count = 0;

    for (size_t row = c->first; row < c->last; row++)
        count += c->parts[row] == part->index && is_asked(c, part, row);
    return count;
}

static size_t count_class(const counter *c, const vikt_part *part)
{
    const uint8_t *classes = c->run->classification->schemes[part->number].raw;
    size_t count = 0;

    for (size_t row = c->first; row < c->last; row++)
        count += classes[row] == part->index;
    return count;
}

static size_t count_held(const counter *c, const vikt_part *part)
{
    const uint8_t *held = c->run->classification->rule_held[part->number];
    size_t count = 0;

    for (size_t row = c->first; held && row < c->last; row++)
        count += held[row];
    return count;
}

static size_t count_applied(const counter *c, const vikt_part *part)
{
    const vikt_action_context *run = c->run;
    size_t count = 0;

    for (size_t row = c->first; row < c->last; row++)
        count += vikt_action_applies(vikt_population_profile(run->population), run->presence,
                                     run->classification, part->number, row);
    return count;
}

static const vikt_scale *scale_of(const counter *c, const vikt_part *part)
{
    const vikt_profile *profile = vikt_population_profile(c->run->population);
    const vikt_criterion *criterion = &profile->criteria[part->number];

    return part->by_or ? &criterion->or_points : &criterion->points;
}

static bool has_data(const counter *c, const vikt_part *part)
{
    const vikt_presence *presence = c->run->presence;

    switch (part->kind) {
    case VIKT_PART_CRITERION:
        return presence->criteria[part->number];
    case VIKT_PART_STEP:
    case VIKT_PART_ENTRY:
        return presence->criteria[part->number] && presence->slots[scale_of(c, part)->slot];
    case VIKT_PART_ROW:
        return presence->criteria[part->number];
    case VIKT_PART_CLASS:
    case VIKT_PART_CLASS_ROW:
        return presence->schemes[part->number];
    case VIKT_PART_RULE:
        return presence->rules[part->number];
    case VIKT_PART_ACTION:
        break;
    }
    return presence->actions[part->number];
}

static size_t count(const counter *c, const vikt_part *part)
{
    switch (part->kind) {
    case VIKT_PART_CRITERION:
        return count_points(c, part);
    case VIKT_PART_STEP:
    case VIKT_PART_ENTRY:
        return count_scale_part(c, part);
    case VIKT_PART_CLASS:
        return count_class(c, part);
    case VIKT_PART_ROW:
    case VIKT_PART_CLASS_ROW:
        return c->held[part->index];
    case VIKT_PART_RULE:
        return count_held(c, part);
    case VIKT_PART_ACTION:
        break;
    }
    return count_applied(c, part);
}

static vikt_code find_steps(counter *c, const vikt_part *part, vikt_arena *scratch)
{
    return vikt_scale_parts(scale_of(c, part), c->run->population, c->parts, scratch, c->err);
}

static vikt_code find_held(counter *c, const vikt_part *part, vikt_arena *scratch)
{
    const vikt_profile *profile = vikt_population_profile(c->run->population);
    const vikt_decision *decision = part->kind == VIKT_PART_ROW
                                        ? scale_of(c, part)->decision
                                        : profile->schemes[part->number].decision;
    const vikt_operands operands = {.population = c->run->population,
                                    .points = c->run->points->points,
                                    .score = c->run->score->score,
                                    .coverage = c->run->score->coverage,
                                    .failed_points = c->run->points->failed,
                                    .counted = c->run->classification->counted};

    return vikt_decided_held(decision, &operands, c->first, c->last, c->held, scratch, c->err);
}

/* The parts of one scale or table lie one behind the other, so what they need is found at the first
 * of them. */
static vikt_code find_rows(counter *c, const vikt_part *part)
{
    bool steps = part->kind == VIKT_PART_STEP || part->kind == VIKT_PART_ENTRY;
    bool table = part->kind == VIKT_PART_ROW || part->kind == VIKT_PART_CLASS_ROW;
    vikt_arena scratch;
    vikt_code rc = VIKT_OK;

    if (part->index > 0)
        return VIKT_OK;
    vikt_arena_init(&scratch, c->allocator);
    if (steps)
        rc = find_steps(c, part, &scratch);
    else if (table)
        rc = find_held(c, part, &scratch);
    vikt_arena_clear(&scratch);
    return rc;
}

static vikt_code add_rows(vikt_reach *reach, const vikt_action_context *run, size_t first,
                          size_t last, vikt_error *err)
{
    counter c = {
        .run = run, .allocator = reach->allocator, .first = first, .last = last, .err = err};
    vikt_code rc = VIKT_OK;

    c.parts = vikt_acquire(c.allocator, vikt_population_size(run->population), sizeof *c.parts);
    if (!c.parts)
        rc = vikt_fail_memory(err);
    for (size_t i = 0; rc == VIKT_OK && i < reach->count; i++) {
        vikt_part *part = &reach->items[i];

        if (!has_data(&c, part))
            continue;
        rc = find_rows(&c, part);
        part->present = true;
        part->count += rc == VIKT_OK ? count(&c, part) : 0;
    }
    vikt_release(c.allocator, c.parts);
    return rc;
}

vikt_code vikt_reach_add(vikt_reach *reach, const vikt_action_context *run, vikt_error *err)
{
    return add_rows(reach, run, 0, vikt_population_size(run->population), err);
}

vikt_code vikt_reach_add_customer(vikt_reach *reach, const vikt_action_context *run, size_t row,
                                  vikt_error *err)
{
    return add_rows(reach, run, row, row + 1, err);
}
