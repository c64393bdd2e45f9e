/* SPDX-License-Identifier: MIT
 *
 * For tests of the rule language: loading a text, hearing what is told, and calling functions for
 * customers made by hand.
 */
#ifndef RULES_H
#define RULES_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <vikt/lua.h>

#include <criterion/criterion.h>

#include "core/base/fail.h"
#include "core/profile/profile.h"

enum { HEARD_MAX = 32, ROWS = 4, FIELDS = 6 };

typedef struct heard {
    vikt_error errors[HEARD_MAX];
    size_t count;
    vikt_error notes[HEARD_MAX];
    size_t note_count, notes_told; /* kept; told in all */
    vikt_error last;               /* note */
} heard;

typedef struct rules {
    vikt_engine engine;
    vikt_draft draft;
    heard heard;
    size_t errors;
    vikt_code code;
} rules;

static inline void hear(void *context, vikt_severity severity, const vikt_error *what)
{
    heard *h = context;

    if (severity != VIKT_ERROR) {
        h->notes_told++;
        h->last = *what;
    }
    if (severity == VIKT_ERROR && h->count < HEARD_MAX)
        h->errors[h->count++] = *what;
    else if (severity != VIKT_ERROR && h->note_count < HEARD_MAX)
        h->notes[h->note_count++] = *what;
}

static inline void rules_more(rules *r, const char *path, vikt_text source)
{
    vikt_listener listener = {hear, &r->heard};
    vikt_error err = {0};

    r->code = r->engine.load(r->engine.self, path, source, &r->draft, NULL, &listener, &r->errors, &err);
    cr_assert_eq(r->code == VIKT_OK, err.code == VIKT_OK);
}

static inline void rules_open(rules *r, const vikt_engine_limits *limits)
{
    vikt_error err = {0};

    *r = (rules){0};
    vikt_draft_init(&r->draft, NULL);
    cr_assert_eq(vikt_lua()->open(NULL, limits, &r->engine, &err), VIKT_OK, "%s", err.message);
}

/* On the heap: errors are large. */
static inline rules *rules_load(const char *source)
{
    rules *r = malloc(sizeof *r);

    cr_assert(r);
    rules_open(r, NULL);
    rules_more(r, "rules.lua", vikt_text_of(source));
    return r;
}

static inline rules *rules_load_limited(const char *source, vikt_engine_limits limits)
{
    rules *r = malloc(sizeof *r);

    cr_assert(r);
    rules_open(r, &limits);
    rules_more(r, "rules.lua", vikt_text_of(source));
    return r;
}

static inline void rules_free(rules *r)
{
    r->engine.free(r->engine.self);
    vikt_draft_clear(&r->draft);
    free(r);
}

/* The one error that a text has. */
static inline void assert_wrong(const char *source, long line, const char *part)
{
    rules *r = rules_load(source);

    cr_assert_eq(r->code, VIKT_OK);
    cr_assert_eq(r->errors, 1, "%zu errors in: %s: %s", r->errors, source,
                 r->heard.errors[1].message);
    cr_assert_eq(r->heard.count, 1);
    cr_assert(strstr(r->heard.errors[0].message, part), "\"%s\" is not in \"%s\"", part,
              r->heard.errors[0].message);
    cr_assert_eq(r->heard.errors[0].place.line, line, "line %ld of: %s: %s",
                 r->heard.errors[0].place.line, source, r->heard.errors[0].message);
    cr_assert_str_eq(r->heard.errors[0].place.source, "rules.lua");
    rules_free(r);
}

static inline void assert_right(const char *source)
{
    rules *r = rules_load(source);

    cr_assert_eq(r->errors, 0, "%ld: %s", r->heard.errors[0].place.line,
                 r->heard.errors[0].message);
    rules_free(r);
}

/* ---- customers ---- */

typedef struct outcome {
    double numbers[ROWS];
    char texts[ROWS][64];
    char reasons[ROWS][600];
    char printed[ROWS][600];
    vikt_error failed[ROWS];
    size_t failures;
    bool stop; /* callbacks say stop */
    vikt_code code;
} outcome;

static inline bool hear_text(void *context, size_t row, vikt_text value)
{
    outcome *out = context;

    snprintf(out->texts[row], sizeof out->texts[row], "%.*s", (int)value.length, value.at);
    return !out->stop;
}

static inline bool hear_reason(void *context, size_t row, vikt_text value)
{
    outcome *out = context;

    snprintf(out->reasons[row], sizeof out->reasons[row], "%.*s", (int)value.length, value.at);
    return !out->stop;
}

