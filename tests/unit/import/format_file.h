/* SPDX-License-Identifier: MIT
 *
 * Bytes of any format as a table's text: what the tests of formats share.
 */
#ifndef VIKT_TEST_FORMAT_FILE_H
#define VIKT_TEST_FORMAT_FILE_H

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <minizip/zip.h>
#include <zlib.h>

#include "core/import/format.h"

/* A file's bytes in memory of exactly that size, so that reading behind them is found. */
typedef struct file_bytes {
    char *at;
    size_t size;
} file_bytes;

static inline file_bytes bytes_of(const char *text)
{
    file_bytes bytes = {malloc(strlen(text) + 1), strlen(text)};

    strcpy(bytes.at, text);
    return bytes;
}

static inline file_bytes bytes_of_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    file_bytes bytes = {malloc(1 << 20), 0};

    cr_assert(file != NULL, "%s", path);
    bytes.size = fread(bytes.at, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

/* As a user's file is read; path lives as long as the table. */
static inline vikt_code open_bytes(const char *at, size_t size,
                                   const vikt_source_settings *settings, vikt_table *out,
                                   vikt_error *err)
{
    static char path[64];
    FILE *file;
    vikt_code rc;

    snprintf(path, sizeof path, "/tmp/vikt-format-%ld", (long)getpid());
    file = fopen(path, "wb");
    cr_assert(file && fwrite(at, 1, size, file) == size && fclose(file) == 0);
    rc = vikt_table_open(path, settings, NULL, out, err);
    remove(path);
    return rc;
}

static inline void expect_table(file_bytes bytes, const vikt_source_settings *settings,
                                const char *format, const char *text)
{
    vikt_table table;
    vikt_error err = {.code = VIKT_OK};
    vikt_code rc = open_bytes(bytes.at, bytes.size, settings, &table, &err);

    cr_assert(rc == VIKT_OK, "%s", err.message);
    cr_assert_str_eq(table.format, format);
    cr_assert(vikt_text_equal(table.text, vikt_text_of(text)), "%.*s", (int)table.text.length,
              table.text.at);
    vikt_table_close(&table);
    free(bytes.at);
}

static inline void expect_warning(file_bytes bytes, const vikt_source_settings *settings,
                                  const char *part)
{
    vikt_table table;
    vikt_error err = {.code = VIKT_OK};

    cr_assert(open_bytes(bytes.at, bytes.size, settings, &table, &err) == VIKT_OK, "%s",
              err.message);
    if (part) {
        cr_assert(table.warning_count == 1);
        cr_assert(strstr(table.warnings[0], part), "%s", table.warnings[0]);
    } else {
        cr_assert(table.warning_count == 0);
    }
    vikt_table_close(&table);
    free(bytes.at);
}

static inline void expect_failure(file_bytes bytes, const vikt_source_settings *settings,
                                  vikt_code code, const char *part)
{
    vikt_table table;
    vikt_error err = {.code = VIKT_OK};
    vikt_code rc = open_bytes(bytes.at, bytes.size, settings, &table, &err);

    cr_assert(rc == code, "%d: %s", (int)rc, err.message);
    cr_assert(strstr(err.message, part), "%s", err.message);
    free(bytes.at);
}

/* Cut at every byte there is an answer. */
static inline void expect_answers(file_bytes bytes, vikt_format_reader *read)
{
    static const vikt_source_settings none = {.separator = 0};

    for (size_t cut = 0; cut < bytes.size; cut++) {
        char *copy = malloc(cut ? cut : 1);
        vikt_table table = {.name = "cut"};
        vikt_error err = {.code = VIKT_OK};
        vikt_code rc;

        memcpy(copy, bytes.at, cut);
        rc = read(&table, (vikt_text){copy, cut}, &none, &err);
        cr_assert(rc == VIKT_OK || (rc == VIKT_INPUT && err.message[0]), "%zu", cut);
        cr_assert(rc != VIKT_OK || table.text.at || !table.newlines);
        vikt_table_close(&table);
        free(copy);
    }
    free(bytes.at);
}

/* Every allocation that fails is told, and nothing is lost. */
typedef struct scarce {
    size_t left;
} scarce;

static inline void *scarce_reallocate(void *context, void *memory, size_t size)
{
    scarce *s = context;

    if (size == 0) {
        free(memory);
        return NULL;
    }
    if (s->left == 0)
        return NULL;
    s->left--;
    return realloc(memory, size);
}

static inline void expect_scarcity_told(file_bytes bytes, vikt_format_reader *read)
{
    static const vikt_source_settings none = {.separator = 0};
    vikt_code rc = VIKT_MEMORY;
    size_t n = 0;

    for (; rc == VIKT_MEMORY && n < 1000; n++) {
        scarce s = {n};
        vikt_allocator allocator = {scarce_reallocate, &s};
        vikt_table table = {.name = "scarce", .source = {.allocator = &allocator}};
        vikt_error err = {.code = VIKT_OK};

        vikt_arena_init(&table.arena, &allocator);
        rc = read(&table, (vikt_text){bytes.at, bytes.size}, &none, &err);
        cr_assert(rc == err.code);
        vikt_table_close(&table);
    }
    cr_assert(rc == VIKT_OK && n > 3);
    free(bytes.at);
}

/* ---- zip archives ---- */

typedef struct zip_part {
    const char *name, *text; /* text NULL: it is left out */
} zip_part;

static inline file_bytes zip_of(const zip_part *parts, size_t count)
{
    char path[64];
    zipFile zip;
    file_bytes bytes;

    snprintf(path, sizeof path, "/tmp/vikt-zip-%ld", (long)getpid());
    zip = zipOpen64(path, APPEND_STATUS_CREATE);
    cr_assert(zip != NULL);
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].text)
            continue;
        cr_assert(zipOpenNewFileInZip64(zip, parts[i].name, NULL, NULL, 0, NULL, 0, NULL,
                                        Z_DEFLATED, 6, 0) == ZIP_OK);
        cr_assert(zipWriteInFileInZip(zip, parts[i].text, (unsigned)strlen(parts[i].text)) ==
                  ZIP_OK);
        cr_assert(zipCloseFileInZip(zip) == ZIP_OK);
    }
    cr_assert(zipClose(zip, NULL) == ZIP_OK);
    bytes = bytes_of_file(path);
    remove(path);
    return bytes;
}

/* A workbook; what is NULL takes the usual. */
typedef struct workbook {
    const char *book, *relations, *strings, *styles, *sheet, *second;
} workbook;

static inline file_bytes workbook_of(const workbook *w)
{
    const char *one_sheet = "<workbook><sheets><sheet name=\"Kunder\" sheetId=\"1\" r:id=\"a\"/>"
                            "</sheets></workbook>";
    const char *usual =
        "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/1.xml\"/>"
        "<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"/xl/worksheets/2.xml\"/>"
        "<Relationship Id=\"c\" Type=\"x/chartsheet\" Target=\"chart.xml\"/>"
        "<Relationship Id=\"d\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        "<Relationship Id=\"e\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    zip_part parts[] = {{"xl/workbook.xml", w->book ? w->book : one_sheet},
                        {"xl/_rels/workbook.xml.rels", w->relations ? w->relations : usual},
                        {"xl/sharedStrings.xml", w->strings ? w->strings : "<sst/>"},
                        {"xl/styles.xml", w->styles ? w->styles : "<styleSheet/>"},
                        {"xl/worksheets/1.xml", w->sheet},
                        {"xl/worksheets/2.xml", w->second}};

    return zip_of(parts, sizeof parts / sizeof *parts);
}

#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"

#endif
