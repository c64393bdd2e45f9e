/* SPDX-License-Identifier: MIT
 *
 * A scheme's classes in figures: customers, money and mean score of each.
 */
#ifndef VIKT_BREAKDOWN_H
#define VIKT_BREAKDOWN_H

#include "core/run/run.h"

typedef struct vikt_class_figures {
    vikt_text name;
    size_t customers;
    double money;      /* positive and negative added up exactly; NaN: no money is known */
    double mean_score; /* of the customers with a score; NaN: nobody has one */
} vikt_class_figures;

typedef struct vikt_breakdown {
    vikt_class_figures *classes; /* best first, "?" last */
    size_t count;
    double money; /* of all customers with a positive amount: what shares are of; NaN: none */
} vikt_breakdown;

/** Figures of a scheme of the profile (present in the run). false without memory. */
bool vikt_breakdown_of(const vikt_run *run, size_t scheme, vikt_arena *arena, vikt_breakdown *out);

#endif
