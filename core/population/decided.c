/* SPDX-License-Identifier: MIT */
#include "core/population/decided.h"

#include "core/base/fail.h"
#include "core/base/number.h"

enum { REASON_MAX = 500, ROWS_SHOWN = 20, WORD_BITS = 64 };

/* ---- which rows hold ---- */

static bool allocate(vikt_decided *d, vikt_arena *arena)
{
    bool any = d->decision->hit == VIKT_HIT_ANY, sum = d->decision->hit == VIKT_HIT_COLLECT_SUM;

    d->words = (d->decision->row_count + WORD_BITS - 1) / WORD_BITS;
    d->row = vikt_arena_new(arena, d->count, sizeof *d->row);
    d->failed = vikt_arena_new(arena, d->count, 1);
    if (any)
        d->other = vikt_arena_new(arena, d->count, sizeof *d->other);
    if (sum) {
        d->sum = vikt_arena_new(arena, d->count, sizeof *d->sum);
        d->met = vikt_arena_new(arena, d->count * d->words, sizeof *d->met);
    }
    if (!d->row || !d->failed || (any && !d->other) || (sum && (!d->sum || !d->met)))
        return false;
    for (size_t i = 0; i < d->count; i++) {
        d->row[i] = VIKT_NO_ROW;
        if (any)
            d->other[i] = VIKT_NO_ROW;
    }
    return true;
}

static vikt_code fail_twice(const vikt_decided *d, const vikt_operands *operands, size_t customer,
                            size_t row, vikt_error *err)
{
    vikt_text key = vikt_population_key(operands->population, customer);

    return vikt_fail(err, VIKT_PROFILE, d->decision->rows[row].place,
                     "%s: rows %d and %zu both hold for customer %.*s; under hit = unique only one "
                     "may",
                     d->statement, d->row[customer] + 1, row + 1, VIKT_SHOW(key));
}

static bool same_outcome(const vikt_decision_row *a, const vikt_decision_row *b)
{
    return a->class_index == b->class_index && a->points == b->points;
}

/* Whether a row goes before the one that has been met already. */
static bool goes_before(const vikt_decision *decision, const vikt_decision_row *row,
                        const vikt_decision_row *met)
{
    if (decision->hit == VIKT_HIT_COLLECT_MIN)
        return row->points < met->points;
    return row->class_index < met->class_index || row->points > met->points;
}

static void meet_again(vikt_decided *d, size_t customer, size_t number)
{
    const vikt_decision_row *rows = d->decision->rows;

    switch (d->decision->hit) {
    case VIKT_HIT_ANY:
        if (d->other && d->other[customer] == VIKT_NO_ROW &&
            !same_outcome(&rows[number], &rows[d->row[customer]]))
            d->other[customer] = (uint16_t)number;
        break;
    case VIKT_HIT_PRIORITY:
    case VIKT_HIT_COLLECT_MIN:
    case VIKT_HIT_COLLECT_MAX:
        if (goes_before(d->decision, &rows[number], &rows[d->row[customer]]))
            d->row[customer] = (uint16_t)number;
        break;
    case VIKT_HIT_FIRST:
    case VIKT_HIT_UNIQUE:
    case VIKT_HIT_COLLECT_SUM:
        break;
    }
}

static void meet(vikt_decided *d, size_t customer, size_t number)
{
    if (d->row[customer] == VIKT_NO_ROW)
        d->row[customer] = (uint16_t)number;
    else
        meet_again(d, customer, number);
    if (!d->sum)
        return;
    d->sum[customer] += d->decision->rows[number].points;
    d->met[customer * d->words + number / WORD_BITS] |= UINT64_C(1) << number % WORD_BITS;
}

/* For whom a row holds, of those who are not decided or failed. */
static void narrow(const vikt_decided *d, size_t number, const vikt_operands *operands,
                   uint8_t *held)
{
    const vikt_condition *when = &d->decision->rows[number].when;
    bool first = d->decision->hit == VIKT_HIT_FIRST;

    for (size_t i = 0; i < d->count; i++)
        held[i] = !d->failed[i] && !(first && d->row[i] != VIKT_NO_ROW);
    for (size_t i = 0; i < when->count; i++)
        vikt_comparison_narrow(operands, &when->comparisons[i], held);
}

