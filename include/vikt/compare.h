/* SPDX-License-Identifier: MIT
 *
 * Two sets of rules on the same data: who would be in another class, and which statement would have
 * moved them. Nothing is stored.
 */
#ifndef VIKT_COMPARE_H
#define VIKT_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vikt/error.h>
#include <vikt/run.h>

VIKT_BEGIN_C

typedef struct vikt_compare vikt_compare;

/** The rules of one side; all zeros: the company's own. Texts are lent during the call. */
typedef struct vikt_compare_side {
    const char *ini;   /* a whole profile in the place of the company's vikt.ini, or NULL */
    const char *rules; /* a rule file on top of it, or NULL */
    const vikt_override *overrides; /* on top of that */
    size_t override_count;
} vikt_compare_side;

/** What to compare. Texts are lent during the call. */
typedef struct vikt_compare_options {
    /* Company, data, database, date, language, workers, overrides for both sides (how files are
     * read). `ini`, `rules`, `dry_run` and `started_at` are not looked at. */
    vikt_run_options common;
    int64_t run; /* a stored run is the first side, and the second one has its customers, as they
                    were stored, its date and the run before it: what differs is the rules'.
                    0: both read the company's files, with the last stored run before them */
    vikt_compare_side first; /* not with `run` */
    vikt_compare_side second;
    const char *scheme; /* what the accessors below tell of; NULL: the primary one */
} vikt_compare_options;

/**
 * Classifies by both sets of rules. The files are read twice and must not change meanwhile;
 * standard input cannot be compared.
 *
 * @param listener  hears what a dry run with each would tell, the same words once; may be NULL
 * @param[out] out  new; free with vikt_compare_free(); NULL on failure
 * @return VIKT_OK, also when nobody would move; VIKT_USAGE for a run or scheme that is not there,
 * and when the two would not read the same data; else as vikt_run_execute()
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_compare_execute(const vikt_compare_options *options,
                                                        const vikt_listener *listener,
                                                        vikt_compare **out, vikt_error *err);
VIKT_API void vikt_compare_free(vikt_compare *compare);

/** The two sides as runs that are not stored (with `run` the first one has its id); lent. */
VIKT_API const vikt_run *vikt_compare_first(const vikt_compare *compare);
VIKT_API const vikt_run *vikt_compare_second(const vikt_compare *compare);

/** Customers whose class in the scheme differs, and their money on the second side, in the
 * profile's currency (NaN: there is none). */
VIKT_API size_t vikt_compare_moved(const vikt_compare *compare);
VIKT_API double vikt_compare_money(const vikt_compare *compare);

/** A mover, in key order: number in 0..vikt_compare_moved() - 1; lent. */
VIKT_API const char *vikt_compare_key(const vikt_compare *compare, size_t mover);
VIKT_API const char *vikt_compare_old_class(const vikt_compare *compare, size_t mover);
VIKT_API const char *vikt_compare_new_class(const vikt_compare *compare, size_t mover);

/** The causes: the statements in which the two differ, first to last as they act, and two more that
 * stand for what no statement alone tells. Label ('criterion "risk"'), and what differs ("weight 15
 * -> 20"); lent. */
VIKT_API size_t vikt_compare_causes(const vikt_compare *compare);
VIKT_API const char *vikt_compare_cause(const vikt_compare *compare, size_t cause);
VIKT_API const char *vikt_compare_what(const vikt_compare *compare, size_t cause);

/** How many movers a cause gave their class; summed over all causes it is vikt_compare_moved(). */
VIKT_API size_t vikt_compare_moved_by(const vikt_compare *compare, size_t cause);

/** The cause that gave a mover its class, and by how much a cause changed its score (points of the
 * score; the causes' add up to the difference, each rounded to a billionth). */
VIKT_API size_t vikt_compare_cause_of(const vikt_compare *compare, size_t mover);
VIKT_API double vikt_compare_part(const vikt_compare *compare, size_t mover, size_t cause);

VIKT_END_C
#endif
