/* SPDX-License-Identifier: MIT */
#include "rules.h"

Test(lua_table, sorting_keeps_the_order_of_ties)
{
    assert_gives(
        "local t = { { 2, \"a\" }, { 1, \"b\" }, { 2, \"c\" }, { 1, \"d\" }, { 2, \"e\" } } "
        "table.sort(t, function(a, b) return a[1] < b[1] end) "
        "local s = \"\" for _, v in ipairs(t) do s = s .. v[2] end return s",
        "bdace");
    /* 1000 elements with 7 values: within a value still in the order of i */
    assert_gives(
        "local t = {} for i = 1, 1000 do t[i] = { i % 7, i } end "
        "table.sort(t, function(a, b) return a[1] < b[1] end) "
        "for i = 2, 1000 do local a, b = t[i - 1], t[i] "
        "if a[1] > b[1] or (a[1] == b[1] and a[2] > b[2]) then return \"wrong at \" .. i end end "
        "return \"stable\"",
        "stable");
}

Test(lua_table, sorting_without_a_function_goes_by_less_than)
{
    assert_gives("local t = { 3, 1.5, -2, 10, 2 } table.sort(t) return table.concat(t, \" \")",
                 "-2 1.5 2 3 10");
    assert_gives("local t = { \"b\", \"B\", \"\", \"ab\" } table.sort(t) "
                 "return table.concat(t, \",\")",
                 ",B,ab,b");
    assert_gives("local t, e = {}, { 5 } table.sort(t) table.sort(e, nil) return #t .. e[1]", "05");
    assert_fails("table.sort({ 1, \"a\" })", "attempt to compare");
    assert_fails("table.sort({ 1, {} })", "attempt to compare");
    assert_fails("table.sort({ 2, 1 }, 5)", "function expected");
    assert_fails("table.sort(5)", "table expected");
}

/* A function that lies ends all the same, and every element is still there. */
Test(lua_table, a_lying_comparison_loses_nothing)
{
    static const char *const lies[] = {"true", "false", "nil", "calls % 3 == 0", "a ~= b"};

    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        char body[512];

        snprintf(body, sizeof body,
                 "local t, calls, sum = {}, 0, 0 for i = 1, 500 do t[i] = i end "
                 "table.sort(t, function(a, b) calls = calls + 1 return %s end) "
                 "for i = 1, 500 do sum = sum + t[i] end "
                 "return #t .. \" \" .. sum .. \" \" .. tostring(calls < 500 * 9)",
                 lies[i]);
        assert_gives(body, "500 125250 true"); /* 500 * 501 / 2; log2(500) is just below 9 */
    }
}

Test(lua_table, a_comparison_may_change_the_table_or_fail)
{
    assert_gives("local t = { 3, 2, 1 } table.sort(t, function(a, b) t[1] = 9 t[4] = nil "
                 "return a < b end) return table.concat(t, \" \")",
                 "1 2 3");
    assert_gives(
        "local t = { 3, 2, 1 } local ok = pcall(table.sort, t, function(a, b) error() end) "
        "return tostring(ok) .. table.concat(t)",
        "false321");
}

Test(lua_table, sorting_pays_for_its_comparisons)
{
    /* Lua would find a border far out, by doubling */
    assert_gives("local t = {} local n = 1 while n > 0 do t[n] = 1 n = n * 2 end table.sort(t) "
                 "return tostring(#t)",
                 "2");
    assert_fails("local s, t = (\"x\"):rep(60000), {} for i = 1, 200 do t[i] = s .. -i end "
                 "for i = 1, 100 do table.sort(t) end",
                 "instructions");
}
