/* SPDX-License-Identifier: MIT
 *
 * Whether what stands in a column can be what a field is. Private to the matching of headings.
 */
#ifndef VIKT_FITNESS_H
#define VIKT_FITNESS_H

#include "core/import/meaning.h"

/** Numbers of which most are within the field's range, where it is a number; a column without
 * cells, and any other field, fit. */
bool vikt_fitness_of(const vikt_meaning *meaning, size_t column, const vikt_field *field);

/** Whether a column of a file with the same headings can still be what it was: what was told by
 * content then must stand there, and amounts have not become percentages, or the reverse. */
bool vikt_fitness_still(const vikt_meaning *meaning, size_t column, const vikt_field *field,
                        const vikt_mapped *mapped);

#endif
