/* SPDX-License-Identifier: MIT */
#include "core/import/match.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/import/guess.h"
#include "core/import/identity.h"
#include "core/import/meaning.h"
#include "core/import/recall.h"
#include "core/import/term.h"
#include "core/profile/needs.h"

typedef struct matcher {
    const vikt_sheet *sheet;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_arena *arena;
    vikt_match *out;
    vikt_terms terms;
    vikt_identity identity;
    vikt_meaning meaning;
    const vikt_mapping *before; /* of the same headings; NULL: they are new */
    bool *own;                  /* by column: fits the profile's own word */
} matcher;

vikt_code vikt_match_twice(const vikt_sheet *sheet, vikt_text field, size_t first, size_t second,
                           vikt_error *err)
{
    return vikt_fail(
        err, VIKT_INPUT, vikt_place_of(sheet->source, sheet->heading_row, (long)second + 1),
        "\"%.*s\" (column %zu) and \"%.*s\" (column %zu) both fit field \"%.*s\"; write "
        "the right one as column under [field %.*s]",
        VIKT_SHOW(sheet->titles[first]), first + 1, VIKT_SHOW(sheet->titles[second]), second + 1,
        VIKT_SHOW(field), VIKT_SHOW(field));
}

static vikt_code allocate(matcher *m, vikt_error *err)
{
    size_t width = m->sheet->width, fields = m->profile->field_count;
    vikt_match *out = m->out;

    out->headings = vikt_arena_new(m->arena, width, sizeof *out->headings);
    out->words = vikt_arena_new(m->arena, width, sizeof *out->words);
    out->columns = vikt_arena_new(m->arena, fields, sizeof *out->columns);
    m->own = vikt_arena_new(m->arena, width, sizeof *m->own);
    m->meaning.fits = vikt_arena_new(m->arena, width, sizeof *m->meaning.fits);
    m->identity.fits_key = vikt_arena_new(m->arena, width, sizeof *m->identity.fits_key);
    m->identity.fits_name = vikt_arena_new(m->arena, width, sizeof *m->identity.fits_name);
    if (!out->headings || !out->words || !out->columns || !m->own || !m->meaning.fits ||
        !m->identity.fits_key || !m->identity.fits_name ||
        !vikt_needs_of_fields(m->profile, m->arena, &out->wanted))
        return vikt_fail_memory(err);
    return VIKT_OK;
}

/* A name of the CRM's object before a heading is cut off when nothing is known by that name. */
static bool read_words(matcher *m, size_t column)
{
    vikt_text title = m->sheet->titles[column], rest = vikt_heading_behind_prefix(title);
    vikt_words *words = &m->out->words[column], behind;

    if (!vikt_heading_words(m->arena, title, words))
        return false;
    if (rest.length == 0 || vikt_terms_know(&m->terms, words))
        return true;
    if (!vikt_heading_words(m->arena, rest, &behind))
        return false;
    m->meaning.prefixed = true;
    *words = behind;
    return true;
}

static vikt_code prepare(matcher *m, vikt_error *err)
{
    vikt_match *out = m->out;
    vikt_code rc = allocate(m, err);

    if (rc == VIKT_OK)
        rc = vikt_terms_of(m->profile, m->arena, &m->terms, err);
    if (rc != VIKT_OK)
        return rc;
    out->key = out->name = VIKT_INDEX_NONE;
    for (size_t i = 0; i < m->profile->field_count; i++)
        out->columns[i] = VIKT_INDEX_NONE;
    for (size_t i = 0; i < m->sheet->width; i++) {
        out->headings[i] = (vikt_heading){.text = m->sheet->titles[i],
                                          .field = VIKT_INDEX_NONE,
                                          .is_empty = vikt_sheet_is_empty(m->sheet, i)};
        m->meaning.fits[i] = VIKT_INDEX_NONE;
        if (!read_words(m, i))
            return vikt_fail_memory(err);
    }
    m->meaning.sheet = m->sheet;
    m->meaning.profile = m->profile;
    m->meaning.listener = m->listener;
    m->meaning.arena = m->arena;
    m->meaning.wanted = out->wanted;
    m->meaning.own = m->own;
    m->meaning.match = out;
    return vikt_recall_print(m->sheet, out, m->arena->allocator) ? VIKT_OK : vikt_fail_memory(err);
}

