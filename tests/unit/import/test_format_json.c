/* SPDX-License-Identifier: MIT */
#include "format_file.h"

static void expect_lines(const char *json, const char *text)
{
    expect_table(bytes_of(json), NULL, "JSON lines", text);
}

static void expect_wrong(const char *json, const char *part, long line, long column)
{
    vikt_table table;
    vikt_error err = {.code = VIKT_OK};

    cr_assert(open_bytes(json, strlen(json), NULL, &table, &err) == VIKT_INPUT, "%s", json);
    cr_assert(strstr(err.message, part), "%s", err.message);
    cr_assert(err.place.line == line && err.place.column == column, "%ld:%ld", err.place.line,
              err.place.column);
}

Test(format_json, columns_are_members_in_the_order_of_their_first_appearance)
{
    expect_lines("{\"id\": \"0017\", \"oms\": 1.5}\n{\"namn\": \"B\", \"id\": \"2\"}\n",
                 "id;oms;namn\n0017;1.5;\n2;;B\n");
}

Test(format_json, objects_within_become_columns_and_lists_are_joined)
{
    expect_lines("{\"a\": {\"b\": 1, \"c\": {\"d\": true}}, \"t\": [\"x\", null, 2, \"y\"], "
                 "\"e\": [], \"o\": {}, \"l\": [[1], {\"k\": 2}]}",
                 "a.b;a.c.d;t;e;l\n1;true;x, 2, y;;\"[1], {\"\"k\"\": 2}\"\n");
}

Test(format_json, numbers_keep_their_digits_but_cannot_be_read_as_others)
{
    expect_lines("{\"a\": 12345678901234567890, \"b\": 1.234, \"c\": -1.50, \"d\": 1e3}\n",
                 "a;b;c;d\n12345678901234567890;1.2340;-1.50;1e3\n");
}

Test(format_json, texts_are_decoded)
{
    expect_lines("{\"a\": \"\\u00c5 \\ud83d\\ude00 \\ud800 \\\"q\\\" \\/ \\n;\"}",
                 "a\n\"\xc3\x85 \xf0\x9f\x98\x80 \xef\xbf\xbd \"\"q\"\" / \n;\"\n");
    expect_lines("{\"a\": null, \"b\": false}", "a;b\n;false\n");
}

Test(format_json, rows_are_the_lines_of_the_file)
{
    vikt_table table;
    const char *json = "{\"a\": 1}\n\n{\"a\":\n 2}\n{\"a\": 3}";
    const char *dense = "[{\"a\": 1}, {\"a\": 2}]";

    cr_assert(open_bytes(json, strlen(json), NULL, &table, NULL) == VIKT_OK);
    cr_assert(table.first_record == -1); /* the heading is record 0, the first object 1 */
    cr_assert(vikt_text_is(table.text, "a\n1\n\n2\n\n3\n"));
    vikt_table_close(&table);
    cr_assert(open_bytes(dense, strlen(dense), NULL, &table, NULL) == VIKT_OK);
    cr_assert(vikt_text_is(table.text, "a\n1\n2\n"));
    vikt_table_close(&table);
}

Test(format_json, a_list_of_objects_is_read)
{
    expect_table(bytes_of("\xef\xbb\xbf [\n {\"a\": 1},\n {\"a\": 2}\n]\n"), NULL, "JSON",
                 "a\n\n1\n2\n");
    expect_table(bytes_of("{\"total\": 2, \"kunder\": [{\"a\": 1}, {\"a\": 2}], \"x\": []}"), NULL,
                 "JSON, list \"kunder\"", "a\n1\n2\n");
}

/* The outermost lists count; those of deeper objects only where there is none. */
Test(format_json, a_list_within_an_object_within_the_object_is_read)
{
    vikt_source_settings settings = {.table = VIKT_TEXT("data.meta.links")};
    const char *json =
        "{\"ok\": true, \"data\": {\"page\": 1, \"items\": [{\"a\": 1}, {\"a\": 2}], "
        "\"meta\": {\"links\": [{\"b\": 3}]}}}";

    expect_table(bytes_of(json), NULL, "JSON, list \"data.items\"", "a\n1\n2\n");
    expect_table(bytes_of(json), &settings, "JSON, list \"data.meta.links\"", "b\n3\n");
    expect_lines("{\"a\": {\"b\": 1}}", "a.b\n1\n");
    expect_lines("{\"a\": {\"b\": [{\"c\": 1}]}}\n{\"a\": {\"b\": 2}}",
                 "a.b\n\"{\"\"c\"\": 1}\"\n2\n");
}

