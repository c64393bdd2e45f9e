/* SPDX-License-Identifier: MIT
 *
 * What a run rests on, in one digest: two runs with the same one come out the same. Paths, the
 * clock and the number of workers do not count.
 */
#ifndef VIKT_FINGERPRINT_H
#define VIKT_FINGERPRINT_H

#include "core/persist/history.h"

/** Over the profile's texts, this program's version, the date, every input with how its headings
 * were understood, the raters, and the run before. */
VIKT_MUST_CHECK vikt_code vikt_fingerprint_of(vikt_store *store, const vikt_run_record *record,
                                              char out[VIKT_DIGEST_SIZE], vikt_error *err);

/** The newest run of the record's date, when it rests on the same.
 * @param[out] run_id  0: there is none, or it rests on something else */
VIKT_MUST_CHECK vikt_code vikt_fingerprint_find(vikt_store *store, const vikt_run_record *record,
                                                int64_t *run_id, vikt_error *err);

#endif
