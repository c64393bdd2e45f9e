/* SPDX-License-Identifier: MIT
 *
 * Scales, measures, axes and splits as INI writes them: a name, arguments and named options,
 * divided by spaces. The table of calls says what each takes.
 */
#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/ini_parser.h"

static bool at_option(const vikt_ini_parser *p, const vikt_spec_call *call)
{
    vikt_ini_text next;

    return vikt_ini_peek(p, &next) && !next.quoted && vikt_spec_listed(call->options, next.text);
}

/* Bygg 5 Handel 3: a list of numbers by text. */
static vikt_code take_pairs(vikt_ini_parser *p, const vikt_spec_call *call, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (!vikt_ini_at_end(p) && !at_option(p, call)) {
        vikt_ini_text key;
        bool found;
        double number;
        vikt_entry *entry;
        vikt_code rc = vikt_ini_word(p, &key, &found);

        if (rc == VIKT_OK)
            rc = vikt_ini_number(p, &number);
        if (rc != VIKT_OK)
            return rc;
        entry = vikt_ini_add(p, out, &capacity);
        if (!entry)
            return VIKT_MEMORY;
        entry->key = key.text;
        entry->value = (vikt_value){.kind = VIKT_VALUE_NUMBER, .number = number};
    }
    return VIKT_OK;
}

static vikt_code take_texts(vikt_ini_parser *p, bool all, vikt_value *call, size_t *capacity)
{
    do {
        vikt_ini_text name;
        bool found;
        vikt_code rc = vikt_ini_word(p, &name, &found);

        if (rc == VIKT_OK && found)
            rc = vikt_ini_add_text(p, call, capacity, name.text);
        if (rc != VIKT_OK)
            return rc;
    } while (all && !vikt_ini_at_end(p));
    return VIKT_OK;
}

/* One positional argument, by its letter; what is missing is told by the compiler. */
static vikt_code take_argument(vikt_ini_parser *p, const vikt_spec_call *spec, char letter,
                               vikt_value *call, size_t *capacity)
{
    vikt_value list;
    vikt_entry *entry;
    vikt_code rc;

    if (vikt_ini_at_end(p) || at_option(p, spec))
        return VIKT_OK;
    if (letter == 'n' || letter == 'w' || letter == 'N')
        return take_texts(p, letter == 'N', call, capacity);
    if (letter == 'x') {
        double number;

        rc = vikt_ini_number(p, &number);
        return rc == VIKT_OK ? vikt_ini_add_number(p, call, capacity, number) : rc;
    }
    rc = letter == 'X' ? vikt_ini_numbers(p, &list) : take_pairs(p, spec, &list);
    if (rc != VIKT_OK)
        return rc;
    entry = vikt_ini_add(p, call, capacity);
    if (!entry)
        return VIKT_MEMORY;
    entry->value = list;
    return VIKT_OK;
}

static vikt_code wrong_option(vikt_ini_parser *p, const vikt_spec_call *spec, vikt_text option)
{
    vikt_nearest nearest = {.wanted = option};
    const char *options = spec->options;
    vikt_text next;
    char hint[160], takes[160] = "";

    while (vikt_spec_word(&options, &next))
        vikt_nearest_offer(&nearest, next);
    vikt_nearest_hint(&nearest, hint, sizeof hint);
    if (option.length && memchr(option.at, '=', option.length)) /* best=low */
        hint[0] = 0;
    if (spec->options && *spec->options && !*hint)
        snprintf(takes, sizeof takes, "; it takes %s, a space and its value", spec->options);
    return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" is not expected in %s%s%s",
                     VIKT_SHOW(option), spec->name, takes, hint);
}

static vikt_code take_option(vikt_ini_parser *p, const vikt_spec_call *spec, vikt_value *call,
                             size_t *capacity)
{
    vikt_ini_text option, value;
    bool found;
    vikt_entry *entry;
    double number;
    vikt_code rc = vikt_ini_word(p, &option, &found);

    if (rc != VIKT_OK)
        return rc;
    if (option.quoted || !vikt_spec_listed(spec->options, option.text))
        return wrong_option(p, spec, option.text);
    rc = vikt_ini_word(p, &value, &found);
    if (rc != VIKT_OK)
        return rc;
    if (!found)
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "%.*s lacks its value",
                         VIKT_SHOW(option.text));
    entry = vikt_ini_add(p, call, capacity);
    if (!entry)
        return VIKT_MEMORY;
    entry->key = option.text;
    entry->value = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = value.text};
    if (!value.quoted && vikt_ini_share(value.text, &number))
        entry->value = (vikt_value){.kind = VIKT_VALUE_NUMBER, .number = number};
    return VIKT_OK;
}

static vikt_code wrong_call(vikt_ini_parser *p, vikt_spec_kind kind, vikt_text name)
{
    vikt_nearest nearest = {.wanted = name};
    const char *what = kind == VIKT_SPEC_SCALE     ? "a scale"
                       : kind == VIKT_SPEC_MEASURE ? "a measure"
                       : kind == VIKT_SPEC_AXIS    ? "an axis"
                                                   : "a split";
    char names[160] = "", hint[160];
    size_t length = 0;

    for (size_t i = 0; vikt_spec_call_at(i); i++) {
        const char *known = vikt_spec_call_at(i)->name;

        if (vikt_spec_call_at(i)->kind != kind || length + strlen(known) + 3 > sizeof names)
            continue;
        vikt_nearest_offer(&nearest, vikt_text_of(known));
        if (length) {
            memcpy(names + length, ", ", 2);
            length += 2;
        }
        memcpy(names + length, known, strlen(known) + 1);
        length += strlen(known);
    }
    return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" is not %s (%s)%s", VIKT_SHOW(name),
                     what, names, vikt_nearest_hint(&nearest, hint, sizeof hint));
}

vikt_code vikt_ini_call(vikt_ini_parser *p, vikt_spec_kind kind, vikt_value *out)
{
    const vikt_spec_call *spec;
    size_t capacity = 0;
    vikt_ini_text name;
    bool found;
    vikt_code rc = vikt_ini_word(p, &name, &found);

    if (rc != VIKT_OK)
        return rc;
    spec = vikt_spec_call_find(kind, name.text);
    if (!spec)
        return wrong_call(p, kind, name.text);
    *out = (vikt_value){.kind = VIKT_VALUE_CALL, .text = name.text};
    for (const char *letter = spec->arguments; *letter && rc == VIKT_OK; letter++)
        rc = take_argument(p, spec, *letter, out, &capacity);
    while (rc == VIKT_OK && !vikt_ini_at_end(p))
        rc = take_option(p, spec, out, &capacity);
    return rc;
}
