/* SPDX-License-Identifier: MIT */
#include "core/run/blame_course.h"

#include "core/base/date.h"
#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/profile/needs.h"

enum { EARLIER, LATER };

/* From the earlier values to the later ones, one thing at a time; fields come behind. */
enum { THE_DATE, THE_RUN_BEFORE, FIELDS };

/* Customers whom their own data gave another class by some scheme. */
typedef struct walk {
    const vikt_blame_way *way;
    vikt_blame *out;
    vikt_arena scratch;
    uint32_t *items; /* whose they are */
    uint32_t *rows[2];
    size_t count;
    vikt_blame_stage ends[2]; /* as they were, as they are: customers only */
    vikt_previous previous[2];
    vikt_needs needs; /* of the schemes that have courses */
    vikt_text **last; /* by course, then by customer: the class so far */
    size_t **step;    /* the same: which step gave it */
    vikt_error *err;
} walk;

/* ---- which schemes ---- */

static const vikt_scheme *find_scheme(const vikt_run *run, vikt_text name)
{
    for (size_t s = 0; s < run->profile->scheme_count; s++)
        if (run->presence.schemes[s] && vikt_text_equal(run->profile->schemes[s].name, name))
            return &run->profile->schemes[s];
    return NULL;
}

static bool has_course(const vikt_scheme *scheme)
{
    return scheme && (scheme->function || scheme->decision);
}

bool vikt_blame_courses_of(const vikt_run *run, const vikt_run *other, vikt_arena *arena,
                           bool **out)
{
    size_t count = run->profile->scheme_count;
    bool *schemes = vikt_arena_new(arena, count, sizeof *schemes), any = false;

    *out = NULL;
    for (size_t s = 0; schemes && s < count; s++) {
        const vikt_scheme *scheme = &run->profile->schemes[s];

        schemes[s] = run->presence.schemes[s] && has_course(scheme) &&
                     has_course(find_scheme(other, scheme->name));
        any |= schemes[s];
    }
    if (any)
        *out = schemes;
    return schemes;
}

/* ---- classes ---- */

static vikt_text class_of(const vikt_blame_stage *stage, vikt_text scheme, size_t row)
{
    size_t number = (size_t)(find_scheme(stage->rules, scheme) - stage->rules->profile->schemes);

    return vikt_class_of(stage->rules->profile, &stage->classification, number, row, false);
}

static bool open_course(const vikt_blame_way *way, vikt_course *course)
{
    for (size_t k = 0; k < VIKT_BLAME_STEPS; k++) {
        course->classes[k] = vikt_arena_new(way->arena, way->count, sizeof *course->classes[k]);
        for (size_t i = 0; course->classes[k] && i < way->count; i++)
            course->classes[k][i] = class_of(way->stages[k], course->scheme, i);
        if (!course->classes[k])
            return false;
    }
    course->what = vikt_arena_new(way->arena, way->count, sizeof *course->what);
    return course->what;
}

static bool open_courses(const vikt_blame_way *way, vikt_blame *out)
{
    const vikt_profile *profile = way->earlier->profile;
    const bool *schemes = way->stages[VIKT_BLAME_THEN]->schemes;

    out->courses = vikt_arena_new(way->arena, profile->scheme_count, sizeof *out->courses);
    for (size_t s = 0; out->courses && s < profile->scheme_count; s++) {
        if (!schemes[s])
            continue;
        out->courses[out->course_count].scheme = profile->schemes[s].name;
        if (!open_course(way, &out->courses[out->course_count++]))
            return false;
    }
    return out->courses;
}

/* ---- who ---- */

static bool moved_by_data(const vikt_course *course, size_t item)
{
    return !vikt_text_equal(course->classes[VIKT_BLAME_THEN][item],
                            course->classes[VIKT_BLAME_DATA][item]);
}

static bool list_customers(walk *w)
{
    size_t n = w->way->count;

    w->items = vikt_arena_new(&w->scratch, n, sizeof *w->items);
    w->rows[EARLIER] = vikt_arena_new(&w->scratch, n, sizeof *w->rows[EARLIER]);
    w->rows[LATER] = vikt_arena_new(&w->scratch, n, sizeof *w->rows[LATER]);
    if (!w->items || !w->rows[EARLIER] || !w->rows[LATER])
        return false;
    for (size_t i = 0; i < n; i++) {
        bool moved = false;

        for (size_t c = 0; c < w->out->course_count; c++)
            moved |= moved_by_data(&w->out->courses[c], i);
        if (!moved)
            continue;
        w->rows[EARLIER][w->count] = w->way->rows[EARLIER][i];
        w->rows[LATER][w->count] = w->way->rows[LATER][i];
        w->items[w->count++] = (uint32_t)i;
    }
    return true;
}

