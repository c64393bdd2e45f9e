/* SPDX-License-Identifier: MIT */
#include "core/profile/decision.h"

#include "core/base/fail.h"
#include "core/base/literal.h"
#include "core/base/number.h"

enum {
    WORD = 64,
    REGIONS_MAX = 4096,     /* of one input; a table that divides it further is not looked into */
    WORK_MAX = 20 * 1000000 /* looks at a row while a gap is searched */
};

/* How the table divides one input. Of numbers, region 2 j is between cuts j - 1 and j, and region
 * 2 j + 1 is cut j itself; of texts, region j is text j, and the last one is every other text. */
typedef struct division {
    bool is_text;
    vikt_type type;
    double min, max;       /* what the input can be */
    vikt_literal *values;  /* the texts, or the cuts, ascending */
    size_t count, regions; /* of values */
    size_t first_word;     /* of the masks of a row */
    const uint64_t *domain;
} division;

typedef struct table {
    const vikt_profile *profile;
    const vikt_decision *decision;
    vikt_arena *arena;
    division *inputs;
    size_t words;    /* of a row's masks, all inputs together */
    uint64_t *masks; /* by row: the regions that it holds in; behind the last row the domain */
    uint32_t *asks;  /* by row: bit i set when it has a condition on input i */
    bool too_large, no_memory;
} table;

static uint64_t *masks_of(const table *t, size_t row)
{
    return t->masks + row * t->words;
}

static bool in_mask(const uint64_t *mask, size_t region)
{
    return mask[region / WORD] >> region % WORD & 1;
}

static size_t input_of(const table *t, const vikt_comparison *comparison)
{
    size_t i = 0;

    while (t->decision->inputs[i].operand != comparison->operand ||
           t->decision->inputs[i].index != comparison->index)
        i++;
    return i;
}

/* ---- how the table divides its inputs ---- */

