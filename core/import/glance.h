/* SPDX-License-Identifier: MIT
 *
 * A look at a data file for the columns that it has, before there is a profile to read it by; so
 * that a message can speak of them. What cannot be read has no columns here, and is told when it is
 * read.
 */
#ifndef VIKT_GLANCE_H
#define VIKT_GLANCE_H

#include "core/base/column.h"
#include "core/import/sheet.h"

/** All zeros but the arena to begin with. */
typedef struct vikt_glance {
    vikt_arena arena;
    vikt_table table;
    vikt_sheet sheet;
    bool looked;
} vikt_glance;

/**
 * What the column for a field of that name looks like: VIKT_TYPE_UNKNOWN when there is none, the
 * file is no regular one, or cannot be read. The file is opened by the first call and is the same
 * in all.
 *
 * @param[out] heading  of the column, lent by the glance
 */
vikt_type vikt_glance_find(vikt_glance *glance, const char *path,
                           const vikt_source_settings *settings, vikt_text name,
                           vikt_text *heading);

void vikt_glance_clear(vikt_glance *glance);

#endif
