/* SPDX-License-Identifier: MIT
 *
 * Columns that stand below each other.
 */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "core/import/fixed.h"

static void expect(const char *text, const char *wanted)
{
    vikt_fixed fixed;
    size_t length;
    char *out;

    cr_assert(vikt_fixed_find(vikt_text_of(text), &fixed), "%s", text);
    out = malloc(vikt_fixed_room(vikt_text_of(text), &fixed));
    cr_assert(out != NULL);
    length = vikt_fixed_write(vikt_text_of(text), &fixed, out);
    cr_assert(vikt_text_equal(vikt_text_of(wanted), (vikt_text){out, length}), "%.*s", (int)length,
              out);
    free(out);
}

static void expect_none(const char *text)
{
    vikt_fixed fixed;

    cr_assert(!vikt_fixed_find(vikt_text_of(text), &fixed), "%s", text);
}

Test(fixed, names_of_several_words_stay_one_cell)
{
    expect("Kundnr  Namn                 Omsättning\n"
           "1001    Acme Sverige AB         1000,50\n"
           "1002    Beta AB                  200,00\r\n"
           "1003    Gamma och Söner HB     12345,00",
           "Kundnr\tNamn\tOmsättning\n1001\tAcme Sverige AB\t1000,50\n1002\tBeta AB\t200,00\n"
           "1003\tGamma och Söner HB\t12345,00\n");
}

/* Decimals have commas in each row, names in some. */
Test(fixed, a_comma_in_a_name_is_no_separator)
{
    expect("Nr     Namn                  Oms\n00001  Björk, Ek & Al HB  1649,18\n"
           "00002  Ystads Färg           99,50\n00003  Öhman                  1,00\n",
           "Nr\tNamn\tOms\n00001\tBjörk, Ek & Al HB\t1649,18\n00002\tYstads Färg\t99,50\n"
           "00003\tÖhman\t1,00\n");
}

Test(fixed, titles_lines_and_short_rows_are_kept)
{
    expect("Kundlista per kund\n\nNr    Namn        Oms   Stad\n-----------------------------\n"
           "1001  Åkes Bygg    10   Oslo\n1002  Ö AB         20\n1003               30   Ås\n",
           "Kundlista per kund\n\nNr\tNamn\tOms\tStad\n-----------------------------\n"
           "1001\tÅkes Bygg\t10\tOslo\n1002\tÖ AB\t20\t\n1003\t\t30\tÅs\n");
}

Test(fixed, other_texts_are_none)
{
    expect_none("Namn  Stad\nAcme  Oslo\nBeta  Bergen\n"); /* no figures */
    expect_none("Nr,Namn\n1,Acme  AB\n2,Beta  AB\n3,C  AB\n");
    expect_none("Nr  Oms\n1\t2\n3\t4\n");
    expect_none("Nr  Oms\n1   10\n"); /* too few rows */
    expect_none("Nr  Namn      Oms\n1  En annan plats 10\n2 Acme  AB  5\n33  Beta  AB 7\n");
    expect_none("");
}
