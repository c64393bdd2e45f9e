/* SPDX-License-Identifier: MIT
 *
 * A small company built by hand: fields, criteria, schemes and an engine of C functions, for tests
 * of the stages from population to classes. Customers have the keys k00000, k00001, ...
 */
#ifndef VIKT_HELP_H
#define VIKT_HELP_H

#include <criterion/criterion.h>
#include <stdio.h>

#include "core/base/fail.h"
#include "core/classify/classification.h"

enum { HELP_FUNCTIONS = 16, HELP_INPUTS = 8 };

struct help;

/** What a rule function does for one row: sets call->numbers[row] or calls back. Inputs are there.
 */
typedef void help_function(const vikt_engine_call *call, size_t row);

typedef struct help {
    vikt_arena arena;
    size_t count;
    vikt_profile profile;
    vikt_presence presence;
    vikt_import import;
    vikt_pool pool;
    vikt_population *population;
    vikt_previous previous;
    vikt_decisions decisions;
    vikt_script script;
    vikt_points points;
    vikt_score score;
    vikt_classification classes;
    help_function *functions[HELP_FUNCTIONS];
    int function_count;
    vikt_listener listener;
    char heard[4096]; /* warnings, one a line */
    size_t warnings;
    vikt_code code;
    vikt_error err;
} help;

static inline void *help_new(help *h, size_t count, size_t size)
{
    void *memory = vikt_arena_new(&h->arena, count, size);

    cr_assert(memory != NULL);
    return memory;
}

static inline void help_hear(void *context, vikt_severity severity, const vikt_error *what)
{
    help *h = context;
    size_t length = strlen(h->heard);

    h->warnings += severity == VIKT_WARNING;
    snprintf(h->heard + length, sizeof h->heard - length, "%s\n", what->message);
}

/* ---- the engine ---- */

static inline bool help_missing(const vikt_engine_call *call, size_t row)
{
    for (size_t i = 0; i < call->function->input_count; i++) {
        const vikt_input *input = &call->function->inputs[i];
        const vikt_column *column =
            input->kind == VIKT_INPUT_SLOT ? call->data->columns[input->slot] : NULL;

        if (input->kind == VIKT_INPUT_SLOT && !input->or_nil &&
            (!column || vikt_column_missing(column, row)))
            return true;
    }
    return false;
}

static inline vikt_code help_call(void *self, const vikt_engine_call *call, vikt_error *err)
{
    help *h = self;

    (void)err;
    for (size_t row = call->first; row < call->last; row++) {
        call->numbers[row] = NAN;
        if (call->at_work)
            *call->at_work = (uint32_t)row;
        if (!help_missing(call, row))
            h->functions[call->function->id](call, row);
    }
    return VIKT_OK;
}

/** The number of an input's value for a row. */
static inline double help_input(const vikt_engine_call *call, size_t input, size_t row)
{
    const vikt_column *column = call->data->columns[call->function->inputs[input].slot];

    return column ? column->numbers[row] : (double)NAN;
}

static inline void help_fail_row(const vikt_engine_call *call, size_t row, const char *message)
{
    vikt_error why = {.code = VIKT_OK};

    (void)vikt_fail(&why, VIKT_PROFILE, vikt_place_of("rules.lua", 7, 0), "%s", message);
    (void)call->failed(call->context, row,
                       &why); /* false: the caller has had enough, and says so itself */
}

/* ---- the company ---- */

static inline void help_keys(help *h)
{
    vikt_column *keys = vikt_column_new(&h->arena, VIKT_TYPE_TEXT, h->count, &h->pool);
    bool failed = false;
    char key[32];

    cr_assert(keys != NULL);
    for (size_t row = 0; row < h->count; row++) {
        snprintf(key, sizeof key, "k%05zu", row);
        keys->cells[row] = vikt_cell_copied(&h->pool, vikt_text_of(key), &failed);
    }
    cr_assert(!failed);
    h->import.count = h->count;
    h->import.keys = h->import.names = keys;
}

/** scale 1..5, nothing else yet. */
static inline void help_init(help *h, size_t count)
{
    memset(h, 0, sizeof *h);
    h->count = count;
    vikt_arena_init(&h->arena, NULL);
    vikt_buffer_init(&h->pool.grown, NULL, SIZE_MAX / 4);
    h->listener = (vikt_listener){help_hear, h};
    h->profile = (vikt_profile){.language = VIKT_TEXT("en"),
                                .lo = 1,
                                .hi = 5,
                                .min_coverage = 0.6,
                                .min_weight = 0.5,
                                .max_failures = 1000,
                                .has_engine = true};
    h->profile.engine = (vikt_engine){.self = h, .call = help_call};
    h->profile.fields = help_new(h, VIKT_FIELDS_MAX, sizeof *h->profile.fields);
    h->profile.measures = help_new(h, VIKT_MEASURES_MAX, sizeof *h->profile.measures);
    h->profile.measure_order = help_new(h, VIKT_MEASURES_MAX, sizeof(size_t));
    h->profile.criteria = help_new(h, VIKT_CRITERIA_MAX, sizeof *h->profile.criteria);
    h->profile.groups = help_new(h, VIKT_CRITERIA_MAX, sizeof *h->profile.groups);
    h->profile.schemes = help_new(h, VIKT_SCHEMES_MAX, sizeof *h->profile.schemes);
    h->profile.rules = help_new(h, VIKT_RULES_MAX, sizeof *h->profile.rules);
    h->profile.actions = help_new(h, VIKT_ACTIONS_MAX, sizeof *h->profile.actions);
    h->import.columns = help_new(h, VIKT_FIELDS_MAX, sizeof *h->import.columns);
    help_keys(h);
}

