/* SPDX-License-Identifier: MIT */
#include "core/import/join.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/import/alike.h"
#include "core/import/name.h"
#include "core/import/order.h"

enum { SHOWN = 5 }; /* customers named in a message */

/* Where the ledger's customers go. */
typedef struct joiner {
    const vikt_join *join;
    size_t old, added; /* customers of the import, and of the ledger alone */
    uint32_t *target;  /* by customer of the ledger: of the import as it was, or old + number among
                          those that are added; NOWHERE */
    size_t twice;      /* customers of the ledger whose name is not one's only */
    char shown[256];   /* some of those that are added */
} joiner;

#define NOWHERE UINT32_MAX

static vikt_reading *customers_of(const joiner *j)
{
    vikt_import *import = j->join->import;

    return import->reading_count ? &import->readings[0] : NULL;
}

/* ---- who is who ---- */

static vikt_text ledger_key(const joiner *j, size_t row)
{
    return vikt_column_text(j->join->ledger->keys, row);
}

static bool find_by_names(joiner *j, const vikt_column *names)
{
    const vikt_import *import = j->join->import;
    vikt_arena arena;
    vikt_map customers, seen;
    bool done;

    vikt_arena_init(&arena, import->arena.allocator);
    vikt_map_init(&customers, import->arena.allocator);
    vikt_map_init(&seen, import->arena.allocator);
    done = vikt_names_index(import->names, import->count, &arena, &customers) &&
           vikt_names_index(names, j->join->ledger->count, &arena, &seen);
    for (size_t row = 0; done && row < j->join->ledger->count; row++) {
        vikt_text name = vikt_name_folded(&arena, vikt_column_text(names, row));
        const uint32_t *who = vikt_map_find(&customers, name), *self = vikt_map_find(&seen, name);

        done = name.at != NULL;
        j->target[row] = NOWHERE;
        if (!self || *self == VIKT_NAME_SEVERAL || (who && *who == VIKT_NAME_SEVERAL))
            j->twice++;
        else
            j->target[row] = who ? *who : (uint32_t)(j->old + j->added++);
    }
    vikt_map_clear(&customers);
    vikt_map_clear(&seen);
    vikt_arena_clear(&arena);
    return done;
}

/* Both are in key order. */
static void find_by_keys(joiner *j)
{
    const vikt_import *import = j->join->import;
    size_t at = 0;

    for (size_t row = 0; row < j->join->ledger->count; row++) {
        vikt_text key = ledger_key(j, row);
        int order = -1;

        for (; at < import->count; at++) {
            order = vikt_text_compare(vikt_column_text(import->keys, at), key);
            if (order >= 0)
                break;
        }
        j->target[row] = (uint32_t)(at < import->count && order == 0 ? at : j->old + j->added++);
    }
}

static bool find(joiner *j)
{
    const vikt_ledger_result *ledger = j->join->ledger;
    const vikt_reading *customers = customers_of(j);
    bool keyed = customers && customers->key_origin == VIKT_KEY_COLUMN;

    j->target = vikt_acquire(j->join->import->arena.allocator, ledger->count, sizeof *j->target);
    if (!j->target)
        return false;
    if (customers && keyed == j->join->by_name)
        return find_by_names(j, ledger->names ? ledger->names : ledger->keys);
    find_by_keys(j);
    return true;
}

/* ---- customers that are added ---- */

/* The key of a customer in the import's terms: its name where those are the keys. */
static const vikt_column *added_keys(const joiner *j)
{
    const vikt_reading *customers = customers_of(j);
    bool by_name = customers && customers->key_origin == VIKT_KEY_BY_NAME;

    return by_name && j->join->ledger->names ? j->join->ledger->names : j->join->ledger->keys;
}

static const vikt_column *added_names(const joiner *j)
{
    return j->join->ledger->names ? j->join->ledger->names : j->join->ledger->keys;
}

/* Takes a column of `old` values, and those of the ledger's own customers, into a new order. */
static bool spread(joiner *j, vikt_column *column, const vikt_column *added, const uint32_t *items)
{
    vikt_arena *arena = &j->join->import->arena;
    size_t count = j->old + j->added;
    vikt_column *wider;
    size_t *whose;

    if (!column || column->count == count)
        return true;
    wider = vikt_column_new(arena, column->type, count, column->pool);
    whose = vikt_acquire(arena->allocator, j->added, sizeof *whose);
    for (size_t row = 0; whose && row < j->join->ledger->count; row++)
        if (j->target[row] != NOWHERE && j->target[row] >= j->old)
            whose[j->target[row] - j->old] = row;
    for (size_t i = 0; wider && whose && i < count; i++) {
        uint32_t from = items[i];

        if (from < j->old && column->numbers)
            wider->numbers[i] = column->numbers[from];
        else if (from < j->old)
            wider->cells[i] = column->cells[from];
        else if (added)
            wider->cells[i] = added->cells[whose[from - j->old]];
    }
    if (wider && whose) {
        column->numbers = wider->numbers;
        column->cells = wider->cells;
        column->count = count;
    }
    vikt_release(arena->allocator, whose);
    return wider && whose;
}

