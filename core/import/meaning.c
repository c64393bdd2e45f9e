/* SPDX-License-Identifier: MIT */
#include "core/import/meaning.h"

#include <math.h>

#include "core/base/fail.h"
#include "core/import/sales.h"

size_t vikt_meaning_field(const vikt_meaning *m, const char *name)
{
    for (size_t i = 0; i < m->profile->field_count; i++)
        if (vikt_text_is(m->profile->fields[i].name, name))
            return i;
    return VIKT_INDEX_NONE;
}

static bool is_field(const vikt_meaning *m, size_t field, const char *name)
{
    return field != VIKT_INDEX_NONE && vikt_text_is(m->profile->fields[field].name, name);
}

void vikt_meaning_say(vikt_meaning *m, size_t column, size_t field, const char *text)
{
    m->failed |= !text;
    if (!text)
        return;
    m->match->headings[column].why = text;
    if (field == VIKT_INDEX_NONE || m->wanted[field])
        vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
                  vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)column + 1),
                  "\"%.*s\" %s", VIKT_SHOW(m->sheet->titles[column]), text);
}

size_t vikt_meaning_column(const vikt_meaning *m, size_t field)
{
    const vikt_words *words = m->match->words;
    size_t newest = VIKT_INDEX_NONE;

    if (field == VIKT_INDEX_NONE)
        return VIKT_INDEX_NONE;
    for (size_t i = 0; i < m->sheet->width; i++)
        if (m->fits[i] == field &&
            (newest == VIKT_INDEX_NONE || words[i].year > words[newest].year))
            newest = i;
    return newest != VIKT_INDEX_NONE ? newest : m->match->columns[field];
}

bool vikt_meaning_is_free(const vikt_meaning *m, size_t field)
{
    return field != VIKT_INDEX_NONE && m->profile->fields[field].column.length == 0 &&
           vikt_meaning_column(m, field) == VIKT_INDEX_NONE;
}

static bool may_judge(const vikt_meaning *m, size_t column)
{
    return m->fits[column] != VIKT_INDEX_NONE && !m->own[column];
}

void vikt_meaning_move(vikt_meaning *m, size_t column, size_t field, const char *because)
{
    size_t before = m->fits[column], told = field;

    m->fits[column] = field;
    m->match->headings[column].certainty = VIKT_CERTAINTY_CONTENT;
    if (!m->wanted[field])
        told = before;
    vikt_meaning_say(m, column, told,
                     vikt_arena_print(m->arena,
                                      "is taken for field \"%.*s\": %s; if not, write column = "
                                      "%.*s under [field %.*s]",
                                      VIKT_SHOW(m->profile->fields[field].name), because,
                                      VIKT_SHOW(m->sheet->titles[column]),
                                      VIKT_SHOW(m->profile->fields[before].name)));
}

void vikt_meaning_take_out(vikt_meaning *m, size_t column, const char *because)
{
    size_t field = m->fits[column];

    m->fits[column] = VIKT_INDEX_NONE;
    vikt_meaning_say(m, column, field,
                     vikt_arena_print(m->arena,
                                      "is not used: %s; if it is field \"%.*s\", write column = "
                                      "%.*s under [field %.*s]",
                                      because, VIKT_SHOW(m->profile->fields[field].name),
                                      VIKT_SHOW(m->sheet->titles[column]),
                                      VIKT_SHOW(m->profile->fields[field].name)));
}

/* ---- ratings ---- */

static bool on_scale(const vikt_field *field)
{
    return isfinite(field->min) && isfinite(field->max) && field->max > 1;
}

enum { RATING_MAX = 100 }; /* of scales that people mark by; "(2024-2025)" is none */

/* "Potential (1-10)" where the field goes from 1 to 5, whoever calls it so. */
static void settle_scale(vikt_meaning *m, size_t column)
{
    const vikt_words *words = &m->match->words[column];
    const vikt_field *field = &m->profile->fields[m->fits[column]];

    if (!on_scale(field) || words->high <= words->low || words->high > RATING_MAX ||
        ((double)words->low == field->min && (double)words->high == field->max))
        return;
    vikt_meaning_take_out(
        m, column,
        vikt_arena_print(m->arena,
                         "its heading speaks of marks from %ld to %ld, and the field's are %g "
                         "to %g",
                         words->low, words->high, field->min, field->max));
}

static void settle_rating(vikt_meaning *m, size_t column)
{
    const vikt_field *field = &m->profile->fields[m->fits[column]];
    size_t money = vikt_meaning_field(m, "potential_value");
    vikt_sense s = vikt_sense_of(m->sheet, column);
    size_t outside = vikt_sense_outside(m->sheet, column, field->min, field->max);

    if (outside * 2 <= s.numbers)
        return;
    if (vikt_text_is(field->name, "potential") && vikt_meaning_is_free(m, money))
        vikt_meaning_move(m, column, money, "it holds amounts, no ratings");
    else
        vikt_meaning_take_out(m, column,
                              vikt_arena_print(m->arena,
                                               "most of its numbers are off the scale %g..%g",
                                               field->min, field->max));
}

