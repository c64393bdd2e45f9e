/* SPDX-License-Identifier: MIT */
#include "core/import/guess.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/import/fitness.h"

enum { UNNAMED_MAX = 64 }; /* columns: each is looked at for each */

static const vikt_guess none = {VIKT_INDEX_NONE, VIKT_HEADING_UNUSED};

static size_t free_field(const vikt_meaning *m, const char *name)
{
    for (size_t i = 0; i < m->profile->field_count; i++)
        if (vikt_text_is(m->profile->fields[i].name, name) &&
            m->profile->fields[i].column.length == 0 && m->match->columns[i] == VIKT_INDEX_NONE)
            return i;
    return VIKT_INDEX_NONE;
}

/* "%" behind a word that takes none: percent of something, which only the user knows. */
static void tell_percent(vikt_meaning *m, size_t column, vikt_text name)
{
    vikt_text title = m->sheet->titles[column];

    vikt_meaning_say(m, column, VIKT_INDEX_NONE,
                     vikt_arena_print(m->arena,
                                      "is not used; if it is field \"%.*s\", write column = %.*s "
                                      "under [field %.*s]",
                                      VIKT_SHOW(name), VIKT_SHOW(title), VIKT_SHOW(name)));
}

/* Keys and names are also found without these fields. */
static bool is_taken(const vikt_meaning *m, size_t field)
{
    vikt_text name = m->profile->fields[field].name;

    return (vikt_text_is(name, "key") && m->match->key != VIKT_INDEX_NONE) ||
           (vikt_text_is(name, "name") && m->match->name != VIKT_INDEX_NONE);
}

static vikt_guess guess_by_words(vikt_meaning *m, const vikt_terms *terms, size_t column)
{
    const vikt_words *words = &m->match->words[column];
    vikt_near near = vikt_terms_percent(terms, words, m->match->columns);
    vikt_text name;

    if (near.field == VIKT_INDEX_NONE && !vikt_terms_know(terms, words))
        near = vikt_terms_nearest(terms, words, m->match->columns);
    if (near.field == VIKT_INDEX_NONE)
        return none;
    name = m->profile->fields[near.field].name;
    if (near.edits == 0) {
        tell_percent(m, column, name);
        return none;
    }
    if (is_taken(m, near.field) || !vikt_fitness_of(m, column, &m->profile->fields[near.field]))
        return none;
    vikt_meaning_say(m, column, near.field,
                     vikt_arena_print(m->arena,
                                      "is taken for field \"%.*s\", as it is nearly \"%.*s\" "
                                      "(%zu %s); if it is not, name the right column under "
                                      "[field %.*s]",
                                      VIKT_SHOW(name), VIKT_SHOW(near.words), near.edits,
                                      near.edits == 1 ? "edit" : "edits", VIKT_SHOW(name)));
    m->match->words[column].full = near.words; /* "Spärrkod" runs the other way, as "Spärrad" */
    return (vikt_guess){near.field, VIKT_HEADING_NEAR};
}

/* A file without headings has the columns' numbers in their place. */
static bool is_number_of(vikt_text title, size_t column)
{
    char number[24];

    snprintf(number, sizeof number, "%zu", column + 1);
    return vikt_text_is(title, number);
}

static bool holds_amounts(const vikt_sense *s)
{
    return s->filled && s->numbers * 10 >= s->filled * 9 && s->decimals && !s->percents;
}

static bool is_only_amount(vikt_meaning *m, size_t column)
{
    if (m->sheet->width > UNNAMED_MAX)
        return false;
    for (size_t i = 0; i < m->sheet->width; i++) {
        vikt_sense s = vikt_sense_of(m->sheet, i);

        if (i != column && holds_amounts(&s))
            return false;
    }
    return true;
}

/* Keys, names and the only amounts of a file without headings. */
static vikt_guess guess_unnamed(vikt_meaning *m, size_t column, const vikt_sense *s)
{
    size_t key = free_field(m, "key"), name = free_field(m, "name"),
           revenue = free_field(m, "revenue"), field = VIKT_INDEX_NONE;
    const char *why = "holds the only amounts and is taken for field \"revenue\"";
    size_t distinct;
    bool unique;

    m->failed |= !vikt_sense_distinct(m->sheet, column, m->arena->allocator, &distinct);
    unique = s->filled && distinct == s->filled && s->filled == m->sheet->sample_rows;
    if (s->emails || s->org_numbers * 10 >= s->filled * 9 || s->dates * 2 > s->filled)
        return none;
    if (key != VIKT_INDEX_NONE && m->match->key == VIKT_INDEX_NONE && unique &&
        s->ids == s->filled && s->decimals == 0) {
        field = key;
        why = "is taken for the key: something with a digit stands in each row, and nothing twice";
    } else if (name != VIKT_INDEX_NONE && m->match->name == VIKT_INDEX_NONE &&
               s->others * 10 >= s->filled * 9 && distinct * 10 >= s->filled * 9) {
        field = name;
        why = "is taken for the name: text stands in it, and hardly any twice";
    } else if (revenue != VIKT_INDEX_NONE && holds_amounts(s) && is_only_amount(m, column)) {
        field = revenue;
    }
    if (field == VIKT_INDEX_NONE)
        return none;
    vikt_meaning_say(m, column, VIKT_INDEX_NONE, why);
    return (vikt_guess){field, VIKT_HEADING_CONTENT};
}

static vikt_guess guess_by_content(vikt_meaning *m, size_t column)
{
    size_t email = free_field(m, "email"), org_no = free_field(m, "org_no"), field;
    vikt_sense s = vikt_sense_kinds(m->sheet, column);

    field = s.filled < 3                         ? VIKT_INDEX_NONE
            : s.emails * 10 >= s.filled * 9      ? email
            : s.org_numbers * 10 >= s.filled * 9 ? org_no
                                                 : VIKT_INDEX_NONE;
    if (field == VIKT_INDEX_NONE && !is_number_of(m->sheet->titles[column], column))
        return none;
    if (field == VIKT_INDEX_NONE) {
        s = vikt_sense_of(m->sheet, column);
        return guess_unnamed(m, column, &s);
    }
    vikt_meaning_say(m, column, field,
                     field == email ? "holds e-mail addresses" : "holds organisation numbers");
    return (vikt_guess){field, VIKT_HEADING_CONTENT};
}

/* A first column without a heading, as reports leave it above names. */
static vikt_guess guess_first(vikt_meaning *m, size_t column)
{
    vikt_sense s;

    if (column > 0 || m->match->key != VIKT_INDEX_NONE || m->match->name != VIKT_INDEX_NONE)
        return none;
    s = vikt_sense_of(m->sheet, column);
    return s.others * 10 >= s.filled * 9 ? guess_unnamed(m, column, &s) : none;
}

vikt_guess vikt_guess_of(vikt_meaning *m, const vikt_terms *terms, size_t column)
{
    vikt_guess guess;

    if (m->sheet->titles[column].length == 0)
        return guess_first(m, column);
    guess = guess_by_words(m, terms, column);
    if (guess.field == VIKT_INDEX_NONE && !m->match->headings[column].why)
        guess = guess_by_content(m, column);
    return guess;
}
