/* SPDX-License-Identifier: MIT
 *
 * The classes of a scheme with their limits. INI gives them in an order, which must be the order of
 * the limits. Lua's tables have none, so the limits make it; there, names that are single capital
 * letters must agree with it.
 */
#include <stdio.h>

#include "core/base/number.h"
#include "core/profile/compile.h"

enum { SHARE_CLASSES_MAX = 26 }; /* F-01 */

typedef struct classes {
    vikt_compiler *c;
    vikt_scheme *scheme;
    const vikt_setting *setting;
    bool keyed; /* a Lua table */
} classes;

/* Classes by name alone. */
static bool plain(const vikt_scheme *scheme)
{
    return vikt_scheme_limit(scheme) == VIKT_LIMIT_NONE;
}

static bool falling(const vikt_scheme *scheme)
{
    return vikt_limit_falls(vikt_scheme_limit(scheme));
}

static bool is_rest(const vikt_value *value)
{
    bool word = value->kind == VIKT_VALUE_TEXT || value->kind == VIKT_VALUE_CALL;

    return (word && vikt_text_is(value->text, "rest")) ||
           (value->kind == VIKT_VALUE_NUMBER && value->number == INFINITY);
}

static bool read_limit(classes *k, vikt_text name, const vikt_value *value, double *out)
{
    if (is_rest(value)) {
        *out = INFINITY;
        if (vikt_scheme_limit(k->scheme) == VIKT_LIMIT_RANK)
            return true;
        vikt_compile_wrong(k->c, k->setting->place, "class \"%.*s\": rest is for by_rank only",
                           VIKT_SHOW(name));
        return false;
    }
    if (value->kind == VIKT_VALUE_NUMBER && isfinite(value->number)) {
        *out = value->number;
        return true;
    }
    vikt_compile_wrong(k->c, k->setting->place, "class \"%.*s\" needs a number as its limit",
                       VIKT_SHOW(name));
    return false;
}

static bool read_class(classes *k, const vikt_entry *entry, vikt_text *name, double *limit)
{
    const vikt_value *value = &entry->value;

    *limit = NAN;
    *name = entry->key;
    k->keyed = entry->key.length > 0;
    if (!k->keyed && value->kind == VIKT_VALUE_LIST && value->count == 2) {
        *name = value->entries[0].value.text;
        value = &value->entries[1].value;
    } else if (!k->keyed && value->kind == VIKT_VALUE_TEXT) {
        *name = value->text;
        if (plain(k->scheme))
            return true;
    }
    if (plain(k->scheme)) {
        vikt_compile_wrong(k->c, k->setting->place, "classes of a %s are a list of names",
                           vikt_scheme_form_of(k->scheme->kind)->name);
        return false;
    }
    return read_limit(k, *name, value, limit);
}

const char *vikt_compile_class_flaw(vikt_text name)
{
    _Static_assert(VIKT_CLASS_NAME_MAX == 64, "the text below says so");
    if (!name.length || vikt_text_is(name, "?") || name.length > VIKT_CLASS_NAME_MAX)
        return "1 to 64 bytes, not ?";
    if (vikt_text_is(name, "new") || vikt_text_is(name, "gone"))
        return "in moves it stands for customers whom one run alone has";
    return NULL;
}

static void check_name(classes *k, size_t at)
{
    const vikt_scheme *scheme = k->scheme;
    vikt_text name = scheme->classes[at];
    const char *option, *flaw = vikt_compile_class_flaw(name);

    if (flaw)
        vikt_compile_wrong(k->c, k->setting->place, "\"%.*s\" cannot be the name of a class (%s)",
                           VIKT_SHOW(name), flaw);
    for (size_t i = 0; i < at; i++) {
        if (vikt_text_equal(scheme->classes[i], name))
            vikt_compile_wrong(k->c, k->setting->place, "class \"%.*s\" is there twice",
                               VIKT_SHOW(name));
    }
    option = plain(scheme)
                 ? NULL
                 : vikt_spec_clash(vikt_text_of(vikt_scheme_form_of(scheme->kind)->name), name);
    if (option)
        vikt_compile_wrong(k->c, k->setting->place,
                           "class \"%.*s\" is too near to the option \"%s\"", VIKT_SHOW(name),
                           option);
}

static void sort_classes(vikt_scheme *scheme)
{
    for (size_t i = 1; i < scheme->class_count; i++) {
        vikt_text name = scheme->classes[i];
        double limit = scheme->limits[i];
        size_t j = i;

        for (; j > 0; j--) {
            double before = scheme->limits[j - 1];

            if (falling(scheme) ? before >= limit : before <= limit)
                break;
            scheme->classes[j] = scheme->classes[j - 1];
            scheme->limits[j] = before;
        }
        scheme->classes[j] = name;
        scheme->limits[j] = limit;
    }
}

/* A 3.8, B 2.6: for messages. */
static const char *show_limits(const vikt_scheme *scheme, char *text, size_t size)
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < scheme->class_count && length + 100 < size; i++) {
        char limit[VIKT_NUMBER_MAX] = "rest";

        if (isfinite(scheme->limits[i]))
            vikt_number_write(scheme->limits[i], limit);
        length += (size_t)snprintf(text + length, size - length, "%s%.*s %s", i ? ", " : "",
                                   VIKT_SHOW(scheme->classes[i]), limit);
    }
    return text;
}

