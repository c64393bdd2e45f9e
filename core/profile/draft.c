/* SPDX-License-Identifier: MIT */
#include "core/profile/draft.h"

#include "core/base/nearest.h"

/* Deeper lists than this are nobody's setting; the compiler tells of the text that stands for them.
 */
enum { DEPTH_MAX = 16 };

static const struct kind {
    const char *word;
    bool named;
} kinds[] = {
#define X(name, word, named) {#word, named},
    VIKT_STATEMENTS(X)
#undef X
};

void vikt_draft_init(vikt_draft *draft, const vikt_allocator *allocator)
{
    *draft = (vikt_draft){0};
    vikt_arena_init(&draft->arena, allocator);
}

void vikt_draft_clear(vikt_draft *draft)
{
    vikt_arena_clear(&draft->arena);
    draft->statements = NULL;
    draft->count = draft->capacity = 0;
}

const char *vikt_statement_word(vikt_statement_kind kind)
{
    return kinds[kind].word;
}

bool vikt_statement_named(vikt_statement_kind kind)
{
    return kinds[kind].named;
}

bool vikt_statement_kind_of(vikt_text word, vikt_statement_kind *out)
{
    for (size_t i = 0; i < VIKT_STATEMENT_COUNT; i++) {
        if (vikt_text_is(word, kinds[i].word)) {
            *out = (vikt_statement_kind)i;
            return true;
        }
    }
    return false;
}

const char *vikt_statement_hint(vikt_text word, char *hint, size_t size)
{
    vikt_nearest nearest = {.wanted = word};

    for (size_t i = 0; i < VIKT_STATEMENT_COUNT; i++)
        vikt_nearest_offer(&nearest, vikt_text_of(kinds[i].word));
    return vikt_nearest_hint(&nearest, hint, size);
}

vikt_statement *vikt_draft_add(vikt_draft *draft, vikt_statement_kind kind, vikt_text name,
                               vikt_place place)
{
    vikt_statement *statements = vikt_arena_grow(&draft->arena, draft->statements, draft->count,
                                                 &draft->capacity, sizeof *statements);
    vikt_text copy = {0};

    if (!statements)
        return NULL;
    draft->statements = statements;
    if (name.length) {
        copy = vikt_text_copy(&draft->arena, name);
        if (!copy.at)
            return NULL;
    }
    statements += draft->count++;
    *statements = (vikt_statement){.kind = kind, .name = copy, .place = place};
    return statements;
}

/* Lists inside lists are copied too, so that nothing points into the giver's memory. */
static bool copy_value(vikt_arena *arena, const vikt_value *from, vikt_value *to, int depth)
{
    *to = *from;
    to->text = (vikt_text){0};
    to->entries = NULL;
    to->count = 0;
    if (depth > DEPTH_MAX) {
        *to = (vikt_value){.kind = VIKT_VALUE_TEXT, .text = VIKT_TEXT("...")};
        return true;
    }
    if (from->text.length) {
        to->text = vikt_text_copy(arena, from->text);
        if (!to->text.at)
            return false;
    }
    if (from->count == 0)
        return true;
    to->entries = vikt_arena_new(arena, from->count, sizeof *to->entries);
    if (!to->entries)
        return false;
    to->count = from->count;
    for (size_t i = 0; i < from->count; i++) {
        vikt_text key = from->entries[i].key;

        if (key.length) {
            key = vikt_text_copy(arena, key);
            if (!key.at)
                return false;
        }
        to->entries[i].key = key;
        if (!copy_value(arena, &from->entries[i].value, &to->entries[i].value, depth + 1))
            return false;
    }
    return true;
}

bool vikt_draft_set(vikt_draft *draft, vikt_statement *statement, vikt_text key,
                    const vikt_value *value, vikt_place place)
{
    vikt_setting *settings = vikt_arena_grow(&draft->arena, statement->settings, statement->count,
                                             &statement->capacity, sizeof *settings);
    vikt_setting *setting;

    if (!settings)
        return false;
    statement->settings = settings;
    setting = &settings[statement->count];
    setting->key = vikt_text_copy(&draft->arena, key);
    setting->place = place;
    if (!setting->key.at || !copy_value(&draft->arena, value, &setting->value, 0))
        return false;
    statement->count++;
    return true;
}

const vikt_setting *vikt_statement_find(const vikt_statement *statement, const char *key)
{
    for (size_t i = statement->count; i > 0; i--) {
        if (vikt_text_is(statement->settings[i - 1].key, key))
            return &statement->settings[i - 1];
    }
    return NULL;
}

vikt_statement *vikt_draft_find(const vikt_draft *draft, vikt_statement_kind kind, vikt_text name)
{
    /* There is one profile, whatever each file calls it. */
    bool by_name = vikt_statement_named(kind) && kind != VIKT_STATEMENT_PROFILE;

    for (size_t i = 0; i < draft->count; i++) {
        vikt_statement *statement = &draft->statements[i];

        if (statement->kind == kind && (!by_name || vikt_text_equal(statement->name, name)))
            return statement;
    }
    return NULL;
}
