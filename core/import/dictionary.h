/* SPDX-License-Identifier: MIT
 *
 * The headings that are known, as import sees them.
 */
#ifndef VIKT_IMPORT_DICTIONARY_H
#define VIKT_IMPORT_DICTIONARY_H

#include "core/profile/dictionary.h"

#endif
