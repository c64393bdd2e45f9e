/* SPDX-License-Identifier: MIT */
#include "core/profile/rated.h"
#include "tests/unit/profile/profile_helper.h"

Test(rated, marks_are_what_a_criterion_takes_as_they_are_first_or_instead)
{
    vikt_profile *profile = load_right("[field odour]\n"
                                       "[field trust]\n"
                                       "[field size]\n"
                                       "[criterion a]\n"
                                       "weight = 1\n"
                                       "points = linear size worst 0 best 9\n"
                                       "or_points = rating odour best low\n"
                                       "[criterion b]\n"
                                       "weight = 1\n"
                                       "points = rating trust\n");
    size_t odour = vikt_profile_slot(profile, VIKT_TEXT("odour"));
    size_t trust = vikt_profile_slot(profile, VIKT_TEXT("trust"));
    size_t size = vikt_profile_slot(profile, VIKT_TEXT("size"));
    double min, max;

    cr_assert(vikt_rated_scale(profile, odour, &min, &max) && min == 1 && max == 5);
    cr_assert(vikt_rated_scale(profile, trust, &min, &max));
    cr_assert(!vikt_rated_scale(profile, size, &min, &max));
    cr_assert(vikt_rated_low_is_best(profile, odour));
    cr_assert(!vikt_rated_low_is_best(profile, trust));
    cr_assert(!vikt_rated_low_is_best(profile, size));
    vikt_profile_free(profile);
}
