/* SPDX-License-Identifier: MIT
 *
 * A rule file of the attack suite: what its head says of it, and its text.
 *
 *   -- tries: what it does                 (people read this)
 *   -- must: load error | customer error | run | limit
 *   -- line: 7                             where it must be told; 0 unless told
 *   -- file: rules.lua                     in which file
 *   -- says: part of the message
 *   -- customer: attacker | all            whom it costs; no other
 *   -- customers: 30                       in the company; 12 unless told
 *   -- repeat: 1000 (                      what takes the place of @REPEAT@ in the text
 *   -- compiled: yes                       the file begins as compiled Lua does
 *   -- kills: yes                          its process; so it needs one of its own
 */
#ifndef ATTACK_SCRIPT_H
#define ATTACK_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

typedef enum script_must { MUST_LOAD_ERROR, MUST_CUSTOMER_ERROR, MUST_RUN, MUST_LIMIT } script_must;

typedef struct script {
    char name[64];
    script_must must;
    long line;
    char says[256], file[64];
    bool all; /* customers fail, not only the attacker */
    size_t customers;
    bool kills;
    char *text; /* as it is run; owned */
    size_t length;
} script;

/** Reads FOLDER/name; exits with a message when its head is wrong. */
void script_read(script *s, const char *folder, const char *name);
void script_clear(script *s);

/** The names of the rule files of a folder, in order; owned, NULL at the end. */
char **script_names(const char *folder);

#endif
