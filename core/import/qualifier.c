/* SPDX-License-Identifier: MIT */
#include "core/import/qualifier.h"

#include "core/profile/dictionary.h"

enum { WORDS_MAX = 16, PHRASE_MAX = 4 };

static const vikt_qualifier sorts[] = {
    {{"this_year", 9}, VIKT_WHEN_NOW, VIKT_TAX_OPEN},
    {{"last_year", 9}, VIKT_WHEN_BEFORE, VIKT_TAX_OPEN},
    {{"without_vat", 11}, VIKT_WHEN_OPEN, VIKT_TAX_OUT},
    {{"with_vat", 8}, VIKT_WHEN_OPEN, VIKT_TAX_IN},
};

enum { SORTS = sizeof sorts / sizeof *sorts };

bool vikt_qualifiers_of(vikt_arena *arena, vikt_qualifiers *out)
{
    vikt_known known;

    *out = (vikt_qualifiers){.count = 0};
    for (size_t i = 0; i < SORTS; i++)
        for (vikt_dictionary walk = {0};
             vikt_dictionary_next_of(&walk, sorts[i].phrase.at, &known);)
            out->count++;
    out->items = vikt_arena_new(arena, out->count, sizeof *out->items);
    out->count = 0;
    for (size_t i = 0; out->items && i < SORTS; i++)
        for (vikt_dictionary walk = {0};
             vikt_dictionary_next_of(&walk, sorts[i].phrase.at, &known);) {
            out->items[out->count] = sorts[i];
            out->items[out->count++].phrase = known.spelling;
        }
    return out->items != NULL;
}

static const vikt_qualifier *find(const vikt_qualifiers *known, vikt_text phrase)
{
    for (size_t i = 0; i < known->count; i++)
        if (vikt_heading_folded_equal(phrase, known->items[i].phrase))
            return &known->items[i];
    return NULL;
}

/* The words from one to another, with what stands between them. */
static vikt_text span(const vikt_text *words, size_t first, size_t last)
{
    return (vikt_text){words[first].at, (size_t)(vikt_text_end(words[last]) - words[first].at)};
}

/* The longest phrase that begins at a word; *count: its words. */
static const vikt_qualifier *phrase_at(const vikt_qualifiers *known, const vikt_text *words,
                                       size_t first, size_t all, size_t *count)
{
    for (*count = all - first < PHRASE_MAX ? all - first : PHRASE_MAX; *count > 0; --*count) {
        const vikt_qualifier *found = find(known, span(words, first, first + *count - 1));

        if (found)
            return found;
    }
    return NULL;
}

bool vikt_qualifiers_take(const vikt_qualifiers *known, vikt_arena *arena, vikt_words *words)
{
    char *core = vikt_arena_new(arena, words->plain.length + 1, 1);
    vikt_text rest = words->plain, parts[WORDS_MAX];
    size_t all = 0, count, length = 0;
    bool found = false;

    while (core && rest.length && all < WORDS_MAX)
        parts[all++] = vikt_text_cut(&rest, ' ');
    for (size_t i = 0; core && !rest.length && i < all; i += count) {
        const vikt_qualifier *phrase = phrase_at(known, parts, i, all, &count);

        found |= phrase != NULL;
        if (phrase && phrase->when)
            words->when = phrase->when;
        if (phrase && phrase->tax)
            words->tax = phrase->tax;
        if (phrase)
            continue;
        count = 1;
        if (length)
            core[length++] = ' ';
        memcpy(core + length, parts[i].at, parts[i].length);
        length += parts[i].length;
    }
    if (found)
        words->core = (vikt_text){core, length};
    return core != NULL;
}
