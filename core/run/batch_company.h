/* SPDX-License-Identifier: MIT
 *
 * What a company's process does: its run, told through a pipe.
 */
#ifndef VIKT_BATCH_COMPANY_H
#define VIKT_BATCH_COMPANY_H

#include "core/run/batch_wire.h"

/** Runs options->run and tells of it up to the ending. */
void vikt_batch_run_company(const vikt_batch_options *options, int pipe);

#endif