static inline bool hear_failed(void *context, size_t row, const vikt_error *error)
{
    outcome *out = context;

    out->failed[row] = *error;
    out->failures++;
    return !out->stop;
}

static inline bool hear_printed(void *context, size_t row, vikt_text line)
{
    outcome *out = context;
    size_t length;

    length = strlen(out->printed[row]);
    snprintf(out->printed[row] + length, sizeof out->printed[row] - length, "%s%.*s",
             length ? "|" : "", (int)line.length, line.at);
    return !out->stop;
}

/* Four customers; fields by slot: revenue, orders, region (text), since (date), active (yes/no),
 * and one that no source has.
 *
 *   row  revenue  orders  region  since       active
 *   0    1000.5   5       Norra   2026-01-01  yes
 *   1    2000     missing Södra   2026-03-01  no
 *   2    missing  7       none    missing     missing
 *   3    0        0       Norra   1970-01-01  yes
 */
typedef struct company {
    vikt_profile profile;
    vikt_field fields[FIELDS];
    vikt_criterion criteria[2]; /* risk, potential */
    vikt_scheme schemes[2];     /* class (A, B, C), abc */
    vikt_text classes[3];
    double revenue[ROWS], orders[ROWS], since[ROWS], active[ROWS];
    vikt_cell region[ROWS];
    vikt_pool pool;
    vikt_column columns[FIELDS];
    const vikt_column *by_slot[FIELDS];
    vikt_engine_data data;
} company;

static inline void company_make(company *c)
{
    static const char *const names[FIELDS] = {"revenue", "orders", "region",
                                              "since",   "active", "nowhere"};
    static const double revenue[ROWS] = {1000.5, 2000, NAN, 0}, orders[ROWS] = {5, NAN, 7, 0},
                        since[ROWS] = {20454, 20513, NAN, 0}, active[ROWS] = {1, 0, NAN, 1};
    static const vikt_type types[FIELDS] = {VIKT_TYPE_NUMBER, VIKT_TYPE_NUMBER, VIKT_TYPE_TEXT,
                                            VIKT_TYPE_DATE,   VIKT_TYPE_TRUTH,  VIKT_TYPE_NUMBER};
    double *numbers[FIELDS] = {c->revenue, c->orders, NULL, c->since, c->active, NULL};

    memset(c, 0, sizeof *c);
    memcpy(c->revenue, revenue, sizeof revenue);
    memcpy(c->orders, orders, sizeof orders);
    memcpy(c->since, since, sizeof since);
    memcpy(c->active, active, sizeof active);
    c->pool.mapped = "NorraSödra";
    c->region[0] = c->region[3] = vikt_cell_mapped(&c->pool, (vikt_text){c->pool.mapped, 5});
    c->region[1] = vikt_cell_mapped(&c->pool, (vikt_text){c->pool.mapped + 5, 6});
    c->region[2] = VIKT_CELL_NONE;
    for (size_t i = 0; i < FIELDS; i++) {
        c->fields[i].name = vikt_text_of(names[i]);
        c->fields[i].type = types[i];
        c->columns[i] = (vikt_column){.type = types[i],
                                      .count = ROWS,
                                      .numbers = numbers[i],
                                      .cells = i == 2 ? c->region : NULL,
                                      .pool = &c->pool};
        c->by_slot[i] = i == 5 ? NULL : &c->columns[i];
    }
    c->criteria[0].name = VIKT_TEXT("risk");
    c->criteria[1].name = VIKT_TEXT("potential");
    c->classes[0] = VIKT_TEXT("A");
    c->classes[1] = VIKT_TEXT("B");
    c->classes[2] = VIKT_TEXT("C");
    c->schemes[0] =
        (vikt_scheme){.name = VIKT_TEXT("class"), .classes = c->classes, .class_count = 3};
    c->schemes[1] =
        (vikt_scheme){.name = VIKT_TEXT("abc"), .classes = c->classes, .class_count = 3};
    c->profile = (vikt_profile){.lo = 1,
                                .hi = 5,
                                .fields = c->fields,
                                .field_count = FIELDS,
                                .criteria = c->criteria,
                                .criterion_count = 2,
                                .schemes = c->schemes,
                                .scheme_count = 2};
    c->data = (vikt_engine_data){.profile = &c->profile,
                                 .columns = c->by_slot,
                                 .count = ROWS,
                                 .counted = ROWS,
                                 .today = 20585}; /* 2026-05-12 */
}

