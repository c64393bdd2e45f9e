/* SPDX-License-Identifier: MIT
 *
 * A ledger of invoices or orders to accounts of customers, as of a date. Rows are streamed: nothing
 * is kept of them but sums. Knows no field; ledger_measures.h makes values of accounts.
 */
#ifndef VIKT_LEDGER_H
#define VIKT_LEDGER_H

#include "core/import/ledger_account.h"
#include "core/import/ledger_columns.h"
#include "core/import/ledger_currency.h"
#include "core/import/ledger_orders.h"
#include "core/import/ledger_rows.h"
#include "core/import/ledger_says.h"
#include "core/import/ledger_vat.h"
#include "core/import/personal.h"
#include "core/import/sequence.h"
#include "core/import/table.h"

/** What the cells of the column of payments hold. */
typedef struct vikt_paid_votes {
    size_t dates, flags, amounts;
} vikt_paid_votes;

/** What its rows are, by their words and signs. */
typedef struct vikt_row_votes {
    size_t invoices, payments, credits;
    size_t balances, larger; /* not 0; those beyond the row's own amount */
    size_t unsure;           /* with a credit that no word tells of, and */
    long first_row;          /* the first of them */
} vikt_row_votes;

typedef struct vikt_ledger {
    const vikt_sheet *sheet;
    vikt_ledger_columns columns;
    vikt_ledger_rows rows;
    vikt_currencies currencies;
    vikt_vat_votes vat;
    vikt_paid_votes paid;
    vikt_row_votes rows_of;
    vikt_credited credited; /* what credits are where no word tells */
    vikt_said said;
    vikt_accounts accounts;
    vikt_orders orders;
    vikt_sequence numbers; /* of invoices in all rows that may be used, and */
    vikt_sequence counted; /* of orders in this reading */
    vikt_date newest;      /* date of a row up to a date that is told, as far as has_newest */
    bool has_newest;
    vikt_date as_of;
    vikt_date start, before; /* days before the first of the twelve months, and of those before */
    size_t order_room;       /* as vikt_ledger_file has it */
    size_t readings;         /* of the rows to count orders that did not fit */
    size_t used, later, masked;
    size_t left_out[VIKT_SAYINGS]; /* rows that were never sold, by why */
    size_t payments;               /* rows of money, which are no sales */
    size_t part_refunded, without_vat;
    size_t paid_back;             /* rows of whose amount something was taken off for it */
    vikt_personal_trust personal; /* of the customers' keys */
    bool has_groups;              /* product groups could be told apart */
} vikt_ledger;

/**
 * Reads a ledger, whose columns are enough.
 *
 * @param as_of     rows after it are left out; NULL: the newest date of a row that is not cancelled
 * @param listener  hears notes of what is left out, and of currencies
 * @param arena     lives longer than *out
 * @param[out] out  clear with vikt_ledger_clear(), also on failure
 * @return VIKT_INPUT for columns that can be read in two ways, rows in a currency without a rate,
 * an unclosed quote, too long a row, no row that can be used; VIKT_LIMIT for sums that are too
 * large; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_ledger_read(const vikt_ledger_file *file,
                                           const vikt_ledger_columns *columns,
                                           const vikt_date *as_of, const vikt_listener *listener,
                                           vikt_arena *arena, vikt_ledger *out, vikt_error *err);
void vikt_ledger_clear(vikt_ledger *ledger);

/** A customer's key as it may be kept and shown: of a personal number the masked form, which is in
 * `masked`; else the key itself. */
vikt_text vikt_ledger_key(const vikt_ledger *ledger, vikt_text key, char masked[VIKT_PERSONAL_MAX]);

/** Whether payments are told by yes and no, and their days not known. */
bool vikt_ledger_pays_by_flags(const vikt_ledger *ledger);

/** The day a year before a date: 2024-02-29 has 2023-02-28. */
vikt_date vikt_ledger_year_before(vikt_date date);

#endif
