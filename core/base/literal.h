/* SPDX-License-Identifier: MIT
 *
 * What a value written in a profile means beside a column: a number, a date or a yes, and when two
 * texts are the same.
 */
#ifndef VIKT_LITERAL_H
#define VIKT_LITERAL_H

#include "core/base/column.h"

/**
 * The written value as the column holds it: a date's day for a date column, 1 or 0 for yes/no, else
 * the number. number: what the profile read, NaN if text is none. NaN when it means nothing there.
 */
double vikt_literal_number(vikt_text text, double number, vikt_type type);

/** The same text after trimming, without regard to case. */
bool vikt_literal_same(vikt_text a, vikt_text b);

#endif
