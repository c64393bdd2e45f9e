/* SPDX-License-Identifier: MIT */
#include "core/profile/profile.h"

#include "core/base/digest.h"
#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/base/number.h"
#include "core/profile/compile.h"
#include "core/profile/layers.h"
#include "core/profile/mark.h"
#include "core/profile/members.h"
#include "core/profile/override.h"
#include "core/profile/problems.h"

/* All that a load needs on its way; what is kept moves into the profile. */
typedef struct load {
    const vikt_profile_options *options;
    const vikt_profile_file *kept; /* of a stored run; NULL: files are read */
    size_t kept_count;
    const vikt_allocator *allocator;
    const vikt_columns *columns; /* of the data, or NULL */
    vikt_problems problems;
    vikt_layers layers;
    vikt_draft merged; /* its arena becomes the profile's */
    vikt_text overrides;
} load;

static void load_init(load *l, const vikt_profile_options *options, const vikt_profile_file *edited)
{
    *l = (load){.options = options, .allocator = options->allocator};
    if (!l->allocator)
        l->allocator = vikt_allocator_default();
    vikt_problems_init(&l->problems, l->allocator);
    vikt_draft_init(&l->merged, l->allocator);
    l->layers.arena = &l->merged.arena;
    l->layers.allocator = l->allocator;
    l->layers.language = options->language;
    l->layers.edited = edited;
    l->layers.listener = vikt_problems_listener(&l->problems);
}

static void load_clear(load *l)
{
    vikt_layers_clear(&l->layers);
    vikt_draft_clear(&l->merged);
    vikt_problems_clear(&l->problems);
}

static vikt_code merge(load *l, const vikt_draft *over, vikt_error *err)
{
    return vikt_draft_merge(&l->merged, over, &l->layers.listener, &l->layers.errors, err);
}

static vikt_code merge_overrides(load *l, vikt_error *err)
{
    const vikt_profile_options *options = l->options;
    vikt_draft draft;
    vikt_code rc;

    if (options->override_count == 0)
        return VIKT_OK;
    vikt_draft_init(&draft, l->allocator);
    rc = vikt_override_read(options->overrides, options->override_count, &l->merged, &draft,
                            &l->merged.arena, &l->overrides, err);
    if (rc == VIKT_OK)
        rc = merge(l, &draft, err);
    vikt_draft_clear(&draft);
    return rc;
}

/* Numbers that a file expects of itself are not those of a profile that changes it. */
static void drop_tests(vikt_draft *draft)
{
    size_t kept = 0;

    for (size_t i = 0; i < draft->count; i++) {
        if (draft->statements[i].kind != VIKT_STATEMENT_TEST)
            draft->statements[kept++] = draft->statements[i];
    }
    draft->count = kept;
}

static vikt_code load_drafts(load *l, vikt_error *err)
{
    vikt_code rc = l->kept ? vikt_layers_recall(&l->layers, l->kept, l->kept_count, err)
                           : vikt_layers_load(&l->layers, l->options, err);

    l->merged.incomplete = l->layers.incomplete;
    for (size_t i = 0; rc == VIKT_OK && i < l->layers.count; i++) {
        if (l->layers.items[i].stood_on)
            drop_tests(&l->layers.items[i].draft);
        rc = merge(l, &l->layers.items[i].draft, err);
    }
    return rc == VIKT_OK ? merge_overrides(l, err) : rc;
}

static vikt_code keep_files(load *l, vikt_profile *profile, vikt_error *err)
{
    size_t count = l->layers.count + (l->overrides.length > 0);

    profile->files = vikt_arena_new(&profile->arena, count, sizeof *profile->files);
    if (!profile->files)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < l->layers.count; i++)
        profile->files[profile->file_count++] =
            (vikt_profile_file){l->layers.items[i].path, l->layers.items[i].text};
    if (l->overrides.length)
        profile->files[profile->file_count++] =
            (vikt_profile_file){VIKT_TEXT("--set"), l->overrides};
    return VIKT_OK;
}

/* Over all texts, each with its length before it, so that no two sets of files look alike. Paths do
 * not count. */
static vikt_code make_digest(vikt_profile *profile, vikt_error *err)
{
    vikt_buffer all;
    vikt_code rc = VIKT_OK;

    vikt_buffer_init(&all, profile->arena.allocator,
                     (size_t)(VIKT_LAYERS_MAX + 1) * (VIKT_LAYER_BYTES_MAX + 32));
    for (size_t i = 0; i < profile->file_count; i++) {
        vikt_buffer_print(&all, "%zu\n", profile->files[i].text.length);
        vikt_buffer_text(&all, profile->files[i].text);
    }
    if (all.failed)
        rc = vikt_fail_memory(err);
    else
        vikt_digest_of(vikt_buffer_view(&all), profile->digest);
    vikt_buffer_clear(&all);
    return rc;
}

