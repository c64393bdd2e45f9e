/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/import/reject.h"

Test(reject, shown_text_is_cut_between_letters)
{
    vikt_arena arena;
    bool failed = false;
    vikt_text text = VIKT_TEXT("abåä");

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_text_is(vikt_reject_shown(&arena, text, 6, &failed), "abåä"));
    cr_assert(vikt_text_is(vikt_reject_shown(&arena, text, 5, &failed), "abå"));
    cr_assert(vikt_text_is(vikt_reject_shown(&arena, text, 4, &failed), "abå"));
    cr_assert(vikt_text_is(vikt_reject_shown(&arena, text, 3, &failed), "ab"));
    cr_assert(!failed);
    vikt_arena_clear(&arena);
}

Test(reject, wrong_bytes_are_shown_as_such)
{
    vikt_arena arena;
    bool failed = false;

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_text_is(vikt_reject_shown(&arena,
                                             VIKT_TEXT("a\xff"
                                                       "b"),
                                             200, &failed),
                           "a\xef\xbf\xbd"
                           "b"));
    /* 80 wrong bytes would be 240: 66 of three bytes fit into 200. */
    char wrong[80];
    memset(wrong, 0xff, sizeof wrong);
    cr_assert_eq(vikt_reject_shown(&arena, (vikt_text){wrong, 80}, 200, &failed).length, 198);
    vikt_arena_clear(&arena);
}

Test(reject, rejects_are_sorted_by_key_row_and_column)
{
    vikt_reject r[4] = {{.row = 2},
                        {.row = 9, .key = VIKT_TEXT("b")},
                        {.row = 3, .key = VIKT_TEXT("b"), .column = VIKT_TEXT("y")},
                        {.row = 3, .key = VIKT_TEXT("b"), .column = VIKT_TEXT("x")}};

    vikt_reject_sort(r, 4);
    cr_assert(vikt_text_is(r[0].column, "x"));
    cr_assert(vikt_text_is(r[1].column, "y"));
    cr_assert_eq(r[2].row, 9);
    cr_assert_eq(r[3].row, 2);
}
