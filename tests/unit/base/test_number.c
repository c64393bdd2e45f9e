/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/number.h"

static const vikt_number_format point = {'.', 0, 0}, comma = {',', 0, 0}, swedish = {',', '.', 0},
                                english = {'.', ',', 0};

/* The value of a cell that must be read. */
static double read(const char *cell, vikt_number_format format)
{
    double value = -99;
    bool percent = true;

    cr_assert_eq(vikt_number_read(vikt_text_of(cell), format, &value, &percent), VIKT_NUMBER_OK,
                 "\"%s\" is not read", cell);
    cr_assert_not(percent, "%s", cell);
    return value;
}

static vikt_number_state state(const char *cell, vikt_number_format format)
{
    double value = -99;
    vikt_number_state result = vikt_number_read(vikt_text_of(cell), format, &value, NULL);

    cr_assert(result == VIKT_NUMBER_OK || value == -99, "\"%s\" left a value", cell);
    return result;
}

Test(number, plain_cells_are_read)
{
    cr_assert_eq(read("0", point), 0);
    cr_assert_eq(read("12345.67", point), 12345.67);
    cr_assert_eq(read("-12345.67", point), -12345.67);
    cr_assert_eq(read("12345,67", comma), 12345.67);
    cr_assert_eq(read("+7", point), 7);
    cr_assert_eq(read("007", point), 7);
    cr_assert_eq(read(".5", point), 0.5);
    cr_assert_eq(read("5.", point), 5);
    cr_assert_eq(read("-,25", comma), -0.25);
    cr_assert_eq(read("  42\t", point), 42);
    cr_assert_eq(read("1.5e3", point), 1500);
    cr_assert_eq(read("1,5E-03", comma), 0.0015);
}

Test(number, reading_is_exact)
{
    /* 2^53 and its odd neighbour, the hardest known halves, the ends of the range */
    cr_assert_eq(read("9007199254740992", point), 9007199254740992.0);
    cr_assert_eq(read("9007199254740993", point), 9007199254740992.0);
    cr_assert_eq(read("9007199254740993.00000000000000000001", point), 9007199254740994.0);
    cr_assert_eq(read("0.1", point), 0.1);
    cr_assert_eq(read("0.30000000000000004", point), 0.30000000000000004);
    cr_assert_eq(read("1e22", point), 1e22);
    cr_assert_eq(read("1e23", point), 1e23);
    cr_assert_eq(read("8.98846567431158e307", point), 8.98846567431158e307);
    cr_assert_eq(read("2.2250738585072014e-308", point), 0x1p-1022);
    cr_assert_eq(read("5e-324", point), 0x1p-1074);
    cr_assert_eq(read("1e-400", point), 0);
    cr_assert_eq(read("0e99999999999", point), 0);
}

/* In the C locale strtod reads the same text. */
Test(number, reading_agrees_with_strtod)
{
    uint64_t state = 88172645463325252;

    for (int i = 0; i < 200000; i++) {
        char digits[24], cell[64];
        double value;
        int count;

        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)(state >> i % 16));
        if (i % 3 == 0)
            snprintf(cell, sizeof cell, "%.*s.%s", count - 5, digits, digits + count - 5);
        else
            snprintf(cell, sizeof cell, "%se%d", digits, (int)(state % 61) - 30);
        cr_assert_eq(vikt_number_read(vikt_text_of(cell), point, &value, NULL), VIKT_NUMBER_OK);
        cr_assert_eq(value, strtod(cell, NULL), "%s", cell);
    }
}

Test(number, digits_without_end_still_decide_the_rounding)
{
    char cell[2000];

    /* 2^53 + 1 lies half way and goes to the even 2^53; one digit far behind lifts it over. */
    memset(cell, '0', sizeof cell);
    memcpy(cell, "9007199254740993.", 17);
    cell[1500] = '\0';
    cr_assert_eq(read(cell, point), 9007199254740992.0);
    cell[1499] = '1';
    cr_assert_eq(read(cell, point), 9007199254740994.0);

    /* 1 and 300 zeros in front of the mark, then a thousand behind it */
    memset(cell, '0', sizeof cell);
    cell[0] = '1';
    cell[301] = '.';
    cell[1400] = '\0';
    cr_assert_eq(read(cell, point), 1e300);
}

