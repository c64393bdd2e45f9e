/* SPDX-License-Identifier: MIT
 *
 * All of vikt for an embedding program. Every function whose name ends in _free takes NULL, and what
 * a function of an object returns is lent until that is freed, unless it says otherwise.
 */
#ifndef VIKT_VIKT_H
#define VIKT_VIKT_H

#include <vikt/allocator.h>
#include <vikt/batch.h>
#include <vikt/compare.h>
#include <vikt/decision.h>
#include <vikt/error.h>
#include <vikt/export.h>
#include <vikt/keep.h>
#include <vikt/lua.h>
#include <vikt/moves.h>
#include <vikt/population.h>
#include <vikt/profile.h>
#include <vikt/ratings.h>
#include <vikt/report.h>
#include <vikt/run.h>
#include <vikt/sniff.h>
#include <vikt/starter.h>
#include <vikt/stop.h>
#include <vikt/store.h>
#include <vikt/test.h>
#include <vikt/verify.h>

VIKT_BEGIN_C

/** The library's version: "0.1.0". */
VIKT_API const char *vikt_version(void);

VIKT_END_C
#endif
