/* SPDX-License-Identifier: MIT
 *
 * The tests of a profile for programs.
 */
#include "core/base/json.h"
#include "core/report/report.h"

static void json_place(vikt_json *json, const vikt_place *place)
{
    vikt_json_string(json, "source", place->source[0] ? place->source : NULL);
    vikt_json_count(json, "line", (uint64_t)place->line);
}

static void json_differences(vikt_json *json, const vikt_test_result *result)
{
    vikt_json_array(json, "differences");
    for (size_t i = 0; i < result->difference_count; i++) {
        vikt_json_object(json, NULL);
        vikt_json_string(json, "what", result->differences[i].what);
        vikt_json_string(json, "expected", result->differences[i].expected);
        vikt_json_string(json, "got", result->differences[i].got);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void json_test(vikt_json *json, const vikt_test_result *result)
{
    const vikt_error *error = &result->error;

    vikt_json_object(json, NULL);
    vikt_json_text(json, "name", result->test->name);
    json_place(json, &result->test->place);
    vikt_json_truth(json, "ok", !result->failed);
    json_differences(json, result);
    if (error->code != VIKT_OK) {
        vikt_json_object(json, "error");
        json_place(json, &error->place);
        vikt_json_string(json, "message", error->message);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, '}');
}

static void json_coverage(vikt_json *json, const vikt_tests *tests)
{
    vikt_json_object(json, "coverage");
    vikt_json_number(json, "share", vikt_tests_coverage(tests));
    vikt_json_count(json, "parts", tests->parts);
    vikt_json_count(json, "reached", tests->reached);
    vikt_json_array(json, "not_reached");
    for (size_t i = 0; i < tests->reach.count; i++) {
        const vikt_part *part = &tests->reach.items[i];

        if (!part->own || part->count)
            continue;
        vikt_json_object(json, NULL);
        json_place(json, &part->place);
        vikt_json_string(json, "statement", part->statement);
        vikt_json_string(json, "part", part->label);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
    vikt_json_end(json, '}');
}

static void json_mutants(vikt_json *json, const vikt_mutants *mutants)
{
    vikt_json_object(json, "changes");
    vikt_json_count(json, "tried", mutants->tried);
    vikt_json_count(json, "skipped", mutants->skipped);
    vikt_json_truth(json, "cut", mutants->cut);
    vikt_json_array(json, "not_noticed");
    for (size_t i = 0; i < mutants->count; i++) {
        const vikt_mutant *mutant = &mutants->items[i];

        vikt_json_object(json, NULL);
        json_place(json, &mutant->place);
        vikt_json_string(json, "what", mutant->what);
        vikt_json_string(json, "from", mutant->from);
        vikt_json_string(json, "to", mutant->to);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
    vikt_json_end(json, '}');
}

void vikt_tests_json(const vikt_tests *tests, vikt_buffer *out)
{
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_text(&json, "profile", tests->profile->name);
    vikt_json_count(&json, "count", tests->count);
    vikt_json_count(&json, "failed", tests->failed);
    vikt_json_array(&json, "tests");
    for (size_t i = 0; i < tests->count; i++)
        json_test(&json, &tests->items[i]);
    vikt_json_end(&json, ']');
    json_coverage(&json, tests);
    if (tests->mutated)
        json_mutants(&json, &tests->mutants);
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}
