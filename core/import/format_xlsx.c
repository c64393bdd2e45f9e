/* SPDX-License-Identifier: MIT
 *
 * A workbook: its sheets, which of them is meant, and that one's cells. Formulas are never
 * computed, links to other workbooks never followed: what the workbook holds as result counts.
 */
#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/import/format.h"
#include "core/import/format_cells.h"

enum { SHEETS_MAX = 1000 };

typedef struct sheet {
    const char *name, *id; /* id: of its part */
    const char *part;      /* NULL: it is a chart or a macro */
    bool hidden;
    size_t rows, width; /* that have a cell; when they were counted */
} sheet;

typedef struct book {
    vikt_table *table;
    vikt_arena arena; /* everything that is only needed while reading */
    vikt_zip zip;
    sheet *sheets;
    size_t count, capacity;
    bool is_1904;
    const char *strings_part, *styles_part;
    vikt_strings strings;
    vikt_styles styles;
} book;

/* ---- what the workbook consists of ---- */

static const char *keep(vikt_xml *xml, book *b, const char *text)
{
    char *copy = text ? vikt_arena_copy(&b->arena, text, strlen(text)) : NULL;

    if (text && !copy)
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
    return copy;
}

static bool is_true(const char *word)
{
    return word && (strcmp(word, "1") == 0 || strcmp(word, "true") == 0);
}

static void add_sheet(vikt_xml *xml, book *b, const char **attributes)
{
    const char *name = vikt_xml_value(attributes, "name"), *id = vikt_xml_value(attributes, "id");
    const char *state = vikt_xml_value(attributes, "state");

    if (!name || !id || b->count == SHEETS_MAX) {
        vikt_xml_fail(xml, "a sheet without a name or part, or more than 1000 sheets");
        return;
    }
    b->sheets = vikt_arena_grow(&b->arena, b->sheets, b->count, &b->capacity, sizeof *b->sheets);
    if (!b->sheets) {
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
        return;
    }
    b->sheets[b->count++] = (sheet){.name = keep(xml, b, name),
                                    .id = keep(xml, b, id),
                                    .hidden = state && strcmp(state, "visible") != 0};
}

