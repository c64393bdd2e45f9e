/* SPDX-License-Identifier: MIT */
#include "core/run/blame.h"

#include <math.h>

#include "core/base/fail.h"
#include "core/run/blame_course.h"
#include "core/run/blame_stage.h"
#include "core/run/recall.h"

typedef struct blaming {
    const vikt_run *earlier, *later;
    vikt_store *store; /* or NULL */
    unsigned workers;
    vikt_arena *arena; /* what lasts */
    vikt_arena scratch;
    vikt_blame *out;
    vikt_error *err;
    uint32_t *rows[2];      /* of the customers asked about, in the earlier and the later run */
    uint32_t *whole;        /* by row of the earlier run: 0, 1, 2, ... */
    uint32_t *later_of;     /* by row of the earlier run: the later one */
    bool same_rules;        /* nothing but customers and their values differ */
    vikt_blame_stage among; /* the earlier customers by the earlier rules, if nobody has them yet */
    vikt_blame_stage among_later;              /* the same by the later rules */
    vikt_blame_stage stages[VIKT_BLAME_STEPS]; /* the mixtures */
} blaming;

/* ---- who ---- */

/* Both lists of keys ascend. */
static bool match_rows(blaming *b)
{
    const vikt_column *earlier = b->earlier->import->keys, *later = b->later->import->keys;
    size_t n = b->earlier->import->count, j = 0;

    b->whole = vikt_arena_new(&b->scratch, n, sizeof *b->whole);
    b->later_of = vikt_arena_new(&b->scratch, n, sizeof *b->later_of);
    if (!b->whole || !b->later_of)
        return false;
    for (size_t i = 0; i < n; i++) {
        vikt_text key = vikt_column_text(earlier, i);
        int order = -1;

        b->whole[i] = (uint32_t)i;
        b->later_of[i] = VIKT_BLAME_NOBODY;
        while (j < b->later->import->count &&
               (order = vikt_text_compare(vikt_column_text(later, j), key)) < 0)
            j++;
        if (j < b->later->import->count && order == 0)
            b->later_of[i] = (uint32_t)j;
    }
    return true;
}

/* By earlier row: whether it is asked about. */
static void mark_asked(const blaming *b, vikt_blame_keys keys, uint8_t *asked)
{
    if (!keys.at)
        memset(asked, 1, b->earlier->import->count);
    for (size_t i = 0; keys.at && i < keys.count; i++) {
        size_t row = vikt_column_find(b->earlier->import->keys, keys.at[i]);

        if (row != VIKT_INDEX_NONE)
            asked[row] = 1;
    }
}

static bool list_rows(blaming *b, vikt_blame_keys keys)
{
    size_t n = b->earlier->import->count, count = 0;
    uint8_t *asked = vikt_arena_new(&b->scratch, n + 1, 1);

    b->rows[0] = vikt_arena_new(&b->scratch, n, sizeof *b->rows[0]);
    b->rows[1] = vikt_arena_new(&b->scratch, n, sizeof *b->rows[1]);
    if (!asked || !b->rows[0] || !b->rows[1])
        return false;
    mark_asked(b, keys, asked);
    for (size_t i = 0; i < n; i++) {
        if (!asked[i] || b->later_of[i] == VIKT_BLAME_NOBODY)
            continue;
        b->rows[0][count] = (uint32_t)i;
        b->rows[1][count++] = b->later_of[i];
    }
    b->out->items = vikt_arena_new(b->arena, count, sizeof *b->out->items);
    b->out->count = count;
    return b->out->items;
}

static vikt_blame_rows asked_rows(const blaming *b, bool later)
{
    return (vikt_blame_rows){later ? b->later : b->earlier, b->rows[later], b->out->count};
}

/* ---- the earlier customers, whom the first steps leave as they are ---- */

