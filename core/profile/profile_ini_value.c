/* SPDX-License-Identifier: MIT
 *
 * The text of one INI setting into a value, by the kind that its key takes. Messages speak of the value alone; the caller
 * puts the section and key before them.
 */
#include <ctype.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/base/number.h"
#include "core/profile/profile_ini.h"
#include "core/profile/spec.h"

typedef struct parser {
    vikt_arena *arena;
    vikt_place place;
    vikt_error *err;
    vikt_text rest; /* what has not been read yet */
} parser;

typedef struct word {
    vikt_text text;
    bool quoted;
} word;

static vikt_code wrong_number(parser *p, vikt_text text)
{
    char point[64];
    double value;

    if (text.length < sizeof point) {
        for (size_t i = 0; i < text.length; i++)
            point[i] = (char)(text.at[i] == ',' ? '.' : text.at[i]);
        if (vikt_number_parse((vikt_text){point, text.length}, &value))
            return vikt_fail(p->err, VIKT_PROFILE, p->place,
                             "\"%.*s\" is not a number; write %.*s", VIKT_SHOW(text),
                             (int)text.length, point);
    }
    return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" is not a number", VIKT_SHOW(text));
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Takes the next word; *found is false at the end. "Quoted words" may hold spaces. */
static vikt_code next_word(parser *p, word *out, bool *found)
{
    const char *end;

    p->rest = vikt_text_trim(p->rest);
    *found = p->rest.length > 0;
    *out = (word){0};
    if (!*found)
        return VIKT_OK;
    if (p->rest.at[0] != '"') {
        out->text.at = p->rest.at;
        while (out->text.length < p->rest.length && !is_space(p->rest.at[out->text.length]))
            out->text.length++;
        p->rest.at += out->text.length;
        p->rest.length -= out->text.length;
        return VIKT_OK;
    }
    end = memchr(p->rest.at + 1, '"', p->rest.length - 1);
    if (!end)
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "%.*s lacks its closing quote",
                         VIKT_SHOW(p->rest));
    out->text = (vikt_text){p->rest.at + 1, (size_t)(end - p->rest.at) - 1};
    out->quoted = true;
    p->rest.length -= (size_t)(end + 1 - p->rest.at);
    p->rest.at = end + 1;
    if (p->rest.length && !is_space(p->rest.at[0]))
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "a space is missing after \"%.*s\"",
                         VIKT_SHOW(out->text));
    return VIKT_OK;
}

static bool peek_word(const parser *p, word *out)
{
    parser ahead = *p;
    bool found;

    ahead.err = NULL;
    return next_word(&ahead, out, &found) == VIKT_OK && found;
}

/* A number; with a % behind it a share: 70 % is 0.7. */
static bool read_share(vikt_text text, double *out)
{
    bool percent = text.length && text.at[text.length - 1] == '%';

    if (percent)
        text = vikt_text_trim((vikt_text){text.at, text.length - 1});
    if (!vikt_number_parse(text, out))
        return false;
    if (percent)
        *out /= 100;
    return true;
}

static vikt_entry *add_entry(parser *p, vikt_value *list, size_t *capacity)
{
    vikt_entry *grown =
        vikt_arena_grow(p->arena, list->entries, list->count, capacity, sizeof *grown);

    if (!grown) {
        vikt_fail_memory(p->err);
        return NULL;
    }
    list->entries = grown;
    grown[list->count] = (vikt_entry){0};
    return &grown[list->count++];
}

static vikt_code add_text(parser *p, vikt_value *list, size_t *capacity, vikt_text text)
{
    vikt_entry *entry = add_entry(p, list, capacity);

    if (!entry)
        return VIKT_MEMORY;
    entry->value = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = text};
    return VIKT_OK;
}

static vikt_code add_number(parser *p, vikt_value *list, size_t *capacity, double number)
{
    vikt_entry *entry = add_entry(p, list, capacity);

    if (!entry)
        return VIKT_MEMORY;
    entry->value = (vikt_value){.kind = VIKT_VALUE_NUMBER, .number = number};
    return VIKT_OK;
}