static void on_book(vikt_xml *xml, const char *element, const char **attributes)
{
    book *b = xml->context;

    if (strcmp(element, "workbookPr") == 0)
        b->is_1904 = is_true(vikt_xml_value(attributes, "date1904"));
    else if (strcmp(element, "sheet") == 0)
        add_sheet(xml, b, attributes);
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Targets are relative to the workbook's folder, or to the root. */
static const char *part_of(vikt_xml *xml, book *b, const char *target)
{
    char *part = target[0] == '/' ? vikt_arena_print(&b->arena, "%s", target + 1)
                                  : vikt_arena_print(&b->arena, "xl/%s", target);

    if (!part)
        vikt_xml_stop(xml, vikt_fail_memory(xml->err));
    return part;
}

static void on_relation(vikt_xml *xml, const char *element, const char **attributes)
{
    const char *id = vikt_xml_value(attributes, "Id"), *type = vikt_xml_value(attributes, "Type");
    const char *target = vikt_xml_value(attributes, "Target");
    book *b = xml->context;

    if (strcmp(element, "Relationship") != 0 || !id || !type || !target)
        return;
    if (ends_with(type, "/sharedStrings"))
        b->strings_part = part_of(xml, b, target);
    else if (ends_with(type, "/styles"))
        b->styles_part = part_of(xml, b, target);
    for (size_t i = 0; ends_with(type, "/worksheet") && i < b->count; i++)
        if (strcmp(b->sheets[i].id, id) == 0)
            b->sheets[i].part = part_of(xml, b, target);
}

static void on_nothing(vikt_xml *xml, const char *element)
{
    (void)xml;
    (void)element;
}

static vikt_code read_book(book *b, vikt_error *err)
{
    vikt_xml xml = {.context = b, .start = on_book, .end = on_nothing};
    vikt_xml relations = {.context = b, .start = on_relation, .end = on_nothing};
    const vikt_allocator *allocator = b->arena.allocator;
    vikt_code rc = vikt_xml_read(&xml, &b->zip, "xl/workbook.xml", allocator, err);

    if (rc == VIKT_OK)
        rc = vikt_xml_read(&relations, &b->zip, "xl/_rels/workbook.xml.rels", allocator, err);
    if (rc == VIKT_OK && b->strings_part)
        rc = vikt_strings_read(&b->zip, b->strings_part, allocator, &b->strings, err);
    if (rc == VIKT_OK && b->styles_part)
        rc = vikt_styles_read(&b->zip, b->styles_part, &b->arena, &b->styles, err);
    return rc;
}

/* ---- which sheet is meant ---- */

static vikt_cells_task task_of(book *b, const sheet *s)
{
    return (vikt_cells_task){.zip = &b->zip,
                             .part = s->part,
                             .allocator = b->arena.allocator,
                             .strings = &b->strings,
                             .styles = &b->styles,
                             .is_1904 = b->is_1904};
}

static bool is_readable(const sheet *s)
{
    return s->part && !s->hidden;
}

/* By name, hidden or not, or by its place among those that are seen. */
static sheet *find_told(book *b, vikt_text told)
{
    size_t number = 0, seen = 0;

    for (size_t i = 0; i < b->count; i++)
        if (b->sheets[i].part && vikt_text_is(told, b->sheets[i].name))
            return &b->sheets[i];
    for (size_t i = 0; i < told.length && number <= SHEETS_MAX; i++) {
        if (told.at[i] < '0' || told.at[i] > '9')
            return NULL;
        number = number * 10 + (size_t)(told.at[i] - '0');
    }
    for (size_t i = 0; i < b->count; i++)
        if (is_readable(&b->sheets[i]) && ++seen == number)
            return &b->sheets[i];
    return NULL;
}

/* The sheets with rows as a list for a message; with as many as fit into it. */
static void list_sheets(const book *b, bool counted, char *text, size_t size)
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < b->count; i++) {
        const sheet *s = &b->sheets[i];
        char rows[48] = "";
        int added;

        if (!is_readable(s) || (counted && s->rows == 0))
            continue;
        if (counted)
            snprintf(rows, sizeof rows, " (%zu %s)", s->rows, vikt_plural(s->rows, "row", "rows"));
        added = snprintf(text + length, size - length, "%s\"%.*s\"%s", length ? ", " : "",
                         (int)vikt_text_start(vikt_text_of(s->name), 60).length, s->name, rows);
        if (added < 0 || (size_t)added + sizeof ", ..." > size - length) {
            snprintf(text + length, size - length, "%s...", length ? ", " : "");
            return;
        }
        length += (size_t)added;
    }
}

static vikt_code fail_told(const book *b, vikt_text told, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = told};
    char list[280], hint[96];

    for (size_t i = 0; i < b->count; i++)
        if (b->sheets[i].part)
            vikt_nearest_offer(&nearest, vikt_text_of(b->sheets[i].name));
    list_sheets(b, false, list, sizeof list);
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(b->table->name, 0, 0),
                     "there is no sheet \"%.*s\"%s; its sheets are %s", VIKT_SHOW(told),
                     vikt_nearest_hint(&nearest, hint, sizeof hint), list);
}

static vikt_code count_rows(book *b, const vikt_source_settings *settings, vikt_error *err)
{
    vikt_grid grid;
    vikt_code rc = vikt_grid_init(&grid, b->table, 0, settings, err);

    for (size_t i = 0; i < b->count && rc == VIKT_OK; i++) {
        vikt_cells_task task = task_of(b, &b->sheets[i]);
        const vikt_cells cells = {vikt_cells_give, &task};

        if (!is_readable(&b->sheets[i]))
            continue;
        rc = vikt_grid_look(&grid, &cells, err);
        b->sheets[i].rows = grid.rows;
        b->sheets[i].width = grid.width;
    }
    vikt_grid_clear(&grid);
    return rc;
}

/* Of several sheets with rows one may be a table and the others a word or two. */
static vikt_code choose_by_rows(book *b, const sheet **out, vikt_error *err)
{
    const sheet *any = NULL, *table = NULL;
    size_t with_rows = 0, tables = 0;
    char list[320];

    for (size_t i = 0; i < b->count; i++) {
        const sheet *s = &b->sheets[i];

        with_rows += s->rows > 0;
        any = s->rows > 0 ? s : any;
        tables += s->rows > 1 && s->width > 1;
        table = s->rows > 1 && s->width > 1 ? s : table;
    }
    *out = with_rows == 1 ? any : tables == 1 ? table : NULL;
    if (*out)
        return VIKT_OK;
    if (with_rows == 0)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(b->table->name, 0, 0),
                         "is a workbook without any cells that are filled in");
    list_sheets(b, true, list, sizeof list);
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(b->table->name, 0, 0),
                     "has several sheets with rows: %s; which one is it? --sheet NAME, or "
                     "`sheet` in the profile, tells",
                     list);
}

