/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "core/base/memory.h"
#include "failing.h"

static bool all_zero(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

Test(memory, acquired_memory_is_zeroed_by_any_allocator)
{
    failing state = {.until = 10};
    vikt_allocator own = failing_allocator(&state);
    char *a = vikt_acquire(NULL, 100, 8), *b = vikt_acquire(&own, 100, 8);

    cr_assert(a && all_zero(a, 800));
    cr_assert(b && all_zero(b, 800));
    vikt_release(NULL, a);
    vikt_release(&own, b);
    cr_assert_eq(state.alive, 0);
}

Test(memory, a_size_that_overflows_is_no_memory)
{
    failing state = {.until = 10};
    vikt_allocator own = failing_allocator(&state);
    vikt_arena arena;

    /* (SIZE_MAX / 8 + 1) * 8 = 0 modulo 2^64 */
    cr_assert_null(vikt_acquire(&own, SIZE_MAX / 8 + 1, 8));
    cr_assert_null(vikt_resize(&own, NULL, SIZE_MAX / 8 + 1, 8));
    vikt_arena_init(&arena, &own);
    cr_assert_null(vikt_arena_new(&arena, SIZE_MAX / 8 + 1, 8));
    cr_assert_null(vikt_arena_new(&arena, SIZE_MAX, 1));
    cr_assert_null(vikt_arena_copy(&arena, "", SIZE_MAX));
    cr_assert_eq(state.calls, 0);
    vikt_arena_clear(&arena);
}

Test(memory, nothing_is_still_a_valid_piece)
{
    vikt_arena arena;
    void *a = vikt_acquire(NULL, 0, 8);

    cr_assert_not_null(a);
    vikt_release(NULL, a);
    vikt_release(NULL, NULL);
    vikt_arena_init(&arena, NULL);
    cr_assert_not_null(vikt_arena_new(&arena, 0, 8));
    cr_assert_not_null(vikt_arena_new(&arena, 8, 0));
    vikt_arena_clear(&arena);
}

Test(memory, resizing_keeps_the_content)
{
    int *items = vikt_resize(NULL, NULL, 2, sizeof *items), *more;

    cr_assert_not_null(items);
    items[0] = 7;
    items[1] = 8;
    more = vikt_resize(NULL, items, 1000, sizeof *items);
    cr_assert_not_null(more);
    cr_assert_eq(more[0] + more[1], 15);
    vikt_release(NULL, more);
}

Test(memory, an_arena_gives_zeroed_aligned_pieces_that_do_not_overlap)
{
    static const size_t sizes[] = {1, 3, 16, 17, 1000, 4096, 65535, 65536, 65537, 300000, 1, 5};
    enum { PIECES = sizeof sizes / sizeof *sizes };
    char *pieces[PIECES];
    vikt_arena arena;

    vikt_arena_init(&arena, NULL);
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = vikt_arena_new(&arena, sizes[i], 1);
        cr_assert_not_null(pieces[i]);
        cr_assert_eq((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        cr_assert(all_zero(pieces[i], sizes[i]));
        memset(pieces[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            cr_assert_eq(pieces[i][j], (char)(i + 1));
    vikt_arena_clear(&arena);
}

Test(memory, small_pieces_share_blocks_and_large_ones_have_their_own)
{
    failing state = {.until = 1000};
    vikt_allocator own = failing_allocator(&state);
    vikt_arena arena;
    size_t before;

    vikt_arena_init(&arena, &own);
    cr_assert_eq(state.calls, 0); /* nothing yet */
    for (int i = 0; i < 100; i++)
        cr_assert_not_null(vikt_arena_new(&arena, 16, 1));
    cr_assert_eq(state.calls, 1);
    before = state.calls;
    for (int i = 0; i < 3; i++)
        cr_assert_not_null(vikt_arena_new(&arena, 65536, 1));
    cr_assert_eq(state.calls, before + 3);
    /* The block of the small ones is still in use behind them. */
    cr_assert_not_null(vikt_arena_new(&arena, 16, 1));
    cr_assert_eq(state.calls, before + 3);
    vikt_arena_clear(&arena);
    cr_assert_eq(state.alive, 0);
}

Test(memory, an_arena_that_was_cleared_may_be_used_again)
{
    vikt_arena arena;

    vikt_arena_init(&arena, NULL);
    cr_assert_not_null(vikt_arena_new(&arena, 10, 10));
    vikt_arena_clear(&arena);
    vikt_arena_clear(&arena);
    cr_assert_not_null(vikt_arena_new(&arena, 10, 10));
    vikt_arena_clear(&arena);
}

Test(memory, copies_and_prints_end_with_nul)
{
    vikt_arena arena;
    char *copy, *printed;

    vikt_arena_init(&arena, NULL);
    copy = vikt_arena_copy(&arena, "a\0bc", 3);
    cr_assert_eq(memcmp(copy, "a\0b", 4), 0);
    cr_assert_str_eq(vikt_arena_copy(&arena, NULL, 0), "");
    printed = vikt_arena_print(&arena, "%s-%d", "kund", 12);
    cr_assert_str_eq(printed, "kund-12");
    vikt_arena_clear(&arena);
}

Test(memory, an_array_grows_and_keeps_its_elements)
{
    vikt_arena arena;
    size_t count = 0, capacity = 0;
    unsigned *items = NULL;

    vikt_arena_init(&arena, NULL);
    for (; count < 100000; count++) {
        items = vikt_arena_grow(&arena, items, count, &capacity, sizeof *items);
        cr_assert_not_null(items);
        cr_assert(capacity > count);
        items[count] = (unsigned)count;
    }
    for (size_t i = 0; i < count; i++)
        cr_assert_eq(items[i], (unsigned)i);
    vikt_arena_clear(&arena);
}

/* A job of several allocations; false when one of them failed. */
static bool job(const vikt_allocator *allocator)
{
    vikt_arena arena;
    size_t capacity = 0;
    int *items = NULL;
    bool done = true;

    vikt_arena_init(&arena, allocator);
    for (size_t count = 0; done && count < 5000; count++) {
        int *grown = vikt_arena_grow(&arena, items, count, &capacity, sizeof *items);

        done = grown != NULL;
        if (!done && count > 0)
            cr_assert_eq(items[count - 1], (int)count - 1); /* the old one stays valid */
        if (!done)
            break;
        items = grown;
        items[count] = (int)count;
    }
    done = done && vikt_arena_new(&arena, 100000, 1) && vikt_arena_print(&arena, "%d", 5) &&
           vikt_arena_copy(&arena, "abc", 3);
    vikt_arena_clear(&arena);
    return done;
}

Test(memory, whichever_allocation_fails_nothing_is_lost)
{
    failing state = {.until = SIZE_MAX};
    vikt_allocator own = failing_allocator(&state);
    size_t needed;

    cr_assert(job(&own));
    needed = state.calls;
    cr_assert(needed > 3);
    for (size_t n = 0; n < needed; n++) {
        state = (failing){.until = n};
        cr_assert_not(job(&own), "allocation %zu failed and nobody noticed", n);
        cr_assert_eq(state.alive, 0);
    }
}
