/* SPDX-License-Identifier: MIT */
#include "rules.h"

/* Walks everything that a file can see and compares it with the list. */
Test(lua_sandbox, a_file_sees_the_listed_names_and_no_others)
{
    static const char expected[] =
        "_G above action assert at_least at_most bands below between by_cumulative_share by_rank "
        "by_rank_share "
        "by_score by_value clamp count_positive criterion database days_between days_since "
        "decision_table difference error evenness field group growth interpolate ipairs is_not "
        "linear "
        "lookup math "
        "matrix measure median mix next one_of pairs pcall percentile points print profile "
        "quantiles "
        "rating ratio remove require rest rule scaled scheme select share share_bands source sources "
        "string "
        "sum symmetric_growth table test tonumber tostring type utf8 value";
    rules *r = rules_load("local names = {}\n"
                          "for name in pairs(_G) do names[#names + 1] = name end\n"
                          "local text = table.concat(names, \" \")\n"
                          "while #text > 400 do print(text:sub(1, 400)) text = text:sub(401) end\n"
                          "print(text)\n");
    char seen[4096] = "";

    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    for (size_t i = 0; i < r->heard.note_count; i++)
        strcat(seen, r->heard.notes[i].message);
    cr_assert_str_eq(seen, expected);
    rules_free(r);
}

static void assert_library(const char *library, const char *expected)
{
    char source[256];
    rules *r;

    snprintf(
        source, sizeof source,
        "local t = {} for name in pairs(%s) do t[#t + 1] = name end print(table.concat(t, \" \"))",
        library);
    r = rules_load(source);
    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    cr_assert_str_eq(r->heard.notes[0].message, expected);
    rules_free(r);
}

Test(lua_sandbox, libraries_have_the_listed_functions_and_no_others)
{
    assert_library("math",
                   "abs acos asin atan ceil cos deg exp floor fmod huge log max maxinteger min "
                   "mininteger modf pi rad sin sqrt tan tointeger type ult");
    assert_library("string",
                   "byte char find format gmatch gsub len lower match rep reverse sub upper");
    assert_library("table", "concat insert move pack remove sort unpack");
    assert_library("utf8", "char charpattern codepoint codes len offset");
}

Test(lua_sandbox, forbidden_names_do_not_exist)
{
    static const char *const names[] = {
        "io",           "os",           "debug",
        "package",      "load",         "loadstring",
        "dofile",       "loadfile",     "collectgarbage",
        "setmetatable", "getmetatable", "rawset",
        "rawget",       "rawequal",     "rawlen",
        "coroutine",    "warn",         "xpcall",
        "string.dump",  "math.random",  "math.randomseed",
        "module",       "setfenv",      "today",
    };
    char source[128];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool in_library = strchr(names[i], '.') != NULL;

        snprintf(source, sizeof source, in_library ? "assert(%s == nil)" : "local f = %s",
                 names[i]);
        assert_wrong(source, 1, in_library ? "has no \"" : "there is no name");
        snprintf(source, sizeof source,
                 "measure \"m\" (function() local _G = _G assert(_G.%s == nil) end)", names[i]);
        assert_right(source);
    }
    assert_wrong("-- _ENV\nlocal MAX_ENVELOPES = 5\nlocal e = _ENV", 3, "_ENV cannot be used");
    assert_right("-- _ENV\nlocal MAX_ENVELOPES = \"_ENV\"");
}

Test(lua_sandbox, libraries_cannot_be_changed_even_while_loading)
{
    assert_wrong("string.format = nil", 1, "read-only");
    assert_wrong("function string.trim(s) return s end", 1, "read-only");
    assert_wrong("table.insert(table, 1)", 1, "read-only");
    assert_wrong("_G.string = {}", 1, "word of the rule language");
    assert_wrong("(\"\").format = nil", 1, "attempt to index a string value");
    assert_wrong("string.format.x = 1", 1, "attempt to index a function value");
    assert_gives("pcall(function() string.rep = nil end) return (\"x\"):rep(3)", "xxx");
}

Test(lua_sandbox, only_text_chunks_up_to_64_kib_are_loaded)
{
    char *source = malloc(70000);

    assert_wrong("\x1bLua", 0, "compiled Lua");
    memset(source, '-', 70000);
    source[65536] = 0;
    assert_right(source);
    source[65536] = '-';
    source[65537] = 0;
    assert_wrong(source, 0, "larger than 64 KiB");
    free(source);
    assert_right("\xef\xbb\xbfprint(1)");
    assert_right("criterion \"a\" { weight = 1 }\r\n");
}

