/* SPDX-License-Identifier: MIT */
#include "core/import/glance.h"

#include <string.h>
#include <sys/stat.h>

#include "core/import/decode.h"
#include "core/import/heading.h"

/* A stream can be read once only, and that is not now. */
static bool can_be_read_again(const char *path)
{
    struct stat status;

    return strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

static void look(vikt_glance *glance, const char *path, const vikt_source_settings *settings)
{
    vikt_code rc;

    glance->looked = true;
    if (!can_be_read_again(path))
        return;
    rc = vikt_table_open(path, settings, glance->arena.allocator, &glance->table, NULL);
    if (rc == VIKT_OK)
        rc = vikt_sheet_open(&glance->table, settings, &glance->arena, &glance->sheet, NULL);
    if (rc != VIKT_OK)
        glance->sheet = (vikt_sheet){0};
}

static bool same_words(vikt_glance *glance, vikt_text heading, vikt_text name)
{
    vikt_words a, b;

    return vikt_heading_words(&glance->arena, heading, &a) &&
           vikt_heading_words(&glance->arena, name, &b) && b.bare.length && a.year == b.year &&
           vikt_text_equal(a.bare, b.bare);
}

static vikt_type type_of(vikt_glance *glance, size_t column)
{
    const vikt_sheet *sheet = &glance->sheet;
    vikt_looks looks = {.dates = 0};
    vikt_words words = {.year = 0};

    for (size_t row = 0; row < sheet->sample_rows; row++)
        vikt_looks_add(&looks, vikt_sheet_cell(sheet, row, column));
    (void)vikt_heading_words(&glance->arena, sheet->titles[column], &words);
    return vikt_looks_type(&looks, words.has_date);
}

vikt_type vikt_glance_find(vikt_glance *glance, const char *path,
                           const vikt_source_settings *settings, vikt_text name, vikt_text *heading)
{
    if (!glance->looked)
        look(glance, path, settings);
    for (size_t i = 0; i < glance->sheet.width; i++) {
        if (!same_words(glance, glance->sheet.titles[i], name))
            continue;
        *heading = glance->sheet.titles[i];
        return type_of(glance, i);
    }
    return VIKT_TYPE_UNKNOWN;
}

void vikt_glance_clear(vikt_glance *glance)
{
    vikt_table_close(&glance->table);
    vikt_arena_clear(&glance->arena);
    glance->sheet = (vikt_sheet){0};
}
