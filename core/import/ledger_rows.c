/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_rows.h"

#include "core/base/column.h"
#include "core/base/fail.h"
#include "core/base/truth.h"
#include "core/import/ledger_month.h"
#include "core/import/settle.h"
#include "core/import/ledger_use.h"

static const vikt_ledger_part formed[] = {
    VIKT_LEDGER_DATE,    VIKT_LEDGER_DUE,      VIKT_LEDGER_PAID,  VIKT_LEDGER_NET,
    VIKT_LEDGER_GROSS,   VIKT_LEDGER_AMOUNT,   VIKT_LEDGER_VAT,   VIKT_LEDGER_BALANCE,
    VIKT_LEDGER_PRICE,   VIKT_LEDGER_QUANTITY, VIKT_LEDGER_DEBIT, VIKT_LEDGER_CREDITED,
    VIKT_LEDGER_REFUNDED};

enum { FORMED = sizeof formed / sizeof *formed, DATES = 3 /* the first of them */ };

static bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/* ---- how amounts and dates are written ---- */

/* "1234,50": which mark it is cannot be doubted; 0 for all other cells. */
static char sure_mark(vikt_text cell)
{
    size_t at = 0, mark;

    while (at < cell.length && (is_digit(cell.at[at]) || (at == 0 && *cell.at == '-')))
        at++;
    mark = at;
    if (mark == 0 || mark >= cell.length || (cell.at[mark] != '.' && cell.at[mark] != ','))
        return 0;
    for (at++; at < cell.length && is_digit(cell.at[at]); at++)
        ;
    return at == cell.length && at - mark - 1 >= 1 && at - mark - 1 <= 2 ? cell.at[mark] : 0;
}

enum { YEAR = 1900, MONTHS = 2400 };

static const int32_t *make_months(vikt_arena *arena)
{
    int32_t *months = vikt_arena_new(arena, MONTHS + 1, sizeof *months);
    vikt_date first;

    for (long i = 0; months && i <= MONTHS; i++)
        if (vikt_date_of(YEAR + i / 12, i % 12 + 1, 1, &first))
            months[i] = (int32_t)first;
    return months;
}

static int two_digits(const char *at)
{
    return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + at[1] - '0' : -1;
}

/* 2024-12-31, of our time: what most files have. */
static bool read_plain_date(const vikt_ledger_rows *rows, vikt_text cell, vikt_date *out)
{
    const int32_t *first;
    int century, year, month, day;

    if (cell.length != 10 || cell.at[4] != '-' || cell.at[7] != '-')
        return false;
    century = two_digits(cell.at);
    year = two_digits(cell.at + 2);
    month = two_digits(cell.at + 5);
    day = two_digits(cell.at + 8);
    if ((century != 19 && century != 20) || year < 0 || month < 1 || month > 12 || day < 1)
        return false;
    first = rows->months + (century - 19) * 1200 + year * 12 + month - 1;
    *out = *first + day - 1;
    return *out < first[1];
}

static void keep_example(vikt_ledger_form *form, vikt_text cell)
{
    vikt_text old = vikt_text_of(form->example);

    if (cell.length == 0 || cell.length >= sizeof form->example ||
        (old.length && vikt_text_compare(cell, old) >= 0))
        return;
    memcpy(form->example, cell.at, cell.length);
    form->example[cell.length] = '\0';
}

static void vote(const vikt_ledger_rows *rows, vikt_ledger_form *form, vikt_text cell)
{
    size_t open = form->days.open + form->votes.maybe_point + form->votes.maybe_comma;
    vikt_date date;
    char mark;

    if (form->is_date && read_plain_date(rows, cell, &date)) {
        form->days.shapes[VIKT_DATE_YEAR_FIRST]++;
    } else if (form->is_date && vikt_ledger_month(cell, &date)) {
        form->months++;
    } else if (form->is_date) {
        vikt_date_vote(&form->days, cell);
    } else if ((mark = sure_mark(cell)) != 0) {
        form->votes.numbers++;
        form->votes.point += mark == '.';
        form->votes.comma += mark == ',';
    } else {
        vikt_number_vote(&form->votes, cell);
    }
    if (form->days.open + form->votes.maybe_point + form->votes.maybe_comma > open)
        keep_example(form, cell);
}

void vikt_ledger_rows_vote(vikt_ledger_rows *rows)
{
    for (size_t i = 0; i < FORMED; i++)
        if (vikt_ledger_columns_has(rows->columns, formed[i]))
            vote(rows, &rows->forms[formed[i]], vikt_ledger_rows_text(rows, formed[i]));
}