static vikt_code choose(book *b, const vikt_source_settings *settings, const sheet **out,
                        vikt_error *err)
{
    size_t readable = 0;
    vikt_code rc;

    if (settings->sheet.length) {
        *out = find_told(b, settings->sheet);
        return *out ? VIKT_OK : fail_told(b, settings->sheet, err);
    }
    for (size_t i = 0; i < b->count; i++) {
        readable += is_readable(&b->sheets[i]);
        *out = is_readable(&b->sheets[i]) ? &b->sheets[i] : *out;
    }
    if (readable == 0)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(b->table->name, 0, 0),
                         "is a workbook without a sheet that can be seen");
    if (readable == 1)
        return VIKT_OK;
    rc = count_rows(b, settings, err);
    return rc == VIKT_OK ? choose_by_rows(b, out, err) : rc;
}

static vikt_code fill(book *b, const sheet *s, const vikt_source_settings *settings,
                      vikt_error *err)
{
    vikt_cells_task task = task_of(b, s);
    const vikt_cells cells = {vikt_cells_give, &task};
    vikt_table *table = b->table;
    vikt_grid grid;
    vikt_code rc = vikt_grid_init(&grid, table, 0, settings, err);

    if (rc == VIKT_OK)
        rc = vikt_grid_fill(&grid, &cells, table, err);
    vikt_grid_clear(&grid);
    if (rc != VIKT_OK)
        return rc;
    if (task.uncomputed)
        vikt_format_warn(table,
                         "%zu %s no result in the workbook and %s missing; open it in a "
                         "spreadsheet program and save it",
                         task.uncomputed,
                         vikt_plural(task.uncomputed, "formula has", "formulas have"),
                         vikt_plural(task.uncomputed, "is", "are"));
    table->format = vikt_arena_print(&table->arena, "Excel workbook, sheet \"%s\"", s->name);
    return table->format ? VIKT_OK : vikt_fail_memory(err);
}

/* ---- other things in zip archives ---- */

static vikt_code refuse(book *b, vikt_error *err)
{
    vikt_place place = vikt_place_of(b->table->name, 0, 0);

    if (vikt_zip_has(&b->zip, "xl/workbook.bin"))
        return vikt_fail(err, VIKT_INPUT, place, "is a binary workbook (.xlsb); save it as .xlsx");
    if (vikt_zip_has(&b->zip, "content.xml"))
        return vikt_fail(err, VIKT_INPUT, place,
                         "is an OpenDocument file (.ods); save it as .xlsx or CSV");
    if (vikt_zip_has(&b->zip, "Index/Document.iwa") || vikt_zip_has(&b->zip, "Index.zip"))
        return vikt_fail(err, VIKT_INPUT, place,
                         "is a Numbers document; export it as .xlsx or CSV");
    if (vikt_zip_has(&b->zip, "word/document.xml"))
        return vikt_fail(err, VIKT_INPUT, place,
                         "is a Word document; save its table as .xlsx or CSV");
    return vikt_fail(err, VIKT_INPUT, place,
                     "is a zip archive and no workbook; unpack it and name the file in it");
}

vikt_code vikt_format_xlsx(vikt_table *table, vikt_text bytes, const vikt_source_settings *settings,
                           vikt_error *err)
{
    book b = {.table = table};
    const sheet *s = NULL;
    vikt_code rc;

    vikt_arena_init(&b.arena, table->source.allocator);
    rc = vikt_zip_open(table->name, bytes, &b.zip, err);
    if (rc != VIKT_OK)
        goto cleanup;
    rc = vikt_zip_has(&b.zip, "xl/workbook.xml") ? read_book(&b, err) : refuse(&b, err);
    if (rc == VIKT_OK)
        rc = choose(&b, settings, &s, err);
    if (rc == VIKT_OK && s)
        rc = fill(&b, s, settings, err);
cleanup:
    vikt_strings_clear(&b.strings);
    vikt_zip_close(&b.zip);
    vikt_arena_clear(&b.arena);
    return rc;
}
