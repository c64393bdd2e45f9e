/* SPDX-License-Identifier: MIT
 *
 * What is odd about a profile, though nothing in it is wrong: parts that no customer reaches,
 * criteria that tell nobody apart, fields that functions ask for in vain.
 *
 * One warning a statement, and none for what only the built-in profile says.
 */
#ifndef VIKT_FINDINGS_H
#define VIKT_FINDINGS_H

#include "core/run/run.h"

/** What needs no data: caps that cannot hold, rows of decision tables that are never met or
 * overlap, inputs that no row covers. */
vikt_code vikt_findings_profile(const vikt_profile *profile, const vikt_listener *listener,
                                vikt_error *err);

/** What a classified run shows. */
vikt_code vikt_findings_run(const vikt_run *run, const vikt_listener *listener, vikt_error *err);

#endif