static void sum_up(vikt_ledger_rows *rows)
{
    vikt_dialect_sums *sums = &rows->sums;

    sums->point = sums->comma = 0;
    memset(sums->dates, 0, sizeof sums->dates);
    for (size_t i = 0; i < FORMED; i++) {
        const vikt_ledger_form *form = &rows->forms[formed[i]];
        char sure = form->is_date ? 0 : vikt_dialect_sure(&form->votes);

        sums->point += sure == '.';
        sums->comma += sure == ',';
        if (form->is_date && vikt_date_votes_sure(&form->days))
            sums->dates[vikt_date_votes_sure(&form->days)]++;
    }
}

bool vikt_ledger_rows_settle(vikt_ledger_rows *rows)
{
    bool changed = false;

    sum_up(rows);
    for (size_t i = 0; i < FORMED; i++) {
        vikt_ledger_form *form = &rows->forms[formed[i]], before = *form;

        form->is_open = form->is_date
                            ? !vikt_dialect_dates(&form->days, &rows->sums, &form->form)
                            : !vikt_dialect_format(&form->votes, &rows->sums, &form->format);
        changed |= form->form.order != before.form.order ||
                   form->form.packed != before.form.packed ||
                   form->form.serial != before.form.serial ||
                   form->format.decimal != before.format.decimal;
    }
    return changed;
}

vikt_code vikt_ledger_rows_ask(const vikt_ledger_rows *rows, vikt_error *err)
{
    for (size_t i = 0; i < FORMED; i++) {
        const vikt_ledger_form *form = &rows->forms[formed[i]];
        size_t column = rows->columns->at[formed[i]];
        vikt_text example = vikt_text_of(form->example);
        vikt_place place;

        if (!form->is_open || column == VIKT_INDEX_NONE ||
            !vikt_ledger_columns_reads(rows->columns, formed[i]))
            continue;
        place = vikt_place_of(rows->sheet->source, rows->sheet->heading_row, (long)column + 1);
        if (form->is_date)
            return vikt_dialect_ask_dates(rows->kind, place, rows->sheet->titles[column], example,
                                          err);
        return vikt_dialect_ask_decimal(rows->kind, place, rows->sheet->titles[column],
                                        &form->votes, example, err);
    }
    return VIKT_OK;
}

const char *vikt_ledger_rows_form(const vikt_ledger_rows *rows, vikt_ledger_part part)
{
    const vikt_ledger_form *form = &rows->forms[part];
    vikt_decoder like = {.type = form->is_date ? VIKT_TYPE_DATE : VIKT_TYPE_NUMBER};

    if (!form->is_date && form->votes.numbers == 0)
        return "";
    if (form->months)
        return "months, by their last day";
    like.looks.votes = form->votes;
    like.looks.days = form->days;
    like.format = form->format;
    like.form = form->form;
    return vikt_settle_form(rows->arena, &like);
}

/* ---- opening ---- */

static vikt_code look_at_sample(vikt_ledger_rows *rows, vikt_error *err)
{
    const vikt_sheet *sheet = rows->sheet;

    for (size_t i = 0; i < FORMED; i++) {
        vikt_ledger_form *form = &rows->forms[formed[i]];
        size_t column = rows->columns->at[formed[i]];
        vikt_words words = {.lift = 0};

        form->is_date = i < DATES;
        if (column == VIKT_INDEX_NONE)
            continue;
        if (!vikt_heading_words(rows->arena, sheet->titles[column], &words))
            return vikt_fail_memory(err);
        form->format.lift = words.lift;
        for (size_t row = 0; row < sheet->sample_rows; row++)
            vote(rows, form, vikt_sheet_cell(sheet, row, column));
    }
    (void)vikt_ledger_rows_settle(rows);
    return VIKT_OK;
}

vikt_code vikt_ledger_rows_open(const vikt_ledger_file *file, const vikt_ledger_columns *columns,
                                vikt_arena *arena, vikt_ledger_rows *out, vikt_error *err)
{
    const vikt_source_settings *settings = &file->profile->sources[file->kind];
    const vikt_sheet *sheet = file->sheet;

    *out = (vikt_ledger_rows){.sheet = sheet,
                              .columns = columns,
                              .allocator = arena->allocator,
                              .arena = arena,
                              .kind = file->kind,
                              .sums = {.told_decimal = settings->decimal,
                                       .native_decimal = file->table->decimal,
                                       .told_dates = settings->dates}};
    out->scratch = vikt_arena_new(arena, VIKT_CELL_MAX, 1);
    out->months = make_months(arena);
    if (!vikt_ledger_ahead_open(&out->ahead, sheet, arena) || !out->scratch || !out->months)
        return vikt_fail_memory(err);
    return look_at_sample(out, err);
}

