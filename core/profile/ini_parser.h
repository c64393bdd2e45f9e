/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: what the readers of INI values share: words, numbers, and lists that
 * grow. Messages speak of the value alone; the caller puts section and key before them.
 */
#ifndef VIKT_INI_PARSER_H
#define VIKT_INI_PARSER_H

#include "core/profile/spec.h"

typedef struct vikt_ini_parser {
    vikt_arena *arena;
    vikt_place place;
    vikt_error *err;
    vikt_text rest; /* what has not been read yet */
} vikt_ini_parser;

typedef struct vikt_ini_text {
    vikt_text text;
    bool quoted;
} vikt_ini_text;

/** Takes the next word; *found is false at the end. "Quoted words" may hold spaces. */
vikt_code vikt_ini_word(vikt_ini_parser *p, vikt_ini_text *out, bool *found);

/** The next word without taking it; false at the end and before a wrong one. */
bool vikt_ini_peek(const vikt_ini_parser *p, vikt_ini_text *out);

bool vikt_ini_at_end(const vikt_ini_parser *p);
bool vikt_ini_space(char byte);

/** A number; with a % behind it a share: 70 % is 0.7. */
bool vikt_ini_share(vikt_text text, double *out);

/** Takes a number, also "70%" and "70 %"; or all that follow, as a list. */
vikt_code vikt_ini_number(vikt_ini_parser *p, double *out);
vikt_code vikt_ini_numbers(vikt_ini_parser *p, vikt_value *out);

/** Fails for a text that is no number. */
vikt_code vikt_ini_wrong_number(vikt_ini_parser *p, vikt_text text);

/** A new entry of a list; NULL without memory, and then the parser's err is full. */
vikt_entry *vikt_ini_add(vikt_ini_parser *p, vikt_value *list, size_t *capacity);
vikt_code vikt_ini_add_text(vikt_ini_parser *p, vikt_value *list, size_t *capacity, vikt_text text);
vikt_code vikt_ini_add_number(vikt_ini_parser *p, vikt_value *list, size_t *capacity,
                              double number);

/** A call of that kind: "bands revenue 50000 250000" (ini_call.c). */
vikt_code vikt_ini_call(vikt_ini_parser *p, vikt_spec_kind kind, vikt_value *out);

#endif
