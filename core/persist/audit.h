/* SPDX-License-Identifier: MIT
 *
 * A run that was computed again, held against what is stored of it, cell by cell.
 */
#ifndef VIKT_AUDIT_H
#define VIKT_AUDIT_H

#include "core/persist/history.h"

/** What can be expected to be the same. */
typedef struct vikt_audit_scope {
    bool has_inputs;     /* computed from the input files; else from what is stored of them */
    bool lacks_previous; /* the run before is not there any more, and the run may depend on it */
    bool reads_previous; /* ... not only in its classes: points too */
    bool is_earlier;     /* of a schema version before 4, which did not keep all that this one does;
                            vikt_audit_run() finds it out */
    bool has_forgotten;  /* rows of customers who were taken out are missing from what is stored */
} vikt_audit_scope;

/** A cell that is another one, or a row that only one of the two has. Lent during the call. */
typedef struct vikt_audit_difference {
    const char *table;
    vikt_text row;              /* "customer 1017", "position 3", "outcome 2, position 0"; "": run's
                                   own */
    vikt_text column;           /* none: the whole row */
    vikt_text stored, computed; /* none: there is no such row, or NULL */
} vikt_audit_difference;

typedef struct vikt_audit {
    vikt_audit_scope scope;
    void (*hear)(void *context, const vikt_audit_difference *what);
    void *context;
    size_t rows;    /* that were compared */
    size_t missing; /* customers who were computed and are not stored, where that is expected */
} vikt_audit;

/** Compares all tables that the scope allows. */
VIKT_MUST_CHECK vikt_code vikt_audit_run(vikt_audit *audit, vikt_store *store, int64_t run_id,
                                         const vikt_run_record *record, vikt_error *err);

#endif
