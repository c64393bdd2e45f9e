/* SPDX-License-Identifier: MIT */
#include "core/run/mutant_change.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"

/* ---- one value ---- */

static void finish(const vikt_change *s, const char *part, bool noticed, const char *from,
                   const char *to)
{
    char what[512];

    s->m->out->tried++;
    if (noticed || s->m->rc != VIKT_OK)
        return;
    snprintf(what, sizeof what, "%s \"%.*s\": %s", s->word, VIKT_SHOW(s->name), part);
    vikt_mutants_keep(s->m, s->place, what, from, to);
}

/* Puts something else in its place for a while. */
static void try_change(const vikt_change *s, const char *part, void *at, const void *with,
                       size_t size, const char *from, const char *to)
{
    unsigned char was[sizeof(vikt_comparison)];
    bool noticed;

    if (!vikt_mutants_more(s->m))
        return;
    memcpy(was, at, size);
    memcpy(at, with, size);
    noticed = vikt_mutants_noticed(s->m, s->m->profile);
    memcpy(at, was, size);
    finish(s, part, noticed, from, to);
}

void vikt_change_number(const vikt_change *s, const char *part, double *at, double value)
{
    char from[VIKT_NUMBER_MAX], to[VIKT_NUMBER_MAX];

    value = vikt_mutants_round(value);
    vikt_number_write(*at, from);
    vikt_number_write(value, to);
    try_change(s, part, at, &value, sizeof value, from, to);
}

/* Towards a neighbour that it must not reach. */
static void try_towards(const vikt_change *s, const char *part, double *at, double step,
                        double limit)
{
    double value = *at + step;

    if (step < 0 ? value <= limit : value >= limit)
        value = *at + (limit - *at) / 2;
    if (fabs(value - *at) >= fabs(step) / 1000)
        vikt_change_number(s, part, at, value);
}

/* A threshold: below it and above it, between its neighbours. */
void vikt_change_threshold(const vikt_change *s, const char *part, double *at, double a, double b)
{
    char written[VIKT_NUMBER_MAX];
    double step;

    if (!isfinite(*at))
        return;
    vikt_number_write(*at, written);
    step = vikt_mutants_step(*at, written);
    try_towards(s, part, at, -step, fmin(a, b));
    try_towards(s, part, at, step, fmax(a, b));
}

/* A rank, or how many groups or days: whole numbers. */
void vikt_change_whole(const vikt_change *s, const char *part, double *at, double a, double b)
{
    double step = fmax(1, round(*at * 0.01));

    if (!isfinite(*at))
        return;
    if (*at - step > a)
        vikt_change_number(s, part, at, *at - step);
    if (*at + step < b)
        vikt_change_number(s, part, at, *at + step);
}

void vikt_change_size(const vikt_change *s, const char *part, size_t *at, size_t value)
{
    char from[32], to[32];

    snprintf(from, sizeof from, "%zu", *at);
    snprintf(to, sizeof to, "%zu", value);
    try_change(s, part, at, &value, sizeof value, from, to);
}

void vikt_change_days(const vikt_change *s, const char *part, long *at, long value)
{
    char from[32], to[32];

    snprintf(from, sizeof from, "%ld", *at);
    snprintf(to, sizeof to, "%ld", value);
    try_change(s, part, at, &value, sizeof value, from, to);
}

/* A day before it and behind it. A date column is compared with the text. */
static void try_date(const vikt_change *s, const char *part, vikt_comparison *comparison)
{
    char from[11], to[11];

    vikt_date_write((vikt_date)comparison->number, from);
    for (int days = -1; days <= 1; days += 2) {
        vikt_comparison with = *comparison;

        with.number += days;
        vikt_date_write((vikt_date)with.number, to);
        with.text = vikt_text_of(to);
        try_change(s, part, comparison, &with, sizeof with, from, to);
    }
}

/* Points go a quarter of the scale up, or down where there is no up. */
void vikt_change_points(const vikt_change *s, const char *part, double *at)
{
    const vikt_profile *profile = s->m->profile;
    double step = (profile->hi - profile->lo) / 4;

    if (isfinite(*at))
        vikt_change_number(s, part, at, *at + step <= profile->hi ? *at + step : *at - step);
}

/* ---- conditions ---- */