/* "(5 = little)" below hours: marks and no hours. */
static void settle_marks(vikt_meaning *m, size_t column)
{
    const vikt_words *words = &m->match->words[column];
    const vikt_field *field = &m->profile->fields[m->fits[column]];
    bool is_end =
        on_scale(field) && ((double)words->top == field->min || (double)words->top == field->max);

    if (!is_end)
        vikt_meaning_take_out(m, column,
                              vikt_arena_print(m->arena, "its heading speaks of marks (%ld = %.*s)",
                                               words->top, VIKT_SHOW(words->says)));
}

static void settle_value(vikt_meaning *m, size_t column)
{
    size_t rating = vikt_meaning_field(m, "potential");
    vikt_sense s = vikt_sense_of(m->sheet, column);

    if (vikt_meaning_is_free(m, rating) && s.numbers && !m->match->words[column].has_currency &&
        vikt_sense_outside(m->sheet, column, 1, 5) == 0)
        vikt_meaning_move(m, column, rating, "it holds ratings from 1 to 5, no amounts");
}

/* ---- amounts and percentages ---- */

/* A margin may be a loss of any size. */
static bool is_share(const vikt_field *field)
{
    return field->max == 1 || vikt_text_is(field->name, "margin_percent");
}

/* Percent without a sign, 31 for 31 %: told apart from shares, 0.31, by their size; false for
 * amounts. */
static bool turn_percent(vikt_meaning *m, size_t column, size_t field)
{
    const vikt_words *words = &m->match->words[column];
    vikt_sense s = vikt_sense_of(m->sheet, column);

    if (words->has_percent || s.percents || s.numbers == 0 || s.below_one == s.numbers)
        return true;
    if (s.below_hundred * 10 < s.numbers * 9)
        return false;
    m->match->headings[column].turn = VIKT_TURN_PERCENT;
    vikt_meaning_say(m, column, field, "holds numbers up to 100, so they are read as percent");
    return true;
}

static void settle_share(vikt_meaning *m, size_t column)
{
    if (!turn_percent(m, column, m->fits[column]))
        vikt_meaning_take_out(m, column, "it holds amounts, no shares");
}

bool vikt_meaning_is_percentage(const vikt_words *words, const vikt_sense *s)
{
    if (words->has_percent || s->percents * 2 > s->numbers)
        return true;
    return !words->has_currency && s->numbers && s->below_hundred == s->numbers;
}

static void settle_margin(vikt_meaning *m, size_t column)
{
    size_t amount = vikt_meaning_field(m, "margin"),
           percent = vikt_meaning_field(m, "margin_percent");
    const vikt_words *words = &m->match->words[column];
    vikt_sense s = vikt_sense_of(m->sheet, column);
    bool is_percent = vikt_meaning_is_percentage(words, &s);

    if (s.numbers == 0)
        return;
    if (m->fits[column] == percent && !is_percent && amount != VIKT_INDEX_NONE) {
        if (vikt_meaning_is_free(m, amount))
            vikt_meaning_move(m, column, amount, "it holds amounts, no percentages");
        else
            vikt_meaning_take_out(m, column, "it holds amounts, no percentages");
    } else if (m->fits[column] == amount && is_percent && percent != VIKT_INDEX_NONE) {
        if (vikt_meaning_is_free(m, percent))
            vikt_meaning_move(m, column, percent, "it holds percentages, no amounts");
        else
            vikt_meaning_take_out(m, column, "it holds percentages, no amounts");
    }
}

/* ---- all of it ---- */

static void settle(vikt_meaning *m, size_t column)
{
    const vikt_field *field = &m->profile->fields[m->fits[column]];

    if (m->match->words[column].top)
        settle_marks(m, column);
    else if (on_scale(field))
        settle_rating(m, column);
    else if (is_field(m, m->fits[column], "potential_value"))
        settle_value(m, column);
    else if (is_field(m, m->fits[column], "margin") ||
             is_field(m, m->fits[column], "margin_percent"))
        settle_margin(m, column);
    if (m->fits[column] != VIKT_INDEX_NONE && is_share(&m->profile->fields[m->fits[column]]))
        settle_share(m, column);
}

void vikt_meaning_settle(vikt_meaning *m)
{
    for (size_t i = 0; i < m->sheet->width; i++)
        if (m->fits[i] != VIKT_INDEX_NONE)
            settle_scale(m, i);
    for (size_t i = 0; i < m->sheet->width; i++)
        if (may_judge(m, i))
            vikt_sales_settle(m, i);
    for (size_t i = 0; i < m->sheet->width; i++)
        if (may_judge(m, i))
            settle(m, i);
    vikt_sales_find(m);
}

