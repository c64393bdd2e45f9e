/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_ahead.h"

bool vikt_ledger_ahead_open(vikt_ledger_ahead *ahead, const vikt_sheet *sheet, vikt_arena *arena)
{
    size_t stride = sheet->width + 1;
    const char **slots = vikt_arena_new(arena, VIKT_LEDGER_AHEAD * stride, sizeof *slots);

    *ahead = (vikt_ledger_ahead){.state = VIKT_CSV_END};
    for (size_t i = 0; slots && i < VIKT_LEDGER_AHEAD; i++)
        ahead->rows[i] = (vikt_csv_row){.slots = slots + i * stride, .room = sheet->width};
    return slots != NULL;
}

void vikt_ledger_ahead_begin(vikt_ledger_ahead *ahead, const vikt_sheet *sheet)
{
    vikt_csv_open(&ahead->csv, sheet->data, vikt_text_end(sheet->text), sheet->separator,
                  sheet->heading_row);
    ahead->count = ahead->next = 0;
    ahead->state = VIKT_CSV_ROW;
}

static void scan(vikt_ledger_ahead *ahead)
{
    size_t count = 0;

    ahead->state = VIKT_CSV_ROW;
    while (count < VIKT_LEDGER_AHEAD && ahead->state == VIKT_CSV_ROW) {
        ahead->state = vikt_csv_next(&ahead->csv, &ahead->rows[count]);
        count += ahead->state == VIKT_CSV_ROW;
    }
    ahead->count = count;
    ahead->next = 0;
    ahead->is_sent_for = false;
}

vikt_csv_state vikt_ledger_ahead_next(vikt_ledger_ahead *ahead, vikt_csv_row *row)
{
    if (ahead->next == ahead->count && ahead->state == VIKT_CSV_ROW)
        scan(ahead);
    if (ahead->next == ahead->count) {
        if (ahead->state != VIKT_CSV_END) /* the row that cannot be read */
            *row = ahead->rows[ahead->count];
        return ahead->state;
    }
    *row = ahead->rows[ahead->next++];
    return VIKT_CSV_ROW;
}

/* Where the accounts are looked for is sent for first, the accounts when that has come. A cell with
 * quotes or blanks has another hash, and nothing is won. */
void vikt_ledger_ahead_send(vikt_ledger_ahead *ahead, const vikt_accounts *accounts, size_t column)
{
    uint64_t hashes[VIKT_LEDGER_AHEAD];
    size_t count = 0;

    if (ahead->is_sent_for)
        return;
    ahead->is_sent_for = true;
    for (size_t i = 0; i < ahead->count; i++) {
        if (ahead->rows[i].cells <= column)
            continue;
        hashes[count] = vikt_accounts_hash(accounts, vikt_csv_raw(ahead->rows[i].slots, column));
        vikt_accounts_fetch_slot(accounts, hashes[count++]);
    }
    for (size_t i = 0; i < count; i++)
        vikt_accounts_fetch(accounts, hashes[i]);
}
