/* SPDX-License-Identifier: MIT
 *
 * A cell as a number and as an amount: the first byte says how the column is written, the rest is
 * the cell. Text below it, and below the block that it lies in, is not to be looked at.
 */
#include <math.h>
#include <string.h>

#include "core/base/number.h"
#include "target.h"

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* What was written for machines is read as the same. */
static void write_back(double value)
{
    char text[VIKT_NUMBER_MAX];
    vikt_text written = {text, vikt_number_write(value, text)};
    double again = 0;

    require(vikt_number_read(written, (vikt_number_format){'.', ',', 0}, &again, NULL) ==
            VIKT_NUMBER_OK);
    require(again == value);
    require(vikt_number_parse(written, &again) && again == value);
}

/* The same amount, as near as a double can be. */
static void compare(double value, int64_t units)
{
    double amount = (double)units / VIKT_AMOUNT_UNITS;

    require(fabs(amount - value) <= 0.00005 + fabs(value) * 1e-12);
}

static void read_cell(vikt_text cell, vikt_number_format format)
{
    double value = -99, elsewhere = -99;
    bool percent;
    int64_t units = -99;
    vikt_number_votes votes = {.point = 0};
    char *copy = malloc(cell.length + 16);
    vikt_number_state state = vikt_number_read(cell, format, &value, &percent), amount;

    require(copy);
    memcpy(copy, cell.at, cell.length);
    memset(copy + cell.length, '7', 16);
    require(vikt_number_read((vikt_text){copy, cell.length}, format, &elsewhere, NULL) == state);
    require(value == elsewhere);
    free(copy);
    vikt_number_vote(&votes, cell);
    require(votes.numbers + votes.others <= 1);
    amount = vikt_amount_read(cell, format, &units);
    require(state == VIKT_NUMBER_OK || value == -99);
    require(amount == VIKT_NUMBER_OK || units == -99);
    if (state != VIKT_NUMBER_OK)
        return;
    require(isfinite(value));
    write_back(value);
    require(percent ? amount == VIKT_NUMBER_WRONG
                    : amount == VIKT_NUMBER_OK || amount == VIKT_NUMBER_INFINITE);
    if (amount == VIKT_NUMBER_OK)
        compare(value, units);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    vikt_number_format format = {'.', ',', 0};
    char *cell;

    if (size == 0)
        return 0;
    if (bytes[0] & 1)
        format = (vikt_number_format){',', '.', 0};
    format.lift = bytes[0] >> 1 & 1 ? 3 : bytes[0] >> 2 & 1 ? 6 : 0;
    cell = malloc(size); /* one more than needed: none of no bytes */
    require(cell);
    memcpy(cell + 1, bytes + 1, size - 1);
    read_cell((vikt_text){cell + 1, size - 1}, format);
    free(cell);
    return 0;
}
