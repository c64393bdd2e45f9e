/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_syntax.h"

#include <criterion/criterion.h>
#include <string.h>

/* source ends where Lua stopped: one byte behind the word that it is near. */
static void expect(const char *source, const char *message, long column, const char *hint)
{
    vikt_lua_syntax out = vikt_lua_syntax_explain(vikt_text_of(source), strlen(source), message);

    cr_assert_eq(out.column, column, "%ld: %s", out.column, source);
    cr_assert_str_eq(out.hint, hint);
}

Test(lua_syntax, the_word_is_the_last_before_lua_stopped)
{
    expect("x = f(a = ", "'end' expected near '='", 9, "");
    expect("-- å\nå = = ", "unexpected symbol near '='", 5, "");
    expect("", "unexpected symbol near <eof>", 0, "");
    expect("x", "no near", 0, "");
}

Test(lua_syntax, common_mistakes_are_hinted_at)
{
    expect("x { weight = 3 points ", "'}' expected near 'points'", 16,
           "; is a comma missing before it?");
    expect("x { \"a\" = ", "'}' expected near '='", 9,
           "; a key has no quotation marks and no spaces");
    expect("if a = ", "'then' expected near '='", 6, "; equal is ==");
    expect("x { weight: 3 ", "<name> expected near '3'", 13, "; between key and value stands =");
    expect("criterion x4 ", "syntax error near 'x4'", 11,
           "; the name of a statement stands in quotation marks");
    expect("x = 1\n# ", "unexpected symbol near '#'", 1, "; a comment begins with --");
    expect("[c", "unexpected symbol near '['", 1, "; [sections] are for .ini files");
    expect("rule \u201cr\u201d", "syntax error near 'x'", 0, "");
}

Test(lua_syntax, quotation_marks_of_word_processors_are_known)
{
    const char source[] = "rule \u201cr\u201d { }";
    vikt_lua_syntax out =
        vikt_lua_syntax_explain(vikt_text_of(source), 7, "syntax error near '<\\226>'");

    cr_assert_eq(out.column, 6);
    cr_assert_str_eq(out.hint, "; write plain quotation marks: \"");
}
