/* SPDX-License-Identifier: MIT
 *
 * Worker processes for one call: hands out the chunks, collects the answers, and goes on when a
 * worker dies.
 *
 * Of a chunk whose worker died nothing counts. It is called again row by row, so that it is known
 * exactly of which customer the next one dies: that customer has failed, and a new worker goes on
 * behind it. A worker that died of something else costs nothing.
 */
#ifndef VIKT_CREW_H
#define VIKT_CREW_H

#include "core/population/chunk.h"

/**
 * Calls the plan's function for all its chunks; a chunk that failed has its code, and those behind
 * it may not have been called.
 *
 * @return VIKT_OK; VIKT_MEMORY; VIKT_LIMIT when no process can be started; VIKT_STOPPED
 */
vikt_code vikt_crew_run(const vikt_call_plan *plan, vikt_error *err);

#endif
