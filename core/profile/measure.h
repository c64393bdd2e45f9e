/* SPDX-License-Identifier: MIT
 *
 * A measure: a value made of other values of the same customer. To add a native one: its line in
 * VIKT_NATIVES, its formula in core/population/native.c.
 */
#ifndef VIKT_PROFILE_MEASURE_H
#define VIKT_PROFILE_MEASURE_H

#include "core/profile/function.h"
#include "core/profile/spec.h"

enum { VIKT_MEASURES_MAX = 256 };

/**
 * The native measures: X(NAME, word, arguments, least, dates). Arguments are those of
 * vikt_spec_call; one that takes any number of inputs ("N") makes do with those that there are, but
 * so many must be there at least. dates: its inputs are dates.
 */
#define VIKT_NATIVES(X)                                                                            \
    X(SUM, sum, "N", 1, false)                                                                     \
    X(RATIO, ratio, "nn", 2, false)           /* a / b; b 0: missing */                            \
    X(DIFFERENCE, difference, "nn", 2, false) /* a - b */                                          \
    X(GROWTH, growth, "nn", 2, false)         /* (now - before) / before (F-06) */                 \
    X(SYMMETRIC_GROWTH, symmetric_growth, "nn", 2, false)                                          \
    X(MIX, mix, "N", 1, false)           /* effective number of the groups (F-07) */               \
    X(EVENNESS, evenness, "N", 2, false) /* H / ln K over K groups (F-07) */                       \
    X(COUNT_POSITIVE, count_positive, "N", 1, false)                                               \
    X(DAYS_SINCE, days_since, "n", 1, true)

typedef enum vikt_measure_kind {
    VIKT_MEASURE_FUNCTION, /* of a script */
#define X(name, word, arguments, least, dates) VIKT_MEASURE_##name,
    VIKT_NATIVES(X)
#undef X
} vikt_measure_kind;

/** A native measure, without its formula. */
typedef struct vikt_native {
    vikt_spec_call call;
    size_t least;
    bool dates;
} vikt_native;

typedef struct vikt_measure {
    vikt_text name;
    vikt_measure_kind kind;
    vikt_slot *inputs; /* of a native measure */
    size_t input_count;
    vikt_function *function; /* of a script measure */
    bool builtin;
    vikt_place place;
} vikt_measure;

/** How measures of that kind are written; NULL for VIKT_MEASURE_FUNCTION. */
const vikt_native *vikt_native_of(vikt_measure_kind kind);

/** The call of the i-th of them, or NULL behind the last. */
const vikt_spec_call *vikt_native_call_at(size_t i);

/** The kind of that name, VIKT_MEASURE_FUNCTION if there is none. */
vikt_measure_kind vikt_native_kind(vikt_text name);

/** Whether a native measure makes do with the inputs that there are. */
bool vikt_native_takes_any(const vikt_native *native);

#endif
