/* SPDX-License-Identifier: MIT */
#include "rules.h"

static const vikt_statement *statement(const rules *r, size_t i)
{
    cr_assert(i < r->draft.count, "%zu of %zu: %s", i, r->draft.count, r->heard.errors[0].message);
    return &r->draft.statements[i];
}

static const vikt_value *setting(const rules *r, size_t i, const char *key)
{
    const vikt_setting *found = vikt_statement_find(statement(r, i), key);

    cr_assert(found, "there is no %s", key);
    return &found->value;
}

static void assert_statement(const rules *r, size_t i, vikt_statement_kind kind, const char *name,
                             long line)
{
    cr_assert_eq(statement(r, i)->kind, kind);
    cr_assert(vikt_text_is(statement(r, i)->name, name), "%.*s", VIKT_SHOW(statement(r, i)->name));
    cr_assert_eq(statement(r, i)->place.line, line);
    cr_assert_str_eq(statement(r, i)->place.source, "rules.lua");
}

Test(lua_statement, every_statement_reaches_the_draft_in_order)
{
    rules *r = rules_load("profile \"Acme\" { currency = \"SEK\", scale = { 1, 5 } }\n"
                          "field \"revenue\" { column = \"Omsättning\", optional = true }\n"
                          "measure \"m\" (growth(\"a\", \"b\"))\n"
                          "criterion \"c\" {\n  weight = 30,\n points = rating(\"revenue\") }\n"
                          "group \"g\" { cap = 0.3 }\n"
                          "rule \"r\" { when = \"a > 1\", at_most = \"B\" }\n"
                          "scheme \"s\" (by_score { A = 4, B = 2, hysteresis = 0.15 })\n"
                          "action \"x\" { class = \"B\", text = \"do\" }\n"
                          "sources { customers = \"c.csv\" }\n"
                          "database { path = \"v.db\" }\n"
                          "remove \"criterion\" \"admin_time\"\n");

    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    cr_assert_eq(r->draft.count, 11);
    assert_statement(r, 0, VIKT_STATEMENT_PROFILE, "Acme", 1);
    cr_assert(vikt_text_is(setting(r, 0, "name")->text, "Acme"));
    cr_assert_eq(setting(r, 0, "scale")->count, 2);
    assert_statement(r, 1, VIKT_STATEMENT_FIELD, "revenue", 2);
    cr_assert(vikt_text_is(setting(r, 1, "column")->text, "Omsättning"));
    cr_assert_eq(setting(r, 1, "optional")->kind, VIKT_VALUE_TRUTH);
    assert_statement(r, 2, VIKT_STATEMENT_MEASURE, "m", 3);
    cr_assert(vikt_text_is(setting(r, 2, "value")->text, "growth"));
    assert_statement(r, 3, VIKT_STATEMENT_CRITERION, "c", 4);
    cr_assert_eq(setting(r, 3, "weight")->number, 30);
    assert_statement(r, 4, VIKT_STATEMENT_GROUP, "g", 7);
    assert_statement(r, 5, VIKT_STATEMENT_RULE, "r", 8);
    assert_statement(r, 6, VIKT_STATEMENT_SCHEME, "s", 9);
    cr_assert(vikt_text_is(setting(r, 6, "type")->text, "by_score"));
    cr_assert_eq(setting(r, 6, "classes")->count, 2);
    cr_assert_eq(setting(r, 6, "hysteresis")->number, 0.15);
    assert_statement(r, 7, VIKT_STATEMENT_ACTION, "x", 10);
    assert_statement(r, 8, VIKT_STATEMENT_SOURCES, "", 11);
    assert_statement(r, 9, VIKT_STATEMENT_DATABASE, "", 12);
    assert_statement(r, 10, VIKT_STATEMENT_REMOVE, "criterion admin_time", 13);
    rules_free(r);
}

Test(lua_statement, settings_come_in_bytewise_order_whatever_the_table)
{
    rules *r =
        rules_load("criterion \"c\" { weight = 1, points = 2, missing = \"skip\", group = \"g\" }");
    const char *const keys[] = {"group", "missing", "points", "weight"};

    cr_assert_eq(statement(r, 0)->count, 4);
    for (size_t i = 0; i < 4; i++)
        cr_assert(vikt_text_is(statement(r, 0)->settings[i].key, keys[i]));
    rules_free(r);
}

