/* SPDX-License-Identifier: MIT */
#include "core/profile/rated.h"

#include <math.h>

static bool takes_rating(const vikt_scale *scale, size_t field)
{
    return scale->kind == VIKT_SCALE_RATING && scale->slot == field;
}

bool vikt_rated_scale(const vikt_profile *profile, size_t field, double *min, double *max)
{
    const vikt_field *f = &profile->fields[field];
    bool is_rating = isfinite(f->min) && isfinite(f->max);

    if (f->type != VIKT_TYPE_NUMBER && f->type != VIKT_TYPE_UNKNOWN)
        return false;
    for (size_t i = 0; !is_rating && i < profile->criterion_count; i++) {
        const vikt_criterion *c = &profile->criteria[i];

        is_rating =
            takes_rating(&c->points, field) || (c->has_or && takes_rating(&c->or_points, field));
    }
    *min = isfinite(f->min) ? f->min : profile->lo;
    *max = isfinite(f->max) ? f->max : profile->hi;
    return is_rating;
}
