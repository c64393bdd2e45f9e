/* SPDX-License-Identifier: MIT */
#include "rules.h"

static const char refused[] = "the pattern has too many repetitions for a text of";

/* 1501 places five times over, after a %b whose first delimiter looks like the start of a set. */
Test(lua_text, what_a_balance_is_between_opens_no_set)
{
    assert_fails("return string.find(\"[x\" .. (\"a\"):rep(1500), \"^%b[x.-.-.-.-.-b\")", refused);
    assert_fails("return (\"[]\"):rep(10000):find(\"%b[].-b\")", refused);
    assert_fails("return (\"a\"):rep(60000):find(\"^%b()*-b\")", refused);
    assert_gives("return (\"f(a(b)c)\"):match(\"%b()\")", "(a(b)c)");
}

Test(lua_text, gmatch_begins_at_every_byte)
{
    assert_fails("return string.gmatch((\"^\"):rep(20000), \"^.-.-b\")", refused);
    assert_fails("return (\"^\"):rep(20000):gmatch(\"^.-b.-c\")", refused);
    assert_gives("return tostring((\"a\"):rep(20000):match(\"^.-b\"))", "nil");
    assert_gives("return (\"a^b\"):gmatch(\"^.\")()", "^b");
}

Test(lua_text, a_back_reference_is_a_repetition)
{
    assert_fails("return (\"a\"):rep(30000):find(\"(.-)%1b\")", refused);
    assert_gives("return (\"say 'hello' now\"):match(\"(['\\\"]).-%1\")", "'");
}

/* A set may have ']' first, also after '^', and any byte after a '%'. */
Test(lua_text, sets_end_where_lua_ends_them)
{
    assert_fails("return (\"a\"):rep(30000):find(\"[]]?.-.-b\")", refused);
    assert_fails("return (\"a\"):rep(30000):find(\"[^]]-[%]]-b\")", refused);
    assert_fails("return (\"a\"):rep(30000):find(\"%f[^]].-.-b\")", refused);
    assert_fails("return (\"a\"):rep(30000):find(\"%[.-.-b\")", refused);
    assert_fails("return (\"a\"):rep(30000):find(\"%%.-.-b\")", refused);
    /* nothing in these repeats */
    assert_gives("return tostring((\"a\"):rep(30000):find(\"[]*+-]\"))", "nil");
    assert_gives("return tostring((\"a\"):rep(30000):find(\"[^]*+a-]\"))", "nil");
    assert_gives("return tostring((\"a\"):rep(30000):find(\"[%]*+-]\"))", "nil");
    assert_gives("return tostring((\"a\"):rep(30000):find(\"%f[]*+-]\"))", "nil");
    assert_gives("return tostring((\"a\"):rep(30000):find(\"%*%+%-%?\"))", "nil");
    assert_gives("return tostring((\"a\"):rep(30000):find(\"(*)(+)\"))", "nil");
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

static void assert_spent(const char *body)
{
    char source[512];
    outcome out;

    snprintf(source, sizeof source, "measure \"m\" (function() %s end)", body);
    run_limited(source, (vikt_engine_limits){.instructions = 2000000}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, ROWS, "%s: %zu", body, out.failures);
    cr_assert(strstr(out.failed[0].message, "instructions"), "%s", out.failed[0].message);
}

/* The same few repetitions cost more by a long pattern. */
Test(lua_text, long_sets_and_long_patterns_are_paid_for)
{
    assert_fails("return (\"x\"):rep(30000):find(\"[^\" .. (\"a\"):rep(500) .. \"]-b\")", refused);
    assert_spent("local s, p = (\"a\"):rep(60000), (\"a\"):rep(500) .. \"[b]\" "
                 "for i = 1, 100 do s:find(p) end");
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
