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
                       vikt_nearest_hint(&nearest, hint, sizeof hint));
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

const vikt_setting *vikt_compile_of_kind(vikt_compiler *c, const char *key, vikt_value_kind kind,
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
    const vikt_setting *setting = vikt_compile_of_kind(c, key, VIKT_VALUE_NUMBER, "a number");
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
    const vikt_setting *setting = vikt_compile_of_kind(c, key, VIKT_VALUE_TEXT, "a text");

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
    const vikt_setting *setting =
        vikt_compile_of_kind(c, key, VIKT_VALUE_TRUTH, "yes or no (true or false)");

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

vikt_code vikt_compile(const vikt_draft *draft, vikt_profile *profile, const vikt_columns *columns,
                       const vikt_listener *listener, size_t *errors, vikt_error *err)
{
    vikt_compiler c = {.draft = draft,
                       .profile = profile,
                       .columns = columns,
                       .listener = listener,
                       .errors = errors,
                       .self = VIKT_SLOT_NONE};

    for (int kind = 0; kind < VIKT_STATEMENT_COUNT; kind++) {
        const vikt_statement_form *form = vikt_statement_form_of((vikt_statement_kind)kind);

        if (form->compile)
            form->compile(&c);
        if (c.no_memory)
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}