/* In a Lua table A = 2, B = 3 can only be seen to be a slip when the names have an order of their
 * own. What is left over is the worst class whatever its name. */
static bool letters_agree(const vikt_scheme *scheme)
{
    bool rest = scheme->limits[scheme->class_count - 1] == INFINITY;

    return vikt_spec_in_order(scheme->classes, scheme->class_count - rest);
}

static void check_order(classes *k)
{
    const vikt_scheme *scheme = k->scheme;
    bool good = true;
    char text[400];

    for (size_t i = 1; i < scheme->class_count; i++) {
        double before = scheme->limits[i - 1], limit = scheme->limits[i];

        good = good && (falling(scheme) ? before > limit : before < limit);
    }
    if (good && (!k->keyed || letters_agree(scheme)))
        return;
    vikt_compile_wrong(k->c, k->setting->place,
                       "thresholds out of order: %s; from the best class on they must %s",
                       show_limits(scheme, text, sizeof text), falling(scheme) ? "fall" : "rise");
}

static void check_range(classes *k, size_t i, double min, double max, const char *what)
{
    char limit[VIKT_NUMBER_MAX], lo[VIKT_NUMBER_MAX], hi[VIKT_NUMBER_MAX];
    const vikt_scheme *scheme = k->scheme;

    if (scheme->limits[i] >= min && scheme->limits[i] <= max)
        return;
    vikt_number_write(scheme->limits[i], limit);
    vikt_number_write(min, lo);
    vikt_number_write(max, hi);
    vikt_compile_wrong(k->c, k->setting->place, "class \"%.*s\": %s is outside %s, %s to %s",
                       VIKT_SHOW(scheme->classes[i]), limit, what, lo, hi);
}

static void check_rank(classes *k, size_t i)
{
    double limit = k->scheme->limits[i];

    if (limit < 1 || (isfinite(limit) && limit != floor(limit)))
        vikt_compile_wrong(k->c, k->setting->place,
                           "class \"%.*s\": a rank is a whole number from 1, or rest",
                           VIKT_SHOW(k->scheme->classes[i]));
}

static void check_limit(classes *k, size_t i)
{
    const vikt_profile *profile = k->c->profile;

    switch (vikt_scheme_limit(k->scheme)) {
    case VIKT_LIMIT_SCORE:
        check_range(k, i, profile->lo, profile->hi, "the scale");
        break;
    case VIKT_LIMIT_TOTAL_SHARE:
    case VIKT_LIMIT_CUSTOMERS_SHARE:
        check_range(k, i, 0, 1, "shares");
        break;
    case VIKT_LIMIT_RANK:
        check_rank(k, i);
        break;
    case VIKT_LIMIT_VALUE:
    case VIKT_LIMIT_NONE:
        break;
    }
}

static void check_limits(classes *k)
{
    const vikt_scheme *scheme = k->scheme;
    bool shares = vikt_limit_is_share(vikt_scheme_limit(scheme));
    size_t last = scheme->class_count - 1;
    char text[400];

    check_order(k);
    for (size_t i = 0; i < scheme->class_count; i++)
        check_limit(k, i);
    if (shares && !k->c->failed && scheme->limits[last] != 1)
        vikt_compile_wrong(k->c, k->setting->place, "shares must end at 1 (100 %%): %s",
                           show_limits(scheme, text, sizeof text));
}

static bool read_classes(classes *k)
{
    const vikt_value *list = &k->setting->value;
    vikt_scheme *scheme = k->scheme;
    bool of_total = vikt_scheme_limit(scheme) == VIKT_LIMIT_TOTAL_SHARE;
    size_t most = of_total ? SHARE_CLASSES_MAX : VIKT_CLASSES_MAX;

    if (list->kind != VIKT_VALUE_LIST || list->count < 2 || list->count > most) {
        vikt_compile_wrong(k->c, k->setting->place,
                           "classes must be a list of 2 to %zu classes, such as A 3.8, B 2.6, C 1",
                           most);
        return false;
    }
    scheme->classes = vikt_compile_new(k->c, list->count, sizeof *scheme->classes);
    scheme->limits = vikt_compile_new(k->c, list->count, sizeof *scheme->limits);
    if (!scheme->classes || !scheme->limits)
        return false;
    for (size_t i = 0; i < list->count; i++) {
        if (!read_class(k, &list->entries[i], &scheme->classes[i], &scheme->limits[i]))
            return false;
        check_name(k, i);
    }
    scheme->class_count = list->count;
    return true;
}

static void compile_list(classes *k)
{
    if (!read_classes(k))
        return;
    if (plain(k->scheme)) {
        k->scheme->limits = NULL;
        return;
    }
    if (k->keyed)
        sort_classes(k->scheme);
    check_limits(k);
}

void vikt_compile_classes(vikt_compiler *c, vikt_scheme *scheme, bool needed)
{
    classes k = {.c = c, .scheme = scheme, .setting = vikt_compile_setting(c, "classes")};
    size_t errors = *c->errors;

    if (!k.setting) {
        if (needed && !vikt_statement_find(c->statement, "classes"))
            vikt_compile_needs(c, "it has no classes, such as A 3.8, B 2.6, C 1");
        return;
    }
    compile_list(&k);
    c->wrong_classes[scheme - c->profile->schemes] = *c->errors > errors;
}
