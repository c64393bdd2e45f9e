/* SPDX-License-Identifier: MIT
 *
 * Any bytes as an INI profile.
 */
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_profile(bytes, size, ".ini");
    return 0;
}
