/* SPDX-License-Identifier: MIT
 *
 * A stored run computed again out of what the database keeps: the texts of its profile, the values
 * of its customers, its date and the run before it. No file is read but the database.
 *
 * What it cannot have: files and headings (import->readings), rejects, ratings by rater.
 */
#ifndef VIKT_RUN_RECALL_H
#define VIKT_RUN_RECALL_H

#include "core/run/run.h"

/**
 * A run as it was before anything was computed: id, profile, as_of, import, presence. Of `score`
 * it has what was stored; of `previous` only the run_id.
 *
 * @param run_id    0: the latest complete one
 * @param options   language and allocator; the rest is not looked at
 * @param[out] out  new; free with vikt_run_free()
 * @return VIKT_OK; VIKT_USAGE when there is no such run; VIKT_STORE for what no run has written;
 * VIKT_PROFILE when this version does not take its profile any more
 */
vikt_code vikt_recall_data(vikt_store *store, int64_t run_id, const vikt_run_options *options,
                           vikt_run **out, vikt_error *err);

/**
 * A run with all that came of it, as vikt_run_execute() had it: equal bit by bit unless customers
 * have been forgotten, or the run before it was dropped (out->previous_gone) and it depends on it.
 *
 * @param options   also workers
 * @param listener  hears what the stages tell; may be NULL
 */
vikt_code vikt_recall_run(vikt_store *store, int64_t run_id, const vikt_run_options *options,
                          const vikt_listener *listener, vikt_run **out, vikt_error *err);

/**
 * The customers of a stored run by other rules: as vikt_recall_run(), but for the profile, which is
 * that of options->ini, rules and overrides. What the run did not read it did not keep, and is
 * missing. The result is no stored run: its id is 0.
 *
 * @return also VIKT_PROFILE as vikt_profile_load(), and when the profile needs a field that the run
 * has not kept
 */
vikt_code vikt_recall_by(vikt_store *store, int64_t run_id, const vikt_run_options *options,
                         const vikt_listener *listener, vikt_run **out, vikt_error *err);

#endif
