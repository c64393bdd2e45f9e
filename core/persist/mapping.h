/* SPDX-License-Identifier: MIT
 *
 * How headings were understood, kept for the next file with the same ones.
 */
#ifndef VIKT_MAPPING_H
#define VIKT_MAPPING_H

#include "core/import/import.h"
#include "core/store/store.h"

/** "near": for the database and for JSON. */
const char *vikt_mapping_word(vikt_heading_match match);

/**
 * All that are kept of one kind of source; the one that was used last comes first.
 * @param arena  everything in *out lives here
 */
VIKT_MUST_CHECK vikt_code vikt_mapping_read(vikt_store *store, vikt_source_kind kind,
                                            vikt_arena *arena, vikt_mappings *out, vikt_error *err);

/** Keeps how the files of a run were understood, in the place of what was kept for the same
 * headings. Inside a transaction. */
VIKT_MUST_CHECK vikt_code vikt_mapping_write(vikt_store *store, const vikt_import *import,
                                             const vikt_profile *profile, int64_t run_id,
                                             vikt_error *err);

#endif
