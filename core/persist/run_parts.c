/* SPDX-License-Identifier: MIT */
#include "core/persist/run_parts.h"

#include "core/base/fail.h"
#include "core/persist/result_pipe.h"

/* outcome_* come last: their rows are numbered by those of result. */
static const vikt_run_table *const lists[] = {vikt_plan_tables, vikt_event_tables,
                                              vikt_rating_tables, vikt_outcome_tables};

enum { LISTS = sizeof lists / sizeof *lists, BEFORE_RESULT = LISTS - 1 };

const char *vikt_run_parts_table(size_t i)
{
    for (size_t list = 0; list < LISTS; list++)
        for (const vikt_run_table *table = lists[list]; table->name; table++)
            if (i-- == 0)
                return table->name;
    return NULL;
}

typedef struct making {
    const vikt_run_record *record;
    int64_t run_id;
    vikt_run_part_taker take;
    void *context;
} making;

static vikt_code make_list(const making *m, const vikt_run_table *table,
                           const vikt_run_source *source, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    for (; table->name && code == VIKT_OK; table++) {
        vikt_run_table_rows rows;
        vikt_run_part part = {table->name, &rows.rows, &rows.seal};

        vikt_run_table_begin(&rows, table, source);
        code = m->take(m->context, &part, err);
        vikt_run_table_end(&rows);
    }
    return code;
}

static vikt_code make_results(const making *m, vikt_results *results, vikt_arena *arena,
                              vikt_error *err)
{
    const vikt_script *script = m->record->script;
    vikt_result_pipe pipe;
    vikt_rows rows = {vikt_population_size(m->record->population), VIKT_RESULT_COLUMNS,
                      vikt_result_pipe_column, &pipe};
    vikt_run_part part = {"result", &rows, &pipe.seal};
    vikt_code code;

    if (!vikt_result_pipe_init(&pipe, results, m->run_id, script ? script->workers : 1, arena))
        return vikt_fail_memory(err);
    code = m->take(m->context, &part, err);
    vikt_result_pipe_clear(&pipe);
    return code;
}

static vikt_code make_all(const making *m, vikt_arena *arena, vikt_error *err)
{
    vikt_results results;
    vikt_run_source source = {
        .record = m->record, .results = &results, .run_id = m->run_id, .arena = arena};
    vikt_code code = VIKT_OK;

    if (!vikt_results_init(&results, m->record, arena))
        code = vikt_fail_memory(err);
    for (size_t i = 0; code == VIKT_OK && i < BEFORE_RESULT; i++)
        code = make_list(m, lists[i], &source, err);
    if (code == VIKT_OK)
        code = make_results(m, &results, arena, err);
    if (code == VIKT_OK && !vikt_run_source_pairs(&source))
        code = vikt_fail_memory(err);
    if (code == VIKT_OK)
        code = make_list(m, lists[BEFORE_RESULT], &source, err);
    vikt_results_clear(&results);
    return code;
}

vikt_code vikt_run_parts_each(const vikt_run_record *record, int64_t run_id,
                              vikt_run_part_taker take, void *context, vikt_error *err)
{
    making m = {record, run_id, take, context};
    vikt_arena arena;
    vikt_code code;

    vikt_arena_init(&arena, NULL);
    code = make_all(&m, &arena, err);
    vikt_arena_clear(&arena);
    return code;
}
