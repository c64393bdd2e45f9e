/* SPDX-License-Identifier: MIT */
#include "core/import/table.h"

#include "core/import/csv.h"
#include "core/import/dialect.h"

/* Row and column of the wrong byte: where the text that was decoded before it ends. */
static void place_wrong(const vikt_encoding *encoding, char separator, vikt_error *err)
{
    vikt_text before = encoding->text;
    const char *slots[2];
    vikt_csv_row row = {.slots = slots, .room = 1};
    vikt_csv_state state = VIKT_CSV_ROW;
    vikt_csv csv;

    if (!before.at)
        return;
    separator = separator ? separator : vikt_dialect_separator(before);
    vikt_csv_open(&csv, before.at, before.at + before.length, separator, 0);
    while (state == VIKT_CSV_ROW)
        state = vikt_csv_next(&csv, &row);
    err->place.line = csv.number;
    err->place.column = (long)row.cells + (state == VIKT_CSV_UNCLOSED);
    if (before.length == 0 || before.at[before.length - 1] == '\n') {
        err->place.line++;
        err->place.column = 1;
    }
}

/* What was converted stands on its own: the file is not needed any more. */
static vikt_code release_source(vikt_table *table, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    if (!table->encoding.converted)
        return VIKT_OK;
    rc = vikt_source_check(&table->source, err);
    vikt_source_close(&table->source);
    return rc;
}

vikt_code vikt_table_open(const char *path, const vikt_source_settings *settings,
                          const vikt_allocator *allocator, vikt_table *out, vikt_error *err)
{
    vikt_charset charset = settings ? settings->charset : VIKT_CHARSET_LOOK;
    vikt_code rc;

    *out = (vikt_table){.format = "CSV"};
    rc = vikt_source_open(path, allocator, &out->source, err);
    if (rc != VIKT_OK)
        return rc;
    out->name = out->source.name;
    out->bytes = out->source.bytes.length;
    vikt_digest_of(out->source.bytes, out->digest);
    rc = vikt_encoding_as(out->name, out->source.bytes, charset, allocator, &out->encoding, err);
    if (rc == VIKT_INPUT && err)
        place_wrong(&out->encoding, settings ? settings->separator : 0, err);
    if (rc == VIKT_OK)
        rc = release_source(out, err);
    if (rc != VIKT_OK) {
        vikt_table_close(out);
        return rc;
    }
    out->text = out->encoding.text;
    out->newlines = out->encoding.newlines;
    out->has_invalid = out->encoding.has_invalid;
    return VIKT_OK;
}

vikt_code vikt_table_check(const vikt_table *table, vikt_error *err)
{
    return vikt_source_check(&table->source, err);
}

void vikt_table_close(vikt_table *table)
{
    vikt_encoding_clear(&table->encoding, table->source.allocator);
    vikt_source_close(&table->source);
    *table = (vikt_table){.name = NULL};
}
