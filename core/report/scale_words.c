/* SPDX-License-Identifier: MIT */
#include "core/report/scale_words.h"

#include "core/criteria/scale.h"

void vikt_scale_words(const vikt_stored_points *points, double lo, double hi, vikt_buffer *out)
{
    vikt_scale_said said = {.arguments = points->scale,
                            .position = hi > lo ? (points->points - lo) / (hi - lo) : 0,
                            .share = points->share};
    vikt_text name = vikt_text_cut(&said.arguments, ' ');
    const vikt_scale_giver *giver = vikt_scale_giver_of(vikt_scale_kind_of(name));

    if (giver && giver->say) {
        giver->say(&said, out);
        vikt_buffer_string(out, ": ");
    }
    vikt_buffer_text(out, points->scale);
}
