/* SPDX-License-Identifier: MIT
 *
 * What a profile's files say, statement by statement, before anything is resolved. INI and Lua both
 * end here, so merging, checking, converting and storing exist once. Knows nothing of columns or
 * data.
 *
 * A draft is a list of statements; a statement is a kind, a name and settings; a setting is a key
 * with a value. A later statement of the same kind and name changes the earlier one key by key.
 */
#ifndef VIKT_DRAFT_H
#define VIKT_DRAFT_H

#include <vikt/error.h>

#include "core/base/memory.h"
#include "core/base/text.h"

/**
 * The statements, in the order in which they are compiled: X(NAME, word in both languages, has a
 * name). What each of them is, its vikt_statement_form says (core/profile/statement.h).
 */
#define VIKT_STATEMENTS(X)                                                                         \
    X(PROFILE, profile, true)                                                                      \
    X(SOURCES, sources, false)                                                                     \
    X(SOURCE, source, true)                                                                        \
    X(DATABASE, database, false)                                                                   \
    X(FIELD, field, true)                                                                          \
    X(MEASURE, measure, true)                                                                      \
    X(GROUP, group, true)                                                                          \
    X(CRITERION, criterion, true)                                                                  \
    X(SCHEME, scheme, true)                                                                        \
    X(RULE, rule, true)                                                                            \
    X(ACTION, action, true)                                                                        \
    X(TEST, test, true)                                                                            \
    X(REMOVE, remove, true)

typedef enum vikt_statement_kind {
#define X(name, word, named) VIKT_STATEMENT_##name,
    VIKT_STATEMENTS(X)
#undef X
        VIKT_STATEMENT_COUNT
} vikt_statement_kind;

typedef enum vikt_value_kind {
    VIKT_VALUE_NUMBER,
    VIKT_VALUE_TEXT,
    VIKT_VALUE_TRUTH,
    VIKT_VALUE_LIST,    /* entries, with or without keys */
    VIKT_VALUE_CALL,    /* text is the name ("bands", "share", "sum"); entries are the arguments */
    VIKT_VALUE_FUNCTION /* a script function */
} vikt_value_kind;

typedef struct vikt_entry vikt_entry;

/** One value. Text and entries live in the draft's arena. */
typedef struct vikt_value {
    vikt_value_kind kind;
    double number;
    bool truth;
    vikt_text text;
    vikt_entry *entries; /* of a list or call; for a function: entries[i].key is the i-th
                            parameter's name */
    size_t count;
    int function;     /* the engine's number for it */
    vikt_place place; /* of a function: where it begins */
} vikt_value;

/** A value that could not be read, and that has been told: takes the place of a setting so that
 * nothing else is told of it. */
static inline vikt_value vikt_value_wrong(void)
{
    return (vikt_value){.kind = VIKT_VALUE_CALL};
}

static inline bool vikt_value_is_wrong(const vikt_value *value)
{
    return value->kind == VIKT_VALUE_CALL && value->text.length == 0;
}

/** An element of a list or an argument of a call. Without a name the key is none. Number keys of a
 *  Lua table that is no sequence come as text ("3"). */
struct vikt_entry {
    vikt_text key;
    vikt_value value;
};

typedef struct vikt_setting {
    vikt_text key;
    vikt_value value;
    vikt_place place;
} vikt_setting;

typedef struct vikt_statement {
    vikt_statement_kind kind;
    vikt_text name; /* of remove: "criterion admin_time", kind and name */
    vikt_place place;
    bool builtin; /* every setting of it comes from the built-in profile */
    vikt_setting *settings;
    size_t count, capacity;
} vikt_statement;

typedef struct vikt_draft {
    vikt_arena arena;
    vikt_statement *statements;
    size_t count, capacity;
    bool incomplete; /* a file that it stands on could not be had: what is not there may be in it */
} vikt_draft;

void vikt_draft_init(vikt_draft *draft, const vikt_allocator *allocator);
void vikt_draft_clear(vikt_draft *draft);

/** The word of a statement kind: "criterion". */
const char *vikt_statement_word(vikt_statement_kind kind);

/** Whether statements of this kind have a name of their own. */
bool vikt_statement_named(vikt_statement_kind kind);

/** Whether word is the word of a statement kind; *out is left alone if not. */
bool vikt_statement_kind_of(vikt_text word, vikt_statement_kind *out);

/** "; did you mean ...?" for a word that is no statement, into hint; returns hint. */
const char *vikt_statement_hint(vikt_text word, char *hint, size_t size);

enum { VIKT_STATEMENTS_MAX = 4096 }; /* in one file: repeats are looked for in pairs */

/** Begins a statement; everything is copied. NULL without memory. The pointer holds until the next
 * add. */
vikt_statement *vikt_draft_add(vikt_draft *draft, vikt_statement_kind kind, vikt_text name,
                               vikt_place place);

/** Adds a setting, deep-copying value into the draft; false without memory. A repeated key is kept
 * twice: vikt_draft_check() tells of it. */
bool vikt_draft_set(vikt_draft *draft, vikt_statement *statement, vikt_text key,
                    const vikt_value *value, vikt_place place);

/** The last setting of that key, or NULL. */
const vikt_setting *vikt_statement_find(const vikt_statement *statement, const char *key);

/** The statement of that kind and name, or NULL. */
vikt_statement *vikt_draft_find(const vikt_draft *draft, vikt_statement_kind kind, vikt_text name);

/** Tells of statements repeated in one file and of keys given twice; in another file they are
 * changes. */
void vikt_draft_check(const vikt_draft *draft, const vikt_listener *listener, size_t *errors);

/**
 * Puts `over` on top of `base`, statement by statement in order: new ones are appended, known ones
 * change key by key (a scheme whose type changes, a criterion whose `points` changes, lose what
 * only the old one used), `remove` takes one out. Errors (those of vikt_draft_check(): a repeated
 * statement in one file, a key given twice, removing what is not there: nearest name) go to the
 * listener.
 *
 * @param[in,out] errors  grows by the number of errors told
 * @return VIKT_OK or VIKT_MEMORY
 */
vikt_code vikt_draft_merge(vikt_draft *base, const vikt_draft *over, const vikt_listener *listener,
                           size_t *errors, vikt_error *err);

#endif
