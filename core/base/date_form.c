/* SPDX-License-Identifier: MIT */
#include "core/base/date_form.h"

#include "core/base/date_parts.h"

enum {
    PIVOT = 69, /* 69 is 1969, 68 is 2068 */
    SERIAL_FIRST = 20000,
    SERIAL_LAST = 60000,
    SERIAL_ZERO = -25569 /* 1899-12-30: its calendar has a 29 February 1900 */
};

/* 0001-01-01, 1753-01-01, 1899-12-30, 1899-12-31: what databases and spreadsheets have for none. */
static bool is_no_date(vikt_date date)
{
    return date == -719162 || date == -79257 || date == SERIAL_ZERO || date == SERIAL_ZERO + 1;
}

static long full_year(long year, size_t digits)
{
    if (digits > 2)
        return year;
    return year < PIVOT ? 2000 + year : 1900 + year;
}

static bool split_packed(const vikt_date_parts *p, vikt_date_order order, vikt_date *out)
{
    bool is_long = p->shape == VIKT_DATE_PACKED;
    long value = p->value[0], size = is_long ? 10000 : 100, year, month, day;

    if (order == VIKT_DATES_YMD) {
        year = value / 10000;
        month = value / 100 % 100;
        day = value % 100;
    } else {
        year = value % size;
        month = value / size % 100;
        day = value / size / 100;
    }
    if (order == VIKT_DATES_MDY) {
        long swapped = month;

        month = day;
        day = swapped;
    }
    return vikt_date_of(full_year(year, is_long ? 4 : 2), month, day, out);
}

/* YEAR_LAST and SHORT in an order. */
static bool split_figures(const vikt_date_parts *p, vikt_date_order order, vikt_date *out)
{
    const long *v = p->value;

    switch (order) {
    case VIKT_DATES_LOOK:
        break;
    case VIKT_DATES_YMD:
        return p->shape == VIKT_DATE_SHORT && p->digits[0] == 2 &&
               vikt_date_of(full_year(v[0], 2), v[1], v[2], out);
    case VIKT_DATES_DMY:
        return p->digits[2] >= 2 && vikt_date_of(full_year(v[2], p->digits[2]), v[1], v[0], out);
    case VIKT_DATES_MDY:
        return p->digits[2] >= 2 && vikt_date_of(full_year(v[2], p->digits[2]), v[0], v[1], out);
    }
    return false;
}

static bool name_date(const vikt_date_parts *p, vikt_date *out)
{
    const long *v = p->value;

    if (p->digits[0] == 4)
        return vikt_date_of(v[0], v[1], v[2], out);
    if (p->digits[0] == 0)
        return vikt_date_of(full_year(v[2], p->digits[2]), v[0], v[1], out);
    return vikt_date_of(full_year(v[2], p->digits[2]), v[1], v[0], out);
}

static bool serial_date(const vikt_date_parts *p, vikt_date *out)
{
    *out = SERIAL_ZERO + p->value[0];
    return p->value[0] >= SERIAL_FIRST && p->value[0] <= SERIAL_LAST;
}

/* "1900-01-00" is a spreadsheet's day 0. */
static vikt_date_state year_first(const vikt_date_parts *p, vikt_date *out)
{
    const long *v = p->value;

    if (v[0] == 1900 && v[1] == 1 && v[2] == 0)
        return VIKT_DATE_EMPTY;
    return vikt_date_of(v[0], v[1], v[2], out) ? VIKT_DATE_OK : VIKT_DATE_WRONG;
}

static vikt_date_state date_of(const vikt_date_parts *p, vikt_date_form form, vikt_date *out)
{
    vikt_date date = 0;
    bool is_date = false;

    switch (p->shape) {
    case VIKT_DATE_YEAR_FIRST: {
        vikt_date_state state = year_first(p, &date);

        if (state != VIKT_DATE_OK)
            return state;
        is_date = true;
        break;
    }
    case VIKT_DATE_YEAR_LAST:
    case VIKT_DATE_SHORT:
        is_date = split_figures(p, form.order, &date);
        break;
    case VIKT_DATE_PACKED:
    case VIKT_DATE_PACKED_SHORT:
        is_date = split_packed(p, form.packed ? form.packed : VIKT_DATES_YMD, &date);
        break;
    case VIKT_DATE_NAMED:
        is_date = name_date(p, &date);
        break;
    case VIKT_DATE_SERIAL:
        is_date = form.serial && serial_date(p, &date);
        break;
    }
    if (!is_date)
        return VIKT_DATE_WRONG;
    if (is_no_date(date))
        return VIKT_DATE_EMPTY;
    *out = date;
    return VIKT_DATE_OK;
}