static vikt_certainty certainty_of(vikt_heading_match match)
{
    switch (match) {
    case VIKT_HEADING_UNUSED:
        return VIKT_CERTAINTY_NONE;
    case VIKT_HEADING_COLUMN:
        return VIKT_CERTAINTY_TOLD;
    case VIKT_HEADING_NAME:
    case VIKT_HEADING_SYNONYM:
    case VIKT_HEADING_YEAR:
        return VIKT_CERTAINTY_EXACT;
    case VIKT_HEADING_FOLDED:
        return VIKT_CERTAINTY_FOLDED;
    case VIKT_HEADING_NEAR:
        return VIKT_CERTAINTY_NEAR;
    case VIKT_HEADING_CONTENT:
        return VIKT_CERTAINTY_CONTENT;
    }
    return VIKT_CERTAINTY_NONE;
}

static void claim(matcher *m, size_t column, size_t field, vikt_heading_match match)
{
    vikt_heading *heading = &m->out->headings[column];

    if (heading->field == VIKT_INDEX_NONE) {
        heading->field = field;
        heading->match = match;
        heading->certainty = certainty_of(match);
    }
    if (field != VIKT_INDEX_NONE)
        m->out->columns[field] = column;
}

/* The heading that a `column` means: the same text, else the same words. */
static vikt_code find_column(matcher *m, const vikt_field *field, size_t *found, vikt_error *err)
{
    const vikt_sheet *sheet = m->sheet;
    vikt_words wanted;

    *found = VIKT_INDEX_NONE;
    for (size_t i = 0; i < sheet->width; i++)
        if (vikt_text_equal(sheet->titles[i], field->column)) {
            if (*found != VIKT_INDEX_NONE)
                return vikt_match_twice(sheet, field->name, *found, i, err);
            *found = i;
        }
    if (*found != VIKT_INDEX_NONE)
        return VIKT_OK;
    if (!vikt_heading_words(m->arena, field->column, &wanted))
        return vikt_fail_memory(err);
    for (size_t i = 0; i < sheet->width; i++)
        if (sheet->titles[i].length && m->out->words[i].year == wanted.year &&
            vikt_text_equal(m->out->words[i].full, wanted.full)) {
            if (*found != VIKT_INDEX_NONE)
                return vikt_match_twice(sheet, field->name, *found, i, err);
            *found = i;
        }
    return VIKT_OK;
}

static vikt_code report_missing(matcher *m, const vikt_field *field, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = field->column};
    vikt_severity severity = field->optional ? VIKT_WARNING : VIKT_ERROR;
    char hint[256];

    for (size_t i = 0; i < m->sheet->width; i++)
        vikt_nearest_offer(&nearest, m->sheet->titles[i]);
    vikt_nearest_hint(&nearest, hint, sizeof hint);
    vikt_tell(m->listener, severity, VIKT_PROFILE, field->place,
              "field \"%.*s\": %s has no column \"%.*s\"%s", VIKT_SHOW(field->name),
              m->sheet->source, VIKT_SHOW(field->column), hint);
    if (field->optional)
        return VIKT_OK;
    return vikt_fail(err, VIKT_PROFILE, field->place, "field \"%.*s\": %s has no column \"%.*s\"%s",
                     VIKT_SHOW(field->name), m->sheet->source, VIKT_SHOW(field->column), hint);
}

