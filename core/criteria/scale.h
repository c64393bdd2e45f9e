/* SPDX-License-Identifier: MIT
 *
 * Native scales: values of a whole column to points (rule language, "Scales"; F-02).
 */
#ifndef VIKT_SCALE_H
#define VIKT_SCALE_H

#include "core/population/population.h"

/** A cut value, or a total that shares are of, that depended on the data; stored with the run and
 * printed. */
typedef struct vikt_cut {
    vikt_text statement; /* 'criterion "product_mix"' */
    vikt_text name;      /* "group 2 from" */
    double value;
} vikt_cut;

typedef struct vikt_cuts {
    vikt_cut *items;
    size_t count, capacity;
} vikt_cuts;

bool vikt_cuts_add(vikt_cuts *cuts, vikt_arena *arena, const char *statement, const char *name,
                   double value);

struct vikt_scale_task;

/** What explain knows of points that a native scale gave. */
typedef struct vikt_scale_said {
    vikt_text arguments; /* of the scale's text: the field, then what follows it */
    double position;     /* of the points on the profile's scale, 0..1 */
    double share;        /* of the total that the value was; NaN when that is not known */
} vikt_scale_said;

/** What a native scale does with values. */
typedef struct vikt_scale_giver {
    vikt_code (*give)(const struct vikt_scale_task *task);
    bool figures;        /* it needs those of its column */
    bool tells_constant; /* it warns by itself when all values are the same */
    bool has_parts;      /* it says which part a value falls in */
    /** What it did with a value, in words; NULL when its own text says enough. */
    void (*say)(const vikt_scale_said *said, vikt_buffer *out);
} vikt_scale_giver;

/** That of a kind of scale; NULL for functions and decision tables. */
const vikt_scale_giver *vikt_scale_giver_of(vikt_scale_kind kind);

/**
 * Points of every customer by a native scale.
 *
 * @param points    by row, filled: NaN where the value is missing or has no points
 * @param cuts      grows by the scale's data-dependent cut values
 * @param listener  hears warnings: constant column, fewer than 5 distinct values, unknown lookup
 * texts (counted), ratings off the scale (counted)
 */
vikt_code vikt_scale_points(const vikt_scale *scale, const vikt_population *population,
                            const char *statement, vikt_place place, double *points,
                            vikt_cuts *cuts, vikt_arena *arena, const vikt_listener *listener,
                            vikt_error *err);

/** Which part of a scale a value falls in: the step of bands and share_bands, the worst first; the
 * entry of a lookup, its `otherwise` behind them. */
#define VIKT_PART_NONE UINT32_MAX

/** How many parts the scale has; 0 for scales that have none. */
size_t vikt_scale_part_count(const vikt_scale *scale);

/** The part of every customer's value, VIKT_PART_NONE where the value is missing or has none.
 *
 * @param parts    by row, filled
 * @param scratch  for what is needed meanwhile
 */
vikt_code vikt_scale_parts(const vikt_scale *scale, const vikt_population *population,
                           uint32_t *parts, vikt_arena *scratch, vikt_error *err);

#endif
