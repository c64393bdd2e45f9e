/* SPDX-License-Identifier: MIT
 *
 * All customers of a run on one date.
 */
#ifndef VIKT_PUBLIC_POPULATION_H
#define VIKT_PUBLIC_POPULATION_H

#include <stddef.h>

#include <vikt/macros.h>

VIKT_BEGIN_C

typedef struct vikt_population vikt_population;

/** Number of customers. */
VIKT_API size_t vikt_population_size(const vikt_population *population);

VIKT_END_C
#endif