/* Binds a function value by the names of its parameters, as the compiler does. */
static inline void bind_function(const company *c, const vikt_value *value, vikt_function *out,
                                 vikt_input inputs[VIKT_INPUTS_MAX])
{
    static const struct word {
        const char *name;
        vikt_input_kind kind;
    } words[] = {{"customer", VIKT_INPUT_CUSTOMER},
                 {"today", VIKT_INPUT_TODAY},
                 {"population", VIKT_INPUT_POPULATION},
                 {"previous", VIKT_INPUT_PREVIOUS},
                 {"result", VIKT_INPUT_RESULT}};

    cr_assert_eq(value->kind, VIKT_VALUE_FUNCTION);
    *out = (vikt_function){.id = value->function,
                           .what = "test",
                           .place = value->place,
                           .inputs = inputs,
                           .input_count = value->count};
    for (size_t i = 0; i < value->count; i++) {
        vikt_text name = value->entries[i].key;

        inputs[i] = (vikt_input){.kind = VIKT_INPUT_SLOT, .slot = VIKT_SLOT_NONE};
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
            if (vikt_text_is(name, words[w].name))
                inputs[i].kind = words[w].kind;
        }
        if (name.length > 7 && memcmp(name.at + name.length - 7, "_or_nil", 7) == 0) {
            inputs[i].or_nil = true;
            name.length -= 7;
        }
        for (size_t f = 0; f < FIELDS && inputs[i].kind == VIKT_INPUT_SLOT; f++) {
            if (vikt_text_equal(name, c->fields[f].name))
                inputs[i].slot = f;
        }
        cr_assert(inputs[i].kind != VIKT_INPUT_SLOT || inputs[i].slot != VIKT_SLOT_NONE);
    }
}

/* Calls the function of the i-th statement's setting for all customers. */
static inline void call_setting(const vikt_engine *engine, const company *c,
                                const vikt_draft *draft, size_t statement, const char *key,
                                vikt_wanted wanted, outcome *out)
{
    const vikt_setting *setting = vikt_statement_find(&draft->statements[statement], key);
    vikt_input inputs[VIKT_INPUTS_MAX];
    vikt_function function;
    vikt_error err = {0};
    bool stop = out->stop;
    vikt_engine_call call = {.function = &function,
                             .wanted = wanted,
                             .data = &c->data,
                             .last = ROWS,
                             .numbers = out->numbers,
                             .text = hear_text,
                             .reason = hear_reason,
                             .failed = hear_failed,
                             .printed = hear_printed,
                             .context = out};

    memset(out, 0, sizeof *out);
    out->stop = stop;
    cr_assert(setting);
    bind_function(c, &setting->value, &function, inputs);
    out->code = engine->call(engine->self, &call, &err);
    cr_assert_eq(out->code == VIKT_OK, err.code == VIKT_OK);
}

/* Loads `measure "m" (source)` with lines before it, and calls it. */
static inline void run_limited(const char *source, vikt_engine_limits limits, vikt_wanted wanted,
                               outcome *out)
{
    company c;
    rules *r = rules_load_limited(source, limits);

    out->stop = false;
    company_make(&c);
    cr_assert_eq(r->errors, 0, "%ld: %s", r->heard.errors[0].place.line,
                 r->heard.errors[0].message);
    call_setting(&r->engine, &c, &r->draft, r->draft.count - 1, "value", wanted, out);
    rules_free(r);
}

static inline void run_function(const char *source, vikt_wanted wanted, outcome *out)
{
    run_limited(source, (vikt_engine_limits){0}, wanted, out);
}

/* What a function without parameters gives, as text: the first customer's. */
static inline void assert_gives(const char *body, const char *expected)
{
    char source[4096];
    outcome out;

    snprintf(source, sizeof source, "measure \"m\" (function() %s end)", body);
    run_function(source, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, 0, "%s: %s", body, out.failed[0].message);
    cr_assert_str_eq(out.texts[0], expected, "%s gave \"%s\", not \"%s\"", body, out.texts[0],
                     expected);
}

/* The message with which a function without parameters fails, for every customer. */
static inline void assert_fails(const char *body, const char *part)
{
    char source[4096];
    outcome out;

    snprintf(source, sizeof source, "measure \"m\" (function() %s end)", body);
    run_function(source, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, ROWS, "%s: %zu failures", body, out.failures);
    cr_assert(strstr(out.failed[0].message, part), "\"%s\" is not in \"%s\"", part,
              out.failed[0].message);
    cr_assert_eq(out.failed[0].place.line, 1);
    cr_assert_str_eq(out.failed[0].place.source, "rules.lua");
}

#endif