static vikt_code compile(load *l, vikt_profile **out, vikt_error *err)
{
    vikt_profile *profile = vikt_acquire(l->allocator, 1, sizeof *profile);
    vikt_code rc;

    if (!profile)
        return vikt_fail_memory(err);
    *out = profile;
    profile->arena = l->merged.arena; /* moved, with all that the merged draft points at */
    vikt_arena_init(&l->merged.arena, l->allocator);
    profile->statements = l->merged.statements;
    profile->statement_count = l->merged.count;
    profile->has_engine = l->layers.has_engine;
    profile->engine = l->layers.engine;
    l->layers.has_engine = false;
    rc = vikt_compile(&l->merged, profile, l->columns, &l->layers.listener, &l->layers.errors, err);
    if (rc == VIKT_OK)
        rc = keep_files(l, profile, err);
    if (rc == VIKT_OK && !l->merged.incomplete)
        vikt_members_check(profile, &l->layers.listener, &l->layers.errors);
    return rc == VIKT_OK ? make_digest(profile, err) : rc;
}

/* What each problem speaks of, while the texts of all files are at hand. */
static void mark_problems(load *l)
{
    vikt_profile_file files[VIKT_LAYERS_MAX];

    for (size_t i = 0; i < l->layers.count; i++)
        files[i] = (vikt_profile_file){l->layers.items[i].path, l->layers.items[i].text};
    for (size_t i = 0; i < l->problems.count; i++)
        vikt_mark_find_in(files, l->layers.count, &l->problems.items[i].what);
}

/* Tells all problems in order; a wrong value of an override is wrong use, not a wrong file. */
static vikt_code tell(load *l, vikt_code rc, const vikt_listener *listener, vikt_error *err)
{
    vikt_text paths[VIKT_LAYERS_MAX + 1];
    vikt_error first = {0};
    size_t count = 0;

    if (rc == VIKT_MEMORY || l->problems.no_memory)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < l->layers.count; i++)
        paths[count++] = l->layers.items[i].path;
    mark_problems(l);
    for (size_t i = 0; i < l->problems.count; i++) {
        vikt_error *what = &l->problems.items[i].what;

        if (what->code == VIKT_PROFILE && strcmp(what->place.source, "--set") == 0)
            what->code = VIKT_USAGE;
    }
    if (vikt_problems_tell(&l->problems, paths, count, listener, &first) && rc == VIKT_OK) {
        *err = first;
        return first.code;
    }
    if (rc == VIKT_OK && l->layers.errors > 0) /* a rule language that counts without telling */
        return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "the rules hold %zu error%s",
                         l->layers.errors, l->layers.errors == 1 ? "" : "s");
    return rc;
}

/* What ends a load at once is heard too, behind what was found before it. */
static void tell_end(const vikt_listener *listener, vikt_code rc, const vikt_error *error)
{
    if (rc != VIKT_OK && rc != VIKT_MEMORY)
        vikt_tell(listener, VIKT_ERROR, rc, error->place, "%s", error->message);
}

vikt_code vikt_profile_load(const vikt_profile_options *options, const vikt_listener *listener,
                            vikt_profile **out, vikt_error *err)
{
    return vikt_profile_load_with(options, NULL, NULL, listener, out, err);
}

static vikt_code run_load(load *l, const vikt_listener *listener, vikt_profile **out,
                          vikt_error *err)
{
    vikt_profile *profile = NULL;
    vikt_error local = {0};
    vikt_code rc, told;
    vikt_locale locale = vikt_locale_begin();

    rc = load_drafts(l, &local);
    if (rc == VIKT_OK)
        rc = compile(l, &profile, &local);
    told = tell(l, rc, listener, &local);
    tell_end(listener, rc, &local);
    if (told == VIKT_OK) {
        *out = profile;
        profile = NULL;
    } else if (err) {
        *err = local;
    }
    vikt_profile_free(profile);
    load_clear(l);
    vikt_locale_end(locale);
    return told;
}

vikt_code vikt_profile_load_with(const vikt_profile_options *options,
                                 const vikt_profile_file *edited, const vikt_columns *columns,
                                 const vikt_listener *listener, vikt_profile **out, vikt_error *err)
{
    static const vikt_profile_options none;
    load l;

    *out = NULL;
    load_init(&l, options ? options : &none, edited);
    l.columns = columns;
    return run_load(&l, listener, out, err);
}

/* ---- from the texts of a stored run ---- */

