/* SPDX-License-Identifier: MIT */
#include "rules.h"

static const vikt_setting *row(const rules *r, size_t statement, const char *key)
{
    const vikt_setting *setting = vikt_statement_find(&r->draft.statements[statement], key);

    cr_assert(setting != NULL, "%s", key);
    return setting;
}

static void is_cell(const vikt_setting *setting, size_t i, const char *key, const char *text)
{
    const vikt_entry *entry = &setting->value.entries[i];

    cr_assert(vikt_text_is(entry->key, key), "%.*s", VIKT_SHOW(entry->key));
    cr_assert(vikt_text_is(entry->value.text, text), "%.*s", VIKT_SHOW(entry->value.text));
}

Test(lua_decision, rows_become_the_settings_that_ini_writes)
{
    rules *r = rules_load(
        "scheme \"s\" (decision_table { hit = \"unique\", ordered = true, classes = { \"A\", \"B\" "
        "},\n"
        "  { a = at_most(30), b = at_least(12), c = between(1, 2.5), class = \"A\" },\n"
        "  { a = below(3), b = above(4), c = is_not(\"x\"), d = one_of { \"North\", \"a, b\" },\n"
        "    e = true, f = \"12\", g = 12, [\"points.x\"] = \"a..b\", class = \"B\" },\n"
        "  { when = \"a 1..2\", class = \"A\" },\n"
        "  { class = \"B\" } })\n");

    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    cr_assert(vikt_text_is(row(r, 0, "type")->value.text, "decision_table"));
    cr_assert(vikt_text_is(row(r, 0, "hit")->value.text, "unique"));
    cr_assert_eq(row(r, 0, "classes")->value.count, 2);
    cr_assert(row(r, 0, "ordered")->value.truth);
    is_cell(row(r, 0, "row 1"), 0, "a", "<= 30");
    is_cell(row(r, 0, "row 1"), 1, "b", ">= 12");
    is_cell(row(r, 0, "row 1"), 2, "c", "1..2.5");
    is_cell(row(r, 0, "row 1"), 3, "", "A");
    is_cell(row(r, 0, "row 2"), 0, "a", "< 3");
    is_cell(row(r, 0, "row 2"), 1, "b", "> 4");
    is_cell(row(r, 0, "row 2"), 2, "c", "!= x");
    is_cell(row(r, 0, "row 2"), 4, "d", "in North, \"a, b\"");
    is_cell(row(r, 0, "row 2"), 5, "e", "= yes");
    is_cell(row(r, 0, "row 2"), 6, "f", "= \"12\"");
    is_cell(row(r, 0, "row 2"), 7, "g", "= 12");
    is_cell(row(r, 0, "row 2"), 8, "points.x", "= \"a..b\"");
    is_cell(row(r, 0, "row 3"), 1, "when", "a 1..2");
    cr_assert_eq(row(r, 0, "row 4")->value.count, 1);
    rules_free(r);
}

Test(lua_decision, points_keep_the_call_that_ini_writes)
{
    rules *r = rules_load("criterion \"c\" { weight = 1, points = decision_table {\n"
                          "  hit = \"collect_sum\", { revenue = at_least(1e6), points = 2 } } }\n");
    const vikt_value *call;

    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    call = &row(r, 0, "points")->value;
    cr_assert_eq(call->kind, VIKT_VALUE_CALL);
    cr_assert_eq(call->count, 1);
    cr_assert(vikt_text_is(call->entries[0].key, "hit"));
    is_cell(row(r, 0, "row 1"), 1, "revenue", ">= 1000000");
    cr_assert_eq(row(r, 0, "row 1")->value.entries[0].value.number, 2);
    rules_free(r);
}

Test(lua_decision, wrong_cells_are_told_with_their_row)
{
    rules *r = rules_load("scheme \"s\" (decision_table {\n"
                          "  { a = between(1), class = \"A\" },\n"
                          "  { a = one_of {}, b = at_most(1, 2), class = \"A\" },\n"
                          "  { a = { 1 }, b = median, class = \"A\" },\n"
                          "  { a = 'say \"x\"', class = true },\n"
                          "  { 3, class = \"A\" } })\n");
    static const char *const expected[] = {
        "scheme \"s\": row 1: a: between needs two values, such as between(31, 90)",
        "scheme \"s\": row 2: a: one_of needs at least one value",
        "scheme \"s\": row 2: b: at_most needs one value",
        "scheme \"s\": row 3: a: expected a number, a text without quotation marks, yes/no, or one "
        "of at_most, at_least, below, above, is_not, between, one_of",
        "scheme \"s\": row 3: b: expected a number, a text without quotation marks, yes/no, or one "
        "of at_most, at_least, below, above, is_not, between, one_of",
        "scheme \"s\": row 4: a: expected a number, a text without quotation marks, yes/no, or one "
        "of at_most, at_least, below, above, is_not, between, one_of",
        "scheme \"s\": row 4: class must be a name or a number",
        "scheme \"s\": row 5: a value has no name",
    };

    cr_assert_eq(r->errors, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < r->errors; i++)
        cr_expect_str_eq(r->heard.errors[i].message, expected[i]);
    rules_free(r);
}
