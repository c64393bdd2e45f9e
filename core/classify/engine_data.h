/* SPDX-License-Identifier: MIT
 *
 * What functions of schemes, rules and actions may read of a run; for the sources of this folder
 * alone.
 */
#ifndef VIKT_ENGINE_DATA_H
#define VIKT_ENGINE_DATA_H

#include "core/classify/scheme.h"

/** The classes that result.class and result.classes show. */
typedef struct vikt_class_view {
    const vikt_profile *profile;
    const vikt_classification *classification;
} vikt_class_view;

/** view NULL: there are no classes yet. Lent. */
vikt_engine_data vikt_engine_data_of(const vikt_classifier *run, const vikt_class_view *view);

#endif
