/* SPDX-License-Identifier: MIT */
#include "core/profile/decision.h"

#include "core/base/fail.h"
#include "core/profile/division.h"

enum { WORK_MAX = 20 * 1000000 }; /* looks at a row while a gap is searched */

/* ---- rows beside each other ---- */

static bool is_empty(const uint64_t *mask, const uint64_t *with, const vikt_divided_input *d)
{
    for (size_t i = 0; i < (d->regions + VIKT_DIVISION_WORD - 1) / VIKT_DIVISION_WORD; i++) {
        if (mask[i] & with[i])
            return false;
    }
    return true;
}

/* Whether some inputs meet both rows; of a row with itself, whether any do. */
static bool overlap(const vikt_division *t, size_t a, size_t b)
{
    for (size_t i = 0; i < t->decision->input_count; i++) {
        const vikt_divided_input *d = &t->inputs[i];

        if (is_empty(vikt_division_masks(t, a) + d->first_word,
                     vikt_division_masks(t, b) + d->first_word, d))
            return false;
    }
    return true;
}

/* Whoever meets `row` meets `other`. What is missing meets a row that does not ask for it. */
static bool covers(const vikt_division *t, size_t other, size_t row)
{
    const uint64_t *a = vikt_division_masks(t, other), *b = vikt_division_masks(t, row);

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

static void check_row(const vikt_division *t, size_t row, vikt_decision_findings *out)
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
    const vikt_division *t;
    size_t regions[VIKT_INPUTS_MAX]; /* by input: the one being tried */
    size_t depth;                    /* how many of them make the gap */
    size_t last;                     /* region to which the deepest of them goes on */
    size_t work;
} search;

/* Rows of `from` that hold in the region of an input. */
static size_t narrow(search *s, size_t input, size_t region, const bool *from, bool *to)
{
    const vikt_division *t = s->t;
    size_t left = 0;

    s->work += t->decision->row_count;
    for (size_t row = 0; row < t->decision->row_count; row++) {
        to[row] =
            from[row] &&
            vikt_division_has(vikt_division_masks(t, row) + t->inputs[input].first_word, region);
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
    const vikt_division *t = s->t;
    const vikt_divided_input *d = &t->inputs[input];
    bool *next = rows + t->decision->row_count;

    if (input == t->decision->input_count || is_covered(s, input, rows))
        return false;
    for (size_t region = 0; region < d->regions && s->work < WORK_MAX; region++) {
        if (!vikt_division_has(d->domain, region))
            continue;
        s->regions[input] = region;
        s->depth = input + 1;
        if (!narrow(s, input, region, rows, next) || find_gap(s, input + 1, next))
            return true;
    }
    return false;
}

/* The regions behind the deepest one's that no row covers either. rows: as for find_gap(). */
static void widen_gap(search *s, bool *rows)
{
    size_t input = s->depth - 1, count = s->t->decision->row_count;
    const vikt_divided_input *d = &s->t->inputs[input];
    bool *from = rows + input * count;

    s->last = s->regions[input];
    while (!d->is_text && s->last + 1 < d->regions && vikt_division_has(d->domain, s->last + 1) &&
           !narrow(s, input, s->last + 1, from, from + count))
        s->last++;
    if (s->last + 1 == d->regions && s->regions[input] == 0)
        s->last = 0; /* any number: there are no limits to name */
}

static void say_name(const vikt_division *t, size_t input, vikt_buffer *out)
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

/* The numbers from one region to another: odd ones are single values, even ones lie between. */
static void say_numbers(const vikt_division *t, size_t input, size_t region, size_t last,
                        vikt_buffer *out)
{
    const vikt_literal *values = t->inputs[input].values;
    bool has_low = region > 0, has_high = last / 2 < t->inputs[input].count;

    say_name(t, input, out);
    if (region == last && region % 2) {
        vikt_buffer_print(out, " = %.*s", VIKT_SHOW(values[region / 2].text));
        return;
    }
    if (has_low)
        vikt_buffer_print(out, " %s %.*s", region % 2 ? ">=" : ">",
                          VIKT_SHOW(values[(region - 1) / 2].text));
    if (has_low && has_high) {
        vikt_buffer_string(out, " and ");
        say_name(t, input, out);
    }
    if (has_high)
        vikt_buffer_print(out, " %s %.*s", last % 2 ? "<=" : "<", VIKT_SHOW(values[last / 2].text));
}

static void say_region(const vikt_division *t, size_t input, size_t region, size_t last,
                       vikt_buffer *out)
{
    const vikt_divided_input *d = &t->inputs[input];

    if (!d->is_text) {
        say_numbers(t, input, region, last, out);
        return;
    }
    say_name(t, input, out);
    if (region == d->count)
        vikt_buffer_string(out, " is something else");
    else
        vikt_buffer_print(out, " = %.*s", VIKT_SHOW(d->values[region].text));
}

static void say_gap(vikt_division *t, const search *s, vikt_decision_findings *out)
{
    vikt_buffer text;

    vikt_buffer_init(&text, t->arena->allocator, 64 * 1024);
    for (size_t i = 0; i < s->depth; i++) {
        vikt_buffer_string(&text, i ? " and " : "");
        say_region(t, i, s->regions[i], i + 1 == s->depth ? s->last : s->regions[i], &text);
    }
    if (!text.failed)
        out->gap = vikt_arena_copy(t->arena, text.at, text.length);
    t->no_memory = t->no_memory || !out->gap;
    vikt_buffer_clear(&text);
}

static void check_gap(vikt_division *t, vikt_decision_findings *out)
{
    size_t rows = t->decision->row_count;
    bool *flags = vikt_arena_new(t->arena, rows * (t->decision->input_count + 2), sizeof *flags);
    search s = {.t = t};

    t->no_memory = t->no_memory || !flags;
    for (size_t row = 0; flags && row < rows; row++)
        flags[row] = true;
    if (flags && find_gap(&s, 0, flags)) {
        widen_gap(&s, flags);
        say_gap(t, &s, out);
    }
}
/* ---- all of it ---- */

vikt_code vikt_decision_check(const vikt_profile *profile, const vikt_decision *decision,
                              vikt_arena *arena, vikt_decision_findings *out, vikt_error *err)
{
    vikt_division t = {.profile = profile, .decision = decision, .arena = arena};

    *out = (vikt_decision_findings){
        .items = vikt_arena_new(arena, VIKT_FINDINGS_MAX, sizeof *out->items)};
    if (!out->items || !vikt_division_make(&t))
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
