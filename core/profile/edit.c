/* SPDX-License-Identifier: MIT */
#include "core/profile/edit.h"

#include "core/base/number.h"
#include "core/profile/spec.h"
#include "core/profile/statement.h"

enum { WORDS_MAX = 400, VALUE_MAX = 80 };

typedef struct differing {
    const vikt_profile *sides[2];
    const vikt_rule_language *language;
    vikt_arena *arena;
    vikt_edit *items;
    size_t count, capacity;
    bool failed;
} differing;

/* ---- functions: their text ---- */

static vikt_text file_text(const vikt_profile *profile, const char *source)
{
    for (size_t i = 0; i < profile->file_count; i++)
        if (vikt_text_is(profile->files[i].path, source))
            return profile->files[i].text;
    return (vikt_text){0};
}

static vikt_text function_text(const differing *d, size_t side, vikt_place place)
{
    vikt_text text = file_text(d->sides[side], place.source);

    return d->language && d->language->functions ? d->language->functions(text, place.line) : text;
}

static bool same_function(const differing *d, const vikt_place places[2])
{
    return vikt_text_equal(function_text(d, 0, places[0]), function_text(d, 1, places[1]));
}

/* ---- values ---- */

static bool same_value(const differing *d, const vikt_value *a, const vikt_value *b,
                       const vikt_place places[2])
{
    if (a->kind != b->kind || a->count != b->count || !vikt_text_equal(a->text, b->text))
        return false;
    if (a->kind == VIKT_VALUE_NUMBER && a->number != b->number)
        return false;
    if (a->kind == VIKT_VALUE_TRUTH && a->truth != b->truth)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!vikt_text_equal(a->entries[i].key, b->entries[i].key) ||
            (a->kind != VIKT_VALUE_FUNCTION &&
             !same_value(d, &a->entries[i].value, &b->entries[i].value, places)))
            return false;
    if (a->kind != VIKT_VALUE_FUNCTION)
        return true;
    return same_function(d, (const vikt_place[]){a->place.line ? a->place : places[0],
                                                 b->place.line ? b->place : places[1]});
}

static bool same_setting(const differing *d, const vikt_setting *a, const vikt_setting *b)
{
    return same_value(d, &a->value, &b->value, (const vikt_place[]){a->place, b->place});
}

/* As INI writes it, near enough. */
static void write_value(const vikt_value *value, vikt_buffer *out)
{
    char number[VIKT_NUMBER_MAX];
    const char *between = value->kind == VIKT_VALUE_CALL ? " " : ", ";

    if (value->kind == VIKT_VALUE_NUMBER) {
        vikt_number_write(value->number, number);
        vikt_buffer_string(out, number);
        return;
    }
    if (value->kind == VIKT_VALUE_TRUTH || value->kind == VIKT_VALUE_FUNCTION) {
        vikt_buffer_string(out, value->kind == VIKT_VALUE_FUNCTION ? "function"
                                : value->truth                     ? "yes"
                                                                   : "no");
        return;
    }
    vikt_buffer_text(out, value->text);
    for (size_t i = 0; i < value->count; i++) {
        const vikt_entry *entry = &value->entries[i];

        if (i || value->text.length)
            vikt_buffer_string(out, i ? between : " ");
        vikt_buffer_text(out, entry->key);
        if (entry->key.length)
            vikt_buffer_byte(out, ' ');
        if (entry->value.kind == VIKT_VALUE_LIST && entry->value.count == 2) {
            write_value(&entry->value.entries[0].value, out); /* a class and its limit */
            vikt_buffer_byte(out, ' ');
            write_value(&entry->value.entries[1].value, out);
        } else {
            write_value(&entry->value, out);
        }
    }
}

static void add_value(const vikt_value *value, vikt_arena *arena, vikt_buffer *out)
{
    vikt_buffer text;

    vikt_buffer_init(&text, arena->allocator, 1 << 20);
    write_value(value, &text);
    out->failed |= text.failed;
    if (!text.failed && text.length > VALUE_MAX) {
        size_t end = VALUE_MAX;

        while (end && ((unsigned char)text.at[end] & 0xc0) == 0x80)
            end--;
        vikt_buffer_add(out, text.at, end);
        vikt_buffer_string(out, "...");
    } else if (!text.failed) {
        vikt_buffer_text(out, vikt_buffer_view(&text));
    }
    vikt_buffer_clear(&text);
}

/* ---- settings ---- */

/* Of the profile itself what can change a result. */
static bool counts(vikt_statement_kind kind, const char *key)
{
    return kind != VIKT_STATEMENT_PROFILE ||
           !vikt_spec_listed("name extends require language", vikt_text_of(key));
}

static void add_word(vikt_buffer *out, const char *key)
{
    if (out->length)
        vikt_buffer_string(out, ", ");
    vikt_buffer_string(out, key);
    vikt_buffer_byte(out, ' ');
}

