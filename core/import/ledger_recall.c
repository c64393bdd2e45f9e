/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_recall.h"

#include "core/base/fail.h"
#include "core/import/recall.h"

vikt_code vikt_ledger_recall(const vikt_sheet *sheet, const vikt_mappings *known, vikt_arena *arena,
                             vikt_ledger_columns *columns, vikt_error *err)
{
    vikt_words *words = vikt_arena_new(arena, sheet->width, sizeof *words);
    bool done = words != NULL;

    columns->found = vikt_arena_new(arena, sheet->width, sizeof *columns->found);
    done = done && columns->found;
    for (size_t i = 0; done && i < sheet->width; i++) {
        done = vikt_heading_words(arena, sheet->titles[i], &words[i]);
        columns->found[i] = columns->headings[i];
        columns->headings[i].before = &columns->found[i];
    }
    if (!done || !vikt_recall_print(words, sheet->width, arena->allocator, columns->fingerprint))
        return vikt_fail_memory(err);
    columns->before = vikt_recall_find(known, columns->fingerprint, sheet->width);
    return VIKT_OK;
}

/* "amount" becomes "net" or "gross" by what the VAT is of it. */
static bool may_become(const vikt_ledger_columns *columns, vikt_text now, vikt_text before)
{
    return vikt_ledger_columns_has(columns, VIKT_LEDGER_VAT) && !columns->vat_rated &&
           vikt_text_is(now, vikt_ledger_word(VIKT_LEDGER_AMOUNT)) &&
           (vikt_text_is(before, vikt_ledger_word(VIKT_LEDGER_NET)) ||
            vikt_text_is(before, vikt_ledger_word(VIKT_LEDGER_GROSS)));
}

bool vikt_ledger_recall_agrees(const vikt_ledger_columns *columns, const vikt_sheet *sheet)
{
    for (size_t i = 0; columns->before && i < sheet->width; i++) {
        vikt_text now = vikt_heading_use(&columns->found[i], NULL),
                  before = columns->before->columns[i].field;

        if (!vikt_text_equal(now, before) && !may_become(columns, now, before))
            return false;
    }
    return columns->before != NULL;
}

void vikt_ledger_recall_tell(const vikt_ledger_columns *columns, const vikt_sheet *sheet,
                             const vikt_mappings *known, const vikt_listener *listener)
{
    if (columns->before)
        vikt_recall_compare(columns->before, sheet, NULL, columns->found,
                            "the cells or the profile have changed", listener);
    else if (known && known->count)
        vikt_recall_compare(&known->items[0], sheet, NULL, columns->found,
                            "the headings have changed", listener);
}
