/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>

#include "core/base/date_form.h"

static const vikt_date_form dmy = {VIKT_DATES_DMY, VIKT_DATES_LOOK, true},
                            mdy = {VIKT_DATES_MDY, VIKT_DATES_LOOK, true},
                            ymd = {VIKT_DATES_YMD, VIKT_DATES_LOOK, true}, open = {0};

typedef struct sample {
    const char cell[36];
    const char date[12]; /* "-": none; "": no date */
} sample;

/* "2024-12-31", "-" for an empty date, "" for none. */
static const char *read(const char *cell, vikt_date_form form, char text[11])
{
    vikt_date date = -1;

    switch (vikt_date_cell(vikt_text_of(cell), form, &date)) {
    case VIKT_DATE_OK:
        vikt_date_write(date, text);
        return text;
    case VIKT_DATE_EMPTY:
        cr_assert_eq(date, -1);
        return "-";
    case VIKT_DATE_WRONG:
        cr_assert_eq(date, -1);
        break;
    }
    return "";
}

ParameterizedTestParameters(date_form, each_spelling_is_its_day)
{
    static sample samples[] = {
        {"2024-12-31", "2024-12-31"},
        {"2024/12/31", "2024-12-31"},
        {"2024.12.31", "2024-12-31"},
        {"2024/1/5", "2024-01-05"},
        {"20241231", "2024-12-31"},
        {"241231", "2024-12-31"},
        {"681231", "2068-12-31"}, /* the pivot */
        {"690101", "1969-01-01"},
        {"000229", "2000-02-29"},
        {"31.12.2024", "2024-12-31"},
        {"31. 12. 2024", "2024-12-31"},
        {"1.2.2024", "2024-02-01"},
        {"31-12-2024", "2024-12-31"},
        {"31/12/2024", "2024-12-31"},
        {"31.12.24", "2024-12-31"},
        {"31.12.68", "2068-12-31"},
        {"31.12.69", "1969-12-31"},
        {"29.2.2024", "2024-02-29"},
        {"29.2.2023", ""},
        {"31.4.2024", ""},
        {"0.1.2024", ""},
        {"1.0.2024", ""},
        {"1.13.2024", ""},
        {"1.1.0000", ""},
        {"1.1.9999", "9999-01-01"},
        {"1.1.10000", ""},
        {"1.1.4", ""},
        {"1.1.204", ""},
        {"31.12-2024", ""},
        {"31 12 2024", ""},
        {"31.12", ""},
        {"31.12.2024.", ""},
        /* names */
        {"3 jan 2024", "2024-01-03"},
        {"3 JANUARI 2024", "2024-01-03"},
        {"31. Dez 2024", "2024-12-31"},
        {"31. Dezember 2024", "2024-12-31"},
        {"Jan 3, 2024", "2024-01-03"},
        {"January 3 2024", "2024-01-03"},
        {"Jan. 3, 2024", "2024-01-03"},
        {"3-Feb-24", "2024-02-03"},
        {"3. m\xc3\xa4rz 2024", "2024-03-03"},
        {"3. M\xc3\x84R 2024", "2024-03-03"},
        {"3 marts 2024", "2024-03-03"},
        {"3 mars 2024", "2024-03-03"},
        {"3 april 2024", "2024-04-03"},
        {"3 maj 2024", "2024-05-03"},
        {"3. mai 2024", "2024-05-03"},
        {"3 May 2024", "2024-05-03"},
        {"3 june 2024", "2024-06-03"},
        {"3 juli 2024", "2024-07-03"},
        {"3 aug. 2024", "2024-08-03"},
        {"3 sept 2024", "2024-09-03"},
        {"3 okt 2024", "2024-10-03"},
        {"3 october 2024", "2024-10-03"},
        {"3 nov 2024", "2024-11-03"},
        {"3 desember 2024", "2024-12-03"},
        {"2024-jan-03", "2024-01-03"},
        {"3 ja 2024", ""},
        {"3 janx 2024", ""},
        {"31 feb 2024", ""},
        {"jan feb 2024", ""},
        {"jan 2024", ""},
        {"3 2024 jan", ""},
        {"123 jan 2024", ""},
        /* with a time */
        {"2024-12-31T10:30", "2024-12-31"},
        {"2024-12-31 10:30:00", "2024-12-31"},
        {"2024-12-31T10:30:00.123Z", "2024-12-31"},
        {"2024-12-31T10:30:00+01:00", "2024-12-31"},
        {"2024-12-31 10:30:00 +0100", "2024-12-31"},
        {"2024-12-31 10.30", "2024-12-31"},
        {"2024-12-31 10:30 UTC", "2024-12-31"},
        {"20241231T103000Z", "2024-12-31"},
        {"31.12.2024 9:05", "2024-12-31"},
        {"31/12/2024, 3:04:05 PM", "2024-12-31"},
        {"31/12/2024 3:04 p.m.", "2024-12-31"},
        {"3 jan 2024 10:00", "2024-01-03"},
        {"2024-12-31 24:00", "2024-12-31"},
        {"2024-12-31 25:00", ""},
        {"2024-12-31 10:60", ""},
        {"2024-12-31 10", ""},
        {"2024-12-31 noon", ""},
        {"2024-12-31T", ""},
        {"2024-12-31x", ""},
        {"2024-12-31 10:30 X", ""},
        {"2024-12-31 10:30 pX", ""},
        /* days of a spreadsheet */
        {"45657", "2024-12-31"},
        {"45657.5", "2024-12-31"},
        {"45657,4375", "2024-12-31"},
        {"20000", "1954-10-03"},
        {"60000", "2064-04-08"},
        {"19999", ""},
        {"60001", ""},
        {"45657.", ""},
        /* no date */
        {"", "-"},
        {"-", "-"},
        {"0", "-"},
        {"0000-00-00", "-"},
        {"0000-00-00 00:00:00", "-"},
        {"00.00.0000", "-"},
        {"00/00/00", "-"},
        {"00000000", "-"},
        {"000000", "-"},
        {"0001-01-01", "-"},
        {"0001-01-01T00:00:00", "-"},
        {"01.01.0001", "-"},
        {"1753-01-01", "-"},
        {"1899-12-30", "-"},
        {"30.12.1899", "-"},
        {"1899-12-31", "-"},
        {"1900-01-00", "-"},
        {"1900-01-01", "1900-01-01"},
        {"0001-01-02", "0001-01-02"},
        {"9999-12-31", "9999-12-31"},
        /* others */
        {"abc", ""},
        {"1234", ""},
        {"1234567", ""},
        {"123456789", ""},
        {"241331", ""},
        {"240230", ""},
        {"2024-13-01", ""},
        {"2024-1", ""},
        {"559999-0016", ""},
        {"99999999999999999999-1-1", ""},
        {"2024--1-1", ""},
        {"\xff", ""},
    };

    return cr_make_param_array(sample, samples, sizeof samples / sizeof *samples);
}

