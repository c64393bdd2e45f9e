/* SPDX-License-Identifier: MIT
 *
 * What a test expects of its customer, and what it says of the run before.
 */
#include <stdio.h>

#include "core/base/nearest.h"
#include "core/profile/compile.h"

#define TOLERANCE 0.005

/* ---- names ---- */

/* The same setting with one of its values: for getters that take a setting. */
static vikt_setting part_of(const vikt_setting *setting, const vikt_value *value)
{
    return (vikt_setting){.key = setting->key, .value = *value, .place = setting->place};
}

static bool find_scheme(vikt_compiler *c, const vikt_setting *setting, vikt_text name, size_t *out)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {.wanted = name};
    char hint[160];

    *out = vikt_profile_scheme(profile, name);
    if (*out != VIKT_INDEX_NONE)
        return true;
    for (size_t i = 0; i < profile->scheme_count; i++)
        vikt_nearest_offer(&nearest, profile->schemes[i].name);
    vikt_compile_lacks(c, setting->place, "%.*s: there is no scheme \"%.*s\"%s",
                       VIKT_SHOW(setting->key), VIKT_SHOW(name),
                       vikt_nearest_hint(&nearest, hint, sizeof hint));
    return false;
}

static bool find_action(vikt_compiler *c, const vikt_setting *setting, vikt_text name, size_t *out)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {.wanted = name};
    char hint[160];

    for (*out = 0; *out < profile->action_count; ++*out) {
        if (vikt_text_equal(profile->actions[*out].name, name))
            return true;
        vikt_nearest_offer(&nearest, profile->actions[*out].name);
    }
    vikt_compile_lacks(c, setting->place, "%.*s: there is no action \"%.*s\"%s",
                       VIKT_SHOW(setting->key), VIKT_SHOW(name),
                       vikt_nearest_hint(&nearest, hint, sizeof hint));
    return false;
}

/* ---- values ---- */

/* A class of the scheme (VIKT_INDEX_NONE: the first one), or "?". */
static bool read_class(vikt_compiler *c, const vikt_setting *setting, const vikt_value *value,
                       size_t scheme, vikt_text *out)
{
    vikt_setting part = part_of(setting, value);

    if (value->kind != VIKT_VALUE_TEXT) {
        vikt_compile_wrong(c, setting->place, "%.*s: a class must be a text (in quotes)",
                           VIKT_SHOW(setting->key));
        return false;
    }
    *out = value->text;
    if (vikt_text_is(value->text, "?"))
        return true;
    return c->profile->scheme_count > 0 && vikt_compile_class(c, &part, scheme, out);
}

/* A number, or the lack of one: "missing", or in Lua false. */
static bool read_number(vikt_compiler *c, const vikt_setting *setting, vikt_text what,
                        const vikt_value *value, double *out)
{
    *out = NAN;
    if (value->kind == VIKT_VALUE_NUMBER && isfinite(value->number)) {
        *out = value->number;
        return true;
    }
    if ((value->kind == VIKT_VALUE_TEXT && vikt_text_is(value->text, "missing")) ||
        (value->kind == VIKT_VALUE_TRUTH && !value->truth))
        return true;
    vikt_compile_wrong(c, setting->place, "%.*s%s%.*s must be a number, or \"missing\"",
                       VIKT_SHOW(setting->key), what.length ? ": " : "", VIKT_SHOW(what));
    return false;
}

/* ---- expectations ---- */

static void expect(vikt_test *test, vikt_expectation_kind kind, size_t index, double number,
                   vikt_text text)
{
    test->expectations[test->expectation_count++] =
        (vikt_expectation){.kind = kind, .index = index, .number = number, .text = text};
}

/* The setting if it is a list; a text alone is made one of length 1, where that makes sense. */
static const vikt_setting *list_setting(vikt_compiler *c, const char *key, bool or_text,
                                        const vikt_entry **entries, size_t *count, vikt_entry *one)
{
    const vikt_setting *setting = vikt_compile_setting(c, key);

    *count = 0;
    if (!setting)
        return NULL;
    if (setting->value.kind == VIKT_VALUE_LIST) {
        *entries = setting->value.entries;
        *count = setting->value.count;
    } else if (or_text && setting->value.kind == VIKT_VALUE_TEXT) {
        *one = (vikt_entry){.value = setting->value};
        *entries = one;
        *count = 1;
    } else {
        vikt_compile_wrong(c, setting->place, "%s must be a list", key);
    }
    return setting;
}

