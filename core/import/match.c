/* SPDX-License-Identifier: MIT */
#include "core/import/match.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/import/identity.h"
#include "core/import/term.h"

typedef struct matcher {
    const vikt_sheet *sheet;
    const vikt_profile *profile;
    const vikt_listener *listener;
    vikt_arena *arena;
    vikt_match *out;
    vikt_terms terms;
    vikt_identity identity;
} matcher;

vikt_code vikt_match_twice(const vikt_sheet *sheet, vikt_text field, size_t first, size_t second,
                           vikt_error *err)
{
    return vikt_fail(
        err, VIKT_INPUT, vikt_place_of(sheet->source, sheet->heading_row, (long)second + 1),
        "\"%.*s\" (column %zu) and \"%.*s\" (column %zu) both fit field \"%.*s\"; choose with "
        "field \"%.*s\" { column = \"...\" }",
        VIKT_SHOW(sheet->titles[first]), first + 1, VIKT_SHOW(sheet->titles[second]), second + 1,
        VIKT_SHOW(field), VIKT_SHOW(field));
}

static vikt_code prepare(matcher *m, vikt_error *err)
{
    size_t width = m->sheet->width, fields = m->profile->field_count;
    vikt_match *out = m->out;

    out->headings = vikt_arena_new(m->arena, width, sizeof *out->headings);
    out->words = vikt_arena_new(m->arena, width, sizeof *out->words);
    out->columns = vikt_arena_new(m->arena, fields, sizeof *out->columns);
    if (!out->headings || !out->words || !out->columns)
        return vikt_fail_memory(err);
    out->key = out->name = VIKT_INDEX_NONE;
    for (size_t i = 0; i < fields; i++)
        out->columns[i] = VIKT_INDEX_NONE;
    for (size_t i = 0; i < width; i++) {
        out->headings[i] = (vikt_heading){.text = m->sheet->titles[i], .field = VIKT_INDEX_NONE};
        if (!vikt_heading_words(m->arena, m->sheet->titles[i], &out->words[i]))
            return vikt_fail_memory(err);
    }
    return vikt_terms_of(m->profile, m->arena, &m->terms, err);
}

static void claim(matcher *m, size_t column, size_t field, vikt_heading_match match)
{
    if (m->out->headings[column].field == VIKT_INDEX_NONE) {
        m->out->headings[column].field = field;
        m->out->headings[column].match = match;
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

/* What fits key or name is left to identity.c; anything else goes to its field's list of
 * candidates. */
static void find_fields(matcher *m, size_t *fits)
{
    for (size_t i = 0; i < m->sheet->width; i++) {
        const vikt_words *words = &m->out->words[i];
        const vikt_term *other = vikt_terms_best(&m->terms, words, VIKT_INDEX_NONE), *key, *name;
        vikt_heading_match level = other ? other->match : VIKT_HEADING_UNUSED;

        fits[i] = VIKT_INDEX_NONE;
        if (m->out->headings[i].field != VIKT_INDEX_NONE)
            continue;
        key = m->identity.has_key ? vikt_terms_best(&m->terms, words, m->terms.key) : NULL;
        name = m->identity.has_name ? vikt_terms_best(&m->terms, words, m->terms.name) : NULL;
        if (other && !(key && key->match <= level) && !(name && name->match <= level)) {
            fits[i] = other->field;
            continue;
        }
        m->identity.fits_key[i] = key ? key->match : VIKT_HEADING_UNUSED;
        m->identity.fits_name[i] = name ? name->match : VIKT_HEADING_UNUSED;
    }
}

/* What the profile itself calls a field goes before what others call it. */
static void prefer_own(matcher *m, size_t *fits)
{
    for (size_t i = 0; i < m->sheet->width; i++) {
        const vikt_term *own = fits[i] == VIKT_INDEX_NONE
                                   ? NULL
                                   : vikt_terms_best(&m->terms, &m->out->words[i], fits[i]);

        for (size_t j = 0; own && own->own && j < m->sheet->width; j++)
            if (fits[j] == fits[i] && !vikt_terms_best(&m->terms, &m->out->words[j], fits[i])->own)
                fits[j] = VIKT_INDEX_NONE;
    }
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
        vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
                  vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)newest + 1),
                  "\"%.*s\" is the newest of several years and is used as field \"%.*s\"",
                  VIKT_SHOW(now_text), VIKT_SHOW(m->profile->fields[field].name));
        return rc;
    }
    claim(m, before, previous, VIKT_HEADING_YEAR);
    vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
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
    match = words[newest].year ? VIKT_HEADING_YEAR
                               : vikt_terms_best(&m->terms, &words[newest], field)->match;
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
    if (out->key != VIKT_INDEX_NONE && key_match != VIKT_HEADING_COLUMN)
        claim(m, out->key, m->terms.key, key_match);
    if (out->name != VIKT_INDEX_NONE && name_match != VIKT_HEADING_COLUMN)
        claim(m, out->name, m->terms.name, name_match);
    for (size_t i = 0; i < m->sheet->width; i++)
        if (out->headings[i].match != VIKT_HEADING_UNUSED)
            return VIKT_OK;
    return fail_unknown(m, err);
}

