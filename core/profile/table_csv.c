/* SPDX-License-Identifier: MIT */
#include "core/profile/table_csv.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/profile/profile.h"
#include "core/profile/spec.h"

enum { COLUMNS_MAX = VIKT_INPUTS_MAX + 1 };

typedef struct cell {
    vikt_text text; /* trimmed, without the quotes of the CSV form */
    long line, column;
} cell;

typedef struct reader {
    const char *path;
    const char *at, *end;
    const char *line_start;
    long line;
    char separator;
    vikt_draft *draft;
    vikt_statement *statement;
    const vikt_listener *listener;
    size_t *errors;
    bool no_memory;

    cell cells[COLUMNS_MAX]; /* of the record read last */
    size_t count;            /* how many it has, also beyond COLUMNS_MAX */
    bool wrong;              /* it was told to be */
    vikt_text names[COLUMNS_MAX];
    size_t columns; /* of the heading */
    size_t row;
} reader;

#define WRONG(r, line, column, ...)                                                                \
    (++*(r)->errors, (r)->wrong = true,                                                            \
     vikt_tell((r)->listener, VIKT_ERROR, VIKT_PROFILE, vikt_place_of((r)->path, line, column),    \
               __VA_ARGS__))

/* ---- records ---- */

/* In characters, from 1. */
static long column_of(const reader *r, const char *at)
{
    long column = 1;

    for (const char *i = r->line_start; i < at; i++)
        column += ((unsigned char)*i & 0xc0) != 0x80;
    return column;
}

static bool at_line_end(const reader *r)
{
    return r->at == r->end || *r->at == '\n' ||
           (*r->at == '\r' && (r->at + 1 == r->end || r->at[1] == '\n'));
}

static void skip_line_end(reader *r)
{
    if (r->at < r->end && *r->at == '\r')
        r->at++;
    if (r->at < r->end)
        r->at++;
    r->line++;
    r->line_start = r->at;
}

/* What the cell is without the doubling of its quotation marks. */
static vikt_text undouble(reader *r, vikt_text text)
{
    char *out = vikt_arena_new(&r->draft->arena, text.length + 1, 1);
    size_t length = 0;

    r->no_memory = r->no_memory || !out;
    for (size_t i = 0; out && i < text.length; i++) {
        out[length++] = text.at[i];
        if (text.at[i] == '"')
            i++;
    }
    return (vikt_text){out, length};
}

/* "a ""quoted"" cell" on one line; the cursor stands behind it. */
static vikt_text take_quoted(reader *r, long column)
{
    const char *from = ++r->at;

    for (; r->at < r->end && *r->at != '\n'; r->at++) {
        if (*r->at != '"')
            continue;
        if (r->at + 1 == r->end || r->at[1] != '"')
            return undouble(r, (vikt_text){from, (size_t)(r->at++ - from)});
        r->at++;
    }
    WRONG(r, r->line, column, "the quotation mark is not closed on its line");
    return (vikt_text){0};
}

static vikt_text take_plain(reader *r)
{
    const char *from = r->at;

    while (!at_line_end(r) && *r->at != r->separator)
        r->at++;
    return vikt_text_trim((vikt_text){from, (size_t)(r->at - from)});
}

/* Cells beyond those of the widest table are only counted. */
static void take_cell(reader *r)
{
    cell taken = {.line = r->line};
    vikt_text rest;

    while (r->at < r->end && *r->at == ' ')
        r->at++;
    if (r->count < COLUMNS_MAX)
        taken.column = column_of(r, r->at);
    if (r->at < r->end && *r->at == '"') {
        taken.text = vikt_text_trim(take_quoted(r, taken.column));
        rest = take_plain(r);
        if (rest.length && !r->wrong)
            WRONG(r, taken.line, taken.column, "\"%.*s\" stands behind the closing quotation mark",
                  VIKT_SHOW(rest));
    } else {
        taken.text = take_plain(r);
    }
    if (r->count < COLUMNS_MAX)
        r->cells[r->count] = taken;
    r->count++;
}

static bool is_blank(const reader *r)
{
    for (size_t i = 0; i < r->count && i < COLUMNS_MAX; i++) {
        if (r->cells[i].text.length)
            return false;
    }
    return true;
}

/* The next line that has anything in it; false at the end. */
static bool take_record(reader *r)
{
    while (r->at < r->end && !r->no_memory) {
        r->count = 0;
        r->wrong = false;
        for (;;) {
            take_cell(r);
            if (at_line_end(r))
                break;
            r->at++; /* the separator */
        }
        skip_line_end(r);
        if (r->wrong || !is_blank(r))
            return true;
    }
    return false;
}

