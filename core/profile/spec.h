/* SPDX-License-Identifier: MIT
 *
 * The closed list of what may be written: every statement's keys and every call's arguments, with
 * their kinds, which the INI reader, the Lua reader, the compiler and the converter share. Keys
 * stand with their statement (statement.h), scales and measures with theirs (scale.h, measure.h).
 */
#ifndef VIKT_SPEC_H
#define VIKT_SPEC_H

#include "core/base/nearest.h"
#include "core/profile/draft.h"

/** What kind of value a key takes; tells the INI reader how to read its text. */
typedef enum vikt_spec_kind {
    VIKT_SPEC_NUMBER,
    VIKT_SPEC_SHARE, /* a number, in INI also "30 %" */
    VIKT_SPEC_TEXT,
    VIKT_SPEC_TRUTH,     /* yes/no, true/false, on/off, 1/0 */
    VIKT_SPEC_TEXTS,     /* list of texts: "Omsättning, Försäljning" */
    VIKT_SPEC_NUMBERS,   /* list of numbers: "1 5" */
    VIKT_SPEC_CLASSES,   /* class and limit pairs: "A 3.8, B 2.6, C 1"; in Lua the other keys of the
                            scheme's table.   For a scheme by function only names: "A, B" */
    VIKT_SPEC_SCALE,     /* call of a scale, or a function */
    VIKT_SPEC_MEASURE,   /* call of a native measure, or a function */
    VIKT_SPEC_CONDITION, /* text "days_late > 45 and points.risk <= 2", or a function */
    VIKT_SPEC_AXIS,      /* call: value revenue | points potential */
    VIKT_SPEC_SPLIT,     /* a number, "median", or call: share 0.80 | percentile 0.8 */
    VIKT_SPEC_MISSING,   /* skip, worst, middle, carry, reject, or a number */
    VIKT_SPEC_VALUES,    /* names with values: "revenue 9000000, days_late 60" */
    VIKT_SPEC_MEMBERS,   /* several such customers: "revenue 40000000 | revenue 1000000" */
    VIKT_SPEC_WORDS,     /* names with texts, or texts alone: "abc A, matrix 2 revenue" */
    VIKT_SPEC_ROW,       /* of a decision table: "recency <= 30 and orders >= 12: Champion" */
    VIKT_SPEC_CELL,      /* in a row of a decision table, which only Lua writes: at_most(30) */
    VIKT_SPEC_FUNCTION   /* a script function only */
} vikt_spec_kind;

/** A key that a statement takes; its vikt_statement_form lists them. */
typedef struct vikt_spec {
    const char *key;
    vikt_spec_kind kind;
    const char *only; /* of a test: "expect" for what Lua writes in the table of that name */
} vikt_spec;

/** The key that stands for all rows of a decision table, "row 1", "row 2" and so on. */
#define VIKT_SPEC_ROWS "row 1"

/** The line for a key of a statement kind, or NULL. Rows of a decision table share one. */
const vikt_spec *vikt_spec_find(vikt_statement_kind statement, vikt_text key);

/** The i-th key of a statement kind, or NULL behind the last. */
const vikt_spec *vikt_spec_at(vikt_statement_kind statement, size_t i);

/** The number of a key "row N", from 1 to VIKT_ROWS_MAX; 0 for any other key. */
size_t vikt_spec_row(vikt_text key);

/** Whether words, separated by single spaces, hold word. NULL holds none. */
bool vikt_spec_listed(const char *words, vikt_text word);

/** Takes the next of words separated by single spaces; false behind the last. */
bool vikt_spec_word(const char **words, vikt_text *out);

/** "; did you mean ...?" for a key that the statement kind does not have, into hint; returns hint.
 */
const char *vikt_spec_hint(vikt_statement_kind statement, vikt_text key, char *hint, size_t size);

/** What a key belongs to: "a criterion", "an action", "the sources". */
const char *vikt_spec_owner(vikt_statement_kind statement);

/** The option of a scheme of that type that a class's name is too near to ("hysterisis"), or NULL:
 * two edits for names of six letters and more, one for shorter ones, so that "Best" is not taken
 * for `base`. */
const char *vikt_spec_clash(vikt_text type, vikt_text class_name);

/** False for class names that have an order of their own, A, B, C and so on without a gap, and do
 * not stand in it. Top, middle and low, T, M and L, have none. */
bool vikt_spec_in_order(const vikt_text *names, size_t count);

/** What a call's positional arguments are, in order: n name of a field or measure, N any number of
 * such names, x number, X numbers, w word, L pairs of text and number. */
typedef struct vikt_spec_call {
    vikt_spec_kind kind; /* SCALE, MEASURE, AXIS, SPLIT, CELL */
    const char *name;    /* "bands" */
    const char *arguments;
    const char *options; /* names of named arguments, separated by spaces: "worst best", "best",
                            "otherwise"; or NULL */
} vikt_spec_call;

/** The line for a call of that kind, or NULL; kind and name together are the key. */
const vikt_spec_call *vikt_spec_call_find(vikt_spec_kind kind, vikt_text name);

/** The i-th call of all, or NULL behind the last. */
const vikt_spec_call *vikt_spec_call_at(size_t i);

/**
 * Adds a decision table as Lua writes it to a statement as flat settings: every row as "row N", in
 * the form that vikt_spec_kind ROW has. A scheme's options become settings; a criterion's points
 * become the call that INI writes.
 */
vikt_code vikt_spec_table(vikt_draft *draft, vikt_statement *statement, const vikt_value *call,
                          const vikt_listener *listener, size_t *errors, vikt_error *err);

/**
 * Adds a scheme's call as Lua writes it (by_score {...}, by_cumulative_share("f", {...}), matrix
 * {...}, or a plain table with `classes` and `class`) to a scheme statement as flat settings: type,
 * field, classes, and every option by its name; matrix.split.y becomes split_y,
 * matrix.names.high_high becomes high_high. A plain table without `class` changes settings by name
 * and states no type: { hysteresis = 0.2 }. A class key within two edits of an option's name is an
 * error told to the listener. The INI form has the flat settings from the start.
 */
vikt_code vikt_spec_scheme(vikt_draft *draft, vikt_statement *scheme, const vikt_value *call,
                           const vikt_listener *listener, size_t *errors, vikt_error *err);

/**
 * Adds the `expect = { ... }` of a test, as Lua writes it, to the statement as the flat settings
 * that INI has. A key that is not expected of a test is an error told to the listener.
 */
vikt_code vikt_spec_expect(vikt_draft *draft, vikt_statement *test, const vikt_value *table,
                           const vikt_listener *listener, size_t *errors, vikt_error *err);

#endif