/* All keys, those of the import first; `items` brings them into order. */
static bool order_keys(joiner *j, uint32_t *items)
{
    vikt_import *import = j->join->import;
    const vikt_allocator *allocator = import->arena.allocator;
    size_t count = j->old + j->added;
    vikt_cell *cells = vikt_acquire(allocator, count, sizeof *cells);
    vikt_column keys = {.type = VIKT_TYPE_TEXT, .count = count, .cells = cells};
    bool done = cells != NULL;

    keys.pool = j->join->pool;
    for (size_t i = 0; done && i < count; i++) {
        items[i] = (uint32_t)i;
        if (i < j->old)
            cells[i] = import->keys->cells[i];
    }
    for (size_t row = 0; done && row < j->join->ledger->count; row++)
        if (j->target[row] != NOWHERE && j->target[row] >= j->old)
            cells[j->target[row]] = added_keys(j)->cells[row];
    done = done && vikt_order_rows(&keys, allocator, items, count, NULL);
    vikt_release(allocator, cells);
    return done;
}

/* The targets, which count the import's old rows and then those that are added, in the new order.
 */
static bool renumber(joiner *j, const uint32_t *items)
{
    size_t count = j->old + j->added;
    const vikt_allocator *allocator = j->join->import->arena.allocator;
    uint32_t *place = vikt_acquire(allocator, count, sizeof *place);

    for (size_t i = 0; place && i < count; i++)
        place[items[i]] = (uint32_t)i;
    for (size_t row = 0; place && row < j->join->ledger->count; row++)
        if (j->target[row] != NOWHERE)
            j->target[row] = place[j->target[row]];
    vikt_release(allocator, place);
    return place != NULL;
}

static void show_added(joiner *j)
{
    size_t shown = 0, length = 0;

    for (size_t row = 0; row < j->join->ledger->count && shown < SHOWN; row++) {
        vikt_text key = vikt_text_start(ledger_key(j, row), 40);

        if (j->target[row] == NOWHERE || j->target[row] < j->old)
            continue;
        length += (size_t)snprintf(j->shown + length, sizeof j->shown - length, "%s%.*s",
                                   shown++ ? ", " : "", (int)key.length, key.at);
    }
    if (j->added > shown)
        snprintf(j->shown + length, sizeof j->shown - length, " ...");
}

static bool spread_rows(joiner *j, const uint32_t *items)
{
    vikt_import *import = j->join->import;
    size_t count = j->old + j->added;
    uint32_t *rows = vikt_arena_new(&import->arena, count, sizeof *rows);

    for (size_t i = 0; rows && i < count; i++)
        rows[i] = items[i] < j->old ? import->rows[items[i]] : 0;
    import->rows = rows;
    return rows != NULL;
}

static bool add_customers(joiner *j)
{
    vikt_import *import = j->join->import;
    const vikt_allocator *allocator = import->arena.allocator;
    uint32_t *items;
    bool done;

    if (j->added == 0)
        return true;
    show_added(j);
    items = vikt_acquire(allocator, j->old + j->added, sizeof *items);
    done = items && order_keys(j, items) && spread_rows(j, items);
    done = done && spread(j, import->keys, added_keys(j), items);
    done = done && spread(j, import->names, added_names(j), items);
    for (size_t f = 0; done && f < j->join->profile->field_count; f++)
        done = spread(j, import->columns[f], NULL, items);
    done = done && renumber(j, items);
    vikt_release(allocator, items);
    import->count = j->old + j->added;
    return done;
}

/* ---- values ---- */

static vikt_heading *heading_of(const joiner *j, size_t field)
{
    vikt_reading *customers = customers_of(j);

    for (size_t i = 0; customers && i < customers->heading_count; i++)
        if (customers->headings[i].field == field)
            return &customers->headings[i];
    return NULL;
}

/* A field that a recognised column of the customers gave until now. */
static bool replace(joiner *j, size_t field, vikt_heading *heading)
{
    vikt_text name = j->join->profile->fields[field].name;

    vikt_tell(j->join->listener, VIKT_NOTE, VIKT_OK, vikt_place_of(j->join->source, 0, 0),
              "field \"%.*s\" is made of the invoices, not of \"%.*s\" in %.*s; for the other way "
              "round write column = %.*s under [field %.*s]",
              VIKT_SHOW(name), VIKT_SHOW(heading->text), VIKT_SHOW(customers_of(j)->source),
              VIKT_SHOW(heading->text), VIKT_SHOW(name));
    if (!vikt_heading_displace(heading, &j->join->import->arena))
        return false;
    heading->why = "the invoices tell it";
    return true;
}

