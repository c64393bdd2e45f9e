/* SPDX-License-Identifier: MIT */
#include "core/run/ascription.h"

#include <string.h>

#include "core/base/fail.h"
#include "core/base/statistic.h"
#include "core/run/ascription_walk.h"
#include "core/profile/statement.h"

static size_t together_of(const vikt_ascribing *a)
{
    return a->edit_count;
}

size_t vikt_ascribing_rest(const vikt_ascribing *a)
{
    return a->edit_count + 1;
}

/* ---- causes ---- */

static bool list_causes(vikt_ascribing *a)
{
    vikt_ascription *out = a->out;
    size_t n = a->edit_count;

    out->edit_count = n;
    out->cause_count = n + 2;
    out->causes = vikt_arena_new(a->arena, out->cause_count, sizeof *out->causes);
    if (!out->causes)
        return false;
    for (size_t i = 0; i < n; i++) {
        const vikt_edit *from = &a->edits[i];

        out->causes[i] = (vikt_cause){.label = from->label,
                                      .what = from->what,
                                      .places = {from->places[0], from->places[1]},
                                      .idle = from->kind == VIKT_STATEMENT_ACTION};
    }
    out->causes[n] =
        (vikt_cause){.label = "all together", .what = "points on different scales cannot be mixed"};
    out->causes[n + 1] = (vikt_cause){
        .label = "no statement", .what = "what functions call, rules in another order, streaks"};
    return true;
}

size_t vikt_ascribing_edit(const vikt_ascribing *a, vikt_statement_kind kind, vikt_text name)
{
    for (size_t i = 0; i < a->edit_count; i++)
        if (a->edits[i].kind == kind && vikt_text_equal(a->edits[i].name, name))
            return i;
    return VIKT_INDEX_NONE;
}

/* The first statement that differs among those that values come from. */
size_t vikt_ascribing_source(const vikt_ascribing *a, const vikt_needs *needs)
{
    const vikt_profile *profile = a->runs[1]->profile;
    size_t general = VIKT_INDEX_NONE;

    for (size_t i = a->edit_count; i-- > 0;) {
        const vikt_edit *d = &a->edits[i];

        if (vikt_statement_form_of(d->kind)->of_company)
            general = i;
    }
    for (size_t i = 0; i < a->edit_count; i++) {
        const vikt_edit *d = &a->edits[i];
        vikt_slot slot = vikt_profile_slot(profile, d->name);

        if ((d->kind == VIKT_STATEMENT_FIELD || d->kind == VIKT_STATEMENT_MEASURE) &&
            slot != VIKT_SLOT_NONE && vikt_needs_slot(profile, needs, slot))
            return i;
    }
    return general == VIKT_INDEX_NONE ? vikt_ascribing_rest(a) : general;
}

/* ---- classes at a step ---- */

static bool number_classes(vikt_ascribing *a, vikt_walk *w)
{
    const vikt_scheme *first = &a->runs[0]->profile->schemes[w->at[0]];
    const vikt_scheme *second = &a->runs[1]->profile->schemes[w->at[1]];

    memset(w->code, VIKT_NO_CLASS, sizeof w->code);
    for (size_t i = 0; i < first->class_count; i++)
        w->code[0][i] = (uint8_t)i;
    for (size_t i = 0; i < second->class_count; i++) {
        size_t same = vikt_scheme_class(first, second->classes[i]);

        w->code[1][i] = (uint8_t)(same == VIKT_INDEX_NONE ? first->class_count + i : same);
    }
    w->was = vikt_arena_blank(&a->scratch, a->count, 1);
    w->is = vikt_arena_blank(&a->scratch, a->count, 1);
    w->of = vikt_arena_new(a->arena, a->count, sizeof *w->of);
    return w->was && w->is && w->of;
}

void vikt_ascribing_move(const vikt_ascribing *a, vikt_walk *w, size_t row, uint8_t code,
                         size_t cause)
{
    vikt_ascribed *of = &w->of[row];

    if (a->row_of[row] == VIKT_NOBODY || w->is[row] == code)
        return;
    w->is[row] = code;
    if (code == w->was[row]) { /* there and back again */
        of->count = 0;
        return;
    }
    if (of->count && of->causes[of->count - 1] == cause)
        return;
    if (of->count == VIKT_ASCRIBED_MAX)
        of->count--;
    of->causes[of->count++] = (uint16_t)cause;
}

static void move_by_score(vikt_ascribing *a, size_t cause)
{
    for (size_t i = 0; i < a->out->scheme_count; i++) {
        vikt_walk *w = &a->walks[i];
        const uint8_t *classes = a->last->schemes[w->at[0]].effective;

        for (size_t row = 0; row < a->count; row++)
            vikt_ascribing_move(a, w, row, w->code[0][classes[row]], cause);
    }
}

