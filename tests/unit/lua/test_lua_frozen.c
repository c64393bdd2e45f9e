/* SPDX-License-Identifier: MIT */
#include "rules.h"

static const char outside[] = "which lies outside the function";

Test(lua_frozen, assigning_a_local_of_the_file_is_an_error_at_its_line)
{
    assert_wrong("local total = 0\nmeasure \"m\" (function(revenue)\n  total = total + revenue\n"
                 "  return total\nend)",
                 3, "assignment to \"total\"");
    /* deeper functions, also those that are made during a call */
    assert_wrong("local total = 0\nmeasure \"m\" (function(revenue)\n  local function add()\n"
                 "    local function more() total = 1 end\n    more()\n  end\n  add()\nend)",
                 4, outside);
    /* a helper that the function calls */
    assert_wrong(
        "local count = 0\nlocal function next_number()\n  count = count + 1\n  return count\nend\n"
        "measure \"m\" (function() return next_number() end)",
        3, "assignment to \"count\"");
    /* a helper in a table, and a maker of counters */
    assert_wrong("local n = 0\nlocal tools = { deep = { add = function() n = n + 1 end } }\n"
                 "measure \"m\" (function() tools.deep.add() end)",
                 2, outside);
    assert_wrong(
        "local function counter()\n  local n = 0\n  return function() n = n + 1 return n end\nend\n"
        "local count = counter()\nmeasure \"m\" (function() return count() end)",
        3, "assignment to \"n\"");
    /* through a global */
    assert_wrong("local n = 0\nfunction add() n = n + 1 end\nmeasure \"m\" (function() add() end)",
                 2, outside);
    /* swapping functions */
    assert_wrong("local a\nlocal function f() return 1 end\na = f\n"
                 "measure \"m\" (function() a = nil return 1 end)",
                 4, outside);
}

/* Lines far apart and far into a function are kept in another table of the dump. */
Test(lua_frozen, the_line_is_right_in_long_functions)
{
    char *source = malloc(65536);
    size_t length = 0;

    length += (size_t)sprintf(source, "local n\nmeasure \"m\" (function(revenue)\n  local x = 0\n");
    for (int i = 0; i < 400; i++)
        length += (size_t)sprintf(source + length, "  x = x + revenue * %d\n", i);
    memset(source + length, '\n', 300);
    sprintf(source + length + 300, "  n = x\nend)");
    assert_wrong(source, 3 + 400 + 300 + 1, "assignment to \"n\"");
    free(source);
}

Test(lua_frozen, every_bad_function_of_a_file_is_told)
{
    rules *r = rules_load("local a, b = 0, 0\nmeasure \"m\" (function() a = 1 end)\n"
                          "measure \"n\" (function() b = 1 end)");

    cr_assert_eq(r->errors, 2);
    cr_assert_eq(r->heard.errors[0].place.line, 2);
    cr_assert_eq(r->heard.errors[1].place.line, 3);
    rules_free(r);
}

Test(lua_frozen, locals_of_the_function_itself_may_change)
{
    assert_gives("local n = 0 local function add() n = n + 1 end add() add() return tostring(n)",
                 "2");
    assert_right(
        "local function counter() local n = 0 return function() n = n + 1 return n end end\n"
        "measure \"m\" (function() local c = counter() c() return c() end)");
}

Test(lua_frozen, helpers_that_only_loading_uses_may_assign)
{
    rules *r = rules_load("local count = 0\nlocal function add(name) count = count + 1\n"
                          "  criterion(name) { weight = count } end\nadd \"a\" add \"b\"\n"
                          "measure \"m\" (function(revenue) return revenue end)");

    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    cr_assert_eq(r->draft.statements[1].settings[0].value.number, 2);
    rules_free(r);
}

/* Runs a function for all customers; each must fail at the line. */
static void assert_all_fail(const char *source, long line, const char *part)
{
    outcome out;

    run_function(source, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, ROWS, "%s: %zu failures", source, out.failures);
    for (size_t i = 0; i < ROWS; i++) {
        cr_assert(strstr(out.failed[i].message, part), "%s: %s", source, out.failed[i].message);
        cr_assert_eq(out.failed[i].place.line, line);
    }
}

