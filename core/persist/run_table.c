/* SPDX-License-Identifier: MIT */
#include "core/persist/run_table.h"

static bool column_of(void *context, size_t row, size_t column, vikt_datum *out)
{
    vikt_run_table_rows *r = context;

    if (r->row != row) {
        r->cells[0] = vikt_datum_integer(r->source->run_id);
        if (!r->table->fill(r->source, row, r->cells + 1) ||
            !vikt_seal_add(&r->seal, r->cells + 1, r->table->width - 1))
            return false;
        r->row = row;
    }
    *out = r->cells[column];
    return true;
}

void vikt_run_table_begin(vikt_run_table_rows *rows, const vikt_run_table *table,
                          const vikt_run_source *source)
{
    *rows = (vikt_run_table_rows){.table = table, .source = source, .row = SIZE_MAX};
    rows->rows = (vikt_rows){table->count(source), table->width, column_of, rows};
    vikt_seal_init(&rows->seal, NULL);
}

void vikt_run_table_end(vikt_run_table_rows *rows)
{
    vikt_seal_clear(&rows->seal);
}
