/* SPDX-License-Identifier: MIT
 *
 * Any bytes as an INI profile, and its Lua twin.
 */
#include "tests/fuzz/target.h"

static void convert(const uint8_t *bytes, size_t size)
{
    vikt_error err = {0};
    char path[64], *text = NULL;
    fuzz_path(path, ".ini");
    fuzz_write(path, bytes, size);
    if (vikt_profile_convert(path, NULL, &text, &err) != VIKT_OK && (!err.message[0] || text))
        abort();
    vikt_profile_text_free(text);
    unlink(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_profile(bytes, size, ".ini");
    convert(bytes, size);
    return 0;
}