/* What of a key differs; true when something does. */
static bool add_setting(differing *d, const vikt_setting *a, const vikt_setting *b,
                        vikt_buffer *out)
{
    if (a && b && same_setting(d, a, b))
        return false;
    add_word(out, a ? a->key.at : b->key.at);
    if (!a) {
        add_value(&b->value, d->arena, out);
        vikt_buffer_string(out, " added");
    } else if (!b) {
        add_value(&a->value, d->arena, out);
        vikt_buffer_string(out, " removed");
    } else if (a->value.kind == VIKT_VALUE_FUNCTION && b->value.kind == VIKT_VALUE_FUNCTION) {
        vikt_buffer_string(out, "function changed");
    } else {
        add_value(&a->value, d->arena, out);
        vikt_buffer_string(out, " -> ");
        add_value(&b->value, d->arena, out);
    }
    return true;
}

static void take_places(const vikt_setting *a, const vikt_setting *b, vikt_place places[2])
{
    if (a)
        places[0] = a->place;
    if (b)
        places[1] = b->place;
}

/* Keys in the second statement's order, then those that it does not have. */
static size_t compare_settings(differing *d, const vikt_statement *a, const vikt_statement *b,
                               vikt_buffer *out, vikt_place places[2])
{
    size_t found = 0;

    for (size_t i = 0; i < b->count; i++) {
        const vikt_setting *other = vikt_statement_find(a, b->settings[i].key.at);

        if (counts(b->kind, b->settings[i].key.at) && add_setting(d, other, &b->settings[i], out) &&
            !found++)
            take_places(other, &b->settings[i], places);
    }
    for (size_t i = 0; i < a->count; i++)
        if (counts(a->kind, a->settings[i].key.at) &&
            !vikt_statement_find(b, a->settings[i].key.at) &&
            add_setting(d, &a->settings[i], NULL, out) && !found++)
            take_places(&a->settings[i], NULL, places);
    return found;
}

/* ---- statements ---- */

static const vikt_statement *find(const vikt_profile *profile, const vikt_statement *like)
{
    bool named = vikt_statement_named(like->kind) && like->kind != VIKT_STATEMENT_PROFILE;

    for (size_t i = 0; i < profile->statement_count; i++) {
        const vikt_statement *statement = &profile->statements[i];

        if (statement->kind == like->kind &&
            (!named || vikt_text_equal(statement->name, like->name)))
            return statement;
    }
    return NULL;
}

static void add(differing *d, const vikt_statement *a, const vikt_statement *b, const char *what,
                const vikt_place places[2])
{
    const vikt_statement *any = b ? b : a;
    const char *word = vikt_statement_word(any->kind);
    bool named = vikt_statement_named(any->kind) && any->kind != VIKT_STATEMENT_PROFILE;
    vikt_edit *items = vikt_arena_grow(d->arena, d->items, d->count, &d->capacity, sizeof *items);
    const char *label =
        named ? vikt_arena_print(d->arena, "%s \"%.*s\"", word, VIKT_SHOW(any->name)) : word;
    const char *kept = vikt_arena_print(d->arena, "%s", what);

    if (!items || !label || !kept) {
        d->failed = true;
        return;
    }
    d->items = items;
    items[d->count++] = (vikt_edit){.kind = any->kind,
                                    .name = any->name,
                                    .label = label,
                                    .what = kept,
                                    .places = {places[0], places[1]}};
}

static void compare_statement(differing *d, const vikt_statement *a, const vikt_statement *b)
{
    vikt_place places[2] = {{{0}, 0, 0}, {{0}, 0, 0}};
    vikt_buffer what;

    if (a)
        places[0] = a->place;
    if (b)
        places[1] = b->place;
    if (!a || !b) {
        add(d, a, b, a ? "removed" : "added", places);
        return;
    }
    vikt_buffer_init(&what, d->arena->allocator, 1 << 16);
    if (compare_settings(d, a, b, &what, places)) {
        vikt_buffer_byte(&what, '\0');
        if (!what.failed)
            add(d, a, b, what.at, places);
        d->failed |= what.failed;
    }
    vikt_buffer_clear(&what);
}

static void compare_kind(differing *d, vikt_statement_kind kind)
{
    for (size_t i = 0; i < d->sides[1]->statement_count; i++) {
        const vikt_statement *b = &d->sides[1]->statements[i];

        if (b->kind == kind)
            compare_statement(d, find(d->sides[0], b), b);
    }
    for (size_t i = 0; i < d->sides[0]->statement_count; i++) {
        const vikt_statement *a = &d->sides[0]->statements[i];

        if (a->kind == kind && !find(d->sides[1], a))
            compare_statement(d, a, NULL);
    }
}

bool vikt_edits_of(const vikt_profile *first, const vikt_profile *second,
                   const vikt_rule_language *language, vikt_arena *arena, vikt_edit **out,
                   size_t *count)
{
    differing d = {.sides = {first, second}, .language = language, .arena = arena};

    for (int kind = 0; kind < VIKT_STATEMENT_COUNT; kind++)
        if (!vikt_statement_form_of((vikt_statement_kind)kind)->idle)
            compare_kind(&d, (vikt_statement_kind)kind);
    *out = d.items;
    *count = d.count;
    return !d.failed;
}
