/* SPDX-License-Identifier: MIT
 *
 * Numbers as most data has them, with no more than two decimals, written fast. Millions of them are
 * written in a run.
 */
#ifndef VIKT_PLAIN_H
#define VIKT_PLAIN_H

#include "core/base/number.h"

/** The same text as vikt_number_write(), in a third of the time for a number of at most two
 * decimals and twelve digits before them. */
size_t vikt_plain_write(double value, char text[VIKT_NUMBER_MAX]);

#endif
