/* SPDX-License-Identifier: MIT */
#include "core/import/recall.h"

#include <stdio.h>
#include <string.h>

#include "core/base/fail.h"

bool vikt_recall_print(const vikt_words *words, size_t width, const vikt_allocator *allocator,
                       char out[VIKT_DIGEST_SIZE])
{
    vikt_buffer all;
    bool done;

    vikt_buffer_init(&all, allocator, SIZE_MAX / 2);
    for (size_t i = 0; i < width; i++) {
        vikt_buffer_text(&all, words[i].full);
        vikt_buffer_text(&all, words[i].says);
        vikt_buffer_byte(&all, '\n');
    }
    done = !all.failed;
    if (done)
        vikt_digest_of(vikt_buffer_view(&all), out);
    vikt_buffer_clear(&all);
    return done;
}

const vikt_mapping *vikt_recall_find(const vikt_mappings *known, const char *fingerprint,
                                     size_t width)
{
    for (size_t i = 0; known && i < known->count; i++)
        if (known->items[i].count == width && strcmp(known->items[i].fingerprint, fingerprint) == 0)
            return &known->items[i];
    return NULL;
}

/* 'field "revenue"', "the ledger's date", "not used". */
static const char *use_of(vikt_text use, bool is_ledger, char *text, size_t size)
{
    if (use.length == 0)
        return "not used";
    snprintf(text, size, is_ledger ? "the ledger's %.*s" : "field \"%.*s\"", VIKT_SHOW(use));
    return text;
}

static void compare(const vikt_mapped *before, const vikt_heading *heading, vikt_place place,
                    const vikt_profile *profile, const char *because, const vikt_listener *listener)
{
    vikt_text now = vikt_heading_use(heading, profile);
    bool is_ledger = profile == NULL;
    char was[160], is[160];

    if (vikt_text_equal(now, before->field) || heading->match == VIKT_HEADING_COLUMN)
        return;
    vikt_tell(listener, VIKT_NOTE, VIKT_OK, place,
              "\"%.*s\" was %s in the last file and is %s now, because %s",
              VIKT_SHOW(heading->text), use_of(before->field, is_ledger, was, sizeof was),
              use_of(now, is_ledger, is, sizeof is), because);
}

void vikt_recall_compare(const vikt_mapping *last, const vikt_sheet *sheet,
                         const vikt_profile *profile, const vikt_heading *headings,
                         const char *because, const vikt_listener *listener)
{
    for (size_t i = 0; i < sheet->width; i++)
        for (size_t j = 0; j < last->count; j++)
            if (sheet->titles[i].length &&
                vikt_text_equal(sheet->titles[i], last->columns[j].heading))
                compare(&last->columns[j], &headings[i],
                        vikt_place_of(sheet->source, sheet->heading_row, (long)i + 1), profile,
                        because, listener);
}
