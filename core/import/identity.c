/* SPDX-License-Identifier: MIT */
#include "core/import/identity.h"

#include "core/base/fail.h"
#include "core/base/map.h"
#include "core/import/personal.h"
#include "core/import/reject.h"
#include "core/import/sense.h"

enum { SHOWN_MAX = 60 }; /* bytes of a cell in words */

/* Used when the profile has no field of that kind. */
static const char *const key_words[] = {"id", "kundnr", "customer id", NULL};
static const char *const name_words[] = {"name", "namn", NULL};
/* Number or name of a customer, in six languages. */
static const char *const either_words[] = {"kund",    "kunde",   "customer", "client",
                                           "account", "debitor", "asiakas",  NULL};
/* Who answers there: the customer's name only where no other is. */
static const char *const contact_words[] = {"contact", "contact name", "contactname", NULL};
/* A key when no field's own word is there, whatever its content. */
static const char *const id_words[] = {"id", NULL};
/* A key when nothing better is there and the content agrees. */
static const char *const weak_words[] = {"nr", "no", "number", "nummer", "kod", "code", NULL};

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

static bool is_contact(const finder *f, size_t column)
{
    return is_one_of(f->match->words[column].full, contact_words);
}

/* A column that may be either, by its heading; a profile may make "Kund" a word of the key alone.
 */
static bool fits_either(const finder *f, size_t column)
{
    bool is_word = is_one_of(f->match->words[column].full, either_words);
    bool key = fits_key(f, column), name = fits_name(f, column);

    return (key && name) ||
           (is_word && !key && (name || !f->identity->has_key || !f->identity->has_name));
}

/* Customers share them: sites of one company, and whoever is entered twice. */
static bool holds_org_numbers(const finder *f, size_t column)
{
    size_t filled = 0, numbers = 0;

    for (size_t row = 0; row < f->sheet->sample_rows; row++) {
        vikt_text cell = vikt_sheet_cell(f->sheet, row, column);

        filled += cell.length > 0;
        numbers += vikt_sense_org_number(cell);
    }
    return filled >= 3 && numbers * 10 >= filled * 9;
}

typedef enum kind { KEY, ID, NAME, CONTACT, EITHER, WEAK } kind;

static bool is_candidate(const finder *f, size_t column, kind wanted)
{
    if (!is_free(f, column))
        return false;
    switch (wanted) {
    case KEY:
        return fits_key(f, column) && !fits_either(f, column);
    case ID:
        return is_one_of(f->match->words[column].full, id_words) && !fits_name(f, column);
    case NAME:
        return fits_name(f, column) && !fits_either(f, column) && !is_contact(f, column);
    case CONTACT:
        return fits_name(f, column) && is_contact(f, column);
    case EITHER:
        return fits_either(f, column) && !holds_org_numbers(f, column);
    case WEAK:
        return is_one_of(f->match->words[column].full, weak_words) && !holds_org_numbers(f, column);
    }
    return false;
}

/* What stands in a column of the sample. */
typedef struct content {
    size_t filled, ids; /* cells */
    vikt_text wrong;    /* the first cell that is no id or stands there twice */
    const char *fault;  /* of it; NULL: no such cell */
} content;

static content look_inside(finder *f, size_t column)
{
    content c = {0};
    vikt_map seen;

    vikt_map_init(&seen, f->identity->arena->allocator);
    for (size_t row = 0; row < f->sheet->sample_rows; row++) {
        vikt_text cell = vikt_sheet_cell(f->sheet, row, column);
        const char *fault = vikt_sense_id_fault(cell);
        uint32_t *first;

        if (cell.length == 0)
            continue;
        c.filled++;
        c.ids += !fault;
        if (c.fault)
            continue;
        first = fault ? NULL : vikt_map_put(&seen, cell, (uint32_t)row);
        f->failed |= !fault && !first;
        c.fault = first && *first != row ? "stands there twice" : fault;
        c.wrong = cell;
    }
    vikt_map_clear(&seen);
    return c;
}

static void doubt(finder *f, size_t column, const content *c)
{
    vikt_arena *arena = f->identity->arena;
    vikt_text title = f->sheet->titles[column], wrong = c->wrong;

    if (f->match->key_doubt)
        return;
    if (f->match->personal[column])
        wrong = vikt_personal_mask_within(arena, wrong, VIKT_PERSONAL_HEADING, &f->failed);
    wrong = vikt_reject_shown(arena, wrong, SHOWN_MAX, &f->failed);
    f->match->key_doubt =
        c->fault
            ? vikt_arena_print(arena, "\"%.*s\" is not used as the key because \"%.*s\" %s",
                               VIKT_SHOW(title), VIKT_SHOW(wrong), c->fault)
            : vikt_arena_print(arena, "\"%.*s\" is not used as the key because half of it is empty",
                               VIKT_SHOW(title));
    f->failed |= !f->match->key_doubt;
}

