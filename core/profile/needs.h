/* SPDX-License-Identifier: MIT
 *
 * Which fields and measures a plan reads. Knows nothing of data but what is there of it.
 */
#ifndef VIKT_NEEDS_H
#define VIKT_NEEDS_H

#include "core/profile/presence.h"

typedef struct vikt_needs {
    bool *slots;  /* by slot: some statement reads it */
    bool all;     /* some function can read whatever it likes of a customer; or */
    bool numbers; /* of the population */
} vikt_needs;

/**
 * What criteria, schemes, rules and conditions of actions read, and the measures behind them.
 *
 * @param presence  statements that are left out read nothing; NULL: none is left out
 * @return false without memory
 */
bool vikt_needs_of(const vikt_profile *profile, const vikt_presence *presence, vikt_arena *arena,
                   vikt_needs *out);

/** The same of all that a run does: also what its reports and the texts of actions name, and the
 * measures by function, which are called for everybody. */
bool vikt_needs_of_run(const vikt_profile *profile, const vikt_presence *presence,
                       vikt_arena *arena, vikt_needs *out);

/** The same of one criterion, scheme or condition, whether or not there is data for it. */
bool vikt_needs_of_criterion(const vikt_profile *profile, const vikt_criterion *criterion,
                             vikt_arena *arena, vikt_needs *out);
bool vikt_needs_of_scheme(const vikt_profile *profile, const vikt_scheme *scheme,
                          vikt_arena *arena, vikt_needs *out);
bool vikt_needs_of_condition(const vikt_profile *profile, const vikt_condition *condition,
                             vikt_arena *arena, vikt_needs *out);

/** Whether something reads it or may. */
bool vikt_needs_slot(const vikt_profile *profile, const vikt_needs *needs, vikt_slot slot);

/**
 * The fields whose columns must be read, by field: those of the built-in profile only when
 * something reads them (a statement, a report, a text of an action, a function that can read
 * whatever it likes), the company's own always.
 *
 * @return false without memory
 */
bool vikt_needs_of_fields(const vikt_profile *profile, vikt_arena *arena, bool **out);

#endif
