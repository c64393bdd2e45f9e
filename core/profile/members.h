/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: members of a function's parameters that there are none of, such as
 * result.points.riks, found in its text; else they would fail for every customer. What is computed,
 * or goes through another name, is left to the run.
 */
#ifndef VIKT_MEMBERS_H
#define VIKT_MEMBERS_H

#include "core/profile/profile.h"

/** Tells and counts them in all functions of a compiled profile, whose files are there. */
void vikt_members_check(const vikt_profile *profile, const vikt_listener *listener, size_t *errors);

#endif
