/* SPDX-License-Identifier: MIT
 *
 * Words for yes and no in Swedish, English, Norwegian, Danish, German and Finnish, as people and
 * programs write them.
 */
#ifndef VIKT_TRUTH_H
#define VIKT_TRUTH_H

#include "core/base/text.h"

typedef enum vikt_truth {
    VIKT_TRUTH_NO,
    VIKT_TRUTH_YES,
    VIKT_TRUTH_MARK, /* x or a tick: yes; where nothing else stands in a column, a blank is no */
    VIKT_TRUTH_WRONG
} vikt_truth;

/** What a cell that is not empty says, in any case. */
vikt_truth vikt_truth_read(vikt_text cell);

#endif
