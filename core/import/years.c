/* SPDX-License-Identifier: MIT */
#include "core/import/years.h"

#include "core/base/fail.h"

/* The heading of a given year among those that fit; also the newest year, for wanted 0. */
static vikt_code find_year(const vikt_matcher *m, const size_t *fits, size_t field, long wanted,
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

static vikt_code take_previous_year(vikt_matcher *m, const size_t *fits, size_t field,
                                    size_t newest, vikt_error *err)
{
    size_t previous = m->terms.previous[field], before;
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
    vikt_matcher_claim(m, before, previous, VIKT_HEADING_YEAR);
    vikt_tell(m->meaning.listener, VIKT_NOTE, VIKT_OK,
              vikt_place_of(m->sheet->source, m->sheet->heading_row, (long)newest + 1),
              "\"%.*s\" is used as field \"%.*s\" and \"%.*s\", the year before, as field \"%.*s\"",
              VIKT_SHOW(now_text), VIKT_SHOW(m->profile->fields[field].name),
              VIKT_SHOW(m->sheet->titles[before]), VIKT_SHOW(m->profile->fields[previous].name));
    return VIKT_OK;
}

vikt_code vikt_years_match(vikt_matcher *m, size_t field, vikt_error *err)
{
    const size_t *fits = m->meaning.fits;
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
    vikt_matcher_claim(m, newest, field, match);
    return count > 1 ? take_previous_year(m, fits, field, newest, err) : VIKT_OK;
}
