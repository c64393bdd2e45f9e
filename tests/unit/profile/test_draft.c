/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/profile/draft.h"
#include "tests/unit/profile/profile_helper.h"

static const vikt_place nowhere;

static vikt_statement *add(vikt_draft *draft, vikt_statement_kind kind, const char *name)
{
    vikt_statement *statement =
        vikt_draft_add(draft, kind, vikt_text_of(name), vikt_place_of("t", 7, 0));

    cr_assert_not_null(statement);
    return statement;
}

static void set_number(vikt_draft *draft, vikt_statement *statement, const char *key, double number)
{
    vikt_value value = {.kind = VIKT_VALUE_NUMBER, .number = number};

    cr_assert(vikt_draft_set(draft, statement, vikt_text_of(key), &value, nowhere));
}

static void set_text(vikt_draft *draft, vikt_statement *statement, const char *key,
                     const char *text)
{
    vikt_value value = {.kind = VIKT_VALUE_TEXT, .text = vikt_text_of(text)};

    cr_assert(vikt_draft_set(draft, statement, vikt_text_of(key), &value, nowhere));
}

static double number_of(const vikt_draft *draft, size_t i, const char *key)
{
    const vikt_setting *setting = vikt_statement_find(&draft->statements[i], key);

    cr_assert_not_null(setting);
    return setting->value.number;
}

/* Merges, expecting no errors, and clears what was put on top. */
static void merge(vikt_draft *base, vikt_draft *over)
{
    heard all = {0};
    vikt_listener listener = {hear_line, &all};
    size_t errors = 0;

    cr_assert_eq(vikt_draft_merge(base, over, &listener, &errors, NULL), VIKT_OK);
    cr_assert_str_eq(all.text, "");
    cr_assert_eq(errors, 0);
    vikt_draft_clear(over);
}

Test(draft, values_are_copied_to_the_last_list)
{
    char name[] = "risk", inner[] = "Bygg";
    vikt_entry entry = {.key = vikt_text_of(inner),
                        .value = {.kind = VIKT_VALUE_TEXT, .text = vikt_text_of(inner)}};
    vikt_entry list = {.value = {.kind = VIKT_VALUE_LIST, .entries = &entry, .count = 1}};
    vikt_value call = {
        .kind = VIKT_VALUE_CALL, .text = vikt_text_of(inner), .entries = &list, .count = 1};
    const vikt_value *kept;
    vikt_draft draft;

    vikt_draft_init(&draft, NULL);
    cr_assert(vikt_draft_set(&draft, add(&draft, VIKT_STATEMENT_CRITERION, name),
                             VIKT_TEXT("points"), &call, nowhere));
    memset(name, 'x', 4);
    memset(inner, 'x', 4);
    memset(&entry, 0, sizeof entry);
    kept = &vikt_statement_find(&draft.statements[0], "points")->value;
    cr_assert(text_is(draft.statements[0].name, "risk"));
    cr_assert(text_is(kept->text, "Bygg"));
    cr_assert(text_is(kept->entries[0].value.entries[0].key, "Bygg"));
    cr_assert(text_is(kept->entries[0].value.entries[0].value.text, "Bygg"));
    vikt_draft_clear(&draft);
}

Test(draft, lists_without_end_are_cut)
{
    vikt_entry entries[40];
    const vikt_value *at;
    vikt_draft draft;
    size_t depth = 0;

    memset(entries, 0, sizeof entries);
    for (size_t i = 0; i < 40; i++)
        entries[i].value =
            (vikt_value){.kind = VIKT_VALUE_LIST, .entries = &entries[(i + 1) % 40], .count = 1};
    vikt_draft_init(&draft, NULL);
    cr_assert(vikt_draft_set(&draft, add(&draft, VIKT_STATEMENT_FIELD, "f"), VIKT_TEXT("synonyms"),
                             &entries[0].value, nowhere));
    for (at = &draft.statements[0].settings[0].value; at->kind == VIKT_VALUE_LIST; depth++)
        at = &at->entries[0].value;
    cr_assert_eq(depth, 17);
    vikt_draft_clear(&draft);
}