/* "name = value" by line, as override.c writes them. */
static vikt_override *split_overrides(vikt_arena *arena, vikt_text text, size_t *count)
{
    static const char sign[] = " = ";
    vikt_override *overrides = NULL, *grown;
    size_t capacity = 0;

    *count = 0;
    while (text.length) {
        vikt_text line = vikt_text_cut(&text, '\n');
        char *name = line.length ? vikt_arena_copy(arena, line.at, line.length) : NULL;
        char *value = name ? strstr(name, sign) : NULL;

        if (!value)
            continue;
        *value = '\0';
        grown = vikt_arena_grow(arena, overrides, *count, &capacity, sizeof *grown);
        if (!grown)
            return NULL;
        overrides = grown;
        overrides[(*count)++] = (vikt_override){name, value + sizeof sign - 1};
    }
    return overrides;
}

vikt_code vikt_profile_recall(const vikt_profile_file *files, size_t count,
                              const vikt_rule_language *language, const vikt_allocator *allocator,
                              const vikt_listener *listener, vikt_profile **out, vikt_error *err)
{
    vikt_profile_options options = {.language = language, .allocator = allocator};
    vikt_arena arena;
    vikt_code rc = VIKT_OK;
    load l;

    *out = NULL;
    vikt_arena_init(&arena, allocator);
    if (count > 0 && vikt_text_is(files[count - 1].path, "--set")) {
        options.overrides = split_overrides(&arena, files[--count].text, &options.override_count);
        rc = options.overrides ? VIKT_OK : vikt_fail_memory(err);
    }
    if (rc == VIKT_OK) {
        load_init(&l, &options, NULL);
        l.kept = files;
        l.kept_count = count;
        rc = run_load(&l, listener, out, err);
    }
    vikt_arena_clear(&arena);
    return rc;
}

void vikt_profile_free(vikt_profile *profile)
{
    const vikt_allocator *allocator;

    if (!profile)
        return;
    allocator = profile->arena.allocator;
    if (profile->has_engine)
        profile->engine.free(profile->engine.self);
    vikt_arena_clear(&profile->arena);
    vikt_release(allocator, profile);
}

const char *vikt_profile_name(const vikt_profile *profile)
{
    return profile->name.at;
}

size_t vikt_profile_criteria(const vikt_profile *profile)
{
    return profile->criterion_count;
}

size_t vikt_profile_schemes(const vikt_profile *profile)
{
    return profile->scheme_count;
}

/* The built-in profile is "default", and a factor's file is told by its name, "factors.payment"; a
 * user's file has an ending. */
bool vikt_profile_owns(vikt_place place)
{
    size_t length = strlen(place.source);
    bool file = length > 4 && (strcmp(place.source + length - 4, ".lua") == 0 ||
                               strcmp(place.source + length - 4, ".ini") == 0 ||
                               strcmp(place.source + length - 4, ".csv") == 0);

    return file ||
           (strcmp(place.source, "default") != 0 && strncmp(place.source, "factors.", 8) != 0);
}

vikt_text vikt_profile_slot_name(const vikt_profile *profile, vikt_slot slot)
{
    if (slot < profile->field_count)
        return profile->fields[slot].name;
    if (slot - profile->field_count < profile->measure_count)
        return profile->measures[slot - profile->field_count].name;
    return (vikt_text){0};
}

static vikt_slot field_slot(const vikt_profile *profile, const char *name)
{
    for (size_t i = 0; i < profile->field_count; i++) {
        if (vikt_text_is(profile->fields[i].name, name))
            return i;
    }
    return VIKT_SLOT_NONE;
}

/* A measure goes before a field of its name. */
vikt_slot vikt_profile_slot(const vikt_profile *profile, vikt_text name)
{
    for (size_t i = 0; i < profile->measure_count; i++) {
        if (vikt_text_equal(profile->measures[i].name, name))
            return profile->field_count + i;
    }
    for (size_t i = 0; i < profile->field_count; i++) {
        if (vikt_text_equal(profile->fields[i].name, name))
            return i;
    }
    return VIKT_SLOT_NONE;
}

vikt_slot vikt_profile_key_slot(const vikt_profile *profile)
{
    return field_slot(profile, "key");
}

vikt_slot vikt_profile_name_slot(const vikt_profile *profile)
{
    return field_slot(profile, "name");
}

size_t vikt_profile_criterion(const vikt_profile *profile, vikt_text name)
{
    for (size_t i = 0; i < profile->criterion_count; i++) {
        if (vikt_text_equal(profile->criteria[i].name, name))
            return i;
    }
    return VIKT_INDEX_NONE;
}

size_t vikt_profile_scheme(const vikt_profile *profile, vikt_text name)
{
    for (size_t i = 0; i < profile->scheme_count; i++) {
        if (vikt_text_equal(profile->schemes[i].name, name))
            return i;
    }
    return VIKT_INDEX_NONE;
}
