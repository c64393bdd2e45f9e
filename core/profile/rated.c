/* SPDX-License-Identifier: MIT */
#include "core/profile/rated.h"

#include <math.h>

static bool takes_rating(const vikt_scale *scale, size_t field)
{
    return scale->kind == VIKT_SCALE_RATING && scale->slot == field;
}

/* The first scale that takes the field's values as points; NULL: none does. */
static const vikt_scale *rating_of(const vikt_profile *profile, size_t field)
{
    for (size_t i = 0; i < profile->criterion_count; i++) {
        const vikt_criterion *c = &profile->criteria[i];

        if (takes_rating(&c->points, field))
            return &c->points;
        if (c->has_or && takes_rating(&c->or_points, field))
            return &c->or_points;
    }
    return NULL;
}

bool vikt_rated_scale(const vikt_profile *profile, size_t field, double *min, double *max)
{
    const vikt_field *f = &profile->fields[field];

    if (f->type != VIKT_TYPE_NUMBER && f->type != VIKT_TYPE_UNKNOWN)
        return false;
    *min = isfinite(f->min) ? f->min : profile->lo;
    *max = isfinite(f->max) ? f->max : profile->hi;
    return (isfinite(f->min) && isfinite(f->max)) || rating_of(profile, field);
}

bool vikt_rated_low_is_best(const vikt_profile *profile, size_t field)
{
    const vikt_scale *rating = rating_of(profile, field);

    return rating && rating->low_is_best;
}
