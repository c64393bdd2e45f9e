/* SPDX-License-Identifier: MIT */
#include "core/import/term.h"

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/dictionary.h"

/* "Moms" is one edit from "oms" and means another thing: short words are not compared, and those
 * below LONG letters may have one edit. */
enum { SHORTEST = 5, LONG = 7, EDITS_MAX = 2 };

/* A bit for each byte that stands in them. */
static uint64_t bytes_of(vikt_text words)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < words.length; i++)
        bytes |= UINT64_C(1) << ((unsigned char)words.at[i] & 63);
    return bytes;
}

/* An edit changes the length by one at most, and two of the bits: one goes and one comes. */
static bool may_be_near(vikt_text words, uint64_t bytes, vikt_text other, size_t limit)
{
    size_t a = words.length, b = other.length, differ = 0;

    if ((a > b ? a - b : b - a) > limit)
        return false;
    for (uint64_t rest = bytes ^ bytes_of(other); rest; rest &= rest - 1)
        differ++;
    return differ <= 2 * limit;
}

static void add_words(vikt_terms *terms, vikt_text words, size_t field, vikt_heading_match match,
                      bool own)
{
    terms->items[terms->count++] =
        (vikt_term){.words = words, .field = field, .match = match, .own = own};
    if (field != VIKT_INDEX_NONE && words.length && memchr(words.at, '%', words.length))
        terms->takes_percent[field] = true;
}

static bool add(vikt_terms *terms, vikt_arena *arena, vikt_text text, size_t field,
                vikt_heading_match match)
{
    vikt_words words;

    if (!vikt_heading_words(arena, text, &words))
        return false;
    add_words(terms, words.full, field, match, true);
    return true;
}

/* Shares are known by a term with %, or by their scale; an open type is told by the data. */
static bool may_be_share(const vikt_field *field)
{
    return field->type != VIKT_TYPE_NUMBER || field->max <= 1;
}

static size_t field_named(const vikt_profile *profile, vikt_text name)
{
    for (size_t i = 0; i < profile->field_count; i++)
        if (vikt_text_equal(profile->fields[i].name, name))
            return i;
    return VIKT_INDEX_NONE;
}

static size_t previous_of(const vikt_profile *profile, vikt_text name)
{
    for (size_t i = 0; i < profile->field_count; i++) {
        vikt_text other = profile->fields[i].name;

        if (other.length == name.length + 5 && memcmp(other.at, name.at, name.length) == 0 &&
            memcmp(other.at + name.length, "_prev", 5) == 0)
            return i;
    }
    return VIKT_INDEX_NONE;
}

/* The headings that everyone uses come last: what the profile says is the company's own. They are
 * in plain form already, and those of one name follow each other. */
static void add_known(vikt_terms *terms)
{
    size_t field = VIKT_INDEX_NONE;
    vikt_text name = {NULL, 0};
    vikt_dictionary walk = {0};
    vikt_known known;

    while (vikt_dictionary_next(&walk, &known)) {
        if (!vikt_text_equal(known.name, name))
            field = field_named(terms->profile, known.name);
        name = known.name;
        if (field == VIKT_INDEX_NONE || terms->profile->fields[field].column.length == 0)
            add_words(terms, known.spelling, field, VIKT_HEADING_SYNONYM, false);
    }
}

vikt_code vikt_terms_of(const vikt_profile *profile, vikt_arena *arena, vikt_terms *out,
                        vikt_error *err)
{
    size_t count = profile->field_count + vikt_dictionary_room();

    *out = (vikt_terms){.profile = profile};
    out->key = vikt_profile_key_slot(profile);
    out->name = vikt_profile_name_slot(profile);
    for (size_t i = 0; i < profile->field_count; i++)
        count += profile->fields[i].synonym_count;
    out->items = vikt_arena_blank(arena, count, sizeof *out->items);
    out->takes_percent = vikt_arena_new(arena, profile->field_count, sizeof *out->takes_percent);
    out->previous = vikt_arena_new(arena, profile->field_count, sizeof *out->previous);
    if (!out->items || !out->takes_percent || !out->previous)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < profile->field_count; i++) {
        const vikt_field *field = &profile->fields[i];

        out->takes_percent[i] = may_be_share(field);
        out->previous[i] = previous_of(profile, field->name);
        if (field->column.length == 0 && !add(out, arena, field->name, i, VIKT_HEADING_NAME))
            return vikt_fail_memory(err);
    }
    for (size_t i = 0; i < profile->field_count; i++) {
        const vikt_field *field = &profile->fields[i];

        for (size_t j = 0; field->column.length == 0 && j < field->synonym_count; j++)
            if (!add(out, arena, field->synonyms[j], i, VIKT_HEADING_SYNONYM))
                return vikt_fail_memory(err);
    }
    add_known(out);
    return vikt_terms_sort(out, arena) ? VIKT_OK : vikt_fail_memory(err);
}

