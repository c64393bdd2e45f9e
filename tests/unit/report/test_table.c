/* SPDX-License-Identifier: MIT */
#include "core/report/table.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static vikt_arena arena;
static vikt_buffer out;
static vikt_table table;

static void begin(void)
{
    vikt_arena_init(&arena, NULL);
    vikt_buffer_init(&out, NULL, 4096);
}

static void end(void)
{
    vikt_buffer_clear(&out);
    vikt_arena_clear(&arena);
}

TestSuite(table, .init = begin, .fini = end);

static void add(const char *cell)
{
    vikt_table_cell(&table, vikt_text_of(cell));
}

static const char *written(void)
{
    vikt_table_write(&table, &out);
    return out.at ? out.at : "";
}

/* "key" is as wide as its widest cell, 4; numbers end where their heading does. */
Test(table, columns_are_as_wide_as_their_widest_cell)
{
    vikt_table_init(&table, &arena, "lr", true);
    add("key");
    add("revenue");
    add("acme");
    vikt_table_number(&table, 1234.5, 0);
    add("b");
    vikt_table_number(&table, NAN, 0);
    cr_assert_str_eq(written(), VIKT_BOLD "  key   revenue" VIKT_PLAIN "\n"
                                          "  acme    1 235\n"
                                          "  b           -\n");
}

Test(table, width_is_in_characters)
{
    vikt_table_init(&table, &arena, "ll", false);
    add("\xc3\x85\xc3\x84\xc3\x96"); /* three */
    add("x");
    add("abcd");
    add("y");
    cr_assert_str_eq(written(), "  \xc3\x85\xc3\x84\xc3\x96   x\n"
                                "  abcd  y\n");
}

Test(table, no_line_ends_in_spaces)
{
    vikt_table_init(&table, &arena, "lll", false);
    add("a");
    add("");
    add("");
    add("a");
    add("bb");
    add("c");
    cr_assert_str_eq(written(), "  a\n"
                                "  a  bb  c\n");
}

/* 61 characters are cut to 59 and an ellipsis, unless nothing stands behind them; 60 are not. */
Test(table, wide_cells_are_cut_but_in_the_last_column)
{
    char wide[62], fits[61], expected[300];

    memset(wide, 'w', 61);
    memset(fits, 'f', 60);
    wide[61] = fits[60] = '\0';
    vikt_table_init(&table, &arena, "ll", false);
    add(wide);
    add(wide);
    add(fits);
    add("x");
    snprintf(expected, sizeof expected, "  %.59s\xe2\x80\xa6  %s\n  %s  x\n", wide, wide, fits);
    cr_assert_str_eq(written(), expected);
}

Test(table, a_cell_cannot_break_its_line)
{
    vikt_table_init(&table, &arena, "ll", false);
    add("a\nb\tc\r");
    add("x\033y");
    cr_assert_str_eq(written(), "  a b c   x?y\n");
}

Test(table, shares_are_percent)
{
    vikt_table_init(&table, &arena, "rr", false);
    vikt_table_share(&table, 0.1234);
    vikt_table_share(&table, NAN);
    cr_assert_str_eq(written(), "  12.3 %  -\n");
}
