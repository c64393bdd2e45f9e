/* SPDX-License-Identifier: MIT */
#include "core/base/date_parts.h"

#include "core/base/affix.h"
#include "core/base/decimal.h"

typedef struct scanner {
    const char *at, *end;
} scanner;

/* A run of digits; their count, and at most the first nine as a value. */
static size_t take_digits(scanner *s, long *value)
{
    const char *begin = s->at;

    *value = 0;
    for (; s->at < s->end && vikt_is_digit(*s->at); s->at++)
        if (s->at - begin < 9)
            *value = *value * 10 + (*s->at - '0');
    return (size_t)(s->at - begin);
}

static bool take(scanner *s, const char *marks)
{
    if (s->at == s->end || !*s->at || !strchr(marks, *s->at))
        return false;
    s->at++;
    return true;
}

static bool take_blanks(scanner *s)
{
    const char *begin = s->at;
    size_t blank;

    while ((blank = vikt_decimal_blank(s->at, (size_t)(s->end - s->at))) > 0)
        s->at += blank;
    return s->at > begin;
}

/* Any beginning of three letters or more stands for the month. */
static const char *const months[] = {
    "januari|january|januar|j\xc3\xa4nner",
    "februari|february|februar",
    "mars|march|marts|m\xc3\xa4rz|maerz|mrz",
    "april",
    "maj|may|mai",
    "juni|june",
    "juli|july",
    "augusti|august",
    "september",
    "oktober|october",
    "november",
    "december|desember|dezember",
};

static long month_of(vikt_text word)
{
    if (vikt_text_width(word) < 3)
        return 0;
    for (long i = 0; i < 12; i++) {
        vikt_text rest = vikt_text_of(months[i]);

        while (rest.length) {
            vikt_text name = vikt_text_cut(&rest, '|');

            if (name.length >= word.length && memcmp(name.at, word.at, word.length) == 0)
                return i + 1;
        }
    }
    return 0;
}

/* A month's name; 0 when there is none. */
static long take_month(scanner *s)
{
    enum { LONGEST = 12 };
    char lower[LONGEST + 4];
    size_t length = 0;

    while (s->at < s->end && length <= LONGEST) {
        const char *next = s->at;
        uint32_t code = vikt_text_lower(vikt_text_next(&next, s->end));

        if ((code < 'a' || code > 'z') && code < 0xc0)
            break;
        length += vikt_text_put(lower + length, code);
        s->at = next;
    }
    return length <= LONGEST ? month_of((vikt_text){lower, length}) : 0;
}

/* 10:30, 10.30:00,5, 3:04:05 PM, 103000, with a zone. */
static bool take_clock(scanner *s)
{
    long hour, minute = 0, second = 0;
    size_t digits = take_digits(s, &hour);

    if (digits == 4 || digits == 6) {
        minute = digits == 6 ? hour / 100 % 100 : hour % 100;
        hour /= digits == 6 ? 10000 : 100;
    } else if (digits == 0 || digits > 2 || !take(s, ":.") || take_digits(s, &minute) != 2) {
        return false;
    } else if (take(s, ":.") && take_digits(s, &second) != 2) {
        return false;
    }
    if (take(s, ".,") && take_digits(s, &(long){0}) == 0)
        return false;
    return hour <= 24 && minute <= 59 && second <= 60;
}

static bool take_half_day(scanner *s)
{
    if (!take(s, "aApP"))
        return true;
    (void)take(s, ".");
    if (!take(s, "mM"))
        return false;
    (void)take(s, ".");
    return true;
}

static bool take_zone(scanner *s)
{
    size_t digits;
    long offset;

    if (s->end - s->at == 3 && (memcmp(s->at, "UTC", 3) == 0 || memcmp(s->at, "GMT", 3) == 0)) {
        s->at = s->end;
        return true;
    }
    if (take(s, "zZ") || !take(s, "+-"))
        return true;
    digits = take_digits(s, &offset);
    if (digits == 4)
        return true;
    return digits == 2 && (!take(s, ":") || take_digits(s, &offset) == 2);
}

