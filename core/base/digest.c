/* SPDX-License-Identifier: MIT */
#include "core/base/digest.h"

#include <xxhash.h>

vikt_digest vikt_digest_number(vikt_text bytes)
{
    XXH128_hash_t hash = XXH3_128bits(bytes.length ? bytes.at : "", bytes.length);

    return (vikt_digest){hash.low64, hash.high64};
}

void vikt_digest_write(vikt_digest digest, char out[VIKT_DIGEST_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    XXH128_canonical_t canonical;
    XXH128_hash_t hash = {.low64 = digest.low, .high64 = digest.high};

    XXH128_canonicalFromHash(&canonical, hash);
    for (size_t i = 0; i < sizeof canonical.digest; i++) {
        out[2 * i] = hex[canonical.digest[i] >> 4];
        out[2 * i + 1] = hex[canonical.digest[i] & 15];
    }
    out[VIKT_DIGEST_SIZE - 1] = '\0';
}

void vikt_digest_of(vikt_text bytes, char out[VIKT_DIGEST_SIZE])
{
    vikt_digest_write(vikt_digest_number(bytes), out);
}
