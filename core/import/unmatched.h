/* SPDX-License-Identifier: MIT
 *
 * What is asked when headings do not say what their columns hold: none of them fits a field, or
 * they are years. Private to match.c.
 */
#ifndef VIKT_UNMATCHED_H
#define VIKT_UNMATCHED_H

#include "core/import/match.h"
#include "core/import/term.h"

/** The error of headings of which none fits: which fields are near, and what can be told. */
vikt_code vikt_unmatched_fail(const vikt_sheet *sheet, const vikt_match *match,
                              const vikt_terms *terms, vikt_error *err);

/**
 * "2023", "2024", "jan 2024": columns of numbers that only their periods name, when revenue is
 * read, no column is it, and none of theirs is told.
 *
 * @return VIKT_OK when there is nothing to ask; VIKT_INPUT
 */
vikt_code vikt_unmatched_ask_periods(const vikt_sheet *sheet, const vikt_profile *profile,
                                     const vikt_match *match, vikt_arena *arena, vikt_error *err);

#endif
