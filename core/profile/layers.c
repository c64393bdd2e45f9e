/* SPDX-License-Identifier: MIT */
#include "core/profile/layers.h"

#include <errno.h>
#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/folder.h"
#include "core/base/nearest.h"
#include "core/profile/beside.h"
#include "core/profile/default_ini.h"
#include "core/profile/module.h"
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

vikt_code vikt_layers_read(vikt_layers *layers, vikt_text of, vikt_text name, vikt_text *out,
                           vikt_error *err)
{
    const char *why = NULL;
    vikt_place place = vikt_place_of(name.at, 0, 0);
    FILE *file;
    vikt_code rc;

    *out = (vikt_text){0};
    if (layers->recalled)
        return vikt_fail(err, VIKT_INPUT, place, "is not among the files that were stored");
    file = of.at ? vikt_beside_open(of, name, &why) : fopen(name.at, "rb");
    if (!file)
        return vikt_fail(err, VIKT_INPUT, place, "cannot be read: %s", why ? why : strerror(errno));
    rc = read_all(layers, file, place, out, err);
    fclose(file);
    return rc;
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

vikt_code vikt_layers_parse(vikt_layers *layers, vikt_layer *layer, vikt_error *err)
{
    const vikt_rule_language *language = layers->language;
    const char *path = layer->path.at;
    vikt_modules modules = vikt_module_source(layers);
    bool builtin = vikt_text_is(layer->path, "default");
    vikt_code rc;

    if (layers->edited && vikt_text_equal(layers->edited->path, layer->path))
        layer->text = layers->edited->text;
    if (builtin || vikt_text_ends(layer->path, ".ini"))
        return vikt_profile_ini_read(path, layer->text, &layer->draft, &layers->listener,
                                     &layers->errors, err);
    if (!language || (!layer->module && !vikt_text_ends(layer->path, language->extension)))
        return vikt_fail(err, VIKT_USAGE, vikt_place_of(path, 0, 0),
                         "is neither an .ini nor a %s file",
                         language ? language->extension : "known rule");
    rc = open_engine(layers, err);
    if (rc != VIKT_OK)
        return rc;
    layer->loading = true;
    rc = layers->engine.load(layers->engine.self, path, layer->text, &layer->draft, &modules,
                             &layers->listener, &layers->errors, err);
    layer->loading = false;
    return rc;
}

vikt_layer *vikt_layers_find(vikt_layers *layers, const char *path)
{
    for (size_t i = 0; i < layers->count; i++) {
        if (vikt_text_is(layers->items[i].path, path))
            return &layers->items[i];
    }
    return NULL;
}

vikt_layer *vikt_layers_push(vikt_layers *layers, const char *path, vikt_text text, vikt_error *err)
{
    vikt_layer *layer = &layers->items[layers->count];

    *layer = (vikt_layer){.path = vikt_text_copy(layers->arena, vikt_text_of(path)), .text = text};
    if (!layer->path.at) {
        vikt_fail_memory(err);
        return NULL;
    }
    vikt_draft_init(&layer->draft, layers->allocator);
    layers->count++;
    return layer;
}

static void say_what_was_meant(const char *path, vikt_error *err)
{
    char hint[300];
    size_t length = err ? strlen(err->message) : 0;

    if (err)
        snprintf(err->message + length, sizeof err->message - length, "%s",
                 vikt_folder_hint(path, hint, sizeof hint));
}

/* A file that `of` names is `name` there. */
static vikt_code add(vikt_layers *layers, const char *path, vikt_text of, vikt_text name,
                     vikt_error *err)
{
    vikt_layer *layer;
    vikt_text text;
    vikt_code rc = vikt_layers_read(layers, of, of.at ? name : vikt_text_of(path), &text, err);

    if (rc == VIKT_INPUT && !layers->recalled)
        say_what_was_meant(path, err);
    if (rc != VIKT_OK)
        return rc;
    layer = vikt_layers_push(layers, path, text, err);
    return layer ? vikt_layers_parse(layers, layer, err) : VIKT_MEMORY;
}

static void mark_builtin(vikt_layer *layer)
{
    for (size_t i = 0; i < layer->draft.count; i++)
        layer->draft.statements[i].builtin = true;
}

static vikt_code add_builtin(vikt_layers *layers, vikt_error *err)
{
    vikt_text text = {(const char *)vikt_default_ini, vikt_default_ini_size};
    vikt_layer *layer = vikt_layers_push(layers, "default", text, err);
    vikt_code rc = layer ? vikt_layers_parse(layers, layer, err) : VIKT_MEMORY;

    if (rc == VIKT_OK)
        mark_builtin(layer);
    return rc;
}

vikt_code vikt_layers_add(vikt_layers *layers, const char *path, vikt_error *err)
{
    return path ? add(layers, path, (vikt_text){0}, (vikt_text){0}, err) : add_builtin(layers, err);
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

/* The compiler does not tell of what is not there: it may be in the file that could not be had. */
static void lose(vikt_layers *layers)
{
    layers->errors++;
    layers->incomplete = true;
}

static const vikt_setting *text_setting(const vikt_layer *layer, vikt_statement_kind kind,
                                        const char *key)
{
    const vikt_statement *statement =
        layer ? vikt_draft_find(&layer->draft, kind, (vikt_text){0}) : NULL;
    const vikt_setting *setting = statement ? vikt_statement_find(statement, key) : NULL;

    return setting && setting->value.kind == VIKT_VALUE_TEXT ? setting : NULL;
}

static void wrong_file(vikt_layers *layers, const vikt_setting *setting)
{
    vikt_text name = setting->value.text;
    vikt_nearest nearest = {.wanted = name};
    char hint[160];

    lose(layers);
    if (!vikt_beside_allows(name)) {
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

    *out = NULL;
    if (!vikt_beside_allows(name) ||
        (!vikt_text_ends(name, ".ini") && !vikt_text_ends(name, ".lua"))) {
        wrong_file(layers, setting);
        return VIKT_OK;
    }
    *out = vikt_beside_path(layers->arena, layer->path, name);
    return *out ? VIKT_OK : vikt_fail_memory(err);
}

/* Adds the file that a setting of the file `of` names. One that cannot be read is told there; *more
 * then becomes false. */
static vikt_code add_named(vikt_layers *layers, const char *path, vikt_text of,
                           const vikt_setting *setting, bool *more, vikt_error *err)
{
    vikt_text name = setting->value.text;
    size_t count = layers->count;
    vikt_error inner = {0};
    vikt_code rc = add(layers, path, of, name, &inner);

    *more = rc == VIKT_OK;
    if (rc == VIKT_OK)
        return VIKT_OK;
    if (rc != VIKT_INPUT || layers->count > count) {
        if (err)
            *err = inner;
        return rc;
    }
    lose(layers);
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
    lose(layers);
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
        lose(layers);
        vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, setting->place,
                  "more than %d files extend each other", VIKT_EXTENDS_MAX);
        return VIKT_OK;
    }
    known = vikt_layers_find(layers, path); /* the company's ini may be what its rules extend */
    *more = true;
    if (!known) {
        rc = add_named(layers, path, layers->items[*at].path, setting, more, err);
        known = &layers->items[layers->count - 1];
    }
    if (*more)
        *at = c->items[c->count++] = (size_t)(known - layers->items);
    return rc;
}

static vikt_code follow(vikt_layers *layers, size_t top, chain *c, vikt_error *err)
{
    size_t at = top;
    bool more = true;
    vikt_code rc = VIKT_OK;

    while (rc == VIKT_OK && more)
        rc = step(layers, top, &at, c, &more, err);
    return rc;
}

/* The layers in their order. */
typedef struct order {
    vikt_layer items[VIKT_LAYERS_MAX];
    size_t count;
    bool placed[VIKT_LAYERS_MAX];
} order;

/* Modules stand below the first file that requires them, in the order in which it does. A file may
 * be there twice: as base and ini, as base and module. */
static void place(const vikt_layers *layers, size_t i, order *o)
{
    const vikt_layer *layer = &layers->items[i];

    if (o->placed[i])
        return;
    o->placed[i] = true;
    for (size_t use = 0; use < layer->use_count; use++)
        place(layers, layer->uses[use], o);
    o->items[o->count++] = *layer;
}

/* Built-in, base, ini, rules. */
static vikt_code arrange(vikt_layers *layers, const chain *c, size_t own, vikt_error *err)
{
    order o = {.count = 0};

    if (c->builtin) {
        vikt_code rc = add_builtin(layers, err);

        if (rc != VIKT_OK)
            return rc;
        place(layers, layers->count - 1, &o);
    }
    for (size_t i = c->count; i > 0; i--) {
        layers->items[c->items[i - 1]].stood_on = true;
        place(layers, c->items[i - 1], &o);
    }
    for (size_t i = 0; i < own; i++)
        place(layers, i, &o);
    memcpy(layers->items, o.items, o.count * sizeof *o.items);
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
        return vikt_layers_find(layers, path) ? VIKT_OK : vikt_layers_add(layers, path, err);
    if (!setting)
        return VIKT_OK;
    rc = beside(layers, ini, setting, &path, err);
    if (rc != VIKT_OK || !path || vikt_layers_find(layers, path))
        return rc;
    return add_named(layers, path, ini->path, setting, &more, err);
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
        if (!layers->items[i - 1].module &&
            text_setting(&layers->items[i - 1], VIKT_STATEMENT_PROFILE, "extends")) {
            rc = follow(layers, i - 1, &c, err);
            break;
        }
    }
    if (rc == VIKT_OK)
        rc = vikt_module_listed(layers, err);
    if (rc == VIKT_OK)
        rc = arrange(layers, &c, own, err);
    if (rc == VIKT_OK)
        rc = vikt_layers_name(layers, err);
    return rc == VIKT_OK ? vikt_layers_tables(layers, err) : rc;
}

