/* SPDX-License-Identifier: MIT */
#include "rules.h"

static void run_points(const char *source, outcome *out)
{
    company c;
    rules *r = rules_load(source);

    company_make(&c);
    memset(out, 0, sizeof *out);
    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    call_setting(&r->engine, &c, &r->draft, 0, "points", VIKT_WANT_POINTS, out);
    rules_free(r);
}

Test(lua_call, parameters_receive_what_they_name)
{
    outcome out;

    run_function(
        "measure \"m\" (function(active, region, revenue, since)\n"
        "  return tostring(active) .. \" \" .. region .. \" \" .. revenue .. \" \" .. since\nend)",
        VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, 0, "%s", out.failed[0].message);
    /* 1000.5 is a float, 2000 whole, a date is days since 1970-01-01. */
    cr_assert_str_eq(out.texts[0], "true Norra 1000.5 20454");
    cr_assert_str_eq(out.texts[1], "false Södra 2000 20513");
    cr_assert_str_eq(out.texts[2], "");
    cr_assert_str_eq(out.texts[3], "true Norra 0 0");
    cr_assert(isnan(out.numbers[0]));
}

Test(lua_call, whole_numbers_are_integers_up_to_two_to_the_31)
{
    company c;
    outcome out = {0};
    rules *r = rules_load(
        "measure \"m\" (function(revenue) return math.type(revenue) .. revenue * revenue end)");

    company_make(&c);
    c.revenue[0] = 2147483647; /* squared below 2^63 */
    c.revenue[1] = 2147483648.0;
    c.revenue[2] = -0.0;
    c.revenue[3] = -2147483647;
    call_setting(&r->engine, &c, &r->draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.texts[0], "integer4611686014132420609");
    cr_assert_str_eq(out.texts[1], "float4.6116860184274e+18");
    cr_assert_str_eq(out.texts[2], "integer0");
    cr_assert_str_eq(out.texts[3], "integer4611686014132420609");
    rules_free(r);
}

