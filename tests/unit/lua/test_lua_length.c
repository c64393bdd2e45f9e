/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "bindings/lua/lua_length.h"

/* Where Lua's own length would depend on addresses: the values up to the first gap. */
Test(lua_length, a_list_ends_before_its_first_gap)
{
    assert_gives("local t = { 1, 2, nil, 4 } return tostring(#t)", "2");
    assert_gives("return tostring(#{ nil, 2 })", "0");
    assert_gives("local t = {} t[2] = 2 t[3] = 3 return tostring(#t)", "0");
    assert_gives("local t = { 1, 2, 3 } t[2] = nil table.insert(t, 9) return t[1] .. t[2] .. t[3]",
                 "193");
    assert_gives("local t = { 1, 2, nil, 4 } return tostring(table.remove(t)) .. #t", "21");
    assert_gives("return table.concat({ 1, 2, nil, 4 }, \" \")", "1 2");
    assert_gives("return tostring(select(\"#\", table.unpack({ 1, 2, nil, 4 })))", "2");
    assert_gives("local t = { 3, 1, nil, 0 } table.sort(t) return t[1] .. t[2] .. t[4]", "130");
}

Test(lua_length, what_is_no_list_has_the_length_that_it_has_in_lua)
{
    assert_gives("return tostring(#\"wörter\")", "7");
    assert_gives("return tostring(#{})", "0");
    assert_gives("return tostring(#{ x = 1 })", "0");
    assert_fails("local t return #t", "attempt to get length of a nil value");
    assert_fails("local t = 7 return #t", "attempt to get length of a number value");
    assert_fails("return #true", "attempt to get length of a boolean value");
    assert_fails("return 2 ^ (1 > 2)", "attempt to perform arithmetic on a boolean value");
    assert_fails("return (1 < 2) ^ {}", "attempt to perform arithmetic on a boolean value");
}

/* As the operator of Lua binds: closer than all but the power. */
Test(lua_length, it_binds_as_in_lua)
{
    assert_gives("local t = { 1, 2, { 1, 2, 3 } } return tostring(#t[3] + 1)", "4");
    assert_gives("local t = { 1, 2, 3 } return tostring(-#t * 2)", "-6");
    assert_gives("local t = { 1, 2, 3 } return tostring(2^#t)", "8.0");
    assert_gives("local t = { 1, 2, 3 } return \"a\" .. #t .. #\"b\"", "a31");
    assert_gives("local t = { 1, 2, 3 } return tostring(not #t)", "false");
    assert_gives("local t = { 1, 2, 3 } return tostring(#t == 3 and #t > 2)", "true");
    assert_gives("local t = { a = { b = function() return \"four\" end } } return\"\"..#t.a.b()",
                 "4");
    assert_gives("local t = { { 1, 2 } } local function f() return#t[#t] end return tostring(f())",
                 "2");
    assert_fails("local t = {} return ##t", "attempt to get length of a number value");
}

Test(lua_length, the_sign_is_itself_in_texts_and_comments)
{
    assert_gives("return \"#\" .. '#' .. [[#]] .. [==[#]]#]==]", "####]]#");
    assert_gives("local a = 1 -- # and \"#\n --[[ # ]] return (\"%d#\"):format(a)", "1#");
    assert_gives("return tostring(select('#', 1, 2))", "2");
    assert_gives("return \"\\\"#\" .. #'\\'#'", "\"#2");
}

Test(lua_length, a_syntax_error_shows_what_was_written)
{
    assert_wrong("local t = {}\nlocal n = t #t", 2, "near '#'");
    assert_wrong("local t = {}\nlocal n = #", 2, "near <eof>");
    assert_wrong("local n = 1 false", 1, "near 'false'");
}

Test(lua_length, elements_move_as_in_lua)
{
    assert_gives("local t = { 1, 2, 3 } table.insert(t, 1, 0) return table.concat(t)", "0123");
    assert_gives("local t = { 1, 2, 3 } table.insert(t, 4, 4) return table.concat(t)", "1234");
    assert_fails("table.insert({ 1, 2, 3 }, 5, 4)", "position out of bounds");
    assert_fails("table.insert({ 1, 2, 3 }, 0, 4)", "position out of bounds");
    assert_fails("table.insert({ 1 })", "wrong number of arguments to 'insert'");
    assert_fails("table.insert({ 1 }, 1, 2, 3)", "wrong number of arguments to 'insert'");
    assert_gives("local t = { 1, 2, 3 } return table.remove(t, 1) .. table.concat(t)", "123");
    assert_gives("local t = { 1, 2, 3 } return table.remove(t) .. table.concat(t)", "312");
    assert_gives("local t = { 1, 2, 3 } return tostring(table.remove(t, 4)) .. #t", "nil3");
    assert_gives("return tostring(table.remove({}, 0)) .. tostring(table.remove({}))", "nilnil");
    assert_fails("table.remove({ 1, 2, 3 }, 5)", "position out of bounds");
    assert_fails("table.remove({ 1, 2, 3 }, 0)", "position out of bounds");
    assert_fails("table.insert(nil, 1)", "table expected, got nil");
    assert_fails("table.concat(7)", "table expected, got number");
}

/* The length was 3 when it was asked: the gap that came later is behind it. */
Test(lua_length, a_list_with_a_later_gap_ends_where_it_did)
{
    assert_gives("local t = { 1, 2, 3 } local n = #t t[2] = nil return n .. #t", "33");
    assert_gives("local t = { 1, 2, 3 } local n = #t t[2] = nil t[3] = nil return n .. #t", "31");
    assert_gives("local t = { 1, 2, 3 } local n = #t t[2] = nil t[4] = 4 return n .. #t", "34");
    assert_gives("local t = { 1, 2, 3 } local n = #t t[3] = nil t[1] = nil return n .. #t", "32");
    assert_gives("local t = { 1, 2 } local n = #t t[1] = nil t[2] = nil return n .. #t", "20");
}

/* A list that grows one by one is not gone through each time: 20,000 values cost some 200,000
 * instructions. A list of a million values that is asked for once pays for them. */
Test(lua_length, only_new_values_are_paid_for)
{
    const vikt_engine_limits limits = {.instructions = 400000};
    outcome out;

    run_limited("measure \"m\" (function() local t = {} for i = 1, 20000 do t[#t + 1] = i end "
                "return #t end)",
                limits, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, 0, "%s", out.failed[0].message);
    run_limited("local long = {} for i = 1, 100000 do long[i] = i end\n"
                "measure \"m\" (function() local n = 0 for i = 1, 30 do n = n + "
                "#table.move(long, 1, 30000, 1, {}) end return n end)",
                (vikt_engine_limits){.instructions = 3750000}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, ROWS);
}
