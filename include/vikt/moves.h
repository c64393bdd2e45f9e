/* SPDX-License-Identifier: MIT
 *
 * What has changed between two stored runs: the matrix of classes in customers and money, and who
 * moved (F-15).
 */
#ifndef VIKT_MOVES_H
#define VIKT_MOVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <vikt/error.h>
#include <vikt/profile.h>

VIKT_BEGIN_C

typedef struct vikt_moves vikt_moves;

/** What moved a customer. The first three are parts of the difference of its score. */
typedef enum vikt_move_cause {
    VIKT_CAUSE_DATA,       /* its own figures */
    VIKT_CAUSE_RULES,      /* another profile */
    VIKT_CAUSE_POPULATION, /* the other customers */
    VIKT_CAUSE_MARGIN,     /* the margin does not keep its class any more (F-14) */
    VIKT_CAUSE_DECISION,   /* somebody gave it a class by hand, or that has ended */
    VIKT_CAUSES            /* how many there are */
} vikt_move_cause;

/** Which runs; all zeros but `database`: the latest and the one before it. Texts are lent during
 * the call. */
typedef struct vikt_moves_options {
    const char *database;
    int64_t run;        /* 0: the latest complete one */
    int64_t other;      /* 0: the one that `run` was compared with when it was made, else the one
                           before it by date; the one of the earlier date is the earlier run, be it
                           told as `run` or as `other` */
    const char *scheme; /* NULL: the primary one */
    unsigned workers;   /* processes for script functions; 0: the calling thread */
    const vikt_rule_language *language; /* vikt_lua(); NULL: why somebody moved is known only of
                                           profiles in INI */
} vikt_moves_options;

/**
 * Reads both runs and lays them beside each other.
 * @param[out] out  new; free with vikt_moves_free(); NULL on failure
 * @return VIKT_OK; VIKT_USAGE for a run or scheme that is not there (nearest name), or a first run;
 * VIKT_STORE; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_moves_find(const vikt_moves_options *options,
                                                   vikt_moves **out, vikt_error *err);
VIKT_API void vikt_moves_free(vikt_moves *moves);

/** The two runs' numbers. */
VIKT_API int64_t vikt_moves_earlier(const vikt_moves *moves);
VIKT_API int64_t vikt_moves_later(const vikt_moves *moves);

/** The scheme's name; lent until the moves are freed, as are all texts below. */
VIKT_API const char *vikt_moves_scheme(const vikt_moves *moves);

/** Rows: the earlier run's classes, best first, then "?", then "new". Columns: the later run's,
 * then "?", then "gone". */
VIKT_API size_t vikt_moves_rows(const vikt_moves *moves);
VIKT_API size_t vikt_moves_columns(const vikt_moves *moves);
VIKT_API const char *vikt_moves_row(const vikt_moves *moves, size_t row);
VIKT_API const char *vikt_moves_column(const vikt_moves *moves, size_t column);

/** What the row's class gave the column's: customers, and their money in the earlier and the later
 * run, in the profile's currency (NaN: there is none). Sums of a row are the earlier run's
 * customers and money, sums of a column the later one's. */
VIKT_API size_t vikt_moves_flow(const vikt_moves *moves, size_t row, size_t column, double *earlier,
                                double *later);

/** Share of the customers of both runs who kept their class, 0..1; NaN when nobody is in both. */
VIKT_API double vikt_moves_stability(const vikt_moves *moves);

/** Customers of both runs whose class changed, in key order. */
VIKT_API size_t vikt_moves_count(const vikt_moves *moves);
VIKT_API const char *vikt_moves_key(const vikt_moves *moves, size_t mover);
VIKT_API const char *vikt_moves_old_class(const vikt_moves *moves, size_t mover);
VIKT_API const char *vikt_moves_new_class(const vikt_moves *moves, size_t mover);

/** NULL when it is known why the movers moved, else why it is not, such as a profile that this
 * version does not take any more. */
VIKT_API const char *vikt_moves_unknown(const vikt_moves *moves);

/** Movers by cause; 0 when that is not known, as are the texts and parts below. */
VIKT_API size_t vikt_moves_caused(const vikt_moves *moves, vikt_move_cause cause);

/** What moved a mover most, and the reason in words: "revenue 3.1 -> 2.4" (points of a criterion;
 * the value itself where a field, a function or a decision table classifies), "rule \"big\" no
 * longer held", "decision by Anna", "the limits moved", "kept until now by the
 * margin"; "" when it is not known. */
VIKT_API vikt_move_cause vikt_moves_cause(const vikt_moves *moves, size_t mover);
VIKT_API const char *vikt_moves_why(const vikt_moves *moves, size_t mover);

/**
 * The parts of the difference of its score, in billionths of a point: they add up to it exactly,
 * each score rounded to a billionth first.
 * @param[out] parts  by VIKT_CAUSE_DATA, VIKT_CAUSE_RULES, VIKT_CAUSE_POPULATION
 * @return false when it has no score in one of the runs
 */
VIKT_API bool vikt_moves_parts(const vikt_moves *moves, size_t mover, int64_t parts[3]);

VIKT_END_C
#endif
