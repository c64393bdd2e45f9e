/* SPDX-License-Identifier: MIT */
#include "core/import/sequence.h"

static int compare(const vikt_sequence *sequence, vikt_text text)
{
    if (text.length != sequence->length)
        return text.length < sequence->length ? -1 : 1;
    return memcmp(text.at, sequence->last, text.length);
}

bool vikt_sequence_add(vikt_sequence *sequence, vikt_text text)
{
    int order;

    if (sequence->is_mixed)
        return true;
    order = sequence->length ? compare(sequence, text) : 0;
    if (sequence->length && order == 0)
        return false;
    sequence->rises |= order > 0;
    sequence->falls |= order < 0;
    sequence->is_mixed =
        (sequence->rises && sequence->falls) || text.length > sizeof sequence->last;
    if (sequence->is_mixed)
        return true;
    memcpy(sequence->last, text.at, text.length);
    sequence->length = text.length;
    return true;
}