static vikt_code ask(vikt_decided *d, size_t number, const vikt_operands *operands, uint8_t *held,
                     vikt_error *err)
{
    bool unique = d->decision->hit == VIKT_HIT_UNIQUE;

    narrow(d, number, operands, held);
    for (size_t i = 0; i < d->count; i++) {
        if (!held[i])
            continue;
        if (!unique || d->row[i] == VIKT_NO_ROW)
            meet(d, i, number);
        else if (vikt_population_is_among(operands->population))
            d->failed[i] = 1;
        else
            return fail_twice(d, operands, i, number, err);
    }
    return VIKT_OK;
}

/* Ready to be asked row by row. */
static bool begin(vikt_decided *d, const vikt_operands *operands, vikt_arena *arena)
{
    const vikt_decision *decision = d->decision;

    if (!allocate(d, arena))
        return false;
    for (size_t i = 0; i < decision->input_count; i++)
        vikt_operand_failed(operands, decision->inputs[i].operand, decision->inputs[i].index,
                            d->failed);
    return true;
}

vikt_code vikt_decide(const vikt_decision *decision, const char *statement,
                      const vikt_operands *operands, vikt_arena *arena, vikt_decided *out,
                      vikt_error *err)
{
    size_t count = vikt_population_size(operands->population);
    uint8_t *held = vikt_acquire(arena->allocator, count, 1);
    vikt_code rc = VIKT_OK;

    *out = (vikt_decided){.decision = decision, .statement = statement, .count = count};
    if (!held || !begin(out, operands, arena)) {
        rc = vikt_fail_memory(err);
        goto cleanup;
    }
    for (size_t i = 0; rc == VIKT_OK && i < decision->row_count; i++)
        rc = ask(out, i, operands, held, err);
cleanup:
    vikt_release(arena->allocator, held);
    return rc;
}

vikt_code vikt_decided_held(const vikt_decision *decision, const vikt_operands *operands,
                            size_t first, size_t last, size_t *held, vikt_arena *scratch,
                            vikt_error *err)
{
    vikt_decided d = {.decision = decision, .count = vikt_population_size(operands->population)};
    uint8_t *holds = vikt_arena_new(scratch, d.count, 1);

    if (!holds || !begin(&d, operands, scratch))
        return vikt_fail_memory(err);
    for (size_t row = 0; row < decision->row_count; row++) {
        narrow(&d, row, operands, holds);
        held[row] = 0;
        for (size_t i = 0; i < d.count; i++) {
            held[row] += holds[i] && i >= first && i < last;
            if (holds[i])
                meet(&d, i, row);
        }
    }
    return VIKT_OK;
}

/* ---- what came of it ---- */

static bool off_scale(const vikt_decided *d, const vikt_profile *profile, size_t customer)
{
    return d->sum && d->row[customer] != VIKT_NO_ROW &&
           !(d->sum[customer] >= profile->lo && d->sum[customer] <= profile->hi);
}

static bool find_fault(const vikt_decided *d, const vikt_profile *profile, size_t customer,
                       vikt_error *why)
{
    char sum[VIKT_NUMBER_MAX], lo[VIKT_NUMBER_MAX], hi[VIKT_NUMBER_MAX];

    if (d->failed[customer])
        return false;
    if (d->other && d->other[customer] != VIKT_NO_ROW) {
        (void)vikt_fail(why, VIKT_PROFILE, d->decision->rows[d->other[customer]].place,
                        "rows %d and %d hold, but do not say the same", d->row[customer] + 1,
                        d->other[customer] + 1);
        return true;
    }
    if (!off_scale(d, profile, customer))
        return false;
    vikt_number_write(d->sum[customer], sum);
    vikt_number_write(profile->lo, lo);
    vikt_number_write(profile->hi, hi);
    (void)vikt_fail(why, VIKT_PROFILE, d->decision->failing->place,
                    "the rows that hold add up to %s, which is off the scale %s to %s", sum, lo,
                    hi);
    return true;
}

static void tell_nobody(const vikt_decided *d, const vikt_operands *operands, size_t customers,
                        size_t first, const vikt_listener *listener)
{
    vikt_text key = vikt_population_key(operands->population, first);

    vikt_tell(listener, VIKT_WARNING, VIKT_INPUT, d->decision->failing->place,
              "%s: no row of its decision table holds for %zu customer%s, first %.*s", d->statement,
              customers, customers == 1 ? "" : "s", VIKT_SHOW(key));
}

