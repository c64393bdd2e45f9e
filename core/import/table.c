/* SPDX-License-Identifier: MIT */
#include "core/import/table.h"

#include "core/base/fail.h"
#include "core/import/csv.h"
#include "core/import/dialect.h"
#include "core/import/fixed.h"
#include "core/import/format.h"

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
    vikt_csv_open(&csv, before.at, vikt_text_end(before), separator, 0);
    while (state == VIKT_CSV_ROW)
        state = vikt_csv_next(&csv, &row);
    err->place.line = csv.number;
    err->place.column = (long)row.cells + (state == VIKT_CSV_UNCLOSED);
    if (before.length == 0 || before.at[before.length - 1] == '\n') {
        err->place.line++;
        err->place.column = 1;
    }
}

/* Columns of fixed width become cells between tabs. */
static vikt_code part_columns(vikt_table *table, const vikt_fixed *fixed, vikt_error *err)
{
    vikt_encoding *encoding = &table->encoding;
    const vikt_allocator *allocator = table->source.allocator;
    char *text = vikt_resize(allocator, NULL, vikt_fixed_room(encoding->text, fixed), 1);

    if (!text)
        return vikt_fail_memory(err);
    encoding->text.length = vikt_fixed_write(encoding->text, fixed, text);
    vikt_release(allocator, encoding->converted);
    encoding->converted = text;
    encoding->text.at = text;
    table->separator = '\t';
    table->has_blanks = true;
    return VIKT_OK;
}

/* Whether cells stand below each other: where any blanks part them too, only if that gives as many.
 */
static bool is_fixed(vikt_text text, char separator, bool is_blanks, vikt_fixed *fixed)
{
    if ((separator != '\n' && separator != ',') || !vikt_fixed_find(text, fixed))
        return false;
    return !is_blanks || vikt_dialect_pieces(text) == fixed->count + 1;
}

/* Blanks between cells become tabs, in a copy: cells point into the text. */
static vikt_code part_blanks(vikt_table *table, char told, vikt_error *err)
{
    vikt_encoding *encoding = &table->encoding;
    vikt_text text = encoding->text;
    size_t size = text.length ? text.length : 1;
    char separator = told == ' ' ? '\n' : told ? told : vikt_dialect_separator(text);
    bool is_blanks = vikt_dialect_is_blanks(text);
    vikt_fixed fixed;

    if ((!told || told == ' ') && is_fixed(text, separator, is_blanks, &fixed))
        return part_columns(table, &fixed, err);
    if (told ? told != ' ' : !is_blanks || separator != '\n')
        return VIKT_OK;
    if (!encoding->converted) {
        encoding->converted = vikt_resize(table->source.allocator, NULL, size, 1);
        if (!encoding->converted)
            return vikt_fail_memory(err);
        if (text.length)
            memcpy(encoding->converted, text.at, text.length);
        encoding->text.at = encoding->converted;
    }
    vikt_dialect_part_blanks(encoding->converted, text.length);
    table->separator = '\t';
    table->has_blanks = true;
    return VIKT_OK;
}

/* What was written or converted stands on its own: the file is not needed any more. */
static vikt_code release_source(vikt_table *table, vikt_error *err)
{
    vikt_code rc = vikt_source_check(&table->source, err);

    vikt_source_close(&table->source);
    return rc;
}

static vikt_code inflate(vikt_table *table, vikt_text *bytes, vikt_error *err)
{
    vikt_code rc = vikt_format_gunzip(table->name, *bytes, &table->inflated, err);

    if (rc == VIKT_OK)
        rc = release_source(table, err);
    if (rc != VIKT_OK)
        return rc;
    *bytes = vikt_buffer_view(&table->inflated);
    if (bytes->length == 0)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(table->name, 0, 0), "is empty");
    if (vikt_format_is_gzip(*bytes))
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(table->name, 0, 0),
                         "is compressed by gzip several times; unpack it");
    return VIKT_OK;
}

static vikt_code take_text(vikt_table *table, const vikt_source_settings *settings, vikt_error *err)
{
    vikt_code rc = part_blanks(table, settings ? settings->separator : 0, err);

    if (rc != VIKT_OK)
        return rc;
    table->text = table->encoding.text;
    table->newlines = table->encoding.newlines;
    table->has_invalid = table->encoding.has_invalid;
    return table->encoding.converted ? release_source(table, err) : VIKT_OK;
}

