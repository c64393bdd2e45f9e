/* SPDX-License-Identifier: MIT
 *
 * What is needed while a file is looked at, and what the result's texts point into; and the parts
 * of looking. Private to sniff*.c.
 */
#ifndef VIKT_SNIFF_WORK_H
#define VIKT_SNIFF_WORK_H

#include "core/import/invoices.h"
#include "core/import/match.h"
#include "core/run/sniff.h"

typedef struct vikt_sniff_work {
    vikt_sniff sniff;   /* first: the caller's pointer is also this one's */
    vikt_source source; /* read once, though it is looked at twice: it may be a stream */
    vikt_table table;
    vikt_pool pool;
    vikt_sheet sheet;
    vikt_match match;
    vikt_ledger_columns ledger; /* of a ledger */
} vikt_sniff_work;

/** A work that has looked at nothing yet; free with vikt_sniff_free(). NULL without memory. */
vikt_sniff_work *vikt_sniff_new(const vikt_run_options *options, const vikt_listener *listener);

/** Looks at the file of a run that has found its company and its profile. */
vikt_code vikt_sniff_look(vikt_sniff_work *work, const vikt_run_options *options, vikt_error *err);

/** Whether what ended the reading can be answered: a run without memory asks nothing. */
bool vikt_sniff_is_question(vikt_code code);

/** Adds an error as a question, once. */
vikt_code vikt_sniff_ask(vikt_sniff *sniff, const vikt_error *what, vikt_error *err);

/** What the file is, and which column is what: sniff->kind, match and ledger. What is not clear is
 * asked. */
vikt_code vikt_sniff_identify(vikt_sniff_work *work, vikt_error *err);

/** What the columns of a ledger must hold, by column; others are left as they are. */
void vikt_sniff_part_types(const vikt_sniff_work *work, vikt_type *types);

/** Whether a column is a part of a ledger from which something is made. */
bool vikt_sniff_reads_part(const vikt_sniff_work *work, size_t column);

/** Whether the profile names the file as its ledger. */
bool vikt_sniff_told_ledger(const vikt_run *run);

#endif
