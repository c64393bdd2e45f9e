/* SPDX-License-Identifier: MIT
 *
 * Which run and which customer somebody means who typed a number or a name.
 */
#ifndef VIKT_FINDER_H
#define VIKT_FINDER_H

#include "core/store/store.h"

/** Run 0 is the latest complete one. VIKT_USAGE when there is no such run. */
vikt_code vikt_finder_run(vikt_store *store, int64_t wanted, int64_t *run_id, vikt_error *err);

/**
 * The customer with that key (also a personal number in full, of which the run keeps less), else
 * the only one with that name, else the only one with that name in
 * other letter case.
 * @param[out] key  in arena
 * @return VIKT_USAGE when nobody or more than one fits; the message names the nearest key or name
 */
vikt_code vikt_finder_customer(vikt_store *store, int64_t run_id, vikt_text wanted,
                               vikt_arena *arena, vikt_text *key, vikt_error *err);

#endif
