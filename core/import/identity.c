/* SPDX-License-Identifier: MIT */
#include "core/import/identity.h"

#include "core/base/fail.h"
#include "core/base/map.h"

enum { ID_MAX = 40 }; /* bytes in what looks like an id */

/* Used when the profile has no field of that kind. */
static const char *const key_words[] = {"id", "kundnr", "customer id", NULL};
static const char *const name_words[] = {"name", "namn", NULL};
/* Number or name of a customer, in four languages. */
static const char *const either_words[] = {"kund",    "kunde",   "customer", "client",
                                           "account", "debitor", NULL};
/* A key when nothing better is there and the content agrees. */
static const char *const weak_words[] = {"nr", "no", "id", "number", "nummer", "kod", "code", NULL};

typedef struct finder {
    const vikt_identity *identity;
    const vikt_sheet *sheet;
    vikt_match *match;
    bool failed; /* without memory */
} finder;

static bool is_one_of(vikt_text word, const char *const *words)
{
    for (; *words; words++)
        if (vikt_text_is(word, *words))
            return true;
    return false;
}

static bool is_free(const finder *f, size_t column)
{
    return f->match->headings[column].field == VIKT_INDEX_NONE && column != f->match->key &&
           column != f->match->name && f->sheet->titles[column].length > 0;
}

static bool fits_key(const finder *f, size_t column)
{
    return f->identity->has_key ? f->identity->fits_key[column] != VIKT_HEADING_UNUSED
                                : is_one_of(f->match->words[column].full, key_words);
}

static bool fits_name(const finder *f, size_t column)
{
    return f->identity->has_name ? f->identity->fits_name[column] != VIKT_HEADING_UNUSED
                                 : is_one_of(f->match->words[column].full, name_words);
}

/* A column that may be either, by its heading. */
static bool fits_either(const finder *f, size_t column)
{
    bool is_word = is_one_of(f->match->words[column].full, either_words);
    bool key = fits_key(f, column), name = fits_name(f, column);

    return (key && name) ||
           (is_word && (key || name || !f->identity->has_key || !f->identity->has_name));
}

typedef enum kind { KEY, NAME, EITHER, WEAK } kind;

static bool is_candidate(const finder *f, size_t column, kind wanted)
{
    if (!is_free(f, column))
        return false;
    switch (wanted) {
    case KEY:
        return fits_key(f, column) && !fits_either(f, column);
    case NAME:
        return fits_name(f, column) && !fits_either(f, column);
    case EITHER:
        return fits_either(f, column);
    case WEAK:
        return is_one_of(f->match->words[column].full, weak_words);
    }
    return false;
}

static bool looks_like_id(vikt_text cell)
{
    bool has_digit = false;

    for (size_t i = 0; i < cell.length; i++) {
        if (cell.at[i] == ' ')
            return false;
        has_digit |= cell.at[i] >= '0' && cell.at[i] <= '9';
    }
    return has_digit && cell.length <= ID_MAX;
}

/* In the sample: mostly there, never twice, a digit in each and no blank. */
static bool holds_ids(finder *f, size_t column)
{
    size_t filled = 0;
    bool holds = true;
    vikt_map seen;

    vikt_map_init(&seen, f->identity->allocator);
    for (size_t row = 0; holds && row < f->sheet->sample_rows; row++) {
        vikt_text cell = vikt_sheet_cell(f->sheet, row, column);
        uint32_t *first;

        if (cell.length == 0)
            continue;
        filled++;
        holds = looks_like_id(cell);
        first = holds ? vikt_map_put(&seen, cell, (uint32_t)row) : NULL;
        f->failed |= holds && !first;
        holds = first && *first == row;
    }
    vikt_map_clear(&seen);
    return holds && filled * 2 > f->sheet->sample_rows;
}

typedef struct candidates {
    size_t count, first, second; /* in the order of the columns */
    size_t ids, id;              /* those that hold ids; the last of them */
} candidates;