static void expect_classes(vikt_compiler *c, vikt_test *test)
{
    const vikt_setting *setting = vikt_compile_setting(c, "class");
    const vikt_entry *entries;
    vikt_entry one;
    vikt_text text;
    size_t count, scheme;

    if (setting && read_class(c, setting, &setting->value, VIKT_INDEX_NONE, &text))
        expect(test, VIKT_EXPECT_CLASS, VIKT_INDEX_NONE, NAN, text);
    setting = list_setting(c, "classes", false, &entries, &count, &one);
    for (size_t i = 0; i < count; i++) {
        if (find_scheme(c, setting, entries[i].key, &scheme) &&
            read_class(c, setting, &entries[i].value, scheme, &text))
            expect(test, VIKT_EXPECT_CLASS, scheme, NAN, text);
    }
}

static void expect_points(vikt_compiler *c, vikt_test *test)
{
    const vikt_setting *setting = vikt_compile_setting(c, "score");
    const vikt_entry *entries;
    vikt_entry one;
    size_t count, criterion;
    double number;

    if (setting && read_number(c, setting, (vikt_text){0}, &setting->value, &number))
        expect(test, VIKT_EXPECT_SCORE, 0, number, (vikt_text){0});
    setting = list_setting(c, "points", false, &entries, &count, &one);
    for (size_t i = 0; i < count; i++) {
        if (vikt_compile_criterion(c, setting, entries[i].key, &criterion) &&
            read_number(c, setting, entries[i].key, &entries[i].value, &number))
            expect(test, VIKT_EXPECT_POINTS, criterion, number, (vikt_text){0});
    }
}

/* In INI the first word of a text without quotation marks is taken for a name. */
static void tell_reason_of(vikt_compiler *c, const vikt_setting *setting, const vikt_entry *entry)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {.wanted = entry->key};
    const char *meant;
    char hint[160];

    for (size_t i = 0; i < profile->criterion_count; i++)
        vikt_nearest_offer(&nearest, profile->criteria[i].name);
    for (size_t i = 0; i < profile->scheme_count; i++)
        vikt_nearest_offer(&nearest, profile->schemes[i].name);
    meant = vikt_nearest_hint(&nearest, hint, sizeof hint);
    vikt_compile_lacks(c, setting->place,
                       "reasons: there is no criterion or scheme \"%.*s\"%s%s a text with blanks "
                       "stands in quotation marks: \"%.*s %.*s\"",
                       VIKT_SHOW(entry->key), meant, *meant ? " In INI" : "; in INI",
                       VIKT_SHOW(entry->key), VIKT_SHOW(entry->value.text));
}

/* A name before the text is a criterion's, or a scheme's. */
static void expect_reason(vikt_compiler *c, vikt_test *test, const vikt_setting *setting,
                          const vikt_entry *entry)
{
    size_t criterion = vikt_profile_criterion(c->profile, entry->key);
    size_t scheme = vikt_profile_scheme(c->profile, entry->key);

    if (entry->value.kind != VIKT_VALUE_TEXT || !entry->value.text.length)
        vikt_compile_wrong(c, setting->place, "reasons must be texts");
    else if (!entry->key.length)
        expect(test, VIKT_EXPECT_REASON, 0, NAN, entry->value.text);
    else if (criterion != VIKT_INDEX_NONE)
        expect(test, VIKT_EXPECT_CRITERION_REASON, criterion, NAN, entry->value.text);
    else if (scheme != VIKT_INDEX_NONE)
        expect(test, VIKT_EXPECT_SCHEME_REASON, scheme, NAN, entry->value.text);
    else
        tell_reason_of(c, setting, entry);
}

static void expect_texts(vikt_compiler *c, vikt_test *test)
{
    const vikt_setting *setting;
    const vikt_entry *entries;
    vikt_entry one;
    size_t count, action;

    setting = list_setting(c, "reasons", true, &entries, &count, &one);
    for (size_t i = 0; i < count; i++)
        expect_reason(c, test, setting, &entries[i]);
    setting = list_setting(c, "actions", true, &entries, &count, &one);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].key.length || entries[i].value.kind != VIKT_VALUE_TEXT)
            vikt_compile_wrong(c, setting->place, "actions must be names of actions");
        else if (find_action(c, setting, entries[i].value.text, &action))
            expect(test, VIKT_EXPECT_ACTION, action, NAN, (vikt_text){0});
    }
}

/* At most as many as there are values in the settings. */
static size_t count_expectations(const vikt_statement *statement)
{
    size_t count = 0;

    for (size_t i = 0; i < statement->count; i++)
        count += 1 + statement->settings[i].value.count;
    return count;
}

static bool expects_anything(const vikt_statement *statement)
{
    static const char *const keys[] = {"class", "classes", "score", "points", "reasons", "actions"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (vikt_statement_find(statement, keys[i]))
            return true;
    }
    return false;
}

/* ---- the run before ---- */

static bool has_prefix(vikt_text key, const char *prefix, vikt_text *rest)
{
    size_t length = strlen(prefix);

    if (key.length <= length || memcmp(key.at, prefix, length) != 0)
        return false;
    *rest = (vikt_text){key.at + length, key.length - length};
    return true;
}

