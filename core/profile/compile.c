/* SPDX-License-Identifier: MIT */
#include "core/profile/compile.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/base/number.h"

static void begin(vikt_compiler *c, const vikt_statement *statement)
{
    vikt_arena *arena = &c->profile->arena;
    const char *word = vikt_statement_word(statement->kind);

    c->statement = statement;
    c->failed = false;
    c->misspelt = false;
    c->label = word;
    if (vikt_statement_named(statement->kind) && statement->kind != VIKT_STATEMENT_PROFILE)
        c->label = vikt_arena_print(arena, "%s \"%.*s\"", word, VIKT_SHOW(statement->name));
    if (!c->label) {
        c->no_memory = true;
        c->label = word;
    }
}

static void check_keys(vikt_compiler *c)
{
    const vikt_statement *statement = c->statement;
    char hint[160];

    for (size_t i = 0; i < statement->count; i++) {
        const vikt_setting *setting = &statement->settings[i];

        if (vikt_spec_find(statement->kind, setting->key))
            continue;
        c->misspelt = true;
        if (!vikt_value_is_wrong(&setting->value)) /* told by the reader */
            vikt_compile_wrong(c, setting->place, "%.*s is not a key of %s%s",
                               VIKT_SHOW(setting->key), vikt_spec_owner(statement->kind),
                               vikt_spec_hint(statement->kind, setting->key, hint, sizeof hint));
    }
}

const vikt_statement *vikt_compile_next(vikt_compiler *c, vikt_statement_kind kind, size_t *at)
{
    while (*at < c->draft->count) {
        const vikt_statement *statement = &c->draft->statements[(*at)++];

        if (statement->kind == kind) {
            begin(c, statement);
            check_keys(c);
            return statement;
        }
    }
    return NULL;
}

void *vikt_compile_array(vikt_compiler *c, vikt_statement_kind kind, size_t maximum, size_t size,
                         size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < c->draft->count; i++) {
        const vikt_statement *statement = &c->draft->statements[i];

        if (statement->kind != kind)
            continue;
        if (*count == maximum) {
            begin(c, statement);
            vikt_compile_wrong(c, statement->place, "there are more than %zu", maximum);
            break;
        }
        ++*count;
    }
    return vikt_compile_new(c, *count, size);
}

bool vikt_compile_keep(const vikt_compiler *c)
{
    return !(c->failed && c->statement->builtin);
}

void *vikt_compile_new(vikt_compiler *c, size_t count, size_t size)
{
    void *memory = vikt_arena_new(&c->profile->arena, count, size);

    if (!memory)
        c->no_memory = true;
    return memory;
}

void vikt_compile_wrong(vikt_compiler *c, vikt_place place, const char *format, ...)
{
    char message[512];
    va_list arguments;
    bool builtin = c->statement->builtin, told = builtin && c->failed;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    c->failed = true;
    if (!builtin)
        ++*c->errors;
    if (told) /* one reason for leaving it out is enough */
        return;
    vikt_tell(c->listener, builtin ? VIKT_NOTE : VIKT_ERROR, VIKT_PROFILE, place, "%s: %s%s",
              c->label, message, builtin ? " (this part of the built-in profile is left out)" : "");
}

void vikt_compile_none_of(vikt_compiler *c, const vikt_setting *setting, const char *words)
{
    vikt_text value = setting->value.text, next, names[16];
    vikt_nearest nearest = {.wanted = value};
    char list[256], hint[160];
    size_t count = 0;

    while (count < 16 && vikt_spec_word(&words, &next)) {
        names[count++] = next;
        vikt_nearest_offer(&nearest, next);
    }
    vikt_compile_wrong(c, setting->place, "%.*s = \"%.*s\" is none of %s%s",
                       VIKT_SHOW(setting->key), VIKT_SHOW(value),
                       vikt_compile_list(names, count, list, sizeof list),
                       vikt_spec_meant(&nearest, hint, sizeof hint));
}

void vikt_compile_lacks(vikt_compiler *c, vikt_place place, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (c->draft->incomplete)
        c->failed = true;
    else
        vikt_compile_wrong(c, place, "%s", message);
}

void vikt_compile_needs(vikt_compiler *c, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (c->misspelt)
        c->failed = true;
    else
        vikt_compile_lacks(c, c->statement->place, "%s", message);
}

const char *vikt_compile_form(vikt_place place, const char *ini, const char *lua)
{
    size_t length = strlen(place.source);

    return length > 4 && strcmp(place.source + length - 4, ".lua") == 0 ? lua : ini;
}

