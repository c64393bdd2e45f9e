/* SPDX-License-Identifier: MIT */
#include "rules.h"

static const char too_long[] = "used more than 100,000 instructions (an endless loop?)";

/* A function that loops only for the customer with 7 orders; the others give their orders. */
static void assert_stopped(const char *loop)
{
    char source[2048];
    outcome out;

    snprintf(
        source, sizeof source,
        "\nmeasure \"m\" (function(orders_or_nil)\n  if orders_or_nil == 7 then\n    %s\n  end\n"
        "  return orders_or_nil\nend)",
        loop);
    run_limited(source, (vikt_engine_limits){.instructions = 100000}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.code, VIKT_OK);
    cr_assert_eq(out.failures, 1, "%s: %zu failures: %s", loop, out.failures,
                 out.failed[2].message);
    cr_assert_str_eq(out.failed[2].message, too_long, "%s: %s", loop, out.failed[2].message);
    cr_assert_eq(out.failed[2].code, VIKT_LIMIT);
    cr_assert_eq(out.failed[2].place.line, 2);
    cr_assert_str_eq(out.failed[2].place.source, "rules.lua");
    cr_assert_eq(out.numbers[0], 5);
    cr_assert(isnan(out.numbers[1]) && isnan(out.numbers[2]));
    cr_assert_eq(out.numbers[3], 0);
}

Test(lua_limits, endless_loops_cost_one_customer)
{
    assert_stopped("while true do end");
    assert_stopped("repeat until false");
    assert_stopped("goto again ::again:: goto again");
    assert_stopped("for i = 1, math.maxinteger do end");
    assert_stopped("local function f() return f() end f()");
    assert_stopped("local t = { 3, 2, 1 } table.sort(t, function(a, b) while true do end end)");
    assert_stopped("(\"x\"):rep(100):gsub(\"x\", function() while true do end end)");
}

Test(lua_limits, no_pcall_survives_a_limit)
{
    assert_stopped("while true do pcall(function() while true do end end) end");
    assert_stopped("local function f() pcall(f) return f() end f()");
    assert_stopped("pcall(pcall, pcall, function() while true do end end) return 5");
    assert_stopped("local ok = pcall(function() while true do end end) return 5");
    assert_stopped("while true do pcall(error) end");
    assert_stopped("table.sort({ 3, 2, 1 }, function(a, b) pcall(function() while true do end end) "
                   "return a < b end)");
}

Test(lua_limits, library_functions_pay_for_their_loops)
{
    assert_stopped("table.move({}, 1, math.maxinteger, 2)");
    assert_stopped("table.unpack({}, 1, 1e9)");
    assert_stopped("local t = {} for i = 1, 20000 do table.insert(t, 1, i) end");
    assert_stopped("local t = {} for i = 1, 10000 do t[i] = i end for i = 1, 10 do for k in "
                   "pairs(t) do end end");
    assert_stopped("local t = {} for i = 1, 1000 do t[i] = i end local k repeat k = next(t, k) "
                   "until k == nil");
    assert_stopped("local s = (\"x\"):rep(60000) for i = 1, 1000 do local u = s:upper() end");
    assert_stopped("local s = (\"x\"):rep(60000) for i = 1, 100 do local u = s .. i end");
    assert_stopped("local s = (\"x\"):rep(60000) for i = 1, 1000 do s:find(\"y\") end");
    assert_stopped("local p = {} for i = 1, 1000 do p[i] = { i, i } end for i = 1, 100 do "
                   "interpolate(5, p) end");
    assert_stopped("for i = 1, 1e9 do print() end");
}

static void assert_bomb(const char *bomb, const char *part)
{
    char source[2048];
    outcome out;

    snprintf(source, sizeof source,
             "measure \"m\" (function(orders_or_nil)\n  if orders_or_nil == 7 then %s end\n"
             "  return (\"x\"):rep(orders_or_nil or 0) .. \".\"\nend)",
             bomb);
    run_limited(source, (vikt_engine_limits){.memory = 8 << 20}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.code, VIKT_OK);
    cr_assert_eq(out.failures, 1, "%s: %zu", bomb, out.failures);
    cr_assert(strstr(out.failed[2].message, part), "%s: %s", bomb, out.failed[2].message);
    cr_assert_eq(out.failed[2].code, VIKT_LIMIT);
    cr_assert_eq(out.failed[2].place.line, 1);
    cr_assert_str_eq(out.texts[0], "xxxxx.");
    cr_assert_str_eq(out.texts[1], ".");
    cr_assert_str_eq(out.texts[3], ".");
}

