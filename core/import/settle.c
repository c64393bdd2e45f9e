/* SPDX-License-Identifier: MIT */
#include "core/import/settle.h"

#include "core/base/fail.h"

static bool is_called_date(const vikt_load *load, size_t column)
{
    return load->match->words[column].has_date;
}

/* What one column says for those that do not tell themselves. */
static void add_sure(vikt_load *load, size_t column, const vikt_looks *looks, bool is_date)
{
    vikt_type type =
        is_date ? VIKT_TYPE_DATE : vikt_looks_type(looks, is_called_date(load, column));
    char decimal = type == VIKT_TYPE_NUMBER ? vikt_dialect_sure(&looks->votes) : 0;

    load->sums.point += decimal == '.';
    load->sums.comma += decimal == ',';
    if (type == VIKT_TYPE_DATE && vikt_date_votes_sure(&looks->days))
        load->sums.dates[vikt_date_votes_sure(&looks->days)]++;
}

/* The decoder that looked at all cells of a column; NULL: none did. */
vikt_decoder *vikt_settle_looker(const vikt_load *load, size_t column)
{
    for (size_t i = 0; i < load->decoder_count; i++) {
        vikt_decoder *d = &load->decoders[i];

        if (d->column == column &&
            (d->type == VIKT_TYPE_NUMBER || d->type == VIKT_TYPE_DATE || d->open_type))
            return d;
    }
    return NULL;
}

/* sample: what is known of columns that no decoder looks at, and at first of all. */
void vikt_settle_sums(vikt_load *load, const vikt_looks *sample, bool is_first)
{
    load->sums.point = load->sums.comma = 0;
    memset(load->sums.dates, 0, sizeof load->sums.dates);
    for (size_t column = 0; column < load->sheet->width; column++) {
        const vikt_decoder *d = vikt_settle_looker(load, column);
        const vikt_looks *looks = is_first || !d ? &sample[column] : &d->looks;

        add_sure(load, column, looks, d && d->type == VIKT_TYPE_DATE && !d->open_type);
    }
}

/* Yes/no has no looks of a sample: that a blank is no is seen when all cells were. */
static bool same_reading(const vikt_decoder *a, const vikt_decoder *b)
{
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case VIKT_TYPE_NUMBER:
        return a->format.decimal == b->format.decimal && a->format.lift == b->format.lift &&
               a->share == b->share;
    case VIKT_TYPE_DATE:
        return a->form.order == b->form.order && a->form.packed == b->form.packed &&
               a->form.serial == b->form.serial;
    case VIKT_TYPE_TRUTH:
        return a->blank_is_no == b->blank_is_no;
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_TEXT:
        break;
    }
    return true;
}

/* Decides how a column is read by what it looks like; false when that is as it was. */
bool vikt_settle(const vikt_load *load, vikt_decoder *d, const vikt_looks *looks)
{
    const vikt_words *words = &load->match->words[d->column];
    vikt_decoder before = *d;

    if (d->open_type)
        d->type = vikt_looks_type(looks, words->has_date);
    d->is_open = false;
    if (d->type == VIKT_TYPE_NUMBER) {
        d->is_open = !vikt_dialect_format(&looks->votes, &load->sums, &d->format);
        d->share = looks->votes.percents > 0 || words->has_percent ||
                   load->match->headings[d->column].turn == VIKT_TURN_PERCENT;
        d->format.lift = d->share ? 0 : words->lift;
    }
    if (d->type == VIKT_TYPE_DATE)
        d->is_open = !vikt_dialect_dates(&looks->days, &load->sums, &d->form);
    if (d->type == VIKT_TYPE_TRUTH)
        d->blank_is_no = looks->marks > 0 && looks->yes + looks->no == 0;
    return !same_reading(&before, d);
}

static vikt_place heading_place(const vikt_load *load, const vikt_decoder *d)
{
    return vikt_place_of(load->sheet->source, load->sheet->heading_row, (long)d->column + 1);
}

/* Whether nothing in the column itself tells how it is read. */
bool vikt_settle_lacks(const vikt_load *load, const vikt_decoder *d)
{
    vikt_date_form form;

    if (d->type == VIKT_TYPE_NUMBER)
        return !load->sums.told_decimal && vikt_dialect_is_open(&d->looks.votes);
    return d->type == VIKT_TYPE_DATE && !load->sums.told_dates &&
           !vikt_date_form_of(&d->looks.days, VIKT_DATES_LOOK, VIKT_DATES_LOOK, &form);
}

vikt_code vikt_settle_question(const vikt_load *load, const vikt_decoder *d, vikt_error *err)
{
    vikt_place place = heading_place(load, d);
    vikt_text title = load->sheet->titles[d->column];

    if (d->type == VIKT_TYPE_DATE)
        return vikt_dialect_ask_dates(load->kind, place, title, vikt_text_of(d->looks.date_example),
                                      err);
    return vikt_dialect_ask_decimal(load->kind, place, title, &d->looks.votes,
                                    vikt_text_of(d->looks.number_example), err);
}

/* The first column that can be read in two ways stops the run with a question. */
vikt_code vikt_settle_ask(const vikt_load *load, vikt_error *err)
{
    for (size_t i = 0; i < load->decoder_count; i++)
        if (load->decoders[i].is_open)
            return vikt_settle_question(load, &load->decoders[i], err);
    return VIKT_OK;
}