static void arrive(vikt_ascribing *a, size_t cause)
{
    for (size_t i = 0; i < a->out->scheme_count; i++) {
        vikt_walk *w = &a->walks[i];
        const uint8_t *classes = a->runs[1]->classification.schemes[w->at[1]].effective;

        for (size_t row = 0; row < a->count; row++)
            if (a->row_of[row] != VIKT_NOBODY)
                vikt_ascribing_move(a, w, row, w->code[1][classes[a->row_of[row]]], cause);
    }
}

/* ---- the score ---- */

static int64_t units_of(double score)
{
    return isnan(score) ? INT64_MIN : (int64_t)llround(score * VIKT_ASCRIPTION_UNIT);
}

/* A step at which a customer has no score is none. */
static bool take_parts(vikt_ascribing *a, const double *score, bool second, size_t cause)
{
    int64_t **parts = &a->out->causes[cause].parts;

    for (size_t row = 0; row < a->count; row++) {
        bool there = !second || a->row_of[row] != VIKT_NOBODY;
        int64_t now = there ? units_of(score[second ? a->row_of[row] : row]) : INT64_MIN;

        if (now == INT64_MIN || now == a->units[row])
            continue;
        if (!*parts && a->units[row] != INT64_MIN)
            *parts = vikt_arena_new(a->arena, a->count, sizeof **parts);
        if (!*parts && a->units[row] != INT64_MIN)
            return false;
        if (a->units[row] != INT64_MIN)
            (*parts)[row] += now - a->units[row];
        a->units[row] = now;
    }
    return true;
}

static vikt_code take_step(vikt_ascribing *a, size_t cause)
{
    vikt_arena *step = &a->steps[1], swap;
    vikt_code rc = vikt_mixture_compute(&a->mixture, a->workers, step, a->err);

    if (rc == VIKT_OK && !take_parts(a, a->mixture.score.score, false, cause))
        rc = vikt_fail_memory(a->err);
    if (rc != VIKT_OK)
        return rc;
    a->last = &a->mixture.classification;
    move_by_score(a, cause);
    swap = a->steps[0];
    a->steps[0] = a->steps[1];
    a->steps[1] = swap;
    vikt_arena_clear(&a->steps[1]);
    vikt_arena_init(&a->steps[1], a->arena->allocator);
    return VIKT_OK;
}

/* Criteria whose statement is the same: the cause of their other points. */
static vikt_code find_sources(vikt_ascribing *a, size_t *sources)
{
    const vikt_profile *profile = a->runs[1]->profile;
    vikt_mixture *m = &a->mixture;

    for (size_t c = 0; c < m->criterion_count; c++) {
        vikt_mixed *item = &m->criteria[c];
        vikt_needs needs;

        sources[c] = vikt_ascribing_edit(a, VIKT_STATEMENT_CRITERION, item->name);
        if (sources[c] != VIKT_INDEX_NONE)
            continue;
        item->later = !vikt_mixture_differs(m, item);
        if (item->later || item->at[1] == VIKT_INDEX_NONE)
            continue;
        if (!vikt_needs_of_criterion(profile, &profile->criteria[item->at[1]], &a->scratch, &needs))
            return vikt_fail_memory(a->err);
        sources[c] = vikt_ascribing_source(a, &needs);
    }
    return VIKT_OK;
}

/* What is the second's from this step on; false when nothing is. */
static bool turn(vikt_ascribing *a, size_t cause, const size_t *sources)
{
    vikt_mixture *m = &a->mixture;
    const vikt_edit *d = cause < a->edit_count ? &a->edits[cause] : NULL;
    vikt_mixed *group =
        d && d->kind == VIKT_STATEMENT_GROUP ? vikt_mixture_group(m, d->name) : NULL;
    bool turned = group || (d && d->kind == VIKT_STATEMENT_PROFILE);

    if (group)
        group->later = true;
    if (d && d->kind == VIKT_STATEMENT_PROFILE)
        m->thresholds = true;
    for (size_t c = 0; c < m->criterion_count; c++) {
        if (m->criteria[c].later || sources[c] != cause)
            continue;
        m->criteria[c].later = turned = true;
    }
    return turned;
}

static vikt_code walk_scores(vikt_ascribing *a)
{
    size_t sources[VIKT_CRITERIA_MAX] = {0};
    vikt_code rc = find_sources(a, sources);

    for (size_t i = 0; rc == VIKT_OK && i < a->out->cause_count; i++)
        if (turn(a, i, sources))
            rc = take_step(a, i);
    return rc;
}

/* ---- what came of it ---- */