/* Takes a number, also "70%" and "70 %". */
static vikt_code take_number(parser *p, double *out)
{
    word taken, next;
    bool found;
    vikt_code rc = next_word(p, &taken, &found);

    if (rc != VIKT_OK)
        return rc;
    if (!found)
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "a number is missing at the end");
    if (!read_share(taken.text, out))
        return wrong_number(p, taken.text);
    if (peek_word(p, &next) && vikt_text_is(next.text, "%")) {
        *out /= 100;
        return next_word(p, &next, &found);
    }
    return VIKT_OK;
}

static bool at_option(const parser *p, const vikt_spec_call *call)
{
    word next;

    return peek_word(p, &next) && !next.quoted && vikt_spec_listed(call->options, next.text);
}

static bool at_end(const parser *p)
{
    return vikt_text_trim(p->rest).length == 0;
}

static vikt_code take_numbers(parser *p, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (!at_end(p)) {
        double number;
        vikt_code rc = take_number(p, &number);

        if (rc == VIKT_OK)
            rc = add_number(p, out, &capacity, number);
        if (rc != VIKT_OK)
            return rc;
    }
    return VIKT_OK;
}

/* Bygg 5 Handel 3: a list of numbers by text. */
static vikt_code take_pairs(parser *p, const vikt_spec_call *call, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (!at_end(p) && !at_option(p, call)) {
        word key;
        bool found;
        double number;
        vikt_entry *entry;
        vikt_code rc = next_word(p, &key, &found);

        if (rc == VIKT_OK)
            rc = take_number(p, &number);
        if (rc != VIKT_OK)
            return rc;
        entry = add_entry(p, out, &capacity);
        if (!entry)
            return VIKT_MEMORY;
        entry->key = key.text;
        entry->value = (vikt_value){.kind = VIKT_VALUE_NUMBER, .number = number};
    }
    return VIKT_OK;
}

static vikt_code take_texts(parser *p, bool all, vikt_value *call, size_t *capacity)
{
    do {
        word name;
        bool found;
        vikt_code rc = next_word(p, &name, &found);

        if (rc == VIKT_OK && found)
            rc = add_text(p, call, capacity, name.text);
        if (rc != VIKT_OK)
            return rc;
    } while (all && !at_end(p));
    return VIKT_OK;
}

/* One positional argument, by its letter; what is missing is told by the compiler. */
static vikt_code take_argument(parser *p, const vikt_spec_call *spec, char letter, vikt_value *call,
                               size_t *capacity)
{
    vikt_value list;
    vikt_entry *entry;
    vikt_code rc;

    if (at_end(p) || at_option(p, spec))
        return VIKT_OK;
    if (letter == 'n' || letter == 'w' || letter == 'N')
        return take_texts(p, letter == 'N', call, capacity);
    if (letter == 'x') {
        double number;

        rc = take_number(p, &number);
        return rc == VIKT_OK ? add_number(p, call, capacity, number) : rc;
    }
    rc = letter == 'X' ? take_numbers(p, &list) : take_pairs(p, spec, &list);
    if (rc != VIKT_OK)
        return rc;
    entry = add_entry(p, call, capacity);
    if (!entry)
        return VIKT_MEMORY;
    entry->value = list;
    return VIKT_OK;
}

static vikt_code wrong_option(parser *p, const vikt_spec_call *spec, vikt_text option)
{
    vikt_nearest nearest = {.wanted = option};
    const char *options = spec->options;
    vikt_text next;
    char hint[160];

    while (vikt_spec_word(&options, &next))
        vikt_nearest_offer(&nearest, next);
    return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" is not expected in %s%s",
                     VIKT_SHOW(option), spec->name, vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static vikt_code take_option(parser *p, const vikt_spec_call *spec, vikt_value *call,
                             size_t *capacity)
{
    word option, value;
    bool found;
    vikt_entry *entry;
    double number;
    vikt_code rc = next_word(p, &option, &found);

    if (rc != VIKT_OK)
        return rc;
    if (option.quoted || !vikt_spec_listed(spec->options, option.text))
        return wrong_option(p, spec, option.text);
    rc = next_word(p, &value, &found);
    if (rc != VIKT_OK)
        return rc;
    if (!found)
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "%.*s lacks its value",
                         VIKT_SHOW(option.text));
    entry = add_entry(p, call, capacity);
    if (!entry)
        return VIKT_MEMORY;
    entry->key = option.text;
    entry->value = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = value.text};
    if (!value.quoted && read_share(value.text, &number))
        entry->value = (vikt_value){.kind = VIKT_VALUE_NUMBER, .number = number};
    return VIKT_OK;
}

