/* SPDX-License-Identifier: MIT
 *
 * What a profile is called when no file says so.
 */
#include "core/base/fail.h"
#include "core/profile/layers.h"

/* The file's name without folder and ending. */
static vikt_text base_name(vikt_text path)
{
    vikt_text name = path;

    for (size_t i = 0; i < path.length; i++) {
        if (path.at[i] == '/')
            name = (vikt_text){path.at + i + 1, path.length - i - 1};
    }
    if (vikt_text_ends(name, ".ini") || vikt_text_ends(name, ".lua"))
        name.length -= 4;
    return name;
}

vikt_code vikt_layers_name(vikt_layers *layers, vikt_error *err)
{
    vikt_statement *last = NULL;
    vikt_layer *of = NULL;
    size_t top;

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
    top = layers->count - 1; /* tables, which stand behind the rest, name nothing */
    while (top > 0 && vikt_layers_is_table(layers->items[top].path))
        top--;
    last->name = vikt_text_copy(&of->draft.arena, base_name(layers->items[top].path));
    return last->name.at ? VIKT_OK : vikt_fail_memory(err);
}
