/* SPDX-License-Identifier: MIT */
#include "core/import/match.h"

#include "core/base/fail.h"
#include "core/import/fitness.h"
#include "core/import/guess.h"
#include "core/import/recall.h"
#include "core/import/told.h"
#include "core/import/unmatched.h"
#include "core/import/years.h"

vikt_code vikt_match_twice(const vikt_sheet *sheet, vikt_text field, size_t first, size_t second,
                           vikt_error *err)
{
    vikt_place place = vikt_place_of(sheet->source, sheet->heading_row, (long)second + 1);

    if (vikt_text_equal(sheet->titles[first], sheet->titles[second]))
        return vikt_fail(err, VIKT_INPUT, place,
                         "columns %zu and %zu are both called \"%.*s\" and fit field \"%.*s\"; "
                         "write column = %zu or column = %zu under [field %.*s]",
                         first + 1, second + 1, VIKT_SHOW(sheet->titles[first]), VIKT_SHOW(field),
                         first + 1, second + 1, VIKT_SHOW(field));
    return vikt_fail(
        err, VIKT_INPUT, place,
        "\"%.*s\" (column %zu) and \"%.*s\" (column %zu) both fit field \"%.*s\"; write "
        "the right one as column under [field %.*s]",
        VIKT_SHOW(sheet->titles[first]), first + 1, VIKT_SHOW(sheet->titles[second]), second + 1,
        VIKT_SHOW(field), VIKT_SHOW(field));
}

/* Of headings that were read before: what the profile now says itself goes before what was kept. */
static bool says_itself(const vikt_matcher *m, size_t column)
{
    vikt_found found = vikt_terms_best(&m->terms, &m->out->words[column], VIKT_INDEX_NONE);

    return found.term && found.term->own && !m->profile->fields[found.field].builtin;
}

static size_t field_named(const vikt_matcher *m, vikt_text name)
{
    for (size_t i = 0; i < m->profile->field_count; i++)
        if (name.length && vikt_text_equal(m->profile->fields[i].name, name))
            return i;
    return VIKT_INDEX_NONE;
}

static bool is_field_free(const vikt_matcher *m, size_t field)
{
    return field != VIKT_INDEX_NONE && m->out->columns[field] == VIKT_INDEX_NONE &&
           m->profile->fields[field].column.length == 0;
}

/* What the profile told then and does not tell now is looked for again; a column that no longer
 * holds what it did is said. */
static bool still_fits(vikt_matcher *m, size_t column, bool *is_told)
{
    const vikt_mapped *mapped = &m->before->columns[column];
    size_t field = field_named(m, mapped->field);
    const vikt_heading *heading = &m->out->headings[column];

    *is_told = mapped->match == VIKT_HEADING_COLUMN && heading->match == VIKT_HEADING_UNUSED;
    if (*is_told)
        return false;
    return heading->match != VIKT_HEADING_UNUSED || says_itself(m, column) ||
           !is_field_free(m, field) || (!m->out->wanted[field] && field != m->terms.key) ||
           vikt_fitness_still(&m->meaning, column, &m->profile->fields[field], mapped);
}

/* The kept mapping of these headings, unless it does not fit: then all is looked at afresh. */
static void find_before(vikt_matcher *m, const vikt_mappings *known)
{
    bool is_told = false;
    size_t column = 0;

    m->before = vikt_recall_find(known, m->out->fingerprint, m->sheet->width);
    if (!m->before) {
        if (known && known->count)
            m->last = &known->items[0];
        return;
    }
    while (column < m->sheet->width && still_fits(m, column, &is_told))
        column++;
    if (column == m->sheet->width)
        return;
    if (!is_told)
        vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
                  vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)column + 1),
                  "\"%.*s\" was field \"%.*s\" in the last file with these headings and does not "
                  "hold it now: all headings are looked at afresh",
                  VIKT_SHOW(m->sheet->titles[column]), VIKT_SHOW(m->before->columns[column].field));
    m->before = NULL;
}

