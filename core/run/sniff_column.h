/* SPDX-License-Identifier: MIT
 *
 * What the columns of a sheet hold, over the whole file: all of them are read as a run would read
 * those that it uses. Private to sniff.c.
 */
#ifndef VIKT_SNIFF_COLUMN_H
#define VIKT_SNIFF_COLUMN_H

#include "core/import/load.h"
#include "core/run/sniff.h"

/** How to read the columns of a sheet. */
typedef struct vikt_sniff_task {
    const vikt_sheet *sheet;
    const vikt_match *match;     /* key, name and headings */
    const vikt_profile *profile; /* whose fields the headings mean */
    const vikt_type *types;      /* by column: what it must be; UNKNOWN: look */
    vikt_arena *arena;
    vikt_pool *pool;
    const vikt_table *table;
    vikt_source_kind kind;
} vikt_sniff_task;

/** Sets out->columns, decimal, rows and what belongs to them.
 * @return as vikt_load_read() */
VIKT_MUST_CHECK vikt_code vikt_sniff_columns(const vikt_sniff_task *task, vikt_sniff *out,
                                             vikt_error *err);

#endif
