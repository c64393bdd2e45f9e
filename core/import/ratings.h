/* SPDX-License-Identifier: MIT
 *
 * Marks that several raters gave the customers, from a sheet each, joined to the customers and made
 * into one column a field (F-12).
 */
#ifndef VIKT_RATINGS_H
#define VIKT_RATINGS_H

#include "core/base/agreement.h"
#include "core/import/import.h"

enum { VIKT_RATERS_MAX = 200 };

/** A sheet, and whose marks are in it where no column says so. */
typedef struct vikt_rating_file {
    const char *path;
    vikt_text rater;
} vikt_rating_file;

typedef struct vikt_rated_field {
    size_t field;     /* of the profile */
    vikt_marks marks; /* of all raters on all units */
    double *values;   /* by unit: what the marks come to; NaN: there is none */
    size_t marked;    /* units that have one */
    vikt_agreement agreement;
    bool used; /* the run's column is this one; false: the profile names another, or there is no
                  mark */
} vikt_rated_field;

/** Where a mark lies. */
typedef struct vikt_rated_mark {
    uint32_t unit;
    uint16_t field, rater; /* among fields and raters */
} vikt_rated_mark;

struct vikt_ratings {
    bool is_mean;
    vikt_text *raters; /* ascending */
    double *weights;   /* by rater */
    size_t rater_count;
    uint32_t *units; /* customers with a mark on any field, ascending */
    size_t unit_count;
    vikt_rated_field *fields; /* in the profile's order */
    size_t field_count;
    vikt_rated_mark *marks; /* all of them, by unit, field and rater */
    size_t mark_count;
};

/** Range of marks from which raters should talk of a customer. */
#define VIKT_RATINGS_APART 2.0

/**
 * Reads sheets with a column of keys or names and columns of marks, and adds to the import: a
 * reading a sheet, rejects, the ratings, and their columns. A column that a `field` statement names
 * is kept; any other one of a rated field is replaced, which a note tells.
 *
 * "x", "-", "?" and nothing are no mark. A row is rejected whose customer is not found: by key,
 * or where there is none by name, without regard to case and blanks, if it is one customer's only.
 * A second mark by one rater is rejected as a cell.
 *
 * @param known     how sheets were understood before; may be NULL
 * @param listener  hears what vikt_import_read() tells of a file, and warnings of weights of nobody
 * @return as vikt_import_read(); VIKT_INPUT also for a sheet without a column for marks;
 * VIKT_LIMIT for too many raters
 */
VIKT_MUST_CHECK vikt_code vikt_ratings_read(vikt_import *import, const vikt_profile *profile,
                                            const vikt_rating_file *files, size_t count,
                                            const vikt_mappings *known,
                                            const vikt_listener *listener, vikt_error *err);

#endif
