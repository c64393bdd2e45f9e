/* SPDX-License-Identifier: MIT
 *
 * Any bytes as JSON, by the built-in profile.
 */
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];

    fuzz_path(path, ".json");
    fuzz_write(path, bytes, size);
    fuzz_file(path);
    unlink(path);
    return 0;
}
