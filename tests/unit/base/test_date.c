/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/date.h"

static vikt_date read(const char *string)
{
    vikt_date date = -1000000;

    return vikt_date_read(vikt_text_of(string), &date) ? date : -1000000;
}

Test(date, days_count_from_1970)
{
    cr_assert_eq(read("1970-01-01"), 0);
    cr_assert_eq(read("1969-12-31"), -1);
    cr_assert_eq(read("2000-02-29"), 11016); /* 30 * 365 + 7 leap days + 31 + 28 */
    cr_assert_eq(read("0001-01-01"), -719162);
    cr_assert_eq(read("9999-12-31"), 2932896);
}

Test(date, every_day_follows_the_one_before)
{
    long year = 1, month = 1, day = 1;
    static const long days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    for (vikt_date date = -719162; date <= 2932896; date++) {
        bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        long y, m, d;
        vikt_date back;

        vikt_date_split(date, &y, &m, &d);
        cr_assert(y == year && m == month && d == day, "%ld-%ld-%ld", year, month, day);
        cr_assert(vikt_date_of(year, month, day, &back));
        cr_assert_eq(back, date);
        if (++day > days[month - 1] + (leap && month == 2)) {
            day = 1;
            year += month == 12;
            month = month % 12 + 1;
        }
    }
}

Test(date, days_that_do_not_exist_are_refused)
{
    vikt_date date = 5;

    cr_assert_not(vikt_date_of(2025, 2, 29, &date));
    cr_assert_not(vikt_date_of(1900, 2, 29, &date));
    cr_assert(vikt_date_of(2000, 2, 29, &date));
    cr_assert_not(vikt_date_of(2026, 4, 31, &date));
    cr_assert_not(vikt_date_of(2026, 0, 1, &date));
    cr_assert_not(vikt_date_of(2026, 13, 1, &date));
    cr_assert_not(vikt_date_of(2026, 1, 0, &date));
    cr_assert_not(vikt_date_of(0, 1, 1, &date));
    cr_assert_not(vikt_date_of(10000, 1, 1, &date));
}

Test(date, the_three_forms_are_read)
{
    cr_assert_eq(read("2026-05-12"), 20585);
    cr_assert_eq(read("20260512"), 20585);
    cr_assert_eq(read("2026-05-12T10:00:00"), 20585);
    cr_assert_eq(read("2026-05-12 23:59"), 20585);
    cr_assert_eq(read("2026-05-12T10:00:00.123+02:00"), 20585);
    cr_assert_eq(read("2026-05-12T10:00Z"), 20585);
}

Test(date, other_text_is_not_a_date)
{
    static const char *const wrong[] = {
        "",           "2026",        "2026-5-12",  "12/05/2026",       "2026/05/12",
        "2026-05-1",  "2026-05-12x", "2026-05-1x", "2026-05-12T",      "2026-05-12T25:00",
        "2026051",    "202605123",   "2026O512",   "2026-05-12T10:60", "2026-05-12 maj",
        "2026-02-30", " 2026-05-12", "-2026-05-1", "2026-05-12T10:00x"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert_eq(read(wrong[i]), -1000000, "%s", wrong[i]);
    cr_assert_not(vikt_date_read(vikt_text_of(NULL), &(vikt_date){0}));
}

Test(date, writing_pads_with_zeros)
{
    char text[11];

    vikt_date_write(20585, text);
    cr_assert_str_eq(text, "2026-05-12");
    vikt_date_write(-719162, text);
    cr_assert_str_eq(text, "0001-01-01");
    vikt_date_write(2932896, text);
    cr_assert_str_eq(text, "9999-12-31");
}