/* ---- values that run the other way ---- */

static bool is_one_of(vikt_text word, const char *const *words)
{
    for (; *words; words++)
        if (vikt_heading_folded_equal(word, vikt_text_of(*words)))
            return true;
    return false;
}

static bool says_opposite(const vikt_words *words)
{
    static const char *const opposites[] = {
        "inaktiv",     "spärr",       "spärrkod", "stoppad",   "spärrad",  "avslutad", "stängd",
        "passiv",      "arkiverad",   "inactive", "blocked",   "disabled", "closed",   "archived",
        "sperret",     "avsluttet",   "spærret",  "afsluttet", "lukket",   "gesperrt", "is blocked",
        "is inactive", "passiivinen", "estetty",  "lukittu",   NULL};

    return is_one_of(words->full, opposites);
}

/* How much of what is measured a word means: 1 much, -1 little, 0 unknown. *judges: good or bad,
 * whatever much of it is. */
static int amount_of_word(vikt_text word, bool *judges)
{
    static const char *const little[] = {"låg",   "lågt",    "lav",    "lavt", "low",   "lowest",
                                         "lägst", "niedrig", "gering", "lite", "litet", "liten",
                                         "lille", "little",  "small",  "few",  "få",    "wenig",
                                         "ingen", "none",    "minst",  NULL};
    static const char *const much[] = {
        "hög",   "högt", "høj",  "høy",   "high",  "highest", "högst", "hoch",   "mycket", "mye",
        "meget", "much", "stor", "stort", "large", "viel",    "many",  "störst", NULL};
    static const char *const bad[] = {"dålig", "dåligt",   "dårlig", "bad",  "poor", "worst",
                                      "sämst", "schlecht", "svag",   "weak", NULL};
    static const char *const good[] = {"bra", "bäst",    "god",       "gott",  "good",   "best",
                                       "gut", "utmärkt", "excellent", "stark", "strong", NULL};
    char lower[64];
    size_t length = 0;

    for (const char *at = word.at, *end = vikt_text_end(word);
         at < end && length + 4 < sizeof lower;)
        length += vikt_text_put(lower + length, vikt_text_lower(vikt_text_next(&at, end)));
    word = (vikt_text){lower, length};
    *judges = is_one_of(word, bad) || is_one_of(word, good);
    return is_one_of(word, much) || is_one_of(word, good)    ? 1
           : is_one_of(word, little) || is_one_of(word, bad) ? -1
                                                             : 0;
}

/* The last word that is known: "mycket låg" is low, "hög risk" is high. */
static int amount_of(vikt_text says, bool *judges)
{
    int amount = 0;

    while (says.length) {
        bool judging;
        int found = amount_of_word(vikt_text_cut(&says, ' '), &judging);

        amount = found ? found : amount;
        *judges = found ? judging : *judges;
    }
    return amount;
}

static void turn_scale(vikt_meaning *m, size_t column, const vikt_field *field)
{
    const vikt_words *words = &m->match->words[column];
    bool judges = false, is_top = (double)words->top == field->max;
    int amount = amount_of(words->says, &judges);

    if (amount == 0) {
        vikt_meaning_say(m, column, m->match->headings[column].field,
                         vikt_arena_print(m->arena,
                                          "is read as it stands: %g is the most; what \"%ld = "
                                          "%.*s\" says is not understood",
                                          field->max, words->top, VIKT_SHOW(words->says)));
        return;
    }
    if (judges && vikt_text_is(field->name, "risk")) /* the best risk is the lowest */
        amount = -amount;
    if ((amount > 0) == is_top)
        return;
    m->match->headings[column].turn = VIKT_TURN_SCALE;
    vikt_meaning_say(
        m, column, m->match->headings[column].field,
        vikt_arena_print(m->arena,
                         "is turned round: in field \"%.*s\" %g is the least and %g the most",
                         VIKT_SHOW(field->name), field->min, field->max));
}

void vikt_meaning_turn(vikt_meaning *m, size_t column)
{
    size_t index = m->match->headings[column].field;
    const vikt_field *field;

    if (index == VIKT_INDEX_NONE)
        return;
    field = &m->profile->fields[index];
    if (field->type == VIKT_TYPE_TRUTH && vikt_text_is(field->name, "active") &&
        says_opposite(&m->match->words[column])) {
        m->match->headings[column].turn = VIKT_TURN_TRUTH;
        vikt_meaning_say(m, column, index,
                         "says the opposite of field \"active\": a customer is active where it is "
                         "empty or no");
    } else if (m->match->words[column].top && on_scale(field) &&
               ((double)m->match->words[column].top == field->max ||
                (double)m->match->words[column].top == field->min)) {
        turn_scale(m, column, field);
    } else if (m->match->headings[column].match == VIKT_HEADING_COLUMN && is_share(field)) {
        (void)turn_percent(m, column, index); /* others were turned when they were settled */
    }
}
