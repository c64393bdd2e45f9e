/* SPDX-License-Identifier: MIT
 *
 * Headings that may mean one thing or another: what stands in their columns, and in their
 * neighbours', decides. Our sales or the customer's own turnover, an amount or a percentage, a
 * rating or money, yes or its opposite. Private to matcher.h and match.c.
 */
#ifndef VIKT_MEANING_H
#define VIKT_MEANING_H

#include "core/import/match.h"
#include "core/import/sense.h"

typedef struct vikt_meaning {
    const vikt_sheet *sheet;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_arena *arena;
    const bool *wanted; /* by field: the plan reads it; only of such is told */
    size_t *fits;       /* by column: field that its heading fits */
    const bool *own;    /* by column: by the profile's own word, which is not doubted */
    bool prefixed;      /* some headings had the name of a CRM's object before them */
    vikt_match *match;  /* words, columns that are told, and what is found out: why, turn */
    bool failed;        /* without memory */
} vikt_meaning;

/** Moves columns between fields in `fits`, or takes them out. */
void vikt_meaning_settle(vikt_meaning *meaning);

/** Decides by the heading whether the values of a matched column must be turned round. */
void vikt_meaning_turn(vikt_meaning *meaning, size_t column);

/** What is percent: a sign, or no number above 1 or, beside amounts, above 100. */
bool vikt_meaning_is_percentage(const vikt_words *words, const vikt_sense *sense);

/**
 * Says how a column was understood, and keeps it as the heading's `why`.
 *
 * @param text   behind the heading: "holds amounts, so it is taken for field \"margin\""; NULL:
 *               memory was short
 * @param field  of which is told when the plan reads it
 */
void vikt_meaning_say(vikt_meaning *meaning, size_t column, size_t field, const char *text);

/** The field of a name; VIKT_INDEX_NONE: the profile has none. */
size_t vikt_meaning_field(const vikt_meaning *meaning, const char *name);

/** A column for the field, told or found, of several years the newest; VIKT_INDEX_NONE: none. */
size_t vikt_meaning_column(const vikt_meaning *meaning, size_t field);

/** Whether the profile has the field, and no column is it. */
bool vikt_meaning_is_free(const vikt_meaning *meaning, size_t field);

/** Makes a column another field's, or none's, and says why. */
void vikt_meaning_move(vikt_meaning *meaning, size_t column, size_t field, const char *because);
void vikt_meaning_take_out(vikt_meaning *meaning, size_t column, const char *because);

#endif
