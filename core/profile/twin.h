/* SPDX-License-Identifier: MIT
 *
 * Writes the parts of a Lua twin: what vikt_profile_convert() puts together. Knows drafts and the
 * form of Lua, not files.
 */
#ifndef VIKT_TWIN_H
#define VIKT_TWIN_H

#include "core/profile/draft.h"

/** Writes tables on one line, or with an entry a line. */
typedef struct vikt_twin {
    vikt_buffer *out;
    bool wide;
    bool inner;     /* a table within the statement's own */
    size_t entries; /* written of this table */
} vikt_twin;

void vikt_twin_string(vikt_buffer *out, vikt_text text);
void vikt_twin_number(vikt_buffer *out, double number);
void vikt_twin_key(vikt_buffer *out, vikt_text key); /* with its " = " */
void vikt_twin_value(vikt_buffer *out, const vikt_value *value);
/** One entry of a list, or of a table: an INI class, a list of its name and limit, is one by name.
 */
void vikt_twin_entry(vikt_buffer *out, const vikt_entry *entry);

/** Whether a list had better go on in the next line. */
bool vikt_twin_line_is_full(const vikt_buffer *out);

void vikt_twin_list(vikt_buffer *out, const vikt_entry *entries, size_t count);

/** What stands before an entry of the table; the table's end. */
void vikt_twin_begin(vikt_twin *w);
void vikt_twin_end(vikt_twin *w);
void vikt_twin_setting(vikt_twin *w, const char *key, const vikt_value *value);

/** { ... } with all settings of a statement but those in left_out, words with spaces between. */
void vikt_twin_settings(vikt_twin *w, const vikt_statement *statement, const char *left_out);

/** Whether classes need a list, since a table would change them: it has no order and each key once,
 * and beside a scheme's options an option's name is that option. The type is empty where classes
 * have a table of their own. */
bool vikt_twin_needs_list(vikt_text type, const vikt_value *classes);

void vikt_twin_classes(vikt_twin *w, vikt_text type, const vikt_value *classes);

/** What stands behind the name of a statement that is no table of its settings. */
void vikt_twin_measure(vikt_twin *w, const vikt_statement *measure);
void vikt_twin_scheme(vikt_twin *w, const vikt_statement *scheme);
void vikt_twin_test(vikt_twin *w, const vikt_statement *test);
void vikt_twin_remove(vikt_twin *w, const vikt_statement *remove);

/** A decision table for points; its rows are settings of the criterion. */
bool vikt_twin_is_table(const vikt_value *value);
void vikt_twin_points(vikt_twin *w, const vikt_statement *criterion, const vikt_value *call);

/** The setting of row `number`, or NULL. */
const vikt_setting *vikt_twin_row(const vikt_statement *statement, size_t number);

#endif