/* All that are missing are told; the first is the error. */
static vikt_code match_columns(matcher *m, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < m->profile->field_count; i++) {
        const vikt_field *field = &m->profile->fields[i];
        size_t found;
        vikt_code code;

        if (field->column.length == 0)
            continue;
        code = find_column(m, field, &found, rc == VIKT_OK ? err : NULL);
        if (code == VIKT_OK && found == VIKT_INDEX_NONE)
            code = report_missing(m, field, rc == VIKT_OK ? err : NULL);
        else if (code == VIKT_OK)
            claim(m, found, i, VIKT_HEADING_COLUMN);
        rc = rc == VIKT_OK ? code : rc;
    }
    return rc;
}

/* Of headings that were read before: what the profile now says itself goes before what was kept. */
static bool says_itself(const matcher *m, size_t column)
{
    const vikt_term *term =
        vikt_terms_best(&m->terms, &m->out->words[column], VIKT_INDEX_NONE).term;

    return term && term->own && !m->profile->fields[term->field].builtin;
}

static size_t field_named(const matcher *m, vikt_text name)
{
    for (size_t i = 0; i < m->profile->field_count; i++)
        if (name.length && vikt_text_equal(m->profile->fields[i].name, name))
            return i;
    return VIKT_INDEX_NONE;
}

static bool is_field_free(const matcher *m, size_t field)
{
    return field != VIKT_INDEX_NONE && m->out->columns[field] == VIKT_INDEX_NONE &&
           m->profile->fields[field].column.length == 0;
}

static void recall(matcher *m)
{
    for (size_t i = 0; i < m->before->count; i++) {
        const vikt_mapped *mapped = &m->before->columns[i];
        size_t field = field_named(m, mapped->field);

        if (m->out->headings[i].match != VIKT_HEADING_UNUSED || says_itself(m, i))
            continue;
        if (!is_field_free(m, field))
            continue;
        claim(m, i, field, mapped->match);
        m->out->headings[i].turn = mapped->turn;
    }
    m->out->remembered = true;
    m->meaning.listener = NULL; /* all of it was told the first time */
}

/* What fits key or name is left to identity.c; anything else goes to its field's list of
 * candidates. */
static void find_fields(matcher *m)
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
            const vikt_field *field = &m->profile->fields[other.term->field];

            m->meaning.fits[i] = other.term->field;
            m->own[i] =
                other.term->own && (!field->builtin || other.term->match == VIKT_HEADING_SYNONYM);
            continue;
        }
        m->identity.fits_key[i] = key.match;
        m->identity.fits_name[i] = name.match;
    }
}

static bool is_own(const matcher *m, size_t column, size_t field)
{
    const vikt_term *term = vikt_terms_best(&m->terms, &m->out->words[column], field).term;

    return term && term->own;
}

/* What the profile itself calls a field goes before what others call it. */
static void prefer_own(matcher *m)
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

/* Of a field that nothing reads nobody needs to be asked: the first column is it. */
static void prefer_first(matcher *m)
{
    size_t *fits = m->meaning.fits;

    for (size_t i = 0; i < m->sheet->width; i++)
        for (size_t j = i + 1; fits[i] != VIKT_INDEX_NONE && j < m->sheet->width; j++)
            if (fits[j] == fits[i] && !m->out->wanted[fits[i]])
                fits[j] = VIKT_INDEX_NONE;
}

static size_t previous_of(const matcher *m, size_t field)
{
    vikt_text name = m->profile->fields[field].name;

    for (size_t i = 0; i < m->profile->field_count; i++) {
        vikt_text other = m->profile->fields[i].name;

        if (other.length == name.length + 5 && memcmp(other.at, name.at, name.length) == 0 &&
            memcmp(other.at + name.length, "_prev", 5) == 0)
            return i;
    }
    return VIKT_INDEX_NONE;
}

