/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "core/base/fail.h"
#include "core/report/rating_sheet.h"

enum {
    MESSAGE_MAX = 255, /* what a cell can say when it is chosen */
    TITLE_MAX = 32,
    CELL_MAX = 32767
};

typedef struct book {
    const vikt_rating_sheet *sheet;
    lxw_workbook *workbook;
    lxw_worksheet *marks, *meanings;
    lxw_format *bold, *wrapped;
    vikt_arena arena;
    lxw_error error;
} book;

/* A text cell is never computed, whatever it begins with. */
static void put(book *b, lxw_worksheet *to, size_t row, size_t column, vikt_text text,
                lxw_format *format)
{
    vikt_text start = vikt_text_start(text, CELL_MAX);
    char *copy = vikt_arena_copy(&b->arena, start.length ? start.at : "", start.length);
    lxw_error error =
        copy ? worksheet_write_string(to, (lxw_row_t)row, (lxw_col_t)column, copy, format)
             : LXW_ERROR_MEMORY_MALLOC_FAILED;

    if (b->error == LXW_NO_ERROR)
        b->error = error;
}

static size_t first_mark(const book *b)
{
    return b->sheet->has_names ? 2 : 1;
}

/* "1 none, 3 some, 5 much", as much of it as there is room for. */
static void say(const vikt_field *field, char message[MESSAGE_MAX + 1])
{
    size_t length = 0;

    message[0] = '\0';
    for (size_t i = 0; i < field->anchor_count; i++) {
        char line[MESSAGE_MAX + 1];
        int size = snprintf(line, sizeof line, "%s%g %.*s", length ? "\n" : "",
                            field->anchors[i].mark, VIKT_SHOW(field->anchors[i].text));

        if (size < 0 || length + (size_t)size > MESSAGE_MAX)
            return;
        memcpy(message + length, line, (size_t)size + 1);
        length += (size_t)size;
    }
}

static void offer(book *b, size_t i)
{
    const vikt_rating_column *column = &b->sheet->columns[i];
    lxw_col_t at = (lxw_col_t)(first_mark(b) + i);
    char marks[VIKT_RATING_STEPS_MAX][16], title[TITLE_MAX + 1], message[MESSAGE_MAX + 1],
        wrong[64];
    char *list[VIKT_RATING_STEPS_MAX + 1] = {NULL};
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST, .value_list = list};
    vikt_text start = vikt_text_start(vikt_text_of(column->heading), TITLE_MAX);
    lxw_error error;

    for (int mark = column->min; mark <= column->max; mark++) {
        list[mark - column->min] = marks[mark - column->min];
        snprintf(marks[mark - column->min], sizeof marks[0], "%d", mark);
    }
    say(column->field, message);
    snprintf(title, sizeof title, "%.*s", (int)start.length, start.at);
    snprintf(wrong, sizeof wrong, "A whole number from %d to %d, or nothing", column->min,
             column->max);
    rule.input_title = title;
    rule.input_message = message[0] ? message : wrong;
    rule.error_message = wrong;
    error = worksheet_data_validation_range(b->marks, 1, at, (lxw_row_t)b->sheet->customers->count,
                                            at, &rule);
    if (b->error == LXW_NO_ERROR)
        b->error = error;
}

static void write_marks(book *b)
{
    const vikt_rating_sheet *sheet = b->sheet;
    size_t last = first_mark(b) + sheet->column_count;

    worksheet_set_column(b->marks, 0, 0, 14, NULL);
    if (sheet->has_names)
        worksheet_set_column(b->marks, 1, 1, 34, NULL);
    worksheet_set_column(b->marks, (lxw_col_t)first_mark(b), (lxw_col_t)(last - 1), 16, NULL);
    worksheet_set_column(b->marks, (lxw_col_t)last, (lxw_col_t)last, 40, NULL);
    worksheet_freeze_panes(b->marks, 1, (lxw_col_t)first_mark(b));
    put(b, b->marks, 0, 0, vikt_text_of(sheet->key), b->bold);
    if (sheet->has_names)
        put(b, b->marks, 0, 1, vikt_text_of(sheet->name), b->bold);
    for (size_t i = 0; i < sheet->column_count; i++)
        put(b, b->marks, 0, first_mark(b) + i, vikt_text_of(sheet->columns[i].heading), b->bold);
    put(b, b->marks, 0, last, vikt_text_of(sheet->comment), b->bold);
    for (size_t i = 0; i < sheet->customers->count; i++) {
        put(b, b->marks, i + 1, 0, vikt_column_text(sheet->customers->keys, sheet->order[i]), NULL);
        if (sheet->has_names)
            put(b, b->marks, i + 1, 1, vikt_column_text(sheet->customers->names, sheet->order[i]),
                NULL);
        vikt_arena_clear(&b->arena); /* written: constant memory */
    }
    for (size_t i = 0; i < sheet->column_count; i++)
        offer(b, i);
}

/* All in one column: a workbook with two tables would not say which of them has the marks. */
static void write_meanings(book *b)
{
    size_t row = 0;

    worksheet_set_column(b->meanings, 0, 0, 80, NULL);
    for (size_t i = 0; i < b->sheet->column_count; i++) {
        const vikt_rating_column *column = &b->sheet->columns[i];

        put(b, b->meanings, row++, 0, vikt_text_of(column->heading), b->bold);
        for (size_t a = 0; a < column->field->anchor_count; a++) {
            const vikt_anchor *anchor = &column->field->anchors[a];
            char *text =
                vikt_arena_print(&b->arena, "%g  %.*s", anchor->mark, VIKT_SHOW(anchor->text));

            put(b, b->meanings, row++, 0, vikt_text_of(text), b->wrapped);
        }
    }
}

vikt_code vikt_rating_sheet_xlsx(const vikt_rating_sheet *sheet, const char *path, vikt_error *err)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    /* The same sheet has the same bytes, at any time. */
    lxw_doc_properties properties = {.created = 315532800};
    book b = {.sheet = sheet, .workbook = workbook_new_opt(path, &options)};
    lxw_error error;

    vikt_arena_init(&b.arena, NULL);
    if (!b.workbook)
        return vikt_fail_memory(err);
    workbook_set_properties(b.workbook, &properties);
    b.marks = workbook_add_worksheet(b.workbook, "Ratings");
    b.meanings = workbook_add_worksheet(b.workbook, "What the marks mean");
    b.bold = workbook_add_format(b.workbook);
    b.wrapped = workbook_add_format(b.workbook);
    if (b.marks && b.meanings && b.bold && b.wrapped) {
        format_set_bold(b.bold);
        format_set_text_wrap(b.bold);
        format_set_text_wrap(b.wrapped);
        write_marks(&b);
        write_meanings(&b);
    } else {
        b.error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    error = workbook_close(b.workbook);
    vikt_arena_clear(&b.arena);
    if (error == LXW_NO_ERROR)
        error = b.error;
    if (error == LXW_NO_ERROR)
        return VIKT_OK;
    remove(path);
    return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0), "cannot be written: %s",
                     lxw_strerror(error));
}
