/* SPDX-License-Identifier: MIT */
#include "core/profile/layers.h"

#include <errno.h>
#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/default_ini.h"
#include "core/profile/profile_ini.h"

enum { READ_AT_ONCE = 16 * 1024 };

/* ---- one file ---- */

static vikt_code read_all(vikt_layers *layers, FILE *file, vikt_place place, vikt_text *out,
                          vikt_error *err)
{
    vikt_buffer bytes;
    vikt_code rc = VIKT_OK;
    size_t got = 1;

    vikt_buffer_init(&bytes, layers->allocator, VIKT_LAYER_BYTES_MAX + READ_AT_ONCE);
    while (got > 0 && bytes.length <= VIKT_LAYER_BYTES_MAX) {
        char *room = vikt_buffer_room(&bytes, READ_AT_ONCE);

        got = room ? fread(room, 1, READ_AT_ONCE, file) : 0;
        bytes.length += got;
    }
    if (bytes.length > VIKT_LAYER_BYTES_MAX)
        rc = vikt_fail(err, VIKT_INPUT, place, "is larger than 1 MiB, too large for a profile");
    else if (bytes.failed)
        rc = vikt_fail_memory(err);
    else if (ferror(file))
        rc = vikt_fail(err, VIKT_INPUT, place, "cannot be read: %s", strerror(errno));
    else if (bytes.length)
        *out = vikt_text_copy(layers->arena, vikt_buffer_view(&bytes));
    if (rc == VIKT_OK && bytes.length && !out->at)
        rc = vikt_fail_memory(err);
    vikt_buffer_clear(&bytes);
    return rc;
}

static vikt_code read_file(vikt_layers *layers, const char *path, vikt_text *out, vikt_error *err)
{
    vikt_place place = vikt_place_of(path, 0, 0);
    FILE *file = fopen(path, "rb");
    vikt_code rc;

    *out = (vikt_text){0};
    if (!file)
        return vikt_fail(err, VIKT_INPUT, place, "cannot be read: %s", strerror(errno));
    rc = read_all(layers, file, place, out, err);
    fclose(file);
    return rc;
}

static bool ends_with(vikt_text path, const char *end)
{
    size_t length = strlen(end);

    return path.length > length && !memcmp(path.at + path.length - length, end, length);
}

static vikt_code open_engine(vikt_layers *layers, vikt_error *err)
{
    vikt_engine_limits limits = {0};
    vikt_code rc;

    if (layers->has_engine)
        return VIKT_OK;
    rc = layers->language->open(layers->allocator, &limits, &layers->engine, err);
    layers->has_engine = rc == VIKT_OK;
    return rc;
}

static vikt_code parse(vikt_layers *layers, vikt_layer *layer, vikt_error *err)
{
    const vikt_rule_language *language = layers->language;
    const char *path = layer->path.at;
    bool builtin = vikt_text_is(layer->path, "default");
    vikt_code rc;

    if (builtin || ends_with(layer->path, ".ini"))
        return vikt_profile_ini_read(path, layer->text, &layer->draft, &layers->listener,
                                     &layers->errors, err);
    if (!language || !ends_with(layer->path, language->extension))
        return vikt_fail(err, VIKT_USAGE, vikt_place_of(path, 0, 0),
                         "is neither an .ini nor a %s file",
                         language ? language->extension : "known rule");
    rc = open_engine(layers, err);
    if (rc != VIKT_OK)
        return rc;
    return layers->engine.load(layers->engine.self, path, layer->text, &layer->draft,
                               &layers->listener, &layers->errors, err);
}

static vikt_layer *find(vikt_layers *layers, const char *path)
{
    for (size_t i = 0; i < layers->count; i++) {
        if (vikt_text_is(layers->items[i].path, path))
            return &layers->items[i];
    }
    return NULL;
}

