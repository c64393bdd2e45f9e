/* SPDX-License-Identifier: MIT */
#include "core/import/decode.h"

#include "core/base/formula_error.h"
#include "core/base/truth.h"
#include "core/import/decode_cell.h"
#include "core/import/kind.h"

const char vikt_decode_error[] = "is the error of a formula";
const char vikt_decode_point[] = "has a decimal point, most of the column a comma";
const char vikt_decode_comma[] = "has a decimal comma, most of the column a point";
const char vikt_decode_order[] = "is a date in another order than most of the column";

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

static void keep_example(char *example, vikt_text cell)
{
    cell = vikt_text_start(cell, VIKT_EXAMPLE_MAX);
    memcpy(example, cell.at, cell.length);
    example[cell.length] = '\0';
}

static size_t marked_numbers(const vikt_number_votes *votes)
{
    return votes->point + votes->comma + votes->maybe_point + votes->maybe_comma;
}

static void add_number(vikt_looks *looks, vikt_text cell)
{
    size_t marked = marked_numbers(&looks->votes);

    looks->leading_zero |= cell.length > 1 && cell.at[0] == '0' && is_digit(cell.at[1]);
    vikt_number_vote(&looks->votes, cell);
    if (!looks->number_example[0] && marked_numbers(&looks->votes) > marked)
        keep_example(looks->number_example, cell);
}

/* Whether it is digits alone, as many as a date may have without marks. */
static bool is_packed(vikt_text cell)
{
    if (cell.length != 5 && cell.length != 6 && cell.length != 8)
        return false;
    for (size_t i = 0; i < cell.length; i++)
        if (!is_digit(cell.at[i]))
            return false;
    return true;
}

void vikt_looks_add(vikt_looks *looks, vikt_text cell)
{
    size_t others = looks->votes.others, i = 0;

    while (i < cell.length && !is_digit(cell.at[i]))
        i++;
    if (vikt_formula_error_is(cell))
        return;
    if (i == cell.length) {
        looks->votes.others += cell.length > 0 && !vikt_number_is_dash(cell);
        return;
    }
    add_number(looks, cell);
    if (looks->votes.others > others) {
        size_t dates = vikt_date_votes_dates(&looks->days), wrong = looks->days.others;

        vikt_looks_add_date(looks, cell);
        dates = vikt_date_votes_dates(&looks->days) - dates;
        looks->dates += dates;
        if (dates == 0 && looks->days.others == wrong) /* 0000-00-00 */
            looks->votes.others = others;
    } else if (is_packed(cell)) {
        vikt_looks_add_date(looks, cell);
    }
}

void vikt_looks_add_date(vikt_looks *looks, vikt_text cell)
{
    size_t open = looks->days.open;

    if (cell.length == 0 || vikt_formula_error_is(cell))
        return;
    vikt_date_vote(&looks->days, cell);
    if ((open == 0 && looks->days.open > 0) || !looks->date_example[0])
        keep_example(looks->date_example, cell);
}

vikt_type vikt_looks_type(const vikt_looks *looks, bool called_date)
{
    size_t filled = looks->votes.numbers + looks->votes.others;

    if (called_date && filled && vikt_date_votes_dates(&looks->days) == filled)
        return VIKT_TYPE_DATE;
    if (looks->votes.numbers * 10 >= filled * 9 && !looks->leading_zero)
        return VIKT_TYPE_NUMBER;
    return looks->dates * 10 >= filled * 9 ? VIKT_TYPE_DATE : VIKT_TYPE_TEXT;
}

/* Of a cell that is no copy. */
static const char *wrong_byte(vikt_decoding *shared, vikt_text raw, size_t bad)
{
    const char *at = raw.at + bad;
    const char *reason =
        vikt_arena_print(shared->arena, "byte 0x%02x at offset %zu is not UTF-8",
                         (unsigned char)*at, (size_t)(at - shared->text) + shared->skipped);

    shared->failed |= !reason;
    return reason;
}