static void recall(vikt_matcher *m)
{
    for (size_t i = 0; i < m->before->count; i++) {
        const vikt_mapped *mapped = &m->before->columns[i];
        size_t field = field_named(m, mapped->field);

        if (m->out->headings[i].match != VIKT_HEADING_UNUSED || says_itself(m, i))
            continue;
        if (!is_field_free(m, field))
            continue;
        vikt_matcher_claim(m, i, field, mapped->match);
        m->out->headings[i].turn = mapped->turn;
    }
    m->out->remembered = true;
    m->meaning.listener = NULL; /* all of it was told the first time */
}

/* What fits key or name is left to identity.c; anything else goes to its field's list of
 * candidates. */
static void find_fields(vikt_matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++) {
        const vikt_words *words = &m->out->words[i];
        vikt_found other = vikt_terms_best(&m->terms, words, VIKT_INDEX_NONE), key = {0},
                   name = {0};

        if (m->out->headings[i].match != VIKT_HEADING_UNUSED || (m->before && !says_itself(m, i)))
            continue;
        if (m->identity.has_key)
            key = vikt_terms_best(&m->terms, words, m->terms.key);
        if (m->identity.has_name)
            name = vikt_terms_best(&m->terms, words, m->terms.name);
        if (other.term && !(key.term && key.match <= other.match) &&
            !(name.term && name.match <= other.match)) {
            const vikt_field *field = &m->profile->fields[other.field];

            m->meaning.fits[i] = other.field;
            m->own[i] =
                other.term->own && (!field->builtin || other.term->match == VIKT_HEADING_SYNONYM);
            continue;
        }
        m->identity.fits_key[i] = key.match;
        m->identity.fits_name[i] = name.match;
    }
}

static bool is_own(const vikt_matcher *m, size_t column, size_t field)
{
    const vikt_term *term = vikt_terms_best(&m->terms, &m->out->words[column], field).term;

    return term && term->own;
}

/* What the profile itself calls a field goes before what others call it. */
static void prefer_own(vikt_matcher *m)
{
    size_t *fits = m->meaning.fits;

    for (size_t i = 0; i < m->sheet->width; i++) {
        if (fits[i] == VIKT_INDEX_NONE || !is_own(m, i, fits[i]))
            continue;
        for (size_t j = 0; j < m->sheet->width; j++)
            if (fits[j] == fits[i] && !is_own(m, j, fits[j]))
                fits[j] = VIKT_INDEX_NONE;
    }
}

/* Of a field that nothing reads nobody needs to be asked: the first column of the newest year is
 * it. */
static void prefer_newest(vikt_matcher *m)
{
    const vikt_words *words = m->out->words;
    size_t *fits = m->meaning.fits;

    for (size_t i = 0; i < m->sheet->width; i++)
        for (size_t j = i + 1; fits[i] != VIKT_INDEX_NONE && j < m->sheet->width; j++)
            if (fits[j] == fits[i] && !m->out->wanted[fits[i]])
                fits[words[j].year > words[i].year ? i : j] = VIKT_INDEX_NONE;
}

static vikt_code match_identity(vikt_matcher *m, vikt_error *err)
{
    vikt_match *out = m->out;
    vikt_heading_match key_match, name_match;
    vikt_code rc = vikt_identity_find(&m->identity, m->sheet, out, &key_match, &name_match, err);

    if (rc != VIKT_OK)
        return rc;
    if (out->key != VIKT_INDEX_NONE && key_match != VIKT_HEADING_COLUMN) {
        vikt_matcher_claim(m, out->key, m->terms.key, key_match);
        if (key_match == VIKT_HEADING_CONTENT)
            vikt_meaning_say(&m->meaning, out->key, VIKT_INDEX_NONE,
                             "is taken for the key, by what stands in it and in its neighbours; "
                             "if it is not, name the right column under [field key]");
    }
    if (out->name != VIKT_INDEX_NONE && name_match != VIKT_HEADING_COLUMN)
        vikt_matcher_claim(m, out->name, m->terms.name, name_match);
    return VIKT_OK;
}