static candidates look_for(finder *f, kind wanted, bool look_inside)
{
    candidates found = {0, VIKT_INDEX_NONE, VIKT_INDEX_NONE, 0, VIKT_INDEX_NONE};

    for (size_t i = 0; i < f->sheet->width; i++) {
        if (!is_candidate(f, i, wanted))
            continue;
        if (found.count == 0)
            found.first = i;
        else if (found.count == 1)
            found.second = i;
        found.count++;
        if (look_inside && holds_ids(f, i)) {
            found.ids++;
            found.id = i;
        }
    }
    return found;
}

static vikt_code find_key(finder *f, vikt_heading_match *how, vikt_error *err)
{
    candidates found = look_for(f, KEY, false);

    if (found.count > 1) {
        found = look_for(f, KEY, true);
        if (found.ids != 1)
            return vikt_match_twice(f->sheet, VIKT_TEXT("key"), found.first, found.second, err);
        f->match->key = found.id;
        *how = VIKT_HEADING_CONTENT;
    } else if (found.count == 1) {
        f->match->key = found.first;
        *how = f->identity->has_key ? f->identity->fits_key[found.first] : VIKT_HEADING_CONTENT;
    }
    return VIKT_OK;
}

static vikt_code find_name(finder *f, vikt_heading_match *how, vikt_error *err)
{
    candidates found = look_for(f, NAME, false);

    if (found.count > 1)
        return vikt_match_twice(f->sheet, VIKT_TEXT("name"), found.first, found.second, err);
    if (found.count == 1) {
        f->match->name = found.first;
        *how = f->identity->has_name ? f->identity->fits_name[found.first] : VIKT_HEADING_CONTENT;
    }
    return VIKT_OK;
}

/* "Kund" beside "Namn", or with ids in it, is the key; else it is the name. */
static vikt_code find_either(finder *f, vikt_heading_match *key_how, vikt_heading_match *name_how,
                             vikt_error *err)
{
    bool wants_key = f->match->key == VIKT_INDEX_NONE,
         wants_name = f->match->name == VIKT_INDEX_NONE;
    candidates found = look_for(f, EITHER, wants_key);

    if (found.count == 0 || (!wants_key && !wants_name))
        return VIKT_OK;
    if (wants_key && (found.ids == 1 || (!wants_name && found.count == 1))) {
        f->match->key = found.ids == 1 ? found.id : found.first;
        *key_how = VIKT_HEADING_CONTENT;
        found = look_for(f, EITHER, false);
    } else if (wants_key && found.ids > 1) {
        return vikt_match_twice(f->sheet, VIKT_TEXT("key"), found.first, found.second, err);
    }
    if (wants_name && found.count > 1)
        return vikt_match_twice(f->sheet, VIKT_TEXT("name"), found.first, found.second, err);
    if (wants_name && found.count == 1) {
        f->match->name = found.first;
        *name_how = VIKT_HEADING_CONTENT;
    }
    return VIKT_OK;
}

vikt_code vikt_identity_find(const vikt_identity *identity, const vikt_sheet *sheet,
                             vikt_match *match, vikt_heading_match *key_match,
                             vikt_heading_match *name_match, vikt_error *err)
{
    finder f = {identity, sheet, match, false};
    vikt_code rc = VIKT_OK;

    *key_match = *name_match = VIKT_HEADING_COLUMN;
    if (match->key == VIKT_INDEX_NONE)
        rc = find_key(&f, key_match, err);
    if (rc == VIKT_OK && match->name == VIKT_INDEX_NONE)
        rc = find_name(&f, name_match, err);
    if (rc == VIKT_OK)
        rc = find_either(&f, key_match, name_match, err);
    if (rc == VIKT_OK && match->key == VIKT_INDEX_NONE) {
        candidates found = look_for(&f, WEAK, true);

        if (found.ids == 1) {
            match->key = found.id;
            *key_match = VIKT_HEADING_CONTENT;
        }
    }
    return f.failed ? vikt_fail_memory(err) : rc;
}
