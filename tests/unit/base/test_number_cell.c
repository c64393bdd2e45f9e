/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>

#include "core/base/number.h"

/* The spellings of amounts that stand in the files of companies. */

static const vikt_number_format comma = {',', '.', 0}, point = {'.', ',', 0};

typedef struct sample {
    const char cell[40];
    char decimal;
    double value;
} sample;

ParameterizedTestParameters(number_cell, each_spelling_is_its_number)
{
    static sample samples[] = {
        /* thousands */
        {"1'234'567.5", '.', 1234567.5},
        {"1\xe2\x80\x99"
         "234.50",
         '.', 1234.5},
        {"1\xe2\x80\x99"
         "234'567",
         ',', 1234567},
        {"1.234.567,89", ',', 1234567.89},
        {"1,234,567.89", '.', 1234567.89},
        {"999.999", ',', 999999},
        {"1.000", ',', 1000},
        /* minus */
        {"1 292,74-", ',', -1292.74},
        {"\xe2\x80\x93"
         "12,5",
         ',', -12.5}, /* en dash */
        {"\xe2\x88\x92 12,5", ',', -12.5},
        {"12,5\xe2\x80\x93", ',', -12.5},
        {"\xe2\x80\x90"
         "7",
         ',', -7},
        {"(12,5)", ',', -12.5},
        {"(1 000 kr)", ',', -1000},
        /* currencies */
        {"CHF 12.50", '.', 12.5},
        {"12,50 z\xc5\x82", ',', 12.5},
        {"12 Euro", ',', 12},
        {"US$ 12", '.', 12},
        {"$-12", '.', -12},
        {"100,-", ',', 100},
        {"1 234:-", ',', 1234},
        {"100.-", '.', 100},
        {"-100,-", ',', -100},
        {"100,\xe2\x80\x93", ',', 100},
        {"kr. 100,-", ',', 100},
        {"100,- kr", ',', 100},
        {"kr 100,--", ',', 100},
        {"kr 100 kr", ',', -99},
        /* sizes */
        {"12 tkr", ',', 12000},
        {"12,5 tkr", ',', 12500},
        {"12 Tkr.", ',', 12000},
        {"1,2 mkr", ',', 1200000},
        {"1,2 Mkr", ',', 1200000},
        {"12 kkr", ',', 12000},
        {"3 tSEK", ',', 3000},
        {"3 kSEK", ',', 3000},
        {"KSEK 3", ',', 3000},
        {"MSEK 1,5", ',', 1500000},
        {"1,5 MSEK", ',', 1500000},
        {"12k", ',', 12000},
        {"12 K", ',', 12000},
        {"12,5 k", ',', 12500},
        {"5 t\xe2\x82\xac", ',', 5000},
        {"5 T\xe2\x82\xac", ',', 5000},
        {"5 m\xe2\x82\xac", ',', 5000000},
        {"TEUR 5", ',', 5000},
        {"5 kEUR", ',', 5000},
        {"\xc2\xa3"
         "1.2m",
         '.', 1200000},
        {"$12k", '.', 12000},
        {"2 Mio", ',', 2000000},
        {"2 Mio. \xe2\x82\xac", ',', 2000000},
        {"2,5 mio. kr", ',', 2500000},
        {"2 mio.kr.", ',', 2000000},
        {"2 milj kr", ',', 2000000},
        {"2 miljoner", ',', 2000000},
        {"2 Millionen", ',', 2000000},
        {"5 tusen", ',', 5000},
        {"5 tusen kr", ',', 5000},
        {"5 Tsd. EUR", ',', 5000},
        {"1,5 mdr kr", ',', 1500000000},
        {"1,5 mdkr", ',', -99},
        {"-2 mkr", ',', -2000000},
        {"2 mkr-", ',', -2000000},
        {"0,1 tkr", ',', 100},
        {"1,1 tkr", ',', 1100}, /* 1.1 * 1000 in one step: exact */
        /* wrong */
        {"12,5 m", ',', -99}, /* months? metres? */
        {"12 t", ',', -99},
        {"12 M", ',', -99},
        {"k 12", ',', -99},
        {"12 tkr %", ',', -99},
        {"12 tkr tkr", ',', -99},
        {"12 k k", ',', -99},
        {"tkr", ',', -99},
        {"2 billion", ',', -99}, /* a million millions in most of the five languages */
        {"12 kr/st", ',', -99},
        {"K01001", ',', -99},
        {"1,23,456", '.', -99}, /* lakh */
        {"12,34,567.50", '.', -99},
        {"1'23", '.', -99},
        {"1.234'567", ',', -99},
        {"1 234.567,5", ',', -99},
        {"1.23.456", ',', -99},
        {"0.123", ',', -99},
        {".-", ',', -99},
        {"\xe2\x80\x93\xe2\x80\x93", ',', -99},
    };

    return cr_make_param_array(sample, samples, sizeof samples / sizeof *samples);
}

