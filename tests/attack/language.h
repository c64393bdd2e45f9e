/* SPDX-License-Identifier: MIT
 *
 * The rule language, but for two things: printing "die by SIGKILL" and the like kills the process
 * there and then, and the quick form has small limits, so that what loops for ever soon ends.
 */
#ifndef ATTACK_LANGUAGE_H
#define ATTACK_LANGUAGE_H

#include <vikt/lua.h>

const vikt_rule_language *language_full(void);
const vikt_rule_language *language_quick(void);

#endif
