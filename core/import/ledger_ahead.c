/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_ahead.h"

void vikt_ledger_ahead_begin(vikt_ledger_ahead *ahead, const vikt_ledger_rows *rows,
                             const char **slots)
{
    *ahead = (vikt_ledger_ahead){.csv = rows->csv};
    ahead->column = rows->columns->at[VIKT_LEDGER_CUSTOMER];
    ahead->row.slots = slots;
    ahead->row.room = ahead->column + 1;
}

/* Where the account is looked for is fetched at once, the account when that has come. A cell with
 * quotes or blanks has another hash, and nothing is won. */
static void look(vikt_ledger_ahead *ahead, const vikt_accounts *accounts)
{
    uint64_t *place = &ahead->hashes[ahead->count++ % (VIKT_LEDGER_AHEAD / 2)];

    vikt_accounts_fetch(accounts, *place);
    *place = vikt_accounts_hash(accounts, vikt_csv_raw(ahead->row.slots, ahead->column));
    vikt_accounts_fetch_slot(accounts, *place);
}

void vikt_ledger_ahead_of(vikt_ledger_ahead *ahead, const vikt_accounts *accounts, long row)
{
    while (ahead->csv.number < row + VIKT_LEDGER_AHEAD) {
        if (vikt_csv_next(&ahead->csv, &ahead->row) != VIKT_CSV_ROW)
            return;
        if (ahead->row.cells > ahead->column)
            look(ahead, accounts);
    }
}
