/* SPDX-License-Identifier: MIT */
#include "core/import/roster.h"
#include "core/import/rounded.h"

#include <stdio.h>

#include "core/base/fail.h"

enum { PAIRS_MAX = 10 };

static void drop(const vikt_load *load, vikt_roster *roster, size_t slot)
{
    roster->dropped += load->rows[slot] != 0;
    load->rows[slot] = 0;
}

static void drop_rejected(const vikt_load *load, vikt_roster *roster)
{
    for (size_t i = 0; i < load->decoder_count; i++) {
        const vikt_bads *bads = &load->decoders[i].bads;

        for (size_t j = 0; j < bads->count; j++)
            if (bads->items[j].whole_row)
                drop(load, roster, bads->items[j].slot);
    }
}

static void list(const vikt_load *load, vikt_roster *roster)
{
    roster->count = 0;
    for (size_t slot = 0; slot < load->count; slot++)
        if (load->rows[slot] && roster->keys.cells[slot] != VIKT_CELL_NONE)
            roster->slots[roster->count++] = (uint32_t)slot;
}

/* Whether customer i has the key of the one before. */
static bool is_pair(const vikt_roster *roster, size_t i)
{
    return vikt_text_equal(vikt_column_text(&roster->keys, roster->slots[i - 1]),
                           vikt_column_text(&roster->keys, roster->slots[i]));
}

static size_t count_pairs(const vikt_roster *roster)
{
    size_t pairs = 0;

    for (size_t i = 1; i < roster->count; i++)
        pairs += is_pair(roster, i);
    return pairs;
}

/* Customers by roster->keys; *pairs: how many have the key of the one before. */
static vikt_code sort(const vikt_load *load, vikt_roster *roster, size_t *pairs, vikt_error *err)
{
    const vikt_allocator *allocator = load->shared.allocator;
    bool equal;

    if (!roster->slots)
        roster->slots = vikt_resize(allocator, NULL, load->count, sizeof *roster->slots);
    if (!roster->slots)
        return vikt_fail_memory(err);
    list(load, roster);
    if (!vikt_order_rows(&roster->keys, allocator, roster->slots, roster->count, &equal))
        return vikt_fail_memory(err);
    *pairs = equal ? count_pairs(roster) : 0;
    return VIKT_OK;
}

static vikt_code fail_duplicates(const vikt_load *load, const vikt_roster *roster, size_t pairs,
                                 vikt_error *err)
{
    const vikt_sheet *sheet = load->sheet;
    long column = (long)load->key->column + 1;
    size_t told = 0;

    for (size_t i = 1; i < roster->count && told < PAIRS_MAX; i++) {
        uint32_t a = roster->slots[i - 1], b = roster->slots[i];
        vikt_text key = vikt_column_text(&roster->keys, b);

        if (!is_pair(roster, i))
            continue;
        told++;
        vikt_tell(load->listener, VIKT_ERROR, VIKT_INPUT,
                  vikt_place_of(sheet->source, (long)load->rows[b], column),
                  "rows %lu and %lu have the same key \"%.*s\"", (unsigned long)load->rows[a],
                  (unsigned long)load->rows[b], VIKT_SHOW(key));
    }
    return vikt_fail(
        err, VIKT_INPUT, vikt_place_of(sheet->source, sheet->heading_row, column),
        "%zu %s the key of an earlier row in \"%.*s\"; every customer needs a key of its own (if "
        "these are invoices or orders, give the file as --invoices FILE)",
        pairs, vikt_plural(pairs, "row has", "rows have"),
        VIKT_SHOW(sheet->titles[load->key->column]));
}

typedef struct rounded {
    size_t count;
    uint32_t first; /* row */
} rounded;