Test(lua_sandbox, deep_nesting_is_an_error_and_no_crash)
{
    char *source = malloc(70000);

    strcpy(source, "local x = ");
    memset(source + 10, '(', 30000);
    source[30010] = 0;
    assert_wrong(source, 1, "overflow");
    memset(source + 10, '{', 30000);
    assert_wrong(source, 1, "overflow");
    free(source);
}

/* `..` within one expression: 5.4.4 crashes on much longer ones. */
Test(lua_sandbox, a_long_expression_that_fails_is_an_error)
{
    char *source = malloc(70000);
    size_t length = 10;

    strcpy(source, "local x = ");
    while (length < 60000) {
        memcpy(source + length, "nil .. ", 8);
        length += 7;
    }
    strcpy(source + length, "nil");
    assert_wrong(source, 1, "overflow");
    free(source);
}

Test(lua_sandbox, tostring_shows_no_address)
{
    assert_gives("return tostring({})", "table");
    assert_gives("return tostring(print)", "function");
    assert_gives("return tostring(bands or 1)", "function");
    assert_gives("return tostring(median)", "userdata");
    assert_gives("return tostring(nil) .. tostring(true) .. tostring(1) .. tostring(1.5)",
                 "niltrue11.5");
    assert_gives("return tostring(0/0)", "nan");
    assert_gives("return (\"%s %s %s\"):format({}, print, 5)", "table function 5");
    assert_gives("return (\"%5.1s|%-3s|%%|%d\"):format(\"abc\", \"x\", 5)", "    a|x  |%|5");
    assert_fails("return (\"%p\"):format({})", "%p");
    assert_fails("return (\"%-10p\"):format({})", "%p");
    assert_fails("return (\"%s\"):format()", "bad argument #1 to 'format'");
    assert_fails("return (\"%q\"):format({})", "no literal");
    assert_fails("return (\"%\"):format(1)", "invalid conversion");
}

Test(lua_sandbox, pairs_and_next_walk_in_a_fixed_order)
{
    static const char walk[] = "local t = { b = 1, a = 2, [3] = 3, [1] = 4, [-1] = 5, [1.5] = 6, "
                               "[true] = 7, [false] = 8, B = 9 } ";
    char body[512];

    snprintf(body, sizeof body,
             "%s local s = \"\" for k, v in pairs(t) do s = s .. tostring(k) .. v .. \" \" "
             "end return s",
             walk);
    assert_gives(body, "-15 14 1.56 33 B9 a2 b1 false8 true7 ");
    snprintf(body, sizeof body,
             "%s local s, k, v = \"\", nil, nil repeat k, v = next(t, k) if k ~= nil then "
             "s = s .. tostring(k) .. v .. \" \" end until k == nil return s",
             walk);
    assert_gives(body, "-15 14 1.56 33 B9 a2 b1 false8 true7 ");
    assert_gives("return tostring(next({}))", "nil");
    assert_gives(
        "local n = 0 for k in pairs({ 1, 2, 3, x = 1 }) do n = n + 1 end return tostring(n)", "4");
    /* Taking out and changing on the way is allowed; what is taken out before its turn is not seen.
     */
    assert_gives(
        "local t, s = { a = 1, b = 2, c = 3 }, \"\" for k, v in pairs(t) do t.b = nil t[k] = nil "
        "s = s .. k end return s .. tostring(next(t))",
        "acnil");
    assert_fails("for k in pairs({ [{}] = 1 }) do end",
                 "a table with a table as a key has no order");
    assert_fails("for k in pairs(nil) do end",
                 "bad argument #1 to 'pairs' (table expected, got nil)");
}

