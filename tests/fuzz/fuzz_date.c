/* SPDX-License-Identifier: MIT
 *
 * The bytes as a column of dates, a cell a line, in each order that a user may tell.
 */
#include <string.h>

#include "core/base/date_form.h"
#include "target.h"

enum { FIRST = -719162, LAST = 2932896 }; /* 0001-01-01, 9999-12-31 */

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* A day that is read is one of the calendar, and reads back from its own text. */
static void read_cell(vikt_text cell, vikt_date_form form, bool must_be_date)
{
    vikt_date date = LAST + 1, again;
    char text[11];
    vikt_date_state state = vikt_date_cell(cell, form, &date);

    require(state == VIKT_DATE_OK || date == LAST + 1);
    require(state == VIKT_DATE_OK || !must_be_date);
    if (state != VIKT_DATE_OK)
        return;
    require(date >= FIRST && date <= LAST);
    vikt_date_write(date, text);
    require(vikt_date_cell((vikt_text){text, 10}, form, &again) == VIKT_DATE_OK && again == date);
    require(vikt_date_read((vikt_text){text, 10}, &again) && again == date);
}

/* A cell by itself: if it is a date and tells its order, it is read. */
static void read_alone(vikt_text cell)
{
    vikt_date_votes votes = {.others = 0};
    vikt_date_form form;
    bool decided;

    vikt_date_vote(&votes, cell);
    require(vikt_date_votes_dates(&votes) + votes.others <= 1);
    decided = vikt_date_form_of(&votes, VIKT_DATES_LOOK, VIKT_DATES_LOOK, &form);
    read_cell(cell, form, decided && vikt_date_votes_dates(&votes) == 1);
}

static void read_column(vikt_text text, vikt_date_order told)
{
    vikt_date_votes votes = {.others = 0};
    vikt_text rest = text;
    vikt_date_form form;

    while (rest.length)
        vikt_date_vote(&votes, vikt_text_cut(&rest, '\n'));
    (void)vikt_date_form_of(&votes, told, VIKT_DATES_LOOK, &form);
    require(strlen(vikt_date_form_name(&votes, form)) < 40);
    rest = text;
    while (rest.length)
        read_cell(vikt_text_cut(&rest, '\n'), form, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char *copy = malloc(size + 1); /* in front of it: none of no bytes */
    vikt_text text, rest;

    require(copy);
    if (size)
        memcpy(copy + 1, bytes, size);
    text = rest = (vikt_text){copy + 1, size};
    for (int told = VIKT_DATES_LOOK; told < VIKT_DATE_ORDERS; told++)
        read_column(text, (vikt_date_order)told);
    while (rest.length) {
        vikt_text cell = vikt_text_cut(&rest, '\n');

        if (cell.length)
            read_alone(cell);
    }
    free(copy);
    return 0;
}
