/* SPDX-License-Identifier: MIT
 *
 * The words that a spreadsheet shows for a formula without a result.
 */
#ifndef VIKT_FORMULA_ERROR_H
#define VIKT_FORMULA_ERROR_H

#include "core/base/text.h"

/** Whether a cell is such a word in any language: "#DIV/0!", "#REFERENS!", "#N/A", "Err:502",
 *  "####" for a column that was too narrow. */
bool vikt_formula_error_is(vikt_text cell);

#endif
