/* SPDX-License-Identifier: MIT */
#include "core/persist/run_row.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/json.h"
#include "core/persist/fingerprint.h"
#include "core/persist/run_table.h"

enum { PROFILE_BYTES_MAX = 1 << 28 };

static const char *const columns[VIKT_RUN_ROW_COLUMNS] = {
    "as_of",         "started_at",   "status",         "profile",         "profile_digest",
    "language",      "currency",     "engine_version", "previous_run_id", "primary_scheme",
    "scale_lo",      "scale_hi",     "min_coverage",   "min_weight",      "weight",
    "weight_known",  "thin",         "customers",      "rows_read",       "rejected",
    "rejected_rows", "unclassified", "profile_text",   "previous_as_of",  "money",
    "fingerprint",   "dated"};

const char *vikt_run_row_column(size_t i)
{
    return columns[i];
}

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

static void fill(const vikt_run_record *record, vikt_run_row *row)
{
    const vikt_profile *profile = record->profile;
    const vikt_presence *presence = record->presence;
    const vikt_import *import = record->import;
    vikt_datum *values = row->values;

    *values++ = vikt_datum_string(row->as_of);
    *values++ = vikt_datum_string(record->started_at);
    *values++ = vikt_datum_string("complete");
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
    *values++ = vikt_datum_text(vikt_buffer_view(&row->files));
    *values++ = previous_date(record, row->previous);
    *values++ = money_of(record);
    *values++ = vikt_datum_string(row->fingerprint);
    *values++ = vikt_datum_integer(record->dated);
}

vikt_code vikt_run_row_of(vikt_store *store, const vikt_run_record *record, vikt_run_row *out,
                          vikt_error *err)
{
    vikt_code code;

    *out = (vikt_run_row){.as_of = ""};
    vikt_buffer_init(&out->files, NULL, PROFILE_BYTES_MAX);
    add_files(record->profile, &out->files);
    vikt_date_write(vikt_population_as_of(record->population), out->as_of);
    code = vikt_fingerprint_of(store, record, out->fingerprint, err);
    if (code == VIKT_OK && out->files.failed)
        code = vikt_fail_memory(err);
    if (code == VIKT_OK)
        fill(record, out);
    return code;
}

void vikt_run_row_clear(vikt_run_row *row)
{
    vikt_buffer_clear(&row->files);
}

/* A mapping remembers the last run that used it: a number is not given again when it is dropped. */
static const char next_id[] = "1 + max((SELECT coalesce(max(run_id), 0) FROM run),"
                              " (SELECT coalesce(max(run_id), 0) FROM mapping))";

static void write_insert(char *sql, size_t size)
{
    size_t at = (size_t)snprintf(sql, size, "INSERT INTO run (run_id");

    for (size_t i = 0; i < VIKT_RUN_ROW_COLUMNS; i++)
        at += (size_t)snprintf(sql + at, size - at, ", %s", columns[i]);
    at += (size_t)snprintf(sql + at, size - at, ") VALUES (%s", next_id);
    for (size_t i = 0; i < VIKT_RUN_ROW_COLUMNS; i++)
        at += (size_t)snprintf(sql + at, size - at, ", ?");
    snprintf(sql + at, size - at, ")");
}

vikt_code vikt_run_row_write(vikt_store *store, const vikt_run_record *record, int64_t *run_id,
                             vikt_error *err)
{
    char sql[1000];
    vikt_run_row row;
    vikt_code code = vikt_run_row_of(store, record, &row, err);

    write_insert(sql, sizeof sql);
    if (code == VIKT_OK)
        code = vikt_store_run(store, sql, row.values, VIKT_RUN_ROW_COLUMNS, NULL, NULL, err);
    vikt_run_row_clear(&row);
    *run_id = vikt_store_last_id(store);
    return code;
}
