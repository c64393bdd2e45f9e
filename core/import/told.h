/* SPDX-License-Identifier: MIT
 *
 * The columns that the profile names itself. Private to match.c.
 */
#ifndef VIKT_TOLD_H
#define VIKT_TOLD_H

#include "core/import/matcher.h"

/**
 * Claims the column of each field that names one.
 *
 * @return VIKT_PROFILE when one is not there and its field is not optional: all that are missing
 * are told, the first is the error; VIKT_INPUT when two columns have that heading
 */
VIKT_MUST_CHECK vikt_code vikt_told_match(vikt_matcher *m, vikt_error *err);

#endif