static void find_limits(const table *t, const vikt_decision_input *input, division *d)
{
    const vikt_profile *profile = t->profile;

    *d = (division){.type = VIKT_TYPE_NUMBER, .min = -INFINITY, .max = INFINITY};
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

static double number_of(const division *d, vikt_literal value)
{
    return vikt_literal_number(value.text, value.number, d->type);
}

static bool is_known(const division *d, vikt_literal value)
{
    for (size_t i = 0; i < d->count; i++) {
        if (d->is_text ? vikt_literal_same(d->values[i].text, value.text)
                       : d->values[i].number == value.number)
            return true;
    }
    return false;
}

static void add_value(table *t, division *d, vikt_literal value)
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
static void each_value(table *t, size_t input, void (*visit)(table *, division *, vikt_literal))
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
static void see_text(table *t, division *d, vikt_literal value)
{
    (void)t;
    d->is_text = d->is_text || (d->type == VIKT_TYPE_UNKNOWN && isnan(value.number));
}

static void sort_cuts(division *d)
{
    for (size_t i = 1; i < d->count && !d->is_text; i++) {
        vikt_literal value = d->values[i];
        size_t j = i;

        for (; j > 0 && d->values[j - 1].number > value.number; j--)
            d->values[j] = d->values[j - 1];
        d->values[j] = value;
    }
}

static void divide(table *t)
{
    for (size_t i = 0; i < t->decision->input_count && !t->no_memory; i++) {
        division *d = &t->inputs[i];

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
        t->words += (d->regions + WORD - 1) / WORD;
    }
}

/* ---- the regions in which a row holds ---- */

/* A number of the region; NaN when there is none that the input can be. */
static double number_in(const division *d, size_t region)
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

static bool text_holds(const division *d, const vikt_comparison *comparison, size_t region)
{
    bool same = false;

    for (size_t i = 0; region < d->count && i < vikt_comparison_rights(comparison); i++)
        same = same ||
               vikt_literal_same(d->values[region].text, vikt_comparison_right(comparison, i).text);
    return comparison->operator_ == VIKT_UNEQUAL ? !same : same;
}

static bool region_holds(const division *d, const vikt_comparison *comparison, size_t region)
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

static void fill_domain(table *t)
{
    uint64_t *domain = masks_of(t, t->decision->row_count);

    for (size_t i = 0; i < t->decision->input_count; i++) {
        division *d = &t->inputs[i];
        uint64_t *mask = domain + d->first_word;

        d->domain = mask;
        for (size_t region = 0; region < d->regions; region++) {
            if (d->is_text || !isnan(number_in(d, region)))
                mask[region / WORD] |= UINT64_C(1) << region % WORD;
        }
    }
}

static void fill_row(table *t, size_t row)
{
    const vikt_condition *when = &t->decision->rows[row].when;
    uint64_t *masks = masks_of(t, row);

    memcpy(masks, masks_of(t, t->decision->row_count), t->words * sizeof *masks);
    for (size_t i = 0; i < when->count; i++) {
        const division *d = &t->inputs[input_of(t, &when->comparisons[i])];
        uint64_t *mask = masks + d->first_word;

        for (size_t region = 0; region < d->regions; region++) {
            if (in_mask(mask, region) && !region_holds(d, &when->comparisons[i], region))
                mask[region / WORD] &= ~(UINT64_C(1) << region % WORD);
        }
    }
}

/* ---- rows beside each other ---- */

static bool is_empty(const uint64_t *mask, const uint64_t *with, const division *d)
{
    for (size_t i = 0; i < (d->regions + WORD - 1) / WORD; i++) {
        if (mask[i] & with[i])
            return false;
    }
    return true;
}

/* Whether some inputs meet both rows; of a row with itself, whether any do. */
static bool overlap(const table *t, size_t a, size_t b)
{
    for (size_t i = 0; i < t->decision->input_count; i++) {
        const division *d = &t->inputs[i];

        if (is_empty(masks_of(t, a) + d->first_word, masks_of(t, b) + d->first_word, d))
            return false;
    }
    return true;
}

/* Whoever meets `row` meets `other`. What is missing meets a row that does not ask for it. */
static bool covers(const table *t, size_t other, size_t row)
{
    const uint64_t *a = masks_of(t, other), *b = masks_of(t, row);

    if (t->asks[other] & ~t->asks[row])
        return false;
    for (size_t i = 0; i < t->words; i++) {
        if (b[i] & ~a[i])
            return false;
    }
    return true;
}

static void add_finding(vikt_decision_findings *out, vikt_row_flaw flaw, size_t row, size_t other)
{
    if (out->count < VIKT_FINDINGS_MAX)
        out->items[out->count++] = (vikt_row_finding){flaw, row, other};
}

static void check_row(const table *t, size_t row, vikt_decision_findings *out)
{
    if (!overlap(t, row, row)) {
        add_finding(out, VIKT_ROW_CONTRADICTS, row, VIKT_INDEX_NONE);
        return;
    }
    for (size_t other = 0; other < row && out->count < VIKT_FINDINGS_MAX; other++) {
        if (t->decision->hit == VIKT_HIT_UNIQUE && overlap(t, other, row)) {
            add_finding(out, VIKT_ROW_OVERLAPS, row, other);
        } else if (t->decision->hit == VIKT_HIT_FIRST && covers(t, other, row)) {
            add_finding(out, VIKT_ROW_COVERED, row, other);
            return;
        }
    }
}

/* ---- what no row covers ---- */

typedef struct search {
    const table *t;
    size_t regions[VIKT_INPUTS_MAX]; /* by input: the one being tried */
    size_t depth;                    /* how many of them make the gap */
    size_t work;
} search;

/* Rows of `from` that hold in the region of an input. */
static size_t narrow(search *s, size_t input, size_t region, const bool *from, bool *to)
{
    const table *t = s->t;
    size_t left = 0;

    s->work += t->decision->row_count;
    for (size_t row = 0; row < t->decision->row_count; row++) {
        to[row] = from[row] && in_mask(masks_of(t, row) + t->inputs[input].first_word, region);
        left += to[row];
    }
    return left;
}

/* Whether one of the rows asks for nothing from input on. */
static bool is_covered(const search *s, size_t input, const bool *rows)
{
    for (size_t row = 0; row < s->t->decision->row_count; row++) {
        if (rows[row] && (input >= 32 || !(s->t->asks[row] >> input)))
            return true;
    }
    return false;
}

/* rows: an array of flags for each input and one more; those of this input are filled. */
static bool find_gap(search *s, size_t input, bool *rows)
{
    const table *t = s->t;
    const division *d = &t->inputs[input];
    bool *next = rows + t->decision->row_count;

    if (input == t->decision->input_count || is_covered(s, input, rows))
        return false;
    for (size_t region = 0; region < d->regions && s->work < WORK_MAX; region++) {
        if (!in_mask(d->domain, region))
            continue;
        s->regions[input] = region;
        s->depth = input + 1;
        if (!narrow(s, input, region, rows, next) || find_gap(s, input + 1, next))
            return true;
    }
    return false;
}

static void say_name(const table *t, size_t input, vikt_buffer *out)
{
    const vikt_decision_input *of = &t->decision->inputs[input];

    switch (of->operand) {
    case VIKT_OPERAND_SLOT:
        vikt_buffer_text(out, vikt_profile_slot_name(t->profile, of->index));
        break;
    case VIKT_OPERAND_POINTS:
        vikt_buffer_print(out, "points.%.*s", VIKT_SHOW(t->profile->criteria[of->index].name));
        break;
    case VIKT_OPERAND_SCORE:
        vikt_buffer_string(out, "score");
        break;
    case VIKT_OPERAND_COVERAGE:
        vikt_buffer_string(out, "coverage");
        break;
    }
}

static void say_region(const table *t, size_t input, size_t region, vikt_buffer *out)
{
    const division *d = &t->inputs[input];
    size_t cut = region / 2;

    say_name(t, input, out);
    if (d->is_text && region == d->count) {
        vikt_buffer_string(out, " is something else");
    } else if (d->is_text || region % 2) {
        vikt_buffer_print(out, " = %.*s", VIKT_SHOW(d->values[d->is_text ? region : cut].text));
    } else if (cut == 0) {
        vikt_buffer_print(out, " < %.*s", VIKT_SHOW(d->values[0].text));
    } else {
        vikt_buffer_print(out, " > %.*s", VIKT_SHOW(d->values[cut - 1].text));
        if (cut < d->count) {
            vikt_buffer_string(out, " and ");
            say_name(t, input, out);
            vikt_buffer_print(out, " < %.*s", VIKT_SHOW(d->values[cut].text));
        }
    }
}

static void say_gap(table *t, const search *s, vikt_decision_findings *out)
{
    vikt_buffer text;

    vikt_buffer_init(&text, t->arena->allocator, 64 * 1024);
    for (size_t i = 0; i < s->depth; i++) {
        vikt_buffer_string(&text, i ? " and " : "");
        say_region(t, i, s->regions[i], &text);
    }
    if (!text.failed)
        out->gap = vikt_arena_copy(t->arena, text.at, text.length);
    t->no_memory = t->no_memory || !out->gap;
    vikt_buffer_clear(&text);
}

static void check_gap(table *t, vikt_decision_findings *out)
{
    size_t rows = t->decision->row_count;
    bool *flags = vikt_arena_new(t->arena, rows * (t->decision->input_count + 2), sizeof *flags);
    search s = {.t = t};

    t->no_memory = t->no_memory || !flags;
    for (size_t row = 0; flags && row < rows; row++)
        flags[row] = true;
    if (flags && find_gap(&s, 0, flags))
        say_gap(t, &s, out);
}

/* ---- all of it ---- */

static bool prepare(table *t)
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

vikt_code vikt_decision_check(const vikt_profile *profile, const vikt_decision *decision,
                              vikt_arena *arena, vikt_decision_findings *out, vikt_error *err)
{
    table t = {.profile = profile, .decision = decision, .arena = arena};

    *out = (vikt_decision_findings){
        .items = vikt_arena_new(arena, VIKT_FINDINGS_MAX, sizeof *out->items)};
    if (!out->items || !prepare(&t))
        return vikt_fail_memory(err);
    if (t.too_large)
        return VIKT_OK;
    for (size_t row = 0; row < decision->row_count; row++)
        check_row(&t, row, out);
    check_gap(&t, out);
    return t.no_memory ? vikt_fail_memory(err) : VIKT_OK;
}

void vikt_row_finding_say(const vikt_decision *decision, const vikt_row_finding *finding,
                          vikt_buffer *out)
{
    size_t row = finding->row + 1, other = finding->other + 1;

    switch (finding->flaw) {
    case VIKT_ROW_OVERLAPS:
        vikt_buffer_print(out,
                          "rows %zu and %zu overlap (%.*s; %.*s), and hit = unique allows one "
                          "row only",
                          other, row, VIKT_SHOW(decision->rows[other - 1].when.text),
                          VIKT_SHOW(decision->rows[row - 1].when.text));
        break;
    case VIKT_ROW_COVERED:
        vikt_buffer_print(out,
                          "row %zu can never be reached: row %zu comes first, and holds for "
                          "all whom it holds for",
                          row, other);
        break;
    case VIKT_ROW_CONTRADICTS:
        vikt_buffer_print(out,
                          "row %zu can never hold: its conditions contradict each other (%.*s)",
                          row, VIKT_SHOW(decision->rows[row - 1].when.text));
        break;
    }
}