static inline void help_clear(help *h)
{
    vikt_population_free(h->population);
    vikt_buffer_clear(&h->pool.grown);
    vikt_arena_clear(&h->arena);
}

/** All fields before the first measure. values NULL: no source has it. */
static inline vikt_slot help_field(help *h, const char *name, vikt_type type, const double *values)
{
    vikt_slot slot = h->profile.field_count++;
    vikt_column *column = NULL;

    h->profile.fields[slot] = (vikt_field){.name = vikt_text_of(name), .type = type};
    if (values) {
        column = vikt_column_new(&h->arena, type, h->count, NULL);
        cr_assert(column != NULL);
        if (h->count)
            memcpy(column->numbers, values, h->count * sizeof *values);
    }
    h->import.columns[slot] = column;
    return slot;
}

static inline vikt_slot help_number(help *h, const char *name, const double *values)
{
    return help_field(h, name, VIKT_TYPE_NUMBER, values);
}

/** NULL: missing. */
static inline vikt_slot help_text(help *h, const char *name, const char *const *values)
{
    vikt_slot slot = help_field(h, name, VIKT_TYPE_TEXT, NULL);
    vikt_column *column = vikt_column_new(&h->arena, VIKT_TYPE_TEXT, h->count, &h->pool);
    bool failed = false;

    cr_assert(column != NULL);
    for (size_t row = 0; row < h->count; row++)
        if (values[row])
            column->cells[row] = vikt_cell_copied(&h->pool, vikt_text_of(values[row]), &failed);
    cr_assert(!failed);
    h->import.columns[slot] = column;
    return slot;
}

/** inputs ends with VIKT_SLOT_NONE. */
static inline vikt_slot help_measure(help *h, const char *name, vikt_measure_kind kind,
                                     const vikt_slot *inputs)
{
    size_t number = h->profile.measure_count++;
    vikt_measure *measure = &h->profile.measures[number];

    *measure = (vikt_measure){.name = vikt_text_of(name), .kind = kind};
    measure->inputs = help_new(h, HELP_INPUTS, sizeof *measure->inputs);
    while (*inputs != VIKT_SLOT_NONE)
        measure->inputs[measure->input_count++] = *inputs++;
    h->profile.measure_order[number] = number;
    return h->profile.field_count + number;
}

static inline vikt_function *help_add_function(help *h, const char *what, help_function *code,
                                               const vikt_slot *inputs)
{
    vikt_function *function = help_new(h, 1, sizeof *function);

    *function = (vikt_function){
        .id = h->function_count, .what = what, .place = vikt_place_of("rules.lua", 7, 0)};
    function->inputs = help_new(h, HELP_INPUTS, sizeof *function->inputs);
    for (; inputs && *inputs != VIKT_SLOT_NONE; inputs++)
        function->inputs[function->input_count++] =
            (vikt_input){.kind = VIKT_INPUT_SLOT, .slot = *inputs};
    h->functions[h->function_count++] = code;
    return function;
}

static inline vikt_slot help_script_measure(help *h, const char *name, help_function *code,
                                            const vikt_slot *inputs)
{
    static const vikt_slot none[] = {VIKT_SLOT_NONE};
    vikt_slot slot = help_measure(h, name, VIKT_MEASURE_FUNCTION, none);

    h->profile.measures[slot - h->profile.field_count].function =
        help_add_function(h, name, code, inputs);
    return slot;
}

static inline vikt_criterion *help_criterion(help *h, const char *name, double weight,
                                             vikt_scale scale)
{
    vikt_criterion *criterion = &h->profile.criteria[h->profile.criterion_count++];

    *criterion = (vikt_criterion){
        .name = vikt_text_of(name), .weight = weight, .points = scale, .group = VIKT_INDEX_NONE};
    return criterion;
}

static inline vikt_scale help_rating(vikt_slot slot)
{
    return (vikt_scale){.kind = VIKT_SCALE_RATING, .slot = slot};
}

