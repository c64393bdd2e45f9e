/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "core/base/nearest.h"
#include "core/profile/compile.h"
#include "core/profile/dictionary.h"

const char *vikt_compile_list(const vikt_text *names, size_t count, char *text, size_t size)
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (length + names[i].length + 8 > size || names[i].length > 100) {
            snprintf(text + length, size - length, "%s...", i ? ", " : "");
            break;
        }
        length += (size_t)snprintf(text + length, size - length, "%s%.*s", i ? ", " : "",
                                   VIKT_SHOW(names[i]));
    }
    return text;
}

static vikt_slot field_slot(const vikt_profile *profile, vikt_text name)
{
    for (size_t i = 0; i < profile->field_count; i++) {
        if (vikt_text_equal(profile->fields[i].name, name))
            return i;
    }
    return VIKT_SLOT_NONE;
}

static void offer_fields(const vikt_profile *profile, vikt_nearest *nearest)
{
    for (size_t i = 0; i < profile->field_count; i++)
        vikt_nearest_offer(nearest, profile->fields[i].name);
}

/* The field that has the name as a synonym or a known heading, or none. */
static vikt_text field_with(const vikt_profile *profile, vikt_text synonym)
{
    vikt_dictionary walk = {0};
    vikt_known known;

    for (size_t i = 0; i < profile->field_count; i++) {
        const vikt_field *field = &profile->fields[i];

        for (size_t j = 0; j < field->synonym_count; j++)
            if (vikt_nearest_distance(field->synonyms[j], synonym, 0) == 0)
                return field->name;
    }
    while (vikt_dictionary_next(&walk, &known))
        if (vikt_nearest_distance(known.spelling, synonym, 0) == 0 &&
            field_slot(profile, known.name) != VIKT_SLOT_NONE)
            return known.name;
    return (vikt_text){0};
}

/* How to state a field for the column of that name; false when the data has none. */
static bool state_column(const vikt_compiler *c, vikt_place place, vikt_text name, char *hint,
                         size_t size)
{
    static const char ini[] = "; the data has a column \"%.*s\": state [field %.*s] with type = %s";
    static const char lua[] =
        "; the data has a column \"%.*s\": state field \"%.*s\" { type = \"%s\" }";
    vikt_text heading;
    vikt_type type = VIKT_TYPE_UNKNOWN;
    int length;

    if (c->columns && !c->statement->builtin)
        type = c->columns->find(c->columns->context, c->profile, name, &heading);
    if (type == VIKT_TYPE_UNKNOWN)
        return false;
    length =
        vikt_compile_form(place, ini, lua) == lua
            ? snprintf(hint, size, lua, VIKT_SHOW(heading), VIKT_SHOW(name), vikt_type_name(type))
            : snprintf(hint, size, ini, VIKT_SHOW(heading), VIKT_SHOW(name), vikt_type_name(type));
    return length > 0 && (size_t)length < size;
}

const char *vikt_compile_field_meant(vikt_compiler *c, vikt_place place, vikt_nearest *nearest,
                                     char *hint, size_t size)
{
    vikt_text field = field_with(c->profile, nearest->wanted);

    bool certain;

    offer_fields(c->profile, nearest);
    certain = field.length || (nearest->best.at && nearest->distance == 0);
    if (!certain && state_column(c, place, nearest->wanted, hint, size))
        return hint;
    if (field.length) {
        nearest->best = field;
        nearest->distance = 0;
    }
    return vikt_nearest_hint(nearest, hint, size);
}

bool vikt_compile_slot(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                       vikt_slot *out)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {.wanted = name};
    char hint[256];

    *out = vikt_profile_slot(profile, name);
    /* A measure takes the place of a field of its name, and is then made from that field. */
    if (*out == c->self && *out != VIKT_SLOT_NONE && field_slot(profile, name) != VIKT_SLOT_NONE)
        *out = field_slot(profile, name);
    if (*out != VIKT_SLOT_NONE)
        return true;
    for (size_t i = 0; i < profile->measure_count; i++)
        vikt_nearest_offer(&nearest, profile->measures[i].name);
    vikt_compile_lacks(c, setting->place, "%.*s: there is no field or measure \"%.*s\"%s",
                       VIKT_SHOW(setting->key), VIKT_SHOW(name),
                       vikt_compile_field_meant(c, setting->place, &nearest, hint, sizeof hint));
    return false;
}

