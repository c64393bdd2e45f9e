/* SPDX-License-Identifier: MIT
 *
 * Values derived once for each customer from its own fields and measures, a whole column at a time
 * (F-06, F-07).
 */
#ifndef VIKT_MEASURE_H
#define VIKT_MEASURE_H

#include "core/population/frozen.h"

/**
 * Computes a measure whose inputs are there into population->columns and population->failed.
 * @return VIKT_OK; VIKT_INPUT when an input holds text where numbers are needed; as
 * vikt_script_call()
 */
vikt_code vikt_measure_compute(vikt_population *population, size_t measure, vikt_script *script,
                               vikt_error *err);

/** A measure by function; a customer whose result is of another kind than most others' is a
 * failure. */
vikt_code vikt_measure_call(vikt_population *population, size_t measure, vikt_script *script,
                            vikt_error *err);

#endif
