/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a data file, by the built-in profile and as it is told of; and as the ledger or the
 * ratings of a small company.
 */
#include "tests/fuzz/target.h"

static void fuzz_beside(const char *path, bool as_ledger)
{
    static const char customers[] = "id;name;revenue\n1;A;100\n2;B;50,5\n3;C;-1\n";
    char data[64];

    fuzz_path(data, ".customers");
    fuzz_write(data, (const uint8_t *)customers, sizeof customers - 1);
    fuzz_execute((vikt_run_options){
        .company = data, .invoices = as_ledger ? path : NULL, .ratings = as_ledger ? NULL : path});
    unlink(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];
    fuzz_path(path, ".csv");
    fuzz_write(path, bytes, size);
    fuzz_file(path);
    fuzz_beside(path, size % 2 == 0);
    unlink(path);
    return 0;
}
