/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "core/import/ledger_ahead.h"

enum { ROWS_MAX = 3 * VIKT_LEDGER_AHEAD };

static vikt_arena arena;
static char text[ROWS_MAX * 16];

/* So many rows "N;K", and what stands behind them, as a sheet without a heading. */
static vikt_sheet sheet_of(size_t rows, const char *behind)
{
    size_t length = 0;

    for (size_t i = 0; i < rows; i++)
        length += (size_t)snprintf(text + length, 16, "%zu;k%zu\n", i, i % 7);
    length += (size_t)snprintf(text + length, 16, "%s", behind);
    return (vikt_sheet){.text = {text, length}, .data = text, .separator = ';', .width = 2};
}

static void check(size_t rows, const char *behind, vikt_csv_state last)
{
    vikt_sheet sheet = sheet_of(rows, behind);
    vikt_ledger_ahead ahead;
    vikt_accounts accounts;
    vikt_csv_row row = {.number = 0};

    vikt_arena_init(&arena, NULL);
    vikt_accounts_init(&accounts, NULL);
    cr_assert(vikt_ledger_ahead_open(&ahead, &sheet, &arena));
    for (int reading = 0; reading < 2; reading++) {
        vikt_ledger_ahead_begin(&ahead, &sheet);
        for (size_t i = 0; i < rows; i++) {
            char wanted[16];

            cr_assert_eq(vikt_ledger_ahead_next(&ahead, &row), VIKT_CSV_ROW);
            vikt_ledger_ahead_send(&ahead, &accounts, i % 3);
            snprintf(wanted, sizeof wanted, "k%zu", i % 7);
            cr_assert(vikt_text_is(vikt_csv_raw(row.slots, 1), wanted));
            cr_assert_eq(row.number, (long)i + 1);
        }
        for (int i = 0; i < 2; i++) { /* and again, when asked again */
            cr_assert_eq(vikt_ledger_ahead_next(&ahead, &row), last);
            cr_assert(last == VIKT_CSV_END || row.number == (long)rows + 1);
        }
    }
    vikt_accounts_clear(&accounts);
    vikt_arena_clear(&arena);
}

Test(ledger_ahead, rows_come_one_by_one_whatever_is_scanned_at_once)
{
    for (size_t rows = 0; rows < ROWS_MAX; rows++)
        check(rows, "", VIKT_CSV_END);
}

Test(ledger_ahead, a_row_that_cannot_be_read_comes_after_those_before_it)
{
    for (size_t rows = 0; rows < ROWS_MAX; rows++)
        check(rows, "\"1;", VIKT_CSV_UNCLOSED);
}
