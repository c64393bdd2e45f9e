/* SPDX-License-Identifier: MIT
 *
 * Fingerprints of inputs and profiles (XXH3, 128 bits; what `xxhsum -H2` prints). They find
 * changes, they do not prove authorship.
 */
#ifndef VIKT_DIGEST_H
#define VIKT_DIGEST_H

#include "core/base/text.h"

enum { VIKT_DIGEST_SIZE = 33 }; /* 32 hexadecimal digits and NUL */

void vikt_digest_of(vikt_text bytes, char out[VIKT_DIGEST_SIZE]);

#endif
