/* SPDX-License-Identifier: MIT
 *
 * A rule language of one-line statements, for what only functions can say: "KIND NAME KEY
 * PARAMETER...", as in "measure m value revenue today", "extends FILE" and "require NAME". Its
 * functions cannot be called.
 */
#ifndef VIKT_FAKE_LANGUAGE_H
#define VIKT_FAKE_LANGUAGE_H

#include <criterion/criterion.h>

#include "core/base/fail.h"
#include "core/profile/engine.h"

typedef struct fake_engine {
    const vikt_allocator *allocator;
    int functions;
    const vikt_modules *modules; /* of the load that runs, as are those below */
    const vikt_listener *listener;
    size_t *errors;
} fake_engine;

static inline bool fake_require(const fake_engine *engine, vikt_text name, vikt_place place)
{
    const char *path;
    vikt_error err = {0};
    vikt_code rc =
        engine->modules->require(engine->modules->context, name, place.source, &path, &err);

    if (rc == VIKT_PROFILE) {
        ++*engine->errors;
        vikt_tell(engine->listener, VIKT_ERROR, rc, place, "%s", err.message);
    }
    return rc == VIKT_OK || rc == VIKT_PROFILE;
}

static inline bool fake_text(vikt_draft *draft, vikt_statement *statement, const char *key,
                             vikt_text text)
{
    vikt_value value = {.kind = VIKT_VALUE_TEXT, .text = text};

    return vikt_draft_set(draft, statement, vikt_text_of(key), &value, statement->place);
}

/* What a statement must have beside its function. */
static inline bool fake_rest(vikt_draft *draft, vikt_statement *statement)
{
    vikt_value weight = {.kind = VIKT_VALUE_NUMBER, .number = 1};
    vikt_entry names[] = {{{0}, {.kind = VIKT_VALUE_TEXT, .text = VIKT_TEXT("X")}},
                          {{0}, {.kind = VIKT_VALUE_TEXT, .text = VIKT_TEXT("Y")}}};
    vikt_value classes = {.kind = VIKT_VALUE_LIST, .entries = names, .count = 2};

    if (statement->kind == VIKT_STATEMENT_CRITERION)
        return vikt_draft_set(draft, statement, VIKT_TEXT("weight"), &weight, statement->place);
    if (statement->kind == VIKT_STATEMENT_SCHEME)
        return fake_text(draft, statement, "type", VIKT_TEXT("function")) &&
               vikt_draft_set(draft, statement, VIKT_TEXT("classes"), &classes, statement->place);
    if (statement->kind == VIKT_STATEMENT_RULE)
        return fake_text(draft, statement, "at_most", VIKT_TEXT("B"));
    if (statement->kind == VIKT_STATEMENT_ACTION)
        return fake_text(draft, statement, "class", VIKT_TEXT("B")) &&
               fake_text(draft, statement, "text", VIKT_TEXT("do it"));
    return true;
}

static inline bool fake_line(fake_engine *engine, vikt_draft *draft, vikt_text line,
                             vikt_place place)
{
    vikt_text word = vikt_text_cut(&line, ' '), name = vikt_text_cut(&line, ' '), key;
    vikt_entry parameters[VIKT_STATEMENT_COUNT + 40];
    vikt_value function = {.kind = VIKT_VALUE_FUNCTION, .entries = parameters, .place = place};
    vikt_statement_kind kind = VIKT_STATEMENT_PROFILE;
    vikt_statement *statement;

    if (vikt_text_is(word, "extends")) {
        statement = vikt_draft_add(draft, VIKT_STATEMENT_PROFILE, VIKT_TEXT("fake"), place);
        return statement && fake_text(draft, statement, "extends", name);
    }
    if (vikt_text_is(word, "require"))
        return fake_require(engine, name, place);
    cr_assert(vikt_statement_kind_of(word, &kind));
    key = vikt_text_cut(&line, ' ');
    while (line.length)
        parameters[function.count++] =
            (vikt_entry){vikt_text_cut(&line, ' '), {.kind = VIKT_VALUE_TRUTH}};
    function.function = engine->functions++;
    statement = vikt_draft_add(draft, kind, name, place);
    return statement && vikt_draft_set(draft, statement, key, &function, place) &&
           fake_rest(draft, statement);
}

static inline vikt_code fake_load(void *self, const char *path, vikt_text source, vikt_draft *draft,
                                  const vikt_modules *modules, const vikt_listener *listener,
                                  size_t *errors, vikt_error *err)
{
    fake_engine *engine = self;
    const fake_engine outer = *engine;
    long number = 0;

    while (source.length) {
        vikt_text line = vikt_text_cut(&source, '\n');

        number++;
        engine->modules = modules;
        engine->listener = listener;
        engine->errors = errors;
        if (line.length && !fake_line(self, draft, line, vikt_place_of(path, number, 0)))
            return vikt_fail_memory(err);
    }
    engine->modules = outer.modules;
    engine->listener = outer.listener;
    engine->errors = outer.errors;
    return VIKT_OK;
}

static inline void fake_free(void *self)
{
    fake_engine *engine = self;

    vikt_release(engine->allocator, engine);
}

static inline vikt_code fake_open(const vikt_allocator *allocator, const vikt_engine_limits *limits,
                                  vikt_engine *out, vikt_error *err)
{
    fake_engine *engine = vikt_acquire(allocator, 1, sizeof *engine);

    (void)limits;
    if (!engine)
        return vikt_fail_memory(err);
    engine->allocator = allocator;
    *out = (vikt_engine){.self = engine, .load = fake_load, .free = fake_free};
    return VIKT_OK;
}

static const vikt_rule_language fake_language = {.extension = ".lua", .open = fake_open};

#endif
