/* SPDX-License-Identifier: MIT
 *
 * A stored run computed again, from its input files where they are still the same, and compared
 * with what is stored.
 */
#ifndef VIKT_RECOMPUTE_H
#define VIKT_RECOMPUTE_H

#include "core/run/verify.h"

/** Sets run->how, why, failure, audit and what differs. run_id and forgotten are set before. Errors
 * are of memory, and of a file that cannot be read. */
VIKT_MUST_CHECK vikt_code vikt_recompute(vikt_store *store, const vikt_verify_options *options,
                                         vikt_verified_run *run, vikt_error *err);

#endif
