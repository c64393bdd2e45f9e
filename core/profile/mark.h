/* SPDX-License-Identifier: MIT
 *
 * Finds in a file's text what an error speaks of, so that it can be shown with a caret below it.
 *
 * The place of an error is the line of its statement. What it names (a key, a name, a value in
 * quotes) is looked for from there to the end of the statement; so no layer above has to carry
 * columns. Knows enough of both languages to tell names from texts and comments.
 */
#ifndef VIKT_PROFILE_MARK_H
#define VIKT_PROFILE_MARK_H

#include "core/profile/profile.h"

/** Fills error->mark from the text of the file that error->place names; leaves it empty when there
 * is no such line. path: of the file; its ending tells the language. */
void vikt_mark_find(vikt_text path, vikt_text source, vikt_error *error);

/** The same among the files of a profile; nothing for the built-in one, which nobody edits. */
void vikt_mark_find_in(const vikt_profile_file *files, size_t count, vikt_error *error);

/** The text of the statement or function that begins at place; none when there is no such file or
 * line. */
vikt_text vikt_mark_statement(const vikt_profile_file *files, size_t count,
                              const vikt_place *place);

/** Hears every NAME of OWNER.NAME in the statement or function that begins at place. */
void vikt_mark_members(const vikt_profile_file *files, size_t count, const vikt_place *place,
                       void (*hear)(void *context, vikt_text owner, vikt_text name), void *context);

#endif
