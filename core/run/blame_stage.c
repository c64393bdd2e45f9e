/* SPDX-License-Identifier: MIT */
#include "core/run/blame_stage.h"

#include "core/base/fail.h"

/* ---- columns ---- */

static vikt_column *gather(const vikt_column *from, vikt_blame_rows rows, vikt_arena *arena)
{
    vikt_type type = from->cells ? VIKT_TYPE_TEXT : from->type;
    vikt_column *column = vikt_column_new(arena, type, rows.count, from->pool);

    if (!column)
        return NULL;
    column->share = from->share;
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.at[i] == VIKT_BLAME_NOBODY)
            continue;
        if (from->cells)
            column->cells[i] = from->cells[rows.at[i]];
        else
            column->numbers[i] = from->numbers[rows.at[i]];
    }
    return column;
}

/* The column of a field of another profile. */
static const vikt_column *find_column(const vikt_run *run, vikt_text name)
{
    for (size_t f = 0; f < run->profile->field_count; f++)
        if (vikt_text_equal(run->profile->fields[f].name, name))
            return run->import->columns[f];
    return NULL;
}

/* Values of another type are another field's. */
static bool is_alike(const vikt_column *a, const vikt_column *b)
{
    return a && !a->cells == !b->cells &&
           (a->type == b->type || a->type == VIKT_TYPE_UNKNOWN || b->type == VIKT_TYPE_UNKNOWN);
}

static vikt_column *take_field(const vikt_blame_stage *stage, size_t field, vikt_blame_rows own,
                               vikt_blame_rows other, vikt_arena *arena)
{
    vikt_text name = stage->rules->profile->fields[field].name;
    const vikt_column *kept = stage->rules->import->columns[field];
    const vikt_column *mine = find_column(own.run, name);
    bool is_mine = is_alike(mine, kept);
    vikt_column *column = gather(is_mine ? mine : kept, is_mine ? own : other, arena);

    if (column && !column->cells)
        column->type = kept->type;
    return column;
}

bool vikt_blame_import(vikt_blame_stage *stage, vikt_blame_rows own, vikt_blame_rows other,
                       vikt_arena *arena)
{
    const vikt_import *kept = stage->rules->import;
    size_t fields = stage->rules->profile->field_count;
    vikt_import *import = &stage->import;

    *import = (vikt_import){.count = own.count};
    import->keys = gather(own.run->import->keys, own, arena);
    import->names = gather(own.run->import->names, own, arena);
    import->columns = vikt_arena_new(arena, fields, sizeof *import->columns);
    if (!import->keys || !import->names || !import->columns)
        return false;
    for (size_t f = 0; f < fields; f++) {
        if (!kept->columns[f])
            continue;
        import->columns[f] = take_field(stage, f, own, other, arena);
        if (!import->columns[f])
            return false;
    }
    return true;
}

/* ---- the run before ---- */

static bool asks_previous(const vikt_function *function)
{
    for (size_t i = 0; i < function->input_count; i++)
        if (function->inputs[i].kind == VIKT_INPUT_PREVIOUS)
            return true;
    return false;
}

static bool scale_asks_previous(const vikt_scale *scale)
{
    return scale->kind == VIKT_SCALE_FUNCTION && asks_previous(scale->function);
}

static bool needs_previous(const vikt_profile *profile)
{
    for (size_t c = 0; c < profile->criterion_count; c++) {
        const vikt_criterion *criterion = &profile->criteria[c];

        if (criterion->missing == VIKT_MISSING_CARRY || scale_asks_previous(&criterion->points) ||
            (criterion->has_or && scale_asks_previous(&criterion->or_points)))
            return true;
    }
    for (size_t s = 0; s < profile->scheme_count; s++)
        if (profile->schemes[s].function && asks_previous(profile->schemes[s].function))
            return true;
    return false;
}

static void *pick(const void *from, size_t size, vikt_blame_rows rows, vikt_arena *arena)
{
    char *to = vikt_arena_new(arena, rows.count, size);

    for (size_t i = 0; to && i < rows.count; i++)
        memcpy(to + i * size, (const char *)from + rows.at[i] * size, size);
    return to;
}

