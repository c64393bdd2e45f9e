/* SPDX-License-Identifier: MIT
 *
 * Private to core/profile: files that are taken in with `require`, each a layer below the file that
 * first asks for it. Knows names and files, not what statements mean.
 */
#ifndef VIKT_MODULE_H
#define VIKT_MODULE_H

#include "core/profile/layers.h"

/** What a rule language is given to take files in while it loads one of the layers. */
vikt_modules vikt_module_source(vikt_layers *layers);

/** Takes in what the `require` settings of the layers name. Wrong names are told and counted. */
vikt_code vikt_module_listed(vikt_layers *layers, vikt_error *err);

/** Whether a layer's path is that of a factor of the library, "factors.payment"; a file has an
 * ending. */
bool vikt_module_is_factor(vikt_text path);

#endif
