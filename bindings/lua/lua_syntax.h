/* SPDX-License-Identifier: MIT
 *
 * What a syntax error means to those who do not program: where its word stands, and what was
 * probably meant. Knows Lua's messages, not its states.
 */
#ifndef VIKT_LUA_SYNTAX_H
#define VIKT_LUA_SYNTAX_H

#include "core/base/text.h"

typedef struct vikt_lua_syntax {
    long column;      /* of the word behind "near", in characters from 1; 0 when it is not known */
    const char *hint; /* for the end of the message, such as "; equal is =="; "" for none */
} vikt_lua_syntax;

/**
 * @param source   the file
 * @param read     how many bytes of it Lua had taken when it gave up
 * @param message  as Lua gives it
 */
vikt_lua_syntax vikt_lua_syntax_explain(vikt_text source, size_t read, const char *message);

#endif
