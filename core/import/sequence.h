/* SPDX-License-Identifier: MIT
 *
 * Whether texts that are seen one by one rise or fall, so that equal ones stand together.
 */
#ifndef VIKT_SEQUENCE_H
#define VIKT_SEQUENCE_H

#include "core/base/text.h"

enum { VIKT_SEQUENCE_MAX = 64 }; /* bytes of a text; longer ones are in no order */

typedef struct vikt_sequence {
    char last[VIKT_SEQUENCE_MAX];
    size_t length; /* of the last; 0: there is none yet */
    bool is_mixed; /* neither rising nor falling */
    bool rises, falls;
} vikt_sequence;

/** Sees the next text, which is not empty; whether it is another one than the last. A shorter text
 * is less than a longer one, as numbers are. All zeros is a sequence that has seen nothing. */
bool vikt_sequence_add(vikt_sequence *sequence, vikt_text text);

#endif
