/* SPDX-License-Identifier: MIT */
#include "core/profile/module.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/beside.h"
#include "core/profile/factors.h"
#include "core/profile/statement.h"

static const char library[] = "factors.";

/* ---- names ---- */

static bool is_library(vikt_text name)
{
    return name.length > sizeof library - 1 && !memcmp(name.at, library, sizeof library - 1);
}

bool vikt_module_is_factor(vikt_text path)
{
    return is_library(path) && !vikt_profile_owns(vikt_place_of(path.at, 0, 0));
}

/* Words of letters, digits and _, joined by dots. */
static bool well_formed(vikt_text name)
{
    bool dot = true; /* one more dot would be wrong */

    for (size_t i = 0; i < name.length; i++) {
        char c = name.at[i];
        bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';

        if (!letter && (c != '.' || dot))
            return false;
        dot = !letter;
    }
    return !dot;
}

static vikt_code wrong_name(vikt_text name, vikt_error *err)
{
    return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE,
                     "\"%.*s\" is not a name such as factors.payment, or of a .lua file in this "
                     "file's folder (letters, digits and _; sub.name for sub/name.lua)",
                     VIKT_SHOW(name));
}

static const vikt_factor *find_factor(vikt_text name)
{
    for (size_t i = 0; i < vikt_factor_count; i++) {
        if (vikt_text_is(name, vikt_factors[i].name))
            return &vikt_factors[i];
    }
    return NULL;
}

static vikt_code no_factor(vikt_text name, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = name};
    char hint[160];

    for (size_t i = 0; i < vikt_factor_count; i++)
        vikt_nearest_offer(&nearest, vikt_text_of(vikt_factors[i].name));
    return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "there is no factor \"%.*s\"%s",
                     VIKT_SHOW(name), vikt_nearest_hint(&nearest, hint, sizeof hint));
}

/* ---- the file that a name means ---- */

/* Where a module's text comes from. */
typedef struct place {
    const vikt_factor *factor; /* NULL: a file */
    const char *path;
    vikt_text file; /* from the folder of the file that asks */
} place;

/* late.steps is late/steps.lua. */
static vikt_code name_file(vikt_layers *layers, vikt_text name, const vikt_layer *from, place *out,
                           vikt_error *err)
{
    char *file = vikt_arena_print(layers->arena, "%.*s.lua", (int)name.length, name.at);

    if (!file)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < name.length; i++) {
        if (file[i] == '.')
            file[i] = '/';
    }
    out->file = vikt_text_of(file);
    out->path = vikt_beside_path(layers->arena, from->path, out->file);
    return out->path ? VIKT_OK : vikt_fail_memory(err);
}

static vikt_code locate(vikt_layers *layers, vikt_text name, const vikt_layer *from, place *out,
                        vikt_error *err)
{
    vikt_text word = name;

    *out = (place){0};
    if (!well_formed(name) || name.length > VIKT_MODULE_NAME_MAX)
        return wrong_name(name, err);
    if (!is_library(name) && from->library)
        return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE,
                         "a factor of the library can only require factors");
    if (!is_library(name))
        return name_file(layers, name, from, out, err);
    word.at += sizeof library - 1;
    word.length -= sizeof library - 1;
    out->factor = find_factor(word);
    if (!out->factor)
        return no_factor(word, err);
    out->path = vikt_arena_print(layers->arena, "%.*s", (int)name.length, name.at);
    return out->path ? VIKT_OK : vikt_fail_memory(err);
}

static vikt_code no_file(vikt_text name, const place *at, const vikt_error *inner, vikt_error *err)
{
    static const char end[] = "/lua.lua";
    char hint[VIKT_MODULE_NAME_MAX + 40] = "";
    vikt_text file = at->file;

    if (find_factor(name))
        snprintf(hint, sizeof hint, "; did you mean \"factors.%.*s\"?", VIKT_SHOW(name));
    else if (file.length >= sizeof end && !strcmp(file.at + file.length - (sizeof end - 1), end))
        snprintf(hint, sizeof hint, "; leave out .lua");
    return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "%s %s%s", file.at, inner->message, hint);
}

/* ---- loading ---- */

/* The layers whose files are being loaded stand in the order in which they ask for each other. */
static vikt_code circle(const vikt_layers *layers, const vikt_layer *again, vikt_error *err)
{
    char text[400] = "";
    size_t length = 0;

    for (const vikt_layer *at = again; at < layers->items + layers->count; at++) {
        if (at->loading && length < sizeof text)
            length += (size_t)snprintf(text + length, sizeof text - length, "%.*s -> ",
                                       VIKT_SHOW(at->path));
    }
    return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE,
                     "the files require each other in a circle: %s%.*s", text,
                     VIKT_SHOW(again->path));
}

static vikt_code check_room(const vikt_layers *layers, vikt_error *err)
{
    size_t modules = 0, deep = 0;

    for (size_t i = 0; i < layers->count; i++) {
        modules += layers->items[i].module;
        deep += layers->items[i].loading;
    }
    if (modules >= VIKT_MODULES_MAX)
        return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "more than %d files are required",
                         VIKT_MODULES_MAX);
    if (deep > VIKT_EXTENDS_MAX)
        return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE,
                         "the files require each other more than %d deep", VIKT_EXTENDS_MAX);
    return VIKT_OK;
}

