/* SPDX-License-Identifier: MIT */
#include "core/persist/run_table.h"

#include "core/persist/seal.h"

typedef struct reading {
    const vikt_run_table *table;
    const vikt_run_source *source;
    vikt_seal seal;
    size_t row; /* the one in cells; SIZE_MAX: none */
    vikt_datum cells[VIKT_RUN_TABLE_WIDTH_MAX];
} reading;

static bool column_of(void *context, size_t row, size_t column, vikt_datum *out)
{
    reading *r = context;

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

vikt_code vikt_run_table_write(vikt_store *store, const vikt_run_table *table,
                               const vikt_run_source *source, vikt_error *err)
{
    reading r = {.table = table, .source = source, .row = SIZE_MAX};
    vikt_rows rows = {table->count(source), table->width, column_of, &r};
    vikt_code code = VIKT_OK;

    vikt_seal_init(&r.seal, NULL);
    if (rows.count > 0)
        code = vikt_store_insert(store, table->name, &rows, err);
    if (code == VIKT_OK)
        code = vikt_seal_keep(&r.seal, store, source->run_id, table->name, err);
    vikt_seal_clear(&r.seal);
    return code;
}
