/* SPDX-License-Identifier: MIT
 * A program outside the tree: in the locale of its environment it runs a company and prints one
 * customer's class, or the whole report; or (moves DATABASE) why the customers of a database moved.
 */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <vikt/vikt.h>

static int print_moves(const char *database)
{
    vikt_error err = {0};
    vikt_moves *moves = NULL;
    vikt_moves_options options = {.database = database};
    if (vikt_moves_find(&options, &moves, &err) != VIKT_OK)
        return fprintf(stderr, "%s\n", err.message), 1;
    for (size_t i = 0; i < vikt_moves_count(moves); i++)
        printf("%s\n", vikt_moves_why(moves, i));
    vikt_moves_free(moves);
    return 0;
}

int main(int argc, char **argv)
{
    vikt_error err = {0};
    vikt_run *run = NULL;
    vikt_run_options options = {
        .company = argv[1], .dry_run = true, .today = "2026-01-01", .language = vikt_lua()};
    vikt_report_options report = {.json = false};
    char *text = NULL;
    setlocale(LC_ALL, "");
    if (argc == 3 && strcmp(argv[1], "moves") == 0)
        return print_moves(argv[2]);
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
