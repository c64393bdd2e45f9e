/* SPDX-License-Identifier: MIT
 * A program outside the tree: runs a company and prints one customer's class. */
#include <stdio.h>
#include <vikt/vikt.h>

int main(int argc, char **argv)
{
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_run_options options = {
        .company = argv[1], .dry_run = true, .today = "2026-01-01", .language = vikt_lua()};
    if (argc < 3 || vikt_run_execute(&options, NULL, &run, &err) != VIKT_OK)
        return fprintf(stderr, "%s\n", err.message), 1;
    printf("%s\n", vikt_run_class_of(run, vikt_run_primary(run), vikt_run_find(run, argv[2])));
    vikt_run_free(run);
    return 0;
}