Test(draft, a_later_file_changes_statements_key_by_key_and_keeps_their_order)
{
    vikt_draft base, over;

    vikt_draft_init(&base, NULL);
    vikt_draft_init(&over, NULL);
    set_number(&base, add(&base, VIKT_STATEMENT_CRITERION, "a"), "weight", 30);
    set_text(&base, &base.statements[0], "group", "money");
    set_number(&base, add(&base, VIKT_STATEMENT_CRITERION, "b"), "weight", 20);
    base.statements[0].builtin = base.statements[1].builtin = true;
    set_number(&over, add(&over, VIKT_STATEMENT_CRITERION, "c"), "weight", 5);
    set_number(&over, add(&over, VIKT_STATEMENT_CRITERION, "a"), "weight", 40);
    merge(&base, &over);
    cr_assert_eq(base.count, 3);
    cr_assert(text_is(base.statements[0].name, "a"));
    cr_assert(text_is(base.statements[2].name, "c"));
    cr_assert_eq(number_of(&base, 0, "weight"), 40);
    cr_assert(text_is(vikt_statement_find(&base.statements[0], "group")->value.text, "money"));
    cr_assert(!base.statements[0].builtin);
    cr_assert(base.statements[1].builtin);
    cr_assert(!base.statements[2].builtin);
    vikt_draft_clear(&base);
}

Test(draft, there_is_one_profile_and_its_last_name_wins)
{
    vikt_draft base, over;

    vikt_draft_init(&base, NULL);
    vikt_draft_init(&over, NULL);
    set_text(&base, add(&base, VIKT_STATEMENT_PROFILE, ""), "name", "Default");
    set_text(&base, &base.statements[0], "language", "en");
    set_text(&over, add(&over, VIKT_STATEMENT_PROFILE, "Acme"), "currency", "SEK");
    merge(&base, &over);
    cr_assert_eq(base.count, 1);
    cr_assert(text_is(base.statements[0].name, "Acme"));
    cr_assert_null(vikt_statement_find(&base.statements[0], "name"));
    cr_assert_not_null(vikt_statement_find(&base.statements[0], "language"));
    vikt_draft_init(&over, NULL);
    set_text(&over, add(&over, VIKT_STATEMENT_PROFILE, ""), "name", "Beta");
    merge(&base, &over);
    cr_assert(text_is(vikt_statement_find(&base.statements[0], "name")->value.text, "Beta"));
    vikt_draft_clear(&base);
}

