/* SPDX-License-Identifier: MIT
 *
 * Whether a company's run is stored already: by digests of its files, without reading what is in
 * them.
 */
#ifndef VIKT_RESUME_H
#define VIKT_RESUME_H

#include <vikt/run.h>

#include "core/persist/newest_run.h"

/**
 * Looks whether the company's newest run was started at `since` or later, by the same version of
 * this program with the same profile (changes of it included), told date and bytes of the same
 * files, and no decision has come in between. Whatever stands in the way of telling is for the run
 * itself to tell.
 *
 * @param since          as vikt_run_options.started_at
 * @param[out] out       the newest run, in arena
 * @param[out] database  its path, in arena; NULL: not known
 * @return true: it is done
 */
bool vikt_resume_find(const vikt_run_options *options, const char *since, vikt_arena *arena,
                      vikt_newest_run *out, const char **database);

#endif