vikt_code vikt_layers_add(vikt_layers *layers, const char *path, vikt_error *err)
{
    vikt_layer *layer = &layers->items[layers->count];
    vikt_code rc = VIKT_OK;

    *layer = (vikt_layer){0};
    layer->path = vikt_text_copy(layers->arena, vikt_text_of(path ? path : "default"));
    if (!layer->path.at)
        return vikt_fail_memory(err);
    layer->text = (vikt_text){(const char *)vikt_default_ini, vikt_default_ini_size};
    if (path)
        rc = read_file(layers, path, &layer->text, err);
    if (rc != VIKT_OK)
        return rc;
    vikt_draft_init(&layer->draft, layers->allocator);
    layers->count++;
    rc = parse(layers, layer, err);
    for (size_t i = 0; !path && i < layer->draft.count; i++)
        layer->draft.statements[i].builtin = true;
    return rc;
}

void vikt_layers_clear(vikt_layers *layers)
{
    for (size_t i = 0; i < layers->count; i++)
        vikt_draft_clear(&layers->items[i].draft);
    if (layers->has_engine)
        layers->engine.free(layers->engine.self);
    layers->has_engine = false;
    layers->count = 0;
}

/* ---- files that name files ---- */

/* A file that is named but cannot be had leaves a hole: the setting becomes a wrong one, by which
 * the compiler knows that what it does not find may be in there. */
static void make_hole(const vikt_setting *setting)
{
    ((vikt_setting *)setting)->value = vikt_value_wrong();
}

static const vikt_setting *any_setting(const vikt_layer *layer, vikt_statement_kind kind,
                                       const char *key)
{
    const vikt_statement *statement =
        layer ? vikt_draft_find(&layer->draft, kind, (vikt_text){0}) : NULL;

    return statement ? vikt_statement_find(statement, key) : NULL;
}

static const vikt_setting *text_setting(const vikt_layer *layer, vikt_statement_kind kind,
                                        const char *key)
{
    const vikt_setting *setting = any_setting(layer, kind, key);

    return setting && setting->value.kind == VIKT_VALUE_TEXT ? setting : NULL;
}

/* A profile may come by e-mail: it names files of its own folder and below, and no others. */
static bool stays_inside(vikt_text name)
{
    vikt_text rest = name;

    if (!name.length || name.at[0] == '/' || memchr(name.at, '\\', name.length) ||
        memchr(name.at, '\0', name.length))
        return false;
    while (rest.length) {
        if (vikt_text_is(vikt_text_cut(&rest, '/'), ".."))
            return false;
    }
    return true;
}

static void wrong_file(vikt_layers *layers, const vikt_setting *setting)
{
    vikt_text name = setting->value.text;
    vikt_nearest nearest = {.wanted = name};
    char hint[160];

    layers->errors++;
    make_hole(setting);
    if (!stays_inside(name)) {
        vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, setting->place,
                  "%.*s = \"%.*s\" is not a file beside this one", VIKT_SHOW(setting->key),
                  VIKT_SHOW(name));
        return;
    }
    if (vikt_text_is(setting->key, "rules")) {
        vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, setting->place,
                  "rules = \"%.*s\" is neither an .ini nor a .lua file", VIKT_SHOW(name));
        return;
    }
    vikt_nearest_offer(&nearest, VIKT_TEXT("default"));
    vikt_nearest_offer(&nearest, VIKT_TEXT("none"));
    vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, setting->place,
              "%.*s = \"%.*s\" is neither default, none nor an .ini or .lua file beside this one%s",
              VIKT_SHOW(setting->key), VIKT_SHOW(name),
              vikt_nearest_hint(&nearest, hint, sizeof hint));
}

/* The file that a setting of layer names; *out stays NULL when it was told to be wrong. */
static vikt_code beside(vikt_layers *layers, const vikt_layer *layer, const vikt_setting *setting,
                        const char **out, vikt_error *err)
{
    vikt_text name = setting->value.text;
    size_t folder = layer->path.length;

    *out = NULL;
    if (!stays_inside(name) || (!ends_with(name, ".ini") && !ends_with(name, ".lua"))) {
        wrong_file(layers, setting);
        return VIKT_OK;
    }
    while (folder && layer->path.at[folder - 1] != '/')
        folder--;
    *out = vikt_arena_print(layers->arena, "%.*s%.*s", (int)folder, layer->path.at,
                            (int)name.length, name.at);
    return *out ? VIKT_OK : vikt_fail_memory(err);
}