/* The first of the sorted keys that is not before the text. */
static size_t first_from(const vikt_roster *roster, vikt_text text)
{
    size_t low = 0, high = roster->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (vikt_text_compare(vikt_column_text(&roster->keys, roster->slots[middle]), text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void count_rounded(const vikt_load *load, const vikt_roster *roster, vikt_text begin,
                          rounded *out)
{
    for (size_t i = first_from(roster, begin); i < roster->count; i++) {
        vikt_text key = vikt_column_text(&roster->keys, roster->slots[i]);
        uint32_t row = load->rows[roster->slots[i]];

        if (!vikt_text_equal(vikt_text_start(key, begin.length), begin))
            return;
        if (!vikt_key_is_rounded(key))
            continue;
        out->first = out->count && out->first < row ? out->first : row;
        out->count++;
    }
}

/* They lie together among the sorted keys: nobody else's is looked at. */
static void warn_of_rounded(const vikt_load *load, const vikt_roster *roster)
{
    const vikt_sheet *sheet = load->sheet;
    rounded found = {0};
    size_t count;

    for (int digit = '0'; digit <= '9'; digit++) {
        for (const char *second = ",.Ee"; *second; second++) {
            const char begin[] = {(char)digit, *second};

            count_rounded(load, roster, (vikt_text){begin, sizeof begin}, &found);
        }
    }
    count = found.count;
    if (count)
        vikt_tell(load->listener, VIKT_WARNING, VIKT_OK,
                  vikt_place_of(sheet->source, (long)found.first, (long)load->key->column + 1),
                  "%zu %s in \"%.*s\" %s rounded by a spreadsheet (5,56E+09) and %s no longer what "
                  "it was; export again, with the column formatted as text",
                  count, vikt_plural(count, "key", "keys"),
                  VIKT_SHOW(sheet->titles[load->key->column]), vikt_plural(count, "was", "were"),
                  vikt_plural(count, "is", "are"));
}

static vikt_code key_by_column(vikt_load *load, vikt_roster *roster, vikt_error *err)
{
    size_t pairs = 0;
    vikt_code rc;

    roster->origin = VIKT_KEY_COLUMN;
    roster->keys = vikt_load_texts(load, load->key);
    rc = sort(load, roster, &pairs, err);
    if (rc != VIKT_OK)
        return rc;
    warn_of_rounded(load, roster);
    return pairs ? fail_duplicates(load, roster, pairs, err) : VIKT_OK;
}

/* A column that may be the key was left aside: not in silence. */
static void tell_doubt(const vikt_load *load)
{
    const char *doubt = load->match->key_doubt;

    if (doubt)
        vikt_tell(load->listener, VIKT_WARNING, VIKT_OK,
                  vikt_place_of(load->sheet->source, load->sheet->heading_row, 0),
                  "customers are told apart by name: %s; if it is the key, write its heading as "
                  "column under [field key]",
                  doubt);
}

/* Not *done when two customers have the same name. */
static vikt_code key_by_name(vikt_load *load, vikt_roster *roster, bool *done, vikt_error *err)
{
    size_t pairs = 0;
    vikt_bads_sum sum = {.count = 0};
    vikt_code rc;

    roster->origin = VIKT_KEY_BY_NAME;
    roster->keys = vikt_load_texts(load, load->name);
    rc = sort(load, roster, &pairs, err);
    if (rc != VIKT_OK)
        return rc;
    *done = roster->count > 0 && pairs == 0;
    for (size_t slot = 0; *done && slot < load->count; slot++) {
        vikt_bad bad = {.reason = "the key is empty", .slot = slot, .row = (long)load->rows[slot]};

        if (!load->rows[slot] || roster->keys.cells[slot] != VIKT_CELL_NONE)
            continue;
        bad.whole_row = true;
        if (!vikt_bads_add(&roster->unnamed, load->shared.allocator, bad))
            return vikt_fail_memory(err);
        drop(load, roster, slot);
    }
    if (*done)
        tell_doubt(load);
    vikt_bads_sum_add(&sum, &roster->unnamed);
    return vikt_bads_sum_check(&sum, load->sheet->source, err);
}

/* Rejected rows get keys too: their rejects are then listed by it. */
static vikt_code key_by_row(vikt_load *load, vikt_roster *roster, vikt_error *err)
{
    const char *doubt = load->match->key_doubt;
    vikt_cell *cells = vikt_arena_new(load->arena, load->count, sizeof *cells);
    bool failed = !cells;
    size_t pairs = 0;

    for (size_t slot = 0; !failed && slot < load->count; slot++) {
        char text[24];
        int length = snprintf(text, sizeof text, "%lu", (unsigned long)load->rows[slot]);
        vikt_text key = {text, (size_t)length};

        cells[slot] =
            load->rows[slot] ? vikt_cell_copied(load->shared.pool, key, &failed) : VIKT_CELL_NONE;
    }
    if (failed)
        return vikt_fail_memory(err);
    roster->origin = VIKT_KEY_BY_ROW;
    roster->keys = (vikt_column){
        .type = VIKT_TYPE_TEXT, .count = load->count, .cells = cells, .pool = load->shared.pool};
    vikt_tell(load->listener, VIKT_WARNING, VIKT_OK,
              vikt_place_of(load->sheet->source, load->sheet->heading_row, 0),
              "%s, %s: customers are told apart by row number, so moves and decisions will not "
              "work; write the heading of the key as column under [field key]",
              doubt ? doubt : "no column holds a key",
              load->name ? "and names are not unique" : "and no column holds names");
    return sort(load, roster, &pairs, err);
}

vikt_code vikt_roster_of(vikt_load *load, vikt_roster *out, vikt_error *err)
{
    const vikt_allocator *allocator = load->shared.allocator;
    bool done = false;
    vikt_code rc = VIKT_OK;

    *out = (vikt_roster){.count = 0};
    drop_rejected(load, out);
    if (load->key) {
        rc = key_by_column(load, out, err);
        done = true;
    } else if (load->name) {
        rc = key_by_name(load, out, &done, err);
    }
    if (rc == VIKT_OK && !done)
        rc = key_by_row(load, out, err);
    if (rc != VIKT_OK)
        vikt_roster_clear(out, allocator);
    return rc;
}

void vikt_roster_clear(vikt_roster *roster, const vikt_allocator *allocator)
{
    vikt_release(allocator, roster->slots);
    vikt_release(allocator, roster->unnamed.items);
    roster->slots = NULL;
    roster->unnamed = (vikt_bads){.items = NULL};
}