/** Classes are the letters of `classes`, best first; limits NULL: none. */
static inline vikt_scheme *help_scheme(help *h, const char *name, vikt_scheme_kind kind,
                                       const char *classes, const double *limits)
{
    vikt_scheme *scheme = &h->profile.schemes[h->profile.scheme_count++];
    size_t count = strlen(classes);

    *scheme = (vikt_scheme){.name = vikt_text_of(name),
                            .kind = kind,
                            .class_count = count,
                            .ordered = kind != VIKT_SCHEME_MATRIX,
                            .slot = VIKT_SLOT_NONE,
                            .hysteresis = NAN,
                            .streak_days = 28};
    scheme->classes = help_new(h, count, sizeof *scheme->classes);
    for (size_t k = 0; k < count; k++)
        scheme->classes[k] = (vikt_text){classes + k, 1};
    if (limits) {
        scheme->limits = help_new(h, count, sizeof *scheme->limits);
        memcpy(scheme->limits, limits, count * sizeof *limits);
    }
    return scheme;
}

static inline vikt_rule *help_rule(help *h, const char *name, vikt_rule_kind kind,
                                   const char *class_name)
{
    vikt_rule *rule = &h->profile.rules[h->profile.rule_count++];

    *rule = (vikt_rule){.name = vikt_text_of(name),
                        .kind = kind,
                        .scheme = VIKT_INDEX_NONE,
                        .class_name = vikt_text_of(class_name)};
    return rule;
}

static inline void help_when(help *h, vikt_condition *when, vikt_operand_kind operand, size_t index,
                             vikt_operator operator_, double number, const char *text)
{
    if (!when->comparisons)
        when->comparisons = help_new(h, 4, sizeof *when->comparisons);
    when->comparisons[when->count++] = (vikt_comparison){.operand = operand,
                                                         .index = index,
                                                         .operator_ = operator_,
                                                         .number = number,
                                                         .text = vikt_text_of(text)};
}

/* ---- the stages ---- */

static inline bool *help_truths(help *h, size_t count)
{
    bool *truths = help_new(h, count, sizeof *truths);

    for (size_t i = 0; i < count; i++)
        truths[i] = true;
    return truths;
}

/** Everything is there; a slot whose field has no column is not. */
static inline void help_presence(help *h)
{
    const vikt_profile *p = &h->profile;
    vikt_presence *there = &h->presence;

    there->slots = help_truths(h, p->field_count + p->measure_count);
    for (size_t i = 0; i < p->field_count; i++)
        there->slots[i] = h->import.columns[i] != NULL;
    there->criteria = help_truths(h, p->criterion_count);
    there->use_or = help_new(h, p->criterion_count, sizeof(bool));
    there->schemes = help_truths(h, p->scheme_count);
    there->rules = help_truths(h, p->rule_count);
    there->actions = help_truths(h, p->action_count);
    there->primary = p->scheme_count ? 0 : VIKT_INDEX_NONE;
}

static inline vikt_code help_populate(help *h, unsigned workers)
{
    if (!h->presence.slots)
        help_presence(h);
    vikt_script_init(&h->script, &h->profile, workers, &h->arena);
    h->code = vikt_population_new(&h->profile, &h->presence, &h->import, 20000, &h->script, NULL,
                                  &h->population, &h->err);
    return h->code;
}

/** Population and points. */
static inline vikt_code help_judge(help *h, unsigned workers)
{
    if (help_populate(h, workers) == VIKT_OK)
        h->code = vikt_points_of(h->population, &h->presence, &h->previous, &h->script, &h->arena,
                                 &h->listener, &h->points, &h->err);
    return h->code;
}

/** And the score. */
static inline vikt_code help_weigh(help *h, unsigned workers)
{
    if (help_judge(h, workers) == VIKT_OK)
        h->code = vikt_score_of(&h->profile, &h->presence, &h->points, h->count, &h->arena,
                                &h->score, &h->err);
    return h->code;
}

/** Everything; stops at the first stage that fails. */
static inline vikt_code help_run(help *h, unsigned workers)
{
    if (help_weigh(h, workers) == VIKT_OK)
        h->code =
            vikt_classify(h->population, &h->presence, &h->points, &h->score, &h->previous,
                          &h->decisions, &h->script, &h->arena, &h->listener, &h->classes, &h->err);
    return h->code;
}

/** The classes of all customers in a scheme as one word, such as "AB?C"; in memory of the helper.
 */
static inline const char *help_classes(help *h, size_t scheme, bool effective)
{
    char *word = help_new(h, h->count + 1, 1);

    for (size_t row = 0; row < h->count; row++)
        word[row] = vikt_class_of(&h->profile, &h->classes, scheme, row, effective).at[0];
    return word;
}

/** The first note of a row, or none. */
static inline vikt_text help_note(const vikt_notes *notes, size_t row)
{
    for (size_t i = 0; i < notes->count; i++)
        if (notes->items[i].row == row)
            return notes->items[i].text;
    return (vikt_text){NULL, 0};
}

#define help_near(a, b) cr_assert(fabs((a) - (b)) < 1e-12, "%.17g is not %.17g", (a), (b))

#endif