/* Adds the file that a setting names. One that cannot be read is told there; *more then becomes
 * false. */
static vikt_code add_named(vikt_layers *layers, const char *path, const vikt_setting *setting,
                           bool *more, vikt_error *err)
{
    vikt_text name = setting->value.text;
    size_t count = layers->count;
    vikt_error inner = {0};
    vikt_code rc = vikt_layers_add(layers, path, &inner);

    *more = rc == VIKT_OK;
    if (rc == VIKT_OK)
        return VIKT_OK;
    if (rc != VIKT_INPUT || layers->count > count) {
        if (err)
            *err = inner;
        return rc;
    }
    layers->errors++;
    make_hole(setting);
    vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, setting->place, "%.*s = \"%.*s\" %s",
              VIKT_SHOW(setting->key), VIKT_SHOW(name), inner.message);
    return VIKT_OK;
}

/* ---- the base ---- */

typedef struct chain {
    size_t items[VIKT_EXTENDS_MAX]; /* layers, topmost first */
    size_t count;
    bool builtin;
} chain;

static void tell_cycle(vikt_layers *layers, const chain *c, const vikt_setting *setting,
                       const vikt_layer *top, const char *again)
{
    char text[400];
    size_t length;

    length = (size_t)snprintf(text, sizeof text, "%.*s", VIKT_SHOW(top->path));
    for (size_t i = 0; i < c->count && length < sizeof text; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, " -> %.*s",
                                   VIKT_SHOW(layers->items[c->items[i]].path));
    layers->errors++;
    make_hole(setting);
    vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, setting->place,
              "the files extend each other in a circle: %s -> %s", text, again);
}

static bool in_chain(const vikt_layers *layers, const chain *c, const vikt_layer *top,
                     const char *path)
{
    if (vikt_text_is(top->path, path))
        return true;
    for (size_t i = 0; i < c->count; i++) {
        if (vikt_text_is(layers->items[c->items[i]].path, path))
            return true;
    }
    return false;
}

/* Adds the file that layer `at` extends; *more is false at the end of the chain. */
static vikt_code step(vikt_layers *layers, size_t top, size_t *at, chain *c, bool *more,
                      vikt_error *err)
{
    const vikt_setting *setting =
        text_setting(&layers->items[*at], VIKT_STATEMENT_PROFILE, "extends");
    const char *path;
    vikt_layer *known;
    vikt_code rc;

    *more = false;
    if (!setting || vikt_text_is(setting->value.text, "default"))
        return VIKT_OK;
    c->builtin = !vikt_text_is(setting->value.text, "none");
    if (!c->builtin)
        return VIKT_OK;
    rc = beside(layers, &layers->items[*at], setting, &path, err);
    if (rc != VIKT_OK || !path)
        return rc;
    if (in_chain(layers, c, &layers->items[top], path)) {
        tell_cycle(layers, c, setting, &layers->items[top], path);
        return VIKT_OK;
    }
    if (c->count == VIKT_EXTENDS_MAX) {
        layers->errors++;
        make_hole(setting);
        vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, setting->place,
                  "more than %d files extend each other", VIKT_EXTENDS_MAX);
        return VIKT_OK;
    }
    known = find(layers, path); /* the company's ini may be what its rules extend */
    *more = true;
    if (!known) {
        rc = add_named(layers, path, setting, more, err);
        known = &layers->items[layers->count - 1];
    }
    if (*more)
        *at = c->items[c->count++] = (size_t)(known - layers->items);
    return rc;
}

static vikt_code follow(vikt_layers *layers, size_t top, chain *c, vikt_error *err)
{
    const vikt_setting *last;
    size_t at = top;
    bool more = true;
    vikt_code rc = VIKT_OK;

    while (rc == VIKT_OK && more)
        rc = step(layers, top, &at, c, &more, err);
    /* Of all their settings the topmost one outlives the merge. */
    last = any_setting(&layers->items[at], VIKT_STATEMENT_PROFILE, "extends");
    if (last && vikt_value_is_wrong(&last->value))
        make_hole(any_setting(&layers->items[top], VIKT_STATEMENT_PROFILE, "extends"));
    return rc;
}

