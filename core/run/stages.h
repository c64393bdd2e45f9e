/* SPDX-License-Identifier: MIT
 *
 * From customers to classes: what comes of a run's profile, presence, import, date and previous
 * run. Each function fills its parts of the run.
 */
#ifndef VIKT_STAGES_H
#define VIKT_STAGES_H

#include "core/run/run.h"

/** run->script, population, points and score. */
vikt_code vikt_stages_score(vikt_run *run, unsigned workers, vikt_error *err);

/** The same, and all that follows: classification, schemes, money, unclassified. */
vikt_code vikt_stages_run(vikt_run *run, unsigned workers, vikt_error *err);

/** What is stored of a run, or compared with what was: all lent from it.
 * @param started_at  "" when it does not matter */
vikt_run_record vikt_stages_record(const vikt_run *run, const char *started_at);

#endif
