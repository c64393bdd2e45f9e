/* SPDX-License-Identifier: MIT */
#include "core/import/sense.h"

#include <math.h>

#include "core/base/date.h"
#include "core/base/map.h"
#include "core/base/number.h"
#include "core/import/dialect.h"

enum { SWEDISH = 10, NORWEGIAN = 9, DANISH = 8, ID_MAX = 40 /* bytes in what looks like an id */ };

/* ---- organisation numbers ---- */

static bool luhn(const char *digits)
{
    int sum = 0;

    for (int i = 0; i < SWEDISH; i++) {
        int product = (digits[i] - '0') * (i % 2 ? 1 : 2);

        sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 == 0;
}

/* The weighted sum of all digits, the last one weighing 1, is a multiple of 11. */
static bool modulus_11(const char *digits, const char *weights)
{
    int sum = 0;

    for (; *weights; weights++, digits++)
        sum += (*digits - '0') * (*weights - '0');
    return sum % 11 == 0;
}

/* The digits of a cell, without separators and country; 0 when something else stands there. */
static size_t digits_of(vikt_text cell, char out[16])
{
    size_t count = 0;

    if (cell.length > 2 && (memcmp(cell.at, "SE", 2) == 0 || memcmp(cell.at, "DK", 2) == 0 ||
                            memcmp(cell.at, "NO", 2) == 0))
        cell = (vikt_text){cell.at + 2, cell.length - 2};
    for (size_t i = 0; i < cell.length; i++) {
        char c = cell.at[i];

        if (c >= '0' && c <= '9' && count < 15)
            out[count++] = c;
        else if (c != '-' && c != ' ')
            return 0;
    }
    return count;
}

bool vikt_sense_org_number(vikt_text cell)
{
    char digits[16];
    const char *at = digits;
    size_t count = digits_of(cell, digits);

    if (count == SWEDISH + 2 && memcmp(at, "16", 2) == 0) {
        at += 2;
        count -= 2;
    } else if (count == SWEDISH + 2 && memcmp(at + SWEDISH, "01", 2) == 0) {
        count -= 2; /* a VAT number */
    }
    if (count == SWEDISH)
        return at[2] >= '2' && luhn(at); /* the third digit is no month */
    if (count == NORWEGIAN)
        return (at[0] == '8' || at[0] == '9') && modulus_11(at, "327654321");
    return count == DANISH && at[0] != '0' && modulus_11(at, "27654321");
}

/* ---- cells ---- */

vikt_number_format vikt_sense_format(const vikt_sheet *sheet, size_t column)
{
    vikt_number_votes votes = {0};
    vikt_dialect_sums file = {0};
    vikt_number_format format = {.decimal = '.'};

    for (size_t row = 0; row < sheet->sample_rows; row++)
        vikt_number_vote(&votes, vikt_sheet_cell(sheet, row, column));
    (void)vikt_dialect_format(&votes, &file, &format); /* either way: sizes are what matters */
    return format;
}

double vikt_sense_number(const vikt_sheet *sheet, size_t column, size_t row,
                         vikt_number_format format)
{
    double value = NAN;

    if (vikt_number_read(vikt_sheet_cell(sheet, row, column), format, &value, NULL) !=
        VIKT_NUMBER_OK)
        return NAN;
    return value;
}

size_t vikt_sense_outside(const vikt_sheet *sheet, size_t column, double min, double max)
{
    vikt_number_format format = vikt_sense_format(sheet, column);
    size_t count = 0;

    for (size_t row = 0; row < sheet->sample_rows; row++) {
        double value = vikt_sense_number(sheet, column, row, format);

        count += value < min || value > max;
    }
    return count;
}

static bool is_email(vikt_text cell)
{
    const char *at = cell.length ? memchr(cell.at, '@', cell.length) : NULL;

    return at && at > cell.at && memchr(at, '.', (size_t)(cell.at + cell.length - at)) &&
           !memchr(cell.at, ' ', cell.length);
}

const char *vikt_sense_id_fault(vikt_text cell)
{
    bool has_digit = false;

    if (cell.length > ID_MAX)
        return "is long";
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.at[i] == ' ')
            return "has a blank in it";
        has_digit |= cell.at[i] >= '0' && cell.at[i] <= '9';
    }
    return has_digit ? NULL : "has no digit";
}

static void add_number(vikt_sense *out, double value, bool percent)
{
    double size = fabs(value);

    out->percents += percent;
    out->below_one += size <= 1;
    out->below_hundred += size <= 100;
    out->decimals += value != floor(value);
    out->numbers++;
}

static void add_kind(vikt_sense *out, vikt_text cell)
{
    out->filled += cell.length > 0;
    out->emails += is_email(cell);
    out->org_numbers += vikt_sense_org_number(cell);
    out->ids += !vikt_sense_id_fault(cell);
}

vikt_sense vikt_sense_kinds(const vikt_sheet *sheet, size_t column)
{
    vikt_sense out = {0};

    for (size_t row = 0; row < sheet->sample_rows; row++)
        add_kind(&out, vikt_sheet_cell(sheet, row, column));
    return out;
}

vikt_sense vikt_sense_of(const vikt_sheet *sheet, size_t column)
{
    vikt_number_format format = vikt_sense_format(sheet, column);
    vikt_sense out = {0};

    for (size_t row = 0; row < sheet->sample_rows; row++) {
        vikt_text cell = vikt_sheet_cell(sheet, row, column);
        double value = 0;
        bool percent = false;
        vikt_date date;

        if (cell.length == 0)
            continue;
        add_kind(&out, cell);
        if (vikt_number_read(cell, format, &value, &percent) == VIKT_NUMBER_OK)
            add_number(&out, value, percent);
        else
            out.others++;
        out.dates += vikt_date_read(cell, &date);
    }
    return out;
}

bool vikt_sense_distinct(const vikt_sheet *sheet, size_t column, const vikt_allocator *allocator,
                         size_t *out)
{
    bool done = true;
    vikt_map seen;

    *out = 0;
    vikt_map_init(&seen, allocator);
    for (size_t row = 0; done && row < sheet->sample_rows; row++) {
        vikt_text cell = vikt_sheet_cell(sheet, row, column);
        uint32_t *first = cell.length ? vikt_map_put(&seen, cell, (uint32_t)row) : NULL;

        done = first || cell.length == 0;
        *out += first && *first == row;
    }
    vikt_map_clear(&seen);
    return done;
}