/* ---- the files of a stored run ---- */

static vikt_code recall(vikt_layers *layers, const vikt_profile_file *file, vikt_error *err)
{
    vikt_text text = file->text;
    vikt_layer *layer;
    vikt_code rc;

    if (text.length)
        text = vikt_text_copy(layers->arena, text);
    if (text.length && !text.at)
        return vikt_fail_memory(err);
    layer = vikt_layers_push(layers, file->path.at, text, err);
    if (!layer)
        return VIKT_MEMORY;
    layer->stood_on = true; /* nobody asks for its tests */
    if (vikt_layers_is_table(layer->path))
        return VIKT_OK; /* read when a statement names it */
    layer->module = layer->library = vikt_module_is_factor(layer->path);
    rc = vikt_layers_parse(layers, layer, err);
    if (vikt_text_is(layer->path, "default"))
        mark_builtin(layer);
    return rc;
}

vikt_code vikt_layers_recall(vikt_layers *layers, const vikt_profile_file *files, size_t count,
                             vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    layers->recalled = true;
    if (count > VIKT_LAYERS_MAX)
        return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "more than %d files", VIKT_LAYERS_MAX);
    for (size_t i = 0; rc == VIKT_OK && i < count; i++)
        rc = recall(layers, &files[i], err);
    if (rc == VIKT_OK)
        rc = vikt_layers_name(layers, err);
    return rc == VIKT_OK ? vikt_layers_tables(layers, err) : rc;
}