ParameterizedTest(sample *s, date_form, each_spelling_is_its_day)
{
    char text[11];

    cr_assert_str_eq(read(s->cell, dmy, text), s->date, "\"%s\"", s->cell);
}

Test(date_form, the_order_is_that_of_the_form)
{
    char text[11];

    cr_assert_str_eq(read("01/02/2024", dmy, text), "2024-02-01");
    cr_assert_str_eq(read("01/02/2024", mdy, text), "2024-01-02");
    cr_assert_str_eq(read("01/02/2024", ymd, text), "");
    cr_assert_str_eq(read("01/02/2024", open, text), "");
    cr_assert_str_eq(read("01/02/03", dmy, text), "2003-02-01");
    cr_assert_str_eq(read("01/02/03", mdy, text), "2003-01-02");
    cr_assert_str_eq(read("01/02/03", ymd, text), "2001-02-03");
    cr_assert_str_eq(read("1/2/03", ymd, text), "");
    cr_assert_str_eq(read("2024-02-03", open, text), "2024-02-03");
    cr_assert_str_eq(read("3 feb 2024", open, text), "2024-02-03");
    cr_assert_str_eq(read("45657", open, text), "");
    cr_assert_str_eq(read("010203", open, text), "2001-02-03");
    cr_assert_str_eq(read("010203", (vikt_date_form){0, VIKT_DATES_DMY, false}, text),
                     "2003-02-01");
    cr_assert_str_eq(read("01022024", (vikt_date_form){0, VIKT_DATES_DMY, false}, text),
                     "2024-02-01");
    cr_assert_str_eq(read("01022024", (vikt_date_form){0, VIKT_DATES_MDY, false}, text),
                     "2024-01-02");
}

typedef struct column {
    const char *cells; /* separated by blanks */
    vikt_date_order told, file;
    bool decided;
    vikt_date_order order;
    const char *name;
} column;

static vikt_date_votes votes_of(const char *cells)
{
    vikt_date_votes votes = {.others = 0};
    vikt_text rest = vikt_text_of(cells);

    while (rest.length)
        vikt_date_vote(&votes, vikt_text_cut(&rest, ' '));
    return votes;
}