/* In the sample: mostly there, never twice, a digit in each and no blank. Names are not doubted;
 * what is called "Nr", or mostly looks like ids, is. */
static bool holds_ids(finder *f, size_t column, kind wanted)
{
    size_t rows = f->sheet->sample_rows;
    content c = look_inside(f, column);

    if (!c.fault && c.filled * 2 > rows)
        return true;
    if (wanted == WEAK || c.ids * 2 > rows)
        doubt(f, column, &c);
    return false;
}

typedef struct candidates {
    size_t count, first, second; /* in the order of the columns */
    size_t ids, id;              /* those that hold ids; the last of them */
} candidates;

static candidates look_for(finder *f, kind wanted, bool inside)
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
        if (inside && holds_ids(f, i, wanted)) {
            found.ids++;
            found.id = i;
        }
    }
    return found;
}

static vikt_heading_match how_key_fits(const finder *f, size_t column)
{
    if (f->identity->has_key && f->identity->fits_key[column] != VIKT_HEADING_UNUSED)
        return f->identity->fits_key[column];
    return VIKT_HEADING_CONTENT;
}

/* The only column of that kind, or the only one of several that holds ids. */
static vikt_code find_key(finder *f, kind wanted, vikt_heading_match *how, vikt_error *err)
{
    candidates found = look_for(f, wanted, false);

    if (found.count > 1) {
        found = look_for(f, wanted, true);
        if (found.ids != 1)
            return vikt_match_twice(f->sheet, VIKT_TEXT("key"), found.first, found.second, err);
        f->match->key = found.id;
        *how = VIKT_HEADING_CONTENT;
    } else if (found.count == 1) {
        f->match->key = found.first;
        *how = how_key_fits(f, found.first);
    }
    return VIKT_OK;
}

static vikt_code find_name(finder *f, kind wanted, vikt_heading_match *how, vikt_error *err)
{
    candidates found = look_for(f, wanted, false);

    if (found.count > 1)
        return vikt_match_twice(f->sheet, VIKT_TEXT("name"), found.first, found.second, err);
    if (found.count == 1) {
        f->match->name = found.first;
        *how = f->identity->has_name ? f->identity->fits_name[found.first] : VIKT_HEADING_CONTENT;
    }
    return VIKT_OK;
}

/* "Kund" beside "Namn", or with ids in it, is the key; else it is the name. A word of the key field
 * that is also one of the name field is the key. */
static vikt_code find_either(finder *f, vikt_heading_match *key_how, vikt_heading_match *name_how,
                             vikt_error *err)
{
    bool wants_key = f->match->key == VIKT_INDEX_NONE,
         wants_name = f->match->name == VIKT_INDEX_NONE;
    candidates found = look_for(f, EITHER, wants_key);

    if (found.count == 0 || (!wants_key && !wants_name))
        return VIKT_OK;
    if (wants_key && found.count == 1 && (!wants_name || fits_key(f, found.first))) {
        f->match->key = found.first;
        *key_how = how_key_fits(f, found.first);
        found.count = 0;
    } else if (wants_key && found.ids == 1) {
        f->match->key = found.id;
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
        rc = find_key(&f, KEY, key_match, err);
    if (rc == VIKT_OK && match->key == VIKT_INDEX_NONE)
        rc = find_key(&f, ID, key_match, err);
    if (rc == VIKT_OK && match->name == VIKT_INDEX_NONE)
        rc = find_name(&f, NAME, name_match, err);
    if (rc == VIKT_OK)
        rc = find_either(&f, key_match, name_match, err);
    if (rc == VIKT_OK && match->name == VIKT_INDEX_NONE)
        rc = find_name(&f, CONTACT, name_match, err);
    if (rc == VIKT_OK && match->key == VIKT_INDEX_NONE) {
        candidates found = look_for(&f, WEAK, true);

        if (found.ids == 1) {
            match->key = found.id;
            *key_match = VIKT_HEADING_CONTENT;
        } else if (found.ids > 1) {
            match->key_doubt = vikt_arena_print(
                identity->arena, "\"%.*s\" and \"%.*s\" are not used because both may be the key",
                VIKT_SHOW(sheet->titles[found.first]), VIKT_SHOW(sheet->titles[found.id]));
            f.failed |= !match->key_doubt;
        }
    }
    if (match->key != VIKT_INDEX_NONE)
        match->key_doubt = NULL;
    return f.failed ? vikt_fail_memory(err) : rc;
}