ParameterizedTest(sample *s, number_cell, each_spelling_is_its_number)
{
    double value = -99;
    bool percent;
    vikt_number_state state = vikt_number_read(vikt_text_of(s->cell),
                                               s->decimal == ',' ? comma : point, &value, &percent);

    cr_assert_eq(value, s->value, "\"%s\" is %g", s->cell, value);
    cr_assert_eq(state, s->value == -99 ? VIKT_NUMBER_WRONG : VIKT_NUMBER_OK, "\"%s\"", s->cell);
}

Test(number_cell, a_lone_dash_is_nothing)
{
    static const char *const dashes[] = {
        "-",  "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x88\x92",   " - ",
        "- ", "- kr",         "kr -",         "\xe2\x80\x94 kr"};
    double value = -99;
    int64_t units = -99;

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        vikt_number_votes votes = {.point = 0};
        vikt_text cell = vikt_text_of(dashes[i]);

        cr_assert_eq(vikt_number_read(cell, comma, &value, NULL), VIKT_NUMBER_EMPTY, "%zu", i);
        cr_assert_eq(vikt_amount_read(cell, comma, &units), VIKT_NUMBER_EMPTY, "%zu", i);
        cr_assert(vikt_number_is_dash(cell), "%zu", i);
        vikt_number_vote(&votes, cell);
        cr_assert_eq(votes.numbers + votes.others, 0, "%zu", i);
    }
    cr_assert_eq(value, -99);
    cr_assert_eq(units, -99);
    cr_assert(!vikt_number_is_dash(VIKT_TEXT("")));
    cr_assert(!vikt_number_is_dash(VIKT_TEXT("kr")));
    cr_assert(!vikt_number_is_dash(VIKT_TEXT("--")));
    cr_assert(!vikt_number_is_dash(VIKT_TEXT("(-)")));
    cr_assert(!vikt_number_is_dash(VIKT_TEXT("-a")));
}

Test(number_cell, the_heading_s_size_counts_where_the_cell_has_none)
{
    static const vikt_number_format thousands = {',', '.', 3};
    double value;
    bool percent;

    cr_assert_eq(vikt_number_read(VIKT_TEXT("12,5"), thousands, &value, &percent), VIKT_NUMBER_OK);
    cr_assert_eq(value, 12500);
    cr_assert_eq(vikt_number_read(VIKT_TEXT("1,1 kr"), thousands, &value, &percent),
                 VIKT_NUMBER_OK);
    cr_assert_eq(value, 1100);
    cr_assert_eq(vikt_number_read(VIKT_TEXT("2 mkr"), thousands, &value, &percent), VIKT_NUMBER_OK);
    cr_assert_eq(value, 2000000);
    cr_assert_eq(vikt_number_read(VIKT_TEXT("2 tkr"), thousands, &value, &percent), VIKT_NUMBER_OK);
    cr_assert_eq(value, 2000);
    cr_assert_eq(vikt_number_read(VIKT_TEXT("50 %"), thousands, &value, &percent), VIKT_NUMBER_OK);
    cr_assert_eq(value, 0.5);
}