void vikt_settle_note(const vikt_load *load, const vikt_decoder *d)
{
    const bool is_date = d->type == VIKT_TYPE_DATE;
    vikt_text title = load->sheet->titles[d->column];
    const char *example = is_date ? d->looks.date_example : d->looks.number_example;
    char shown[VIKT_NUMBER_MAX + 1] = "";
    double value;
    vikt_date date;

    if (is_date && vikt_date_cell(vikt_text_of(example), d->form, &date) == VIKT_DATE_OK)
        vikt_date_write(date, shown);
    if (!is_date &&
        vikt_number_read(vikt_text_of(example), d->format, &value, NULL) == VIKT_NUMBER_OK)
        shown[vikt_number_write(value, shown)] = '\0';
    vikt_tell(load->listener, VIKT_NOTE, VIKT_OK, heading_place(load, d),
              "%s such as %s in \"%.*s\" can be read two ways: taken as %s, as in other columns of "
              "the file",
              is_date ? "dates" : "numbers", example, VIKT_SHOW(title), shown);
}

/* "decimal comma, thousands by blank, in thousands"; without memory NULL. */
static const char *number_form(vikt_arena *arena, const vikt_decoder *d)
{
    const vikt_number_votes *votes = &d->looks.votes;
    bool is_comma = d->format.decimal == ',';
    bool is_marked = votes->point + votes->comma + votes->maybe_point + votes->maybe_comma > 0;
    const char *decimal = !is_marked ? "" : is_comma ? ", decimal comma" : ", decimal point";
    const char *blank = votes->blanks ? ", thousands by blank" : "";
    const char *quote = votes->apostrophes ? ", thousands by apostrophe" : "";
    const char *mark = is_comma && votes->points    ? ", thousands by point"
                       : !is_comma && votes->commas ? ", thousands by comma"
                                                    : "";
    const char *share = d->share ? ", percent" : "";
    const char *lift = d->format.lift == 3   ? ", in thousands"
                       : d->format.lift == 6 ? ", in millions"
                       : d->format.lift == 9 ? ", in thousand millions"
                                             : "";
    const char *sizes = votes->sizes ? ", sizes in cells" : "";
    const char *all =
        vikt_arena_print(arena, "%s%s%s%s%s%s%s", decimal, blank, quote, mark, share, lift, sizes);

    if (!all)
        return NULL;
    return *all ? all + 2 : votes->numbers ? "whole numbers" : "";
}

const char *vikt_settle_form(vikt_arena *arena, const vikt_decoder *d)
{
    switch (d->type) {
    case VIKT_TYPE_NUMBER:
        return number_form(arena, d);
    case VIKT_TYPE_DATE:
        return vikt_date_form_name(&d->looks.days, d->form);
    case VIKT_TYPE_TRUTH:
        return d->blank_is_no ? "x or nothing" : "yes/no";
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_TEXT:
        break;
    }
    return "";
}

/* What was read as missing, or not at all, and is not for the reader of rejects alone. */
void vikt_settle_warn(const vikt_load *load)
{
    for (size_t i = 0; i < load->decoder_count; i++) {
        const vikt_decoder *d = &load->decoders[i];
        vikt_text title = load->sheet->titles[d->column];
        const char *form = d->contrary ? vikt_settle_form(load->arena, d) : NULL;
        unsigned currencies = d->looks.votes.currencies;

        if (d->errors)
            vikt_tell(
                load->listener, VIKT_WARNING, VIKT_OK,
                vikt_place_of(load->sheet->source, d->first_error, (long)d->column + 1),
                "%zu %s of \"%.*s\" %s a formula's error instead of a value and %s as missing",
                d->errors, vikt_plural(d->errors, "cell", "cells"), VIKT_SHOW(title),
                vikt_plural(d->errors, "has", "have"), vikt_plural(d->errors, "counts", "count"));
        if (d->contrary)
            vikt_tell(load->listener, VIKT_WARNING, VIKT_OK,
                      vikt_place_of(load->sheet->source, d->first_contrary, (long)d->column + 1),
                      "%zu %s of \"%.*s\" %s written in another way than most of the column "
                      "(%s) and %s as missing",
                      d->contrary, vikt_plural(d->contrary, "cell", "cells"), VIKT_SHOW(title),
                      vikt_plural(d->contrary, "is", "are"), form ? form : "",
                      vikt_plural(d->contrary, "counts", "count"));
        if (d->type == VIKT_TYPE_NUMBER && load->sums.told_decimal &&
            d->format.decimal != load->sums.told_decimal)
            vikt_tell(load->listener, VIKT_WARNING, VIKT_OK, heading_place(load, d),
                      "\"%.*s\" has decimal %s and is read so, although decimal = %s was told",
                      VIKT_SHOW(title), d->format.decimal == '.' ? "points" : "commas",
                      d->format.decimal == '.' ? "comma" : "point");
        if (currencies & (currencies - 1))
            vikt_tell(load->listener, VIKT_WARNING, VIKT_OK, heading_place(load, d),
                      "\"%.*s\" has amounts in several currencies, which are read as if they were "
                      "one",
                      VIKT_SHOW(title));
    }
}