Test(format_json, of_several_lists_the_user_says_which)
{
    const char *json = "{\"kunder\": [{\"a\": 1}], \"fakturor\": [{\"a\": 2}]}";
    vikt_source_settings settings = {.table = VIKT_TEXT("kunder")};

    expect_failure(bytes_of(json), NULL, VIKT_INPUT, "--table NAME");
    expect_table(bytes_of(json), &settings, "JSON, list \"kunder\"", "a\n1\n");
}

Test(format_json, what_is_wrong_is_told_with_its_place)
{
    expect_wrong("{\"a\": 1}\n{\"a\": 1", "ends too early", 2, 8);
    expect_wrong("{\"a\": 1}\n{\"\xc3\xa5\": tru}", "expected a value", 2, 7);
    expect_wrong("{\"a\": 1,}", "a member's name", 1, 9);
    expect_wrong("{\"a\" 1}", "expected :", 1, 6);
    expect_wrong("{\"a\": \"x\ny\"}", "no closing quote", 1, 7);
    expect_wrong("{\"a\": \"\\x\"}", "escape", 1, 9);
    expect_wrong("{\"a\": \"\\u12g4\"}", "hexadecimal", 1, 12);
    expect_wrong("{\"a\": 1, \"a\": 2}", "twice", 1, 15);
    expect_wrong("{\"a\": {\"b\": 1}, \"a.b\": 2}", "twice", 1, 24);
    expect_wrong("{\"a\": 1}\n[1]", "expected an object", 2, 1);
    expect_wrong("[{\"a\": 1} {\"a\": 1}]", "expected , or ]", 1, 11);
    expect_wrong("[{\"a\": 1}] x", "follows", 1, 12);
    expect_wrong("{\"a\": -}", "digits", 1, 8);
    expect_wrong("{\"a\": [1 2]}", "in a list", 1, 10);
}

Test(format_json, depth_width_and_length_have_limits)
{
    static char json[3 << 20];
    char *at = json;

    for (int i = 0; i < 40; i++)
        at += sprintf(at, "{\"a\":");
    expect_wrong(json, "nested deeper than 32", 1, 161);
    at = json + sprintf(json, "{");
    for (int i = 0; i < 1025; i++)
        at += sprintf(at, "%s\"m%d\":1", i ? "," : "", i);
    sprintf(at, "}");
    cr_assert(strstr(json, "m1024"));
    expect_failure(bytes_of(json), NULL, VIKT_INPUT, "more than 1024");
    memset(json, 'x', sizeof json);
    memcpy(json, "{\"a\":\"", 6);
    memcpy(json + sizeof json - 3, "\"}", 3);
    expect_failure(bytes_of(json), NULL, VIKT_INPUT, "longer than 1 MiB");
    memcpy(json, "{\"xxxx", 6);
    memcpy(json + 1200, "\":1}", 5);
    expect_failure(bytes_of(json), NULL, VIKT_INPUT, "name is too long");
}

Test(format_json, brackets_of_a_profile_and_braces_of_a_text_are_no_json)
{
    expect_table(bytes_of("{x};y\n1;2\n"), NULL, "CSV", "{x};y\n1;2\n");
    expect_table(bytes_of("[criterion risk]\nx=1\n"), NULL, "CSV", "[criterion risk]\nx=1\n");
}

static file_bytes sample(void)
{
    return bytes_of("{\"a\": \"\\u00e5\", \"b\": [1, {\"c\": 2}]}\n{\"d\": {\"e\": -1.5e3}}\n");
}

Test(format_json, cut_anywhere_there_is_an_answer)
{
    expect_answers(sample(), vikt_format_json);
    expect_answers(bytes_of("[{\"a\": 1}, {\"a\": true}]"), vikt_format_json);
    expect_answers(bytes_of("{\"n\": 1, \"rows\": [{\"a\": 1}, {\"a\": true}]}"), vikt_format_json);
}

Test(format_json, every_failed_allocation_is_told)
{
    expect_scarcity_told(sample(), vikt_format_json);
}