bool vikt_terms_sort(vikt_terms *terms, vikt_arena *arena)
{
    terms->first = vikt_arena_new(arena, VIKT_HEADING_KEYS, sizeof *terms->first);
    for (size_t i = terms->first ? terms->count : 0; i > 0; i--) {
        vikt_term *term = &terms->items[i - 1];
        uint16_t *first = &terms->first[vikt_heading_key(term->words)];

        term->next = *first;
        *first = (uint16_t)i;
    }
    return terms->first && terms->count <= UINT16_MAX;
}

static const vikt_term *term_at(const vikt_terms *terms, uint16_t place)
{
    return place ? &terms->items[place - 1] : NULL;
}

const vikt_term *vikt_terms_first(const vikt_terms *terms, vikt_text words)
{
    return words.length ? term_at(terms, terms->first[vikt_heading_key(words)]) : NULL;
}

const vikt_term *vikt_terms_next(const vikt_terms *terms, const vikt_term *term)
{
    return term_at(terms, term->next);
}

static bool fits_wanted(const vikt_terms *terms, size_t field, size_t wanted)
{
    if (field == VIKT_INDEX_NONE)
        return false;
    return wanted == VIKT_INDEX_NONE ? field != terms->key && field != terms->name
                                     : field == wanted;
}

typedef bool (*comparison)(vikt_text, vikt_text);

static const vikt_term *find(const vikt_terms *terms, const vikt_words *words, size_t wanted,
                             comparison same)
{
    const vikt_text forms[3] = {words->full, words->bare, words->plain};

    for (size_t f = 0; f < 3; f++) {
        for (const vikt_term *t = vikt_terms_first(terms, forms[f]); t;
             t = vikt_terms_next(terms, t)) {
            bool lacks_currency = f > 0 && words->has_currency;
            bool lacks_percent = f == 2 && words->has_percent;

            if (fits_wanted(terms, t->field, wanted) && same(t->words, forms[f]) &&
                !(lacks_currency && isfinite(terms->profile->fields[t->field].max)) &&
                !(lacks_percent && !terms->takes_percent[t->field]))
                return t;
        }
    }
    return NULL;
}

/* The field that a term's heading means with the words for when and VAT; VIKT_INDEX_NONE: none. */
static size_t qualified_field(const vikt_terms *terms, const vikt_term *term,
                              const vikt_words *words)
{
    const vikt_field *field;

    if (term->field == VIKT_INDEX_NONE)
        return VIKT_INDEX_NONE;
    field = &terms->profile->fields[term->field];
    if (field->type != VIKT_TYPE_NUMBER || (isfinite(field->max) && field->max > 1) ||
        (words->has_percent && !terms->takes_percent[term->field]) ||
        (words->tax == VIKT_TAX_IN && vikt_text_is(field->name, "revenue")))
        return VIKT_INDEX_NONE;
    return words->when == VIKT_WHEN_BEFORE ? terms->previous[term->field] : term->field;
}

/* "Omsättning ack i år", "Turnover prior year": without the words that say when. */
static vikt_found find_qualified(const vikt_terms *terms, const vikt_words *words, size_t wanted)
{
    for (const vikt_term *t = vikt_terms_first(terms, words->core); t;
         t = vikt_terms_next(terms, t)) {
        size_t field = qualified_field(terms, t, words);

        if (fits_wanted(terms, field, wanted) && vikt_heading_folded_equal(t->words, words->core) &&
            terms->profile->fields[field].column.length == 0)
            return (vikt_found){t, field, VIKT_HEADING_SYNONYM};
    }
    return (vikt_found){NULL, VIKT_INDEX_NONE, VIKT_HEADING_UNUSED};
}

