/* SPDX-License-Identifier: MIT
 *
 * Calls as in a worker process: watched, and decided in a fresh state when the watch goes off.
 */
#include "bindings/lua/lua_engine.h"
#include "rules.h"

typedef struct watched {
    outcome out;
    vikt_lua_broken broken; /* how the first tier ended for the last customer */
} watched;

static void call_watched(const char *source, vikt_engine_limits limits, watched *w)
{
    rules *r = rules_load_limited(source, limits);
    volatile uint32_t at_work = 0;
    vikt_input inputs[VIKT_INPUTS_MAX];
    vikt_function function;
    vikt_error err = {0};
    company c;
    const vikt_engine_call call = {.function = &function,
                                   .wanted = VIKT_WANT_VALUE,
                                   .data = &c.data,
                                   .last = ROWS,
                                   .numbers = w->out.numbers,
                                   .text = hear_text,
                                   .reason = hear_reason,
                                   .failed = hear_failed,
                                   .printed = hear_printed,
                                   .context = &w->out,
                                   .at_work = &at_work};

    memset(w, 0, sizeof *w);
    company_make(&c);
    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    bind_function(&c,
                  &vikt_statement_find(&r->draft.statements[r->draft.count - 1], "value")->value,
                  &function, inputs);
    cr_assert_eq(r->engine.call(r->engine.self, &call, &err), VIKT_OK, "%s", err.message);
    cr_assert_eq(at_work, ROWS - 1);
    w->broken = ((vikt_lua_engine *)r->engine.self)->budget.broken;
    rules_free(r);
}

/* Takes far longer than the watch has patience, and is right all the same. */
static void assert_late(const char *loop)
{
    char source[1024];
    watched w;

    snprintf(source, sizeof source,
             "measure \"m\" (function(revenue_or_nil)\n"
             "  if revenue_or_nil == 0 then print(\"once\") %s end\n"
             "  return revenue_or_nil\nend)",
             loop);
    call_watched(source, (vikt_engine_limits){0}, &w);
    cr_assert_eq(w.broken, VIKT_LUA_LATE, "%s: %d", loop, (int)w.broken);
    cr_assert_eq(w.out.failures, 0, "%s: %s", loop, w.out.failed[3].message);
    cr_assert_eq(w.out.numbers[0], 1000.5);
    cr_assert_eq(w.out.numbers[3], 0);
    cr_assert_str_eq(w.out.printed[3], "once");
}

/* Half of 50 million instructions, of the fastest kind. */
Test(lua_watch, goes_off_long_before_the_budget_is_used_up)
{
    assert_late("for i = 1, 25e6 do end");
}

Test(lua_watch, reaches_what_catches_errors_and_what_is_not_lua)
{
    assert_late("local ok = pcall(function() for i = 1, 12e6 do end end) assert(ok)");
    assert_late("for i = 1, 200000 do pcall(error) end");
    assert_late("local t = {} for i = 1, 40000 do t[i] = i * 7919 % 40009 end table.sort(t)");
    assert_late("local s = (\"x\"):rep(200) for i = 1, 1500 do s:gsub(\"x\", function() end) end");
    assert_late("local s = (\"x\"):rep(60000) for i = 1, 4000 do local u = s .. i end");
}

/* They are watched as before: nothing of a late customer stays, nor what it printed. */
Test(lua_watch, those_behind_a_late_customer_are_not_late)
{
    watched w;

    call_watched("measure \"m\" (function(revenue_or_nil)\n"
                 "  print(\"once\")\n"
                 "  if revenue_or_nil == 1000.5 then for i = 1, 25e6 do end end\n"
                 "  return revenue_or_nil\nend)",
                 (vikt_engine_limits){0}, &w);
    cr_assert_eq(w.out.failures, 0);
    for (int row = 0; row < ROWS; row++)
        cr_assert_str_eq(w.out.printed[row], "once");
    cr_assert_eq(w.broken, VIKT_LUA_SOUND);
}