static void count(size_t *times, long *first, long row)
{
    if (*times == 0)
        *first = row;
    ++*times;
}

void vikt_decode_reject(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                        size_t row, const char *reason)
{
    vikt_text raw = vikt_csv_raw(batch->slots + row * batch->stride, decoder->column);
    vikt_bad bad = {reason, raw, batch->first + row, batch->numbers[row],
                    decoder->if_empty != NULL};
    size_t wrong;

    if (reason == vikt_decode_error) {
        count(&decoder->errors, &decoder->first_error, bad.row);
        if (!decoder->if_empty)
            return;
    }
    if (reason == vikt_decode_point || reason == vikt_decode_comma || reason == vikt_decode_order)
        count(&decoder->contrary, &decoder->first_contrary, bad.row);
    if (shared->rejects >= VIKT_REJECTS_MAX && decoder->bads.count) { /* the first is an example */
        decoder->bads.more++;
        return;
    }
    shared->rejects++;
    if (shared->has_invalid && !vikt_text_valid(raw, &wrong))
        bad.reason = wrong_byte(shared, raw, wrong);
    shared->failed |= !vikt_bads_add(&decoder->bads, shared->allocator, bad);
}

vikt_text vikt_decode_unquoted(vikt_decoding *shared, vikt_text raw, bool *doubled)
{
    vikt_text cell = vikt_csv_cell(raw, doubled);

    if (*doubled && cell.length <= VIKT_CELL_MAX)
        cell = (vikt_text){shared->scratch, vikt_csv_unquote(cell, shared->scratch)};
    return vikt_text_trim(cell);
}

/* A personal number goes no further than this. */
static vikt_cell keep_text(vikt_decoder *decoder, vikt_decoding *shared, vikt_text cell,
                           bool doubled)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text shown = {NULL, 0};

    if (decoder->personal != VIKT_PERSONAL_NONE && cell.length >= VIKT_PERSONAL_MIN)
        shown = vikt_personal_mask(cell, decoder->personal, decoder->is_key, masked);
    decoder->masked += shown.length > 0;
    if (shown.length)
        return vikt_cell_copied(shared->pool, shown, &shared->failed);
    return doubled ? vikt_cell_copied(shared->pool, cell, &shared->failed)
                   : vikt_cell_mapped(shared->pool, cell);
}

static vikt_cell decode_text(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                             size_t row)
{
    bool doubled;
    vikt_text cell =
        vikt_decode_cell(shared, batch->slots + row * batch->stride, decoder->column, &doubled);

    if (cell.length == 0 || (*cell.at == '(' && vikt_kind_is_blank(cell))) {
        if (decoder->if_empty)
            vikt_decode_reject(decoder, shared, batch, row, decoder->if_empty);
        return VIKT_CELL_NONE;
    }
    if (cell.length > VIKT_CELL_MAX) {
        vikt_decode_reject(decoder, shared, batch, row, "is longer than 65534 bytes");
        return VIKT_CELL_NONE;
    }
    if (shared->has_invalid && !vikt_text_valid(cell, NULL)) {
        vikt_decode_reject(decoder, shared, batch, row, "is not UTF-8");
        return VIKT_CELL_NONE;
    }
    if (decoder->open_type)
        vikt_looks_add(&decoder->looks, cell);
    if (cell.at[0] == '#' && vikt_formula_error_is(cell)) {
        vikt_decode_reject(decoder, shared, batch, row, vikt_decode_error);
        return VIKT_CELL_NONE;
    }
    return keep_text(decoder, shared, cell, doubled);
}

static const char *read_truth(vikt_decoder *decoder, vikt_text cell, double *value)
{
    vikt_truth truth = vikt_truth_read(cell);

    decoder->looks.marks += truth == VIKT_TRUTH_MARK;
    decoder->looks.yes += truth == VIKT_TRUTH_YES;
    decoder->looks.no += truth == VIKT_TRUTH_NO;
    if (truth == VIKT_TRUTH_WRONG)
        return vikt_formula_error_is(cell) ? vikt_decode_error : "is not yes or no";
    *value = truth != VIKT_TRUTH_NO;
    return NULL;
}

