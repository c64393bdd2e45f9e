/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/profile/spec.h"
#include "tests/unit/profile/profile_helper.h"

static vikt_value text_value(const char *text)
{
    return (vikt_value){.kind = VIKT_VALUE_TEXT, .text = vikt_text_of(text)};
}

static vikt_value number_value(double number)
{
    return (vikt_value){.kind = VIKT_VALUE_NUMBER, .number = number};
}

static vikt_entry entry(const char *key, vikt_value value)
{
    return (vikt_entry){.key = vikt_text_of(key), .value = value};
}

static vikt_value list(vikt_entry *entries, size_t count)
{
    return (vikt_value){.kind = VIKT_VALUE_LIST, .entries = entries, .count = count};
}

/* Flattens a call; the answer is in all. */
static vikt_statement *flatten(vikt_draft *draft, const vikt_value *call, heard *all)
{
    vikt_listener listener = {hear_line, all};
    vikt_statement *scheme;
    size_t errors = 0;

    *all = (heard){0};
    vikt_draft_init(draft, NULL);
    scheme = vikt_draft_add(draft, VIKT_STATEMENT_SCHEME, VIKT_TEXT("s"), vikt_place_of("t", 4, 0));
    cr_assert_eq(vikt_spec_scheme(draft, scheme, call, &listener, &errors, NULL), VIKT_OK);
    cr_assert_eq(errors, all->errors);
    return scheme;
}

static const vikt_value *value_of(const vikt_statement *scheme, const char *key)
{
    const vikt_setting *setting = vikt_statement_find(scheme, key);

    cr_assert_not_null(setting, "%s", key);
    return &setting->value;
}

Test(spec, every_key_and_call_is_found_by_its_name)
{
    const vikt_spec *weight = vikt_spec_find(VIKT_STATEMENT_CRITERION, VIKT_TEXT("weight"));
    size_t calls = 0;

    cr_assert_not_null(weight);
    cr_assert_str_eq(weight->key, "weight");
    for (; vikt_spec_call_at(calls); calls++)
        cr_assert_eq(vikt_spec_call_find(vikt_spec_call_at(calls)->kind,
                                         vikt_text_of(vikt_spec_call_at(calls)->name)),
                     vikt_spec_call_at(calls));
    cr_assert(calls > 15);
    cr_assert_null(vikt_spec_find(VIKT_STATEMENT_FIELD, VIKT_TEXT("weight")));
    cr_assert_null(vikt_spec_call_find(VIKT_SPEC_MEASURE, VIKT_TEXT("bands")));
}

/* The views know the kind of a stored scheme by its word alone: limits that are shares are shown in
 * percent (core/persist/history_classes.c). */
Test(spec, every_key_of_a_kind_of_scheme_is_one_and_its_word_says_if_limits_are_shares)
{
    const char *kinds = vikt_scheme_words();
    vikt_text kind, key;

    while (vikt_spec_word(&kinds, &kind)) {
        const vikt_scheme_form *form = vikt_scheme_form_named(kind);
        const char *keys = form->keys;
        bool share = kind.length > 5 && memcmp(vikt_text_end(kind) - 5, "share", 5) == 0;

        cr_assert_eq(share, vikt_limit_is_share(form->limit), "%s", form->name);
        cr_assert_eq(vikt_text_is(kind, "by_score"), form->limit == VIKT_LIMIT_SCORE);
        while (vikt_spec_word(&keys, &key))
            cr_assert(vikt_text_is(key, "row") || vikt_spec_find(VIKT_STATEMENT_SCHEME, key),
                      "%s: %.*s", form->name, VIKT_SHOW(key));
    }
}

Test(spec, lists_of_words_hold_whole_words_only)
{
    cr_assert(vikt_spec_listed("worst best", VIKT_TEXT("best")));
    cr_assert(!vikt_spec_listed("worst best", VIKT_TEXT("bes")));
    cr_assert(!vikt_spec_listed("worst best", VIKT_TEXT("")));
    cr_assert(!vikt_spec_listed(NULL, VIKT_TEXT("best")));
}

Test(spec, class_names_near_an_option_are_seen)
{
    vikt_text by_score = VIKT_TEXT("by_score"), by_share = VIKT_TEXT("by_cumulative_share");

    cr_assert_str_eq(vikt_spec_clash(by_score, VIKT_TEXT("hysterisis")), "hysteresis");
    cr_assert_null(vikt_spec_clash(by_score, VIKT_TEXT("boundary")));
    cr_assert_str_eq(vikt_spec_clash(by_share, VIKT_TEXT("boundry")), "boundary");
    cr_assert_str_eq(vikt_spec_clash(by_share, VIKT_TEXT("tie")), "ties");
    cr_assert_null(vikt_spec_clash(by_share, VIKT_TEXT("Best")));
    cr_assert_null(vikt_spec_clash(by_share, VIKT_TEXT("Class A")));
    cr_assert_null(vikt_spec_clash(by_share, VIKT_TEXT("A")));
}