vikt_found vikt_terms_best(const vikt_terms *terms, const vikt_words *words, size_t wanted)
{
    const vikt_term *exact = find(terms, words, wanted, vikt_text_equal), *folded;

    if (exact)
        return (vikt_found){exact, exact->field, exact->match};
    folded = find(terms, words, wanted, vikt_heading_folded_equal);
    if (folded)
        return (vikt_found){folded, folded->field, VIKT_HEADING_FOLDED};
    return find_qualified(terms, words, wanted);
}

bool vikt_terms_know(const vikt_terms *terms, const vikt_words *words)
{
    const vikt_text forms[3] = {words->full, words->bare, words->plain};

    for (size_t f = 0; f < 3; f++)
        for (const vikt_term *t = vikt_terms_first(terms, forms[f]); t;
             t = vikt_terms_next(terms, t))
            if (vikt_heading_folded_equal(forms[f], t->words))
                return true;
    return false;
}

/* "Revenue (%)" may be a field that does not take a %; the user decides. */
vikt_near vikt_terms_percent(const vikt_terms *terms, const vikt_words *words,
                             const size_t *columns)
{
    for (size_t i = 0; words->has_percent && i < terms->count; i++) {
        size_t field = terms->items[i].field;

        if (field != VIKT_INDEX_NONE && columns[field] == VIKT_INDEX_NONE && words->plain.length &&
            vikt_text_equal(terms->items[i].words, words->plain))
            return (vikt_near){field, 0, terms->items[i].words};
    }
    return (vikt_near){VIKT_INDEX_NONE, 0, {NULL, 0}};
}

static size_t letters(vikt_text words)
{
    size_t count = 0;

    for (size_t i = 0; i < words.length; i++) /* characters: not the bytes that continue one */
        count += words.at[i] != ' ' && ((unsigned char)words.at[i] & 0xc0) != 0x80;
    return count;
}

/* "obetalt" and "betalt", "inactive" and "active": letters before a word that turn it round are no
 * typing error. */
static bool is_opposite(vikt_text a, vikt_text b)
{
    static const char *const before[] = {"o", "u", "un", "in", "im", "ej", "ei"};
    vikt_text longer = a.length > b.length ? a : b, shorter = a.length > b.length ? b : a;
    size_t more = longer.length - shorter.length;

    if (more == 0)
        return false;
    for (size_t at = 0; at <= shorter.length; at++) {
        if ((at == 0 || longer.at[at - 1] == ' ') &&
            memcmp(longer.at + at + more, shorter.at + at, shorter.length - at) == 0)
            for (size_t i = 0; i < sizeof before / sizeof *before; i++)
                if (vikt_text_is((vikt_text){longer.at + at, more}, before[i]))
                    return true;
        if (at < shorter.length && longer.at[at] != shorter.at[at])
            return false;
    }
    return false;
}

vikt_near vikt_terms_nearest(const vikt_terms *terms, const vikt_words *words,
                             const size_t *columns)
{
    vikt_near near = vikt_terms_percent(terms, words, columns);
    size_t rival = SIZE_MAX, best = SIZE_MAX, limit;
    uint64_t bytes = bytes_of(words->full);

    if (near.field != VIKT_INDEX_NONE || letters(words->full) < SHORTEST)
        return near;
    limit = letters(words->full) < LONG ? 1 : EDITS_MAX;
    for (size_t i = 0; i < terms->count; i++) {
        const vikt_term *t = &terms->items[i];
        bool free = t->field != VIKT_INDEX_NONE && columns[t->field] == VIKT_INDEX_NONE &&
                    !(words->has_percent && !terms->takes_percent[t->field]);
        size_t edits;

        if (!may_be_near(words->full, bytes, t->words, limit) || letters(t->words) < SHORTEST)
            continue;
        edits = vikt_nearest_distance(words->full, t->words, limit);
        if (edits > limit || is_opposite(words->full, t->words))
            continue;
        if (free && t->field == near.field && edits < best) {
            best = edits;
            near.words = t->words;
        } else if (free && t->field == near.field) {
            continue;
        } else if (free && edits < best) {
            rival = best < rival ? best : rival;
            best = edits;
            near = (vikt_near){t->field, edits, t->words};
        } else if (edits < rival) {
            rival = edits;
        }
    }
    near.edits = best;
    if (best > limit || rival <= best)
        near.field = VIKT_INDEX_NONE;
    return near;
}