Test(lua_sandbox, library_functions_work_as_in_lua)
{
    assert_gives("return (\"a,b\"):gsub(\",\", \";\")", "a;b");
    assert_gives(
        "local s = \"\" for w in (\"one two\"):gmatch(\"%a+\") do s = s .. w:upper() end return s",
        "ONETWO");
    assert_gives("return (\"key = value\"):match(\"^(%w+)%s*=%s*(%w+)$\")", "key");
    assert_gives("return (\"x\"):rep(3, \"-\")", "x-x-x");
    assert_gives("return (\"\"):rep(1e9)", "");
    assert_gives("return (\"x\"):rep(-1)", "");
    assert_gives("local t = { 3, 1, 2 } table.sort(t, function(a, b) return a > b end) "
                 "return table.concat(t, \" \")",
                 "3 2 1");
    assert_gives("local t = { 1, 2 } table.insert(t, \"x\") table.insert(t, 1, 0) table.remove(t) "
                 "return table.concat(t, \",\")",
                 "0,1,2");
    assert_gives("return table.concat(table.move({ 1, 2, 3 }, 2, 3, 1), \",\")", "2,3,3");
    assert_gives("return tostring(select(\"#\", table.unpack({ 1, nil, 3 }, 1, 3)))", "3");
    assert_gives("return utf8.char(229) .. utf8.len(\"åäö\")", "å3");
    assert_gives("return tostring(pcall(error, \"x\"))", "false");
    assert_gives(
        "local ok, what = pcall(function() error({ code = 5 }) end) return tostring(what.code)",
        "5");
    assert_gives("local ok, what = pcall(error) return tostring(what)", "nil");
    assert_gives("return tostring(tonumber(\"0x10\")) .. tostring(tonumber(\"z\", 36))", "1635");
    assert_gives("return tostring((\"abc\"):byte(-1)) .. (\"abc\"):sub(-2)", "99bc");
}

Test(lua_sandbox, our_own_functions_count_dates_and_points)
{
    assert_gives("return tostring(days_between(\"2026-05-01\", \"2026-05-12\"))", "11");
    assert_gives("return tostring(days_between(10, 3))", "-7");
    assert_gives("return tostring(days_between(nil, 3))", "nil");
    assert_fails("return days_between(\"soon\", 3)", "is not a date");
    assert_gives("return clamp(7, 1, 5) .. \" \" .. clamp(0, 1, 5) .. \" \" .. clamp(3, 1, 5) .. "
                 "tostring(clamp(nil, 1, 5))",
                 "5 1 3nil");
    assert_fails("return clamp(1, 5, 1)", "below");
    /* Halfway between (0, 1) and (10, 5); the value at the end beyond the points. */
    assert_gives(
        "local p = { { 0, 1 }, { 10, 5 }, { 20, 0 } } return interpolate(5, p) .. \" \" .. "
        "interpolate(-1, p) .. \" \" .. interpolate(99, p) .. \" \" .. interpolate(10, p) .. \" \" "
        ".. interpolate(15, p)",
        "3 1 0 5 2.5");
    assert_fails(
        "return interpolate(1, { { 5, 1 }, { 0, 1 } }) and interpolate(6, { { 5, 1 }, { 0, 1 } })",
        "rising x");
    assert_fails("return interpolate(1, {})", "expected points");
    assert_fails("return interpolate(1, { { 1 } })", "not two numbers");
}

Test(lua_sandbox, awkward_numbers_do_not_crash)
{
    assert_gives("return tostring(math.mininteger // -1 == math.mininteger)", "true");
    assert_gives("return tostring(math.mininteger % -1)", "0");
    assert_gives("return tostring(math.maxinteger + 1 == math.mininteger)", "true");
    assert_fails("return 1 // 0", "divide by zero");
    assert_fails("return 1 % 0", "attempt to perform 'n%");
    assert_fails("for i = 1, 10, 0 do end", "'for' step is zero");
    assert_fails("return (\"x\"):rep(math.maxinteger)", "made a text of more than");
    assert_fails("return table.unpack({}, math.mininteger, math.maxinteger)", "instructions");
    assert_fails("return table.unpack({}, 1, 1001)", "more than 1000 results");
    assert_fails("return table.move({}, 1, math.maxinteger, 2)", "instructions");
    assert_fails("return table.concat({}, \"\", 1, math.maxinteger)", "instructions");
    assert_fails("return (\"x\"):rep(2000):byte(1, -1)", "more than 1000 results");
    assert_gives("return tostring((\"x\"):byte(math.mininteger, math.maxinteger))", "120");
    assert_gives("return tostring((\"x\"):sub(math.mininteger, math.maxinteger))", "x");
    assert_fails("return (\"%99999d\"):format(1)", "invalid conversion");
    assert_gives("return (\"%d\"):format(3.0)", "3");
}