vikt_code vikt_decided_check(vikt_decided *decided, const vikt_operands *operands,
                             vikt_script *script, const vikt_listener *listener, vikt_error *err)
{
    const vikt_profile *profile = vikt_population_profile(operands->population);
    size_t without = 0, first = 0;
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < decided->count; i++) {
        vikt_error why = {.code = VIKT_OK};

        if (find_fault(decided, profile, i, &why)) {
            decided->failed[i] = 1;
            rc = vikt_script_fail(script, decided->decision->failing, i, &why, err);
        }
        if (decided->row[i] == VIKT_NO_ROW && !decided->failed[i] && without++ == 0)
            first = i;
    }
    if (rc == VIKT_OK && without > 0)
        tell_nobody(decided, operands, without, first, listener);
    return rc;
}

double vikt_decided_points(const vikt_decided *decided, size_t row)
{
    if (decided->failed[row] || decided->row[row] == VIKT_NO_ROW)
        return NAN;
    return decided->sum ? decided->sum[row] : decided->decision->rows[decided->row[row]].points;
}

/* ---- reasons ---- */

static vikt_text row_reason(const vikt_decision *decision, size_t number, vikt_arena *arena)
{
    vikt_text when = vikt_text_start(decision->rows[number].when.text, REASON_MAX);

    return vikt_text_of(vikt_arena_print(arena, "row %zu: %.*s", number + 1, (int)when.length,
                                         when.length ? when.at : ""));
}

/* "rows 1, 3: 2 + 1.5"; of many rows the first ones. */
static vikt_text sum_reason(const vikt_decided *d, size_t customer, vikt_buffer *out)
{
    const uint64_t *met = &d->met[customer * d->words];
    char number[VIKT_NUMBER_MAX];

    out->length = 0;
    for (int pass = 0; pass < 2; pass++) {
        const char *before = pass ? ": " : "rows ";
        size_t shown = 0;

        for (size_t i = 0; i < d->decision->row_count; i++) {
            if (!(met[i / WORD_BITS] >> i % WORD_BITS & 1))
                continue;
            if (shown++ == ROWS_SHOWN) {
                vikt_buffer_string(out, pass ? " + ..." : ", ...");
                break;
            }
            vikt_number_write(pass ? d->decision->rows[i].points : (double)(i + 1), number);
            vikt_buffer_print(out, "%s%s", before, number);
            before = pass ? " + " : ", ";
        }
    }
    return vikt_buffer_view(out);
}

static bool met_one(const vikt_decided *d, size_t customer)
{
    size_t found = 0;

    for (size_t i = 0; i < d->words; i++) {
        uint64_t mask = d->met[customer * d->words + i];

        found += mask ? (mask & (mask - 1) ? 2 : 1) : 0;
    }
    return found == 1;
}

static bool add_sum(const vikt_decided *d, size_t customer, vikt_arena *arena, vikt_notes *out)
{
    vikt_buffer text;
    bool good;

    vikt_buffer_init(&text, arena->allocator, 64 * VIKT_ROWS_MAX);
    good = vikt_notes_add(out, arena, customer, sum_reason(d, customer, &text)) && !text.failed;
    vikt_buffer_clear(&text);
    return good;
}

bool vikt_decided_reasons(const vikt_decided *decided, vikt_arena *arena, vikt_notes *out)
{
    vikt_text *texts = vikt_arena_new(arena, decided->decision->row_count, sizeof *texts);
    bool good = texts && vikt_notes_reserve(out, arena, decided->count);

    for (size_t i = 0; good && i < decided->decision->row_count; i++) {
        texts[i] = row_reason(decided->decision, i, arena);
        good = texts[i].at != NULL;
    }
    for (size_t i = 0; good && i < decided->count; i++) {
        if (decided->row[i] == VIKT_NO_ROW || decided->failed[i])
            continue;
        if (decided->sum && !met_one(decided, i))
            good = add_sum(decided, i, arena, out);
        else
            out->items[out->count++] = (vikt_note){(uint32_t)i, texts[decided->row[i]]};
    }
    return good;
}
