/* SPDX-License-Identifier: MIT
 *
 * Asking the caller whether to end.
 */
#ifndef VIKT_BASE_STOP_H
#define VIKT_BASE_STOP_H

#include <vikt/stop.h>

#include "core/base/fail.h"

/** stop may be NULL: never. */
static inline bool vikt_stop_asked(const vikt_stop *stop)
{
    return stop && stop->asked && stop->asked(stop->context);
}

/** VIKT_STOPPED once it is asked. */
static inline vikt_code vikt_stop_check(const vikt_stop *stop, vikt_error *err)
{
    return vikt_stop_asked(stop)
               ? vikt_fail(err, VIKT_STOPPED, VIKT_NOWHERE, "stopped; nothing was stored")
               : VIKT_OK;
}

#endif
