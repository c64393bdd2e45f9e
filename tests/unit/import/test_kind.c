/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/import/kind.h"

Test(kind, letters_digits_and_years_are_told_apart)
{
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("Kund")), VIKT_KIND_WORD);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("Q1")), VIKT_KIND_WORD);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("Sales 2024")), VIKT_KIND_WORD);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("AB12")), VIKT_KIND_WORD);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("ABC123")), VIKT_KIND_FIGURE);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("1 234,50")), VIKT_KIND_FIGURE);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("1989")), VIKT_KIND_FIGURE);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("1990")), VIKT_KIND_YEAR);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("2024-12")), VIKT_KIND_YEAR);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("2024-13")), VIKT_KIND_FIGURE);
}

/* A cell that is not there has no address: nothing may be added to it. */
Test(kind, what_is_not_there_is_empty)
{
    cr_assert_eq(vikt_kind_of((vikt_text){NULL, 0}), VIKT_KIND_EMPTY);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT("")), VIKT_KIND_EMPTY);
    cr_assert_eq(vikt_kind_of(VIKT_TEXT(" - ")), VIKT_KIND_EMPTY);
    cr_assert_not(vikt_kind_is_blank((vikt_text){NULL, 0}));
    cr_assert_not(vikt_kind_is_line((vikt_text){NULL, 0}));
}

Test(kind, blanks_of_pivots_and_lines_are_known)
{
    cr_assert(vikt_kind_is_blank(VIKT_TEXT("(Tom)")));
    cr_assert_not(vikt_kind_is_blank(VIKT_TEXT("(Tomas)")));
    cr_assert(vikt_kind_is_line(VIKT_TEXT("------")));
    cr_assert_not(vikt_kind_is_line(VIKT_TEXT("--1--")));
}