/* A misspelt heading would else only be missed in the list of those that are not used. */
static void note_near(const matcher *m)
{
    for (size_t i = 0; i < m->sheet->width; i++) {
        vikt_text title = m->sheet->titles[i], name;
        size_t field = VIKT_INDEX_NONE;

        if (m->out->headings[i].match == VIKT_HEADING_UNUSED)
            field = vikt_terms_nearest(&m->terms, &m->out->words[i], m->out->columns);
        if (field == VIKT_INDEX_NONE)
            continue;
        name = m->profile->fields[field].name;
        vikt_tell(m->listener, VIKT_NOTE, VIKT_OK,
                  vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)i + 1),
                  "\"%.*s\" is not used; if it is field \"%.*s\", write column = %.*s under "
                  "[field %.*s]",
                  VIKT_SHOW(title), VIKT_SHOW(name), VIKT_SHOW(title), VIKT_SHOW(name));
    }
}

vikt_code vikt_match_of(const vikt_sheet *sheet, const vikt_profile *profile,
                        const vikt_listener *listener, vikt_arena *arena, vikt_match *out,
                        vikt_error *err)
{
    matcher m = {.sheet = sheet, .profile = profile, .listener = listener, .arena = arena};
    size_t *fits = vikt_arena_new(arena, sheet->width, sizeof *fits);
    vikt_code rc;

    m.out = out;
    m.identity.arena = arena;
    m.identity.has_key = vikt_profile_key_slot(profile) != VIKT_INDEX_NONE;
    m.identity.has_name = vikt_profile_name_slot(profile) != VIKT_INDEX_NONE;
    m.identity.fits_key = vikt_arena_new(arena, sheet->width, sizeof *m.identity.fits_key);
    m.identity.fits_name = vikt_arena_new(arena, sheet->width, sizeof *m.identity.fits_name);
    if (!fits || !m.identity.fits_key || !m.identity.fits_name)
        return vikt_fail_memory(err);
    rc = prepare(&m, err);
    if (rc == VIKT_OK)
        rc = match_columns(&m, err);
    if (rc == VIKT_OK)
        find_fields(&m, fits);
    if (rc == VIKT_OK)
        prefer_own(&m, fits);
    for (size_t i = 0; rc == VIKT_OK && i < profile->field_count; i++)
        rc = match_field(&m, fits, i, err);
    if (rc != VIKT_OK)
        return rc;
    out->key = m.identity.has_key ? out->columns[m.terms.key] : VIKT_INDEX_NONE;
    out->name = m.identity.has_name ? out->columns[m.terms.name] : VIKT_INDEX_NONE;
    rc = match_identity(&m, err);
    if (rc == VIKT_OK)
        note_near(&m);
    return rc;
}