static const struct sign {
    const char *text;
    vikt_operator other;
} signs[] = {
    [VIKT_LESS] = {"<", VIKT_AT_MOST},     [VIKT_AT_MOST] = {"<=", VIKT_LESS},
    [VIKT_EQUAL] = {"==", VIKT_UNEQUAL},   [VIKT_UNEQUAL] = {"~=", VIKT_EQUAL},
    [VIKT_GREATER] = {">", VIKT_AT_LEAST}, [VIKT_AT_LEAST] = {">=", VIKT_GREATER},
};

static vikt_text operand_name(const vikt_profile *profile, const vikt_comparison *comparison)
{
    switch (comparison->operand) {
    case VIKT_OPERAND_SLOT:
        return vikt_profile_slot_name(profile, comparison->index);
    case VIKT_OPERAND_POINTS:
        return profile->criteria[comparison->index].name;
    case VIKT_OPERAND_SCORE:
        return VIKT_TEXT("score");
    case VIKT_OPERAND_COVERAGE:
        break;
    }
    return VIKT_TEXT("coverage");
}

static vikt_type operand_type(const vikt_profile *profile, const vikt_comparison *comparison)
{
    if (comparison->operand != VIKT_OPERAND_SLOT)
        return VIKT_TYPE_NUMBER;
    if (comparison->index >= profile->field_count)
        return VIKT_TYPE_UNKNOWN;
    return profile->fields[comparison->index].type;
}

/* Without one of the values after the other. */
static void try_choices(const vikt_change *s, const char *part, vikt_comparison *comparison)
{
    size_t count = comparison->choice_count;
    vikt_literal *left = vikt_arena_new(s->m->arena, count, sizeof *left);
    vikt_comparison with = *comparison;

    if (!left)
        s->m->rc = vikt_fail_memory(s->m->err);
    with.choices = left;
    with.choice_count = count - 1;
    for (size_t i = 0; left && i < count; i++) {
        char from[300];

        memcpy(left, comparison->choices, count * sizeof *left);
        memmove(left + i, left + i + 1, (count - i - 1) * sizeof *left);
        snprintf(from, sizeof from, "%.*s", VIKT_SHOW(comparison->choices[i].text));
        try_change(s, part, comparison, &with, sizeof with, from, "no value of it");
    }
}

static void try_right(const vikt_change *s, const char *part, vikt_comparison *comparison)
{
    switch (operand_type(s->m->profile, comparison)) {
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_NUMBER:
        vikt_change_threshold(s, part, &comparison->number, -INFINITY, INFINITY);
        break;
    case VIKT_TYPE_DATE:
        if (isfinite(comparison->number))
            try_date(s, part, comparison);
        break;
    case VIKT_TYPE_TEXT: /* the other comparison is all there is */
    case VIKT_TYPE_TRUTH:
        break;
    }
}

void vikt_change_condition(const vikt_change *s, const char *of, vikt_condition *when)
{
    for (size_t i = 0; i < when->count; i++) {
        vikt_comparison *comparison = &when->comparisons[i];
        vikt_text name = operand_name(s->m->profile, comparison);
        vikt_operator is = comparison->operator_;
        char part[300];

        snprintf(part, sizeof part, "%s%s%.*s", of,
                 comparison->operand == VIKT_OPERAND_POINTS ? "points." : "", VIKT_SHOW(name));
        if (is == VIKT_ONE_OF) {
            try_choices(s, part, comparison);
            continue;
        }
        try_change(s, part, &comparison->operator_, &signs[is].other, sizeof is, signs[is].text,
                   signs[signs[is].other].text);
        try_right(s, part, comparison);
    }
}

/* Rows stand at lines of their own. */
void vikt_change_rows(const vikt_change *s, vikt_decision *decision, bool points)
{
    vikt_change at = *s;

    for (size_t i = 0; i < decision->row_count; i++) {
        vikt_decision_row *row = &decision->rows[i];
        char part[64];

        if (!vikt_profile_owns(row->place))
            continue;
        at.place = row->place;
        snprintf(part, sizeof part, "row %zu: ", i + 1);
        vikt_change_condition(&at, part, &row->when);
        snprintf(part, sizeof part, "row %zu: points", i + 1);
        if (points)
            vikt_change_points(&at, part, &row->points);
    }
}
