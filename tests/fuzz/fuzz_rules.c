/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a rule file.
 */
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_profile(bytes, size, ".lua");
    return 0;
}
