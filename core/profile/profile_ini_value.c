/* SPDX-License-Identifier: MIT
 *
 * The text of one INI setting into a value, by the kind that its key takes.
 */
#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/profile/ini_parser.h"
#include "core/profile/profile_ini.h"

static vikt_text without_quotes(vikt_text text)
{
    text = vikt_text_trim(text);
    if (text.length >= 2 && text.at[0] == '"' && text.at[text.length - 1] == '"' &&
        !memchr(text.at + 1, '"', text.length - 2))
        return (vikt_text){text.at + 1, text.length - 2};
    return text;
}

/* The part before the first separator that stands outside quotes. */
static vikt_text cut_unquoted(vikt_text *rest, char separator)
{
    bool quoted = false;
    size_t at = 0;
    vikt_text part;

    while (at < rest->length && (quoted || rest->at[at] != separator)) {
        quoted ^= rest->at[at] == '"';
        at++;
    }
    part = (vikt_text){rest->at, at};
    at += at < rest->length;
    *rest = at < rest->length ? (vikt_text){rest->at + at, rest->length - at} : (vikt_text){0};
    return vikt_text_trim(part);
}

/* An item of a list of texts. Quotation marks count where they begin it; further in they are signs
 * like others: 5" pipe. */
static vikt_code cut_text(vikt_ini_parser *p, vikt_text *out)
{
    vikt_text item;

    p->rest = vikt_text_trim(p->rest);
    if (!p->rest.length || p->rest.at[0] != '"') {
        *out = vikt_text_trim(vikt_text_cut(&p->rest, ','));
        return VIKT_OK;
    }
    item = cut_unquoted(&p->rest, ',');
    *out = without_quotes(item);
    if (out->at != item.at)
        return VIKT_OK;
    return vikt_fail(p->err, VIKT_PROFILE, p->place,
                     "%.*s: a text that begins with a quotation mark ends with one, and has none "
                     "within",
                     VIKT_SHOW(item));
}

static vikt_code read_texts(vikt_ini_parser *p, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (p->rest.length) {
        vikt_text item;
        vikt_code rc = cut_text(p, &item);

        if (rc == VIKT_OK && item.length)
            rc = vikt_ini_add_text(p, out, &capacity, item);
        if (rc != VIKT_OK)
            return rc;
    }
    return VIKT_OK;
}

/* "A 3.8", "Call now 70 %", "C rest" or, for a scheme by function, "A": the limit is the last word.
 */
static vikt_code split_class(vikt_ini_parser *p, vikt_text item, vikt_text *name, vikt_text *limit)
{
    size_t at = item.length;
    double number;

    if (at && item.at[at - 1] == '%') {
        at--;
        while (at && vikt_ini_space(item.at[at - 1]))
            at--;
    }
    while (at && !vikt_ini_space(item.at[at - 1]) && item.at[at - 1] != '"')
        at--;
    *limit = (vikt_text){item.at + at, item.length - at};
    *name = without_quotes((vikt_text){item.at, at});
    if (name->length)
        return VIKT_OK;
    if (vikt_ini_share(*limit, &number))
        return vikt_fail(p->err, VIKT_PROFILE, p->place,
                         "the limit %.*s has no class before it (decimals have a point: A 3.8, B "
                         "2.6)",
                         VIKT_SHOW(*limit));
    *name = without_quotes(item);
    *limit = (vikt_text){0};
    return VIKT_OK;
}

static vikt_code read_limit(vikt_ini_parser *p, vikt_text name, vikt_text limit, vikt_value *out)
{
    size_t capacity = 0;
    vikt_entry *entry;
    double number;
    vikt_code rc;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    rc = vikt_ini_add_text(p, out, &capacity, name);
    if (rc != VIKT_OK)
        return rc;
    if (vikt_text_is(limit, "rest")) {
        entry = vikt_ini_add(p, out, &capacity);
        if (!entry)
            return VIKT_MEMORY;
        entry->value = (vikt_value){.kind = VIKT_VALUE_CALL, .text = limit};
        return VIKT_OK;
    }
    if (!vikt_ini_share(limit, &number))
        return vikt_ini_wrong_number(p, limit);
    return vikt_ini_add_number(p, out, &capacity, number);
}

/* An ordered list of {name, limit}, or of names. */
static vikt_code read_classes(vikt_ini_parser *p, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (p->rest.length) {
        vikt_text item = cut_unquoted(&p->rest, ',');
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
        entry = vikt_ini_add(p, out, &capacity);
        if (!entry)
            return VIKT_MEMORY;
        entry->value = value;
    }
    return VIKT_OK;
}

/* What stands behind a name: a number, or a text; a quoted one is always a text. */
static vikt_value named_value(vikt_text text, bool plain)
{
    vikt_value value = {.kind = VIKT_VALUE_NUMBER};

    text = vikt_text_trim(text);
    if (plain && vikt_ini_share(text, &value.number))
        return value;
    return (vikt_value){.kind = VIKT_VALUE_TEXT, .text = without_quotes(text)};
}

/* "revenue 9000000", "region North East", or for words "part of the text" alone. */
static vikt_code read_named(vikt_ini_parser *p, vikt_text item, vikt_spec_kind kind,
                            vikt_entry *entry)
{
    vikt_ini_parser inner = {.arena = p->arena, .place = p->place, .err = p->err, .rest = item};
    vikt_ini_text name;
    bool found;
    vikt_code rc = vikt_ini_word(&inner, &name, &found);

    if (rc != VIKT_OK)
        return rc;
    if (!vikt_ini_at_end(&inner)) {
        entry->key = name.text;
        entry->value = named_value(inner.rest, kind != VIKT_SPEC_WORDS);
    } else if (kind == VIKT_SPEC_WORDS) {
        entry->value = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = name.text};
    } else {
        return vikt_fail(p->err, VIKT_PROFILE, p->place, "\"%.*s\" lacks its value",
                         VIKT_SHOW(name.text));
    }
    return VIKT_OK;
}