Test(lua_frozen, globals_are_read_only_in_functions)
{
    static const char part[] = "globals are read-only once the file is loaded";

    assert_all_fail("measure \"m\" (function()\n  _G.total = 1\nend)", 2,
                    "assignment to the global \"total\"");
    assert_all_fail("x = 1\nmeasure \"m\" (function() return 1 end)\nmeasure \"m2\" (function()\n  "
                    "_G.z = 2 end)",
                    4, part);
}

/* What the code shows is told when the file is loaded, with the global's name or the table's. */
Test(lua_frozen, assignments_to_globals_and_fields_outside_are_told_when_loading)
{
    assert_wrong("measure \"m\" (function()\n  total = 1\nend)", 2, "assignment to \"total\"");
    assert_wrong("x = 1 x = x\nmeasure \"m\" (function()\n  y = 2 end)", 3, "assignment to \"y\"");
    assert_wrong("x = 1\nmeasure \"m\" (function()\n  x = x + 1 return x end)", 3,
                 "assignment to \"x\"");
    assert_wrong("measure \"m\" (function()\n  print = nil end)", 2, "assignment to \"print\"");
    assert_wrong("local t = {}\nmeasure \"m\" (function()\n  t.x = 2 end)", 3,
                 "assignment to \"t\"");
    assert_wrong("measure \"m\" (function()\n  return (function() deep = 1 end)() end)", 2,
                 "assignment to \"deep\"");
    assert_right("measure \"m\" (function() local t = {} t.x = 1 "
                 "return (function() t.y = 2 return t.y end)() end)");
}

Test(lua_frozen, tables_of_the_file_are_read_only_in_functions)
{
    static const char part[] = "read-only once the file is loaded";

    assert_all_fail("local seen = {}\nmeasure \"m\" (function()\n  seen[#seen + 1] = 1 end)", 3,
                    part);
    assert_all_fail(
        "local t = { deep = { x = 1 } }\nmeasure \"m\" (function()\n  t.deep.x = 2 end)", 3,
        "assignment to \"x\" of a table that is read-only");
    assert_all_fail("cache = {}\nmeasure \"m\" (function()\n  cache.x = 2 end)", 3, part);
    assert_all_fail("local t = { 1 }\nmeasure \"m\" (function()\n  table.insert(t, 2) end)", 3,
                    part);
    assert_all_fail("local t = { 1 }\nmeasure \"m\" (function()\n  table.remove(t) end)", 3, part);
    assert_all_fail("local t = { 2, 1 }\nmeasure \"m\" (function()\n  table.sort(t) end)", 3, part);
    assert_all_fail(
        "local t = { 2, 1 }\nmeasure \"m\" (function()\n  table.move({ 5 }, 1, 1, 1, t) end)", 3,
        part);
    assert_all_fail(
        "local k = {}\nlocal t = { [k] = {} }\nmeasure \"m\" (function()\n  t[k].x = 1 end)", 4,
        part);
    assert_all_fail("local t = {} t.t = t\nmeasure \"m\" (function()\n  t.t.t.x = 1 end)", 3, part);
}

Test(lua_frozen, read_only_tables_can_be_read_like_others)
{
    outcome out;

    run_function(
        "local t = { 10, 20, 30, x = { y = 5 }, f = function(a) return a * 2 end }\n"
        "local k = {} local by = { [k] = \"found\" }\n"
        "g = { 1, 2 }\n"
        "measure \"m\" (function()\n"
        "  local s = #t .. \" \" .. t[2] .. \" \" .. t.x.y .. \" \" .. t.f(4) .. \" \" .. by[k]\n"
        "  for i, v in ipairs(t) do s = s .. \" \" .. i .. v end\n"
        "  for key, v in pairs(t) do s = s .. \" \" .. key end\n"
        "  return s .. \" \" .. table.concat(g, \"+\") .. select(\"#\", table.unpack(g)) .. "
        "type(t) ..\n"
        "    tostring(next(g)) .. tostring(t) .. tostring(t.nothing)\n"
        "end)",
        VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, 0, "%s", out.failed[0].message);
    /* The text is cut to 63 bytes by the test. */
    cr_assert_str_eq(out.texts[0], "3 20 5 8 found 110 220 330 1 2 3 f x 1+22table1tablenil");
}

