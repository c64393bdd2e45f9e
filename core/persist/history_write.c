/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/base/json.h"
#include "core/persist/fingerprint.h"
#include "core/persist/mapping.h"
#include "core/persist/result_pipe.h"
#include "core/persist/seals.h"

/* ---- the run's own row ---- */

/* A mapping remembers the last run that used it: a number is not given again when it is dropped. */
static const char insert_run[] =
    "INSERT INTO run (run_id, as_of, started_at, status, profile, profile_digest, language, "
    "currency,"
    " engine_version, previous_run_id, primary_scheme, scale_lo, scale_hi, min_coverage,"
    " min_weight, weight, weight_known, thin, customers, rows_read, rejected, rejected_rows,"
    " unclassified, profile_text, previous_as_of, money, fingerprint, dated)"
    " VALUES (1 + max((SELECT coalesce(max(run_id), 0) FROM run),"
    " (SELECT coalesce(max(run_id), 0) FROM mapping)), ?, ?, 'complete', ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?)";

enum { RUN_VALUES = 26, PROFILE_BYTES_MAX = 1 << 28 };

/* [{"path":"default","text":"..."}, ...] */
static void add_files(const vikt_profile *profile, vikt_buffer *out)
{
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_array(&json, NULL);
    for (size_t i = 0; i < profile->file_count; i++) {
        vikt_json_object(&json, NULL);
        vikt_json_text(&json, "path", profile->files[i].path);
        vikt_json_text(&json, "text", profile->files[i].text);
        vikt_json_end(&json, '}');
    }
    vikt_json_end(&json, ']');
}

static vikt_datum primary_of(const vikt_run_record *record)
{
    size_t primary = record->presence->primary;

    return primary == VIKT_INDEX_NONE ? vikt_datum_null()
                                      : vikt_datum_text(record->profile->schemes[primary].name);
}

static vikt_datum previous_of(const vikt_run_record *record)
{
    return record->previous && record->previous->run_id
               ? vikt_datum_integer(record->previous->run_id)
               : vikt_datum_null();
}

static vikt_datum previous_date(const vikt_run_record *record, char date[11])
{
    if (!record->previous || !record->previous->run_id)
        return vikt_datum_null();
    vikt_date_write(record->previous->as_of, date);
    return vikt_datum_text((vikt_text){date, 10});
}

static vikt_datum money_of(const vikt_run_record *record)
{
    return record->money == VIKT_SLOT_NONE
               ? vikt_datum_null()
               : vikt_datum_text(vikt_profile_slot_name(record->profile, record->money));
}

/* Texts that the row points into. */
typedef struct run_texts {
    char as_of[11], previous[11], fingerprint[VIKT_DIGEST_SIZE];
    vikt_buffer files;
} run_texts;

static void fill_run(const vikt_run_record *record, run_texts *texts, vikt_datum *values)
{
    const vikt_profile *profile = record->profile;
    const vikt_presence *presence = record->presence;
    const vikt_import *import = record->import;

    *values++ = vikt_datum_string(texts->as_of);
    *values++ = vikt_datum_string(record->started_at);
    *values++ = vikt_datum_text(profile->name.at ? profile->name : VIKT_TEXT(""));
    *values++ = vikt_datum_string(profile->digest);
    *values++ = vikt_datum_text(profile->language);
    *values++ = vikt_datum_text(profile->currency);
    *values++ = vikt_datum_string(VIKT_VERSION);
    *values++ = previous_of(record);
    *values++ = primary_of(record);
    *values++ = vikt_datum_real(profile->lo);
    *values++ = vikt_datum_real(profile->hi);
    *values++ = vikt_datum_real(profile->min_coverage);
    *values++ = vikt_datum_real(profile->min_weight);
    *values++ = vikt_datum_real(presence->weight);
    *values++ = vikt_datum_real(presence->weight_known);
    *values++ = vikt_datum_integer(presence->thin);
    *values++ = vikt_datum_integer((int64_t)vikt_population_size(record->population));
    *values++ = vikt_datum_integer((int64_t)vikt_import_rows(import));
    *values++ = vikt_datum_integer((int64_t)import->reject_count);
    *values++ = vikt_datum_integer((int64_t)vikt_import_rejected_rows(import));
    *values++ = vikt_datum_integer((int64_t)record->unclassified);
    *values++ = vikt_datum_text(vikt_buffer_view(&texts->files));
    *values++ = previous_date(record, texts->previous);
    *values++ = money_of(record);
    *values++ = vikt_datum_string(texts->fingerprint);
    *values++ = vikt_datum_integer(record->dated);
}

