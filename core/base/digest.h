/* SPDX-License-Identifier: MIT
 *
 * Fingerprints of inputs and profiles (XXH3, 128 bits; what `xxhsum -H2` prints). They find
 * changes, they do not prove authorship.
 */
#ifndef VIKT_DIGEST_H
#define VIKT_DIGEST_H

#include <stdint.h>

#include "core/base/text.h"

enum { VIKT_DIGEST_SIZE = 33 }; /* 32 hexadecimal digits and NUL */

void vikt_digest_of(vikt_text bytes, char out[VIKT_DIGEST_SIZE]);

/** The same as a number. */
typedef struct vikt_digest {
    uint64_t low, high;
} vikt_digest;

vikt_digest vikt_digest_number(vikt_text bytes);
void vikt_digest_write(vikt_digest digest, char out[VIKT_DIGEST_SIZE]);

#endif