void vikt_ledger_rows_clear(vikt_ledger_rows *rows)
{
    vikt_release(rows->allocator, rows->bads.items);
    vikt_release(rows->allocator, rows->keys);
    rows->bads = (vikt_bads){.items = NULL};
    rows->keys = NULL;
}

void vikt_ledger_rows_begin(vikt_ledger_rows *rows, bool keeps)
{
    vikt_ledger_ahead_begin(&rows->ahead, rows->sheet);
    rows->keeps = keeps;
    rows->count = rows->rejected = rows->bads.count = rows->bads.more = 0;
    rows->aside = (vikt_aside_counts){0};
    for (size_t i = 0; !keeps && i < FORMED; i++) {
        rows->forms[formed[i]].votes = (vikt_number_votes){0};
        rows->forms[formed[i]].days = (vikt_date_votes){.others = 0};
        rows->forms[formed[i]].example[0] = '\0';
    }
}

/* ---- rejects ---- */

static void keep_bad(vikt_ledger_rows *rows, vikt_bad bad, vikt_text key)
{
    if (rows->bads.count == rows->key_room) {
        size_t room = rows->key_room ? rows->key_room * 2 : 64;
        vikt_text *keys = vikt_resize(rows->allocator, rows->keys, room, sizeof *keys);

        if (!keys) {
            rows->failed = true;
            return;
        }
        rows->keys = keys;
        rows->key_room = room;
    }
    rows->keys[rows->bads.count] = key;
    rows->failed |= !vikt_bads_add(&rows->bads, rows->allocator, bad);
}

/* Whether one more reject is to be kept; what is too much is counted. */
static bool has_room(vikt_ledger_rows *rows)
{
    if (!rows->keeps || rows->bads.count < VIKT_REJECTS_MAX)
        return rows->keeps;
    rows->bads.more++;
    return false;
}

static void reject_ragged(vikt_ledger_rows *rows)
{
    const vikt_csv_row *row = &rows->row;
    vikt_bad bad = {.slot = VIKT_INDEX_NONE, .row = row->number, .whole_row = true};

    rows->rejected++;
    if (!has_room(rows))
        return;
    bad.raw = (vikt_text){row->slots[0], (size_t)(row->end - row->slots[0])};
    bad.reason = vikt_arena_print(rows->arena, "has %zu %s, expected %zu", row->cells,
                                  vikt_plural(row->cells, "cell", "cells"), rows->sheet->least);
    rows->failed |= !bad.reason;
    keep_bad(rows, bad, (vikt_text){NULL, 0});
}

void vikt_ledger_rows_reject(vikt_ledger_rows *rows, vikt_ledger_part part, const char *reason,
                             bool whole_row)
{
    size_t column = rows->columns->at[part];
    vikt_bad bad = {.reason = reason, .slot = part, .row = rows->row.number};
    vikt_text key = {NULL, 0};

    bad.whole_row = whole_row;
    rows->rejected += whole_row;
    if (!has_room(rows))
        return;
    bad.raw =
        column < rows->row.cells ? vikt_csv_raw(rows->row.slots, column) : (vikt_text){NULL, 0};
    if (part != VIKT_LEDGER_CUSTOMER) { /* what is no key is shown as the value alone */
        key = vikt_text_copy(rows->arena, vikt_ledger_rows_text(rows, VIKT_LEDGER_CUSTOMER));
        rows->failed |= !key.at;
    }
    keep_bad(rows, bad, key);
}

/* Totals, titles and headings again: only rows that begin so or are ragged are looked at. */
static bool is_aside(vikt_ledger_rows *rows, bool is_ragged)
{
    const vikt_aside *aside = &rows->sheet->aside;
    size_t key = rows->columns->at[VIKT_LEDGER_CUSTOMER];

    if (!is_ragged && !vikt_aside_may_be(aside, &rows->row))
        return false;
    return vikt_aside_count(vikt_aside_of(aside, &rows->row, key), &rows->aside);
}

bool vikt_ledger_rows_next(vikt_ledger_rows *rows, vikt_code *rc, vikt_error *err)
{
    for (;;) {
        vikt_csv_state state = vikt_ledger_ahead_next(&rows->ahead, &rows->row);
        bool is_ragged;

        if (rows->failed)
            *rc = vikt_fail_memory(err);
        else if (state == VIKT_CSV_UNCLOSED || state == VIKT_CSV_TOO_LONG)
            *rc = vikt_sheet_fail(rows->sheet, state, &rows->row, err);
        if (*rc != VIKT_OK || state == VIKT_CSV_END)
            return false;
        is_ragged = !vikt_sheet_is_whole(rows->sheet, &rows->row);
        if (is_aside(rows, is_ragged))
            continue;
        rows->count++;
        if (!is_ragged)
            return true;
        reject_ragged(rows);
    }
}