Test(number, thousands_come_in_groups_of_three)
{
    cr_assert_eq(read("1 845 200,50", comma), 1845200.5);
    cr_assert_eq(read("1\xc2\xa0"
                      "845\xc2\xa0"
                      "200,50",
                      comma),
                 1845200.5);
    cr_assert_eq(read("1\xe2\x80\xaf"
                      "845\xe2\x80\xaf"
                      "200",
                      comma),
                 1845200);
    cr_assert_eq(read("1\xe2\x80\x89"
                      "845",
                      comma),
                 1845);
    cr_assert_eq(read("12'345.5", point), 12345.5);
    cr_assert_eq(read("1.845.200,5", swedish), 1845200.5);
    cr_assert_eq(read("1,845,200.5", english), 1845200.5);
    cr_assert_eq(read("-999 999", point), -999999);

    cr_assert_eq(state("12 34", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1 2345", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1234 567", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1  234", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1 234 ,5", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1 234'567", comma), VIKT_NUMBER_WRONG); /* marks must not be mixed */
    cr_assert_eq(state("1.234,567", english), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1,234,56", english), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1\t234", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("070 123 456", comma), VIKT_NUMBER_WRONG); /* a telephone number */
}

Test(number, a_mark_that_the_format_does_not_have_is_wrong)
{
    cr_assert_eq(state("1.845", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1,845", point), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("12.50", swedish), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("1.2.3", point), VIKT_NUMBER_WRONG);
    cr_assert_eq(read("1.845", swedish), 1845);
    cr_assert_eq(read("1,845", english), 1845);
}

Test(number, negative_numbers_have_many_forms)
{
    cr_assert_eq(read("\xe2\x88\x92"
                      "7",
                      point),
                 -7); /* U+2212 */
    cr_assert_eq(read("- 7", point), -7);
    cr_assert_eq(read("7-", point), -7);
    cr_assert_eq(read("7 \xe2\x88\x92", point), -7);
    cr_assert_eq(read("(1 234,50)", comma), -1234.5);
    cr_assert_eq(state("--7", point), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("-7-", point), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("(-7)", point), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("(7", point), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("7)", point), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("()", point), VIKT_NUMBER_WRONG);
}

Test(number, a_currency_stands_on_either_side)
{
    static const char *const cells[] = {
        "1 234,5 kr",          "1234,5kr",       "kr 1234,5",           "Kr. 1 234,5",
        "SEK1234,5",           "1234,5 nok",     "DKK 1234,5",          "1234,5 Eur",
        "USD 1234,5",          "1234,5 GBP",     "1 234,5:-",           "$1234,5",
        "1234,5 \xe2\x82\xac", "\302\2431234,5", "\xe2\x82\xac 1 234,5"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        cr_assert_eq(read(cells[i], comma), 1234.5, "%s", cells[i]);
    cr_assert_eq(read("-kr 100", comma), -100);
    cr_assert_eq(read("kr -100", comma), -100);
    cr_assert_eq(read("(100) kr", comma), -100);
    cr_assert_eq(read("(100 kr)", comma), -100);
    cr_assert_eq(read("100- kr", comma), -100);
    cr_assert_eq(state("kr", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("kr 100 kr", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("100 krona", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state(":-", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state(":-100", comma), VIKT_NUMBER_WRONG);
}

Test(number, a_percentage_is_a_hundredth)
{
    static const struct {
        const char *cell;
        double value;
    } shares[] = {{"31 %", 0.31},  {"31%", 0.31},     {"-5,5 %", -0.055},
                  {"1,1%", 0.011}, {"100 %", 1},      {"(2 %)", -0.02},
                  {"0%", 0},       {"1 200 %", 12.0}, {"12,5\xc2\xa0%", 0.125}};

    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        double value = -99;
        bool percent = false;

        cr_assert_eq(vikt_number_read(vikt_text_of(shares[i].cell), comma, &value, &percent),
                     VIKT_NUMBER_OK);
        cr_assert(percent, "%s", shares[i].cell);
        cr_assert_eq(value, shares[i].value, "%s", shares[i].cell);
    }
    cr_assert_eq(state("%5", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("5 %%", comma), VIKT_NUMBER_WRONG);
    cr_assert_eq(state("5 % kr", comma), VIKT_NUMBER_WRONG);
}

Test(number, nothing_is_empty_and_not_wrong)
{
    cr_assert_eq(state("", comma), VIKT_NUMBER_EMPTY);
    cr_assert_eq(state(NULL, comma), VIKT_NUMBER_EMPTY);
    cr_assert_eq(state(" \xc2\xa0\t\xe2\x80\xaf", comma), VIKT_NUMBER_EMPTY);
}

Test(number, numbers_without_a_size_are_told_apart)
{
    static const char *const cells[] = {"NaN",       "nan",   "inf",    "-Inf",
                                        "+infinity", "1e999", "-1e400", "1,8e308"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        cr_assert_eq(state(cells[i], comma), VIKT_NUMBER_INFINITE, "%s", cells[i]);
}

Test(number, other_cells_are_wrong)
{
    static const char *const cells[] = {
        "#DIVISION/0!", "#N/A",  "12,5o",    "o12",      "--",         "+",       ".",    ",",
        "e5",           "1e",    "1e+",      "0x10",     "2026-05-12", "1/2",     "abc",  "12 abc",
        "1,5,5",        "5 5",   "\xff",     "1\xff",    "1e5e5",      "1 000e5", "nano", "in",
        "12:30",        "1\xc2", "\xe2\x80", "\342\2105"};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        cr_assert_eq(state(cells[i], comma), VIKT_NUMBER_WRONG, "%s", cells[i]);
    cr_assert_eq(vikt_number_read(VIKT_TEXT("1\0"), comma, &(double){0}, NULL), VIKT_NUMBER_WRONG);
}

static bool parse(const char *text, double *value)
{
    *value = -99;
    return vikt_number_parse(vikt_text_of(text), value);
}

Test(number, the_strict_form_allows_nothing_around_it)
{
    static const char *const wrong[] = {"",    "-",   "+5",    " 5",  "5 ",    ".5",    "5.",
                                        "1,5", "5 %", "1 000", "1e",  "e5",    "1e5.5", "--5",
                                        "inf", "nan", "1e999", "0x1", "1'000", "5-",    "1.e5"};
    double value;

    cr_assert(parse("-12", &value) && value == -12);
    cr_assert(parse("0.5", &value) && value == 0.5);
    cr_assert(parse("50e3", &value) && value == 50000);
    cr_assert(parse("1.25E-2", &value) && value == 0.0125);
    cr_assert(parse("1e+2", &value) && value == 100);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert(!parse(wrong[i], &value) && value == -99, "%s", wrong[i]);
}

static vikt_number_votes vote(const char *cell)
{
    vikt_number_votes votes = {.point = 0};

    vikt_number_vote(&votes, vikt_text_of(cell));
    cr_assert(votes.numbers + votes.others <= 1);
    return votes;
}

Test(number, a_cell_that_reads_one_way_only_is_sure_of_its_mark)
{
    static const char *const points[] = {"12.5",  "0.125",     "1234.567",  "1,234.5", "1,234,567",
                                         "1.5e3", "1 234.567", "12.50 USD", ".5",      "-0.5 %"};
    static const char *const commas[] = {"12,5",  "0,125",     "1234,567", "1.234,5", "1.234.567",
                                         "1,5e3", "1 234,567", "12,50 kr", ",5",      "(0,5)"};

    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        vikt_number_votes votes = vote(points[i]);

        cr_assert(votes.point == 1 && votes.comma == 0 && votes.numbers == 1, "%s", points[i]);
        cr_assert(votes.maybe_point == 0 && votes.maybe_comma == 0, "%s", points[i]);
    }
    for (size_t i = 0; i < sizeof commas / sizeof *commas; i++) {
        vikt_number_votes votes = vote(commas[i]);

        cr_assert(votes.comma == 1 && votes.point == 0 && votes.numbers == 1, "%s", commas[i]);
        cr_assert(votes.maybe_point == 0 && votes.maybe_comma == 0, "%s", commas[i]);
    }
}

Test(number, one_mark_and_three_digits_behind_it_say_maybe)
{
    cr_assert_eq(vote("1.234").maybe_point, 1);
    cr_assert_eq(vote("1.234").point, 0);
    cr_assert_eq(vote("1.234").comma, 0);
    cr_assert_eq(vote("123,456 kr").maybe_comma, 1);
    cr_assert_eq(vote("123,456 kr").numbers, 1);
}

Test(number, cells_without_a_mark_only_count)
{
    vikt_number_votes votes = vote("1 234");

    cr_assert(votes.numbers == 1 && votes.point + votes.comma == 0);
    cr_assert_eq(votes.maybe_point + votes.maybe_comma, 0);
    cr_assert_eq(vote("NaN").numbers, 1);
    cr_assert_eq(vote("kr. 5").maybe_point, 0); /* the mark of the currency */
    cr_assert_eq(vote("").numbers + vote("").others, 0);
    cr_assert_eq(vote("1.2.3").others, 1);
    cr_assert_eq(vote("Volvo").others, 1);
    cr_assert_eq(vote("2026-05-12").others, 1);
    cr_assert_eq(vote("1 200,50 D").debits, 1);
    cr_assert_eq(vote("-7S").debits, 1);
    cr_assert_eq(vote("Road 7D").debits, 0);
    cr_assert_eq(vote("7 K").debits, 0);
    cr_assert_eq(vote(" 7,50 K ").letters, 1);
    cr_assert_eq(vote("7k").letters, 1);
    cr_assert_eq(vote("7 tkr").letters, 0);
    cr_assert_eq(vote("7").letters, 0);
}
