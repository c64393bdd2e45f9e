/* SPDX-License-Identifier: MIT */
#include "core/profile/override.h"

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/profile_ini.h"
#include "core/profile/spec.h"

/* One override, its name divided. */
typedef struct target {
    const vikt_override *as_given;
    vikt_statement_kind kind;
    vikt_text name, key;
} target;

static vikt_place place_of_override(void)
{
    return vikt_place_of("--set", 0, 0);
}

static vikt_code wrong_name(const target *t, vikt_error *err)
{
    return vikt_fail(err, VIKT_USAGE, place_of_override(),
                     "\"%s\" is not a name such as weight.NAME, profile.KEY, criterion.NAME.KEY or "
                     "scheme.NAME.KEY",
                     t->as_given->name);
}

static const char *hint_of(vikt_text word, char *hint, size_t size)
{
    vikt_nearest nearest = {.wanted = word};

    vikt_nearest_offer(&nearest, VIKT_TEXT("weight")); /* no statement, but most wanted */
    return nearest.best.at ? vikt_nearest_hint(&nearest, hint, size)
                           : vikt_statement_hint(word, hint, size);
}

/* KIND.NAME.KEY; the name may hold dots and spaces. */
static vikt_code divide(target *t, vikt_error *err)
{
    vikt_text rest = vikt_text_trim(vikt_text_of(t->as_given->name)), word;
    size_t dot;
    char hint[160];

    word = vikt_text_cut(&rest, '.');
    if (!rest.length)
        return wrong_name(t, err);
    if (vikt_text_is(word, "weight")) {
        t->kind = VIKT_STATEMENT_CRITERION;
        t->name = rest;
        t->key = VIKT_TEXT("weight");
        return VIKT_OK;
    }
    if (!vikt_statement_kind_of(word, &t->kind) || t->kind == VIKT_STATEMENT_REMOVE)
        return vikt_fail(err, VIKT_USAGE, place_of_override(), "\"%s\": %.*s cannot be set%s",
                         t->as_given->name, VIKT_SHOW(word), hint_of(word, hint, sizeof hint));
    t->key = rest;
    if (!vikt_statement_named(t->kind) || t->kind == VIKT_STATEMENT_PROFILE)
        return VIKT_OK;
    for (dot = rest.length; dot > 0 && rest.at[dot - 1] != '.'; dot--)
        ;
    if (dot < 2 || dot == rest.length)
        return wrong_name(t, err);
    t->name = (vikt_text){rest.at, dot - 1};
    t->key = (vikt_text){rest.at + dot, rest.length - dot};
    return VIKT_OK;
}

static vikt_code unknown_statement(const target *t, const vikt_draft *base, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = t->name};
    char hint[160];

    for (size_t i = 0; i < base->count; i++) {
        if (base->statements[i].kind == t->kind)
            vikt_nearest_offer(&nearest, base->statements[i].name);
    }
    return vikt_fail(err, VIKT_USAGE, place_of_override(), "\"%s\": there is no %s \"%.*s\"%s",
                     t->as_given->name, vikt_statement_word(t->kind), VIKT_SHOW(t->name),
                     vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static vikt_code check(const target *t, const vikt_draft *base, vikt_spec_kind *kind,
                       vikt_error *err)
{
    const vikt_spec *spec = vikt_spec_find(t->kind, t->key);
    bool named = vikt_statement_named(t->kind) && t->kind != VIKT_STATEMENT_PROFILE;
    char hint[160];

    if (named && t->kind != VIKT_STATEMENT_SOURCE && !vikt_draft_find(base, t->kind, t->name))
        return unknown_statement(t, base, err);
    if (!spec)
        return vikt_fail(err, VIKT_USAGE, place_of_override(), "\"%s\": %.*s is not a key of %s%s",
                         t->as_given->name, VIKT_SHOW(t->key), vikt_spec_owner(t->kind),
                         vikt_spec_hint(t->kind, t->key, hint, sizeof hint));
    /* These name files, which have been read by now. */
    if ((t->kind == VIKT_STATEMENT_PROFILE &&
         (vikt_text_is(t->key, "extends") || vikt_text_is(t->key, "require"))) ||
        (t->kind == VIKT_STATEMENT_SOURCES && vikt_text_is(t->key, "rules")))
        return vikt_fail(err, VIKT_USAGE, place_of_override(),
                         "\"%s\" can only be written in a file", t->as_given->name);
    *kind = spec->kind;
    return VIKT_OK;
}

static vikt_code set(const target *t, vikt_spec_kind kind, vikt_draft *out, vikt_error *err)
{
    vikt_place place = place_of_override();
    vikt_statement *statement = vikt_draft_find(out, t->kind, t->name);
    vikt_error inner = {0};
    vikt_value value;
    vikt_code rc;

    if (!statement)
        statement = vikt_draft_add(out, t->kind, t->name, place);
    if (!statement)
        return vikt_fail_memory(err);
    rc = vikt_profile_ini_value(out, (int)kind, vikt_text_of(t->as_given->value), place, &value,
                                &inner);
    if (rc == VIKT_MEMORY)
        return vikt_fail_memory(err);
    if (rc != VIKT_OK)
        return vikt_fail(err, VIKT_USAGE, place, "\"%s\": %s", t->as_given->name, inner.message);
    if (!vikt_draft_set(out, statement, t->key, &value, place))
        return vikt_fail_memory(err);
    return VIKT_OK;
}

static vikt_code write_text(const vikt_override *overrides, size_t count, vikt_arena *arena,
                            vikt_text *text, vikt_error *err)
{
    vikt_buffer out;

    vikt_buffer_init(&out, arena->allocator, 1024 * 1024);
    for (size_t i = 0; i < count; i++) {
        vikt_buffer_string(&out, overrides[i].name);
        vikt_buffer_string(&out, " = ");
        vikt_buffer_string(&out, overrides[i].value);
        vikt_buffer_byte(&out, '\n');
    }
    *text = vikt_text_copy(arena, vikt_buffer_view(&out));
    if (out.failed)
        text->at = NULL;
    vikt_buffer_clear(&out);
    return text->at ? VIKT_OK : vikt_fail_memory(err);
}

vikt_code vikt_override_read(const vikt_override *overrides, size_t count, const vikt_draft *base,
                             vikt_draft *out, vikt_arena *arena, vikt_text *text, vikt_error *err)
{
    for (size_t i = 0; i < count; i++) {
        target t = {.as_given = &overrides[i]};
        vikt_spec_kind kind = VIKT_SPEC_TEXT;
        vikt_code rc = divide(&t, err);

        if (rc == VIKT_OK)
            rc = check(&t, base, &kind, err);
        if (rc == VIKT_OK)
            rc = set(&t, kind, out, err);
        if (rc != VIKT_OK)
            return rc;
    }
    return write_text(overrides, count, arena, text, err);
}