static bool take_column(joiner *j, size_t field, const vikt_column *from)
{
    vikt_import *import = j->join->import;
    vikt_column *column = vikt_column_new(&import->arena, from->type, import->count, j->join->pool);
    double nothing = vikt_ledger_measure_nothing(j->join->profile->fields[field].name);

    if (!column)
        return false;
    for (size_t i = 0; column->numbers && i < import->count; i++)
        column->numbers[i] = nothing;
    for (size_t row = 0; row < j->join->ledger->count; row++) {
        if (j->target[row] == NOWHERE)
            continue;
        if (column->numbers)
            column->numbers[j->target[row]] = from->numbers[row];
        else
            column->cells[j->target[row]] = from->cells[row];
    }
    import->columns[field] = column;
    return true;
}

static bool take_columns(joiner *j)
{
    for (size_t f = 0; f < j->join->profile->field_count; f++) {
        const vikt_column *from = j->join->ledger->columns[f];
        vikt_heading *heading = from ? heading_of(j, f) : NULL;

        if (!from || (heading && heading->match == VIKT_HEADING_COLUMN))
            continue;
        if (heading && !replace(j, f, heading))
            return false;
        if (!take_column(j, f, from))
            return false;
    }
    return true;
}

/* ---- all of it ---- */

/* They are not joined, as both may be there. */
static bool tell_alike(const joiner *j)
{
    const vikt_import *import = j->join->import;
    vikt_alike alike;

    if (!vikt_alike_find(import->keys, import->rows, import->count, import->arena.allocator,
                         &alike))
        return false;
    if (alike.count)
        vikt_tell(j->join->listener, VIKT_WARNING, VIKT_OK, vikt_place_of(j->join->source, 0, 0),
                  "%zu %s told from another one by capitals, blanks or leading zeros only, such as "
                  "\"%.*s\" and \"%.*s\": write %s alike everywhere, formatted as text, if they "
                  "are one",
                  alike.count, vikt_plural(alike.count, "customer is", "customers are"),
                  VIKT_SHOW(vikt_text_start(vikt_column_text(import->keys, alike.one), 40)),
                  VIKT_SHOW(vikt_text_start(vikt_column_text(import->keys, alike.two), 40)),
                  j->join->by_name ? "names" : "keys");
    return true;
}

static void tell(const joiner *j)
{
    const vikt_reading *customers = customers_of(j);
    vikt_place place = vikt_place_of(j->join->source, 0, 0);
    bool none = j->added == j->join->ledger->count;

    if (!customers)
        return;
    if (j->added)
        vikt_tell(j->join->listener, none ? VIKT_WARNING : VIKT_NOTE, VIKT_OK, place,
                  "%s%zu %s not in %.*s and %s added: %s",
                  none ? "no customer is in both files: " : "", j->added,
                  vikt_plural(j->added, "customer is", "customers are"),
                  VIKT_SHOW(customers->source), vikt_plural(j->added, "is", "are"), j->shown);
    if (j->twice)
        vikt_tell(j->join->listener, VIKT_WARNING, VIKT_OK, place,
                  "%zu %s left out: customers are joined by name, and their names are missing or "
                  "not theirs alone",
                  j->twice, vikt_plural(j->twice, "customer is", "customers are"));
}

/* Without customers of its own, the import has those of the ledger. */
static bool take_customers(joiner *j)
{
    const vikt_join *join = j->join;
    vikt_import *import = join->import;
    size_t key = vikt_profile_key_slot(join->profile), name = vikt_profile_name_slot(join->profile);

    import->count = join->ledger->count;
    import->keys = join->ledger->keys;
    import->names = join->ledger->names ? join->ledger->names : join->ledger->keys;
    import->rows = vikt_arena_new(&import->arena, import->count, sizeof *import->rows);
    import->columns =
        vikt_arena_new(&import->arena, join->profile->field_count, sizeof(vikt_column *));
    if (!import->rows || !import->columns)
        return false;
    for (size_t f = 0; f < join->profile->field_count; f++)
        import->columns[f] = join->ledger->columns[f];
    if (key != VIKT_INDEX_NONE && !join->by_name)
        import->columns[key] = import->keys;
    if (name != VIKT_INDEX_NONE && (join->by_name || join->ledger->names))
        import->columns[name] = import->names;
    return true;
}

vikt_code vikt_join_ledger(const vikt_join *join, vikt_error *err)
{
    joiner j = {.join = join, .old = join->import->count};
    bool done;

    if (!join->import->keys)
        return take_customers(&j) && tell_alike(&j) ? VIKT_OK : vikt_fail_memory(err);
    done = find(&j) && add_customers(&j) && take_columns(&j);
    if (done)
        tell(&j);
    if (done && j.added)
        done = tell_alike(&j);
    vikt_release(join->import->arena.allocator, j.target);
    return done ? VIKT_OK : vikt_fail_memory(err);
}