Test(spec, a_scheme_call_becomes_flat_settings)
{
    vikt_entry table[] = {entry("A", number_value(0.7)), entry("B", number_value(1)),
                          entry("boundary", text_value("end"))};
    vikt_entry arguments[] = {entry("", text_value("revenue")), entry("", list(table, 3))};
    vikt_value call = {.kind = VIKT_VALUE_CALL,
                       .text = VIKT_TEXT("by_cumulative_share"),
                       .entries = arguments,
                       .count = 2};
    const vikt_statement *scheme;
    vikt_draft draft;
    heard all;

    scheme = flatten(&draft, &call, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert(text_is(value_of(scheme, "type")->text, "by_cumulative_share"));
    cr_assert(text_is(value_of(scheme, "field")->text, "revenue"));
    cr_assert(text_is(value_of(scheme, "boundary")->text, "end"));
    cr_assert_eq(value_of(scheme, "classes")->count, 2);
    cr_assert(text_is(value_of(scheme, "classes")->entries[1].key, "B"));
    vikt_draft_clear(&draft);
}

Test(spec, a_misspelt_option_is_no_class)
{
    vikt_entry table[] = {entry("A", number_value(4)), entry("hysterisis", number_value(0.15))};
    vikt_entry arguments[] = {entry("", list(table, 2))};
    vikt_value call = {
        .kind = VIKT_VALUE_CALL, .text = VIKT_TEXT("by_score"), .entries = arguments, .count = 1};
    vikt_draft draft;
    heard all;

    flatten(&draft, &call, &all);
    cr_assert_str_eq(all.text,
                     "t:4: scheme \"s\": hysterisis is no option and too near to one for a "
                     "class; did you mean \"hysteresis\"?\n");
    vikt_draft_clear(&draft);
}

Test(spec, splits_and_names_of_a_matrix_get_keys_of_their_own)
{
    vikt_entry split[] = {entry("x", number_value(4)), entry("y", number_value(100))};
    vikt_entry names[] = {entry("high_high", text_value("1")), entry("low_low", text_value("3"))};
    vikt_entry table[] = {entry("names", list(names, 2)), entry("split", list(split, 2)),
                          entry("x", text_value("x axis"))};
    vikt_entry arguments[] = {entry("", list(table, 3))};
    vikt_value call = {
        .kind = VIKT_VALUE_CALL, .text = VIKT_TEXT("matrix"), .entries = arguments, .count = 1};
    const vikt_statement *scheme;
    vikt_draft draft;
    heard all;

    scheme = flatten(&draft, &call, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert_eq(value_of(scheme, "split_x")->number, 4);
    cr_assert_eq(value_of(scheme, "split_y")->number, 100);
    cr_assert(text_is(value_of(scheme, "low_low")->text, "3"));
    cr_assert(text_is(value_of(scheme, "x")->text, "x axis"));
    vikt_draft_clear(&draft);
}

Test(spec, a_plain_table_is_a_function_or_a_change)
{
    vikt_entry names[] = {entry("", text_value("A")), entry("", text_value("B"))};
    vikt_value function = {.kind = VIKT_VALUE_FUNCTION, .function = 3};
    vikt_entry table[] = {entry("class", function), entry("classes", list(names, 2)),
                          entry("ordered", (vikt_value){.kind = VIKT_VALUE_TRUTH, .truth = true})};
    vikt_entry change[] = {entry("hysteresis", number_value(0.2))};
    vikt_value call = list(table, 3), partly = list(change, 1), wrong = number_value(3);
    const vikt_statement *scheme;
    vikt_draft draft;
    heard all;

    scheme = flatten(&draft, &call, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert(text_is(value_of(scheme, "type")->text, "function"));
    cr_assert_eq(value_of(scheme, "class")->function, 3);
    cr_assert_eq(value_of(scheme, "classes")->count, 2);
    vikt_draft_clear(&draft);
    scheme = flatten(&draft, &partly, &all);
    cr_assert_str_eq(all.text, "");
    cr_assert_eq(scheme->count, 1);
    vikt_draft_clear(&draft);
    flatten(&draft, &wrong, &all);
    cr_assert_str_eq(
        all.text,
        "t:4: scheme \"s\": expected a scheme such as by_score { A = 4, B = 2.5, C = 1 }\n");
    vikt_draft_clear(&draft);
}
