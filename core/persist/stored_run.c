/* SPDX-License-Identifier: MIT */
#include "core/persist/stored_run.h"

#include "core/base/fail.h"
#include "core/persist/finder.h"
#include "core/persist/result_row.h"
#include "core/persist/stored_values.h"

typedef struct reading {
    vikt_arena *arena;
    vikt_stored_run *out;
    vikt_pool *pool;
    vikt_buffer scratch;
    size_t row, row_max, field_max, column_max;
    const char *wrong; /* what no run has written; NULL: nothing */
    bool failed;       /* no memory */
} reading;

static bool is_wrong(reading *r, const char *what)
{
    r->wrong = what;
    return false;
}

/* ---- the run's own row ---- */

static bool take_run(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_stored_run *out = r->out;

    (void)count;
    if (!vikt_date_read(c[0].text, &out->as_of))
        return is_wrong(r, "as_of");
    out->previous_id = c[1].integer;
    out->had_previous = c[2].kind != VIKT_DATUM_NULL || out->previous_id != 0;
    if (c[3].text.length >= sizeof out->digest)
        return is_wrong(r, "profile_digest");
    memcpy(out->digest, c[3].text.at, c[3].text.length);
    out->forgotten = c[4].integer;
    if (c[5].integer < 0 || c[5].integer > VIKT_CUSTOMERS_MAX)
        return is_wrong(r, "customers");
    r->row_max = (size_t)c[5].integer;
    if (!vikt_stored_files_read(c[6].text, r->arena, &out->files, &out->file_count, &r->failed))
        return is_wrong(r, "profile_text");
    return false;
}

static vikt_code read_run(vikt_store *store, reading *r, vikt_error *err)
{
    return vikt_store_run_with(store,
                               "SELECT as_of, previous_run_id, previous_as_of, profile_digest,"
                               " forgotten, customers, profile_text FROM run WHERE run_id = ?",
                               r->out->run_id, take_run, r, err);
}

/* ---- which values there are ---- */

static bool take_field(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_text *grown = vikt_arena_grow(r->arena, r->out->fields, r->out->field_count, &r->field_max,
                                       sizeof *grown);

    (void)count;
    if (grown) {
        r->out->fields = grown;
        grown[r->out->field_count] = vikt_text_copy(r->arena, c[0].text);
        r->failed |= !grown[r->out->field_count++].at;
    }
    r->failed |= !grown;
    return !r->failed;
}

static bool type_of(vikt_text word, vikt_type *out)
{
    static const vikt_type types[] = {VIKT_TYPE_UNKNOWN, VIKT_TYPE_NUMBER, VIKT_TYPE_TEXT,
                                      VIKT_TYPE_DATE, VIKT_TYPE_TRUTH};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        *out = types[i];
        if (vikt_text_is(word, vikt_type_name(types[i])))
            return true;
    }
    return false;
}

static bool take_value(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    vikt_stored_run *out = r->out;
    vikt_stored_column *grown =
        vikt_arena_grow(r->arena, out->columns, out->column_count, &r->column_max, sizeof *grown);
    vikt_type type;

    (void)count;
    if (!type_of(c[1].text, &type))
        return is_wrong(r, "type");
    r->failed |= !grown;
    if (r->failed)
        return false;
    out->columns = grown;
    grown += out->column_count++;
    grown->name = vikt_text_copy(r->arena, c[0].text);
    grown->column = vikt_column_new(&out->import->arena, type, r->row_max, r->pool);
    r->failed |= !grown->name.at || !grown->column;
    if (grown->column)
        grown->column->share = c[2].integer != 0;
    return !r->failed;
}

static vikt_code read_heads(vikt_store *store, reading *r, vikt_error *err)
{
    vikt_datum run = vikt_datum_integer(r->out->run_id);
    vikt_code code =
        vikt_store_run(store, "SELECT name FROM run_field WHERE run_id = ? ORDER BY position", &run,
                       1, take_field, r, err);

    if (code != VIKT_OK)
        return code;
    return vikt_store_run(
        store, "SELECT name, type, share FROM run_value WHERE run_id = ? ORDER BY position", &run,
        1, take_value, r, err);
}

/* ---- the customers ---- */