Test(lua_watch, an_endless_loop_fails_by_its_count)
{
    watched w;

    call_watched("measure \"m\" (function(orders_or_nil)\n"
                 "  print(\"before\") while orders_or_nil == 7 do pcall(error) end\n"
                 "  return orders_or_nil\nend)",
                 (vikt_engine_limits){0}, &w);
    cr_assert_eq(w.out.failures, 1);
    cr_assert_str_eq(w.out.failed[2].message,
                     "used more than 50,000,000 instructions (an endless loop?)");
    cr_assert_eq(w.out.failed[2].place.line, 1);
    for (int row = 0; row < ROWS; row++)
        cr_assert_str_eq(w.out.printed[row], "before");
    cr_assert_eq(w.out.numbers[0], 5);
}

static void same_both_ways(const char *source, vikt_engine_limits limits)
{
    outcome counted;
    watched w;

    run_limited(source, limits, VIKT_WANT_VALUE, &counted);
    call_watched(source, limits, &w);
    cr_assert_eq(counted.failures, w.out.failures, "%s", source);
    for (int row = 0; row < ROWS; row++) {
        cr_assert(counted.numbers[row] == w.out.numbers[row] ||
                  (isnan(counted.numbers[row]) && isnan(w.out.numbers[row])));
        cr_assert_str_eq(counted.failed[row].message, w.out.failed[row].message);
        cr_assert_str_eq(counted.printed[row], w.out.printed[row]);
    }
}

/* 2100 arguments among a few thousand instructions: only counting sees them. */
Test(lua_watch, limits_that_only_counting_finds_are_counted)
{
    static const char source[] =
        "local function f(...) local n = 0 for i = 1, 5000 do n = n + 1 end return n end\n"
        "local function g(n, ...) if n == 0 then return f(...) end return g(n - 1, n, ...) end\n"
        "measure \"m\" (function() return g(2100) end)";
    watched w;

    call_watched(source, (vikt_engine_limits){0}, &w);
    cr_assert_eq(w.out.failures, ROWS);
    cr_assert_str_eq(w.out.failed[0].message, "called a function with more than 2,048 arguments");
    same_both_ways(source, (vikt_engine_limits){0});
}

Test(lua_watch, a_small_budget_is_counted)
{
    same_both_ways("measure \"m\" (function() local n = 0 for i = 1, 60000 do n = n + 1 end end)",
                   (vikt_engine_limits){.instructions = 100000});
    same_both_ways("measure \"m\" (function() local n = 0 for i = 1, 40000 do n = n + 1 end end)",
                   (vikt_engine_limits){.instructions = 100000});
}

/* 97 of 100 parts: suspect at first, allowed in the end. */
Test(lua_watch, what_is_suspect_is_decided_by_the_exact_limits)
{
    outcome out;

    run_limited("measure \"m\" (function()\n"
                "  print(\"once\") local n = 0 for i = 1, 48450 do n = n + 1 end return n\nend)",
                (vikt_engine_limits){.instructions = 100000}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, 0, "%s", out.failed[0].message);
    for (int row = 0; row < ROWS; row++) {
        cr_assert_eq(out.numbers[row], 48450);
        cr_assert_str_eq(out.printed[row], "once");
    }
}

/* Whatever a table takes between nothing and all of the memory: all customers have the same. */
Test(lua_watch, memory_is_the_same_for_all_customers)
{
    for (int size = 60000; size <= 140000; size += 16000) {
        char source[256];
        outcome out;

        snprintf(source, sizeof source,
                 "measure \"m\" (function()\n"
                 "  local t = {} for i = 1, %d do t[i] = { i } end return #t\nend)",
                 size);
        run_limited(source, (vikt_engine_limits){.memory = 10 << 20}, VIKT_WANT_VALUE, &out);
        cr_assert(out.failures == 0 || out.failures == ROWS, "%d: %zu", size, out.failures);
        same_both_ways(source, (vikt_engine_limits){.memory = 10 << 20});
    }
}

Test(lua_watch, recursion_that_is_too_deep_cannot_be_caught)
{
    same_both_ways("measure \"m\" (function()\n"
                   "  local n = 0 local function f() n = n + 1 return 1 + f() end\n"
                   "  pcall(f) return n\nend)",
                   (vikt_engine_limits){0});
}