/* The heading of a given year among those that fit; also the newest year, for wanted 0. */
static vikt_code find_year(const matcher *m, const size_t *fits, size_t field, long wanted,
                           size_t *found, vikt_error *err)
{
    const vikt_words *words = m->out->words;

    *found = VIKT_INDEX_NONE;
    for (size_t i = 0; i < m->sheet->width; i++) {
        if (fits[i] != field || (wanted && words[i].year != wanted))
            continue;
        if (*found == VIKT_INDEX_NONE || words[i].year > words[*found].year)
            *found = i;
    }
    for (size_t i = 0; *found != VIKT_INDEX_NONE && i < m->sheet->width; i++) {
        bool is_rival = fits[i] == field && i != *found &&
                        (words[i].year == words[*found].year || words[i].year == 0);

        if (is_rival)
            return vikt_match_twice(m->sheet, m->profile->fields[field].name,
                                    i < *found ? i : *found, i < *found ? *found : i, err);
    }
    return VIKT_OK;
}

static vikt_code take_previous_year(matcher *m, const size_t *fits, size_t field, size_t newest,
                                    vikt_error *err)
{
    size_t previous = previous_of(m, field), before;
    vikt_text now_text = m->sheet->titles[newest];
    vikt_code rc = find_year(m, fits, field, m->out->words[newest].year - 1, &before, err);
    bool is_free = previous != VIKT_INDEX_NONE && m->profile->fields[previous].column.length == 0;

    for (size_t i = 0; is_free && i < m->sheet->width; i++)
        is_free = fits[i] != previous;
    if (rc != VIKT_OK || before == VIKT_INDEX_NONE || !is_free) {
        vikt_tell(m->meaning.listener, VIKT_NOTE, VIKT_OK,
                  vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)newest + 1),
                  "\"%.*s\" is the newest of several years and is used as field \"%.*s\"",
                  VIKT_SHOW(now_text), VIKT_SHOW(m->profile->fields[field].name));
        return rc;
    }
    claim(m, before, previous, VIKT_HEADING_YEAR);
    vikt_tell(m->meaning.listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)newest + 1),
              "\"%.*s\" is used as field \"%.*s\" and \"%.*s\", the year before, as field \"%.*s\"",
              VIKT_SHOW(now_text), VIKT_SHOW(m->profile->fields[field].name),
              VIKT_SHOW(m->sheet->titles[before]), VIKT_SHOW(m->profile->fields[previous].name));
    return VIKT_OK;
}

static vikt_code match_field(matcher *m, const size_t *fits, size_t field, vikt_error *err)
{
    const vikt_words *words = m->out->words;
    vikt_heading_match match;
    size_t newest, count = 0;
    vikt_code rc = find_year(m, fits, field, 0, &newest, err);

    if (rc != VIKT_OK || newest == VIKT_INDEX_NONE)
        return rc;
    for (size_t i = 0; i < m->sheet->width; i++)
        count += fits[i] == field;
    match = vikt_terms_best(&m->terms, &words[newest], field).match;
    if (m->out->headings[newest].certainty == VIKT_CERTAINTY_CONTENT)
        match = VIKT_HEADING_CONTENT;
    else if (words[newest].year)
        match = VIKT_HEADING_YEAR;
    claim(m, newest, field, match);
    return count > 1 ? take_previous_year(m, fits, field, newest, err) : VIKT_OK;
}

static vikt_code fail_unknown(const matcher *m, vikt_error *err)
{
    char headings[256] = "", fields[200] = "";
    size_t length = 0;

    for (size_t i = 0; i < m->sheet->width; i++) {
        vikt_text title = m->sheet->titles[i];
        size_t size = title.length < 40 ? title.length : 40;

        if (size == 0)
            continue;
        if (length + size + 3 > sizeof headings)
            break;
        length += (size_t)snprintf(headings + length, sizeof headings - length, "%s%.*s",
                                   length ? ", " : "", (int)size, title.at);
    }
    length = 0;
    for (size_t i = 0; i < m->profile->field_count; i++) {
        vikt_text name = m->profile->fields[i].name;

        if (length + name.length + 3 > sizeof fields)
            break;
        length += (size_t)snprintf(fields + length, sizeof fields - length, "%s%.*s", i ? ", " : "",
                                   VIKT_SHOW(name));
    }
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(m->sheet->source, m->sheet->heading_row, 0),
                     "no heading fits a field: the headings are %s; the fields are %s", headings,
                     fields);
}

