/* SPDX-License-Identifier: MIT */
#include "core/profile/division.h"

#include "core/base/literal.h"

enum { REGIONS_MAX = 4096 }; /* of one input; a table that divides it further is not looked into */

static size_t input_of(const vikt_division *t, const vikt_comparison *comparison)
{
    size_t i = 0;

    while (t->decision->inputs[i].operand != comparison->operand ||
           t->decision->inputs[i].index != comparison->index)
        i++;
    return i;
}

/* ---- how the table divides its inputs ---- */

static void find_limits(const vikt_division *t, const vikt_decision_input *input,
                        vikt_divided_input *d)
{
    const vikt_profile *profile = t->profile;

    *d = (vikt_divided_input){.type = VIKT_TYPE_NUMBER, .min = -INFINITY, .max = INFINITY};
    switch (input->operand) {
    case VIKT_OPERAND_POINTS:
    case VIKT_OPERAND_SCORE:
        d->min = profile->lo;
        d->max = profile->hi;
        break;
    case VIKT_OPERAND_COVERAGE:
        d->min = 0;
        d->max = 1;
        break;
    case VIKT_OPERAND_SLOT:
        d->type = VIKT_TYPE_UNKNOWN;
        if (input->index < profile->field_count) {
            d->type = profile->fields[input->index].type;
            d->min = profile->fields[input->index].min;
            d->max = profile->fields[input->index].max;
        }
        break;
    }
    if (d->type == VIKT_TYPE_TRUTH) {
        d->min = 0;
        d->max = 1;
    }
    d->is_text = d->type == VIKT_TYPE_TEXT;
}

static double number_of(const vikt_divided_input *d, vikt_literal value)
{
    return vikt_literal_number(value.text, value.number, d->type);
}

static bool is_known(const vikt_divided_input *d, vikt_literal value)
{
    for (size_t i = 0; i < d->count; i++) {
        if (d->is_text ? vikt_literal_same(d->values[i].text, value.text)
                       : d->values[i].number == value.number)
            return true;
    }
    return false;
}

static void add_value(vikt_division *t, vikt_divided_input *d, vikt_literal value)
{
    if (!d->is_text)
        value.number = number_of(d, value);
    if ((!d->is_text && isnan(value.number)) || t->too_large || is_known(d, value))
        return;
    if (d->count * 2 + 1 >= REGIONS_MAX) {
        t->too_large = true;
        return;
    }
    d->values[d->count++] = value;
}

/* Calls visit for every literal that some row compares the input with. */
static void each_value(vikt_division *t, size_t input,
                       void (*visit)(vikt_division *, vikt_divided_input *, vikt_literal))
{
    for (size_t row = 0; row < t->decision->row_count; row++) {
        const vikt_condition *when = &t->decision->rows[row].when;

        for (size_t i = 0; i < when->count; i++) {
            const vikt_comparison *comparison = &when->comparisons[i];

            if (input_of(t, comparison) != input)
                continue;
            t->asks[row] |= UINT32_C(1) << input;
            for (size_t k = 0; k < vikt_comparison_rights(comparison); k++)
                visit(t, &t->inputs[input], vikt_comparison_right(comparison, k));
        }
    }
}

/* A measure tells by what it is compared with whether it is a text. */
static void see_text(vikt_division *t, vikt_divided_input *d, vikt_literal value)
{
    (void)t;
    d->is_text = d->is_text || (d->type == VIKT_TYPE_UNKNOWN && isnan(value.number));
}

static void sort_cuts(vikt_divided_input *d)
{
    for (size_t i = 1; i < d->count && !d->is_text; i++) {
        vikt_literal value = d->values[i];
        size_t j = i;

        for (; j > 0 && d->values[j - 1].number > value.number; j--)
            d->values[j] = d->values[j - 1];
        d->values[j] = value;
    }
}

static void divide(vikt_division *t)
{
    for (size_t i = 0; i < t->decision->input_count && !t->no_memory; i++) {
        vikt_divided_input *d = &t->inputs[i];

        find_limits(t, &t->decision->inputs[i], d);
        d->values = vikt_arena_new(t->arena, REGIONS_MAX / 2, sizeof *d->values);
        t->no_memory = !d->values;
        if (t->no_memory)
            return;
        each_value(t, i, see_text);
        each_value(t, i, add_value);
        sort_cuts(d);
        d->regions = d->is_text ? d->count + 1 : d->count * 2 + 1;
        d->first_word = t->words;
        t->words += (d->regions + VIKT_DIVISION_WORD - 1) / VIKT_DIVISION_WORD;
    }
}