static void previous_points(vikt_compiler *c, vikt_test *test, const vikt_setting *setting,
                            vikt_text name, const vikt_value *value)
{
    size_t criterion;
    double number;

    if (vikt_compile_criterion(c, setting, name, &criterion) &&
        read_number(c, setting, name, value, &number))
        test->previous_points[criterion] = number;
}

static void previous_class(vikt_compiler *c, vikt_test *test, const vikt_setting *setting,
                           vikt_text name, const vikt_value *value)
{
    size_t scheme;
    vikt_text text;

    if (find_scheme(c, setting, name, &scheme) && read_class(c, setting, value, scheme, &text))
        test->previous_classes[scheme] = text;
}

static void previous_date(vikt_compiler *c, vikt_test *test, const vikt_setting *setting,
                          const vikt_value *value)
{
    test->has_previous_as_of =
        value->kind == VIKT_VALUE_TEXT && vikt_date_read(value->text, &test->previous_as_of);
    if (!test->has_previous_as_of)
        vikt_compile_wrong(c, setting->place, "previous: as_of must be a date such as 2026-05-12");
}

typedef void take_named(vikt_compiler *c, vikt_test *test, const vikt_setting *setting,
                        vikt_text name, const vikt_value *value);

/* points = { risk = 2 } in Lua. */
static void previous_table(vikt_compiler *c, vikt_test *test, const vikt_setting *setting,
                           const vikt_value *table, take_named *take)
{
    for (size_t i = 0; i < table->count; i++)
        take(c, test, setting, table->entries[i].key, &table->entries[i].value);
}

static void tell_previous_key(vikt_compiler *c, const vikt_setting *setting, vikt_text key)
{
    static const char *const keys[] = {"class", "classes", "score", "points", "as_of"};
    vikt_nearest nearest = {.wanted = key};
    char hint[160];

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        vikt_nearest_offer(&nearest, vikt_text_of(keys[i]));
    vikt_compile_wrong(c, setting->place,
                       "previous: \"%.*s\" is nothing that is known of the run before%s",
                       VIKT_SHOW(key), vikt_nearest_hint(&nearest, hint, sizeof hint));
}

/* In INI points.risk 2 stands for the table. */
static void previous_entry(vikt_compiler *c, vikt_test *test, const vikt_setting *setting,
                           const vikt_entry *entry)
{
    const vikt_value *value = &entry->value;
    bool table = value->kind == VIKT_VALUE_LIST;
    vikt_text key = entry->key, rest;

    if (vikt_text_is(key, "class"))
        read_class(c, setting, value, VIKT_INDEX_NONE, &test->previous_class);
    else if (vikt_text_is(key, "score"))
        read_number(c, setting, key, value, &test->previous_score);
    else if (vikt_text_is(key, "as_of"))
        previous_date(c, test, setting, value);
    else if (vikt_text_is(key, "points") && table)
        previous_table(c, test, setting, value, previous_points);
    else if (vikt_text_is(key, "classes") && table)
        previous_table(c, test, setting, value, previous_class);
    else if (has_prefix(key, "points.", &rest))
        previous_points(c, test, setting, rest, value);
    else if (has_prefix(key, "classes.", &rest))
        previous_class(c, test, setting, rest, value);
    else
        tell_previous_key(c, setting, key);
}

static void compile_previous(vikt_compiler *c, vikt_test *test)
{
    const vikt_profile *profile = c->profile;
    const vikt_entry *entries;
    vikt_entry one;
    size_t count;
    const vikt_setting *setting = list_setting(c, "previous", false, &entries, &count, &one);

    test->previous_score = NAN;
    test->has_previous = setting != NULL;
    if (!setting)
        return;
    test->previous_points =
        vikt_compile_new(c, profile->criterion_count, sizeof *test->previous_points);
    test->previous_classes =
        vikt_compile_new(c, profile->scheme_count, sizeof *test->previous_classes);
    if (!test->previous_points || !test->previous_classes)
        return;
    for (size_t i = 0; i < profile->criterion_count; i++)
        test->previous_points[i] = NAN;
    for (size_t i = 0; i < count; i++)
        previous_entry(c, test, setting, &entries[i]);
}

void vikt_compile_expectations(vikt_compiler *c, vikt_test *test)
{
    test->tolerance = TOLERANCE;
    vikt_compile_number(c, "tolerance", 0, INFINITY, &test->tolerance);
    compile_previous(c, test);
    test->expectations =
        vikt_compile_new(c, count_expectations(c->statement) + 1, sizeof *test->expectations);
    if (!test->expectations)
        return;
    expect_classes(c, test);
    expect_points(c, test);
    expect_texts(c, test);
    if (!expects_anything(c->statement))
        vikt_compile_needs(c, "it expects nothing, such as %s",
                           vikt_compile_form(c->statement->place, "class = B or points = risk 2",
                                             "expect = { class = \"B\", points = { risk = 2 } }"));
}
