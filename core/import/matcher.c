/* SPDX-License-Identifier: MIT */
#include "core/import/matcher.h"

#include "core/base/fail.h"
#include "core/import/personal.h"
#include "core/import/recall.h"
#include "core/profile/needs.h"

static vikt_code allocate(vikt_matcher *m, vikt_error *err)
{
    size_t width = m->sheet->width, fields = m->profile->field_count;
    vikt_match *out = m->out;

    out->headings = vikt_arena_new(m->arena, width, sizeof *out->headings);
    out->words = vikt_arena_new(m->arena, width, sizeof *out->words);
    out->columns = vikt_arena_new(m->arena, fields, sizeof *out->columns);
    out->personal = vikt_arena_new(m->arena, width, sizeof *out->personal);
    m->own = vikt_arena_new(m->arena, width, sizeof *m->own);
    m->meaning.fits = vikt_arena_new(m->arena, width, sizeof *m->meaning.fits);
    m->identity.fits_key = vikt_arena_new(m->arena, width, sizeof *m->identity.fits_key);
    m->identity.fits_name = vikt_arena_new(m->arena, width, sizeof *m->identity.fits_name);
    if (!out->headings || !out->words || !out->columns || !out->personal || !m->own ||
        !m->meaning.fits || !m->identity.fits_key || !m->identity.fits_name ||
        !vikt_needs_of_fields(m->profile, m->arena, &out->wanted))
        return vikt_fail_memory(err);
    return VIKT_OK;
}

/* A name of the CRM's object before a heading is cut off when nothing is known by that name. */
static bool read_words(vikt_matcher *m, size_t column)
{
    vikt_text title = m->sheet->titles[column], rest = vikt_heading_behind_prefix(title);
    vikt_words *words = &m->out->words[column], behind;

    if (!vikt_heading_words(m->arena, title, words))
        return false;
    if (rest.length && !vikt_terms_know(&m->terms, words)) {
        if (!vikt_heading_words(m->arena, rest, &behind))
            return false;
        m->meaning.prefixed = true;
        *words = behind;
    }
    return vikt_qualifiers_take(&m->qualifiers, m->arena, words);
}

vikt_code vikt_matcher_init(vikt_matcher *m, vikt_error *err)
{
    vikt_match *out = m->out;
    vikt_code rc = allocate(m, err);

    if (rc == VIKT_OK)
        rc = vikt_terms_of(m->profile, m->arena, &m->terms, err);
    if (rc == VIKT_OK && !vikt_qualifiers_of(m->arena, &m->qualifiers))
        rc = vikt_fail_memory(err);
    if (rc != VIKT_OK)
        return rc;
    m->identity.arena = m->arena;
    m->identity.has_key = m->terms.key != VIKT_INDEX_NONE;
    m->identity.has_name = m->terms.name != VIKT_INDEX_NONE;
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
    vikt_personal_headings(out->words, m->sheet->width, out->personal);
    m->meaning.sheet = m->sheet;
    m->meaning.profile = m->profile;
    m->meaning.listener = m->listener;
    m->meaning.arena = m->arena;
    m->meaning.wanted = out->wanted;
    m->meaning.own = m->own;
    m->meaning.match = out;
    return vikt_recall_print(out->words, m->sheet->width, m->arena->allocator, out->fingerprint)
               ? VIKT_OK
               : vikt_fail_memory(err);
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

void vikt_matcher_claim(vikt_matcher *m, size_t column, size_t field, vikt_heading_match match)
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