Test(lua_statement, a_profile_may_go_without_a_name_and_a_table_may_come_as_an_argument)
{
    rules *r = rules_load("profile { min_coverage = 0.6 }\ncriterion(\"c\", { weight = 3 })");

    cr_assert_eq(r->errors, 0);
    assert_statement(r, 0, VIKT_STATEMENT_PROFILE, "", 1);
    assert_statement(r, 1, VIKT_STATEMENT_CRITERION, "c", 2);
    rules_free(r);
}

Test(lua_statement, loops_make_statements_at_their_own_line)
{
    rules *r = rules_load("for _, name in ipairs { \"a\", \"b\" } do\n"
                          "  criterion(name .. \"_points\") { weight = 1, points = rating(name) }\n"
                          "end");

    cr_assert_eq(r->errors, 0);
    cr_assert_eq(r->draft.count, 2);
    assert_statement(r, 0, VIKT_STATEMENT_CRITERION, "a_points", 2);
    assert_statement(r, 1, VIKT_STATEMENT_CRITERION, "b_points", 2);
    rules_free(r);
}

Test(lua_statement, functions_bring_their_number_parameters_and_place)
{
    rules *r = rules_load("measure \"a\" (function(revenue) return revenue end)\n"
                          "criterion \"b\" { points =\n"
                          "  function(orders_or_nil, population) return 1 end }");
    const vikt_value *first = setting(r, 0, "value"), *second = setting(r, 1, "points");

    cr_assert_eq(r->errors, 0);
    cr_assert_eq(first->kind, VIKT_VALUE_FUNCTION);
    cr_assert_eq(first->function, 0);
    cr_assert_eq(first->count, 1);
    cr_assert(vikt_text_is(first->entries[0].key, "revenue"));
    cr_assert_eq(second->function, 1);
    cr_assert_eq(second->count, 2);
    cr_assert(vikt_text_is(second->entries[0].key, "orders_or_nil"));
    cr_assert(vikt_text_is(second->entries[1].key, "population"));
    cr_assert_eq(second->place.line, 3);
    cr_assert_str_eq(second->place.source, "rules.lua");
    rules_free(r);
}

/* What the INI form `bands revenue 1 2`, `linear f worst 40 best 2`, `lookup f a 5 b 3 otherwise 2`
 * becomes. */
Test(lua_statement, arguments_take_the_form_of_the_ini_language)
{
    rules *r = rules_load("criterion \"a\" { points = bands(\"f\", { 1, 2 }) }\n"
                          "criterion \"b\" { points = linear(\"f\", { worst = 40, best = 2 }) }\n"
                          "criterion \"c\" { points = lookup(\"f\", { b = 3, a = 5 }, 2) }\n"
                          "criterion \"d\" { points = quantiles(\"f\", { best = \"low\" }) }\n"
                          "criterion \"e\" { points = lookup(\"f\", { 5, 3 }) }\n");
    const vikt_value *v = setting(r, 0, "points");

    cr_assert_eq(v->kind, VIKT_VALUE_CALL);
    cr_assert(vikt_text_is(v->text, "bands"));
    cr_assert_eq(v->count, 2);
    cr_assert_eq(v->entries[1].value.kind, VIKT_VALUE_LIST);
    cr_assert_eq(v->entries[1].value.entries[1].value.number, 2);
    v = setting(r, 1, "points");
    cr_assert_eq(v->count, 3);
    cr_assert(vikt_text_is(v->entries[1].key, "best"));
    cr_assert_eq(v->entries[2].value.number, 40);
    v = setting(r, 2, "points");
    cr_assert_eq(v->count, 3);
    cr_assert(vikt_text_is(v->entries[1].value.entries[0].key, "a"));
    cr_assert_eq(v->entries[2].value.number, 2);
    v = setting(r, 3, "points");
    cr_assert_eq(v->count, 2);
    cr_assert(vikt_text_is(v->entries[1].key, "best"));
    /* A sequence of points is by the numbers 1, 2. */
    v = setting(r, 4, "points");
    cr_assert(vikt_text_is(v->entries[1].value.entries[1].key, "2"));
    rules_free(r);
}

