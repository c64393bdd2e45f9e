/* SPDX-License-Identifier: MIT
 *
 * Any bytes as the CSV file of a decision table, once for classes and once for points.
 */
#include "tests/fuzz/target.h"

#include <string.h>

static const char scheme[] = "[scheme segment]\ntype = decision_table\nhit = any\nfile = ";
static const char criterion[] = "[criterion c]\nweight = 1\npoints = decision_table ";

static void run(const char *begin, const char *table)
{
    char profile[200];
    int length = snprintf(profile, sizeof profile, "%s%s\n", begin, strrchr(table, '/') + 1);

    fuzz_profile((const uint8_t *)profile, (size_t)length, ".ini");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char table[64];

    fuzz_path(table, "-table.csv");
    fuzz_write(table, bytes, size);
    run(scheme, table);
    run(criterion, table);
    unlink(table);
    return 0;
}
