/* SPDX-License-Identifier: MIT
 *
 * What is said of a ledger that was read. Private to ledger*.c.
 */
#ifndef VIKT_LEDGER_TELL_H
#define VIKT_LEDGER_TELL_H

#include "core/import/ledger.h"

/** Which amounts were taken, and what was left out, as notes; warnings of masked keys and of too
 * many product groups. */
void vikt_ledger_tell(const vikt_ledger *ledger, const vikt_listener *listener);

/** @return VIKT_INPUT when there are more rejects than are kept; VIKT_OK */
VIKT_MUST_CHECK vikt_code vikt_ledger_check_rejects(const vikt_ledger *ledger, vikt_error *err);

/** @return VIKT_INPUT when no row counts, with the reason of the first one */
VIKT_MUST_CHECK vikt_code vikt_ledger_check_used(const vikt_ledger *ledger, vikt_error *err);

#endif
