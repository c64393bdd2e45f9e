/* SPDX-License-Identifier: MIT */
#include "core/population/notes.h"

#include <criterion/criterion.h>

Test(notes, are_copies_in_the_order_of_rows_and_of_adding)
{
    static const uint32_t rows[] = {3, 3, 9};
    static const char *const texts[] = {"one", "two", "nine"};
    vikt_notes notes = {NULL, 0, 0};
    vikt_arena arena;
    char text[] = "one";

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_notes_add(&notes, &arena, 3, vikt_text_of(text)));
    cr_assert(vikt_notes_add(&notes, &arena, 3, VIKT_TEXT("two")));
    cr_assert(vikt_notes_add(&notes, &arena, 9, VIKT_TEXT("nine")));
    text[0] = 'X'; /* it was copied */
    cr_assert_eq(notes.count, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(notes.items[i].row, rows[i]);
        cr_assert(vikt_text_is(notes.items[i].text, texts[i]));
    }
    vikt_arena_clear(&arena);
}

Test(notes, merging_keeps_rows_ascending_and_the_older_note_first)
{
    static const uint32_t rows[] = {1, 2, 3, 3, 5, 8};
    static const char *const texts[] = {"m1", "n2", "n3", "m3", "n5", "m8"};
    vikt_notes notes = {NULL, 0, 0}, more = {NULL, 0, 0};
    vikt_arena arena;

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_notes_add(&notes, &arena, 2, VIKT_TEXT("n2")));
    cr_assert(vikt_notes_add(&notes, &arena, 3, VIKT_TEXT("n3")));
    cr_assert(vikt_notes_add(&notes, &arena, 5, VIKT_TEXT("n5")));
    cr_assert(vikt_notes_add(&more, &arena, 1, VIKT_TEXT("m1")));
    cr_assert(vikt_notes_add(&more, &arena, 3, VIKT_TEXT("m3")));
    cr_assert(vikt_notes_add(&more, &arena, 8, VIKT_TEXT("m8")));
    cr_assert(vikt_notes_merge(&notes, &arena, &more));
    cr_assert_eq(notes.count, 6);
    for (size_t i = 0; i < 6; i++) {
        cr_assert_eq(notes.items[i].row, rows[i]);
        cr_assert(vikt_text_is(notes.items[i].text, texts[i]));
    }
    vikt_arena_clear(&arena);
}

Test(notes, the_same_text_again_costs_no_memory)
{
    vikt_notes notes = {NULL, 0, 0};
    vikt_arena arena;

    vikt_arena_init(&arena, NULL);
    for (size_t row = 0; row < 6; row++)
        cr_assert(vikt_notes_add(&notes, &arena, row, row % 2 ? VIKT_TEXT("B") : VIKT_TEXT("A")));
    cr_assert(notes.items[4].text.at == notes.items[0].text.at);
    cr_assert(notes.items[5].text.at == notes.items[1].text.at);
    cr_assert(notes.items[5].text.at != notes.items[4].text.at);
    vikt_arena_clear(&arena);
}
