/* SPDX-License-Identifier: MIT
 *
 * The formulas of the native measures; for the sources of this folder alone.
 */
#ifndef VIKT_NATIVE_H
#define VIKT_NATIVE_H

#include "core/base/date.h"
#include "core/profile/measure.h"

/** The inputs of a native measure that have a column, by row; NaN where a value is missing. */
typedef struct vikt_native_inputs {
    const double **at;
    size_t count, rows;
    vikt_date as_of;
} vikt_native_inputs;

/** Fills out, by row, NaN where the result is missing; what is beyond the range of numbers becomes
 * missing afterwards. Called only when as many inputs are there as the measure needs at least. */
typedef void vikt_native_formula(const vikt_native_inputs *in, double *out);

#define X(name, word, arguments, least, dates) vikt_native_formula vikt_native_##word;
VIKT_NATIVES(X)
#undef X

#endif
