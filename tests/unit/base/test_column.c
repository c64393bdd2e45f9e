/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/column.h"
#include "failing.h"

Test(column, types_have_the_names_that_people_read)
{
    cr_assert_str_eq(vikt_type_name(VIKT_TYPE_NUMBER), "number");
    cr_assert_str_eq(vikt_type_name(VIKT_TYPE_TEXT), "text");
    cr_assert_str_eq(vikt_type_name(VIKT_TYPE_DATE), "date");
    cr_assert_str_eq(vikt_type_name(VIKT_TYPE_TRUTH), "yes/no");
    cr_assert_str_eq(vikt_type_name(VIKT_TYPE_UNKNOWN), "unknown");
}

Test(column, a_new_column_is_all_missing)
{
    static const vikt_type types[] = {VIKT_TYPE_NUMBER, VIKT_TYPE_TEXT, VIKT_TYPE_DATE,
                                      VIKT_TYPE_TRUTH};
    vikt_pool pool = {.mapped = ""};
    vikt_arena arena;

    vikt_arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        vikt_column *column = vikt_column_new(&arena, types[i], 1000, &pool);

        cr_assert_not_null(column);
        cr_assert_eq(column->type, types[i]);
        cr_assert_eq(column->count, 1000);
        cr_assert_eq(column->cells != NULL, types[i] == VIKT_TYPE_TEXT);
        cr_assert_eq(column->numbers != NULL, types[i] != VIKT_TYPE_TEXT);
        for (size_t row = 0; row < 1000; row++)
            cr_assert(vikt_column_missing(column, row));
    }
    vikt_arena_clear(&arena);
}

Test(column, zero_and_empty_text_are_not_missing)
{
    vikt_pool pool = {.mapped = "abc"};
    vikt_arena arena;
    vikt_column *numbers, *texts;

    vikt_arena_init(&arena, NULL);
    numbers = vikt_column_new(&arena, VIKT_TYPE_NUMBER, 2, NULL);
    texts = vikt_column_new(&arena, VIKT_TYPE_TEXT, 2, &pool);
    numbers->numbers[0] = 0;
    texts->cells[0] = vikt_cell_mapped(&pool, (vikt_text){pool.mapped + 1, 0});
    cr_assert_not(vikt_column_missing(numbers, 0));
    cr_assert_not(vikt_column_missing(texts, 0));
    cr_assert_eq(vikt_column_text(texts, 0).length, 0);
    cr_assert_not_null(vikt_column_text(texts, 0).at);
    cr_assert_null(vikt_column_text(texts, 1).at);
    vikt_arena_clear(&arena);
}

Test(column, text_cells_lie_in_the_file_or_in_what_grew)
{
    static const char file[] = "K1;Volvo;Saab";
    vikt_pool pool = {.mapped = file};
    vikt_arena arena;
    vikt_column *column;
    bool failed = false;

    vikt_arena_init(&arena, NULL);
    vikt_buffer_init(&pool.grown, NULL, 1 << 20);
    column = vikt_column_new(&arena, VIKT_TYPE_TEXT, 1002, &pool);
    column->cells[0] = vikt_cell_mapped(&pool, (vikt_text){file + 3, 5});
    for (size_t row = 1; row <= 1000; row++) /* grown moves meanwhile */
        column->cells[row] = vikt_cell_copied(&pool, VIKT_TEXT("\xc3\x85hl\xc3\xa9ns"), &failed);
    column->cells[1001] = vikt_cell_copied(&pool, VIKT_TEXT(""), &failed);
    cr_assert_not(failed);
    cr_assert(vikt_text_is(vikt_column_text(column, 0), "Volvo"));
    cr_assert_eq(vikt_column_text(column, 0).at, file + 3); /* not copied */
    cr_assert(vikt_text_is(vikt_column_text(column, 1), "\xc3\x85hl\xc3\xa9ns"));
    cr_assert(vikt_text_is(vikt_column_text(column, 1000), "\xc3\x85hl\xc3\xa9ns"));
    cr_assert_not(vikt_column_missing(column, 1001));
    vikt_buffer_clear(&pool.grown);
    vikt_arena_clear(&arena);
}

Test(column, the_longest_cell_keeps_its_length)
{
    static char file[VIKT_CELL_MAX + 10];
    vikt_pool pool = {.mapped = file};
    vikt_arena arena;
    vikt_column *column;

    vikt_arena_init(&arena, NULL);
    column = vikt_column_new(&arena, VIKT_TYPE_TEXT, 1, &pool);
    column->cells[0] = vikt_cell_mapped(&pool, (vikt_text){file + 7, VIKT_CELL_MAX});
    cr_assert_eq(vikt_column_text(column, 0).length, VIKT_CELL_MAX);
    cr_assert_eq(vikt_column_text(column, 0).at, file + 7);
    vikt_arena_clear(&arena);
}

Test(column, a_row_is_found_by_its_text)
{
    static const char file[] = "bdf";
    vikt_pool pool = {.mapped = file};
    vikt_arena arena;
    vikt_column *keys;

    vikt_arena_init(&arena, NULL);
    keys = vikt_column_new(&arena, VIKT_TYPE_TEXT, 3, &pool);
    for (size_t row = 0; row < 3; row++)
        keys->cells[row] = vikt_cell_mapped(&pool, (vikt_text){file + row, 1});
    for (size_t row = 0; row < 3; row++)
        cr_assert_eq(vikt_column_find(keys, (vikt_text){file + row, 1}), row);
    for (const char *other = "aceg"; *other; other++)
        cr_assert_eq(vikt_column_find(keys, (vikt_text){other, 1}), VIKT_INDEX_NONE);
    cr_assert_eq(vikt_column_find(keys, VIKT_TEXT("bd")), VIKT_INDEX_NONE);
    keys->count = 0;
    cr_assert_eq(vikt_column_find(keys, VIKT_TEXT("b")), VIKT_INDEX_NONE);
    vikt_arena_clear(&arena);
}

Test(column, a_full_pool_gives_missing_cells_and_says_so)
{
    vikt_pool pool = {.mapped = ""};
    bool failed = false;

    vikt_buffer_init(&pool.grown, NULL, 4);
    cr_assert(vikt_cell_copied(&pool, VIKT_TEXT("four"), &failed) != VIKT_CELL_NONE);
    cr_assert_not(failed);
    cr_assert_eq(vikt_cell_copied(&pool, VIKT_TEXT("x"), &failed), VIKT_CELL_NONE);
    cr_assert(failed);
    vikt_buffer_clear(&pool.grown);
}

Test(column, without_memory_there_is_no_column)
{
    for (size_t n = 0; n < 2; n++) {
        failing state = {.until = n};
        vikt_allocator own = failing_allocator(&state);
        vikt_arena arena;

        vikt_arena_init(&arena, &own);
        cr_assert_null(vikt_column_new(&arena, VIKT_TYPE_NUMBER, 100000, NULL));
        cr_assert_null(vikt_column_new(&arena, VIKT_TYPE_TEXT, 100000, NULL));
        vikt_arena_clear(&arena);
        cr_assert_eq(state.alive, 0);
    }
}
