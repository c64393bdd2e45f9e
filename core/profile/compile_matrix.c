/* SPDX-License-Identifier: MIT */
#include "core/base/number.h"
#include "core/profile/compile.h"

/* Without a split: high revenue is the group that starts before 80 % of the total, high points are
 * those from three quarters of the scale, 4 on 1..5 (F-03). */
static const double share_default = 0.80, points_default = 0.75;

static bool compile_axis(vikt_compiler *c, const char *key, vikt_axis *out)
{
    const vikt_setting *setting = vikt_compile_setting(c, key);
    const vikt_value *call;
    bool points;

    if (!setting) {
        if (!vikt_statement_find(c->statement, key))
            vikt_compile_needs(c, "it has no %s, such as %s = value revenue", key, key);
        return false;
    }
    call = &setting->value;
    points = vikt_text_is(call->text, "points");
    if (call->kind != VIKT_VALUE_CALL || (!points && !vikt_text_is(call->text, "value")) ||
        call->count != 1 || call->entries[0].value.kind != VIKT_VALUE_TEXT) {
        vikt_compile_wrong(c, setting->place,
                           "%s must be the value of a field (value revenue) or the points of a "
                           "criterion (points potential)",
                           key);
        return false;
    }
    out->is_points = points;
    if (points)
        return vikt_compile_criterion(c, setting, call->entries[0].value.text, &out->index);
    return vikt_compile_number_slot(c, setting, call->entries[0].value.text, &out->index);
}

static bool split_number(const vikt_value *call, double *out)
{
    if (call->count != 1 || call->entries[0].value.kind != VIKT_VALUE_NUMBER)
        return false;
    *out = call->entries[0].value.number;
    return *out >= 0 && *out <= 1;
}

static void compile_call_split(vikt_compiler *c, const vikt_setting *setting, vikt_axis *axis)
{
    const vikt_value *call = &setting->value;
    bool share = vikt_text_is(call->text, "share");

    if (vikt_text_is(call->text, "median") && call->count == 0) {
        axis->split = VIKT_SPLIT_MEDIAN;
        return;
    }
    axis->split = share ? VIKT_SPLIT_SHARE : VIKT_SPLIT_PERCENTILE;
    if ((!share && !vikt_text_is(call->text, "percentile")) || !split_number(call, &axis->value))
        vikt_compile_wrong(c, setting->place,
                           "%.*s must be a number, median, or share or percentile with a number "
                           "from 0 to 1",
                           VIKT_SHOW(setting->key));
    else if (share && axis->is_points)
        vikt_compile_wrong(c, setting->place, "%.*s: points have no total that a share could split",
                           VIKT_SHOW(setting->key));
}

static void compile_split(vikt_compiler *c, const char *key, vikt_axis *axis)
{
    const vikt_profile *profile = c->profile;
    const vikt_setting *setting = vikt_compile_setting(c, key);

    axis->split_place = vikt_compile_place(c, key);
    axis->split = axis->is_points ? VIKT_SPLIT_NUMBER : VIKT_SPLIT_SHARE;
    axis->value = axis->is_points ? profile->lo + points_default * (profile->hi - profile->lo)
                                  : share_default;
    if (!setting)
        return;
    if (setting->value.kind != VIKT_VALUE_NUMBER) {
        compile_call_split(c, setting, axis);
        return;
    }
    axis->split = VIKT_SPLIT_NUMBER;
    if (axis->is_points)
        vikt_compile_number(c, key, profile->lo, profile->hi, &axis->value);
    else
        vikt_compile_number(c, key, -INFINITY, INFINITY, &axis->value);
}

static void compile_cells(vikt_compiler *c, vikt_scheme *scheme)
{
    static const char *const keys[] = {[VIKT_HIGH_HIGH] = "high_high",
                                       [VIKT_HIGH_LOW] = "high_low",
                                       [VIKT_LOW_HIGH] = "low_high",
                                       [VIKT_LOW_LOW] = "low_low"};
    vikt_place stated;
    const char *flaw;

    scheme->classes = vikt_compile_new(c, 4, sizeof *scheme->classes);
    if (!scheme->classes)
        return;
    for (size_t i = 0; i < 4; i++) {
        if (!vikt_compile_text(c, keys[i], &scheme->classes[i])) {
            if (!vikt_statement_find(c->statement, keys[i]))
                vikt_compile_needs(c, "it has no name for its cell %s", keys[i]);
            return;
        }
        flaw = vikt_compile_class_flaw(scheme->classes[i]);
        if (flaw)
            vikt_compile_wrong(c, vikt_compile_setting(c, keys[i])->place,
                               "%s: \"%.*s\" cannot be the name of a class (%s)", keys[i],
                               VIKT_SHOW(scheme->classes[i]), flaw);
        stated = vikt_compile_place(c, keys[i]);
        if (i == 0 || vikt_profile_owns(stated))
            scheme->classes_place = stated;
        for (size_t j = 0; j < i; j++) {
            if (vikt_text_equal(scheme->classes[i], scheme->classes[j]))
                vikt_compile_wrong(c, vikt_compile_setting(c, keys[i])->place,
                                   "%s and %s have the same name \"%.*s\"", keys[j], keys[i],
                                   VIKT_SHOW(scheme->classes[i]));
        }
    }
    scheme->class_count = 4;
}

void vikt_compile_matrix(vikt_compiler *c, vikt_scheme *scheme)
{
    if (compile_axis(c, "y", &scheme->y))
        compile_split(c, "split_y", &scheme->y);
    if (compile_axis(c, "x", &scheme->x))
        compile_split(c, "split_x", &scheme->x);
    compile_cells(c, scheme);
}