/* What most files are full of. */
static bool is_iso(vikt_text cell, vikt_date *out)
{
    return cell.length == 10 && vikt_date_read(cell, out) && !is_no_date(*out);
}

vikt_date_state vikt_date_cell(vikt_text cell, vikt_date_form form, vikt_date *out)
{
    vikt_date_parts parts;
    vikt_date_state state;
    vikt_date date;

    if (is_iso(cell, &date)) {
        *out = date;
        return VIKT_DATE_OK;
    }
    state = vikt_date_parts_of(cell, &parts);
    return state == VIKT_DATE_OK ? date_of(&parts, form, out) : state;
}

static const vikt_date_order orders[] = {VIKT_DATES_DMY, VIKT_DATES_MDY, VIKT_DATES_YMD};

/* Adds which orders make a date of the cell. Nobody writes months first, or years of two digits,
 * with dots. */
static vikt_date_state vote_orders(vikt_date_votes *votes, const vikt_date_parts *p, bool packed)
{
    vikt_date first = 0, date;
    bool fits[VIKT_DATE_ORDERS] = {false}, any = false, open = false;

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        vikt_date_form form = {.order = orders[i], .packed = orders[i]};
        vikt_date_state state = date_of(p, form, &date);

        if (state == VIKT_DATE_EMPTY)
            return state;
        if (state == VIKT_DATE_WRONG || (any && p->mark == '.'))
            continue;
        open |= any && date != first;
        first = date;
        fits[orders[i]] = any = true;
    }
    for (size_t i = 0; i < VIKT_DATE_ORDERS; i++)
        *(packed ? &votes->packed[i] : &votes->fits[i]) += fits[i];
    votes->open += open && !packed;
    return any ? VIKT_DATE_OK : VIKT_DATE_WRONG;
}

static vikt_date_state vote_parts(vikt_date_votes *votes, const vikt_date_parts *p)
{
    vikt_date_state state;
    vikt_date date;

    switch (p->shape) {
    case VIKT_DATE_PACKED:
    case VIKT_DATE_PACKED_SHORT:
        return vote_orders(votes, p, true);
    case VIKT_DATE_YEAR_LAST:
    case VIKT_DATE_SHORT:
        state = vote_orders(votes, p, false);
        votes->dots += state == VIKT_DATE_OK && p->mark == '.';
        votes->slashes += state == VIKT_DATE_OK && p->mark == '/';
        votes->dashes += state == VIKT_DATE_OK && p->mark == '-';
        return state;
    case VIKT_DATE_YEAR_FIRST:
    case VIKT_DATE_NAMED:
    case VIKT_DATE_SERIAL:
        break;
    }
    return date_of(p, (vikt_date_form){.serial = true}, &date);
}

void vikt_date_vote(vikt_date_votes *votes, vikt_text cell)
{
    vikt_date_parts parts;
    vikt_date_state state;
    vikt_date date;

    if (is_iso(cell, &date)) {
        votes->shapes[VIKT_DATE_YEAR_FIRST]++;
        return;
    }
    state = vikt_date_parts_of(cell, &parts);
    if (state == VIKT_DATE_OK)
        state = vote_parts(votes, &parts);
    votes->others += state == VIKT_DATE_WRONG;
    if (state == VIKT_DATE_OK)
        votes->shapes[parts.shape]++;
}

size_t vikt_date_votes_dates(const vikt_date_votes *votes)
{
    size_t count = 0;

    for (size_t i = 0; i < VIKT_DATE_SHAPES; i++)
        count += votes->shapes[i];
    return count;
}

