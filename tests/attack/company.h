/* SPDX-License-Identifier: MIT
 *
 * A folder that is thrown away, with a small company in it, and what lies around it: files that a
 * rule file must not get at.
 *
 *   outside/secret.lua            a rule file that would work
 *   company/vikt.ini, customers.csv, rules.lua
 *   company/link.lua              a symbolic link to outside/secret.lua
 *   company/linked                one to outside
 *   company/compiled.lua          begins as compiled Lua does
 */
#ifndef ATTACK_COMPANY_H
#define ATTACK_COMPANY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct company {
    char folder[256];
} company;

/** Makes the folder and goes there. */
void company_open(company *c);
/** Throws it away. */
void company_close(company *c);

/** Writes the rule file, company/rules.lua. */
void company_rules(const char *text, size_t length);

/** Writes so many customers: a1, a2, ..., in the middle "attacker", then c.. to the last; their
 * field attack is 0, but 1 for the attacker, or for all. */
void company_customers(size_t count, bool attacked, bool all);

#endif
