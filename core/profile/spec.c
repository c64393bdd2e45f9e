/* SPDX-License-Identifier: MIT */
#include "core/profile/spec.h"

#include "core/profile/profile.h"

#define ROW "row 1" /* and all others */

static const vikt_spec specs[] = {
    {VIKT_STATEMENT_PROFILE, "extends", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_PROFILE, "require", VIKT_SPEC_TEXTS, NULL},
    {VIKT_STATEMENT_PROFILE, "name", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_PROFILE, "language", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_PROFILE, "currency", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_PROFILE, "rates", VIKT_SPEC_VALUES, NULL},
    {VIKT_STATEMENT_PROFILE, "scale", VIKT_SPEC_NUMBERS, NULL},
    {VIKT_STATEMENT_PROFILE, "min_coverage", VIKT_SPEC_SHARE, NULL},
    {VIKT_STATEMENT_PROFILE, "min_weight", VIKT_SPEC_SHARE, NULL},
    {VIKT_STATEMENT_PROFILE, "max_failures", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_PROFILE, "as_of", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_PROFILE, "personal", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_FIELD, "column", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_FIELD, "synonyms", VIKT_SPEC_TEXTS, NULL},
    {VIKT_STATEMENT_FIELD, "type", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_FIELD, "optional", VIKT_SPEC_TRUTH, NULL},
    {VIKT_STATEMENT_FIELD, "required", VIKT_SPEC_TRUTH, NULL},
    {VIKT_STATEMENT_FIELD, "min", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_FIELD, "max", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_FIELD, "anchors", VIKT_SPEC_WORDS, NULL},
    {VIKT_STATEMENT_MEASURE, "value", VIKT_SPEC_MEASURE, NULL},
    {VIKT_STATEMENT_CRITERION, "weight", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_CRITERION, "points", VIKT_SPEC_SCALE, NULL},
    {VIKT_STATEMENT_CRITERION, "or_points", VIKT_SPEC_SCALE, NULL},
    {VIKT_STATEMENT_CRITERION, ROW, VIKT_SPEC_ROW, NULL},
    {VIKT_STATEMENT_CRITERION, "missing", VIKT_SPEC_MISSING, NULL},
    {VIKT_STATEMENT_CRITERION, "carry_months", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_CRITERION, "group", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_GROUP, "cap", VIKT_SPEC_SHARE, NULL},
    {VIKT_STATEMENT_RULE, "when", VIKT_SPEC_CONDITION, NULL},
    {VIKT_STATEMENT_RULE, "at_most", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_RULE, "at_least", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_RULE, "exactly", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_RULE, "scheme", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "type", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "field", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "classes", VIKT_SPEC_CLASSES, NULL},
    {VIKT_STATEMENT_SCHEME, "hysteresis", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_SCHEME, "streak_days", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_SCHEME, "boundary", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "ties", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "base", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "order", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "ordered", VIKT_SPEC_TRUTH, NULL},
    {VIKT_STATEMENT_SCHEME, "y", VIKT_SPEC_AXIS, NULL},
    {VIKT_STATEMENT_SCHEME, "x", VIKT_SPEC_AXIS, NULL},
    {VIKT_STATEMENT_SCHEME, "split_y", VIKT_SPEC_SPLIT, NULL},
    {VIKT_STATEMENT_SCHEME, "split_x", VIKT_SPEC_SPLIT, NULL},
    {VIKT_STATEMENT_SCHEME, "high_high", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "high_low", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "low_high", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "low_low", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "hit", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, "file", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SCHEME, ROW, VIKT_SPEC_ROW, NULL},
    {VIKT_STATEMENT_SCHEME, "class", VIKT_SPEC_FUNCTION, NULL},
    {VIKT_STATEMENT_ACTION, "class", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_ACTION, "text", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_ACTION, "owner", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_ACTION, "every", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_ACTION, "when", VIKT_SPEC_CONDITION, NULL},
    {VIKT_STATEMENT_ACTION, "scheme", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_TEST, "customer", VIKT_SPEC_VALUES, NULL},
    {VIKT_STATEMENT_TEST, "population", VIKT_SPEC_MEMBERS, NULL},
    {VIKT_STATEMENT_TEST, "previous", VIKT_SPEC_VALUES, NULL},
    {VIKT_STATEMENT_TEST, "as_of", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_TEST, "class", VIKT_SPEC_TEXT, "expect"},
    {VIKT_STATEMENT_TEST, "classes", VIKT_SPEC_WORDS, "expect"},
    {VIKT_STATEMENT_TEST, "score", VIKT_SPEC_MISSING, "expect"},
    {VIKT_STATEMENT_TEST, "tolerance", VIKT_SPEC_NUMBER, "expect"},
    {VIKT_STATEMENT_TEST, "points", VIKT_SPEC_VALUES, "expect"},
    {VIKT_STATEMENT_TEST, "reasons", VIKT_SPEC_WORDS, "expect"},
    {VIKT_STATEMENT_TEST, "actions", VIKT_SPEC_TEXTS, "expect"},
    {VIKT_STATEMENT_SOURCES, "customers", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCES, "invoices", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCES, "ratings", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCES, "rules", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "encoding", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "separator", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "decimal", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "dates", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "heading", VIKT_SPEC_NUMBER, NULL},
    {VIKT_STATEMENT_SOURCE, "sheet", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "table", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "query", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "customer", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "name", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "invoice", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "date", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "due", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "paid", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "net", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "gross", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "amount", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "vat", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "balance", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "currency", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "product_group", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "cancelled", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "credit", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "status", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "type", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "quantity", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "price", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "debit", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "credited", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "refunded", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "credits", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "combine", VIKT_SPEC_TEXT, NULL},
    {VIKT_STATEMENT_SOURCE, "weights", VIKT_SPEC_VALUES, NULL},
    {VIKT_STATEMENT_DATABASE, "path", VIKT_SPEC_TEXT, NULL},
};

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

