/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/import/dialect.h"

Test(dialect, the_steadiest_separator_is_taken)
{
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("a;b\n1,5;2\n3,5;4,5\n")), ';');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("a,b\nx;y,1\nz,2\n")), ',');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("a\tb\n1,5\t2,5\n")), '\t');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("a|b\n1|2\n")), '|');
}

Test(dialect, separators_within_quotes_do_not_count)
{
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("a,b\n\"x;y;z\",1\n\"p;q\",2\n")), ',');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("a;b\n\"x,\ny,z\";1\n")), ';');
}

Test(dialect, one_column_has_none)
{
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("name\nFoo, Bar\nBaz\n")), '\n');
}

Test(dialect, a_first_line_may_tell_the_separator)
{
    char separator = '?';

    cr_assert_eq(vikt_dialect_told(VIKT_TEXT("sep=;\na,b\n"), &separator), 6);
    cr_assert_eq(separator, ';');
    cr_assert_eq(vikt_dialect_told(VIKT_TEXT("SEP=,\r\na;b\n"), &separator), 7);
    cr_assert_eq(separator, ',');
    cr_assert_eq(vikt_dialect_told(VIKT_TEXT("\"sep=|\"\na\n"), &separator), 8);
    cr_assert_eq(separator, '|');
    cr_assert_eq(vikt_dialect_told(VIKT_TEXT("sep=\t"), &separator), 5);
    cr_assert_eq(separator, '\t');
    cr_assert_eq(vikt_dialect_told(VIKT_TEXT("sep=x\n"), &separator), 0);
    cr_assert_eq(vikt_dialect_told(VIKT_TEXT("sep;a\n"), &separator), 0);
    cr_assert_eq(vikt_dialect_told(VIKT_TEXT("sep=;;\n"), &separator), 0);
    cr_assert_eq(vikt_dialect_told(VIKT_TEXT(""), &separator), 0);
    cr_assert_eq(separator, '\t');
}

Test(dialect, a_profile_is_no_table)
{
    cr_assert(vikt_dialect_is_profile(VIKT_TEXT("[sources]\ncustomers = kunder.csv\n")));
    cr_assert(vikt_dialect_is_profile(VIKT_TEXT("# ours\n\n ; too\n[field key]\r\n[field x]\n")));
    cr_assert(vikt_dialect_is_profile(VIKT_TEXT("[sources]")));
    cr_assert(!vikt_dialect_is_profile(VIKT_TEXT("[id]\n1\n2\n")));
    cr_assert(!vikt_dialect_is_profile(VIKT_TEXT("[id];[a]\n1;a=b\n")));
    cr_assert(!vikt_dialect_is_profile(VIKT_TEXT("[id;a]\n1;a=b\n")));
    cr_assert(!vikt_dialect_is_profile(VIKT_TEXT("id\n[a]\n")));
    cr_assert(!vikt_dialect_is_profile(VIKT_TEXT("[]\na=b\n")));
    cr_assert(!vikt_dialect_is_profile(VIKT_TEXT("")));
}

Test(dialect, rows_with_too_few_cells_do_not_hide_the_separator)
{
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("a;b;c\n1;2\n1;2\n")), ';');
}

static char decimal_of(vikt_number_votes votes, vikt_dialect_sums file)
{
    vikt_number_format format = {.lift = 3};
    bool told = vikt_dialect_format(&votes, &file, &format);

    cr_assert_eq(format.lift, 3);
    cr_assert_neq(format.decimal, format.thousands);
    return told ? format.decimal : '?';
}

