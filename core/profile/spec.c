/* SPDX-License-Identifier: MIT */
#include "core/profile/spec.h"

#include "core/profile/profile.h"
#include "core/profile/statement.h"

static const vikt_spec_call calls[] = {
    {VIKT_SPEC_SCALE, "decision_table", "w", "hit"},
    {VIKT_SPEC_AXIS, "value", "n", NULL},
    {VIKT_SPEC_AXIS, "points", "w", NULL},
    {VIKT_SPEC_SPLIT, "share", "x", NULL},
    {VIKT_SPEC_SPLIT, "percentile", "x", NULL},
    {VIKT_SPEC_SPLIT, "median", "", NULL},
    {VIKT_SPEC_CELL, "at_most", "w", NULL},
    {VIKT_SPEC_CELL, "at_least", "w", NULL},
    {VIKT_SPEC_CELL, "below", "w", NULL},
    {VIKT_SPEC_CELL, "above", "w", NULL},
    {VIKT_SPEC_CELL, "is_not", "w", NULL},
    {VIKT_SPEC_CELL, "between", "ww", NULL},
    {VIKT_SPEC_CELL, "one_of", "N", NULL},
};

enum { CALL_COUNT = sizeof calls / sizeof *calls };

size_t vikt_spec_row(vikt_text key)
{
    size_t number = 0, first = sizeof "row " - 1;

    if (key.length <= first || memcmp(key.at, "row ", first) != 0 || key.at[first] == '0')
        return 0;
    for (size_t i = first; i < key.length; i++) {
        if (key.at[i] < '0' || key.at[i] > '9')
            return 0;
        number = number * 10 + (size_t)(key.at[i] - '0');
        if (number > VIKT_ROWS_MAX)
            return 0;
    }
    return number;
}

const vikt_spec *vikt_spec_find(vikt_statement_kind statement, vikt_text key)
{
    const vikt_spec *spec;

    if (vikt_spec_row(key))
        key = VIKT_TEXT(VIKT_SPEC_ROWS);
    for (size_t i = 0; (spec = vikt_spec_at(statement, i)) != NULL; i++) {
        if (vikt_text_is(key, spec->key))
            return spec;
    }
    return NULL;
}

const vikt_spec *vikt_spec_at(vikt_statement_kind statement, size_t i)
{
    const vikt_spec *spec = &vikt_statement_form_of(statement)->keys[i];

    return spec->key ? spec : NULL;
}

const char *vikt_spec_hint(vikt_statement_kind statement, vikt_text key, char *hint, size_t size)
{
    vikt_nearest nearest = {.wanted = key};
    const vikt_spec *spec;

    for (size_t i = 0; (spec = vikt_spec_at(statement, i)) != NULL; i++)
        vikt_nearest_offer(&nearest, vikt_text_of(spec->key));
    return vikt_nearest_hint(&nearest, hint, size);
}

const char *vikt_spec_owner(vikt_statement_kind statement)
{
    return vikt_statement_form_of(statement)->owner;
}

const vikt_spec_call *vikt_spec_call_find(vikt_spec_kind kind, vikt_text name)
{
    const vikt_spec_call *call;

    for (size_t i = 0; (call = vikt_spec_call_at(i)) != NULL; i++) {
        if (call->kind == kind && vikt_text_is(name, call->name))
            return call;
    }
    return NULL;
}

const vikt_spec_call *vikt_spec_call_at(size_t i)
{
    if (i < VIKT_SCALE_COUNT)
        return vikt_scale_call_at(i);
    i -= VIKT_SCALE_COUNT;
    return i < CALL_COUNT ? &calls[i] : vikt_native_call_at(i - CALL_COUNT);
}

bool vikt_spec_word(const char **words, vikt_text *out)
{
    size_t length;

    if (!*words || !**words)
        return false;
    length = strcspn(*words, " ");
    *out = (vikt_text){*words, length};
    *words += length;
    if (**words == ' ')
        ++*words;
    return true;
}

bool vikt_spec_listed(const char *words, vikt_text word)
{
    vikt_text next;

    while (vikt_spec_word(&words, &next)) {
        if (vikt_text_equal(next, word))
            return true;
    }
    return false;
}

const char *vikt_spec_clash(vikt_text type, vikt_text class_name)
{
    const vikt_scheme_form *form = vikt_scheme_form_named(type);
    const vikt_spec *spec;

    for (size_t i = 0; form && (spec = vikt_spec_at(VIKT_STATEMENT_SCHEME, i)) != NULL; i++) {
        vikt_text key = vikt_text_of(spec->key);
        size_t edits = key.length >= 6 ? 2 : 1;

        /* Three do not stand beside the classes in the call, and "Class A" is a good name. */
        if (!vikt_scheme_form_takes(form, key) || vikt_spec_listed("type classes field", key))
            continue;
        if (vikt_nearest_distance(class_name, key, edits) <= edits)
            return spec->key;
    }
    return NULL;
}

bool vikt_spec_in_order(const vikt_text *names, size_t count)
{
    bool rising = true;

    for (size_t i = 0; i < count; i++) {
        char letter = names[i].length == 1 ? names[i].at[0] : 'a';

        if (letter < 'A' || letter > 'Z' || (size_t)(letter - 'A') >= count)
            return true;
        rising = rising && (i == 0 || names[i - 1].at[0] < letter);
    }
    return rising;
}
