/* SPDX-License-Identifier: MIT */
#include "core/import/unmatched.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/import/period.h"

enum { LIST = 200, SHOWN = 40, HINTS = 3, EDITS = 6 };

typedef struct list {
    char text[LIST];
    size_t length;
    bool is_full;
} list;

/* One more, unless it would not fit whole; then no others follow. */
static void add(list *l, const char *quote, vikt_text text)
{
    vikt_text shown = vikt_text_start(text, SHOWN);

    if (l->is_full || l->length + shown.length + 8 > sizeof l->text) {
        l->is_full = true;
        return;
    }
    l->length += (size_t)snprintf(l->text + l->length, sizeof l->text - l->length, "%s%s%.*s%s",
                                  l->length ? ", " : "", quote, VIKT_SHOW(shown), quote);
}

/* ---- no heading fits ---- */

/* The field whose term is nearest, if half of the heading's letters agree. */
static const vikt_term *nearest(const vikt_terms *terms, vikt_text words)
{
    size_t limit = words.length / 2 < EDITS ? words.length / 2 : EDITS, best = limit + 1;
    const vikt_term *found = NULL;

    for (size_t i = 0; i < terms->count; i++) {
        const vikt_term *term = &terms->items[i];
        size_t edits;

        if (term->field == VIKT_INDEX_NONE)
            continue;
        edits = vikt_nearest_distance(words, term->words, limit);
        if (edits < best) {
            best = edits;
            found = term;
        }
    }
    return found;
}

static void list_nearest(const vikt_sheet *sheet, const vikt_match *match, const vikt_terms *terms,
                         list *out)
{
    size_t hints = 0;

    for (size_t i = 0; i < sheet->width && hints < HINTS; i++) {
        vikt_text words = match->words[i].full;
        const vikt_term *term = words.length > 2 ? nearest(terms, words) : NULL;
        char hint[2 * SHOWN + 32];

        if (!term)
            continue;
        hints++;
        snprintf(hint, sizeof hint, "\"%.*s\" is nearest to %.*s",
                 VIKT_SHOW(vikt_text_start(sheet->titles[i], SHOWN)),
                 VIKT_SHOW(terms->profile->fields[term->field].name));
        out->length += (size_t)snprintf(out->text + out->length, sizeof out->text - out->length,
                                        "%s%s", out->length ? ", " : "; ", hint);
        if (out->length + sizeof hint > sizeof out->text)
            break;
    }
}

vikt_code vikt_unmatched_fail(const vikt_sheet *sheet, const vikt_match *match,
                              const vikt_terms *terms, vikt_error *err)
{
    list headings = {.length = 0}, fields = {.length = 0}, near = {.length = 0};

    for (size_t i = 0; i < sheet->width; i++)
        if (sheet->titles[i].length)
            add(&headings, "", sheet->titles[i]);
    for (size_t i = 0; i < terms->profile->field_count; i++)
        add(&fields, "", terms->profile->fields[i].name);
    list_nearest(sheet, match, terms, &near);
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(sheet->source, sheet->heading_row, 0),
                     "no heading fits a field: the headings are %s%s; if another row is the "
                     "heading say --heading ROW, if cells are cut wrongly --separator NAME, else "
                     "write column = HEADING under [field NAME] (vikt sniff FILE shows what is "
                     "read); the fields are %s",
                     headings.text, near.text, fields.text);
}

/* ---- periods ---- */

static bool lacks_revenue(const vikt_profile *profile, const vikt_match *match)
{
    for (size_t i = 0; i < profile->field_count; i++)
        if (vikt_text_is(profile->fields[i].name, "revenue"))
            return match->wanted[i] && match->columns[i] == VIKT_INDEX_NONE;
    return false;
}

static bool is_later(const vikt_words *one, const vikt_words *other)
{
    if (one->year != other->year)
        return one->year > other->year;
    return one->when == VIKT_WHEN_NOW && other->when == VIKT_WHEN_BEFORE;
}

static bool is_year_before(const vikt_words *one, const vikt_words *other)
{
    if (vikt_period_is_relative(one))
        return one->when == VIKT_WHEN_BEFORE && other->when == VIKT_WHEN_NOW && !other->year;
    return other->year && one->year == other->year - 1;
}

/* Two years are this one and the one before; months can only be added up. */
static const char *answer(const vikt_sheet *sheet, const vikt_match *match, size_t newest,
                          size_t before, vikt_arena *arena)
{
    vikt_text now = vikt_text_start(sheet->titles[newest], SHOWN);

    if (vikt_period_is_part(&match->words[newest]))
        return "write their names as fields ([field m1] with column = HEADING) and sum m1 m2 ... "
               "as value under [measure revenue]";
    if (before == VIKT_INDEX_NONE)
        return vikt_arena_print(arena, "write column = %.*s under [field revenue]", VIKT_SHOW(now));
    return vikt_arena_print(
        arena,
        "write column = %.*s under [field revenue] and column = %.*s under [field revenue_prev], "
        "or earlier ones if the newest is no whole year",
        VIKT_SHOW(now), VIKT_SHOW(vikt_text_start(sheet->titles[before], SHOWN)));
}

vikt_code vikt_unmatched_ask_periods(const vikt_sheet *sheet, const vikt_profile *profile,
                                     const vikt_match *match, vikt_arena *arena, vikt_error *err)
{
    size_t newest = VIKT_INDEX_NONE, before = VIKT_INDEX_NONE, count = 0;
    const vikt_words *words = match->words;
    list periods = {.length = 0};
    const char *how;

    if (!lacks_revenue(profile, match))
        return VIKT_OK;
    for (size_t i = 0; i < sheet->width; i++) {
        if (!vikt_period_is_column(sheet, words, i))
            continue;
        if (match->headings[i].field != VIKT_INDEX_NONE)
            return VIKT_OK; /* told */
        count++;
        add(&periods, "\"", sheet->titles[i]);
        if (newest == VIKT_INDEX_NONE || is_later(&words[i], &words[newest]))
            newest = i;
    }
    if (newest == VIKT_INDEX_NONE)
        return VIKT_OK;
    for (size_t i = 0; i < sheet->width; i++)
        if (is_year_before(&words[i], &words[newest]) && vikt_period_is_column(sheet, words, i))
            before = i;
    if (words[newest].year == 0 && before == VIKT_INDEX_NONE && count < 3) /* "Mar", "År" alone */
        return VIKT_OK;
    how = answer(sheet, match, newest, before, arena);
    return vikt_fail(err, VIKT_INPUT,
                     vikt_place_of(sheet->source, sheet->heading_row, (long)newest + 1),
                     "headings that say when, and not what was counted: %s; if it is revenue, %s",
                     periods.text, how ? how : "name the column under [field revenue]");
}