/* What a heading is that no word fits: nearly a word, or told by what stands below it. */
static void match_unknown(vikt_matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++) {
        vikt_guess guess;

        if (m->out->headings[i].match != VIKT_HEADING_UNUSED || m->out->headings[i].why)
            continue;
        guess = vikt_guess_of(&m->meaning, &m->terms, i);
        if (guess.field == VIKT_INDEX_NONE)
            continue;
        vikt_matcher_claim(m, i, guess.field, guess.match);
        if (guess.field == m->terms.key)
            m->out->key = i;
        if (guess.field == m->terms.name)
            m->out->name = i;
    }
}

static vikt_code check_any(vikt_matcher *m, vikt_error *err)
{
    for (size_t i = 0; i < m->sheet->width; i++)
        if (m->out->headings[i].match != VIKT_HEADING_UNUSED)
            return VIKT_OK;
    return vikt_unmatched_fail(m->sheet, m->out, &m->terms, err);
}

static vikt_code match_fields(vikt_matcher *m, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    if (m->before)
        recall(m);
    find_fields(m);
    prefer_own(m);
    if (!m->before)
        vikt_meaning_settle(&m->meaning);
    prefer_newest(m);
    for (size_t i = 0; rc == VIKT_OK && i < m->profile->field_count; i++)
        rc = vikt_years_match(m, i, err);
    if (rc != VIKT_OK)
        return rc;
    if (m->identity.has_key)
        m->out->key = m->out->columns[m->terms.key];
    if (m->identity.has_name)
        m->out->name = m->out->columns[m->terms.name];
    if (!m->before || !m->identity.has_key || !m->identity.has_name)
        rc = match_identity(m, err); /* only fields are kept */
    if (rc == VIKT_OK && !m->before)
        match_unknown(m);
    if (rc == VIKT_OK)
        rc = vikt_unmatched_ask_periods(m->sheet, m->profile, m->out, m->arena, err);
    return rc == VIKT_OK ? check_any(m, err) : rc;
}

/* Told columns are turned too: "Blocked" means the opposite of active whoever names it. What was
 * kept tells it of the columns that were recalled. */
static void turn_columns(vikt_matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++)
        if (!m->before || m->out->headings[i].match == VIKT_HEADING_COLUMN || says_itself(m, i))
            vikt_meaning_turn(&m->meaning, i);
}

vikt_code vikt_match_of(const vikt_sheet *sheet, const vikt_profile *profile,
                        const vikt_listener *listener, vikt_arena *arena, vikt_match *out,
                        vikt_error *err)
{
    return vikt_match_again(sheet, profile, NULL, listener, arena, out, err);
}

vikt_code vikt_match_again(const vikt_sheet *sheet, const vikt_profile *profile,
                           const vikt_mappings *known, const vikt_listener *listener,
                           vikt_arena *arena, vikt_match *out, vikt_error *err)
{
    vikt_matcher m = {.sheet = sheet, .profile = profile, .listener = listener, .arena = arena};
    vikt_code rc;

    m.out = out;
    *out = (vikt_match){.headings = NULL};
    rc = vikt_matcher_init(&m, err);
    if (rc == VIKT_OK)
        rc = vikt_told_match(&m, err);
    if (rc != VIKT_OK)
        return rc;
    find_before(&m, known);
    rc = match_fields(&m, err);
    if (rc != VIKT_OK)
        return rc;
    turn_columns(&m);
    if (m.last)
        vikt_recall_compare(m.last, sheet, profile, out->headings, "the headings have changed",
                            listener);
    return m.meaning.failed ? vikt_fail_memory(err) : VIKT_OK;
}
