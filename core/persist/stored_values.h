/* SPDX-License-Identifier: MIT
 *
 * The JSON of one customer's values, and of a profile's texts, as a run wrote it: read back, bit by
 * bit. Private to stored_run.c.
 */
#ifndef VIKT_STORED_VALUES_H
#define VIKT_STORED_VALUES_H

#include "core/persist/stored_run.h"

/** Puts a list of values, "[1,null,\"a\"]", into row `row` of the columns. False, with scratch or
 * pool failed or not, when it is none, or not of their types. */
bool vikt_stored_values_read(vikt_text json, const vikt_stored_column *columns, size_t count,
                             size_t row, vikt_pool *pool, vikt_buffer *scratch);

/** Reads [{"path":"...","text":"..."}, ...]; false when it is no such list, or, with *failed,
 * without memory. */
bool vikt_stored_files_read(vikt_text json, vikt_arena *arena, vikt_profile_file **files,
                            size_t *count, bool *failed);

#endif