static vikt_code match_identity(matcher *m, vikt_error *err)
{
    vikt_match *out = m->out;
    vikt_heading_match key_match, name_match;
    vikt_code rc = vikt_identity_find(&m->identity, m->sheet, out, &key_match, &name_match, err);

    if (rc != VIKT_OK)
        return rc;
    if (out->key != VIKT_INDEX_NONE && key_match != VIKT_HEADING_COLUMN) {
        claim(m, out->key, m->terms.key, key_match);
        if (key_match == VIKT_HEADING_CONTENT)
            vikt_meaning_say(&m->meaning, out->key, VIKT_INDEX_NONE,
                             "is taken for the key, by what stands in it and in its neighbours; "
                             "if it is not, name the right column under [field key]");
    }
    if (out->name != VIKT_INDEX_NONE && name_match != VIKT_HEADING_COLUMN)
        claim(m, out->name, m->terms.name, name_match);
    return VIKT_OK;
}

/* What a heading is that no word fits: nearly a word, or told by what stands below it. */
static void match_unknown(matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++) {
        vikt_guess guess;

        if (m->out->headings[i].match != VIKT_HEADING_UNUSED || m->out->headings[i].why)
            continue;
        guess = vikt_guess_of(&m->meaning, &m->terms, i);
        if (guess.field == VIKT_INDEX_NONE)
            continue;
        claim(m, i, guess.field, guess.match);
        if (guess.field == m->terms.key)
            m->out->key = i;
        if (guess.field == m->terms.name)
            m->out->name = i;
    }
}

static vikt_code check_any(matcher *m, vikt_error *err)
{
    for (size_t i = 0; i < m->sheet->width; i++)
        if (m->out->headings[i].match != VIKT_HEADING_UNUSED)
            return VIKT_OK;
    return fail_unknown(m, err);
}

static vikt_code match_fields(matcher *m, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    if (m->before)
        recall(m);
    find_fields(m);
    prefer_own(m);
    if (!m->before)
        vikt_meaning_settle(&m->meaning);
    prefer_first(m);
    for (size_t i = 0; rc == VIKT_OK && i < m->profile->field_count; i++)
        rc = match_field(m, m->meaning.fits, i, err);
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
    return rc == VIKT_OK ? check_any(m, err) : rc;
}

/* Told columns are turned too: "Blocked" means the opposite of active whoever names it. */
static void turn_columns(matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++)
        if (!m->before || m->out->headings[i].match == VIKT_HEADING_COLUMN)
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
    matcher m = {.sheet = sheet, .profile = profile, .listener = listener, .arena = arena};
    vikt_code rc;

    m.out = out;
    *out = (vikt_match){.headings = NULL};
    m.identity.arena = arena;
    m.identity.has_key = vikt_profile_key_slot(profile) != VIKT_INDEX_NONE;
    m.identity.has_name = vikt_profile_name_slot(profile) != VIKT_INDEX_NONE;
    rc = prepare(&m, err);
    if (rc == VIKT_OK)
        rc = match_columns(&m, err);
    if (rc != VIKT_OK)
        return rc;
    m.before = vikt_recall_find(known, out, sheet->width);
    rc = match_fields(&m, err);
    if (rc != VIKT_OK)
        return rc;
    turn_columns(&m);
    if (!m.before && known && known->count)
        vikt_recall_compare(&known->items[0], sheet, profile, out, listener);
    return m.meaning.failed ? vikt_fail_memory(err) : VIKT_OK;
}
