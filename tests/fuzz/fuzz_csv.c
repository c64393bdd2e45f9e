/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a data file, by the built-in profile; and as the ledger or the ratings of a small
 * company.
 */
#include "tests/fuzz/target.h"

static void fuzz_beside(const char *path, bool as_ledger)
{
    static const char customers[] = "id;name;revenue\n1;A;100\n2;B;50,5\n3;C;-1\n";
    char data[64];
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_run_options options = {.company = data,
                                .invoices = as_ledger ? path : NULL,
                                .ratings = as_ledger ? NULL : path,
                                .database = "/tmp/vikt-fuzz-no-database",
                                .dry_run = true,
                                .today = "2026-01-01"};
    fuzz_path(data, ".customers");
    fuzz_write(data, (const uint8_t *)customers, sizeof customers - 1);
    if (vikt_run_execute(&options, NULL, &run, &err) != VIKT_OK && (!err.message[0] || run))
        abort();
    vikt_run_free(run);
    unlink(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];
    fuzz_path(path, ".csv");
    fuzz_write(path, bytes, size);
    fuzz_run(path, NULL);
    fuzz_beside(path, size % 2 == 0);
    unlink(path);
    return 0;
}