Test(dialect, what_is_told_decides_then_the_column_then_the_file)
{
    vikt_number_votes sure = {.comma = 1, .maybe_point = 5}, open = {.maybe_point = 5};
    vikt_number_votes most = {.comma = 2, .point = 1}, tied = {.comma = 2, .point = 2};
    vikt_dialect_sums none = {.point = 0}, points = {.point = 2, .comma = 1};
    vikt_dialect_sums native = {.native_decimal = '.', .comma = 3};
    vikt_dialect_sums comma = {.told_decimal = ',', .point = 5}, both = {.point = 1, .comma = 1};

    cr_assert_eq(decimal_of(sure, points), ',');
    cr_assert_eq(decimal_of(open, points), '.');
    cr_assert_eq(decimal_of(most, points), ',');
    cr_assert_eq(decimal_of(open, none), '?');
    cr_assert_eq(decimal_of(open, both), '?');
    cr_assert_eq(decimal_of(tied, none), '?');
    cr_assert_eq(decimal_of(tied, points), '.');
    cr_assert_eq(decimal_of(open, native), '.');
    cr_assert_eq(decimal_of(sure, native), ',');
    cr_assert_eq(decimal_of(open, comma), ',');
    cr_assert_eq(decimal_of((vikt_number_votes){.point = 9, .maybe_point = 1}, comma), ',');
    cr_assert_eq(decimal_of((vikt_number_votes){.point = 9}, comma), '.');
    cr_assert_eq(decimal_of((vikt_number_votes){.numbers = 9}, none), '.');
}

Test(dialect, titles_do_not_hide_the_separator)
{
    cr_assert_eq(
        vikt_dialect_separator(VIKT_TEXT("Rapport; kunder; 2025\nNr,Namn,Oms\n1,A,5\n2,B,6\n"
                                         "3,C,7\n")),
        ',');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("Bolaget AB, Sida 1\n\nNr\tNamn\tOms\n1\tA\t5,5\n"
                                                  "2\tB\t6,5\n")),
                 '\t');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("Rapport\nUtskrivet\nNr;Namn\n1;A\n2;B\n")), ';');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("Rapport\na, b, c\n1, 2, 3\n")), ',');
}

/* The commas of decimals are steady too, but not in the heading. */
Test(dialect, decimal_commas_are_no_separator)
{
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("Kund;Oms\n1;2,5\n2;3,5\n")), ';');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("Kund;A;B\nx, y;2,5;1,5\nz, w;3,5;1,5\n")), ';');
}

/* Names with a comma in every row of a file of one column. */
Test(dialect, a_comma_of_prose_is_no_separator)
{
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("Namn\nSvensson, Anna\nBerg, Olle\n")), '\n');
    cr_assert_eq(vikt_dialect_separator(VIKT_TEXT("Rapport\nNamn,Oms\nAnna,5\nOlle,6\n")), ',');
}

Test(dialect, blanks_separate_when_figures_stand_in_columns)
{
    cr_assert(vikt_dialect_is_blanks(VIKT_TEXT(" 00004 0001 19970101  2   29.33\r\n"
                                               " 00004 0001 19970118  2   29.73\r\n")));
    cr_assert(vikt_dialect_is_blanks(VIKT_TEXT("id antal pris\n1  5 2.5\n\n22 6 3\n")));
    cr_assert(!vikt_dialect_is_blanks(VIKT_TEXT("1 2 3\n1 2\n")));           /* not steady */
    cr_assert(!vikt_dialect_is_blanks(VIKT_TEXT("Alfa AB 5\nBeta AB 6\n"))); /* one of figures */
    cr_assert(!vikt_dialect_is_blanks(VIKT_TEXT("1 234\n5 678,50\n")));      /* one number */
    cr_assert(!vikt_dialect_is_blanks(VIKT_TEXT("1 2 3\n")));
    cr_assert(!vikt_dialect_is_blanks(VIKT_TEXT("")));
}

Test(dialect, the_last_blank_before_a_cell_becomes_a_tab)
{
    char text[] = " 1  2\t3 \r\n\"a b\" 4\n5\n";

    vikt_dialect_part_blanks(text, sizeof text - 1);
    cr_assert_str_eq(text, " 1 \t2\t3 \r\n\"a b\"\t4\n5\n");
}
