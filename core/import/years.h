/* SPDX-License-Identifier: MIT
 *
 * Several columns that fit one field: the newest year is the field, the one before is FIELD_prev.
 * Private to match.c.
 */
#ifndef VIKT_YEARS_H
#define VIKT_YEARS_H

#include "core/import/matcher.h"

/** Claims for a field the column that fits it. @return VIKT_INPUT when it is not clear which */
VIKT_MUST_CHECK vikt_code vikt_years_match(vikt_matcher *m, size_t field, vikt_error *err);

#endif