static bool make_room(reading *r)
{
    vikt_import *import = r->out->import;

    import->keys = vikt_column_new(&import->arena, VIKT_TYPE_TEXT, r->row_max, r->pool);
    import->names = vikt_column_new(&import->arena, VIKT_TYPE_TEXT, r->row_max, r->pool);
    import->rows = vikt_arena_new(&import->arena, r->row_max, sizeof *import->rows);
    r->out->score = vikt_arena_new(r->arena, r->row_max, sizeof *r->out->score);
    r->out->coverage = vikt_arena_new(r->arena, r->row_max, sizeof *r->out->coverage);
    return import->keys && import->names && import->rows && r->out->score && r->out->coverage;
}

static bool take_result(void *context, const vikt_datum *c, size_t count)
{
    reading *r = context;
    const vikt_import *import = r->out->import;
    size_t row = r->row;

    (void)count;
    if (row == r->row_max)
        return is_wrong(r, "customers");
    if (fabs(c[2].real) > VIKT_STORED_SCORE_MAX)
        return is_wrong(r, "score");
    import->keys->cells[row] = vikt_cell_copied(r->pool, c[0].text, &r->failed);
    import->names->cells[row] =
        c[1].text.at ? vikt_cell_copied(r->pool, c[1].text, &r->failed) : import->keys->cells[row];
    r->out->score[row] = c[2].kind == VIKT_DATUM_REAL ? c[2].real : (double)NAN;
    r->out->coverage[row] = c[3].kind == VIKT_DATUM_REAL ? c[3].real : (double)NAN;
    if (!vikt_stored_values_read(c[4].text, r->out->columns, r->out->column_count, row, r->pool,
                                 &r->scratch)) {
        r->failed |= r->pool->grown.failed || r->scratch.failed;
        return is_wrong(r, "values");
    }
    r->row++;
    return !r->failed;
}

static vikt_code read_results(vikt_store *store, reading *r, vikt_error *err)
{
    vikt_import *import = r->out->import;
    vikt_code code;

    if (!make_room(r))
        return vikt_fail_memory(err);
    code = vikt_store_run_with(store,
                               "SELECT customer_key, name, score, coverage, \"values\" FROM result"
                               " WHERE run_id = ? ORDER BY customer_key",
                               r->out->run_id, take_result, r, err);
    import->count = import->keys->count = import->names->count = r->row;
    for (size_t i = 0; i < r->out->column_count; i++)
        r->out->columns[i].column->count = r->row;
    return code;
}

/* ---- all of it ---- */

static vikt_code check(const reading *r, vikt_error *err)
{
    if (r->failed)
        return vikt_fail_memory(err);
    if (r->wrong)
        return vikt_fail(err, VIKT_STORE, VIKT_NOWHERE,
                         "run %lld is damaged: \"%s\" is not what a run writes; \"vikt verify\" "
                         "tells more",
                         (long long)r->out->run_id, r->wrong);
    return VIKT_OK;
}

static vikt_code read_all(vikt_store *store, reading *r, vikt_error *err)
{
    vikt_code (*const steps[])(vikt_store *, reading *, vikt_error *) = {read_run, read_heads,
                                                                         read_results};
    vikt_code code = VIKT_OK;

    for (size_t i = 0; code == VIKT_OK && i < sizeof steps / sizeof *steps; i++) {
        code = steps[i](store, r, err);
        if (code == VIKT_OK)
            code = check(r, err);
    }
    return code;
}

vikt_code vikt_stored_run_read(vikt_store *store, int64_t run_id, vikt_arena *arena,
                               const vikt_allocator *allocator, vikt_stored_run *out,
                               vikt_error *err)
{
    reading r = {.arena = arena, .out = out};
    vikt_code code;

    *out = (vikt_stored_run){0};
    code = vikt_finder_run(store, run_id, &out->run_id, err);
    if (code != VIKT_OK)
        return code;
    out->import = vikt_import_new(allocator, &r.pool);
    if (!out->import)
        return vikt_fail_memory(err);
    vikt_buffer_init(&r.scratch, allocator, VIKT_RESULT_BYTES_MAX);
    code = read_all(store, &r, err);
    vikt_buffer_clear(&r.scratch);
    if (code != VIKT_OK) {
        vikt_import_free(out->import);
        out->import = NULL;
    }
    return code;
}
