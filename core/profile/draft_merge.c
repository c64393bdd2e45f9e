/* SPDX-License-Identifier: MIT
 *
 * One file's statements on top of those before it.
 */
#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/draft.h"
#include "core/profile/statement.h"
#include "core/profile/twin.h"

typedef struct merge {
    vikt_draft *base;
    const vikt_draft *over;
    const vikt_listener *listener;
    size_t *errors;
} merge;

/* Settings that say the same thing in different ways: stating one of them takes back the others. A
 * criterion's or_points stands in for its points only. */
static const struct rival {
    vikt_statement_kind kind;
    const char *stated, *taken_back;
} rivals[] = {
    {VIKT_STATEMENT_CRITERION, "points", "or_points"},
    {VIKT_STATEMENT_RULE, "at_most", "at_least"},
    {VIKT_STATEMENT_RULE, "at_most", "exactly"},
    {VIKT_STATEMENT_RULE, "at_least", "at_most"},
    {VIKT_STATEMENT_RULE, "at_least", "exactly"},
    {VIKT_STATEMENT_RULE, "exactly", "at_most"},
    {VIKT_STATEMENT_RULE, "exactly", "at_least"},
    {VIKT_STATEMENT_FIELD, "required", "optional"},
    {VIKT_STATEMENT_FIELD, "optional", "required"},
};

static void drop_setting(vikt_statement *statement, size_t i)
{
    memmove(&statement->settings[i], &statement->settings[i + 1],
            (statement->count - i - 1) * sizeof *statement->settings);
    statement->count--;
}

static void drop_key(vikt_statement *statement, const char *key)
{
    for (size_t i = statement->count; i > 0; i--) {
        if (vikt_text_is(statement->settings[i - 1].key, key))
            drop_setting(statement, i - 1);
    }
}

/* What only the old type of a scheme used has no meaning for the new one: thresholds are not
 * shares. */
static void drop_old_type(vikt_statement *target, const vikt_statement *from)
{
    const vikt_setting *was = vikt_statement_find(target, "type");
    const vikt_setting *is = vikt_statement_find(from, "type");

    if (was && is && !vikt_text_equal(was->value.text, is->value.text))
        target->count = 0;
}

static bool is_table(const vikt_value *points)
{
    return points->kind == VIKT_VALUE_CALL && vikt_text_is(points->text, "decision_table");
}

/* A whole decision table takes the place of the old one; a row alone changes that row. */
static void drop_rows(vikt_statement *target, const vikt_statement *from)
{
    bool whole = vikt_statement_find(from, "file") != NULL, rows = false;
    const vikt_setting *points =
        from->kind == VIKT_STATEMENT_CRITERION ? vikt_statement_find(from, "points") : NULL;

    for (size_t i = 0; i < from->count; i++)
        rows = rows || vikt_spec_row(from->settings[i].key);
    whole = whole || (rows && vikt_statement_find(from, "type")) ||
            (points && (rows || !is_table(&points->value)));
    for (size_t i = target->count; whole && i > 0; i--) {
        if (vikt_spec_row(target->settings[i - 1].key))
            drop_setting(target, i - 1);
    }
    if (whole && rows)
        drop_key(target, "file");
}

static void drop_rivals(vikt_statement *target, const vikt_statement *from)
{
    if (target->kind == VIKT_STATEMENT_SCHEME)
        drop_old_type(target, from);
    if (target->kind == VIKT_STATEMENT_SCHEME || target->kind == VIKT_STATEMENT_CRITERION)
        drop_rows(target, from);
    for (size_t i = 0; i < sizeof rivals / sizeof *rivals; i++) {
        const vikt_setting *stated = vikt_statement_find(from, rivals[i].stated);

        if (rivals[i].kind != target->kind || !stated)
            continue;
        if (stated->value.kind != VIKT_VALUE_TRUTH || stated->value.truth)
            drop_key(target, rivals[i].taken_back);
    }
}

/* The setting before the i-th that has its key, or NULL. */
static const vikt_setting *earlier(const vikt_statement *statement, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        if (vikt_text_equal(statement->settings[j].key, statement->settings[i].key))
            return &statement->settings[j];
    }
    return NULL;
}

static bool merge_settings(merge *m, vikt_statement *target, const vikt_statement *from)
{
    drop_rivals(target, from);
    for (size_t i = 0; i < from->count; i++) {
        const vikt_setting *setting = &from->settings[i];

        if (earlier(from, i)) /* told; the first one stands */
            continue;
        for (size_t j = 0; j < target->count; j++) {
            if (vikt_text_equal(target->settings[j].key, setting->key)) {
                drop_setting(target, j);
                break;
            }
        }
        if (!vikt_draft_set(m->base, target, setting->key, &setting->value, setting->place))
            return false;
    }
    return true;
}

/* The last name wins; in INI it is a setting, in Lua the statement's own. */
static bool merge_name(merge *m, vikt_statement *target, const vikt_statement *from)
{
    if (!from->name.length)
        return true;
    drop_key(target, "name");
    target->name = vikt_text_copy(&m->base->arena, from->name);
    return target->name.at != NULL;
}

static bool merge_statement(merge *m, const vikt_statement *from)
{
    vikt_statement *target = vikt_draft_find(m->base, from->kind, from->name);

    if (target) {
        target->builtin = target->builtin && from->builtin;
    } else {
        target = vikt_draft_add(m->base, from->kind, from->name, from->place);
        if (!target)
            return false;
        target->builtin = from->builtin;
    }
    if (from->kind == VIKT_STATEMENT_PROFILE && !merge_name(m, target, from))
        return false;
    /* A statement that the company changed is found where the company speaks of it. */
    if (!from->builtin)
        target->place = from->place;
    return merge_settings(m, target, from);
}