typedef struct amount {
    const char cell[32];
    int64_t units;
} amount;

static int64_t units_of(const char *cell, vikt_number_format format, vikt_number_state wanted)
{
    int64_t units = -99;

    cr_assert_eq(vikt_amount_read(vikt_text_of(cell), format, &units), wanted, "\"%s\"", cell);
    return units;
}

Test(number_cell, amounts_are_exact)
{
    static const amount amounts[] = {
        {"0", 0},
        {"-0", 0},
        {"1", 10000},
        {"1,1", 11000},
        {"-1,1", -11000},
        {"0,0001", 1},
        {"0,00005", 1}, /* half away from zero */
        {"-0,00005", -1},
        {"0,00004999", 0},
        {"0,000049999999999999999999999", 0},
        {"1,23456", 12346},
        {"1,23454", 12345},
        {"-1,23455", -12346},
        {"1 845 200,50", 18452005000},
        {"1.234,5", 12345000},
        {"1 292,74-", -12927400},
        {"(12,5)", -125000},
        {"12 tkr", 120000000},
        {"0,00000005 tkr", 1}, /* 0.00005 */
        {"2,5 mkr", 25000000000},
        {"1e2", 1000000},
        {"1e-5", 0},
        {"5e-5", 1},
        {"99999999999999,9999", 999999999999999999},
        {"100000000000000,5", 1000000000000005000},
        {"922337203685477,5807", INT64_MAX},
        {"-922337203685477,5807", -INT64_MAX},
        {"922337203685477,58074", INT64_MAX},
        {"000000000000000000000012", 120000},
        {",5", 5000},
        {"5,", 50000},
    };

    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        cr_assert_eq(units_of(amounts[i].cell, comma, VIKT_NUMBER_OK), amounts[i].units, "\"%s\"",
                     amounts[i].cell);
    cr_assert_eq(units_of("12,5", (vikt_number_format){',', '.', 3}, VIKT_NUMBER_OK), 125000000);
    cr_assert_eq(units_of("1.234", point, VIKT_NUMBER_OK), 12340);
}

Test(number_cell, amounts_that_cannot_be_held_are_told)
{
    static const char *const large[] = {
        "922337203685477,58075", "922337203685478", "-922337203685477,58075",        "1e15",
        "9999999999999999",      "1e999999999",     "99999999999999999999999999999", "inf"};

    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        cr_assert_eq(units_of(large[i], comma, VIKT_NUMBER_INFINITE), -99, "%s", large[i]);
    cr_assert_eq(units_of("", comma, VIKT_NUMBER_EMPTY), -99);
    cr_assert_eq(units_of("5 %", comma, VIKT_NUMBER_WRONG), -99);
    cr_assert_eq(units_of("12.50", comma, VIKT_NUMBER_WRONG), -99);
    cr_assert_eq(units_of("1,5,5", comma, VIKT_NUMBER_WRONG), -99);
}

static vikt_number_votes vote(const char *const *cells, size_t count)
{
    vikt_number_votes votes = {.point = 0};

    for (size_t i = 0; i < count; i++)
        vikt_number_vote(&votes, vikt_text_of(cells[i]));
    return votes;
}

Test(number_cell, votes_know_marks_sizes_and_currencies)
{
    static const char *const cells[] = {"1 234,50 SEK", "5'000", "12 tkr", "3 %", "12 kr", "abc"};
    vikt_number_votes votes = vote(cells, 6);

    cr_assert_eq(votes.numbers, 5);
    cr_assert_eq(votes.others, 1);
    cr_assert_eq(votes.percents, 1);
    cr_assert(votes.blanks && votes.apostrophes && votes.commas && !votes.points && votes.sizes);
    cr_assert_eq(votes.currencies & (votes.currencies - 1), 0); /* kr may be SEK */
    vikt_number_vote(&votes, VIKT_TEXT("12 EUR"));
    cr_assert_neq(votes.currencies & (votes.currencies - 1), 0);
}
