/* SPDX-License-Identifier: MIT
 *
 * A ledger of invoices or orders as a source of an import: whether a file is one, and reading it
 * into the import, beside its customers or in their place.
 */
#ifndef VIKT_INVOICES_H
#define VIKT_INVOICES_H

#include "core/import/ledger_columns.h"
#include "core/import/table.h"

typedef struct vikt_invoices {
    const vikt_import_request *request;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_import *import;
    vikt_pool *pool; /* of its texts */
} vikt_invoices;

/**
 * Whether a file that was given as customers is a ledger: customers, dates and amounts, and
 * invoice numbers, due dates or customers that repeat. Says so to the listener.
 *
 * @return VIKT_INPUT when it is one without headings, of which it is not clear which column is the
 * customer; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_invoices_suspect(const vikt_invoices *to, const vikt_table *table,
                                                const vikt_sheet *sheet, bool *is_ledger,
                                                vikt_error *err);

/**
 * Reads the rows of a ledger that is open.
 *
 * @param kind  the source whose settings it was opened with; the profile's columns of invoices are
 * used whatever it is
 * @return as vikt_import_sources()
 */
VIKT_MUST_CHECK vikt_code vikt_invoices_read(const vikt_invoices *to, const vikt_table *table,
                                             const vikt_sheet *sheet, vikt_source_kind kind,
                                             vikt_error *err);

/** Opens the ledger that the request names and reads it. */
VIKT_MUST_CHECK vikt_code vikt_invoices_open(const vikt_invoices *to, vikt_error *err);

#endif
