/* SPDX-License-Identifier: MIT
 *
 * A company's folder to begin with: settings, rules and a small invented customer list that run as
 * they stand, and what editors need to know of the rule language.
 */
#ifndef VIKT_STARTER_H
#define VIKT_STARTER_H

#include <stddef.h>

#include <vikt/error.h>

VIKT_BEGIN_C

/** The i-th file that vikt_starter_write() writes, as its path in the folder, or NULL behind the
 * last. */
VIKT_API const char *vikt_starter_file(size_t i);

/**
 * Writes all of them into a folder, which is made if it is not there (what it lies in must be).
 * Never overwrites: when one of them is there, or anything fails, nothing is left behind.
 *
 * @return VIKT_OK; VIKT_STORE when a file is there already (the message names all of them), or the
 * folder or a file cannot be made
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_starter_write(const char *folder, vikt_error *err);

VIKT_END_C
#endif
