/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "core/base/printable.h"

static const char *made(const char *text, const char *allowed)
{
    static char copy[64];
    strcpy(copy, text);
    vikt_printable_make(copy, strlen(copy), allowed);
    return copy;
}

Test(printable, words_in_any_language_stay)
{
    cr_assert_str_eq(made("Åkerbergs Plåt & Svets – \xe6\x97\xa5", ""), "Åkerbergs Plåt & Svets – \xe6\x97\xa5");
}

Test(printable, controls_become_question_marks_but_for_allowed_ones)
{
    cr_assert_str_eq(made("a\033[31mb\nc\x7f", "\n"), "a?[31mb\nc?");
    cr_assert_str_eq(made("\n", ""), "?");
}

Test(printable, c1_controls_and_direction_overrides_go)
{
    cr_assert_str_eq(made("a\xc2\x9b" "b", ""), "a??b");   /* U+009B, CSI */
    cr_assert_str_eq(made("\xe2\x80\xae" "x", ""), "???x"); /* U+202E */
    cr_assert_str_eq(made("\xe2\x81\xa6" "x", ""), "???x"); /* U+2066 */
    cr_assert_str_eq(made("\xe2\x80\xa9" "x", ""), "\xe2\x80\xa9" "x"); /* U+2029 is a neighbour */
    cr_assert_str_eq(made("\xc2\xa0" "x", ""), "\xc2\xa0" "x");
}

Test(printable, wrong_bytes_become_question_marks)
{
    cr_assert_str_eq(made("a\xff\xc3", ""), "a??");
}