/* What stands behind a date: nothing, or a time of the day. */
static bool is_rest(scanner *s)
{
    if (s->at == s->end)
        return true;
    if (!take(s, "Tt")) {
        (void)take(s, ",");
        if (!take_blanks(s))
            return false;
    }
    if (!take_clock(s))
        return false;
    (void)take_blanks(s);
    if (!take_half_day(s))
        return false;
    (void)take_blanks(s);
    return take_zone(s) && s->at == s->end;
}

/* 20241231, 241231, 45657, 45657.5; zeros are no date. */
static vikt_date_state read_number(scanner *s, vikt_date_parts *out)
{
    if (out->value[0] == 0 && out->digits[0] <= 8 && s->at == s->end)
        return VIKT_DATE_EMPTY;
    switch (out->digits[0]) {
    case 5:
        out->shape = VIKT_DATE_SERIAL;
        if (take(s, ".,"))
            return take_digits(s, &(long){0}) && s->at == s->end ? VIKT_DATE_OK : VIKT_DATE_WRONG;
        return s->at == s->end ? VIKT_DATE_OK : VIKT_DATE_WRONG;
    case 6:
        out->shape = VIKT_DATE_PACKED_SHORT;
        return is_rest(s) ? VIKT_DATE_OK : VIKT_DATE_WRONG;
    case 8:
        out->shape = VIKT_DATE_PACKED;
        return is_rest(s) ? VIKT_DATE_OK : VIKT_DATE_WRONG;
    }
    return VIKT_DATE_WRONG;
}

/* The mark between two parts: '-', '/' or '.', a blank may follow the last; ' ' for blanks and
 * commas alone; 0 for anything else. */
static char take_mark(scanner *s)
{
    char mark = ' ';

    if (take(s, "-/"))
        return s->at[-1];
    if (take(s, "."))
        mark = '.';
    else
        (void)take(s, ",");
    return take_blanks(s) || mark == '.' || s->at[-1] == ',' ? mark : '\0';
}

static bool shape_of(vikt_date_parts *p)
{
    size_t first = p->digits[0], last = p->digits[2];

    if (first == 0 || p->digits[1] == 0) { /* a month's name, and where it may stand */
        p->shape = VIKT_DATE_NAMED;
        if (first == 4)
            return last >= 1 && last <= 2;
        return (last == 2 || last == 4) && first <= 2 && p->digits[1] <= 2;
    }
    if (p->mark == ' ' || p->digits[1] > 2)
        return false;
    p->shape = first == 4  ? VIKT_DATE_YEAR_FIRST
               : last == 4 ? VIKT_DATE_YEAR_LAST
                           : VIKT_DATE_SHORT;
    return (first == 4 || first <= 2) && (last <= 2 || (last == 4 && first != 4));
}

static bool take_part(scanner *s, vikt_date_parts *p, size_t i)
{
    p->digits[i] = take_digits(s, &p->value[i]);
    if (p->digits[i])
        return true;
    if (i == 2 || (i == 1 && p->digits[0] == 0))
        return false;
    p->value[i] = take_month(s);
    return p->value[i] > 0;
}

vikt_date_state vikt_date_parts_of(vikt_text cell, vikt_date_parts *out)
{
    scanner s;
    char second;

    cell = vikt_affixes_trim(cell);
    *out = (vikt_date_parts){.mark = '\0'};
    if (cell.length == 0 || (!vikt_is_digit(cell.at[0]) && vikt_affixes_are_all(cell)))
        return VIKT_DATE_EMPTY;
    s = (scanner){cell.at, vikt_text_end(cell)};
    if (!take_part(&s, out, 0))
        return VIKT_DATE_WRONG;
    if (out->digits[0] > 4 || (s.at == s.end && out->value[0] == 0))
        return read_number(&s, out);
    if (!(out->mark = take_mark(&s)) || !take_part(&s, out, 1) || !(second = take_mark(&s)) ||
        !take_part(&s, out, 2) || !shape_of(out) || !is_rest(&s))
        return VIKT_DATE_WRONG;
    if (out->shape == VIKT_DATE_NAMED)
        return VIKT_DATE_OK;
    if (second != out->mark)
        return VIKT_DATE_WRONG;
    return out->value[0] + out->value[1] + out->value[2] ? VIKT_DATE_OK : VIKT_DATE_EMPTY;
}