Test(lua_statement, schemes_are_flattened)
{
    rules *r = rules_load(
        "scheme \"m\" (matrix { y = value(\"revenue\"), x = points(\"potential\"),\n"
        "  split = { y = share(0.8), x = median },\n"
        "  names = { high_high = \"1\", high_low = \"2\", low_high = \"3\", low_low = \"4\" } })\n"
        "scheme \"n\" (by_rank(\"score\", { A = 10, C = rest }))\n"
        "scheme \"f\" { classes = { \"X\", \"Y\" }, class = function(result) return \"X\" end }\n"
        "scheme \"class\" { hysteresis = 0.2 }\n");

    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    cr_assert(vikt_text_is(setting(r, 0, "split_x")->text, "median"));
    cr_assert(vikt_text_is(setting(r, 0, "low_high")->text, "3"));
    cr_assert(vikt_text_is(setting(r, 0, "y")->text, "value"));
    cr_assert(vikt_text_is(setting(r, 1, "field")->text, "score"));
    cr_assert(vikt_text_is(setting(r, 1, "classes")->entries[1].value.text, "rest"));
    cr_assert(vikt_text_is(setting(r, 2, "type")->text, "function"));
    cr_assert_eq(setting(r, 2, "class")->kind, VIKT_VALUE_FUNCTION);
    cr_assert_eq(statement(r, 3)->count, 1);
    rules_free(r);
}

/* The language's own example. */
Test(lua_statement, the_example_of_the_language_loads)
{
    static char source[70000];
    FILE *file = fopen(VIKT_SOURCE "/tests/rules/acme.lua", "rb");
    size_t length = fread(source, 1, sizeof source, file);
    rules r;

    fclose(file);
    rules_open(&r, NULL);
    rules_more(&r, "acme.lua", (vikt_text){source, length});
    cr_assert_eq(r.errors, 0);
    cr_assert_eq(r.draft.count, 20);
    r.engine.free(r.engine.self);
    vikt_draft_clear(&r.draft);
}

Test(lua_statement, what_a_test_expects_becomes_its_settings)
{
    rules *r = rules_load("test \"a\" {\n"
                          "  customer = { revenue = 9e6, new = true },\n"
                          "  population = { { revenue = 1 }, { key = \"x\" } },\n"
                          "  expect = { class = \"B\", points = { risk = false } },\n"
                          "}\n"
                          "test \"b\" { expect = { clas = \"A\", customer = {}, 3 } }\n"
                          "test \"c\" { expect = 3 }\n");

    cr_assert_eq(r->draft.count, 3);
    cr_assert_eq(r->draft.statements[0].kind, VIKT_STATEMENT_TEST);
    cr_assert_eq(setting(r, 0, "customer")->count, 2);
    cr_assert_eq(setting(r, 0, "population")->count, 2);
    cr_assert(vikt_text_is(setting(r, 0, "class")->text, "B"));
    cr_assert_eq(setting(r, 0, "points")->entries[0].value.kind, VIKT_VALUE_TRUTH);
    cr_assert_eq(r->errors, 4);
    cr_assert_str_eq(r->heard.errors[0].message,
                     "test \"b\": expect: a value in its table has no key");
    cr_assert_str_eq(
        r->heard.errors[1].message,
        "test \"b\": expect: clas is nothing that a test can expect; did you mean \"class\"?");
    cr_assert_eq(r->heard.errors[1].place.line, 6);
    cr_assert_str_eq(r->heard.errors[3].message,
                     "test \"c\": expect must be a table such as { class = \"B\" }");
    rules_free(r);
}

