/* SPDX-License-Identifier: MIT */
#include "core/import/rating_join.h"

#include "core/base/defuse.h"
#include "core/import/name.h"

void vikt_rating_join_init(vikt_rating_join *join, const vikt_import *import)
{
    const vikt_allocator *allocator = import->arena.allocator;

    *join = (vikt_rating_join){.import = import};
    vikt_map_init(&join->names, allocator);
    vikt_arena_init(&join->arena, allocator);
}

void vikt_rating_join_clear(vikt_rating_join *join)
{
    vikt_map_clear(&join->names);
    vikt_arena_clear(&join->arena);
}

/* Made when the first name is asked for. */
static bool fold_names(vikt_rating_join *join)
{
    const vikt_column *names = join->import->names;

    if (join->has_names)
        return true;
    if (!vikt_map_reserve(&join->names, join->import->count))
        return false;
    join->has_names = vikt_names_index(names, join->import->count, &join->arena, &join->names);
    return join->has_names;
}

static size_t find_name(vikt_rating_join *join, vikt_text name, const char **why)
{
    vikt_text folded = vikt_name_folded(&join->arena, name);
    const uint32_t *found;

    if (!folded.at || !fold_names(join)) {
        join->failed = true;
        return VIKT_INDEX_NONE;
    }
    found = vikt_map_find(&join->names, folded);
    *why =
        found ? "is the name of several customers; give the key" : "is no customer's name or key";
    return found && *found != VIKT_NAME_SEVERAL ? *found : VIKT_INDEX_NONE;
}

static size_t find(vikt_rating_join *join, vikt_text key, vikt_text name, const char **why)
{
    bool named = join->import->readings[0].key_origin == VIKT_KEY_BY_NAME;
    size_t customer;

    *why = "has neither a key nor a name";
    if (key.length && !(named && name.length)) {
        *why = "is no customer's key";
        return vikt_column_find(join->import->keys, key);
    }
    if (!name.length)
        return VIKT_INDEX_NONE;
    customer = find_name(join, name, why);
    /* A column "Customer" holds either; keys that repeat are not seen to be keys by themselves. */
    return customer == VIKT_INDEX_NONE && !join->failed ? vikt_column_find(join->import->keys, name) : customer;
}

/* As it stands, and as it was before apostrophes kept a spreadsheet from computing it. */
size_t vikt_rating_join_find(vikt_rating_join *join, vikt_text key, vikt_text name,
                             const char **why)
{
    vikt_text bare_key = vikt_defuse_undo(&join->arena, key);
    vikt_text bare_name = vikt_defuse_undo(&join->arena, name);
    size_t verbatim = find(join, key, name, why), bare;

    join->failed |= (key.length && !bare_key.at) || (name.length && !bare_name.at);
    if (join->failed || (bare_key.length == key.length && bare_name.length == name.length))
        return verbatim;
    bare = find(join, bare_key, bare_name, why);
    if (bare == VIKT_INDEX_NONE || verbatim == VIKT_INDEX_NONE || bare == verbatim)
        return bare == VIKT_INDEX_NONE ? verbatim : bare;
    *why = "is one customer with its apostrophe and another without";
    return VIKT_INDEX_NONE;
}
