/* SPDX-License-Identifier: MIT
 *
 * The run that was stored last, in short: what it rests on and what came out, to see whether the
 * next one would be any different.
 */
#ifndef VIKT_NEWEST_RUN_H
#define VIKT_NEWEST_RUN_H

#include "core/base/date.h"
#include "core/store/store.h"

typedef struct vikt_newest_input {
    const char *source, *digest;
} vikt_newest_input;

typedef struct vikt_newest_class {
    const char *name;
    size_t customers;
} vikt_newest_class;

/** Everything lives in the caller's arena. */
typedef struct vikt_newest_run {
    int64_t run_id; /* 0: there is none */
    const char *as_of, *started_at, *profile_digest, *engine_version;
    bool dated;         /* its date was told */
    bool decided_since; /* a decision was made or withdrawn that would change it */
    vikt_newest_input *inputs;
    size_t input_count;
    size_t customers, rejected, unclassified, failures;
    const char *scheme;         /* the primary one; NULL: none */
    vikt_newest_class *classes; /* of it, best first, and "?" when somebody has no class */
    size_t class_count;
} vikt_newest_run;

/** Reads the complete run with the highest number. */
VIKT_MUST_CHECK vikt_code vikt_newest_run_read(vikt_store *store, vikt_arena *arena,
                                               vikt_newest_run *out, vikt_error *err);

#endif