Test(lua_statement, all_errors_of_a_file_are_told)
{
    rules *r = rules_load("criterion \"a\"\n"             /* no table */
                          "criterion(5) { weight = 1 }\n" /* no name */
                          "criterion \"b\" (5)\n"         /* no table but a number */
                          "criterion \"c\" { 5 }\n"       /* no key */
                          "criterion \"d\" { points = function(...) end }\n"
                          "criterion \"e\" { points = print }\n"
                          "remove \"criterium\" \"x\"\n"
                          "criterion \"f\" { weight = 1, points = rating(nil) }\n"
                          "field \"\" {}\n"
                          "sources \"x\" {}\n"
                          "measure \"g\" (function(a, a) end)\n"
                          "criterion \"h\" { weight = 0/0 }\n"
                          "scheme \"i\" (function() end)\n"
                          "remove \"criterion\" (5)\n"
                          "measure \"m\" (function(a) return a end, \"x\")\n"
                          "criterion \"j\" ({ weight = 1 }, 3)\n"
                          "criterion(\"k\", { weight = 1 }, 3)\n"
                          "profile({ name = \"P\" }, 4)\n");
    static const struct expected {
        long line;
        const char *part;
    } expected[] = {
        {2, "criterion: expected its name"},
        {3, "criterion \"b\": expected its table { ... }, got a number"},
        {4, "criterion \"c\": a value in its table has no key"},
        {5, "criterion \"d\": points is a function that takes `...`"},
        {6, "criterion \"e\": points is a function that is not written in the file"},
        {7, "remove: there is no such statement; did you mean \"criterion\"?"},
        {8, "rating: argument 1 is nil"},
        {9, "field: its name is empty"},
        {10, "sources: expected its table"},
        {11, "measure \"g\" is a function that names a parameter twice"},
        {12, "criterion \"h\": weight is not a number"},
        {13, "scheme \"i\": expected a scheme such as"},
        {14, "remove: expected the name of the criterion, got a number"},
        {15, "measure \"m\": expected nothing behind its value, got a string"},
        {16, "criterion \"j\": expected nothing behind its table { ... }, got a number"},
        {17, "criterion \"k\": expected nothing behind its table { ... }, got a number"},
        {18, "profile: expected nothing behind its table { ... }, got a number"},
        {1, "criterion \"a\" is not complete"},
    };

    cr_assert_eq(r->errors, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < r->errors; i++) {
        cr_assert_eq(r->heard.errors[i].place.line, expected[i].line, "%ld: %s",
                     r->heard.errors[i].place.line, r->heard.errors[i].message);
        cr_assert(strstr(r->heard.errors[i].message, expected[i].part), "%s is not in %s",
                  expected[i].part, r->heard.errors[i].message);
        cr_assert_eq(r->heard.errors[i].code, VIKT_PROFILE);
    }
    /* What was told is not told again: the setting stands there as wrong. */
    cr_assert(vikt_value_is_wrong(setting(r, 1, "points")));
    rules_free(r);
}

Test(lua_statement, syntax_and_run_time_errors_have_their_line)
{
    assert_wrong("criterion \"a\" { weight = 1 }\ncriterion \"b\" { weight = }\n", 2,
                 "unexpected symbol near '}'");
    assert_wrong("local x\n\nx.y = 1", 3, "attempt to index a nil value (local 'x')");
    assert_wrong("\ncriterion \"a\" { points = bnads(\"x\", { 1 }) }", 2,
                 "did you mean \"bands\"?");
    assert_wrong("error({})", 1, "error value is a table");
    assert_wrong("error(nil)", 1, "error value is a nil");
    assert_wrong("error(\"plain\", 0)", 1, "plain");
    assert_wrong("local s = criterion \"a\"\ns { weight = 1 }\ns { weight = 2 }", 3,
                 "criterion \"a\" already has its table");
}

Test(lua_statement, an_error_does_not_lose_the_statements_before_it)
{
    rules *r = rules_load("criterion \"a\" { weight = 1 }\nerror(\"stop\")");

    cr_assert_eq(r->draft.count, 1);
    cr_assert_eq(r->errors, 1);
    rules_free(r);
}

Test(lua_statement, words_of_the_language_cannot_be_replaced)
{
    assert_wrong("criterion = 5", 1, "\"criterion\" is a word of the rule language");
    assert_wrong("function print() end", 1, "\"print\" is a word of the rule language");
    assert_right("local points = 5 local share = points");
}

Test(lua_statement, cyclic_and_deep_tables_are_errors)
{
    assert_wrong("local t = {} t.t = t\ncriterion \"a\" { points = t }", 2, "more than 8 deep");
    assert_wrong("local t = {} for i = 1, 50 do t[i] = t end criterion \"a\" { points = t }", 1,
                 "more than 8 deep");
    assert_wrong("criterion \"a\" { points = _G }", 1, "criterion \"a\": points");
    assert_wrong("criterion \"a\" { points = { [{}] = 1 } }", 1, "has no order");
}

Test(lua_statement, statements_without_end_run_into_the_budget)
{
    assert_wrong("while true do criterion \"a\" end", 1, "used more than 50,000,000 instructions");
    assert_wrong("while true do group \"a\" { cap = 1 } end", 1, "more than 4096 statements");
}
