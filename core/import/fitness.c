/* SPDX-License-Identifier: MIT */
#include "core/import/fitness.h"

#include <math.h>

#include "core/import/sense.h"

static bool is_named(const vikt_field *field, const char *name)
{
    return vikt_text_is(field->name, name);
}

static bool holds_numbers(const vikt_meaning *m, size_t column, const vikt_field *field,
                          const vikt_sense *s)
{
    if (s->filled == 0 || field->type != VIKT_TYPE_NUMBER)
        return true;
    return s->numbers * 2 > s->filled &&
           vikt_sense_outside(m->sheet, column, field->min, field->max) * 2 <= s->numbers;
}

/* Hardly any twice; "KundKat" is no "kundkod". Without memory they are not. */
static bool holds_keys(const vikt_meaning *m, size_t column, const vikt_sense *s)
{
    size_t distinct;

    return vikt_sense_distinct(m->sheet, column, m->arena->allocator, &distinct) &&
           s->ids * 10 >= s->filled * 9 && distinct * 10 >= s->filled * 9;
}

bool vikt_fitness_of(const vikt_meaning *m, size_t column, const vikt_field *field)
{
    vikt_sense s = vikt_sense_of(m->sheet, column);

    if (s.filled && field->type == VIKT_TYPE_DATE && s.dates * 2 <= s.filled)
        return false;
    if (s.filled && is_named(field, "key") && !holds_keys(m, column, &s))
        return false;
    return holds_numbers(m, column, field, &s);
}

static bool is_percentages(const vikt_sense *s)
{
    return !s->percents && s->below_one < s->numbers && s->below_hundred * 10 >= s->numbers * 9;
}

/* Told by what stood there, when it was not told by the heading alone. */
static bool holds_kind(const vikt_field *field, const vikt_sense *s)
{
    if (s->filled == 0)
        return false;
    if (is_named(field, "email"))
        return s->emails * 2 > s->filled;
    if (is_named(field, "org_no"))
        return s->org_numbers * 2 > s->filled;
    return !is_named(field, "key") || s->ids * 2 > s->filled;
}

/* Only what the content may have decided is looked at. */
static bool is_settled(const vikt_field *field, const vikt_mapped *mapped)
{
    bool is_ranged =
        field->type == VIKT_TYPE_NUMBER && (isfinite(field->min) || isfinite(field->max));

    return mapped->match != VIKT_HEADING_NEAR && mapped->match != VIKT_HEADING_CONTENT &&
           !is_ranged && !is_named(field, "margin") && !is_named(field, "margin_percent");
}

bool vikt_fitness_still(const vikt_meaning *m, size_t column, const vikt_field *field,
                        const vikt_mapped *mapped)
{
    bool by_content = mapped->match == VIKT_HEADING_NEAR || mapped->match == VIKT_HEADING_CONTENT;
    const vikt_words *words = &m->match->words[column];
    vikt_sense s;

    if (is_settled(field, mapped))
        return true;
    s = vikt_sense_of(m->sheet, column);
    if (by_content && !holds_kind(field, &s))
        return false;
    if (s.numbers && (is_named(field, "margin") || is_named(field, "margin_percent")))
        return vikt_meaning_is_percentage(words, &s) == is_named(field, "margin_percent");
    if (s.numbers && mapped->turn == VIKT_TURN_PERCENT)
        return is_percentages(&s);
    return holds_numbers(m, column, field, &s);
}
