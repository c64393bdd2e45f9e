/* SPDX-License-Identifier: MIT */
#include "core/import/rating_form.h"

#include <math.h>

#include "core/profile/rated.h"

static bool has_title(const vikt_sheet *sheet, vikt_text title)
{
    for (size_t i = 0; i < sheet->width; i++)
        if (vikt_text_equal(sheet->titles[i], title))
            return true;
    return false;
}

static void add(vikt_rating_form *form, const vikt_profile *profile, size_t field,
                const vikt_sheet *sheet)
{
    vikt_field *out = &form->profile.fields[form->profile.field_count];

    *out = profile->fields[field];
    out->optional = true;
    out->required = false;
    out->builtin = false;
    if (!has_title(sheet, out->column))
        out->column = (vikt_text){NULL, 0};
    form->fields[form->profile.field_count++] = field;
}

/* The headings that everyone uses know it by its name. */
static void add_rater(vikt_rating_form *form)
{
    vikt_field *out = &form->profile.fields[form->profile.field_count];

    *out = (vikt_field){.name = VIKT_TEXT("rater"), .type = VIKT_TYPE_TEXT, .optional = true};
    out->min = -INFINITY;
    out->max = INFINITY;
    form->rater = form->profile.field_count;
    form->fields[form->profile.field_count++] = VIKT_INDEX_NONE;
}

bool vikt_rating_form_of(const vikt_profile *profile, const vikt_sheet *sheet, vikt_arena *arena,
                         vikt_rating_form *out)
{
    size_t count = profile->field_count + 1, key = vikt_profile_key_slot(profile),
           name = vikt_profile_name_slot(profile);
    bool has_rater = false;

    *out = (vikt_rating_form){.profile = *profile, .rater = VIKT_INDEX_NONE};
    /* What stands in a sheet is read, whatever the profile makes of it; its statements number the
     * fields in another way. */
    out->profile.field_count = out->profile.measure_count = out->profile.criterion_count = 0;
    out->profile.scheme_count = out->profile.rule_count = out->profile.action_count = 0;
    out->profile.fields = vikt_arena_new(arena, count, sizeof *out->profile.fields);
    out->fields = vikt_arena_new(arena, count, sizeof *out->fields);
    out->rated = vikt_arena_new(arena, count, sizeof *out->rated);
    if (!out->profile.fields || !out->fields || !out->rated)
        return false;
    for (size_t i = 0; i < profile->field_count; i++) {
        double min, max;
        bool rated = i != key && i != name && vikt_rated_scale(profile, i, &min, &max);
        size_t at = out->profile.field_count;

        if (!rated && i != key && i != name)
            continue;
        add(out, profile, i, sheet);
        out->rated[at] = rated;
        if (!rated)
            continue;
        out->profile.fields[at].type = VIKT_TYPE_NUMBER;
        out->profile.fields[at].min = min;
        out->profile.fields[at].max = max;
        has_rater |= vikt_text_is(profile->fields[i].name, "rater");
    }
    if (!has_rater)
        add_rater(out);
    return true;
}