enum { SPEC_COUNT = sizeof specs / sizeof *specs, CALL_COUNT = sizeof calls / sizeof *calls };

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
    if (vikt_spec_row(key))
        key = VIKT_TEXT(ROW);
    for (size_t i = 0; i < SPEC_COUNT; i++) {
        if (specs[i].statement == statement && vikt_text_is(key, specs[i].key))
            return &specs[i];
    }
    return NULL;
}

const vikt_spec *vikt_spec_at(size_t i)
{
    return i < SPEC_COUNT ? &specs[i] : NULL;
}

const char *vikt_spec_hint(vikt_statement_kind statement, vikt_text key, char *hint, size_t size)
{
    vikt_nearest nearest = {.wanted = key};

    for (size_t i = 0; i < SPEC_COUNT; i++) {
        if (specs[i].statement == statement)
            vikt_nearest_offer(&nearest, vikt_text_of(specs[i].key));
    }
    return vikt_spec_meant(&nearest, hint, size);
}

const char *vikt_spec_meant(const vikt_nearest *nearest, char *hint, size_t size)
{
    const char *at = nearest->wanted.at;
    const char *end = vikt_text_end(nearest->wanted);

    if (nearest->best.at && nearest->distance > 0 && at != end) {
        vikt_text_next(&at, end);
        if (at == end) {
            hint[0] = '\0';
            return hint;
        }
    }
    return vikt_nearest_hint(nearest, hint, size);
}

const char *vikt_spec_owner(vikt_statement_kind statement)
{
    static const char *const owners[] = {
        [VIKT_STATEMENT_PROFILE] = "a profile",   [VIKT_STATEMENT_FIELD] = "a field",
        [VIKT_STATEMENT_MEASURE] = "a measure",   [VIKT_STATEMENT_CRITERION] = "a criterion",
        [VIKT_STATEMENT_GROUP] = "a group",       [VIKT_STATEMENT_RULE] = "a rule",
        [VIKT_STATEMENT_SCHEME] = "a scheme",     [VIKT_STATEMENT_ACTION] = "an action",
        [VIKT_STATEMENT_SOURCES] = "the sources", [VIKT_STATEMENT_DATABASE] = "the database",
        [VIKT_STATEMENT_REMOVE] = "a remove",     [VIKT_STATEMENT_TEST] = "a test",
        [VIKT_STATEMENT_SOURCE] = "a source",
    };

    return owners[statement];
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

    for (size_t i = 0; form && i < SPEC_COUNT; i++) {
        size_t edits = strlen(specs[i].key) >= 6 ? 2 : 1;

        if (specs[i].statement != VIKT_STATEMENT_SCHEME ||
            !vikt_scheme_form_takes(form, vikt_text_of(specs[i].key)))
            continue;
        /* These do not stand beside the classes in the call, and "Class A" is a good name. */
        if (vikt_spec_listed("type classes field", vikt_text_of(specs[i].key)))
            continue;
        if (vikt_nearest_distance(class_name, vikt_text_of(specs[i].key), edits) <= edits)
            return specs[i].key;
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
