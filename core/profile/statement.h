/* SPDX-License-Identifier: MIT
 *
 * What a kind of statement is: its keys, what it is called, what is made of it. To add one: its
 * line in VIKT_STATEMENTS (draft.h) and a file compile_NAME.c with its vikt_statement_form, without
 * which nothing links; what it says goes into the plan (profile.h). INI, Lua, check and convert
 * follow.
 */
#ifndef VIKT_STATEMENT_H
#define VIKT_STATEMENT_H

#include "core/profile/draft.h"
#include "core/profile/spec.h"

struct vikt_compiler;
struct vikt_twin;

typedef struct vikt_statement_form {
    const char *owner;     /* of its keys, in messages: "a criterion" */
    const vikt_spec *keys; /* up to one without a name */
    bool of_company;       /* it cannot stand in a file that others require */
    bool idle;             /* no result of a run rests on it */
    /** Puts all statements of the kind into the plan; NULL: they are gone by then. */
    void (*compile)(struct vikt_compiler *c);
    /** Writes what stands behind its name in Lua; NULL: a table of its settings. */
    void (*write)(struct vikt_twin *w, const vikt_statement *statement);
} vikt_statement_form;

#define X(name, word, named) extern const vikt_statement_form vikt_statement_form_##word;
VIKT_STATEMENTS(X)
#undef X

const vikt_statement_form *vikt_statement_form_of(vikt_statement_kind kind);

#endif
