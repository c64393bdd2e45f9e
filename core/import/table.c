/* SPDX-License-Identifier: MIT */
#include "core/import/table.h"

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
    vikt_code rc;

    (void)settings;
    *out = (vikt_table){.format = "CSV"};
    rc = vikt_source_open(path, allocator, &out->source, err);
    if (rc != VIKT_OK)
        return rc;
    out->name = out->source.name;
    out->bytes = out->source.bytes.length;
    vikt_digest_of(out->source.bytes, out->digest);
    rc = vikt_encoding_of(out->name, out->source.bytes, allocator, &out->encoding, err);
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
