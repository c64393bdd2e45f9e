/* SPDX-License-Identifier: MIT */
#include "core/import/told.h"

#include "core/base/fail.h"
#include "core/base/nearest.h"

/* The heading that a `column` means: the same text, else the same words, else its number. */
static vikt_code find_column(vikt_matcher *m, const vikt_field *field, size_t *found,
                             vikt_error *err)
{
    const vikt_sheet *sheet = m->sheet;
    vikt_words wanted;

    *found = VIKT_INDEX_NONE;
    for (size_t i = 0; i < sheet->width; i++)
        if (vikt_text_equal(sheet->titles[i], field->column)) {
            if (*found != VIKT_INDEX_NONE)
                return vikt_match_twice(sheet, field->name, *found, i, err);
            *found = i;
        }
    if (*found != VIKT_INDEX_NONE)
        return VIKT_OK;
    if (!vikt_heading_words(m->arena, field->column, &wanted))
        return vikt_fail_memory(err);
    for (size_t i = 0; i < sheet->width; i++)
        if (sheet->titles[i].length && m->out->words[i].year == wanted.year &&
            vikt_text_equal(m->out->words[i].full, wanted.full)) {
            if (*found != VIKT_INDEX_NONE)
                return vikt_match_twice(sheet, field->name, *found, i, err);
            *found = i;
        }
    if (*found == VIKT_INDEX_NONE)
        *found = vikt_sheet_numbered(sheet, field->column);
    return VIKT_OK;
}

static vikt_code report_missing(vikt_matcher *m, const vikt_field *field, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = field->column};
    vikt_severity severity = field->optional ? VIKT_WARNING : VIKT_ERROR;
    char hint[256];

    for (size_t i = 0; i < m->sheet->width; i++)
        vikt_nearest_offer(&nearest, m->sheet->titles[i]);
    vikt_nearest_hint(&nearest, hint, sizeof hint);
    vikt_tell(m->listener, severity, VIKT_PROFILE, field->place,
              "field \"%.*s\": %s has no column \"%.*s\"%s", VIKT_SHOW(field->name),
              m->sheet->source, VIKT_SHOW(field->column), hint);
    if (field->optional)
        return VIKT_OK;
    return vikt_fail(err, VIKT_PROFILE, field->place, "field \"%.*s\": %s has no column \"%.*s\"%s",
                     VIKT_SHOW(field->name), m->sheet->source, VIKT_SHOW(field->column), hint);
}

vikt_code vikt_told_match(vikt_matcher *m, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < m->profile->field_count; i++) {
        const vikt_field *field = &m->profile->fields[i];
        size_t found;
        vikt_code code;

        if (field->column.length == 0)
            continue;
        code = find_column(m, field, &found, rc == VIKT_OK ? err : NULL);
        if (code == VIKT_OK && found == VIKT_INDEX_NONE)
            code = report_missing(m, field, rc == VIKT_OK ? err : NULL);
        else if (code == VIKT_OK)
            vikt_matcher_claim(m, found, i, VIKT_HEADING_COLUMN);
        rc = rc == VIKT_OK ? code : rc;
    }
    return rc;
}