/* ---- the heading ---- */

/* The one of ; tab and , that the heading has most of, outside quotes. */
static char find_separator(const reader *r)
{
    static const char known[] = ";\t,";
    size_t counts[3] = {0}, best = 2;
    bool quoted = false;

    for (const char *at = r->at; at < r->end && *at != '\n'; at++) {
        const char *found = quoted ? NULL : memchr(known, *at, 3);

        quoted ^= *at == '"';
        if (found)
            counts[found - known]++;
    }
    for (size_t i = 0; i < 3; i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    return known[best];
}

static void check_name(reader *r, size_t i)
{
    const cell *name = &r->cells[i];

    if (!name->text.length) {
        WRONG(r, name->line, name->column, "column %zu has no heading", i + 1);
        return;
    }
    for (size_t j = 0; j < i && i + 1 < r->count; j++) {
        if (vikt_text_equal(r->cells[j].text, name->text))
            WRONG(r, name->line, name->column, "the heading \"%.*s\" is there twice",
                  VIKT_SHOW(name->text));
    }
    r->names[i] = name->text;
}

static bool read_heading(reader *r)
{
    while (r->at < r->end && at_line_end(r))
        skip_line_end(r);
    r->separator = find_separator(r);
    if (!take_record(r)) {
        WRONG(r, r->line, 0, "the file is empty; its first line must name the inputs");
        return false;
    }
    if (r->count > COLUMNS_MAX)
        WRONG(r, r->cells[0].line, 0, "there are %zu columns; a decision table has at most %d",
              r->count, COLUMNS_MAX);
    for (size_t i = 0; i < r->count && !r->wrong; i++)
        check_name(r, i);
    r->columns = r->count;
    return !r->wrong;
}

/* ---- rows ---- */

static bool digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_quoted(vikt_text text)
{
    return text.length >= 2 && text.at[0] == '"' && text.at[text.length - 1] == '"' &&
           !memchr(text.at + 1, '"', text.length - 2);
}

/* Of a number in a language with decimal commas. */
static bool decimal_comma(vikt_text text, size_t i)
{
    return i > 0 && i + 1 < text.length && text.at[i] == ',' && digit(text.at[i - 1]) &&
           digit(text.at[i + 1]);
}

/* A list has a space behind its comma; 2,5 may be a number. */
static bool is_ambiguous(vikt_text text)
{
    for (size_t i = 1; i < text.length; i++) {
        if (decimal_comma(text, i))
            return true;
    }
    return false;
}

/* Where no list can stand, 2,5 is 2.5: as spreadsheets in many countries write it. */
static vikt_text with_points(reader *r, vikt_text text)
{
    char *copy;

    if (!is_ambiguous(text) || is_quoted(text))
        return text;
    copy = vikt_arena_print(&r->draft->arena, "%.*s", (int)text.length, text.at);
    r->no_memory = r->no_memory || !copy;
    for (size_t i = 0; copy && i < text.length; i++) {
        if (decimal_comma(text, i))
            copy[i] = '.';
    }
    return copy ? (vikt_text){copy, text.length} : text;
}

static bool has(vikt_text text, const char *part)
{
    size_t length = strlen(part);

    for (size_t i = 0; i + length <= text.length; i++) {
        if (!memcmp(text.at + i, part, length))
            return true;
    }
    return false;
}

/* What stands before the cell's text to make it a test in the words of a condition. */
static const char *test_prefix(vikt_text text)
{
    if (strchr("<>=", text.at[0]) ||
        (text.length > 1 && text.at[1] == '=' && (text.at[0] == '!' || text.at[0] == '~')))
        return "";
    if (is_quoted(text))
        return "= ";
    if (memchr(text.at, ',', text.length))
        return "in ";
    return has(text, "..") ? "" : "= ";
}

static bool is_anything(vikt_text text)
{
    return !text.length || vikt_text_is(text, "-");
}

static void add_test(reader *r, size_t column, vikt_entry *out)
{
    const cell *given = &r->cells[column];
    const char *quote =
        has(given->text, " or ") && !memchr(given->text.at, '"', given->text.length) ? "\"" : "";
    const char *prefix = test_prefix(given->text);
    bool listed = *prefix == 'i' && !has(given->text, "..");
    vikt_text meant = listed ? given->text : with_points(r, given->text);
    char *text;

    if (listed && is_ambiguous(given->text)) {
        WRONG(r, given->line, given->column,
              "%.*s: \"%.*s\" may be a number or a list; write 2.5, or 2, 5 with a space",
              VIKT_SHOW(r->names[column]), VIKT_SHOW(given->text));
        return;
    }
    if (*prefix == 'i' && !listed)
        prefix = test_prefix(meant);
    if (*prefix != '=')
        quote = "";
    /* The whole of it: VIKT_SHOW() would cut a long list. */
    text = vikt_arena_print(&r->draft->arena, "%s%s%.*s%s", prefix, quote, (int)meant.length,
                            meant.at, quote);
    r->no_memory = r->no_memory || !text;
    out->key = r->names[column];
    out->value = (vikt_value){.kind = VIKT_VALUE_TEXT,
                              .text = vikt_text_of(text),
                              .place = vikt_place_of(r->path, given->line, given->column)};
}

static void add_cells(reader *r, vikt_value *row)
{
    const cell *last = &r->cells[r->columns - 1];

    for (size_t i = 0; i + 1 < r->columns && !r->no_memory; i++) {
        if (!is_anything(r->cells[i].text))
            add_test(r, i, &row->entries[row->count++]);
    }
    if (!last->text.length)
        WRONG(r, last->line, last->column, "the row has no outcome (%.*s)",
              VIKT_SHOW(r->names[r->columns - 1]));
    row->entries[row->count++].value = (vikt_value){
        .kind = VIKT_VALUE_TEXT,
        .text = r->statement->kind == VIKT_STATEMENT_CRITERION ? with_points(r, last->text)
                                                               : last->text,
        .place = vikt_place_of(r->path, last->line, last->column)};
}

static void add_row(reader *r)
{
    vikt_value row = {.kind = VIKT_VALUE_LIST};
    char key[32];

    row.entries = vikt_arena_new(&r->draft->arena, r->columns, sizeof *row.entries);
    if (!row.entries) {
        r->no_memory = true;
        return;
    }
    if (!r->wrong && r->count != r->columns)
        WRONG(r, r->cells[0].line, 0, "expected %zu cells, as the heading has, not %zu", r->columns,
              r->count);
    if (!r->wrong)
        add_cells(r, &row);
    snprintf(key, sizeof key, "row %zu", ++r->row);
    if (r->wrong)
        row = vikt_value_wrong();
    if (!r->no_memory && !vikt_draft_set(r->draft, r->statement, vikt_text_of(key), &row,
                                         vikt_place_of(r->path, r->cells[0].line, 0)))
        r->no_memory = true;
}

static bool good_bytes(reader *r, vikt_text text)
{
    size_t bad = 0;
    long line = 1;

    if (vikt_text_valid(text, &bad)) {
        for (bad = 0; bad < text.length; bad++) {
            unsigned char byte = (unsigned char)text.at[bad];

            if ((byte < 0x20 && !strchr("\t\r\n", byte)) || byte == 0 || byte == 0x7f)
                break;
        }
        if (bad == text.length)
            return true;
    }
    for (size_t i = 0; i < bad; i++)
        line += text.at[i] == '\n';
    WRONG(r, line, 0, "the line has a byte that is not UTF-8 text; save the file as UTF-8");
    return false;
}

static void read_rows(reader *r)
{
    while (!r->no_memory && take_record(r)) {
        if (r->row == VIKT_ROWS_MAX) {
            WRONG(r, r->cells[0].line, 0, "a decision table has at most %d rows", VIKT_ROWS_MAX);
            return;
        }
        add_row(r);
    }
    if (r->row == 0 && !r->no_memory)
        WRONG(r, r->line, 0, "the file has a heading, but no rows");
}

vikt_code vikt_table_csv_read(const char *path, vikt_text text, vikt_draft *draft,
                              vikt_statement *statement, const vikt_listener *listener,
                              size_t *errors, vikt_error *err)
{
    const vikt_value wrong = vikt_value_wrong();
    const char *start = text.at ? text.at : "";
    reader *r = vikt_arena_new(&draft->arena, 1, sizeof *r);

    if (!r)
        return vikt_fail_memory(err);
    *r = (reader){.path = path,
                  .at = start,
                  .end = start + text.length,
                  .line_start = start,
                  .line = 1,
                  .draft = draft,
                  .statement = statement,
                  .listener = listener,
                  .errors = errors};
    if (good_bytes(r, text) && read_heading(r))
        read_rows(r);
    /* A table without rows has been told; it is not to be told again. */
    if (!r->no_memory && r->row == 0 &&
        !vikt_draft_set(draft, statement, VIKT_TEXT("row 1"), &wrong, vikt_place_of(path, 1, 0)))
        r->no_memory = true;
    return r->no_memory ? vikt_fail_memory(err) : VIKT_OK;
}
