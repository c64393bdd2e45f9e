/* SPDX-License-Identifier: MIT
 *
 * Why a customer's score is another one than in an earlier run (F-15): its own data, the rules, or
 * the other customers. One of them is changed at a time, in that order: the later run's values by
 * the earlier rules among the earlier customers; by the later rules among them; the later run.
 *
 * What the run before said of a customer, and the date, are its data. Rules are also what could be
 * judged at all: a field that only one of the runs kept is taken from it for both.
 */
#ifndef VIKT_BLAME_H
#define VIKT_BLAME_H

#include "core/run/run.h"

enum { VIKT_BLAME_UNIT = 1000000000 }; /* parts are whole billionths of a point */

/** A customer that both runs have. */
typedef struct vikt_blamed {
    size_t earlier, later; /* its rows */
    bool scored;           /* in both runs: else there are no parts */
    /* They add up to the later score less the earlier one, each rounded to the unit first. */
    int64_t data, rules, population;
    /* The criterion of the earlier profile whose contribution moved most of `data`; none:
     * VIKT_INDEX_NONE. */
    size_t criterion;
    double points[2]; /* its points by the earlier rules, of the earlier and the later values; NaN:
                         none */
    double contribution; /* how much it moved, in points of the score */
    double value[2];     /* what blame->value is, in the earlier and the later run; NaN: missing */
} vikt_blamed;

/** The steps from the earlier run, each with what the ones before it changed. The last one, to the
 * other customers, ends at the later run. */
enum { VIKT_BLAME_THEN, VIKT_BLAME_DATA, VIKT_BLAME_RULES, VIKT_BLAME_STEPS };

/** The classes that a scheme by function or decision table, in both runs one of the two, gives on
 * the way; before rules and decisions. */
typedef struct vikt_course {
    vikt_text scheme;
    vikt_text *classes[VIKT_BLAME_STEPS]; /* after each step, by item; "?": none */
    const char **what; /* by item whose class another one was after its data had changed: which of
                          them gave it the class, in words; else NULL */
} vikt_course;

typedef struct vikt_blame {
    const vikt_run *earlier, *later;
    vikt_slot value; /* of the later profile: the number that its primary scheme classifies by, else
                        revenue; VIKT_SLOT_NONE: neither */
    vikt_blamed *items; /* in key order */
    size_t count;
    vikt_course *courses;
    size_t course_count;
    vikt_run *owned[2]; /* runs that were read for it */
} vikt_blame;

/** Who is asked about; none: all customers that both runs have. Those that one lacks are left out.
 */
typedef struct vikt_blame_keys {
    const vikt_text *at;
    size_t count;
} vikt_blame_keys;

/**
 * Of two runs in memory, computed or recalled (vikt_recall_data() is enough).
 *
 * @param earlier, later  lent: must outlive the blame
 * @param store   where their earlier runs are; NULL: they hold what they read of them, and it is
 * the same run
 * @param options workers
 * @param arena   everything in *out lives here
 * @return VIKT_OK; VIKT_LIMIT, VIKT_MEMORY, VIKT_STORE
 */
vikt_code vikt_blame_runs(const vikt_run *earlier, const vikt_run *later, vikt_store *store,
                          vikt_blame_keys keys, const vikt_run_options *options, vikt_arena *arena,
                          vikt_blame *out, vikt_error *err);

/** Of two stored runs.
 * @param options  language, allocator, workers
 * @param out      clear with vikt_blame_clear() */
vikt_code vikt_blame_stored(vikt_store *store, int64_t earlier, int64_t later, vikt_blame_keys keys,
                            const vikt_run_options *options, vikt_arena *arena, vikt_blame *out,
                            vikt_error *err);
void vikt_blame_clear(vikt_blame *blame);

#endif
