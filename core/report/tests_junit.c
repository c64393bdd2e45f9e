/* SPDX-License-Identifier: MIT
 *
 * The tests of a profile as JUnit's XML, which build servers read.
 */
#include "core/report/report.h"

/* XML 1.0 has no form at all for most control characters, nor for U+FFFE and U+FFFF. */
static void put_code(vikt_buffer *out, uint32_t code)
{
    char bytes[4];

    if (code == '&')
        vikt_buffer_string(out, "&amp;");
    else if (code == '<')
        vikt_buffer_string(out, "&lt;");
    else if (code == '>')
        vikt_buffer_string(out, "&gt;");
    else if (code == '"')
        vikt_buffer_string(out, "&quot;");
    else if (code == '\n' || code == '\t' || code == '\r')
        vikt_buffer_print(out, "&#%u;", (unsigned)code);
    else if (code < 0x20 || code == 0xfffe || code == 0xffff)
        vikt_buffer_byte(out, '?');
    else
        vikt_buffer_add(out, bytes, vikt_text_put(bytes, code));
}

static void put(vikt_buffer *out, vikt_text text)
{
    const char *at = text.at, *end = vikt_text_end(text);

    while (at < end)
        put_code(out, vikt_text_next(&at, end));
}

static void put_attribute(vikt_buffer *out, const char *name, vikt_text value)
{
    vikt_buffer_print(out, " %s=\"", name);
    put(out, value);
    vikt_buffer_byte(out, '"');
}

static void put_differences(vikt_buffer *out, const vikt_test_result *result)
{
    vikt_buffer_print(out, "<failure message=\"%zu not as expected\">", result->difference_count);
    for (size_t i = 0; i < result->difference_count; i++) {
        const vikt_difference *difference = &result->differences[i];

        put(out, vikt_text_of(difference->what));
        vikt_buffer_string(out, ": expected ");
        put(out, vikt_text_of(difference->expected));
        vikt_buffer_string(out, ", got ");
        put(out, vikt_text_of(difference->got));
        vikt_buffer_byte(out, '\n');
    }
    vikt_buffer_string(out, "</failure>");
}

static void put_error(vikt_buffer *out, const vikt_error *error)
{
    char text[sizeof error->message + sizeof error->place.source + 64];

    vikt_error_format(error, text, sizeof text);
    vikt_buffer_string(out, "<error");
    put_attribute(out, "message", vikt_text_of(text));
    vikt_buffer_string(out, "/>");
}

static void put_test(vikt_buffer *out, const vikt_test_result *result)
{
    const vikt_place *place = &result->test->place;

    vikt_buffer_string(out, "    <testcase");
    put_attribute(out, "classname", vikt_text_of(place->source));
    put_attribute(out, "name", result->test->name);
    put_attribute(out, "file", vikt_text_of(place->source));
    vikt_buffer_print(out, " line=\"%ld\"", place->line);
    if (!result->failed) {
        vikt_buffer_string(out, "/>\n");
        return;
    }
    vikt_buffer_byte(out, '>');
    if (result->error.code != VIKT_OK)
        put_error(out, &result->error);
    else
        put_differences(out, result);
    vikt_buffer_string(out, "</testcase>\n");
}

static void put_counts(vikt_buffer *out, const vikt_tests *tests)
{
    size_t errors = 0;

    for (size_t i = 0; i < tests->count; i++)
        errors += tests->items[i].error.code != VIKT_OK;
    vikt_buffer_print(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n", tests->count,
                      tests->failed - errors, errors);
}

void vikt_tests_junit(const vikt_tests *tests, vikt_buffer *out)
{
    vikt_buffer_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                            "  <testsuite");
    put_attribute(out, "name", tests->profile->name);
    put_counts(out, tests);
    for (size_t i = 0; i < tests->count; i++)
        put_test(out, &tests->items[i]);
    vikt_buffer_string(out, "  </testsuite>\n</testsuites>\n");
}
