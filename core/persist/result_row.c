/* SPDX-License-Identifier: MIT */
#include "core/persist/result_row.h"

#include <math.h>

/* ---- what is looked up once a run ---- */

static size_t *numbers_of(vikt_arena *arena, const bool *present, size_t count, size_t *out)
{
    size_t *numbers = vikt_arena_new(arena, count, sizeof *numbers);

    *out = 0;
    for (size_t i = 0; numbers && i < count; i++)
        if (present[i])
            numbers[(*out)++] = i;
    return numbers;
}

static bool find_blanks(vikt_results *r, vikt_arena *arena)
{
    const vikt_profile *profile = r->record->profile;

    r->blanks = vikt_arena_new(arena, profile->action_count, sizeof *r->blanks);
    for (size_t i = 0; r->blanks && i < profile->action_count; i++)
        if (r->record->presence->actions[i] && vikt_action_has_blanks(&profile->actions[i]))
            r->blanks[r->blank_count++] = i;
    return r->blanks;
}

static bool find_reasons(vikt_results *r, vikt_arena *arena)
{
    const vikt_notes *of_criteria = r->record->points->reasons;

    r->reasons = vikt_arena_new(arena, r->criterion_count, sizeof *r->reasons);
    r->class_reasons = vikt_arena_new(arena, r->scheme_count, sizeof *r->class_reasons);
    if (!r->reasons || !r->class_reasons)
        return false;
    for (size_t i = 0; of_criteria && i < r->criterion_count; i++)
        if (of_criteria[r->criteria[i]].count > 0)
            r->reasons[r->reason_count++] =
                (vikt_noted){&of_criteria[r->criteria[i]], r->criteria[i], 0};
    for (size_t i = 0; i < r->scheme_count; i++) {
        const vikt_notes *notes = &r->record->classification->schemes[r->schemes[i]].reasons;

        if (notes->count > 0)
            r->class_reasons[r->class_reason_count++] = (vikt_noted){notes, r->schemes[i], 0};
    }
    return true;
}

/* Bytes of an outcome: five and a date for a scheme, one for a rule that somebody met, one for an
 * action with a condition. */
static size_t outcome_width(const vikt_results *r)
{
    const vikt_profile *profile = r->record->profile;

    return r->scheme_count * (5 + sizeof(int32_t)) + profile->rule_count + profile->action_count;
}

bool vikt_results_init(vikt_results *r, const vikt_run_record *record, vikt_arena *arena)
{
    const vikt_profile *profile = record->profile;
    const vikt_presence *presence = record->presence;
    size_t width;

    *r = (vikt_results){.record = record};
    r->criteria =
        numbers_of(arena, presence->criteria, profile->criterion_count, &r->criterion_count);
    r->schemes = numbers_of(arena, presence->schemes, profile->scheme_count, &r->scheme_count);
    width = outcome_width(r);
    r->tuple = vikt_arena_new(arena, width, 1);
    vikt_tuples_init(&r->bases, arena, 3 * sizeof(uint64_t));
    vikt_tuples_init(&r->outcomes, arena, width);
    return r->criteria && r->schemes && r->tuple &&
           vikt_kept_of(record->population, presence, arena, &r->kept) && find_blanks(r, arena) &&
           find_reasons(r, arena);
}

void vikt_results_clear(vikt_results *r)
{
    vikt_tuples_clear(&r->bases);
    vikt_tuples_clear(&r->outcomes);
}

/* ---- numbers for what customers have in common ---- */

bool vikt_results_by_or(const vikt_run_record *record, size_t criterion, size_t row)
{
    const uint64_t *used = record->points->used_or;

    return record->presence->use_or[criterion] || (used && (used[row] >> criterion & 1));
}

static bool number_basis(vikt_results *r, size_t row, uint32_t *number)
{
    uint64_t masks[3] = {0, 0, 0}; /* has points, had a value, by or_points */

    for (size_t i = 0; i < r->criterion_count; i++) {
        size_t c = r->criteria[i];
        uint64_t bit = UINT64_C(1) << c;

        masks[0] |= isnan(r->record->points->points[c][row]) ? 0 : bit;
        masks[1] |= r->record->points->valued[row] & bit;
        masks[2] |= vikt_results_by_or(r->record, c, row) ? bit : 0;
    }
    return vikt_tuples_number(&r->bases, masks, (uint32_t)row, number);
}

static unsigned char *put_scheme(unsigned char *at, const vikt_scheme_result *scheme, size_t row)
{
    int32_t since = scheme->since ? scheme->since[row] : INT32_MIN;

    *at++ = scheme->effective[row];
    *at++ = scheme->raw[row];
    *at++ = scheme->why ? scheme->why[row] : 0;
    *at++ = scheme->flags ? scheme->flags[row] : 0;
    *at++ = scheme->rule ? scheme->rule[row] : 0;
    memcpy(at, &since, sizeof since);
    return at + sizeof since;
}

static bool number_outcome(vikt_results *r, size_t row, uint32_t *number)
{
    const vikt_classification *classification = r->record->classification;
    const vikt_profile *profile = r->record->profile;
    unsigned char *at = r->tuple;

    for (size_t i = 0; i < r->scheme_count; i++)
        at = put_scheme(at, &classification->schemes[r->schemes[i]], row);
    for (size_t i = 0; classification->rule_held && i < profile->rule_count; i++)
        *at++ = classification->rule_held[i] ? classification->rule_held[i][row] : 0;
    /* Actions without a condition follow from the classes. */
    for (size_t i = 0; classification->action_applies && i < profile->action_count; i++)
        *at++ = classification->action_applies[i] ? classification->action_applies[i][row] : 0;
    return vikt_tuples_number(&r->outcomes, r->tuple, (uint32_t)row, number);
}

bool vikt_results_write(vikt_results *r, size_t row, vikt_buffer *text, vikt_result_row *out)
{
    out->key = vikt_population_key(r->record->population, row);
    out->name = vikt_population_name(r->record->population, row);
    if (vikt_text_equal(out->key, out->name))
        out->name = (vikt_text){NULL, 0};
    out->score = r->record->score->score[row];
    out->coverage = r->record->score->coverage[row];
    vikt_result_json(r, row, text, out->ends);
    return !text->failed && number_basis(r, row, &out->basis) &&
           number_outcome(r, row, &out->outcome);
}