Test(lua_frozen, an_iterator_cannot_be_kept)
{
    assert_wrong(
        "local words = (\"a b c\"):gmatch(\"%a\")\nmeasure \"m\" (function() return words() end)",
        2, "is kept in \"words\" of the file");
    assert_wrong(
        "local walk = pairs({ 1, 2, 3 })\n\nmeasure \"m\" (function()\n  return walk()\nend)", 3,
        "\"walk\"");
    /* in a table, and in a function's function */
    assert_wrong("local all = { walk = pairs({ 1 }) }\nmeasure \"m\" (function() return all.walk() "
                 "end)",
                 2, "\"all\"");
    assert_wrong("local walk = pairs({ 1 })\nlocal function step() return walk() end\n"
                 "measure \"m\" (function() return step() end)",
                 2, "\"walk\"");
    /* a global is named where it first stands, comments aside */
    assert_wrong("-- walk\n\nwalk = { pairs({ 1, 2, 3 }) }\nmeasure \"m\" (function() return "
                 "walk[1]() end)",
                 3, "\"walk\"");
}

/* The first way to a value is the same in every process, whatever seeds the hashes: of the two
 * functions in the table, "a" comes first. */
Test(lua_frozen, tables_and_globals_are_walked_in_order)
{
    static const char source[] =
        "local n, t = 0, {}\n"
        "t.q = function() n = 1 end\n"
        "t.c = function() n = 2 end\n"
        "t[2] = function() n = 3 end\n"
        "t.a = function() n = 4 end\n"
        "t[1] = function() n = 5 end\n"
        "zeta = function() n = 6 end\n"
        "beta = function() n = 7 end\n"
        "alpha = function() n = 8 end zeta = zeta beta = beta alpha = alpha\n"
        "measure \"m\" (function() return t end)";
    static const long lines[] = {9, 8, 7, 6, 4, 5, 3, 2};

    /* globals join the queue before what the measure reaches: alpha, beta, zeta; then 1, 2, a, c, q
     */
    rules *r = rules_load(source);

    cr_assert_eq(r->errors, 8);
    for (size_t i = 0; i < 8; i++)
        cr_assert_eq(r->heard.errors[i].place.line, lines[i], "%zu: line %ld", i,
                     r->heard.errors[i].place.line);
    rules_free(r);
}

Test(lua_frozen, statements_cannot_be_used_in_functions)
{
    assert_all_fail("measure \"m\" (function()\n  criterion \"x\" { weight = 1 } end)", 2,
                    "criterion is a statement and cannot be used inside a function");
    assert_all_fail("measure \"m\" (function()\n  return bands(\"x\", { 1 }) end)", 2,
                    "bands belongs to a statement");
}

/* Whatever a customer does, the next one finds the same. */
Test(lua_frozen, nothing_survives_from_one_customer_to_the_next)
{
    outcome out;

    run_function("local t = { n = 0 }\n"
                 "measure \"m\" (function()\n"
                 "  local s, n = string, t.n\n"
                 "  local before = tostring(n) .. tostring(_G.leak) .. tostring(s.leak)\n"
                 "  pcall(function() local u = t u.n = u.n + 1 end)\n"
                 "  pcall(function() local g = _G g.leak = 1 end)\n"
                 "  pcall(function() _G.leak = 1 end)\n"
                 "  pcall(function() string.leak = 1 end)\n"
                 "  pcall(table.insert, t, 1)\n"
                 "  pcall(function() for k, v in pairs(t) do t[k] = v + 1 end end)\n"
                 "  return before\n"
                 "end)",
                 VIKT_WANT_VALUE, &out);
    for (size_t i = 0; i < ROWS; i++)
        cr_assert_str_eq(out.texts[i], "0nilnil");
}

/* A function of an earlier file keeps its own globals and locals. */
Test(lua_frozen, files_do_not_see_each_other)
{
    rules *r = rules_load(
        "x = 5 local function f() return x end\nmeasure \"a\" (function() return f() end)");
    company c;
    outcome out = {0};

    company_make(&c);
    rules_more(r, "more.lua",
               vikt_text_of("assert(x == nil) x = 7\nmeasure \"b\" (function() return x end)"));
    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    call_setting(&r->engine, &c, &r->draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[0], 5);
    call_setting(&r->engine, &c, &r->draft, 1, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[0], 7);
    rules_free(r);
}