static bool pick_lists(const vikt_blame_stage *stage, vikt_blame_rows rows, vikt_arena *arena,
                       vikt_previous *out)
{
    const vikt_previous *from = &rows.run->previous;
    bool done = true;

    for (size_t i = 0; done && i < stage->rules->profile->criterion_count; i++) {
        if (from->points[i])
            out->points[i] = pick(from->points[i], sizeof(double), rows, arena);
        done = !from->points[i] || out->points[i];
    }
    for (size_t i = 0; done && i < stage->rules->profile->scheme_count; i++) {
        if (from->classes[i])
            out->classes[i] = pick(from->classes[i], 1, rows, arena);
        done = !from->classes[i] || out->classes[i];
    }
    return done;
}

/* What criteria and schemes by function read of it. */
static bool pick_previous(const vikt_blame_stage *stage, vikt_blame_rows rows, vikt_arena *arena,
                          vikt_previous *out)
{
    const vikt_previous *from = &rows.run->previous;
    const vikt_profile *profile = stage->rules->profile;

    *out = (vikt_previous){.run_id = from->run_id,
                           .as_of = from->as_of,
                           .same_profile = from->same_profile,
                           .primary = from->primary};
    out->known = pick(from->known, sizeof *out->known, rows, arena);
    out->score = pick(from->score, sizeof *out->score, rows, arena);
    out->points = vikt_arena_new(arena, profile->criterion_count, sizeof *out->points);
    out->classes = vikt_arena_new(arena, profile->scheme_count, sizeof *out->classes);
    return out->known && out->score && out->points && out->classes &&
           pick_lists(stage, rows, arena, out);
}

vikt_code vikt_blame_previous(const vikt_blame_stage *stage, vikt_blame_rows rows,
                              vikt_store *store, vikt_arena *arena, vikt_previous *out,
                              vikt_error *err)
{
    const vikt_profile *profile = stage->rules->profile;
    int64_t run_id = rows.run->previous.run_id;

    *out = (vikt_previous){.primary = VIKT_INDEX_NONE};
    if (run_id == 0 || !needs_previous(profile))
        return VIKT_OK;
    if (store)
        return vikt_history_previous_run(store, profile, stage->import.keys, run_id, arena, out,
                                         err);
    if (!rows.run->previous.known)
        return VIKT_OK;
    return pick_previous(stage, rows, arena, out) ? VIKT_OK : vikt_fail_memory(err);
}

/* ---- the score, and classes ---- */

static vikt_code classify(vikt_blame_stage *stage, const vikt_previous *previous, vikt_arena *arena,
                          vikt_error *err)
{
    vikt_presence presence = stage->rules->presence;
    vikt_profile plan = *stage->rules->profile;

    plan.rule_count = plan.action_count = 0;
    presence.plan = &plan;
    presence.schemes = stage->schemes;
    return vikt_classify(stage->population, &presence, &stage->points, &stage->score, previous,
                         NULL, &stage->script, arena, NULL, &stage->classification, err);
}

vikt_code vikt_blame_compute(vikt_blame_stage *stage, const vikt_population *among,
                             const vikt_previous *previous, unsigned workers, vikt_arena *arena,
                             vikt_error *err)
{
    const vikt_run *rules = stage->rules;
    vikt_code rc;

    vikt_script_init(&stage->script, rules->profile, workers, arena);
    stage->script.limit = SIZE_MAX; /* rules that were not made for the values may fail on many */
    rc = vikt_population_new_among(among, &rules->presence, &stage->import, stage->as_of,
                                   &stage->script, arena->allocator, &stage->population, err);
    if (rc == VIKT_OK)
        rc = vikt_points_of(stage->population, &rules->presence, previous, &stage->script, arena,
                            NULL, &stage->points, err);
    if (rc == VIKT_OK)
        rc = vikt_score_of(rules->profile, &rules->presence, &stage->points, stage->import.count,
                           arena, &stage->score, err);
    if (rc == VIKT_OK && stage->schemes)
        rc = classify(stage, previous, arena, err);
    return rc;
}