static void tell_nothing_to_remove(merge *m, const vikt_statement *from, vikt_statement_kind kind,
                                   vikt_text name)
{
    vikt_nearest nearest = {.wanted = name};
    char hint[160];

    for (size_t i = 0; i < m->base->count; i++) {
        if (m->base->statements[i].kind == kind)
            vikt_nearest_offer(&nearest, m->base->statements[i].name);
    }
    ++*m->errors;
    vikt_tell(m->listener, VIKT_ERROR, VIKT_PROFILE, from->place,
              "remove: there is no %s \"%.*s\"%s", vikt_statement_word(kind), VIKT_SHOW(name),
              vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static bool removable(vikt_statement_kind kind)
{
    return vikt_statement_named(kind) && kind != VIKT_STATEMENT_PROFILE &&
           kind != VIKT_STATEMENT_REMOVE;
}

static void tell_not_removable(merge *m, const vikt_statement *from, vikt_text word)
{
    vikt_nearest nearest = {.wanted = word};
    char hint[160];

    for (int kind = 0; kind < VIKT_STATEMENT_COUNT; kind++) {
        if (removable((vikt_statement_kind)kind))
            vikt_nearest_offer(&nearest,
                               vikt_text_of(vikt_statement_word((vikt_statement_kind)kind)));
    }
    ++*m->errors;
    vikt_tell(m->listener, VIKT_ERROR, VIKT_PROFILE, from->place,
              "remove: \"%.*s\" is nothing that can be removed (field, measure, criterion, group, "
              "rule, scheme, action, test)%s",
              VIKT_SHOW(word), vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static void merge_remove(merge *m, const vikt_statement *from)
{
    vikt_text name = vikt_text_trim(from->name), word = vikt_text_cut(&name, ' ');
    vikt_statement_kind kind = VIKT_STATEMENT_REMOVE;
    vikt_statement *target;
    size_t at;

    name = vikt_text_trim(name);
    if (!vikt_statement_kind_of(word, &kind) || !removable(kind)) {
        tell_not_removable(m, from, word);
        return;
    }
    target = vikt_draft_find(m->base, kind, name);
    if (!target) {
        tell_nothing_to_remove(m, from, kind, name);
        return;
    }
    at = (size_t)(target - m->base->statements);
    memmove(target, target + 1, (m->base->count - at - 1) * sizeof *target);
    m->base->count--;
}

static bool same_statement(const vikt_statement *a, const vikt_statement *b)
{
    if (a->kind != b->kind || a->kind == VIKT_STATEMENT_REMOVE)
        return false;
    return a->kind == VIKT_STATEMENT_PROFILE || vikt_text_equal(a->name, b->name);
}

/* 'criterion "risk"' and a word, or what there is of it. */
static void tell_repeat(const vikt_statement *statement, const char *key, vikt_place place,
                        long first, const vikt_listener *listener)
{
    bool named = statement->name.length > 0;

    vikt_tell(listener, VIKT_ERROR, VIKT_PROFILE, place, "%s%s%.*s%s%s%s is already %s in line %ld",
              vikt_statement_word(statement->kind), named ? " \"" : "", VIKT_SHOW(statement->name),
              named ? "\"" : "", *key ? ": " : "", key, *key ? "given" : "stated", first);
}

static void check_keys(const vikt_statement *statement, const vikt_listener *listener,
                       size_t *errors)
{
    for (size_t i = 1; i < statement->count; i++) {
        const vikt_setting *first = earlier(statement, i);

        if (!first)
            continue;
        ++*errors;
        tell_repeat(statement, first->key.at, statement->settings[i].place, first->place.line,
                    listener);
    }
}

void vikt_draft_check(const vikt_draft *draft, const vikt_listener *listener, size_t *errors)
{
    if (draft->count > VIKT_STATEMENTS_MAX) {
        ++*errors;
        vikt_tell(listener, VIKT_ERROR, VIKT_PROFILE, draft->statements[VIKT_STATEMENTS_MAX].place,
                  "more than %d statements in one file", VIKT_STATEMENTS_MAX);
        return;
    }
    for (size_t i = 0; i < draft->count; i++) {
        const vikt_statement *later = &draft->statements[i];

        check_keys(later, listener, errors);
        for (size_t j = 0; j < i; j++) {
            if (!same_statement(&draft->statements[j], later))
                continue;
            ++*errors;
            tell_repeat(later, "", later->place, draft->statements[j].place.line, listener);
            break;
        }
    }
}

vikt_code vikt_draft_merge(vikt_draft *base, const vikt_draft *over, const vikt_listener *listener,
                           size_t *errors, vikt_error *err)
{
    merge m = {base, over, listener, errors};

    vikt_draft_check(over, listener, errors);
    for (size_t i = 0; i < over->count && i < VIKT_STATEMENTS_MAX; i++) {
        if (over->statements[i].kind == VIKT_STATEMENT_REMOVE)
            merge_remove(&m, &over->statements[i]);
        else if (!merge_statement(&m, &over->statements[i]))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

static const vikt_spec keys[] = {
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_remove = {
    .owner = "a remove",
    .keys = keys,
    .idle = true,
    .write = vikt_twin_remove,
};
