/* SPDX-License-Identifier: MIT */
#include "tests/unit/lua/rules.h"

/* All messages of a file, one a line: "LINE: MESSAGE". */
static void assert_told(const char *source, const char *expected)
{
    rules *r = rules_load(source);
    char all[4096] = "";
    size_t length = 0;

    for (size_t i = 0; i < r->errors; i++)
        length += (size_t)snprintf(all + length, sizeof all - length, "%ld: %s\n",
                                   r->heard.errors[i].place.line, r->heard.errors[i].message);
    cr_assert_str_eq(all, expected);
    rules_free(r);
}

Test(lua_names, a_misspelt_statement_does_not_end_the_file)
{
    assert_told("critereon \"a\" { weight = 1 }\n"
                "criterion \"b\" { weight = 1, points = bnads(\"x\", { 1 }) }\n"
                "schema(\"c\", {})\n",
                "1: there is no name \"critereon\"; did you mean \"criterion\"?\n"
                "2: there is no name \"bnads\"; did you mean \"bands\"?\n"
                "3: there is no name \"schema\"; did you mean \"scheme\"?\n");
}

Test(lua_names, functions_are_searched_before_there_are_customers)
{
    assert_told("local function help(x)\n"
                "  return clmap(x, 1, 5)\n"
                "end\n"
                "measure \"m\" (function(revenue)\n"
                "  local f = function() return revenu end\n"
                "  return help(revene)\n"
                "end)\n",
                "2: there is no name \"clmap\"; what a function needs must be one of "
                "its parameters; did you mean \"clamp\"?\n"
                "5: there is no name \"revenu\"; what a function needs must be one of "
                "its parameters\n"
                "6: there is no name \"revene\"; what a function needs must be one of "
                "its parameters; did you mean \"revenue\"?\n");
}

Test(lua_names, what_is_done_with_an_unknown_name_is_told_once)
{
    assert_told("local x = nowhere\n"
                "local y = -x.a[1](2) + 3 .. \"t\"\n"
                "if x < 3 or x <= y then y = x * 2 end\n"
                "x.field = 1\n"
                "criterion \"c\" { weight = y }\n"
                "criterion(x) { weight = 1 }\n"
                "criterion \"d\" (x)\n"
                "scheme \"s\" (x)\n"
                "measure \"m\" (x)\n",
                "1: there is no name \"nowhere\"; a text, also the name of a field or class, "
                "stands in quotation marks\n");
}

Test(lua_names, what_the_file_assigns_anywhere_is_known)
{
    assert_right("if later == nil then later = 3 end\n"
                 "function first(x) return second(x) end\n"
                 "function second(x) return x + later end\n"
                 "measure \"m\" (function(revenue) return first(revenue) end)\n"
                 "local t = { insert = 1 } t.unknown = t.other\n"
                 "for name in pairs(_G) do local n = name end\n");
}

Test(lua_names, members_that_a_library_has_not_are_told)
{
    assert_told("local f = math.flor\n"
                "measure \"m\" (function(revenue)\n"
                "  local math = { flor = 1 }\n"
                "  return string.formt(\"%d\", revenue) .. math.flor\n"
                "end)\n"
                "local g = _G.none, table.unpack\n"
                "local h = math.pow\n",
                "4: string has no \"formt\"; did you mean \"format\"?\n"
                "1: math has no \"flor\"; did you mean \"floor\"?\n"
                "7: math has no \"pow\"\n"
                "6: there is no name \"none\"\n");
}

/* A key outside its statement would do nothing. */
Test(lua_names, a_global_that_nothing_reads_is_told)
{
    assert_told(
        "extends = \"none\"\n"
        "min_coverage, limit = 0.1, 5\n"
        "function help(x) return x end\n"
        "customers = \"c.csv\"\n"
        "weight = 3\n"
        "criterion \"c\" { weight = weight, points = function(x) return half(x) end }\n"
        "function half(x) return x / 2 end\n",
        "1: the global \"extends\" is never read; it is a key of a profile and stands in "
        "that table: profile \"...\" { extends = ... }\n"
        "2: the global \"limit\" is never read; take it out, or write `local` before a name "
        "of your own\n"
        "2: the global \"min_coverage\" is never read; it is a key of a profile and stands "
        "in that table: profile \"...\" { min_coverage = ... }\n"
        "3: the global \"help\" is never read; take it out, or write `local` before a name "
        "of your own\n"
        "4: the global \"customers\" is never read; it is a key of the sources and stands "
        "in that table: sources { customers = ... }\n");
}

Test(lua_names, a_global_that_may_be_read_by_a_computed_name_is_left_alone)
{
    assert_right("limit_a = 1\nlocal x = _G[\"limit_\" .. \"a\"]\n");
}

/* Behind 255 constants the name no longer stands in the instruction. */
Test(lua_names, a_name_among_hundreds_of_constants_is_found_while_the_file_runs)
{
    char source[8192] = "local t = {";
    size_t length = strlen(source);

    for (int i = 0; i < 300; i++)
        length += (size_t)snprintf(source + length, sizeof source - length, "\"t%d\", ", i);
    snprintf(source + length, sizeof source - length, "}\nbnads(1)\nbnads(2)\n_G.nowhere()\n");
    assert_told(source, "2: there is no name \"bnads\"; did you mean \"bands\"?\n"
                        "4: there is no name \"nowhere\"\n");
}

Test(lua_names, a_flood_of_unknown_names_ends)
{
    rules *r = rules_load("for i = 1, 1e9 do local x = _G[\"n\" .. i] end");

    cr_assert(r->errors > 100 && r->errors < 300, "%zu", r->errors);
    rules_free(r);
}