Test(lua_call, a_missing_input_is_not_called_and_gives_missing)
{
    outcome out;

    run_function("measure \"m\" (function(orders) print(\"called\") return orders * 2 end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[0], 10);
    cr_assert(isnan(out.numbers[1]));
    cr_assert_str_eq(out.printed[1], "");
    cr_assert_str_eq(out.printed[0], "called");
    cr_assert_eq(out.numbers[2], 14);
    cr_assert_eq(out.numbers[3], 0);
    cr_assert_eq(out.failures, 0);
}

Test(lua_call, or_nil_is_called_and_receives_nil)
{
    outcome out;

    run_function("measure \"m\" (function(orders_or_nil, region_or_nil, active_or_nil)\n"
                 "  return tostring(orders_or_nil) .. tostring(region_or_nil) .. "
                 "tostring(active_or_nil) end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.texts[1], "nilSödrafalse");
    cr_assert_str_eq(out.texts[2], "7nilnil");
}

Test(lua_call, a_field_that_no_source_has_is_missing_for_all)
{
    outcome out;

    run_function("measure \"m\" (function(nowhere) return 1 end)", VIKT_WANT_VALUE, &out);
    for (size_t i = 0; i < ROWS; i++)
        cr_assert(isnan(out.numbers[i]));
    run_function("measure \"m\" (function(nowhere_or_nil) return nowhere_or_nil == nil end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[0], 1);
}

Test(lua_call, values_are_numbers_texts_or_truths)
{
    outcome out;

    run_function("measure \"m\" (function(revenue_or_nil, orders_or_nil)\n"
                 "  if orders_or_nil == 5 then return \"text\" elseif orders_or_nil == nil then "
                 "return true\n"
                 "  elseif orders_or_nil == 7 then return -0.0 end end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.texts[0], "text");
    cr_assert(isnan(out.numbers[0]));
    cr_assert_eq(out.numbers[1], 1);
    cr_assert_eq(out.numbers[2], 0);
    cr_assert(!signbit(out.numbers[2]));
    cr_assert(isnan(out.numbers[3]));
    cr_assert_eq(out.failures, 0);
}

Test(lua_call, wrong_results_are_failures)
{
    assert_fails("return 0/0", "gave NaN");
    assert_fails("return 1/0", "gave infinity");
    assert_fails("return -1/0", "gave infinity");
    assert_fails("return {}", "gave a table, expected a number, a text or yes/no");
    assert_fails("return print", "gave a function");
    assert_fails("return (\"x\"):rep(65536)", "gave a text of 65536 bytes; the most is 65534");
    assert_fails("return (\"å\"):sub(1, 1)", "not UTF-8");
}

Test(lua_call, points_must_be_on_the_scale)
{
    outcome out;

    run_points("criterion \"c\" { points = function(orders_or_nil) return orders_or_nil end }",
               &out);
    cr_assert_eq(out.numbers[0], 5);  /* at the end */
    cr_assert(isnan(out.numbers[1])); /* nil: missing */
    cr_assert_eq(out.failures, 2);
    cr_assert_str_eq(out.failed[2].message, "gave 7, which is not on the scale 1..5");
    cr_assert_eq(out.failed[2].place.line, 1);
    cr_assert_str_eq(out.failed[3].message, "gave 0, which is not on the scale 1..5");
    cr_assert(isnan(out.numbers[2]));
    run_points("criterion \"c\" { points = function() return \"3\" end }", &out);
    cr_assert_str_eq(out.failed[0].message, "gave a text, expected points");
    run_points("criterion \"c\" { points = function() return true end }", &out);
    cr_assert_str_eq(out.failed[0].message, "gave a yes/no, expected points");
    run_points("criterion \"c\" { points = function() return 0/0 end }", &out);
    cr_assert_eq(out.failures, 4);
    run_points("criterion \"c\" { points = function() return 0.999 end }", &out);
    cr_assert_eq(out.failures, 4);
    cr_assert_str_eq(out.failed[0].message, "gave 0.999, which is not on the scale 1..5");
}

Test(lua_call, a_second_result_is_the_reason)
{
    outcome out;

    run_points("criterion \"c\" { points = function(orders_or_nil)\n"
               "  if orders_or_nil == 5 then return 1, \"five\\norders\" end\n"
               "  if orders_or_nil == 7 then return 2, (\"å\"):rep(300) end\n"
               "  if orders_or_nil == 0 then return 3, 5 end\n"
               "  return 4 end }",
               &out);
    cr_assert_str_eq(out.reasons[0], "five orders");
    cr_assert_eq(out.numbers[0], 1);
    cr_assert_str_eq(out.reasons[1], "");
    cr_assert_eq(strlen(out.reasons[2]), 500); /* between letters: 250 of two bytes */
    cr_assert_str_eq(out.failed[3].message, "gave a number as its reason, expected a text");
    cr_assert(isnan(out.numbers[3]));
}

Test(lua_call, a_reason_is_printable_utf_8)
{
    outcome out;

    run_points("criterion \"c\" { points = function() return 1, \"a\\0b\\27c\\xffd\\te\" end }",
               &out);
    cr_assert_str_eq(out.reasons[0], "a?b?c?d e");
}

Test(lua_call, conditions_are_true_or_false)
{
    company c;
    outcome out = {0};
    rules *r = rules_load(
        "rule \"r\" { when = function(orders_or_nil) return orders_or_nil end, at_most = \"B\" }\n"
        "rule \"s\" { when = function(orders) return orders > 5 end, at_most = \"B\" }");

    company_make(&c);
    call_setting(&r->engine, &c, &r->draft, 0, "when", VIKT_WANT_TRUTH, &out);
    cr_assert_eq(out.numbers[0], 1);
    cr_assert_eq(out.numbers[1], 0);
    cr_assert_eq(out.numbers[3], 1); /* 0 is true in Lua */
    call_setting(&r->engine, &c, &r->draft, 1, "when", VIKT_WANT_TRUTH, &out);
    cr_assert_eq(out.numbers[0], 0);
    cr_assert(isnan(out.numbers[1]));
    cr_assert_eq(out.numbers[2], 1);
    rules_free(r);
}

Test(lua_call, a_class_is_a_text_with_a_reason)
{
    company c;
    outcome out = {0};
    rules *r =
        rules_load("scheme \"s\" { classes = { \"X\", \"Y\" }, class = function(orders_or_nil)\n"
                   "  if orders_or_nil == 5 then return \"X\", \"why\" end\n"
                   "  if orders_or_nil == 7 then return 7 end end }");

    company_make(&c);
    call_setting(&r->engine, &c, &r->draft, 0, "class", VIKT_WANT_CLASS, &out);
    cr_assert_str_eq(out.texts[0], "X");
    cr_assert_str_eq(out.reasons[0], "why");
    cr_assert(isnan(out.numbers[0]) && isnan(out.numbers[1]));
    cr_assert_str_eq(out.texts[1], "");
    cr_assert_str_eq(out.failed[2].message, "gave a number, expected the name of a class");
    rules_free(r);
}

Test(lua_call, a_failure_stays_with_its_customer_and_line)
{
    outcome out;

    run_function("local function half(x)\n  return x.y / 2\nend\n"
                 "measure \"m\" (function(orders_or_nil)\n"
                 "  if orders_or_nil == 5 then error(\"five is wrong\") end\n"
                 "  if orders_or_nil == 7 then half(nil) end\n"
                 "  if orders_or_nil == 0 then error({}) end\n"
                 "  return 1\nend)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, 3);
    cr_assert_str_eq(out.failed[0].message, "five is wrong");
    cr_assert_eq(out.failed[0].place.line, 5);
    cr_assert_eq(out.numbers[1], 1);
    cr_assert(strstr(out.failed[2].message, "attempt to index a nil value (local 'x')"));
    cr_assert_eq(out.failed[2].place.line, 2);
    cr_assert_str_eq(out.failed[3].message, "error value is a table");
    cr_assert_eq(out.failed[3].place.line, 7);
    for (size_t i = 0; i < ROWS; i++)
        cr_assert(i == 1 || strcmp(out.failed[i].place.source, "rules.lua") == 0);
}

Test(lua_call, error_values_of_all_kinds_are_described)
{
    assert_fails("error(nil)", "error value is a nil");
    assert_fails("error()", "error value is a nil");
    assert_fails("error(\"plain\", 0)", "plain");
    assert_fails("error(5)", "error value is a number");
    assert_fails("error(print)", "error value is a function");
    assert_fails("assert(false)", "assertion failed!");
    assert_fails("assert(nil, \"told\")", "told");
    assert_fails("error(\"a\\nb\\0c\")", "a b");
}

/* Lua shows only the end of a long path; errors have all of it. */
Test(lua_call, long_paths_are_told_in_full)
{
    static const char path[] =
        "a/folder/with/quite/a/long/name/that/lua/cuts/to/sixty/bytes/rules.lua";
    rules r;
    company c;
    outcome out = {0};

    rules_open(&r, NULL);
    company_make(&c);
    rules_more(&r, path, vikt_text_of("measure \"m\" (function()\n  error(\"x\") end)"));
    call_setting(&r.engine, &c, &r.draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.failed[0].place.source, path);
    cr_assert_eq(out.failed[0].place.line, 2);
    cr_assert_str_eq(out.failed[0].message, "x");
    r.engine.free(r.engine.self);
    vikt_draft_clear(&r.draft);
}

Test(lua_call, print_goes_to_the_log_in_lines_of_500_bytes)
{
    outcome out;

    run_function("measure \"m\" (function(orders) print(\"a\", orders, nil, {}) "
                 "print((\"x\"):rep(600)) end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_eq(strlen(out.printed[0]), strlen("a 5 nil table|") + 500);
    cr_assert(strstr(out.printed[0], "a 5 nil table|xxx") == out.printed[0]);
    cr_assert_str_eq(out.printed[1], "");
}

Test(lua_call, a_callback_can_stop_the_call)
{
    company c;
    outcome out = {.stop = true};
    rules *r = rules_load("measure \"m\" (function() return \"x\" end)");

    company_make(&c);
    call_setting(&r->engine, &c, &r->draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.code, VIKT_LIMIT);
    cr_assert_str_eq(out.texts[0], "x");
    cr_assert_str_eq(out.texts[1], "");
    rules_free(r);
}

Test(lua_call, today_and_customer_are_at_hand)
{
    outcome out;

    run_function("measure \"m\" (function(today, customer)\n"
                 "  local s = tostring(days_between(\"2026-05-12\", today))\n"
                 "  for _, name in ipairs { \"revenue\", \"orders\", \"region\", \"active\", "
                 "\"nowhere\" } do\n"
                 "    s = s .. \" \" .. tostring(customer[name]) end\n"
                 "  return s end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.texts[0], "0 1000.5 5 Norra true nil");
    cr_assert_str_eq(out.texts[1], "0 2000 nil Södra false nil");
    run_function("measure \"m\" (function(customer) return customer.revenu end)", VIKT_WANT_VALUE,
                 &out);
    cr_assert_str_eq(out.failed[0].message,
                     "customer has no \"revenu\"; did you mean \"revenue\"?");
    run_function("measure \"m\" (function(customer) customer.revenue = 1 end)", VIKT_WANT_VALUE,
                 &out);
    cr_assert_str_eq(out.failed[0].message, "customer is read-only");
    run_function("measure \"m\" (function(customer) return customer[1] end)", VIKT_WANT_VALUE,
                 &out);
    cr_assert_str_eq(out.failed[0].message, "expected a name, got a number");
    run_function("measure \"m\" (function(customer) return tostring(customer) end)",
                 VIKT_WANT_VALUE, &out);
    cr_assert_str_eq(out.texts[0], "userdata");
}

/* A second engine has the same numbers for the same functions and gives the same. */
Test(lua_call, a_copy_gives_the_same)
{
    rules *r = rules_load(
        "local rate = { 2, 3 }\nmeasure \"a\" (function(orders) return orders * rate[1] end)\n"
        "criterion \"b\" { points = function(revenue) error(\"always\") end }");
    vikt_engine copy;
    vikt_error err = {0};
    company c;
    outcome first = {0}, second = {0};

    company_make(&c);
    rules_more(r, "more.lua",
               vikt_text_of("measure \"c\" (function(orders) return orders + 1 end)"));
    cr_assert_eq(r->engine.copy(r->engine.self, &copy, &err), VIKT_OK, "%s", err.message);
    for (size_t i = 0; i < 3; i++) {
        const char *key = i == 1 ? "points" : "value";

        call_setting(&r->engine, &c, &r->draft, i, key, VIKT_WANT_VALUE, &first);
        call_setting(&copy, &c, &r->draft, i, key, VIKT_WANT_VALUE, &second);
        cr_assert_eq(memcmp(&first, &second, sizeof first), 0);
    }
    copy.free(copy.self);
    rules_free(r);
}

Test(lua_call, an_unknown_function_is_a_bug_and_no_crash)
{
    rules *r = rules_load("measure \"a\" (function() return 1 end)");
    company c;
    vikt_function function = {.id = 1, .what = "test"};
    double numbers[ROWS];
    vikt_error err;
    vikt_engine_call call = {
        .function = &function, .data = &c.data, .last = ROWS, .numbers = numbers};

    company_make(&c);
    cr_assert_eq(r->engine.call(r->engine.self, &call, &err), VIKT_BUG);
    function.id = -1;
    cr_assert_eq(r->engine.call(r->engine.self, &call, &err), VIKT_BUG);
    rules_free(r);
}