static bool same_flags(const bool *a, const bool *b, size_t count)
{
    return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

/* With the same profile and data for the same parts of it. */
static bool are_same_rules(const vikt_run *a, const vikt_run *b)
{
    size_t slots = a->profile->field_count + a->profile->measure_count;

    if (strcmp(a->profile->digest, b->profile->digest) != 0 ||
        !same_flags(a->presence.slots, b->presence.slots, slots) ||
        !same_flags(a->presence.criteria, b->presence.criteria, a->profile->criterion_count))
        return false;
    for (size_t f = 0; f < a->profile->field_count; f++) {
        const vikt_column *x = a->import->columns[f], *y = b->import->columns[f];

        if (!x != !y || (x && x->type != y->type))
            return false;
    }
    return true;
}

static vikt_code gather_crowd(blaming *b, vikt_blame_stage *stage, const vikt_import *import)
{
    vikt_script_init(&stage->script, stage->rules->profile, b->workers, &b->scratch);
    stage->script.limit = SIZE_MAX;
    return vikt_population_new(stage->rules->profile, &stage->rules->presence, import,
                               b->earlier->as_of, &stage->script, b->scratch.allocator,
                               &stage->population, b->err);
}

static vikt_code find_crowds(blaming *b)
{
    size_t n = b->earlier->import->count;
    vikt_blame_rows whole = {b->earlier, b->whole, n}, matched = {b->later, b->later_of, n};
    vikt_code rc = VIKT_OK;

    b->among.rules = b->earlier;
    b->among_later.rules = b->later;
    if (!b->earlier->population)
        rc = gather_crowd(b, &b->among, b->earlier->import);
    if (rc != VIKT_OK || b->same_rules)
        return rc;
    if (!vikt_blame_import(&b->among_later, whole, matched, &b->scratch))
        return vikt_fail_memory(b->err);
    return gather_crowd(b, &b->among_later, &b->among_later.import);
}

static const vikt_population *earlier_crowd(const blaming *b)
{
    return b->earlier->population ? b->earlier->population : b->among.population;
}

/* ---- the steps ---- */

/* Two runs in memory saw the same run before, which each has by its own profile. */
static vikt_code take_step(blaming *b, size_t number)
{
    vikt_blame_stage *stage = &b->stages[number];
    bool own = number != VIKT_BLAME_THEN, ruled = number == VIKT_BLAME_RULES;
    vikt_blame_rows rows = asked_rows(b, own);
    vikt_previous previous;
    vikt_code rc;

    stage->rules = ruled ? b->later : b->earlier;
    stage->as_of = rows.run->as_of;
    if (!vikt_blame_courses_of(stage->rules, ruled ? b->earlier : b->later, &b->scratch,
                               &stage->schemes))
        return vikt_fail_memory(b->err);
    if (!vikt_blame_import(stage, rows, asked_rows(b, !own), &b->scratch))
        return vikt_fail_memory(b->err);
    rc = vikt_blame_previous(stage, b->store ? rows : asked_rows(b, ruled), b->store, &b->scratch,
                             &previous, b->err);
    if (rc != VIKT_OK)
        return rc;
    return vikt_blame_compute(stage, ruled ? b->among_later.population : earlier_crowd(b),
                              &previous, b->workers, &b->scratch, b->err);
}

static vikt_code take_steps(blaming *b)
{
    vikt_code rc = find_crowds(b);

    if (rc == VIKT_OK)
        rc = take_step(b, VIKT_BLAME_THEN);
    if (rc == VIKT_OK)
        rc = take_step(b, VIKT_BLAME_DATA);
    if (rc == VIKT_OK && !b->same_rules)
        rc = take_step(b, VIKT_BLAME_RULES);
    return rc;
}

/* ---- what came of it ---- */

static int64_t units_of(double score)
{
    return (int64_t)llround(score * VIKT_BLAME_UNIT);
}

/* A step at which a customer has no score is none: what it would have changed shows in the next. */
static void split(const blaming *b, size_t i, vikt_blamed *item)
{
    double before = b->earlier->score.score[item->earlier];
    double after = b->later->score.score[item->later];
    double own = b->stages[VIKT_BLAME_DATA].score.score[i];
    double ruled = b->same_rules ? own : b->stages[VIKT_BLAME_RULES].score.score[i];

    item->scored = !isnan(before) && !isnan(after);
    if (!item->scored)
        return;
    own = isnan(own) ? before : own;
    ruled = isnan(ruled) ? own : ruled;
    item->data = units_of(own) - units_of(before);
    item->rules = units_of(ruled) - units_of(own);
    item->population = units_of(after) - units_of(ruled);
}

static double contribution_of(const vikt_blame_stage *stage, const double *weights, size_t c,
                              size_t i)
{
    return weights[c] > 0 ? weights[c] * stage->points.points[c][i] : 0;
}

/* The criterion that went furthest in the direction of the whole. */
static void find_criterion(const blaming *b, size_t i, vikt_blamed *item)
{
    const vikt_blame_stage *from = &b->stages[VIKT_BLAME_THEN], *to = &b->stages[VIKT_BLAME_DATA];
    const vikt_profile *profile = b->earlier->profile;
    const vikt_presence *presence = &b->earlier->presence;
    double sign = item->data < 0 ? -1 : 1, weights[2][VIKT_CRITERIA_MAX];

    if (item->data == 0)
        return;
    vikt_score_weights(profile, presence, &from->points, i, weights[0]);
    vikt_score_weights(profile, presence, &to->points, i, weights[1]);
    for (size_t c = 0; c < profile->criterion_count; c++) {
        double moved =
            contribution_of(to, weights[1], c, i) - contribution_of(from, weights[0], c, i);

        if (!presence->criteria[c] || !(sign * moved > sign * item->contribution))
            continue;
        item->criterion = c;
        item->contribution = moved;
        item->points[0] = from->points.points[c][i];
        item->points[1] = to->points.points[c][i];
    }
}

static double number_at(const vikt_population *population, vikt_slot slot, size_t row)
{
    const vikt_column *column = vikt_population_column(population, slot);

    return column && column->numbers ? column->numbers[row] : (double)NAN;
}

/* The earlier value is that of the later profile, as the later value is. */
static void take_values(const blaming *b, size_t i, vikt_blamed *item)
{
    const vikt_population *crowd = b->same_rules ? earlier_crowd(b) : b->among_later.population;
    const vikt_blame_stage *own = &b->stages[b->same_rules ? VIKT_BLAME_DATA : VIKT_BLAME_RULES];

    item->value[0] = number_at(crowd, b->out->value, item->earlier);
    item->value[1] = number_at(own->population, b->out->value, i);
}

static vikt_slot value_of(const vikt_run *run)
{
    size_t primary = run->presence.primary;
    vikt_slot slot =
        primary == VIKT_INDEX_NONE ? VIKT_SLOT_NONE : run->profile->schemes[primary].slot;

    if (slot == VIKT_SLOT_NONE)
        slot = vikt_profile_slot(run->profile, VIKT_TEXT("revenue"));
    return slot != VIKT_SLOT_NONE && run->presence.slots[slot] ? slot : VIKT_SLOT_NONE;
}

static void fill(blaming *b)
{
    b->out->value = value_of(b->later);
    for (size_t i = 0; i < b->out->count; i++) {
        vikt_blamed *item = &b->out->items[i];

        *item = (vikt_blamed){.earlier = b->rows[0][i],
                              .later = b->rows[1][i],
                              .criterion = VIKT_INDEX_NONE,
                              .points = {NAN, NAN}};
        split(b, i, item);
        find_criterion(b, i, item);
        take_values(b, i, item);
    }
}

static vikt_code follow_courses(blaming *b)
{
    const vikt_blame_stage *own = &b->stages[VIKT_BLAME_DATA];
    const vikt_blame_way way = {.earlier = b->earlier,
                                .later = b->later,
                                .stages = {&b->stages[VIKT_BLAME_THEN], own,
                                           b->same_rules ? own : &b->stages[VIKT_BLAME_RULES]},
                                .among = earlier_crowd(b),
                                .rows = {b->rows[0], b->rows[1]},
                                .count = b->out->count,
                                .store = b->store,
                                .workers = b->workers,
                                .arena = b->arena};

    return vikt_blame_courses(&way, b->out, b->err);
}

/* ---- all of it ---- */

static void clear(blaming *b)
{
    for (size_t i = 0; i < VIKT_BLAME_STEPS; i++)
        vikt_population_free(b->stages[i].population);
    vikt_population_free(b->among.population);
    vikt_population_free(b->among_later.population);
    vikt_arena_clear(&b->scratch);
}

vikt_code vikt_blame_runs(const vikt_run *earlier, const vikt_run *later, vikt_store *store,
                          vikt_blame_keys keys, const vikt_run_options *options, vikt_arena *arena,
                          vikt_blame *out, vikt_error *err)
{
    blaming b = {.earlier = earlier,
                 .later = later,
                 .store = store,
                 .workers = options->workers,
                 .arena = arena,
                 .out = out,
                 .err = err};
    vikt_code rc = VIKT_OK;

    *out = (vikt_blame){.earlier = earlier, .later = later, .value = VIKT_SLOT_NONE};
    vikt_arena_init(&b.scratch, arena->allocator);
    b.same_rules = are_same_rules(earlier, later);
    if (!match_rows(&b) || !list_rows(&b, keys))
        rc = vikt_fail_memory(err);
    if (rc == VIKT_OK && out->count)
        rc = take_steps(&b);
    if (rc == VIKT_OK && out->count)
        rc = follow_courses(&b);
    if (rc == VIKT_OK && out->count)
        fill(&b);
    clear(&b);
    return rc;
}

vikt_code vikt_blame_stored(vikt_store *store, int64_t earlier, int64_t later, vikt_blame_keys keys,
                            const vikt_run_options *options, vikt_arena *arena, vikt_blame *out,
                            vikt_error *err)
{
    vikt_run *runs[2] = {NULL, NULL};
    vikt_code rc = vikt_recall_data(store, earlier, options, &runs[0], err);

    *out = (vikt_blame){.value = VIKT_SLOT_NONE};
    if (rc == VIKT_OK)
        rc = vikt_recall_data(store, later, options, &runs[1], err);
    if (rc == VIKT_OK)
        rc = vikt_blame_runs(runs[0], runs[1], store, keys, options, arena, out, err);
    out->owned[0] = runs[0];
    out->owned[1] = runs[1];
    if (rc != VIKT_OK)
        vikt_blame_clear(out);
    return rc;
}

void vikt_blame_clear(vikt_blame *blame)
{
    vikt_run_free(blame->owned[0]);
    vikt_run_free(blame->owned[1]);
    *blame = (vikt_blame){.value = VIKT_SLOT_NONE};
}
