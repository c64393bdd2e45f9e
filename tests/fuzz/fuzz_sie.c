/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a SIE file: what comes behind its first line.
 */
#include <string.h>

#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char flag[] = "#FLAGGA 0\n";
    uint8_t *file = malloc(sizeof flag + size);
    char path[64];

    if (!file)
        abort();
    memcpy(file, flag, sizeof flag - 1);
    if (size)
        memcpy(file + sizeof flag - 1, bytes, size);
    fuzz_path(path, ".se");
    fuzz_write(path, file, sizeof flag - 1 + size);
    fuzz_file(path);
    unlink(path);
    free(file);
    return 0;
}