/* Has a reader write the table's rows; what they were made of is not needed any more. */
static vikt_code take_written(vikt_table *table, vikt_format_reader *read, vikt_text bytes,
                              const vikt_source_settings *settings, vikt_error *err)
{
    static const vikt_source_settings none = {.separator = 0};
    bool is_inflated = table->inflated.length > 0;
    vikt_code rc = read(table, bytes, settings ? settings : &none, err);
    vikt_encoding was = table->encoding;

    if (rc != VIKT_OK)
        return rc;
    vikt_encoding_clear(&table->encoding, table->source.allocator);
    /* A word of the text may still prove the encoding right. */
    table->encoding = (vikt_encoding){.name = was.name ? was.name : "UTF-8",
                                      .text = table->text,
                                      .charset = was.charset,
                                      .told = true,
                                      .invalid = was.sequences + was.invalid};
    vikt_buffer_clear(&table->inflated);
    if (is_inflated)
        table->format = vikt_arena_print(&table->arena, "%s, gzip", table->format);
    return table->format ? release_source(table, err) : vikt_fail_memory(err);
}

static vikt_code decode(vikt_table *table, vikt_text bytes, const vikt_source_settings *settings,
                        vikt_error *err)
{
    vikt_charset charset = settings ? settings->charset : VIKT_CHARSET_LOOK;
    vikt_code rc = vikt_encoding_as(table->name, bytes, charset, table->source.allocator,
                                    &table->encoding, err);

    if (rc == VIKT_INPUT && err)
        place_wrong(&table->encoding, settings ? settings->separator : 0, err);
    return rc;
}

static vikt_code read_bytes(vikt_table *table, const vikt_source_settings *settings,
                            vikt_error *err)
{
    vikt_text bytes = table->source.bytes;
    vikt_format_reader *read = NULL;
    vikt_code rc = VIKT_OK;

    table->bytes = bytes.length;
    vikt_digest_of(bytes, table->digest);
    if (vikt_format_is_gzip(bytes))
        rc = inflate(table, &bytes, err);
    table->format = table->inflated.length ? "CSV, gzip" : "CSV";
    if (rc == VIKT_OK)
        rc = vikt_format_of(table->name, bytes, &read, err);
    if (rc == VIKT_OK && !read) {
        rc = decode(table, bytes, settings, err);
        read = rc == VIKT_OK ? vikt_format_of_text(table->encoding.text) : NULL;
        bytes = table->encoding.text;
    }
    if (rc != VIKT_OK)
        return rc;
    return read ? take_written(table, read, bytes, settings, err) : take_text(table, settings, err);
}

vikt_code vikt_table_open(const char *path, const vikt_source_settings *settings,
                          const vikt_allocator *allocator, vikt_table *out, vikt_error *err)
{
    return vikt_table_open_given(path, (vikt_text){NULL, 0}, settings, allocator, out, err);
}

vikt_code vikt_table_open_given(const char *path, vikt_text given,
                                const vikt_source_settings *settings,
                                const vikt_allocator *allocator, vikt_table *out, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    *out = (vikt_table){.format = "CSV"};
    if (given.length)
        vikt_source_lend(path, given, allocator, &out->source);
    else
        rc = vikt_source_open(path, allocator, &out->source, err);
    if (rc != VIKT_OK)
        return rc;
    out->name = out->source.name;
    vikt_arena_init(&out->arena, allocator);
    vikt_buffer_init(&out->inflated, allocator, 0);
    rc = read_bytes(out, settings, err);
    if (rc != VIKT_OK)
        vikt_table_close(out);
    else if (!out->text.at)
        out->text.at = ""; /* no rows at all stand somewhere too */
    return rc;
}

void vikt_table_warn(const vikt_table *table, const vikt_listener *listener)
{
    for (size_t i = 0; i < table->warning_count; i++)
        if (table->warnings[i])
            vikt_tell(listener, VIKT_WARNING, VIKT_OK, vikt_place_of(table->name, 0, 0), "%s",
                      table->warnings[i]);
}

vikt_code vikt_table_check(const vikt_table *table, vikt_error *err)
{
    return vikt_source_check(&table->source, err);
}

void vikt_table_tell(const vikt_table *table, vikt_reading *reading)
{
    reading->format = table->format;
    reading->bytes = table->bytes;
    memcpy(reading->digest, table->digest, sizeof reading->digest);
    reading->encoding = table->encoding.name;
}

void vikt_table_close(vikt_table *table)
{
    vikt_encoding_clear(&table->encoding, table->source.allocator);
    vikt_buffer_clear(&table->inflated);
    vikt_buffer_clear(&table->written);
    vikt_arena_clear(&table->arena);
    vikt_source_close(&table->source);
    *table = (vikt_table){.name = NULL};
}
