/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#include "core/import/order.h"

enum { MAX = 5000 };

/* Texts as cells of one mapped buffer. */
typedef struct texts {
    char bytes[MAX * 40];
    vikt_pool pool;
    vikt_cell cells[MAX];
    vikt_column column;
    uint32_t rows[MAX];
    size_t size;
} texts;

static void add(texts *t, const char *text)
{
    size_t length = strlen(text);

    t->pool.mapped = t->bytes;
    memcpy(t->bytes + t->size, text, length);
    t->cells[t->column.count] = vikt_cell_mapped(&t->pool, (vikt_text){t->bytes + t->size, length});
    t->rows[t->column.count] = (uint32_t)t->column.count;
    t->column.count++;
    t->size += length;
}

static void expect_ordered(texts *t)
{
    bool equal, twins = false;

    t->column.type = VIKT_TYPE_TEXT;
    t->column.cells = t->cells;
    t->column.pool = &t->pool;
    cr_assert(vikt_order_rows(&t->column, NULL, t->rows, t->column.count, &equal));
    for (size_t i = 1; i < t->column.count; i++) {
        uint32_t a = t->rows[i - 1], b = t->rows[i];
        int order =
            vikt_text_compare(vikt_column_text(&t->column, a), vikt_column_text(&t->column, b));

        cr_assert(order < 0 || (order == 0 && a < b), "%zu", i);
        twins |= order == 0;
    }
    cr_assert_eq(equal, twins);
}

static texts *make(void)
{
    texts *t = calloc(1, sizeof *t);

    cr_assert(t != NULL);
    return t;
}

Test(order, numbers_in_their_own_order_become_bytewise)
{
    texts *t = make();
    char text[16];

    for (int i = 1; i <= MAX; i++) {
        snprintf(text, sizeof text, "%d", i);
        add(t, text);
    }
    expect_ordered(t);
    free(t);
}

Test(order, shuffled_texts_with_long_common_beginnings_are_sorted)
{
    texts *t = make();
    uint64_t random = 7;
    char text[40];

    for (int i = 0; i < MAX; i++) {
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
        snprintf(text, sizeof text, "CUSTOMER-ÅÄÖ-%0*d", (int)(random >> 40) % 9 + 1,
                 (int)(random >> 33) % 700);
        add(t, text);
    }
    expect_ordered(t);
    free(t);
}

Test(order, short_texts_come_before_those_they_begin)
{
    texts *t = make();

    for (int i = 0; i < 10; i++) {
        add(t, "abcdefghi");
        add(t, "abcdefgh");
        add(t, "abc");
        add(t, "b");
        add(t, "");
    }
    expect_ordered(t);
    free(t);
}
