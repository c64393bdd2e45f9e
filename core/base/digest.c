/* SPDX-License-Identifier: MIT */
#include "core/base/digest.h"

#include <xxhash.h>

void vikt_digest_of(vikt_text bytes, char out[VIKT_DIGEST_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    XXH128_canonical_t canonical;

    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.length ? bytes.at : "", bytes.length));
    for (size_t i = 0; i < sizeof canonical.digest; i++) {
        out[2 * i] = hex[canonical.digest[i] >> 4];
        out[2 * i + 1] = hex[canonical.digest[i] & 15];
    }
    out[VIKT_DIGEST_SIZE - 1] = '\0';
}