/* ---- cells ---- */

vikt_text vikt_ledger_rows_text(vikt_ledger_rows *rows, vikt_ledger_part part)
{
    size_t column = rows->columns->at[part];
    bool doubled = false;
    vikt_text cell;

    if (column >= rows->row.cells)
        return (vikt_text){NULL, 0};
    cell = vikt_csv_raw(rows->row.slots, column);
    if (vikt_csv_is_bare(cell))
        return cell;
    if (cell.length && (*cell.at == '"' || *cell.at == '='))
        cell = vikt_csv_cell(cell, &doubled);
    if (doubled && cell.length <= VIKT_CELL_MAX)
        cell = (vikt_text){rows->scratch, vikt_csv_unquote(cell, rows->scratch)};
    return vikt_text_trim(cell);
}

vikt_ledger_cell vikt_ledger_rows_date(vikt_ledger_rows *rows, vikt_ledger_part part,
                                       vikt_date *out)
{
    vikt_text cell = vikt_ledger_rows_text(rows, part);

    if (read_plain_date(rows, cell, out) || vikt_ledger_month(cell, out))
        return VIKT_LEDGER_CELL_READ;
    switch (vikt_date_cell(cell, rows->forms[part].form, out)) {
    case VIKT_DATE_OK:
        return VIKT_LEDGER_CELL_READ;
    case VIKT_DATE_EMPTY:
        return VIKT_LEDGER_CELL_EMPTY;
    case VIKT_DATE_WRONG:
        break;
    }
    return VIKT_LEDGER_CELL_WRONG;
}

/* A minus, digits, the mark and up to four digits: what most cells are. */
static bool read_plain(vikt_text cell, char mark, int64_t *out)
{
    const char *at = cell.at, *end = vikt_text_end(cell);
    bool negative = at < end && *at == '-';
    int64_t value = 0, unit = VIKT_AMOUNT_UNITS;
    size_t digits;

    at += negative;
    for (digits = 0; at < end && is_digit(*at) && digits < 12; at++, digits++)
        value = value * 10 + (*at - '0');
    if (digits == 0)
        return false;
    if (at < end && *at == mark) {
        if (++at == end)
            return false;
        for (; at < end && is_digit(*at) && unit > 1; at++, unit /= 10)
            value = value * 10 + (*at - '0');
    }
    if (at != end)
        return false;
    *out = (negative ? -value : value) * unit;
    return true;
}

vikt_ledger_cell vikt_ledger_rows_amount(vikt_ledger_rows *rows, vikt_ledger_part part,
                                         int64_t *out)
{
    const vikt_number_format *format = &rows->forms[part].format;
    vikt_text cell = vikt_ledger_rows_text(rows, part);

    if (format->lift == 0 && read_plain(cell, format->decimal, out))
        return VIKT_LEDGER_CELL_READ;
    switch (vikt_amount_read(cell, *format, out)) {
    case VIKT_NUMBER_OK:
        return VIKT_LEDGER_CELL_READ;
    case VIKT_NUMBER_EMPTY:
        return VIKT_LEDGER_CELL_EMPTY;
    case VIKT_NUMBER_WRONG:
    case VIKT_NUMBER_INFINITE:
        break;
    }
    return VIKT_LEDGER_CELL_WRONG;
}

vikt_ledger_cell vikt_ledger_rows_truth(vikt_ledger_rows *rows, vikt_ledger_part part, bool *out)
{
    vikt_text cell = vikt_ledger_rows_text(rows, part);
    vikt_date date;

    *out = false;
    if (cell.length == 0)
        return VIKT_LEDGER_CELL_EMPTY;
    switch (vikt_truth_read(cell)) {
    case VIKT_TRUTH_NO:
        return VIKT_LEDGER_CELL_READ;
    case VIKT_TRUTH_YES:
    case VIKT_TRUTH_MARK:
        *out = true;
        return VIKT_LEDGER_CELL_READ;
    case VIKT_TRUTH_WRONG:
        break;
    }
    *out = vikt_date_read(cell, &date); /* of the cancellation */
    return *out ? VIKT_LEDGER_CELL_READ : VIKT_LEDGER_CELL_WRONG;
}

char vikt_ledger_rows_decimal(const vikt_ledger_rows *rows)
{
    const vikt_ledger_form *form = &rows->forms[rows->columns->amount];
    const vikt_number_votes *votes = &form->votes;

    return votes->point + votes->comma + votes->maybe_point + votes->maybe_comma
               ? form->format.decimal
               : 0;
}