Test(draft, what_says_the_same_in_another_way_takes_the_place_of_the_old)
{
    vikt_draft base, over;
    vikt_value no = {.kind = VIKT_VALUE_TRUTH}, yes = {.kind = VIKT_VALUE_TRUTH, .truth = true};

    vikt_draft_init(&base, NULL);
    vikt_draft_init(&over, NULL);
    set_text(&base, add(&base, VIKT_STATEMENT_CRITERION, "a"), "points", "old");
    set_text(&base, &base.statements[0], "or_points", "old");
    set_text(&base, add(&base, VIKT_STATEMENT_RULE, "b"), "at_most", "B");
    set_text(&base, add(&base, VIKT_STATEMENT_SCHEME, "c"), "type", "by_score");
    set_number(&base, &base.statements[2], "hysteresis", 0.15);
    set_text(&base, add(&base, VIKT_STATEMENT_SCHEME, "d"), "type", "by_score");
    set_number(&base, &base.statements[3], "hysteresis", 0.15);
    add(&base, VIKT_STATEMENT_FIELD, "e");
    cr_assert(vikt_draft_set(&base, &base.statements[4], VIKT_TEXT("optional"), &yes, nowhere));
    add(&base, VIKT_STATEMENT_FIELD, "f");
    cr_assert(vikt_draft_set(&base, &base.statements[5], VIKT_TEXT("optional"), &yes, nowhere));
    set_text(&over, add(&over, VIKT_STATEMENT_CRITERION, "a"), "points", "new");
    set_text(&over, add(&over, VIKT_STATEMENT_RULE, "b"), "at_least", "B");
    set_text(&over, add(&over, VIKT_STATEMENT_SCHEME, "c"), "type", "by_rank");
    set_text(&over, add(&over, VIKT_STATEMENT_SCHEME, "d"), "type", "by_score");
    add(&over, VIKT_STATEMENT_FIELD, "e");
    cr_assert(vikt_draft_set(&over, &over.statements[4], VIKT_TEXT("required"), &yes, nowhere));
    add(&over, VIKT_STATEMENT_FIELD, "f");
    cr_assert(vikt_draft_set(&over, &over.statements[5], VIKT_TEXT("required"), &no, nowhere));
    merge(&base, &over);
    cr_assert_null(vikt_statement_find(&base.statements[0], "or_points"));
    cr_assert_null(vikt_statement_find(&base.statements[1], "at_most"));
    cr_assert_null(vikt_statement_find(&base.statements[2], "hysteresis"));
    cr_assert_not_null(vikt_statement_find(&base.statements[3], "hysteresis"));
    cr_assert_null(vikt_statement_find(&base.statements[4], "optional"));
    cr_assert_not_null(vikt_statement_find(&base.statements[5], "optional"));
    vikt_draft_clear(&base);
}

Test(draft, remove_takes_out_and_a_later_statement_begins_anew)
{
    vikt_draft base, over;

    vikt_draft_init(&base, NULL);
    vikt_draft_init(&over, NULL);
    set_number(&base, add(&base, VIKT_STATEMENT_CRITERION, "a b"), "weight", 30);
    add(&base, VIKT_STATEMENT_CRITERION, "c");
    add(&over, VIKT_STATEMENT_REMOVE, "criterion a b");
    set_number(&over, add(&over, VIKT_STATEMENT_CRITERION, "a b"), "missing", 2);
    merge(&base, &over);
    cr_assert_eq(base.count, 2);
    cr_assert(text_is(base.statements[0].name, "c"));
    cr_assert(text_is(base.statements[1].name, "a b"));
    cr_assert_null(vikt_statement_find(&base.statements[1], "weight"));
    vikt_draft_clear(&base);
}

Test(draft, too_many_statements_in_one_file_are_told)
{
    heard all = {0};
    vikt_listener listener = {hear_line, &all};
    vikt_draft base, over;
    size_t errors = 0;

    vikt_draft_init(&base, NULL);
    vikt_draft_init(&over, NULL);
    for (int i = 0; i <= VIKT_STATEMENTS_MAX; i++) {
        char name[16];

        snprintf(name, sizeof name, "c%d", i);
        add(&over, VIKT_STATEMENT_CRITERION, name);
    }
    cr_assert_eq(vikt_draft_merge(&base, &over, &listener, &errors, NULL), VIKT_OK);
    cr_assert_eq(errors, 1);
    cr_assert_str_eq(all.text, "t:7: more than 4096 statements in one file\n");
    vikt_draft_clear(&over);
    vikt_draft_clear(&base);
}

Test(draft, words_of_statements_are_known_and_near_ones_are_offered)
{
    vikt_statement_kind kind = VIKT_STATEMENT_COUNT;
    char hint[100];

    cr_assert(vikt_statement_kind_of(VIKT_TEXT("rule"), &kind));
    cr_assert_eq(kind, VIKT_STATEMENT_RULE);
    cr_assert(!vikt_statement_kind_of(VIKT_TEXT("Rule"), &kind));
    cr_assert_str_eq(vikt_statement_word(VIKT_STATEMENT_DATABASE), "database");
    cr_assert(!vikt_statement_named(VIKT_STATEMENT_SOURCES));
    cr_assert_str_eq(vikt_statement_hint(VIKT_TEXT("scheem"), hint, sizeof hint),
                     "; did you mean \"scheme\"?");
}
