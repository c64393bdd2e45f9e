/* SPDX-License-Identifier: MIT
 *
 * One customer of a stored run while it is read; for the sources of this folder alone.
 */
#ifndef VIKT_CUSTOMER_READING_H
#define VIKT_CUSTOMER_READING_H

#include "core/persist/history.h"

typedef struct vikt_customer_reading {
    vikt_store *store;
    vikt_arena *arena;
    vikt_stored_customer *out;
    int64_t previous_run;
    size_t capacity; /* of the list that is being read */
    bool failed;     /* no memory */
} vikt_customer_reading;

/** The datum's text in the arena, or none. */
vikt_text vikt_customer_text(vikt_customer_reading *reading, const vikt_datum *datum);

/** A list with room for one more; NULL without memory. */
void *vikt_customer_grown(vikt_customer_reading *reading, void *items, size_t count, size_t size);

/** The classes, with what was decided, and those of the run before: history_classes.c. */
extern const char vikt_customer_classes[];
bool vikt_customer_take_class(void *context, const vikt_datum *c, size_t count);
vikt_code vikt_customer_earlier_classes(vikt_customer_reading *reading, vikt_error *err);

#endif