static vikt_code write_run(vikt_store *store, const vikt_run_record *record, int64_t *run_id,
                           vikt_error *err)
{
    vikt_datum values[RUN_VALUES];
    run_texts texts;
    vikt_code code;

    vikt_buffer_init(&texts.files, NULL, PROFILE_BYTES_MAX);
    add_files(record->profile, &texts.files);
    vikt_date_write(vikt_population_as_of(record->population), texts.as_of);
    code = vikt_fingerprint_of(store, record, texts.fingerprint, err);
    if (code == VIKT_OK && texts.files.failed)
        code = vikt_fail_memory(err);
    if (code == VIKT_OK) {
        fill_run(record, &texts, values);
        code = vikt_store_run(store, insert_run, values, RUN_VALUES, NULL, NULL, err);
    }
    vikt_buffer_clear(&texts.files);
    *run_id = vikt_store_last_id(store);
    return code;
}

/* ---- everything that hangs on it ---- */

static vikt_code write_tables(vikt_store *store, const vikt_run_table *table,
                              const vikt_run_source *source, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    for (; table->name && code == VIKT_OK; table++)
        code = vikt_run_table_write(store, table, source, err);
    return code;
}

static vikt_code write_results(vikt_store *store, vikt_results *results, int64_t run_id,
                               vikt_arena *arena, vikt_error *err)
{
    const vikt_script *script = results->record->script;
    vikt_result_pipe pipe;
    vikt_rows rows = {vikt_population_size(results->record->population), VIKT_RESULT_COLUMNS,
                      vikt_result_pipe_column, &pipe};
    vikt_code code;

    if (!vikt_result_pipe_init(&pipe, results, run_id, script ? script->workers : 1, arena))
        return vikt_fail_memory(err);
    code = vikt_store_insert(store, "result", &rows, err);
    if (code == VIKT_OK)
        code = vikt_seal_keep(&pipe.seal, store, run_id, "result", err);
    vikt_result_pipe_clear(&pipe);
    return code;
}

static vikt_code write_parts(vikt_store *store, const vikt_run_record *record, int64_t run_id,
                             vikt_arena *arena, vikt_error *err)
{
    vikt_results results;
    vikt_run_source source = {
        .record = record, .results = &results, .run_id = run_id, .arena = arena};
    vikt_code code = VIKT_OK;

    if (!vikt_results_init(&results, record, arena))
        code = vikt_fail_memory(err);
    if (code == VIKT_OK)
        code = write_tables(store, vikt_plan_tables, &source, err);
    if (code == VIKT_OK)
        code = write_tables(store, vikt_event_tables, &source, err);
    if (code == VIKT_OK)
        code = write_tables(store, vikt_rating_tables, &source, err);
    if (code == VIKT_OK)
        code = write_results(store, &results, run_id, arena, err);
    if (code == VIKT_OK && !vikt_run_source_pairs(&source))
        code = vikt_fail_memory(err);
    if (code == VIKT_OK)
        code = write_tables(store, vikt_outcome_tables, &source, err);
    vikt_results_clear(&results);
    return code;
}

vikt_code vikt_history_write(vikt_store *store, const vikt_run_record *record, int64_t *run_id,
                             vikt_error *err)
{
    vikt_arena arena;
    vikt_code code = vikt_store_begin(store, err);

    *run_id = 0;
    if (code != VIKT_OK)
        return code;
    vikt_arena_init(&arena, NULL);
    code = write_run(store, record, run_id, err);
    if (code == VIKT_OK)
        code = vikt_seals_begin(store, *run_id, err);
    if (code == VIKT_OK)
        code = write_parts(store, record, *run_id, &arena, err);
    if (code == VIKT_OK)
        code = vikt_mapping_write(store, record->import, record->profile, *run_id, err);
    vikt_arena_clear(&arena);
    if (code == VIKT_OK)
        code = vikt_store_commit(store, err);
    else
        vikt_store_rollback(store);
    if (code != VIKT_OK)
        *run_id = 0;
    return code;
}
