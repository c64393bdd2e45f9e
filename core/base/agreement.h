/* SPDX-License-Identifier: MIT
 *
 * How far several raters agree (F-12). Knows marks, no customers: a matrix of raters times units,
 * rater by rater, NaN where a rater gave no mark.
 */
#ifndef VIKT_AGREEMENT_H
#define VIKT_AGREEMENT_H

#include <stddef.h>

#include "core/base/memory.h"

enum { VIKT_AGREEMENT_TOP = 10 }; /* units in a rater's list of the best */

typedef struct vikt_marks {
    const double *marks; /* of rater r on unit u: marks[r * units + u] */
    size_t raters, units;
} vikt_marks;

/** What is undefined is NaN. */
typedef struct vikt_agreement {
    size_t raters;  /* with at least one mark */
    size_t units;   /* with two marks or more: what alpha rests on */
    double alpha;   /* Krippendorff's, ordinal; undefined when all of these marks are equal */
    size_t common;  /* units that all of the raters marked: what w rests on */
    double w;       /* Kendall's, corrected for ties; undefined when nobody tells units apart */
    double overlap; /* of the raters' lists of the best, 0..1: the mean over all pairs of raters who
                       marked more than VIKT_AGREEMENT_TOP of the same units */
} vikt_agreement;

/** @return false without memory */
bool vikt_agreement_of(const vikt_marks *marks, const vikt_allocator *allocator,
                       vikt_agreement *out);

/** From here on an alpha is firm, and tentative. */
#define VIKT_AGREEMENT_FIRM      0.80
#define VIKT_AGREEMENT_TENTATIVE 0.667

/** What an alpha allows: "firm", "tentative", "not to be relied on" below, and
 * "undefined". */
const char *vikt_agreement_word(double alpha);

/** The smallest and the largest mark that a unit has; NaN when it has none. */
void vikt_agreement_range(const vikt_marks *marks, size_t unit, double *least, double *most);

/** The median of a unit's marks, of an even number the mean of the middle two; or, given a weight
 * for each rater, their weighted mean. scratch has room for a mark a rater. NaN when there is no
 * mark, or none with a weight. */
double vikt_agreement_median(const vikt_marks *marks, size_t unit, double *scratch);
double vikt_agreement_mean(const vikt_marks *marks, size_t unit, const double *weights);

#endif
