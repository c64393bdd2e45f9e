/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a rule file, on a small company.
 */
#include "tests/fuzz/target.h"

static const char customers[] =
    "id;name;revenue;revenue_prev;potential;product_groups;admin_hours;risk;days_late\n"
    "1;A;100;90;5;3;1;1;0\n2;B;50,5;60;3;2;4;2;10\n3;C;-1;;1;1;9;5;50\n4;D;;5;;;;;\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char data[64], path[64];
    fuzz_path(data, ".csv");
    fuzz_path(path, ".lua");
    fuzz_write(data, (const uint8_t *)customers, sizeof customers - 1);
    fuzz_write(path, bytes, size);
    fuzz_run(data, path);
    unlink(path);
    unlink(data);
    return 0;
}
