/* SPDX-License-Identifier: MIT */
#include "core/classify/engine_data.h"

static vikt_text class_of(const void *context, size_t scheme, size_t row)
{
    const vikt_class_view *view = context;

    return vikt_class_of(view->profile, view->classification, scheme, row, true);
}

static vikt_text no_class(const void *context, size_t scheme, size_t row)
{
    (void)context;
    (void)scheme;
    (void)row;
    return VIKT_TEXT("?");
}

vikt_engine_data vikt_engine_data_of(const vikt_classifier *run, const vikt_class_view *view)
{
    return (vikt_engine_data){
        .profile = run->profile,
        .columns = vikt_population_columns(run->population),
        .count = run->count,
        .counted = vikt_population_counted(run->population),
        .today = vikt_population_as_of(run->population),
        .population = run->population,
        .previous = run->previous,
        .points = (const double *const *)run->points->points,
        .score = run->score->score,
        .coverage = run->score->coverage,
        .class_of = view ? class_of : no_class,
        .classes = view,
        .primary = run->presence->primary,
    };
}