const vikt_setting *vikt_compile_setting(vikt_compiler *c, const char *key)
{
    const vikt_setting *setting = vikt_statement_find(c->statement, key);

    if (setting && vikt_value_is_wrong(&setting->value)) {
        c->failed = true;
        return NULL;
    }
    return setting;
}

vikt_place vikt_compile_place(const vikt_compiler *c, const char *key)
{
    const vikt_setting *setting = vikt_statement_find(c->statement, key);

    return setting ? setting->place : vikt_place_of("default", 0, 0);
}

/* The setting if it has the kind; tells when it has another. */
static const vikt_setting *of_kind(vikt_compiler *c, const char *key, vikt_value_kind kind,
                                   const char *expected)
{
    const vikt_setting *setting = vikt_compile_setting(c, key);

    if (!setting || setting->value.kind == kind)
        return setting;
    vikt_compile_wrong(c, setting->place, "%s must be %s", key, expected);
    return NULL;
}

bool vikt_compile_number(vikt_compiler *c, const char *key, double min, double max, double *out)
{
    const vikt_setting *setting = of_kind(c, key, VIKT_VALUE_NUMBER, "a number");
    char value[VIKT_NUMBER_MAX], least[VIKT_NUMBER_MAX] = "", most[VIKT_NUMBER_MAX];
    double number;

    if (!setting)
        return false;
    number = setting->value.number;
    if (!isfinite(number)) {
        vikt_compile_wrong(c, setting->place, "%s must be a finite number", key);
        return false;
    }
    if (number >= min && number <= max) {
        *out = number;
        return true;
    }
    vikt_number_write(number, value);
    if (isfinite(min))
        vikt_number_write(min, least);
    if (!isfinite(max)) {
        vikt_compile_wrong(c, setting->place, "%s = %s is below %s", key, value, least);
        return false;
    }
    vikt_number_write(max, most);
    vikt_compile_wrong(c, setting->place, "%s = %s is outside %s to %s", key, value, least, most);
    return false;
}

bool vikt_compile_count(vikt_compiler *c, const char *key, size_t min, size_t max, size_t *out)
{
    double number;

    if (!vikt_compile_number(c, key, (double)min, (double)max, &number))
        return false;
    if (number != floor(number)) {
        vikt_compile_wrong(c, vikt_compile_setting(c, key)->place, "%s must be a whole number",
                           key);
        return false;
    }
    *out = (size_t)number;
    return true;
}

bool vikt_compile_text(vikt_compiler *c, const char *key, vikt_text *out)
{
    const vikt_setting *setting = of_kind(c, key, VIKT_VALUE_TEXT, "a text");

    if (!setting)
        return false;
    if (!setting->value.text.length) {
        vikt_compile_wrong(c, setting->place, "%s is empty", key);
        return false;
    }
    *out = setting->value.text;
    return true;
}

bool vikt_compile_truth(vikt_compiler *c, const char *key, bool *out)
{
    const vikt_setting *setting = of_kind(c, key, VIKT_VALUE_TRUTH, "yes or no (true or false)");

    if (setting)
        *out = setting->value.truth;
    return setting != NULL;
}

bool vikt_compile_choice(vikt_compiler *c, const char *key, const char *words, size_t *out)
{
    const char *rest = words;
    vikt_text value, next;

    if (!vikt_compile_text(c, key, &value))
        return false;
    for (size_t i = 0; vikt_spec_word(&rest, &next); i++) {
        if (vikt_text_equal(next, value)) {
            *out = i;
            return true;
        }
    }
    vikt_compile_none_of(c, vikt_compile_setting(c, key), words);
    return false;
}

static void compile_scale_range(vikt_compiler *c)
{
    const vikt_setting *setting = of_kind(c, "scale", VIKT_VALUE_LIST, "two numbers, such as 1 5");
    const vikt_entry *entries;

    if (!setting)
        return;
    entries = setting->value.entries;
    if (setting->value.count != 2 || entries[0].value.kind != VIKT_VALUE_NUMBER ||
        entries[1].value.kind != VIKT_VALUE_NUMBER ||
        !(entries[0].value.number < entries[1].value.number) ||
        !(entries[0].value.number >= -VIKT_SCALE_END_MAX) ||
        !(entries[1].value.number <= VIKT_SCALE_END_MAX)) {
        vikt_compile_wrong(c, setting->place,
                           "scale must be two rising numbers from -%d to %d, such as 1 5",
                           VIKT_SCALE_END_MAX, VIKT_SCALE_END_MAX);
        return;
    }
    c->profile->lo = entries[0].value.number;
    c->profile->hi = entries[1].value.number;
}

