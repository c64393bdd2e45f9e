/* SPDX-License-Identifier: MIT
 *
 * A stored run as a workbook.
 */
#include <stdio.h>
#include <xlsxwriter.h>

#include "core/base/fail.h"
#include "core/report/export.h"

enum { CELL_MAX = 32767, ROWS_MAX = 1048575 };

static const double EPOCH = 25569; /* 1970-01-01 as a day of a spreadsheet */

typedef struct book {
    const vikt_export *export;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *bold, *date;
    vikt_buffer text;
    lxw_error error;
} book;

static void note(book *b, lxw_error error)
{
    if (b->error == LXW_NO_ERROR)
        b->error = error;
}

static void put_text(book *b, lxw_row_t row, lxw_col_t column, vikt_text text, lxw_format *format)
{
    b->text.length = 0;
    vikt_buffer_text(&b->text, vikt_text_start(text, CELL_MAX));
    note(b, b->text.failed ? LXW_ERROR_MEMORY_MALLOC_FAILED
                           : worksheet_write_string(b->sheet, row, column,
                                                    b->text.length ? b->text.at : "", format));
}

static void put_cell(book *b, size_t customer, size_t column)
{
    bool is_date;
    vikt_datum cell = vikt_export_cell(b->export, &b->export->columns[column], customer, &is_date);
    lxw_row_t row = (lxw_row_t)(customer + 1);

    if (cell.kind == VIKT_DATUM_TEXT)
        put_text(b, row, (lxw_col_t)column, cell.text, NULL);
    else if (cell.kind == VIKT_DATUM_REAL)
        note(b, worksheet_write_number(b->sheet, row, (lxw_col_t)column,
                                       is_date ? cell.real + EPOCH : cell.real,
                                       is_date ? b->date : NULL));
}

static void put_rows(book *b)
{
    const vikt_export *export = b->export;

    worksheet_freeze_panes(b->sheet, 1, 2);
    worksheet_set_column(b->sheet, 1, 1, 34, NULL);
    worksheet_autofilter(b->sheet, 0, 0, (lxw_row_t) export->count,
                         (lxw_col_t)(export->column_count - 1));
    for (size_t i = 0; i < export->column_count; i++)
        put_text(b, 0, (lxw_col_t)i, export->columns[i].heading, b->bold);
    for (size_t i = 0; i < export->count && b->error == LXW_NO_ERROR; i++)
        for (size_t column = 0; column < export->column_count; column++)
            put_cell(b, i, column);
}

static vikt_code fail(const char *path, const char *why, vikt_error *err)
{
    return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0), "cannot be written: %s", why);
}

vikt_code vikt_export_xlsx(const vikt_export *export, const char *path, vikt_error *err)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_doc_properties properties = {.created = 315532800}; /* the same run has the same bytes */
    book b = {.export = export};
    lxw_error error;

    if (export->count > ROWS_MAX)
        return fail(path, "a sheet has no more than 1 048 576 rows; export CSV or JSON lines", err);
    b.workbook = workbook_new_opt(path, &options);
    if (!b.workbook)
        return vikt_fail_memory(err);
    vikt_buffer_init(&b.text, NULL, CELL_MAX + 1);
    workbook_set_properties(b.workbook, &properties);
    b.sheet = workbook_add_worksheet(b.workbook, "Customers");
    b.bold = workbook_add_format(b.workbook);
    b.date = workbook_add_format(b.workbook);
    if (b.sheet && b.bold && b.date) {
        format_set_bold(b.bold);
        format_set_num_format(b.date, "yyyy-mm-dd");
        put_rows(&b);
    } else {
        b.error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    error = workbook_close(b.workbook);
    vikt_buffer_clear(&b.text);
    if (error == LXW_NO_ERROR)
        error = b.error;
    if (error == LXW_NO_ERROR)
        return VIKT_OK;
    remove(path);
    return fail(path, lxw_strerror(error), err);
}