/* Puts the layers into their order: built-in, base, ini, rules. A file that is both base and ini is
 * there once. */
static vikt_code arrange(vikt_layers *layers, const chain *c, size_t own, vikt_error *err)
{
    vikt_layer ordered[VIKT_LAYERS_MAX];
    bool placed[VIKT_LAYERS_MAX] = {false};
    size_t count = 0, builtin = layers->count;

    if (c->builtin) {
        vikt_code rc = vikt_layers_add(layers, NULL, err);

        if (rc != VIKT_OK)
            return rc;
        ordered[count++] = layers->items[builtin];
        placed[builtin] = true;
    }
    for (size_t i = c->count; i > 0; i--) {
        layers->items[c->items[i - 1]].extended = true;
        ordered[count++] = layers->items[c->items[i - 1]];
        placed[c->items[i - 1]] = true;
    }
    for (size_t i = 0; i < own; i++) {
        if (!placed[i])
            ordered[count++] = layers->items[i];
    }
    memcpy(layers->items, ordered, count * sizeof *ordered);
    return VIKT_OK;
}

/* The rule file: as told, else what the ini's [sources] name. */
static vikt_code add_rules(vikt_layers *layers, const vikt_profile_options *options,
                           vikt_error *err)
{
    const vikt_layer *ini = options->ini ? &layers->items[0] : NULL;
    const vikt_setting *setting = text_setting(ini, VIKT_STATEMENT_SOURCES, "rules");
    const char *path = options->rules;
    bool more;
    vikt_code rc;

    if (path)
        return find(layers, path) ? VIKT_OK : vikt_layers_add(layers, path, err);
    if (!setting)
        return VIKT_OK;
    rc = beside(layers, ini, setting, &path, err);
    if (rc != VIKT_OK || !path || find(layers, path))
        return rc;
    return add_named(layers, path, setting, &more, err);
}

/* The file's name without folder and ending. */
static vikt_text base_name(vikt_text path)
{
    vikt_text name = path;

    for (size_t i = 0; i < path.length; i++) {
        if (path.at[i] == '/')
            name = (vikt_text){path.at + i + 1, path.length - i - 1};
    }
    if (ends_with(name, ".ini") || ends_with(name, ".lua"))
        name.length -= 4;
    return name;
}

/* Where nobody states a name, the topmost file's own stands in for it. */
static vikt_code name_profile(vikt_layers *layers, vikt_error *err)
{
    vikt_statement *last = NULL;
    vikt_layer *of = NULL;

    for (size_t i = 0; i < layers->count; i++) {
        vikt_draft *draft = &layers->items[i].draft;
        vikt_statement *statement = vikt_draft_find(draft, VIKT_STATEMENT_PROFILE, (vikt_text){0});

        if (!statement)
            continue;
        if (statement->name.length || vikt_statement_find(statement, "name"))
            return VIKT_OK;
        last = statement;
        of = &layers->items[i];
    }
    if (!last)
        return VIKT_OK;
    last->name = vikt_text_copy(&of->draft.arena, base_name(layers->items[layers->count - 1].path));
    return last->name.at ? VIKT_OK : vikt_fail_memory(err);
}

vikt_code vikt_layers_load(vikt_layers *layers, const vikt_profile_options *options,
                           vikt_error *err)
{
    chain c = {.builtin = true};
    size_t own;
    vikt_code rc = options->ini ? vikt_layers_add(layers, options->ini, err) : VIKT_OK;

    if (rc == VIKT_OK)
        rc = add_rules(layers, options, err);
    own = layers->count;
    /* The topmost file that states a base decides. */
    for (size_t i = own; rc == VIKT_OK && i > 0; i--) {
        if (text_setting(&layers->items[i - 1], VIKT_STATEMENT_PROFILE, "extends")) {
            rc = follow(layers, i - 1, &c, err);
            break;
        }
    }
    if (rc == VIKT_OK)
        rc = arrange(layers, &c, own, err);
    return rc == VIKT_OK ? name_profile(layers, err) : rc;
}
