/* SPDX-License-Identifier: MIT */
#include "core/base/literal.h"

#include <criterion/criterion.h>

Test(literal, texts_are_the_same_without_regard_to_case_and_blanks_around)
{
    cr_assert(vikt_literal_same(VIKT_TEXT(" Bygg "), VIKT_TEXT("BYGG")));
    cr_assert(vikt_literal_same(VIKT_TEXT("Ångström"), VIKT_TEXT("ÅNGSTRÖM")));
    cr_assert(!vikt_literal_same(VIKT_TEXT("Bygg"), VIKT_TEXT("Byggo")));
    cr_assert(!vikt_literal_same(VIKT_TEXT("Byggo"), VIKT_TEXT("Bygg")));
    cr_assert(vikt_literal_same(VIKT_TEXT("  "), VIKT_TEXT("")));
    cr_assert(!vikt_literal_same(VIKT_TEXT(""), VIKT_TEXT("a")));
}

Test(literal, a_written_value_means_what_the_column_holds)
{
    cr_assert_eq(vikt_literal_number(VIKT_TEXT("1970-01-11"), NAN, VIKT_TYPE_DATE), 10);
    cr_assert(isnan(vikt_literal_number(VIKT_TEXT("soon"), NAN, VIKT_TYPE_DATE)));
    cr_assert_eq(vikt_literal_number(VIKT_TEXT("Yes"), NAN, VIKT_TYPE_TRUTH), 1);
    cr_assert_eq(vikt_literal_number(VIKT_TEXT("no"), NAN, VIKT_TYPE_TRUTH), 0);
    cr_assert_eq(vikt_literal_number(VIKT_TEXT("1"), 1, VIKT_TYPE_TRUTH), 1);
    cr_assert_eq(vikt_literal_number(VIKT_TEXT("12"), 12, VIKT_TYPE_NUMBER), 12);
}