static vikt_code read_values(vikt_ini_parser *p, vikt_spec_kind kind, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (p->rest.length) {
        vikt_text item = cut_unquoted(&p->rest, ',');
        vikt_entry *entry = item.length ? vikt_ini_add(p, out, &capacity) : NULL;
        vikt_code rc = VIKT_OK;

        if (item.length)
            rc = entry ? read_named(p, item, kind, entry) : VIKT_MEMORY;
        if (rc != VIKT_OK)
            return rc;
    }
    return VIKT_OK;
}

static vikt_code read_members(vikt_ini_parser *p, vikt_value *out)
{
    size_t capacity = 0;

    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    while (p->rest.length) {
        vikt_ini_parser inner = *p;
        vikt_entry *entry = vikt_ini_add(p, out, &capacity);
        vikt_code rc;

        inner.rest = cut_unquoted(&p->rest, '|');
        rc = entry ? read_values(&inner, VIKT_SPEC_VALUES, &entry->value) : VIKT_MEMORY;
        if (rc != VIKT_OK)
            return rc;
    }
    return VIKT_OK;
}

static vikt_code read_truth(vikt_ini_parser *p, vikt_value *out)
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

static vikt_code read_number(vikt_ini_parser *p, bool or_word, vikt_value *out)
{
    *out = (vikt_value){.kind = VIKT_VALUE_NUMBER};
    if (vikt_number_parse(p->rest, &out->number))
        return VIKT_OK;
    if (!or_word || (p->rest.length && p->rest.at[0] >= '0' && p->rest.at[0] <= '9'))
        return vikt_ini_wrong_number(p, p->rest);
    *out = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = p->rest};
    return VIKT_OK;
}

/* A split is a number, or a call; "median" is a call without arguments. */
static vikt_code read_split(vikt_ini_parser *p, vikt_value *out)
{
    *out = (vikt_value){.kind = VIKT_VALUE_NUMBER};
    if (vikt_number_parse(p->rest, &out->number))
        return VIKT_OK;
    return vikt_ini_call(p, VIKT_SPEC_SPLIT, out);
}

/* "recency <= 30 and orders >= 12: Champion": the outcome stands behind the last colon outside
 * quotes. */
static vikt_code read_row(vikt_ini_parser *p, vikt_value *out)
{
    size_t capacity = 0, at = p->rest.length;
    bool quoted = false;
    vikt_entry *when;
    vikt_text condition, outcome;

    for (size_t i = p->rest.length; i-- > 0 && at == p->rest.length;) {
        quoted ^= p->rest.at[i] == '"';
        if (p->rest.at[i] == ':' && !quoted)
            at = i;
    }
    condition = vikt_text_trim((vikt_text){p->rest.at, at});
    outcome = at < p->rest.length
                  ? without_quotes((vikt_text){p->rest.at + at + 1, p->rest.length - at - 1})
                  : (vikt_text){0};
    if (!condition.length || !outcome.length)
        return vikt_fail(p->err, VIKT_PROFILE, p->place,
                         "expected a condition and what follows from it, such as recency <= 30: "
                         "Champion, not \"%.*s\"",
                         VIKT_SHOW(p->rest));
    *out = (vikt_value){.kind = VIKT_VALUE_LIST};
    when = vikt_ini_add(p, out, &capacity);
    if (!when)
        return VIKT_MEMORY;
    when->key = VIKT_TEXT("when");
    when->value = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = condition};
    return vikt_ini_add_text(p, out, &capacity, outcome);
}

static vikt_code read_value(vikt_ini_parser *p, vikt_spec_kind kind, vikt_value *out)
{
    switch (kind) {
    case VIKT_SPEC_SHARE:
        if (vikt_ini_share(p->rest, &out->number)) {
            out->kind = VIKT_VALUE_NUMBER;
            return VIKT_OK;
        }
        return vikt_ini_wrong_number(p, p->rest);
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
        return vikt_ini_numbers(p, out);
    case VIKT_SPEC_CLASSES:
        return read_classes(p, out);
    case VIKT_SPEC_SCALE:
    case VIKT_SPEC_MEASURE:
    case VIKT_SPEC_AXIS:
        return vikt_ini_call(p, kind, out);
    case VIKT_SPEC_SPLIT:
        return read_split(p, out);
    case VIKT_SPEC_VALUES:
    case VIKT_SPEC_WORDS:
        return read_values(p, kind, out);
    case VIKT_SPEC_MEMBERS:
        return read_members(p, out);
    case VIKT_SPEC_ROW:
        return read_row(p, out);
    case VIKT_SPEC_CELL:
    case VIKT_SPEC_FUNCTION:
        break;
    }
    return vikt_fail(p->err, VIKT_PROFILE, p->place,
                     "a function can only be written in a rule file (.lua)");
}

vikt_code vikt_profile_ini_value(vikt_draft *draft, int spec_kind, vikt_text text, vikt_place place,
                                 vikt_value *out, vikt_error *err)
{
    vikt_ini_parser p = {.arena = &draft->arena, .place = place, .err = err};

    *out = vikt_value_wrong();
    text = vikt_text_trim(text);
    if (!text.length)
        return vikt_fail(err, VIKT_PROFILE, place, "a value is missing");
    p.rest = vikt_text_copy(&draft->arena, text);
    if (!p.rest.at)
        return vikt_fail_memory(err);
    return read_value(&p, (vikt_spec_kind)spec_kind, out);
}
