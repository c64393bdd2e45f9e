/* SPDX-License-Identifier: MIT
 *
 * A company's database file: one SQLite file with all its runs.
 */
#ifndef VIKT_PUBLIC_STORE_H
#define VIKT_PUBLIC_STORE_H

#include <vikt/error.h>

VIKT_BEGIN_C

typedef struct vikt_store vikt_store;

VIKT_END_C
#endif