static bool begin_courses(walk *w)
{
    size_t courses = w->out->course_count;

    w->last = vikt_arena_new(&w->scratch, courses, sizeof *w->last);
    w->step = vikt_arena_new(&w->scratch, courses, sizeof *w->step);
    for (size_t c = 0; w->last && w->step && c < courses; c++) {
        w->last[c] = vikt_arena_new(&w->scratch, w->count, sizeof **w->last);
        w->step[c] = vikt_arena_new(&w->scratch, w->count, sizeof **w->step);
        if (!w->last[c] || !w->step[c])
            return false;
        for (size_t i = 0; i < w->count; i++)
            w->last[c][i] = w->out->courses[c].classes[VIKT_BLAME_THEN][w->items[i]];
    }
    return w->last && w->step;
}

static vikt_code begin_ends(walk *w)
{
    const vikt_blame_way *way = w->way;
    vikt_blame_rows rows[2] = {{way->earlier, w->rows[EARLIER], w->count},
                               {way->later, w->rows[LATER], w->count}};
    vikt_code rc = VIKT_OK;

    for (size_t k = EARLIER; rc == VIKT_OK && k <= LATER; k++) {
        w->ends[k].rules = way->earlier;
        if (!vikt_blame_import(&w->ends[k], rows[k], rows[!k], &w->scratch))
            return vikt_fail_memory(w->err);
        rc = vikt_blame_previous(&w->ends[k], way->store ? rows[k] : rows[EARLIER], way->store,
                                 &w->scratch, &w->previous[k], w->err);
    }
    return rc;
}

/* ---- what the schemes read ---- */

static bool reads_points(const vikt_scheme *scheme)
{
    const vikt_function *function = scheme->function;

    for (size_t i = 0; function && i < function->input_count; i++)
        if (function->inputs[i].kind == VIKT_INPUT_RESULT)
            return true;
    for (size_t i = 0; scheme->decision && i < scheme->decision->input_count; i++)
        if (scheme->decision->inputs[i].operand != VIKT_OPERAND_SLOT)
            return true;
    return false;
}

/* Criteria count where points are read. */
static bool find_needs(walk *w)
{
    const vikt_profile *profile = w->way->earlier->profile;
    vikt_presence presence = w->way->earlier->presence;
    bool points = false;

    presence.schemes = w->way->stages[VIKT_BLAME_THEN]->schemes;
    presence.rules = vikt_arena_new(&w->scratch, profile->rule_count, sizeof(bool));
    presence.actions = vikt_arena_new(&w->scratch, profile->action_count, sizeof(bool));
    for (size_t s = 0; s < profile->scheme_count; s++)
        points |= presence.schemes[s] && reads_points(&profile->schemes[s]);
    if (!points)
        presence.criteria = vikt_arena_new(&w->scratch, profile->criterion_count, sizeof(bool));
    return presence.rules && presence.actions && presence.criteria &&
           vikt_needs_of(profile, &presence, &w->scratch, &w->needs);
}

/* ---- one step ---- */

static bool same_value(const vikt_column *a, const vikt_column *b, size_t row)
{
    if (vikt_column_missing(a, row) || vikt_column_missing(b, row))
        return vikt_column_missing(a, row) == vikt_column_missing(b, row);
    return a->cells ? vikt_text_equal(vikt_column_text(a, row), vikt_column_text(b, row))
                    : a->numbers[row] == b->numbers[row];
}

/* A step at which nobody gets anything else that is read is none. */
static bool changes(const walk *w, size_t step)
{
    const vikt_column *a, *b;

    if (step == THE_DATE)
        return w->way->earlier->as_of != w->way->later->as_of;
    if (step == THE_RUN_BEFORE)
        return w->previous[EARLIER].run_id != w->previous[LATER].run_id;
    if (!w->needs.all && !w->needs.slots[step - FIELDS])
        return false;
    a = w->ends[EARLIER].import.columns[step - FIELDS];
    b = w->ends[LATER].import.columns[step - FIELDS];
    for (size_t row = 0; a && b && row < w->count; row++)
        if (!same_value(a, b, row))
            return true;
    return false;
}

static bool mix(const walk *w, size_t step, vikt_blame_stage *stage, vikt_arena *arena)
{
    size_t fields = w->way->earlier->profile->field_count;
    vikt_column **columns = vikt_arena_new(arena, fields, sizeof *columns);

    *stage = (vikt_blame_stage){.rules = w->way->earlier,
                                .as_of = w->way->later->as_of,
                                .schemes = w->way->stages[VIKT_BLAME_THEN]->schemes,
                                .import = w->ends[LATER].import};
    for (size_t f = 0; columns && f < fields; f++)
        columns[f] = w->ends[f + FIELDS <= step].import.columns[f];
    stage->import.columns = columns;
    return columns;
}

static void note_classes(walk *w, const vikt_blame_stage *stage, size_t step)
{
    for (size_t c = 0; c < w->out->course_count; c++)
        for (size_t i = 0; i < w->count; i++) {
            vikt_text now = class_of(stage, w->out->courses[c].scheme, i);

            if (vikt_text_equal(now, w->last[c][i]))
                continue;
            w->last[c][i] = now;
            w->step[c][i] = step;
        }
}