static void compile_as_of(vikt_compiler *c)
{
    const vikt_setting *setting;
    vikt_text text;

    if (!vikt_compile_text(c, "as_of", &text))
        return;
    c->profile->has_as_of = vikt_date_read(text, &c->profile->as_of);
    setting = vikt_compile_setting(c, "as_of");
    if (!c->profile->has_as_of)
        vikt_compile_wrong(c, setting->place, "as_of = \"%.*s\" is not a date such as 2026-05-12",
                           VIKT_SHOW(text));
}

/* A rate is kept exactly with nine decimals when invoices are converted. */
#define RATE_MIN 0.000001
#define RATE_MAX 1000000

static void compile_rates(vikt_compiler *c)
{
    const vikt_setting *setting =
        of_kind(c, "rates", VIKT_VALUE_LIST, "currencies with their rates, such as EUR 11.42");
    size_t count = setting ? setting->value.count : 0;
    vikt_rate *rates = vikt_compile_new(c, count, sizeof *rates);

    for (size_t i = 0; rates && i < count; i++) {
        const vikt_entry *entry = &setting->value.entries[i];

        rates[i] = (vikt_rate){entry->key, entry->value.number};
        if (entry->key.length && entry->value.kind == VIKT_VALUE_NUMBER &&
            entry->value.number >= RATE_MIN && entry->value.number <= RATE_MAX)
            continue;
        vikt_compile_wrong(c, setting->place,
                           "rates: the price of one %.*s must be a number from 0.000001 to 1000000",
                           VIKT_SHOW(entry->key.length ? entry->key : VIKT_TEXT("unit")));
        return;
    }
    c->profile->rates = rates;
    c->profile->rate_count = rates ? count : 0;
}

static void compile_profile(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, personal;
    const vikt_statement *statement;

    profile->lo = 1;
    profile->hi = 5;
    profile->min_coverage = 0.6;
    profile->min_weight = 0.5;
    profile->max_failures = 1000;
    profile->name = VIKT_TEXT("profile");
    profile->language = VIKT_TEXT("en");
    statement = vikt_compile_next(c, VIKT_STATEMENT_PROFILE, &at);
    if (!statement)
        return;
    if (statement->name.length)
        profile->name = statement->name;
    vikt_compile_text(c, "name", &profile->name);
    vikt_compile_text(c, "language", &profile->language);
    vikt_compile_text(c, "currency", &profile->currency);
    compile_rates(c);
    compile_scale_range(c);
    vikt_compile_number(c, "min_coverage", 0, 1, &profile->min_coverage);
    vikt_compile_number(c, "min_weight", 0, 1, &profile->min_weight);
    vikt_compile_count(c, "max_failures", 0, 1000000000, &profile->max_failures);
    compile_as_of(c);
    if (vikt_compile_choice(c, "personal", "mask keep", &personal))
        profile->keeps_personal = personal == 1;
}

static void compile_folder(vikt_compiler *c)
{
    size_t at = 0;

    if (vikt_compile_next(c, VIKT_STATEMENT_SOURCES, &at)) {
        vikt_compile_text(c, "customers", &c->profile->customers);
        vikt_compile_text(c, "invoices", &c->profile->invoices);
        vikt_compile_text(c, "ratings", &c->profile->ratings);
    }
    at = 0;
    if (vikt_compile_next(c, VIKT_STATEMENT_DATABASE, &at))
        vikt_compile_text(c, "path", &c->profile->database);
}

vikt_code vikt_compile(const vikt_draft *draft, vikt_profile *profile, const vikt_columns *columns,
                       const vikt_listener *listener, size_t *errors, vikt_error *err)
{
    static void (*const parts[])(vikt_compiler *) = {
        compile_folder,        vikt_compile_sources, compile_profile,       vikt_compile_fields,
        vikt_compile_measures, vikt_compile_groups,  vikt_compile_criteria, vikt_compile_schemes,
        vikt_compile_rules,    vikt_compile_actions, vikt_compile_tests,
    };
    vikt_compiler c = {.draft = draft,
                       .profile = profile,
                       .columns = columns,
                       .listener = listener,
                       .errors = errors,
                       .self = VIKT_SLOT_NONE};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        parts[i](&c);
        if (c.no_memory)
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}
