/* SPDX-License-Identifier: MIT
 *
 * Keys that a spreadsheet has taken for large numbers and rounded: "5,56E+09" was 5560160680, and
 * may be another's key by now. Knows nothing of files.
 */
#ifndef VIKT_ROUNDED_H
#define VIKT_ROUNDED_H

#include <stdbool.h>

#include "core/base/text.h"

/** "5,56E+09", "1E+10": digits, perhaps a mark and digits, and an exponent with a plus. */
bool vikt_key_is_rounded(vikt_text key);

#endif
