/* SPDX-License-Identifier: MIT
 *
 * Which column of a sheet is which part of a ledger of invoices or orders: as the profile says, by
 * its heading, else by what stands in it.
 */
#ifndef VIKT_LEDGER_COLUMNS_H
#define VIKT_LEDGER_COLUMNS_H

#include "core/import/heading.h"
#include "core/import/import.h"
#include "core/import/sheet.h"

typedef struct vikt_ledger_columns {
    size_t at[VIKT_LEDGER_PARTS];     /* of the sheet; VIKT_INDEX_NONE: none */
    vikt_heading *headings;           /* by column of the sheet */
    bool headless;                    /* columns are "1", "2", ... */
    bool by_name;                     /* customers have no key but their names */
    vikt_ledger_part amount;          /* NET, GROSS, AMOUNT, PRICE or DEBIT: what is added up, or
                                     BALANCE: only what is open is known; and */
    bool less_vat;                    /* the VAT is taken off it */
    bool vat_on_top;                  /* the VAT comes on top of it; there is no column with both */
    bool is_local[VIKT_LEDGER_PARTS]; /* in the company's own currency, as the heading says */
    bool vat_rated;                   /* which of them was told by how much the VAT is of it */
    /* what recall adds */
    vikt_heading *found; /* headings before the rows told more */
    char fingerprint[VIKT_DIGEST_SIZE];
    const vikt_mapping *before; /* of the same headings; NULL: they are new */
} vikt_ledger_columns;

/**
 * Finds what there is.
 *
 * @param listener  hears notes of columns that would also fit a part; may be NULL
 * @param arena     everything in *out lives here or in the sheet
 * @return VIKT_INPUT when a column that the profile names is not there; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_ledger_columns_of(const vikt_sheet *sheet,
                                                 const vikt_profile *profile,
                                                 const vikt_listener *listener, vikt_arena *arena,
                                                 vikt_ledger_columns *out, vikt_error *err);

static inline bool vikt_ledger_columns_has(const vikt_ledger_columns *columns,
                                           vikt_ledger_part part)
{
    return columns->at[part] != VIKT_INDEX_NONE;
}

#endif
