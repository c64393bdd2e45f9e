/* SPDX-License-Identifier: MIT */
#include "rules.h"

static void assert_spent(const char *body)
{
    char source[512];
    outcome out;

    snprintf(source, sizeof source, "measure \"m\" (function() %s end)", body);
    run_limited(source, (vikt_engine_limits){.instructions = 500000}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, ROWS, "%s: %zu", body, out.failures);
    cr_assert(strstr(out.failed[0].message, "instructions"), "%s", out.failed[0].message);
}

/* Whatever the pattern, a text that it fits is found, and one that takes for ever ends. */
Test(lua_text, patterns_end_by_the_budget_and_by_nothing_else)
{
    assert_spent("local x = (\"a\"):rep(60000):find(\".-.-.-b\")");
    assert_spent("local x = (\"x\"):rep(1000):find((\"x*\"):rep(20) .. \"y\")");
    assert_spent("local x = (\"(\"):rep(60000):find(\"%b()\")");
    assert_spent("local x = (\"a\"):rep(30000):find(\"(.-)%1b\")");
    assert_spent("for w in (\"a\"):rep(30000):gmatch(\".-.-b\") do end");
    assert_spent("local x = (\"a\"):rep(30000):gsub(\".-.-b\", \"\")");
    assert_spent("local x = (\"x\"):rep(60000):find(\"[^\" .. (\"a\"):rep(5000) .. \"]y\")");
    assert_spent("local s = (\"x\"):rep(9) for i = 1, 1e9 do pcall(s.find, s, \"(x*)(x*)%9\") end");
    assert_spent("local s = (\"x\"):rep(9) for i = 1, 1e9 do s:gsub(\"\", \"\") end");
    assert_gives("return (\"a\"):rep(60000):match(\"(.-)(.-)(.-)aa$\") .. \"found\"", "found");
    assert_gives("return tostring((\"x\"):rep(5000):find((\"x\"):rep(600) .. \"[y]\"))", "nil");
    assert_gives("return tostring((\"a\"):rep(30000):match(\"^.-b\"))", "nil");
    assert_gives("return (\"a^b\"):gmatch(\"^.\")()", "^b");
}

/* 200 attempts within each other, as in Lua. */
Test(lua_text, a_pattern_may_be_too_complex)
{
    assert_fails("return (\"x\"):rep(300):find((\"x?\"):rep(200) .. \"y\")", "pattern too complex");
    assert_gives("return tostring((\"x\"):rep(9):find((\"x?\"):rep(199)))", "1");
}

Test(lua_text, replacements_make_texts_of_up_to_64_kib)
{
    assert_gives("return tostring(#((\"x\"):rep(32768):gsub(\"x\", \"yy\")))", "65536");
    assert_fails("return (\"x\"):rep(32769):gsub(\"x\", \"yy\")",
                 "made a text of more than 65,536");
    assert_fails("return (\"x\"):rep(32769):gsub(\"x\", function() return \"yy\" end)",
                 "made a text of more than 65,536");
    assert_gives("return (\"a b\"):gsub(\"%a\", { a = 0/0 })", "nan b");
    assert_fails("return (\"abc\"):gsub(\"b\", function(c) error(\"at \" .. c) end)", "at b");
    assert_fails("return (\"abc\"):gsub(\"b\", function(c) return {} end)",
                 "invalid replacement value (a table)");
    assert_fails("return (\"abc\"):gsub(\"b\")", "string/function/table expected");
}

Test(lua_text, malformed_patterns_are_errors_of_the_customer)
{
    assert_fails("return (\"a\"):find(\"[\")", "malformed pattern");
    assert_fails("return (\"a\"):find(\"[^\")", "malformed pattern");
    assert_fails("return (\"a\"):find(\"[%\")", "malformed pattern");
    assert_fails("return (\"a\"):find(\"%\")", "malformed pattern");
    assert_fails("return (\"a\"):find(\"%b\")", "missing arguments to '%b'");
    assert_fails("return (\"a\"):find(\"%f\")", "missing '[' after '%f'");
}

Test(lua_text, a_plain_search_is_not_a_pattern)
{
    assert_gives("return tostring((\"x\"):rep(60000):find(\".-.-.-y\", 1, true))", "nil");
    assert_gives("return tostring((\"a.-.-.-y\"):find(\".-.-.-y\", 1, true))", "2");
    assert_gives("return tostring((\"x\"):rep(60000):find((\"x\"):rep(600), 1, true))", "1");
    assert_gives("local s = (\"x\"):rep(1000) for i = 1, 10000 do s:find(\"needle\", 1, true) end "
                 "return \"found none\"",
                 "found none");
    assert_spent("local s, p = (\"a\"):rep(60000), (\"a\"):rep(30000) .. \"b\" "
                 "for i = 1, 100 do s:find(p, 1, true) end");
}

/* 0/0 has its sign set on some machines and not on others; here both. */
Test(lua_text, nan_is_shown_without_a_sign)
{
    assert_gives("local n = 0/0 local m = -n return tostring(n) .. tostring(m) .. "
                 "(\"%s %.1f %g %5.2f\"):format(n, n, n, n) .. (\"%s %.1f %g\"):format(m, m, m)",
                 "nannannan nan nan   nannan nan nan");
    assert_gives("return (\"%q\"):format(0/0)", "(0/0)");
}