Test(lua_limits, memory_bombs_cost_one_customer)
{
    static const char memory[] = "used more than 8 MiB of memory",
                      text[] = "made a text of more than 65,536 bytes";

    assert_bomb("local s = \"x\" while true do s = s .. s end", text);
    assert_bomb("local s = (\"x\"):rep(1e9)", text);
    assert_bomb("local s = (\"x\"):rep(1e6, (\"y\"):rep(1e6))", text);
    assert_bomb("local t = {} while true do t[#t + 1] = {} end", memory);
    assert_bomb("local t = {} for i = 1, 1e9 do t[i] = i end", memory);
    assert_bomb("local t = {} for i = 1, 1e9 do t[i] = (\"x\"):rep(50000) .. i end", memory);
    assert_bomb("local function f(...) return f(1, ...) end f()", "more than 2,048 arguments");
    assert_bomb("local function g() for i = 1, 5000 do end end "
                "local function f(...) g() return f(1, ...) end f()",
                "more than 2,048 arguments");
    assert_bomb("local function f(x) return 1 + f(x) end f(1)", "");
    assert_bomb("local s = (\"x\"):rep(6e4) return (\"%s%s%s\"):format(s, s, s)", text);
    assert_bomb(
        "local t = {} for i = 1, 100 do t[i] = (\"x\"):rep(10000) end return table.concat(t)", "");
    assert_bomb("return (\"x\"):rep(60000):gsub(\"x\", (\"y\"):rep(60000))", "");
    assert_bomb(
        "while true do pcall(function() local t = {} while true do t[#t + 1] = {} end end) end",
        memory);
    assert_bomb("pcall(string.rep, \"x\", 1e9) return \"caught\"", text);
    assert_bomb(
        "pcall(string.gsub, (\"x\"):rep(60000), \"x\", (\"y\"):rep(60000)) return \"caught\"", "");
}

/* At the edge of the memory every small piece of garbage makes Lua collect all of it. */
Test(lua_limits, collecting_garbage_at_the_limit_is_paid_for)
{
    outcome out;

    run_limited(
        "measure \"m\" (function()\n"
        "  local keep, n = {}, 0\n"
        "  for i = 1, 1e9 do\n"
        "    keep[i % 130000] = { i }\n" /* about 8 MiB of live tables, and garbage as fast */
        "  end\n"
        "end)",
        (vikt_engine_limits){.memory = 10 << 20}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, ROWS);
    cr_assert_eq(out.failed[0].code, VIKT_LIMIT);
}

Test(lua_limits, deep_recursion_is_an_error_of_that_customer)
{
    assert_fails("local function f(x) return 1 + f(x) end return f(1)", "stack overflow");
    assert_fails("local function f() return (\"x\"):gsub(\"x\", f) end return f()",
                 "stack overflow");
    assert_fails(
        "local function f(x) return 1 + f(x) end local ok = pcall(f, 1) return tostring(ok)",
        "stack overflow");
}

/* 100,000 instructions suffice for the one customer, not for all four together. */
Test(lua_limits, every_customer_has_a_full_budget)
{
    outcome out;

    run_limited(
        "measure \"m\" (function() local n = 0 for i = 1, 40000 do n = n + 1 end return n end)",
        (vikt_engine_limits){.instructions = 100000}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, 0, "%s", out.failed[0].message);
    cr_assert_eq(out.numbers[3], 40000);
}

/* A limit that is reached with the same count whatever ran before: the customers do the same and
 * all or none fail. */
Test(lua_limits, the_count_does_not_depend_on_earlier_customers)
{
    for (int loops = 30000; loops < 36000; loops += 37) {
        char source[256];
        outcome out;

        snprintf(source, sizeof source,
                 "measure \"m\" (function() local n = 0 for i = 1, %d do n = n + 1 end "
                 "return (\"x\"):rep(300) end)",
                 loops);
        run_limited(source, (vikt_engine_limits){.instructions = 66000}, VIKT_WANT_VALUE, &out);
        cr_assert(out.failures == 0 || out.failures == ROWS, "%d loops: %zu failures", loops,
                  out.failures);
    }
}

Test(lua_limits, loading_has_the_same_budget)
{
    rules *r = rules_load_limited("local x = 1\nwhile true do\n  x = x + 1\nend",
                                  (vikt_engine_limits){.instructions = 100000});

    cr_assert_eq(r->code, VIKT_OK);
    cr_assert_eq(r->errors, 1);
    cr_assert_str_eq(r->heard.errors[0].message, too_long);
    cr_assert_str_eq(r->heard.errors[0].place.source, "rules.lua");
    rules_free(r);
    r = rules_load_limited("local t = {} while true do t[#t + 1] = {} end",
                           (vikt_engine_limits){.memory = 8 << 20});
    cr_assert_eq(r->errors, 1);
    cr_assert_str_eq(r->heard.errors[0].message, "used more than 8 MiB of memory");
    rules_free(r);
}

/* Lua itself names no place for these. */
Test(lua_limits, nesting_too_deep_is_an_error_with_its_line)
{
    char source[2048] = "\nlocal x = ";

    memset(source + strlen(source), '(', 500);
    assert_wrong(source, 2, "overflow");
    strcpy(source, "local a\n\n\nlocal x =");
    for (int i = 0; i < 300; i++)
        strcat(source, "a..");
    strcat(source, "a\n\n");
    assert_wrong(source, 4, "overflow");
}