static size_t most_of(const size_t counts[VIKT_DATE_ORDERS])
{
    size_t most = 0;

    for (size_t i = 0; i < VIKT_DATE_ORDERS; i++)
        most = counts[i] > most ? counts[i] : most;
    return most;
}

/* The first of those that most cells allow. */
static vikt_date_order first_best(const size_t counts[VIKT_DATE_ORDERS])
{
    size_t most = most_of(counts);

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (counts[orders[i]] == most)
            return orders[i];
    return VIKT_DATES_LOOK;
}

vikt_date_order vikt_date_votes_sure(const vikt_date_votes *votes)
{
    vikt_date_order best = first_best(votes->fits);

    for (size_t i = 0; i < VIKT_DATE_ORDERS; i++)
        if (i != best && votes->fits[i] == votes->fits[best])
            return VIKT_DATES_LOOK;
    return best;
}

static vikt_date_order packed_order(const vikt_date_votes *votes, vikt_date_order told)
{
    size_t most = most_of(votes->packed);

    if (told && votes->packed[told] == most)
        return told;
    return votes->packed[VIKT_DATES_YMD] == most ? VIKT_DATES_YMD : first_best(votes->packed);
}

bool vikt_date_form_of(const vikt_date_votes *votes, vikt_date_order told, vikt_date_order file,
                       vikt_date_form *out)
{
    size_t cells = votes->shapes[VIKT_DATE_YEAR_LAST] + votes->shapes[VIKT_DATE_SHORT];
    size_t most = most_of(votes->fits);

    out->order = told && (most == 0 || votes->fits[told] > 0) ? told : vikt_date_votes_sure(votes);
    out->packed = packed_order(votes, told);
    out->serial = votes->shapes[VIKT_DATE_SERIAL] > 0 &&
                  votes->shapes[VIKT_DATE_SERIAL] == vikt_date_votes_dates(votes) + votes->others;
    if (out->order)
        return true;
    if (votes->open == 0 && most == cells) /* 05/05/2024 */
        out->order = first_best(votes->fits);
    else if (file && votes->fits[file] == most)
        out->order = file;
    return out->order != VIKT_DATES_LOOK;
}

static vikt_date_shape main_shape(const vikt_date_votes *votes)
{
    size_t best = 0;

    for (size_t i = 1; i < VIKT_DATE_SHAPES; i++)
        if (votes->shapes[i] > votes->shapes[best])
            best = i;
    return (vikt_date_shape)best;
}

static const char *figures_name(const vikt_date_votes *votes, vikt_date_order order)
{
    static const char *const names[VIKT_DATE_ORDERS][3] = {{"", "", ""},
                                                           {"Y-M-D", "Y/M/D", "Y.M.D"},
                                                           {"D-M-Y", "D/M/Y", "D.M.Y"},
                                                           {"M-D-Y", "M/D/Y", "M.D.Y"}};

    if (votes->dots >= votes->slashes && votes->dots >= votes->dashes)
        return names[order][2];
    return names[order][votes->slashes >= votes->dashes ? 1 : 0];
}

const char *vikt_date_form_name(const vikt_date_votes *votes, vikt_date_form form)
{
    static const char *const packed[VIKT_DATE_ORDERS][2] = {{"YYYYMMDD", "YYMMDD"},
                                                            {"YYYYMMDD", "YYMMDD"},
                                                            {"DDMMYYYY", "DDMMYY"},
                                                            {"MMDDYYYY", "MMDDYY"}};

    if (vikt_date_votes_dates(votes) == 0)
        return "";
    switch (main_shape(votes)) {
    case VIKT_DATE_YEAR_FIRST:
        return "Y-M-D";
    case VIKT_DATE_YEAR_LAST:
    case VIKT_DATE_SHORT:
        return figures_name(votes, form.order);
    case VIKT_DATE_PACKED:
        return packed[form.packed][0];
    case VIKT_DATE_PACKED_SHORT:
        return packed[form.packed][1];
    case VIKT_DATE_NAMED:
        return "months by name";
    case VIKT_DATE_SERIAL:
        return "days of a spreadsheet";
    }
    return "";
}
