/* SPDX-License-Identifier: MIT
 *
 * The tests of a profile for people.
 */
#include "core/base/number.h"
#include "core/report/report.h"
#include "core/report/table.h"

enum { PARTS_SHOWN = 30, MUTANTS_SHOWN = 100 };

static void write_place(vikt_buffer *out, const vikt_place *place)
{
    if (place->source[0])
        vikt_buffer_print(out, "%s:%ld: ", place->source, place->line);
}

static bool write_differences(const vikt_test_result *result, vikt_arena *arena, vikt_buffer *out)
{
    vikt_table table;

    vikt_table_init(&table, arena, "lll", true);
    vikt_table_cell(&table, VIKT_TEXT(""));
    vikt_table_cell(&table, VIKT_TEXT("expected"));
    vikt_table_cell(&table, VIKT_TEXT("got"));
    for (size_t i = 0; i < result->difference_count; i++) {
        vikt_table_cell(&table, vikt_text_of(result->differences[i].what));
        vikt_table_cell(&table, vikt_text_of(result->differences[i].expected));
        vikt_table_cell(&table, vikt_text_of(result->differences[i].got));
    }
    vikt_table_write(&table, out);
    return !table.failed;
}

static bool write_test(const vikt_test_result *result, vikt_arena *arena, vikt_buffer *out)
{
    const vikt_test *test = result->test;

    if (!result->failed) {
        vikt_buffer_print(out, "ok      %.*s\n", VIKT_SHOW(test->name));
        return true;
    }
    vikt_buffer_print(out, VIKT_BOLD "FAILED" VIKT_PLAIN "  ");
    write_place(out, &test->place);
    vikt_buffer_print(out, "%.*s\n", VIKT_SHOW(test->name));
    if (result->error.code == VIKT_OK)
        return write_differences(result, arena, out);
    vikt_buffer_string(out, "  ");
    write_place(out, &result->error.place);
    vikt_buffer_print(out, "%s\n", result->error.message);
    return true;
}

static void write_counts(const vikt_tests *tests, vikt_buffer *out)
{
    char share[64];

    vikt_buffer_print(out, "\n%zu test%s, %zu failed\n", tests->count, tests->count == 1 ? "" : "s",
                      tests->failed);
    if (!tests->parts) {
        vikt_buffer_string(out, "Coverage: the profile says nothing of its own\n");
        return;
    }
    vikt_number_show(vikt_tests_coverage(tests) * 100, 1, '.', share);
    vikt_buffer_print(out, "Coverage: %zu of %zu parts of the profile, %s %%\n", tests->reached,
                      tests->parts, share);
}

static void write_part(const vikt_part *part, vikt_buffer *out)
{
    vikt_buffer_string(out, "  ");
    write_place(out, &part->place);
    vikt_buffer_print(out, "%s%s%s\n", part->statement, part->label[0] ? ": " : "", part->label);
}

static void write_not_reached(const vikt_tests *tests, vikt_buffer *out)
{
    size_t left = tests->parts - tests->reached, shown = 0;

    if (left)
        vikt_buffer_string(out, "No test's customer reaches:\n");
    for (size_t i = 0; i < tests->reach.count && shown < PARTS_SHOWN; i++) {
        const vikt_part *part = &tests->reach.items[i];

        if (!part->own || part->count)
            continue;
        write_part(part, out);
        shown++;
    }
    if (left > shown)
        vikt_buffer_print(out, "  and %zu more; --json lists all\n", left - shown);
}

static void write_mutants(const vikt_tests *tests, vikt_buffer *out)
{
    const vikt_mutants *mutants = &tests->mutants;
    size_t noticed = mutants->tried - mutants->count;
    char share[64];

    if (!mutants->tried) {
        vikt_buffer_string(out, "\nChanges: none tried; that takes tests that pass, and numbers or "
                                "comparisons of the profile's own\n");
        return;
    }
    vikt_number_show((double)noticed / (double)mutants->tried * 100, 1, '.', share);
    vikt_buffer_print(out, "\nChanges: %zu tried, %zu noticed, %s %%", mutants->tried, noticed,
                      share);
    if (mutants->skipped)
        vikt_buffer_print(out, "; %zu more make no profile", mutants->skipped);
    vikt_buffer_string(out, mutants->cut ? "; the rest was not tried\n" : "\n");
    if (mutants->count)
        vikt_buffer_string(out, "No test notices:\n");
    for (size_t i = 0; i < mutants->count && i < MUTANTS_SHOWN; i++) {
        const vikt_mutant *mutant = &mutants->items[i];

        vikt_buffer_string(out, "  ");
        write_place(out, &mutant->place);
        vikt_buffer_print(out, "%s: %s into %s\n", mutant->what, mutant->from, mutant->to);
    }
    if (mutants->count > MUTANTS_SHOWN)
        vikt_buffer_print(out, "  and %zu more; --json lists all\n",
                          mutants->count - MUTANTS_SHOWN);
}

bool vikt_tests_summary(const vikt_tests *tests, vikt_arena *arena, vikt_buffer *out)
{
    bool ok = true;

    if (!tests->count) {
        vikt_buffer_print(out, "%.*s has no tests\n", VIKT_SHOW(tests->profile->name));
        return true;
    }
    for (size_t i = 0; i < tests->count; i++)
        ok = write_test(&tests->items[i], arena, out) && ok;
    write_counts(tests, out);
    write_not_reached(tests, out);
    if (tests->mutated)
        write_mutants(tests, out);
    return ok;
}