bool vikt_compile_number_slot(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                              vikt_slot *out)
{
    vikt_type type = VIKT_TYPE_UNKNOWN;

    if (!vikt_compile_slot(c, setting, name, out))
        return false;
    if (*out < c->profile->field_count)
        type = c->profile->fields[*out].type;
    if (type != VIKT_TYPE_TEXT && type != VIKT_TYPE_DATE)
        return true;
    vikt_compile_wrong(c, setting->place, "%.*s: the field \"%.*s\" is a %s; a number is needed",
                       VIKT_SHOW(setting->key), VIKT_SHOW(name), vikt_type_name(type));
    return false;
}

bool vikt_compile_criterion(vikt_compiler *c, const vikt_setting *setting, vikt_text name,
                            size_t *out)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {.wanted = name};
    char hint[160];

    for (size_t i = 0; i < profile->criterion_count; i++) {
        if (vikt_text_equal(profile->criteria[i].name, name)) {
            *out = i;
            return true;
        }
        vikt_nearest_offer(&nearest, profile->criteria[i].name);
    }
    vikt_compile_lacks(c, setting->place, "%.*s: there is no criterion \"%.*s\"%s",
                       VIKT_SHOW(setting->key), VIKT_SHOW(name),
                       vikt_nearest_hint(&nearest, hint, sizeof hint));
    return false;
}

bool vikt_compile_scheme_of(vikt_compiler *c, size_t *out)
{
    const vikt_profile *profile = c->profile;
    const vikt_setting *setting;
    vikt_text name = {0};
    vikt_nearest nearest;
    char hint[160];

    *out = VIKT_INDEX_NONE;
    if (!vikt_statement_find(c->statement, "scheme"))
        return profile->scheme_count > 0; /* without any, the schemes have told */
    if (!vikt_compile_text(c, "scheme", &name))
        return false;
    nearest = (vikt_nearest){.wanted = name};
    for (size_t i = 0; i < profile->scheme_count; i++) {
        if (vikt_text_equal(profile->schemes[i].name, name)) {
            *out = i;
            return true;
        }
        vikt_nearest_offer(&nearest, profile->schemes[i].name);
    }
    setting = vikt_compile_setting(c, "scheme");
    vikt_compile_lacks(c, setting->place, "there is no scheme \"%.*s\"%s", VIKT_SHOW(name),
                       vikt_nearest_hint(&nearest, hint, sizeof hint));
    return false;
}

bool vikt_compile_class(vikt_compiler *c, const vikt_setting *setting, size_t scheme,
                        vikt_text *out)
{
    const vikt_scheme *of = &c->profile->schemes[scheme == VIKT_INDEX_NONE ? 0 : scheme];
    vikt_text name = setting->value.text;
    vikt_nearest nearest = {.wanted = name};
    char list[256], hint[160];
    size_t at = vikt_scheme_class(of, name);

    if (at != VIKT_INDEX_NONE) {
        *out = of->classes[at];
        return true;
    }
    for (size_t i = 0; i < of->class_count; i++)
        vikt_nearest_offer(&nearest, of->classes[i]);
    /* Otherwise the scheme itself has been told. */
    if (of->class_count > 0 && !c->wrong_classes[of - c->profile->schemes])
        vikt_compile_lacks(
            c, setting->place, "%.*s = \"%.*s\" is %s scheme \"%.*s\" (%s)%s",
            VIKT_SHOW(setting->key), VIKT_SHOW(name),
            vikt_text_is(name, "?") ? "the lack of a class; expected a class of" : "not a class of",
            VIKT_SHOW(of->name), vikt_compile_list(of->classes, of->class_count, list, sizeof list),
            vikt_nearest_hint(&nearest, hint, sizeof hint));
    c->failed = true;
    return false;
}
