/* SPDX-License-Identifier: MIT
 *
 * How the marks of several raters become one: `combine` and `weights` of source "ratings".
 */
#include <math.h>

#include "core/profile/compile.h"

static void compile_weight(vikt_compiler *c, vikt_place place, const vikt_entry *entry,
                           vikt_combining *out)
{
    double weight = entry->value.kind == VIKT_VALUE_NUMBER ? entry->value.number : -1;

    if (!entry->key.length || !(weight >= 0) || isinf(weight)) {
        vikt_compile_wrong(c, place, "weights must be raters' names, each with a number from 0 up");
        return;
    }
    out->weights[out->weight_count++] = (vikt_rater_weight){entry->key, weight};
}

static void compile_weights(vikt_compiler *c, vikt_combining *out)
{
    const vikt_setting *setting = vikt_compile_setting(c, "weights");

    if (!setting)
        return;
    out->place = setting->place;
    if (!out->is_mean)
        vikt_compile_wrong(c, setting->place,
                           "weights are of a mean: they need combine = mean, not the median");
    if (setting->value.kind != VIKT_VALUE_LIST || !setting->value.count) {
        vikt_compile_wrong(c, setting->place, "weights must be raters' names, each with a number");
        return;
    }
    out->weights = vikt_compile_new(c, setting->value.count, sizeof *out->weights);
    for (size_t i = 0; out->weights && i < setting->value.count; i++)
        compile_weight(c, setting->place, &setting->value.entries[i], out);
}

/* Several files are put together only where they are of several raters. */
void vikt_compile_combining(vikt_compiler *c, vikt_source_kind kind)
{
    static const char *const keys[] = {"combine", "weights"};
    vikt_combining *out = &c->profile->combining;
    size_t which;

    for (size_t i = 0; kind != VIKT_SOURCE_RATINGS && i < sizeof keys / sizeof *keys; i++) {
        const vikt_setting *setting = vikt_compile_setting(c, keys[i]);

        if (setting)
            vikt_compile_wrong(c, setting->place, "%s is for ratings only", keys[i]);
    }
    if (kind != VIKT_SOURCE_RATINGS)
        return;
    if (vikt_compile_choice(c, "combine", "median mean", &which))
        out->is_mean = which == 1;
    compile_weights(c, out);
}