static bool add_up(vikt_ascribing *a, vikt_ascribed_scheme *scheme, const vikt_pairing *pairing)
{
    const vikt_standing *later = pairing->later;
    size_t causes = a->out->cause_count;
    vikt_sum *sums = vikt_arena_new(&a->scratch, causes, sizeof *sums);

    scheme->customers = vikt_arena_new(a->arena, causes, sizeof *scheme->customers);
    scheme->money = vikt_arena_new(a->arena, causes, sizeof *scheme->money);
    if (!sums || !scheme->customers || !scheme->money)
        return false;
    for (size_t i = 0; i < causes; i++)
        vikt_sum_init(&sums[i]);
    for (size_t i = 0; i < scheme->migration->mover_count; i++) {
        uint32_t mover = scheme->migration->movers[i];
        const vikt_ascribed *of = &scheme->of[pairing->before[mover]];
        size_t cause = of->count ? of->causes[of->count - 1] : vikt_ascribing_rest(a);

        scheme->customers[cause]++;
        if (!isnan(later->money[mover]))
            vikt_sum_add(&sums[cause], later->money[mover]);
    }
    for (size_t i = 0; i < causes; i++)
        scheme->money[i] = later->money_name.at ? vikt_sum_value(&sums[i]) : (double)NAN;
    return true;
}

/* ---- all of it ---- */

static bool begin(vikt_ascribing *a, const vikt_pairing *pairing, const vikt_migration *migrations,
                  size_t count)
{
    a->count = pairing->earlier->count;
    a->row_of = vikt_arena_blank(&a->scratch, a->count, sizeof *a->row_of);
    a->units = vikt_arena_blank(&a->scratch, a->count, sizeof *a->units);
    a->walks = vikt_arena_new(&a->scratch, count, sizeof *a->walks);
    a->out->schemes = vikt_arena_new(a->arena, count, sizeof *a->out->schemes);
    if (!a->row_of || !a->units || !a->walks || !a->out->schemes)
        return false;
    for (size_t row = 0; row < a->count; row++) {
        a->row_of[row] = VIKT_NOBODY;
        a->units[row] = units_of(a->runs[0]->score.score[row]);
    }
    for (size_t i = 0; i < pairing->later->count; i++)
        if (pairing->before[i] != VIKT_NOBODY)
            a->row_of[pairing->before[i]] = (uint32_t)i;
    a->last = &a->runs[0]->classification;
    for (size_t i = 0; i < count; i++) {
        vikt_walk *w = &a->walks[i];

        w->at[0] = vikt_profile_scheme(a->runs[0]->profile, migrations[i].scheme);
        w->at[1] = vikt_profile_scheme(a->runs[1]->profile, migrations[i].scheme);
        if (!number_classes(a, w))
            return false;
        for (size_t row = 0; row < a->count; row++)
            w->was[row] = w->is[row] = w->code[0][a->last->schemes[w->at[0]].effective[row]];
        a->out->schemes[a->out->scheme_count++] =
            (vikt_ascribed_scheme){.migration = &migrations[i], .of = w->of};
    }
    return true;
}

static vikt_code walk_all(vikt_ascribing *a)
{
    bool possible = vikt_mixture_possible(a->runs[0], a->runs[1]);
    size_t last = possible ? vikt_ascribing_rest(a) : together_of(a);
    vikt_code rc = VIKT_OK;

    a->out->together = !possible;
    a->mixture = (vikt_mixture){.runs = {a->runs[0], a->runs[1]},
                                .row_of = a->row_of,
                                .count = a->count,
                                .arena = &a->scratch};
    if (possible && !vikt_mixture_begin(&a->mixture))
        return vikt_fail_memory(a->err);
    if (possible)
        rc = walk_scores(a);
    if (rc == VIKT_OK && possible)
        rc = vikt_ascribing_schemes(a);
    if (rc != VIKT_OK)
        return rc;
    arrive(a, last);
    return take_parts(a, a->runs[1]->score.score, true, last) ? VIKT_OK : vikt_fail_memory(a->err);
}

vikt_code vikt_ascription_of(vikt_run *const runs[2], const vikt_pairing *pairing,
                             const vikt_migration *migrations, size_t migration_count,
                             const vikt_run_options *options, vikt_arena *arena,
                             vikt_ascription *out, vikt_error *err)
{
    vikt_ascribing a = {
        .runs = runs, .workers = options->workers, .arena = arena, .out = out, .err = err};
    vikt_code rc = VIKT_OK;

    *out = (vikt_ascription){0};
    vikt_arena_init(&a.scratch, arena->allocator);
    vikt_arena_init(&a.steps[0], arena->allocator);
    vikt_arena_init(&a.steps[1], arena->allocator);
    if (!vikt_edits_of(runs[0]->profile, runs[1]->profile, options->language, arena, &a.edits,
                       &a.edit_count) ||
        !list_causes(&a) || !begin(&a, pairing, migrations, migration_count))
        rc = vikt_fail_memory(err);
    if (rc == VIKT_OK)
        rc = walk_all(&a);
    for (size_t i = 0; rc == VIKT_OK && i < migration_count; i++)
        if (!add_up(&a, &out->schemes[i], pairing))
            rc = vikt_fail_memory(err);
    vikt_arena_clear(&a.steps[0]);
    vikt_arena_clear(&a.steps[1]);
    vikt_arena_clear(&a.scratch);
    return rc;
}
