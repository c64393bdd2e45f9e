/* SPDX-License-Identifier: MIT */
#include "core/persist/mapping.h"

#include "core/base/fail.h"

static const char *const turns[] = {NULL, "scale", "opposite", "percent"};

const char *vikt_mapping_word(vikt_heading_match match)
{
    switch (match) {
    case VIKT_HEADING_UNUSED:
        return "unused";
    case VIKT_HEADING_COLUMN:
        return "column";
    case VIKT_HEADING_NAME:
        return "name";
    case VIKT_HEADING_SYNONYM:
        return "synonym";
    case VIKT_HEADING_YEAR:
        return "year";
    case VIKT_HEADING_CONTENT:
        return "content";
    case VIKT_HEADING_FOLDED:
        return "folded";
    case VIKT_HEADING_NEAR:
        return "near";
    }
    return "";
}

static vikt_heading_match match_of(vikt_text word)
{
    for (int i = VIKT_HEADING_UNUSED; i <= VIKT_HEADING_NEAR; i++)
        if (vikt_text_is(word, vikt_mapping_word((vikt_heading_match)i)))
            return (vikt_heading_match)i;
    return VIKT_HEADING_UNUSED;
}

static vikt_turn turn_of(vikt_text word)
{
    for (int i = VIKT_TURN_SCALE; i <= VIKT_TURN_PERCENT; i++)
        if (vikt_text_is(word, turns[i]))
            return (vikt_turn)i;
    return VIKT_TURN_NONE;
}

/* ---- reading ---- */

typedef struct gathering {
    vikt_arena *arena;
    vikt_mapping *items;
    size_t count, room;
    vikt_mapped *columns;
    size_t taken, columns_room;
    bool failed;
} gathering;

static bool count_rows(void *context, const vikt_datum *c, size_t count)
{
    gathering *g = context;

    (void)count;
    g->columns_room = (size_t)c[0].integer;
    g->room = (size_t)c[1].integer;
    return true;
}

static bool begin_mapping(gathering *g, vikt_text fingerprint)
{
    vikt_mapping *item = &g->items[g->count];

    if (g->count == g->room || fingerprint.length >= sizeof item->fingerprint)
        return false;
    *item = (vikt_mapping){.columns = g->columns + g->taken};
    memcpy(item->fingerprint, fingerprint.at, fingerprint.length);
    g->count++;
    return true;
}

/* Positions count from 0 in each mapping. */
static bool take_row(void *context, const vikt_datum *c, size_t count)
{
    gathering *g = context;
    vikt_mapped *column = &g->columns[g->taken];

    (void)count;
    if (c[1].integer == 0 && !begin_mapping(g, c[0].text))
        return false;
    if (g->taken == g->columns_room || g->count == 0)
        return false;
    *column = (vikt_mapped){.match = match_of(c[4].text), .turn = turn_of(c[5].text)};
    column->heading = vikt_text_copy(g->arena, c[2].text);
    if (c[3].kind == VIKT_DATUM_TEXT)
        column->field = vikt_text_copy(g->arena, c[3].text);
    g->failed = !column->heading.at || (c[3].kind == VIKT_DATUM_TEXT && !column->field.at);
    g->taken++;
    g->items[g->count - 1].count++;
    return !g->failed;
}

vikt_code vikt_mapping_read(vikt_store *store, vikt_source_kind kind, vikt_arena *arena,
                            vikt_mappings *out, vikt_error *err)
{
    const vikt_datum source = vikt_datum_text(vikt_text_of(vikt_source_word(kind)));
    gathering g = {.arena = arena};
    vikt_code rc = vikt_store_run(store,
                                  "SELECT count(*), count(*) FILTER (WHERE position = 0)"
                                  " FROM mapping WHERE source = ?",
                                  &source, 1, count_rows, &g, err);

    *out = (vikt_mappings){NULL, 0};
    if (rc != VIKT_OK)
        return rc;
    g.items = vikt_arena_new(arena, g.room + 1, sizeof *g.items);
    g.columns = vikt_arena_new(arena, g.columns_room + 1, sizeof *g.columns);
    if (!g.items || !g.columns)
        return vikt_fail_memory(err);
    rc = vikt_store_run(store,
                        "SELECT fingerprint, position, heading, field, match, turn FROM mapping"
                        " WHERE source = ? ORDER BY run_id DESC, fingerprint, position",
                        &source, 1, take_row, &g, err);
    if (rc == VIKT_OK && g.failed)
        return vikt_fail_memory(err);
    *out = (vikt_mappings){g.items, g.count};
    return rc;
}

/* ---- writing ---- */

static vikt_code write_reading(vikt_store *store, const vikt_reading *reading,
                               const vikt_profile *profile, int64_t run_id, vikt_error *err)
{
    vikt_datum values[8] = {
        vikt_datum_text(vikt_text_of(vikt_source_word(reading->kind))),
        vikt_datum_text(vikt_text_of(reading->fingerprint)),
    };
    vikt_code rc = vikt_store_run(store, "DELETE FROM mapping WHERE source = ? AND fingerprint = ?",
                                  values, 2, NULL, NULL, err);

    for (size_t i = 0; rc == VIKT_OK && i < reading->heading_count; i++) {
        const vikt_heading *now = &reading->headings[i];
        const vikt_heading *heading = now->before ? now->before : now;
        vikt_text none = {NULL, 0}, text = now->text.at ? now->text : VIKT_TEXT("");

        values[2] = vikt_datum_integer((int64_t)i);
        values[3] = vikt_datum_integer(run_id);
        values[4] = vikt_datum_text(text);
        values[5] = vikt_datum_text(vikt_heading_use(heading, profile));
        values[6] = vikt_datum_text(vikt_text_of(vikt_mapping_word(heading->match)));
        values[7] = vikt_datum_text(heading->turn ? vikt_text_of(turns[heading->turn]) : none);
        rc = vikt_store_run(store,
                            "INSERT INTO mapping (source, fingerprint, position, run_id, heading,"
                            " field, match, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            values, 8, NULL, NULL, err);
    }
    return rc;
}

vikt_code vikt_mapping_write(vikt_store *store, const vikt_import *import,
                             const vikt_profile *profile, int64_t run_id, vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < import->reading_count; i++)
        if (import->readings[i].fingerprint[0])
            rc = write_reading(store, &import->readings[i], profile, run_id, err);
    return rc;
}
