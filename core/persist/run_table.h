/* SPDX-License-Identifier: MIT
 *
 * The small tables of a run: one descriptor a table, which says how many rows there are and fills
 * one row. The big one is in result_row.h.
 */
#ifndef VIKT_RUN_TABLE_H
#define VIKT_RUN_TABLE_H

#include "core/persist/result_row.h"
#include "core/persist/seal.h"

/** Two numbers of a row of table outcome_rule or outcome_action. */
typedef struct vikt_pair {
    uint32_t outcome, position;
} vikt_pair;

/** What the tables are filled from. */
typedef struct vikt_run_source {
    const vikt_run_record *record;
    const vikt_results *results; /* its numberings are complete once all results are written */
    int64_t run_id;
    vikt_arena *arena;
    vikt_pair *rules, *actions;
    size_t rule_count, action_count;
} vikt_run_source;

enum { VIKT_RUN_TABLE_WIDTH_MAX = 16 };

typedef struct vikt_run_table {
    const char *name;
    size_t width; /* with run_id, which comes first */
    size_t (*count)(const vikt_run_source *source);
    bool (*fill)(const vikt_run_source *source, size_t row,
                 vikt_datum *cells); /* the cells behind run_id; false: no memory */
} vikt_run_table;

/** Tables up to one without a name: what was told, what came in, what happened,
 * what raters said. */
extern const vikt_run_table vikt_plan_tables[], vikt_event_tables[], vikt_outcome_tables[],
    vikt_rating_tables[];

/** Collects the pairs of outcome_rule and outcome_action; false without memory. */
bool vikt_run_source_pairs(vikt_run_source *source);

/** The rows of a table, one at a time, in their order, and their seal. */
typedef struct vikt_run_table_rows {
    vikt_rows rows;
    vikt_seal seal;
    const vikt_run_table *table;
    const vikt_run_source *source;
    size_t row; /* the one in cells; SIZE_MAX: none */
    vikt_datum cells[VIKT_RUN_TABLE_WIDTH_MAX];
} vikt_run_table_rows;

/** Stays where it is until it ends. */
void vikt_run_table_begin(vikt_run_table_rows *rows, const vikt_run_table *table,
                          const vikt_run_source *source);
void vikt_run_table_end(vikt_run_table_rows *rows);

static inline vikt_datum vikt_datum_string(const char *string)
{
    return vikt_datum_text(vikt_text_of(string));
}

/** A number of something, or NULL for none. */
static inline vikt_datum vikt_datum_index(size_t index)
{
    return index == VIKT_INDEX_NONE ? vikt_datum_null() : vikt_datum_integer((int64_t)index);
}

#endif
