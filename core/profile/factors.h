/* SPDX-License-Identifier: MIT
 *
 * The factor library, rules/factors/NAME.lua, embedded into the program. The source is generated
 * (cmake/Embed.cmake).
 */
#ifndef VIKT_FACTORS_H
#define VIKT_FACTORS_H

#include <stddef.h>

typedef struct vikt_factor {
    const char *name; /* "payment" */
    const unsigned char *text;
    size_t size;
} vikt_factor;

extern const vikt_factor vikt_factors[]; /* by name */
extern const size_t vikt_factor_count;

#endif
