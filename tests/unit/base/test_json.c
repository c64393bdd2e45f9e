/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <math.h>

#include "core/base/json.h"

static vikt_buffer out;
static vikt_json json;

static void begin(void)
{
    vikt_buffer_init(&out, NULL, 100000);
    vikt_json_init(&json, &out);
}

static void end(void)
{
    vikt_buffer_clear(&out);
}

TestSuite(json, .init = begin, .fini = end);

Test(json, commas_and_nesting_are_kept)
{
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_array(&json, "list");
    vikt_json_number(&json, NULL, 1.5);
    vikt_json_object(&json, NULL);
    vikt_json_end(&json, '}');
    vikt_json_array(&json, NULL);
    vikt_json_end(&json, ']');
    vikt_json_truth(&json, NULL, true);
    vikt_json_end(&json, ']');
    vikt_json_object(&json, "inner");
    vikt_json_truth(&json, "no", false);
    vikt_json_string(&json, "name", "vikt");
    vikt_json_end(&json, '}');
    vikt_json_string(&json, "none", NULL);
    vikt_json_end(&json, '}');
    cr_assert_str_eq(out.at, "{\"version\":1,\"list\":[1.5,{},[],true],"
                             "\"inner\":{\"no\":false,\"name\":\"vikt\"},\"none\":null}");
}

Test(json, a_name_with_a_length_takes_the_next_value)
{
    vikt_json_object(&json, NULL);
    vikt_json_name(&json, (vikt_text){"Axel", 1});
    vikt_json_count(&json, NULL, 2);
    vikt_json_name(&json, VIKT_TEXT("a\"b"));
    vikt_json_object(&json, NULL);
    vikt_json_end(&json, '}');
    vikt_json_count(&json, "z", 0);
    vikt_json_end(&json, '}');
    cr_assert_str_eq(out.at, "{\"A\":2,\"a\\\"b\":{},\"z\":0}");
}

Test(json, text_is_escaped)
{
    vikt_json_text(&json, NULL, VIKT_TEXT("\"\\/\b\t\n\v\f\r\x1f\0\x7f"));
    cr_assert_str_eq(out.at, "\"\\\"\\\\/\\b\\t\\n\\u000b\\f\\r\\u001f\\u0000\x7f\"");
}

Test(json, code_points_stay_and_wrong_bytes_are_replaced)
{
    vikt_json_text(&json, NULL, VIKT_TEXT("\xc3\xa5\xe9\xf0\x9f\x98\x80\xed\xa0\x80."));
    /* E9 alone is one wrong byte, the surrogate is three */
    cr_assert_str_eq(out.at, "\"\xc3\xa5\xef\xbf\xbd\xf0\x9f\x98\x80"
                             "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd.\"");
}

Test(json, empty_text_is_not_null)
{
    vikt_json_array(&json, NULL);
    vikt_json_text(&json, NULL, VIKT_TEXT(""));
    vikt_json_text(&json, NULL, vikt_text_of(NULL));
    vikt_json_end(&json, ']');
    cr_assert_str_eq(out.at, "[\"\",null]");
}

Test(json, numbers_that_json_does_not_know_are_null)
{
    vikt_json_array(&json, NULL);
    vikt_json_number(&json, NULL, NAN);
    vikt_json_number(&json, NULL, -INFINITY);
    vikt_json_number(&json, NULL, -0.0);
    vikt_json_number(&json, NULL, 0.1);
    vikt_json_number(&json, NULL, 1e300);
    vikt_json_count(&json, NULL, UINT64_MAX);
    vikt_json_end(&json, ']');
    cr_assert_str_eq(out.at, "[null,null,0,0.1,1e+300,18446744073709551615]");
}

Test(json, it_nests_as_deep_as_it_says)
{
    for (int i = 1; i < VIKT_JSON_DEPTH; i++)
        vikt_json_array(&json, NULL);
    for (int i = 1; i < VIKT_JSON_DEPTH; i++)
        vikt_json_end(&json, ']');
    cr_assert_eq(out.length, 2 * (VIKT_JSON_DEPTH - 1));
}
