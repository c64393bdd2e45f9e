/* SPDX-License-Identifier: MIT
 *
 * What else lies in a folder: for the message that a file is not there.
 */
#ifndef VIKT_FOLDER_H
#define VIKT_FOLDER_H

#include <stddef.h>

/** "; did you mean \"kunder.csv\"?" for a path at which there is nothing: the name in its folder
 * that is nearest to its last part, as vikt_nearest_offer() counts, of equals the first by bytes.
 * "" when none is near, the folder cannot be read, or that very name is there, if only as a broken
 *  link. Into hint; returns hint. */
const char *vikt_folder_hint(const char *path, char *hint, size_t size);

#endif
