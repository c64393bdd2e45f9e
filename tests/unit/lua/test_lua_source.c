/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_source.h"

#include <criterion/criterion.h>
#include <stdio.h>

static void assert_line(const char *source, long line)
{
    long found = vikt_lua_source_line(vikt_text_of(source), VIKT_TEXT("_ENV"));

    cr_assert_eq(found, line, "%ld, not %ld: %s", found, line, source);
}

Test(lua_source, a_name_is_found_whole_and_with_its_line)
{
    assert_line("", 0);
    assert_line("_ENV", 1);
    assert_line("x = 1\n\n_ENV.y = 2", 3);
    assert_line("x = 1\r\n\r_ENV", 3);
    assert_line("local MAX_ENVELOPES, _ENVIRONMENT, x_ENV, _ENV1 = 1", 0);
    assert_line("f(_ENV)", 1);
    assert_line("return 1 ---_ENV\n-_ENV", 2);
    assert_line("a[_ENV]", 1);
    assert_line("a[=_ENV", 1);
}

Test(lua_source, comments_and_texts_are_passed_over)
{
    assert_line("-- _ENV", 0);
    assert_line("-- x\n_ENV", 2);
    assert_line("--[[ _ENV\n]] _ENV", 2);
    assert_line("--[==[ _ENV ]] ]=] _ENV\n]==] _ENV", 2);
    assert_line("--[= _ENV\n_ENV", 2);
    assert_line("--[[ never closed _ENV", 0);
    assert_line("s = \"_ENV\" .. '_ENV' .. [[\n_ENV]] .. [=[_ENV]]]=]", 0);
    assert_line("s = \"it's\" _ENV = '\"'", 1);
    assert_line("s = '\\'' _ENV = ''", 1);
    assert_line("s = \"\\\\\" _ENV = \"\"", 1);
    assert_line("s = \"a\\\nb\" .. _ENV", 2);
    assert_line("s = \"a\\\r\n_ENV\" .. _ENV", 2);
    assert_line("s = \"a\\z \n\n _ENV\" .. _ENV", 3);
    assert_line("s = \"never closed\n_ENV", 2);
    assert_line("s = \"ends in \\", 0);
}

/* ---- numbers and comparisons in functions ---- */

typedef struct scanned {
    char text[400]; /* "1:45 2:<= " */
    size_t length, stop;
} scanned;

static bool hear_token(void *context, vikt_text token, long line)
{
    scanned *all = context;

    all->length += (size_t)snprintf(all->text + all->length, sizeof all->text - all->length,
                                    "%ld:%.*s ", line, VIKT_SHOW(token));
    return all->stop == 0 || --all->stop > 0;
}

static void assert_scan(const char *source, const char *expected)
{
    scanned all = {.length = 0};

    vikt_lua_source_scan(vikt_text_of(source), hear_token, &all);
    cr_assert_str_eq(all.text, expected, "%s: %s", source, all.text);
}

Test(lua_source, numbers_and_comparisons_in_functions_are_heard)
{
    assert_scan("", "");
    assert_scan("x = 1 < 2", "");
    assert_scan("f(function(a) return a > 45 end, 7)", "1:> 1:45 ");
    assert_scan("local function f(a)\n  return a <= 0.5, a ~= .25, a == 1e-3\nend\nx = 3 >= 2",
                "2:<= 2:0.5 2:~= 2:.25 2:== 2:1e-3 ");
    assert_scan("f(function() return 0x1p-4, 0xfE, 3..2 end)", "1:0x1p-4 1:0xfE 1:3..2 ");
    assert_scan("f(function() return a << 2 >> b ~ c end)", "1:2 ");
}

Test(lua_source, a_function_ends_where_lua_ends_it)
{
    assert_scan("f(function()\n"
                "  if a then b() elseif c then d() else e() end\n"
                "  while a do b() end\n"
                "  for i = 1, 2 do b() end\n"
                "  repeat b() until c\n"
                "  do local g = function() return 3 end end\n"
                "  return 4\n"
                "end)\n"
                "return 5",
                "4:1 4:2 6:3 7:4 ");
    assert_scan("for i = 1, 2 do f(function() return 3 end) end return 4", "1:3 ");
    assert_scan("end end f(function() return 1 end)", "1:1 ");
}

Test(lua_source, names_texts_and_comments_hold_no_numbers)
{
    assert_scan("f(function() return a1, b_2, '3', \"4 < 5\", [[6]] --7\n --[[8]] end)", "");
    assert_scan("f(function(functional) endless = 1 end) return 2", "1:1 ");
}

Test(lua_source, who_has_heard_enough_hears_no_more)
{
    scanned all = {.stop = 2};

    vikt_lua_source_scan(vikt_text_of("f(function() return 1, 2, 3 end)"), hear_token, &all);
    cr_assert_str_eq(all.text, "1:1 1:2 ");
}

static void assert_functions(const char *source, long line, const char *expected)
{
    vikt_text found = vikt_lua_source_functions(vikt_text_of(source), line);

    cr_assert(vikt_text_is(found, expected), "\"%.*s\"", VIKT_SHOW(found));
}

Test(lua_source, the_functions_of_a_line_end_where_they_end)
{
    static const char source[] = "-- function() end\n"
                                 "f(function(a)\n"
                                 "  if a then return function() return \"end\" end end\n"
                                 "  return 1\n"
                                 "end, 2)\n"
                                 "g(function() end, function() end) h(3)";

    assert_functions(source, 1, "");
    assert_functions(source, 2,
                     "function(a)\n"
                     "  if a then return function() return \"end\" end end\n"
                     "  return 1\n"
                     "end");
    assert_functions(source, 3, "function() return \"end\" end");
    assert_functions(source, 6, "function() end, function() end");
    assert_functions(source, 7, "");
    assert_functions("f(function() return 1", 1, "function() return 1");
}
