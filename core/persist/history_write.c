/* SPDX-License-Identifier: MIT */
#include "core/persist/mapping.h"
#include "core/persist/run_parts.h"
#include "core/persist/run_row.h"
#include "core/persist/seals.h"

typedef struct writing {
    vikt_store *store;
    int64_t run_id;
} writing;

static vikt_code write_part(void *context, const vikt_run_part *part, vikt_error *err)
{
    const writing *w = context;
    vikt_code code = VIKT_OK;

    if (part->rows->count > 0)
        code = vikt_store_insert(w->store, part->table, part->rows, err);
    return code == VIKT_OK ? vikt_seal_keep(part->seal, w->store, w->run_id, part->table, err)
                           : code;
}

static vikt_code write_all(vikt_store *store, const vikt_run_record *record, int64_t *run_id,
                           vikt_error *err)
{
    writing w = {.store = store};
    vikt_code code = vikt_run_row_write(store, record, run_id, err);

    w.run_id = *run_id;
    if (code == VIKT_OK)
        code = vikt_seals_begin(store, *run_id, err);
    if (code == VIKT_OK)
        code = vikt_run_parts_each(record, *run_id, write_part, &w, err);
    return code == VIKT_OK
               ? vikt_mapping_write(store, record->import, record->profile, *run_id, err)
               : code;
}

vikt_code vikt_history_write(vikt_store *store, const vikt_run_record *record, int64_t *run_id,
                             vikt_error *err)
{
    vikt_code code = vikt_store_begin(store, err);

    *run_id = 0;
    if (code != VIKT_OK)
        return code;
    code = write_all(store, record, run_id, err);
    if (code == VIKT_OK)
        code = vikt_store_commit(store, err);
    else
        vikt_store_rollback(store);
    if (code != VIKT_OK)
        *run_id = 0;
    return code;
}