static vikt_code wrong_call(parser *p, vikt_spec_kind kind, vikt_text name)
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

static vikt_code read_call(parser *p, vikt_spec_kind kind, vikt_value *out)
{
    const vikt_spec_call *spec;
    size_t capacity = 0;
    word name;
    bool found;
    vikt_code rc = next_word(p, &name, &found);

    if (rc != VIKT_OK)
        return rc;
    spec = vikt_spec_call_find(kind, name.text);
    if (!spec)
        return wrong_call(p, kind, name.text);
    *out = (vikt_value){.kind = VIKT_VALUE_CALL, .text = name.text};
    for (const char *letter = spec->arguments; *letter && rc == VIKT_OK; letter++)
        rc = take_argument(p, spec, *letter, out, &capacity);
    while (rc == VIKT_OK && !at_end(p))
        rc = take_option(p, spec, out, &capacity);
    return rc;
}

static vikt_text without_quotes(vikt_text text)
{
    text = vikt_text_trim(text);
    if (text.length >= 2 && text.at[0] == '"' && text.at[text.length - 1] == '"' &&
        !memchr(text.at + 1, '"', text.length - 2))
        return (vikt_text){text.at + 1, text.length - 2};
    return text;
}

static vikt_code read_texts(parser *p, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (p->rest.length) {
        vikt_text item = without_quotes(vikt_text_cut(&p->rest, ','));

        if (!item.length)
            continue;
        if (add_text(p, out, &capacity, item) != VIKT_OK)
            return VIKT_MEMORY;
    }
    return VIKT_OK;
}

/* "A 3.8", "Call now 70 %", "C rest" or, for a scheme by function, "A": the limit is the last word. */
static vikt_code split_class(parser *p, vikt_text item, vikt_text *name, vikt_text *limit)
{
    size_t at = item.length;
    double number;

    if (at && item.at[at - 1] == '%') {
        at--;
        while (at && is_space(item.at[at - 1]))
            at--;
    }
    while (at && !is_space(item.at[at - 1]) && item.at[at - 1] != '"')
        at--;
    *limit = (vikt_text){item.at + at, item.length - at};
    *name = without_quotes((vikt_text){item.at, at});
    if (name->length)
        return VIKT_OK;
    if (read_share(*limit, &number))
        return vikt_fail(p->err, VIKT_PROFILE, p->place,
                         "the limit %.*s has no class before it (decimals have a point: A 3.8, B "
                         "2.6)",
                         VIKT_SHOW(*limit));
    *name = without_quotes(item);
    *limit = (vikt_text){0};
    return VIKT_OK;
}

static vikt_code read_limit(parser *p, vikt_text name, vikt_text limit, vikt_value *out)
{
    size_t capacity = 0;
    vikt_entry *entry;
    double number;
    vikt_code rc;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    rc = add_text(p, out, &capacity, name);
    if (rc != VIKT_OK)
        return rc;
    if (vikt_text_is(limit, "rest")) {
        entry = add_entry(p, out, &capacity);
        if (!entry)
            return VIKT_MEMORY;
        entry->value = (vikt_value){.kind = VIKT_VALUE_CALL, .text = limit};
        return VIKT_OK;
    }
    if (!read_share(limit, &number))
        return wrong_number(p, limit);
    return add_number(p, out, &capacity, number);
}

