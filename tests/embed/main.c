/* SPDX-License-Identifier: MIT
 * A program outside the tree: runs a company in the locale of its environment and prints one
 * customer's class, or the whole report. */
#include <locale.h>
#include <stdio.h>
#include <vikt/vikt.h>

int main(int argc, char **argv)
{
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_run_options options = {
        .company = argv[1], .dry_run = true, .today = "2026-01-01", .language = vikt_lua()};
    vikt_report_options report = {.json = false};
    char *text = NULL;
    setlocale(LC_ALL, "");
    if (argc < 2 || vikt_run_execute(&options, NULL, &run, &err) != VIKT_OK)
        return fprintf(stderr, "%s\n", err.message), 1;
    if (argc < 3 && vikt_report_run(run, &report, &text, &err) == VIKT_OK)
        printf("%.1f\n%s", 0.5, text); /* the locale's own decimal mark first */
    else
        printf("%s\n", vikt_run_class_of(run, vikt_run_primary(run), vikt_run_find(run, argv[2])));
    vikt_report_free(text);
    vikt_run_free(run);
    return 0;
}