/* A date that the column's form does not allow, but another does. */
static bool is_contrary(vikt_text cell, vikt_date_form form)
{
    vikt_date date;

    for (int order = VIKT_DATES_YMD; order < VIKT_DATE_ORDERS; order++) {
        form.order = (vikt_date_order)order;
        if (vikt_date_cell(cell, form, &date) == VIKT_DATE_OK)
            return true;
    }
    return false;
}

static const char *read_date(vikt_decoder *decoder, vikt_text cell, double *value)
{
    vikt_date date;

    if (decoder->open_type)
        vikt_looks_add(&decoder->looks, cell);
    else
        vikt_looks_add_date(&decoder->looks, cell);
    switch (vikt_date_cell(cell, decoder->form, &date)) {
    case VIKT_DATE_OK:
        *value = (double)date;
        return NULL;
    case VIKT_DATE_EMPTY:
        return decoder->if_empty;
    case VIKT_DATE_WRONG:
        break;
    }
    if (vikt_formula_error_is(cell))
        return vikt_decode_error;
    return is_contrary(cell, decoder->form) ? vikt_decode_order : "is not a date";
}

/* Whatever stands under "Blocked", a date or a reason, says that it is. */
static double read_opposite(vikt_text cell)
{
    return cell.length == 0 || vikt_truth_read(cell) == VIKT_TRUTH_NO;
}

/* Dates and yes/no. */
static double decode_other(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch,
                           size_t row)
{
    bool doubled;
    vikt_text cell =
        vikt_decode_cell(shared, batch->slots + row * batch->stride, decoder->column, &doubled);
    double value = NAN;
    const char *reason;

    if (decoder->is_opposite)
        return read_opposite(cell);
    if (cell.length == 0 && decoder->blank_is_no)
        return 0;
    if (cell.length == 0)
        reason = decoder->if_empty;
    else if (decoder->type == VIKT_TYPE_DATE)
        reason = read_date(decoder, cell, &value);
    else
        reason = read_truth(decoder, cell, &value);
    if (reason)
        vikt_decode_reject(decoder, shared, batch, row, reason);
    return value;
}

/* What most texts are: nothing to take off, and nothing that may be something else. */
static inline bool is_plain_text(vikt_text raw)
{
    return vikt_csv_is_bare(raw) && raw.length <= VIKT_CELL_MAX && *raw.at != '(' &&
           *raw.at != '#';
}

static void decode_texts(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch)
{
    bool is_plain = !shared->has_invalid && !decoder->open_type;
    size_t open = decoder->personal == VIKT_PERSONAL_NONE ? SIZE_MAX : VIKT_PERSONAL_MIN;
    const char *const *slots = batch->slots;
    vikt_cell *cells = decoder->cells + batch->first;

    for (size_t row = 0; row < batch->count; row++, slots += batch->stride) {
        vikt_text raw = vikt_csv_raw(slots, decoder->column);

        cells[row] = is_plain && raw.length < open && is_plain_text(raw)
                         ? vikt_cell_mapped(shared->pool, raw)
                         : decode_text(decoder, shared, batch, row);
    }
}

void vikt_decode(vikt_decoder *decoder, vikt_decoding *shared, const vikt_batch *batch)
{
    switch (decoder->type) {
    case VIKT_TYPE_NUMBER:
        vikt_decode_numbers(decoder, shared, batch);
        return;
    case VIKT_TYPE_UNKNOWN: /* settled before; text takes anything */
    case VIKT_TYPE_TEXT:
        decode_texts(decoder, shared, batch);
        return;
    case VIKT_TYPE_DATE:
    case VIKT_TYPE_TRUTH:
        for (size_t row = 0; row < batch->count; row++)
            decoder->numbers[batch->first + row] = decode_other(decoder, shared, batch, row);
        return;
    }
}