Test(lua_limits, lines_printed_while_loading_are_capped)
{
    rules *r = rules_load("for i = 1, 1100 do print(i) end\nerror(\"wrong\")");

    cr_assert_eq(r->errors, 1);
    cr_assert_str_eq(r->heard.errors[0].message, "wrong");
    cr_assert_eq(r->heard.errors[0].place.line, 2);
    cr_assert_eq(r->heard.notes_told, 101);
    cr_assert_str_eq(r->heard.last.message,
                     "further lines that the file prints while it is loaded are not shown");
    rules_free(r);
    r = rules_load("for i = 1, 100 do print(i) end");
    cr_assert_eq(r->heard.notes_told, 100);
    cr_assert_str_eq(r->heard.last.message, "100");
    rules_more(r, "more.lua", vikt_text_of("print(\"of another file\")"));
    cr_assert_eq(r->heard.notes_told, 101);
    rules_free(r);
}

Test(lua_limits, a_file_that_prints_for_ever_ends_as_an_error)
{
    rules *r = rules_load("while true do\n  print(\"x\")\nend");

    cr_assert_eq(r->code, VIKT_OK);
    cr_assert_eq(r->errors, 1);
    cr_assert(strstr(r->heard.errors[0].message, "instructions"));
    cr_assert_eq(r->heard.errors[0].code, VIKT_PROFILE);
    cr_assert_eq(r->heard.errors[0].place.line, 2);
    cr_assert_eq(r->heard.notes_told, 101);
    rules_free(r);
}

/* 65 times as heavy with a text of 16 KiB, of the call or of the file: 2,000 loops of four
 * instructions are more than 100,000 then; without it they are not. */
Test(lua_limits, instructions_are_heavy_beside_a_long_text)
{
    char source[512];
    outcome out;

    for (int i = 0; i < 3; i++) {
        snprintf(source, sizeof source,
                 "local s = (\"x\"):rep(%d)\n"
                 "measure \"m\" (function() local t = (\"y\"):rep(%d) for i = 1, 2000 do "
                 "local a = s == t end end)",
                 i == 1 ? 16384 : 100, i == 2 ? 16384 : 100);
        run_limited(source, (vikt_engine_limits){.instructions = 100000}, VIKT_WANT_VALUE, &out);
        cr_assert_eq(out.failures, i == 0 ? 0 : ROWS, "%d: %zu", i, out.failures);
    }
}

Test(lua_limits, patterns_pay_for_what_they_look_at)
{
    assert_stopped("for i = 1, 1e6 do local s = (\"x\"):rep(400):find(\"x*x*y\") end");
    assert_gives("return tostring((\"x\"):rep(5000):find(\"x+y\"))", "nil");
    assert_gives("return tostring(#((\"a  b \"):rep(5000):gsub(\"%s+\", \" \")))", "20000");
    assert_gives("return (\"  trimmed  \"):match(\"^%s*(.-)%s*$\")", "trimmed");
    assert_gives("return (\"a-b-c\"):gsub(\"[-*+?]\", \"%%\")", "a%b%c");
}

/* Every allocation of opening, loading and calling fails once: VIKT_MEMORY, no crash, no leak. */
typedef struct failing {
    long left;
} failing;

static void *reallocate(void *context, void *memory, size_t size)
{
    failing *f = context;

    if (size == 0) {
        free(memory);
        return NULL;
    }
    if (f->left == 0)
        return NULL;
    if (f->left > 0)
        f->left--;
    return realloc(memory, size);
}

static const char memory_source[] =
    "local t = { 1, 2, { 3 } }\nlocal function f(x) return t[1] + x end\n"
    "measure \"m\" (function(orders_or_nil, population) return f(orders_or_nil or 1) .. \"x\" "
    "end)\n"
    "criterion \"c\" { points = bands(\"a\", { 1, 2 }) }\n";

static vikt_code with_memory(const vikt_allocator *allocator, vikt_engine *engine,
                             vikt_draft *draft)
{
    vikt_error err = {0};
    size_t errors = 0;
    vikt_code rc;

    vikt_draft_init(draft, NULL);
    rc = vikt_lua()->open(allocator, NULL, engine, &err);
    if (rc == VIKT_OK)
        rc = engine->load(engine->self, "rules.lua", vikt_text_of(memory_source), draft, NULL, NULL,
                          &errors, &err);
    cr_assert_eq(err.code, rc);
    cr_assert(rc != VIKT_OK || errors == 0);
    return rc;
}

Test(lua_limits, the_host_running_out_of_memory_is_told_as_that)
{
    long refused = 0;

    for (long left = 0;; left++) {
        failing f = {left};
        const vikt_allocator allocator = {reallocate, &f};
        vikt_engine engine = {0};
        vikt_draft draft;
        vikt_code rc = with_memory(&allocator, &engine, &draft);

        f.left = -1;
        if (engine.free)
            engine.free(engine.self);
        vikt_draft_clear(&draft);
        if (rc == VIKT_OK)
            break;
        cr_assert_eq(rc, VIKT_MEMORY);
        refused++;
    }
    cr_assert(refused > 100);
}
