/* SPDX-License-Identifier: MIT */
#include "core/import/recall.h"

#include <string.h>

#include "core/base/fail.h"

bool vikt_recall_print(const vikt_sheet *sheet, vikt_match *match, const vikt_allocator *allocator)
{
    vikt_buffer all;
    bool done;

    vikt_buffer_init(&all, allocator, SIZE_MAX / 2);
    for (size_t i = 0; i < sheet->width; i++) {
        vikt_buffer_text(&all, match->words[i].full);
        vikt_buffer_text(&all, match->words[i].says);
        vikt_buffer_byte(&all, '\n');
    }
    done = !all.failed;
    if (done)
        vikt_digest_of(vikt_buffer_view(&all), match->fingerprint);
    vikt_buffer_clear(&all);
    return done;
}

const vikt_mapping *vikt_recall_find(const vikt_mappings *known, const vikt_match *match,
                                     size_t width)
{
    for (size_t i = 0; known && i < known->count; i++)
        if (known->items[i].count == width &&
            strcmp(known->items[i].fingerprint, match->fingerprint) == 0)
            return &known->items[i];
    return NULL;
}

static void compare(const vikt_mapped *before, size_t column, const vikt_sheet *sheet,
                    const vikt_profile *profile, const vikt_match *match,
                    const vikt_listener *listener)
{
    size_t field = match->headings[column].field;
    vikt_text now = field == VIKT_INDEX_NONE ? (vikt_text){NULL, 0} : profile->fields[field].name;

    if (vikt_text_equal(now, before->field))
        return;
    vikt_tell(listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(sheet->source, sheet->heading_row, (long)column + 1),
              "\"%.*s\" was %s%.*s%s in the last file and is %s%.*s%s now, because the headings "
              "have changed",
              VIKT_SHOW(sheet->titles[column]), before->field.length ? "field \"" : "not used",
              VIKT_SHOW(before->field), before->field.length ? "\"" : "",
              now.length ? "field \"" : "not used", VIKT_SHOW(now), now.length ? "\"" : "");
}

void vikt_recall_compare(const vikt_mapping *last, const vikt_sheet *sheet,
                         const vikt_profile *profile, const vikt_match *match,
                         const vikt_listener *listener)
{
    for (size_t i = 0; i < sheet->width; i++)
        for (size_t j = 0; j < last->count; j++)
            if (sheet->titles[i].length &&
                vikt_text_equal(sheet->titles[i], last->columns[j].heading))
                compare(&last->columns[j], i, sheet, profile, match, listener);
}