/* What speaks of the company belongs to the file that requires. */
static void check_statements(vikt_layers *layers, const vikt_layer *layer)
{
    for (size_t i = 0; i < layer->draft.count; i++) {
        const vikt_statement *statement = &layer->draft.statements[i];

        if (!vikt_statement_form_of(statement->kind)->of_company)
            continue;
        layers->errors++;
        vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, statement->place,
                  "%s cannot stand in a file that is required; it belongs to the file that "
                  "requires it",
                  vikt_statement_word(statement->kind));
    }
}

static vikt_code load(vikt_layers *layers, vikt_text name, const vikt_layer *from, const place *at,
                      vikt_layer **out, vikt_error *err)
{
    vikt_error inner = {0};
    vikt_text text = {0};
    vikt_code rc = check_room(layers, err);

    if (rc != VIKT_OK)
        return rc;
    if (at->factor && !layers->recalled)
        text = (vikt_text){(const char *)at->factor->text, at->factor->size};
    else
        rc = vikt_layers_read(layers, from->path, at->file, &text, &inner);
    if (rc == VIKT_INPUT)
        return no_file(name, at, &inner, err);
    if (rc != VIKT_OK)
        return vikt_fail_memory(err);
    *out = vikt_layers_push(layers, at->path, text, err);
    if (!*out)
        return VIKT_MEMORY;
    (*out)->module = (*out)->stood_on = true;
    (*out)->library = at->factor != NULL;
    rc = vikt_layers_parse(layers, *out, err);
    if (rc == VIKT_OK)
        check_statements(layers, *out);
    return rc;
}

static vikt_code note_use(vikt_layers *layers, vikt_layer *from, const vikt_layer *module,
                          vikt_error *err)
{
    size_t index = (size_t)(module - layers->items), *grown;

    for (size_t i = 0; i < from->use_count; i++) {
        if (from->uses[i] == index)
            return VIKT_OK;
    }
    grown = vikt_arena_grow(layers->arena, from->uses, from->use_count, &from->use_capacity,
                            sizeof *grown);
    if (!grown)
        return vikt_fail_memory(err);
    from->uses = grown;
    from->uses[from->use_count++] = index;
    return VIKT_OK;
}

static vikt_code take_in(vikt_layers *layers, vikt_text name, vikt_layer *from, const char **path,
                         vikt_error *err)
{
    vikt_layer *module;
    place at;
    vikt_code rc = locate(layers, name, from, &at, err);

    if (rc != VIKT_OK)
        return rc;
    module = vikt_layers_find(layers, at.path);
    if (module && module->loading)
        return circle(layers, module, err);
    if (!module)
        rc = load(layers, name, from, &at, &module, err);
    if (rc != VIKT_OK || !module)
        return rc;
    *path = module->path.at;
    return note_use(layers, from, module, err);
}

static vikt_code require(void *context, vikt_text name, const char *from, const char **path,
                         vikt_error *err)
{
    vikt_layers *layers = context;
    vikt_code rc = take_in(layers, name, vikt_layers_find(layers, from), path, err);

    if (rc == VIKT_PROFILE)
        layers->incomplete = true;
    return rc;
}

vikt_modules vikt_module_source(vikt_layers *layers)
{
    return (vikt_modules){require, layers};
}

/* ---- profile { require = ... } ---- */

static vikt_code take_listed(vikt_layers *layers, vikt_layer *layer, const vikt_setting *setting,
                             const vikt_value *name, vikt_error *err)
{
    vikt_error inner = {0};
    const char *path;
    vikt_code rc = VIKT_PROFILE;

    if (name->kind == VIKT_VALUE_TEXT)
        rc = take_in(layers, name->text, layer, &path, &inner);
    else
        vikt_fail(&inner, rc, VIKT_NOWHERE, "expected names such as factors.payment");
    if (rc == VIKT_PROFILE) {
        layers->incomplete = true;
        layers->errors++;
        vikt_tell(&layers->listener, VIKT_ERROR, rc, setting->place, "profile: require: %s",
                  inner.message);
        return VIKT_OK;
    }
    if (rc != VIKT_OK && err)
        *err = inner;
    return rc;
}

static vikt_code take_list(vikt_layers *layers, vikt_layer *layer, vikt_error *err)
{
    const vikt_statement *profile =
        vikt_draft_find(&layer->draft, VIKT_STATEMENT_PROFILE, (vikt_text){0});
    const vikt_setting *setting = profile ? vikt_statement_find(profile, "require") : NULL;
    vikt_code rc = VIKT_OK;

    if (!setting || vikt_value_is_wrong(&setting->value))
        return VIKT_OK;
    if (setting->value.kind != VIKT_VALUE_LIST)
        return take_listed(layers, layer, setting, &setting->value, err);
    for (size_t i = 0; rc == VIKT_OK && i < setting->value.count; i++)
        rc = take_listed(layers, layer, setting, &setting->value.entries[i].value, err);
    return rc;
}

vikt_code vikt_module_listed(vikt_layers *layers, vikt_error *err)
{
    size_t count = layers->count; /* modules have no profile statement */
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < count; i++) {
        if (!layers->items[i].module)
            rc = take_list(layers, &layers->items[i], err);
    }
    return rc;
}