static vikt_code take_step(walk *w, size_t step)
{
    vikt_arena arena;
    vikt_blame_stage stage;
    vikt_code rc;

    vikt_arena_init(&arena, w->scratch.allocator);
    if (!mix(w, step, &stage, &arena))
        rc = vikt_fail_memory(w->err);
    else
        rc = vikt_blame_compute(&stage, w->way->among, &w->previous[step >= THE_RUN_BEFORE],
                                w->way->workers, &arena, w->err);
    if (rc == VIKT_OK)
        note_classes(w, &stage, step);
    vikt_population_free(stage.population);
    vikt_arena_clear(&arena);
    return rc;
}

/* ---- in words ---- */

static const char *value_text(const vikt_column *column, size_t row, int decimals,
                              vikt_arena *arena)
{
    enum { SHOWN = 40 }; /* bytes of a text */
    char text[64];

    if (vikt_column_missing(column, row))
        return "none";
    if (column->cells)
        return vikt_arena_print(arena, "\"%.*s\"",
                                VIKT_SHOW(vikt_text_start(vikt_column_text(column, row), SHOWN)));
    if (column->type == VIKT_TYPE_TRUTH)
        return column->numbers[row] != 0 ? "yes" : "no";
    if (column->type == VIKT_TYPE_DATE)
        vikt_date_write((vikt_date)column->numbers[row], text);
    else
        vikt_number_show(column->numbers[row], decimals, '.', text);
    return vikt_arena_print(arena, "%s", text);
}

static bool is_coarse(const vikt_column *column, size_t row)
{
    double value = column->numbers ? column->numbers[row] : (double)NAN;

    return isnan(value) || fabs(value) >= 100 || value == nearbyint(value);
}

/* With as many decimals as tell the two apart. */
static const char *field_text(const walk *w, size_t field, size_t row, vikt_arena *arena)
{
    const vikt_column *a = w->ends[EARLIER].import.columns[field];
    const vikt_column *b = w->ends[LATER].import.columns[field];
    vikt_text name = w->way->earlier->profile->fields[field].name;
    const char *texts[2] = {NULL, NULL};

    for (int decimals = is_coarse(a, row) && is_coarse(b, row) ? 0 : 2; decimals <= 6;
         decimals += 2) {
        texts[EARLIER] = value_text(a, row, decimals, arena);
        texts[LATER] = value_text(b, row, decimals, arena);
        if (!texts[EARLIER] || !texts[LATER])
            return NULL;
        if (a->cells || strcmp(texts[EARLIER], texts[LATER]) != 0)
            break;
    }
    return vikt_arena_print(arena, "%.*s %s -> %s", VIKT_SHOW(name), texts[EARLIER], texts[LATER]);
}

/* What names say is told apart by no step. */
static const char *step_text(const walk *w, size_t course, size_t i)
{
    const vikt_course *c = &w->out->courses[course];
    size_t step = w->step[course][i];

    if (!vikt_text_equal(w->last[course][i], c->classes[VIKT_BLAME_DATA][w->items[i]]))
        return "its own figures";
    if (step == THE_DATE)
        return "the date";
    if (step == THE_RUN_BEFORE)
        return "what the run before said";
    return field_text(w, step - FIELDS, i, w->way->arena);
}

static vikt_code tell(walk *w)
{
    for (size_t c = 0; c < w->out->course_count; c++)
        for (size_t i = 0; i < w->count; i++) {
            const char **what = &w->out->courses[c].what[w->items[i]];

            if (!moved_by_data(&w->out->courses[c], w->items[i]))
                continue;
            *what = step_text(w, c, i);
            if (!*what)
                return vikt_fail_memory(w->err);
        }
    return VIKT_OK;
}

/* ---- all of it ---- */

static vikt_code walk_data(walk *w)
{
    size_t steps = FIELDS + w->way->earlier->profile->field_count;
    vikt_code rc;

    if (!list_customers(w))
        return vikt_fail_memory(w->err);
    if (w->count == 0)
        return VIKT_OK;
    if (!find_needs(w) || !begin_courses(w))
        return vikt_fail_memory(w->err);
    rc = begin_ends(w);
    for (size_t step = 0; rc == VIKT_OK && step < steps; step++)
        if (changes(w, step))
            rc = take_step(w, step);
    return rc == VIKT_OK ? tell(w) : rc;
}

vikt_code vikt_blame_courses(const vikt_blame_way *way, vikt_blame *out, vikt_error *err)
{
    walk w = {.way = way, .out = out, .err = err};
    vikt_code rc;

    if (!way->stages[VIKT_BLAME_THEN]->schemes)
        return VIKT_OK;
    if (!open_courses(way, out))
        return vikt_fail_memory(err);
    vikt_arena_init(&w.scratch, way->arena->allocator);
    rc = walk_data(&w);
    vikt_arena_clear(&w.scratch);
    return rc;
}
