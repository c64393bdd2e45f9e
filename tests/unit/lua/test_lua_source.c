/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_source.h"

#include <criterion/criterion.h>

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