Test(date_form, a_column_is_voted_for)
{
    static const column columns[] = {
        {"13/02/2024 01/02/2024", 0, 0, true, VIKT_DATES_DMY, "D/M/Y"},
        {"01/02/2024 13/02/2024", 0, 0, true, VIKT_DATES_DMY, "D/M/Y"},
        {"01/02/2024 02/13/2024", 0, 0, true, VIKT_DATES_MDY, "M/D/Y"},
        {"01/02/2024 12/12/2024", 0, 0, false, VIKT_DATES_LOOK, ""},
        {"12/12/2024 05/05/2024", 0, 0, true, VIKT_DATES_DMY, "D/M/Y"},
        {"01/02/2024", VIKT_DATES_MDY, 0, true, VIKT_DATES_MDY, "M/D/Y"},
        {"01/02/2024", 0, VIKT_DATES_MDY, true, VIKT_DATES_MDY, "M/D/Y"},
        {"01/02/2024", 0, VIKT_DATES_YMD, false, VIKT_DATES_LOOK, ""},
        {"13/02/2024", VIKT_DATES_MDY, 0, true, VIKT_DATES_DMY, "D/M/Y"}, /* not one fits */
        {"13/02/2024 01/02/2024", VIKT_DATES_MDY, 0, true, VIKT_DATES_MDY, "M/D/Y"},
        {"13/02/2024 02/13/2024", 0, 0, false, VIKT_DATES_LOOK, ""}, /* as many of each */
        {"13/02/2024 02/13/2024 14/02/2024", 0, 0, true, VIKT_DATES_DMY, "D/M/Y"},
        {"01-02-2024", 0, 0, false, VIKT_DATES_LOOK, ""},
        {"31-12-2024 01-02-2024", 0, 0, true, VIKT_DATES_DMY, "D-M-Y"},
        {"01.02.2024", 0, 0, true, VIKT_DATES_DMY, "D.M.Y"}, /* dots tell */
        {"01.02.24", 0, 0, true, VIKT_DATES_DMY, "D.M.Y"},
        {"24-12-31 25-01-15", 0, 0, false, VIKT_DATES_LOOK, ""},
        {"99-12-31 25-01-15", 0, 0, true, VIKT_DATES_YMD, "Y-M-D"},
        {"24-12-31", VIKT_DATES_YMD, 0, true, VIKT_DATES_YMD, "Y-M-D"},
        {"2024-01-02 x", 0, 0, true, VIKT_DATES_LOOK, "Y-M-D"},
        {"20241231 20240101", 0, 0, true, VIKT_DATES_LOOK, "YYYYMMDD"},
        {"31122024 01012024", 0, 0, true, VIKT_DATES_LOOK, "DDMMYYYY"},
        {"241231 240101", 0, 0, true, VIKT_DATES_LOOK, "YYMMDD"},
        {"241231 240101", VIKT_DATES_DMY, 0, true, VIKT_DATES_DMY, "DDMMYY"},
        {"311299", 0, 0, true, VIKT_DATES_LOOK, "DDMMYY"},
        {"45657 45658", 0, 0, true, VIKT_DATES_LOOK, "days of a spreadsheet"},
        {"3-jan-2024", 0, 0, true, VIKT_DATES_LOOK, "months by name"},
        {"0000-00-00 -", 0, 0, true, VIKT_DATES_LOOK, ""},
    };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        const column *c = &columns[i];
        vikt_date_votes votes = votes_of(c->cells);
        vikt_date_form form = {0};
        bool decided = vikt_date_form_of(&votes, c->told, c->file, &form);

        cr_assert_eq(decided, c->decided, "%s", c->cells);
        if (form.order || c->order)
            cr_assert(form.order == c->order || (!c->order && votes.fits[1] + votes.fits[2] == 0),
                      "%s: %d", c->cells, (int)form.order);
        cr_assert_str_eq(vikt_date_form_name(&votes, form), c->name, "%s", c->cells);
    }
}

Test(date_form, figures_are_days_of_a_spreadsheet_when_all_are)
{
    vikt_date_votes votes = votes_of("45657 45658 0");
    vikt_date_form form;

    cr_assert(vikt_date_form_of(&votes, 0, 0, &form) && form.serial);
    votes = votes_of("45657 2024-12-31");
    cr_assert(vikt_date_form_of(&votes, 0, 0, &form) && !form.serial);
    votes = votes_of("45657 19999");
    cr_assert_eq(votes.others, 1);
    cr_assert(vikt_date_form_of(&votes, 0, 0, &form) && !form.serial);
    votes = votes_of("");
    cr_assert(vikt_date_form_of(&votes, 0, 0, &form) && !form.serial);
}

/* All days from 1969 to 2068. */
Test(date_form, what_is_written_is_read)
{
    for (vikt_date day = -365; day <= 36159; day++) {
        long y, m, d;
        char cell[40], text[11], wanted[11];

        vikt_date_split(day, &y, &m, &d);
        vikt_date_write(day, wanted);
        snprintf(cell, sizeof cell, "%02ld/%02ld/%04ld", m, d, y);
        cr_assert_str_eq(read(cell, mdy, text), wanted, "%s", cell);
        snprintf(cell, sizeof cell, "%ld.%ld.%ld", d, m, y);
        cr_assert_str_eq(read(cell, dmy, text), wanted, "%s", cell);
        snprintf(cell, sizeof cell, "%02ld%02ld%02ld", y % 100, m, d);
        cr_assert_str_eq(read(cell, open, text), wanted, "%s", cell);
    }
}
