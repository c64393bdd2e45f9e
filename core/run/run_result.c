/* SPDX-License-Identifier: MIT
 *
 * What a finished run answers.
 */
#include <math.h>

#include "core/import/personal.h"
#include "core/run/run.h"

int64_t vikt_run_id(const vikt_run *run)
{
    return run->id;
}

bool vikt_run_unchanged(const vikt_run *run)
{
    return run->unchanged;
}

size_t vikt_run_customers(const vikt_run *run)
{
    return vikt_population_size(run->population);
}

size_t vikt_run_rejected(const vikt_run *run)
{
    return run->import->reject_count;
}

size_t vikt_run_unclassified(const vikt_run *run)
{
    return run->unclassified;
}

size_t vikt_run_failures(const vikt_run *run)
{
    return run->script.failure_count;
}

size_t vikt_run_schemes(const vikt_run *run)
{
    return run->shown_count;
}

static const vikt_scheme *scheme_at(const vikt_run *run, size_t scheme)
{
    return &run->profile->schemes[run->shown[scheme]];
}

const char *vikt_run_scheme(const vikt_run *run, size_t scheme)
{
    return scheme_at(run, scheme)->name.at;
}

size_t vikt_run_primary(const vikt_run *run)
{
    size_t i = 0;
    while (i < run->shown_count && run->shown[i] != run->presence.primary)
        i++;
    return i;
}

size_t vikt_run_classes(const vikt_run *run, size_t scheme)
{
    return scheme_at(run, scheme)->class_count + 1;
}

const char *vikt_run_class(const vikt_run *run, size_t scheme, size_t class_index)
{
    const vikt_scheme *s = scheme_at(run, scheme);
    return class_index < s->class_count ? s->classes[class_index].at : "?";
}

size_t vikt_run_class_size(const vikt_run *run, size_t scheme, size_t class_index)
{
    const vikt_scheme *s = scheme_at(run, scheme);
    const uint8_t *classes = run->classification.schemes[run->shown[scheme]].effective;
    size_t wanted = class_index < s->class_count ? class_index : VIKT_NO_CLASS, count = 0;
    for (size_t row = 0; row < vikt_run_customers(run); row++)
        count += classes[row] == wanted;
    return count;
}

size_t vikt_run_find(const vikt_run *run, const char *key)
{
    char masked[VIKT_PERSONAL_MAX];
    const vikt_column *keys = vikt_population_keys(run->population);
    vikt_text wanted = vikt_text_of(key);
    vikt_text personal = vikt_personal_mask(wanted, VIKT_PERSONAL_HEADING, true, masked);
    size_t found = vikt_column_find(keys, wanted);

    if (found == VIKT_INDEX_NONE && personal.length)
        found = vikt_column_find(keys, personal);
    return found == VIKT_INDEX_NONE ? vikt_run_customers(run) : found;
}

const char *vikt_run_class_of(const vikt_run *run, size_t scheme, size_t customer)
{
    return vikt_class_of(run->profile, &run->classification, run->shown[scheme], customer, true).at;
}

double vikt_run_score(const vikt_run *run, size_t customer)
{
    return run->score.score[customer];
}
