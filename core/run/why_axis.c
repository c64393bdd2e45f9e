/* SPDX-License-Identifier: MIT */
#include "core/run/why_axis.h"

#include <math.h>

#include "core/base/number.h"

enum { EARLIER, LATER };

static const vikt_scheme *matrix_of(const vikt_run *run, vikt_text name)
{
    size_t place = vikt_profile_scheme(run->profile, name);
    const vikt_scheme *scheme = place == VIKT_INDEX_NONE ? NULL : &run->profile->schemes[place];

    return scheme && vikt_scheme_has_axes(scheme) ? scheme : NULL;
}

/* The field that an axis asks for; none: it asks for more than one. */
static vikt_text field_of(const vikt_profile *profile, const vikt_axis *axis)
{
    vikt_slot slot = axis->is_points ? profile->criteria[axis->index].points.slot : axis->index;

    return slot == VIKT_SLOT_NONE ? (vikt_text){0} : vikt_profile_slot_name(profile, slot);
}

static bool same_split(const vikt_axis *a, const vikt_axis *b)
{
    return a->split == b->split && (a->value == b->value || a->split == VIKT_SPLIT_MEDIAN);
}

static bool same_classes(const vikt_scheme *a, const vikt_scheme *b)
{
    for (size_t i = 0; i < a->class_count && i < b->class_count; i++)
        if (!vikt_text_equal(a->classes[i], b->classes[i]))
            return false;
    return a->class_count == b->class_count;
}

vikt_code vikt_why_axes_read(vikt_store *store, const vikt_run *const runs[2],
                             const vikt_standing *const standings[2], vikt_text scheme,
                             vikt_arena *arena, vikt_why_axes *out, vikt_error *err)
{
    const vikt_scheme *m[2] = {matrix_of(runs[EARLIER], scheme), matrix_of(runs[LATER], scheme)};
    vikt_code code = VIKT_OK;

    *out = (vikt_why_axes){.known = false};
    if (!m[EARLIER] || !m[LATER] || !same_classes(m[EARLIER], m[LATER]))
        return VIKT_OK;
    out->known = true;
    for (size_t i = 0; code == VIKT_OK && i < 2; i++) {
        const vikt_axis *a[2] = {i ? &m[EARLIER]->x : &m[EARLIER]->y,
                                 i ? &m[LATER]->x : &m[LATER]->y};
        vikt_text before = field_of(runs[EARLIER]->profile, a[EARLIER]);
        vikt_text now = field_of(runs[LATER]->profile, a[LATER]);
        vikt_why_axis *axis = &out->axes[i];

        axis->is_points = a[LATER]->is_points;
        axis->same = a[EARLIER]->is_points == a[LATER]->is_points &&
                     same_split(a[EARLIER], a[LATER]) && before.at && now.at &&
                     vikt_text_equal(before, now);
        if (!before.at || !now.at || !vikt_text_equal(before, now))
            continue;
        axis->field = now;
        for (size_t k = EARLIER; code == VIKT_OK && k <= LATER; k++)
            code = vikt_standing_numbers(store, standings[k], now, arena, &axis->value[k], err);
    }
    return code;
}

/* Cells are numbered by y, then by x; 0 is high on both. */
static bool is_high(size_t cell, size_t axis)
{
    return axis == 0 ? cell < VIKT_LOW_HIGH : cell % 2 == 0;
}

/* A value counts when it went the way of the answer; behind points either way may be the better. */
static bool gave(const vikt_why_axis *axis, double before, double now, bool high)
{
    if (isnan(before) || isnan(now))
        return isnan(before) != isnan(now);
    return axis->is_points ? now != before : high ? now > before : now < before;
}

vikt_move_cause vikt_why_axes_say(const vikt_why_axes *axes, const size_t cells[2],
                                  const size_t rows[2], bool same_profile, vikt_arena *arena,
                                  const char **words)
{
    size_t first = is_high(cells[EARLIER], 0) != is_high(cells[LATER], 0) ? 0 : 1;

    for (size_t i = first; i < 2; i++) {
        const vikt_why_axis *axis = &axes->axes[i];
        bool high = is_high(cells[LATER], i);
        double v[2] = {NAN, NAN};
        char texts[2][64] = {"none", "none"};

        if (high == is_high(cells[EARLIER], i) || !axis->value[EARLIER] || !axis->value[LATER])
            continue;
        for (size_t k = EARLIER; k <= LATER; k++) {
            v[k] = axis->value[k][rows[k]];
            if (!isnan(v[k]))
                vikt_number_show(v[k], fabs(v[k]) < 100 ? 2 : 0, '.', texts[k]);
        }
        if (!gave(axis, v[EARLIER], v[LATER], high))
            continue;
        *words = vikt_arena_print(arena, "%.*s %s -> %s", VIKT_SHOW(axis->field), texts[EARLIER],
                                  texts[LATER]);
        return VIKT_CAUSE_DATA;
    }
    if (!axes->axes[first].same || (axes->axes[first].is_points && !same_profile)) {
        *words = vikt_arena_print(arena, "the rules");
        return VIKT_CAUSE_RULES;
    }
    *words = vikt_arena_print(arena, "the other customers");
    return VIKT_CAUSE_POPULATION;
}