/* An ordered list of {name, limit}, or of names. */
static vikt_code read_classes(parser *p, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (p->rest.length) {
        vikt_text item = vikt_text_trim(vikt_text_cut(&p->rest, ','));
        vikt_text name = {0}, limit = {0};
        vikt_value value = {.kind = VIKT_VALUE_TEXT};
        vikt_entry *entry;
        vikt_code rc = item.length ? split_class(p, item, &name, &limit)
                                   : vikt_fail(p->err, VIKT_PROFILE, p->place,
                                               "a class is missing between two commas");

        if (rc == VIKT_OK && limit.length)
            rc = read_limit(p, name, limit, &value);
        else if (rc == VIKT_OK)
            value.text = name;
        if (rc != VIKT_OK)
            return rc;
        entry = add_entry(p, out, &capacity);
        if (!entry)
            return VIKT_MEMORY;
        entry->value = value;
    }
    return VIKT_OK;
}

static vikt_code read_truth(parser *p, vikt_value *out)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on", "0", "1"};
    char lower[8] = "";

    for (size_t i = 0; i < p->rest.length && i < sizeof lower - 1; i++)
        lower[i] = (char)(p->rest.at[i] >= 'A' && p->rest.at[i] <= 'Z' ? p->rest.at[i] + 32
                                                                       : p->rest.at[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (p->rest.length < sizeof lower && !strcmp(lower, words[i])) {
            *out = (vikt_value){.kind = VIKT_VALUE_TRUTH, .truth = i % 2 == 1};
            return VIKT_OK;
        }
    }
    return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" is neither yes nor no",
                     VIKT_SHOW(p->rest));
}

static vikt_code read_number(parser *p, bool or_word, vikt_value *out)
{
    *out = (vikt_value){.kind = VIKT_VALUE_NUMBER};
    if (vikt_number_parse(p->rest, &out->number))
        return VIKT_OK;
    if (!or_word)
        return wrong_number(p, p->rest);
    *out = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = p->rest};
    return VIKT_OK;
}

/* A split is a number, or a call; "median" is a call without arguments. */
static vikt_code read_split(parser *p, vikt_value *out)
{
    *out = (vikt_value){.kind = VIKT_VALUE_NUMBER};
    if (vikt_number_parse(p->rest, &out->number))
        return VIKT_OK;
    return read_call(p, VIKT_SPEC_SPLIT, out);
}

static vikt_code read_value(parser *p, vikt_spec_kind kind, vikt_value *out)
{
    switch (kind) {
    case VIKT_SPEC_NUMBER:
    case VIKT_SPEC_MISSING:
        return read_number(p, kind == VIKT_SPEC_MISSING, out);
    case VIKT_SPEC_TEXT:
        *out = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = without_quotes(p->rest)};
        return VIKT_OK;
    case VIKT_SPEC_CONDITION:
        *out = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = p->rest};
        return VIKT_OK;
    case VIKT_SPEC_TRUTH:
        return read_truth(p, out);
    case VIKT_SPEC_TEXTS:
        return read_texts(p, out);
    case VIKT_SPEC_NUMBERS:
        return take_numbers(p, out);
    case VIKT_SPEC_CLASSES:
        return read_classes(p, out);
    case VIKT_SPEC_SCALE:
    case VIKT_SPEC_MEASURE:
    case VIKT_SPEC_AXIS:
        return read_call(p, kind, out);
    case VIKT_SPEC_SPLIT:
        return read_split(p, out);
    case VIKT_SPEC_FUNCTION:
        break;
    }
    return vikt_fail(p->err, VIKT_PROFILE, p->place,
                     "a function can only be written in a rule file (.lua)");
}

vikt_code vikt_profile_ini_value(vikt_draft *draft, int spec_kind, vikt_text text, vikt_place place,
                                 vikt_value *out, vikt_error *err)
{
    parser p = {.arena = &draft->arena, .place = place, .err = err};

    *out = vikt_value_wrong();
    text = vikt_text_trim(text);
    if (!text.length)
        return vikt_fail(err, VIKT_PROFILE, place, "a value is missing");
    p.rest = vikt_text_copy(&draft->arena, text);
    if (!p.rest.at)
        return vikt_fail_memory(err);
    return read_value(&p, (vikt_spec_kind)spec_kind, out);
}