/* ---- the regions in which a row holds ---- */

/* A number of the region; NaN when there is none that the input can be. */
static double number_in(const vikt_divided_input *d, size_t region)
{
    const vikt_literal *cuts = d->values;
    size_t cut = region / 2;
    double low = cut ? cuts[cut - 1].number : -INFINITY;
    double high = cut < d->count ? cuts[cut].number : INFINITY;

    if (region % 2)
        return cuts[cut].number >= d->min && cuts[cut].number <= d->max ? cuts[cut].number : NAN;
    if (!(low < d->max && high > d->min) || (d->type == VIKT_TYPE_TRUTH && d->count > 1) ||
        nextafter(low, INFINITY) == high)
        return NAN;
    if (d->type == VIKT_TYPE_DATE && low + 1 == high) /* no day lies between two days */
        return NAN;
    return cut ? nextafter(low, INFINITY) : nextafter(high, -INFINITY);
}

static bool text_holds(const vikt_divided_input *d, const vikt_comparison *comparison,
                       size_t region)
{
    bool same = false;

    for (size_t i = 0; region < d->count && i < vikt_comparison_rights(comparison); i++)
        same = same ||
               vikt_literal_same(d->values[region].text, vikt_comparison_right(comparison, i).text);
    return comparison->operator_ == VIKT_UNEQUAL ? !same : same;
}

static bool region_holds(const vikt_divided_input *d, const vikt_comparison *comparison,
                         size_t region)
{
    double number;

    if (d->is_text)
        return text_holds(d, comparison, region);
    number = number_in(d, region);
    for (size_t i = 0; i < vikt_comparison_rights(comparison); i++) {
        if (vikt_operator_holds(comparison->operator_, number,
                                number_of(d, vikt_comparison_right(comparison, i))))
            return true;
    }
    return false;
}

static void fill_domain(vikt_division *t)
{
    uint64_t *domain = vikt_division_masks(t, t->decision->row_count);

    for (size_t i = 0; i < t->decision->input_count; i++) {
        vikt_divided_input *d = &t->inputs[i];
        uint64_t *mask = domain + d->first_word;

        d->domain = mask;
        for (size_t region = 0; region < d->regions; region++) {
            if (d->is_text || !isnan(number_in(d, region)))
                mask[region / VIKT_DIVISION_WORD] |= UINT64_C(1) << region % VIKT_DIVISION_WORD;
        }
    }
}

static void fill_row(vikt_division *t, size_t row)
{
    const vikt_condition *when = &t->decision->rows[row].when;
    uint64_t *masks = vikt_division_masks(t, row);

    memcpy(masks, vikt_division_masks(t, t->decision->row_count), t->words * sizeof *masks);
    for (size_t i = 0; i < when->count; i++) {
        const vikt_divided_input *d = &t->inputs[input_of(t, &when->comparisons[i])];
        uint64_t *mask = masks + d->first_word;

        for (size_t region = 0; region < d->regions; region++) {
            if (vikt_division_has(mask, region) && !region_holds(d, &when->comparisons[i], region))
                mask[region / VIKT_DIVISION_WORD] &= ~(UINT64_C(1) << region % VIKT_DIVISION_WORD);
        }
    }
}
/* ---- all of it ---- */

bool vikt_division_make(vikt_division *t)
{
    size_t rows = t->decision->row_count;

    t->inputs = vikt_arena_new(t->arena, t->decision->input_count, sizeof *t->inputs);
    t->asks = vikt_arena_new(t->arena, rows, sizeof *t->asks);
    if (!t->inputs || !t->asks)
        return false;
    divide(t);
    if (t->no_memory || t->too_large)
        return !t->no_memory;
    t->masks = vikt_arena_new(t->arena, (rows + 1) * t->words, sizeof *t->masks);
    if (!t->masks)
        return false;
    fill_domain(t);
    for (size_t row = 0; row < rows; row++)
        fill_row(t, row);
    return true;
}
