/* SPDX-License-Identifier: MIT */
#include "core/run/moves.h"

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/base/nearest.h"
#include "core/base/statistic.h"
#include "core/persist/finder.h"

/* ---- which runs ---- */

static bool take_id(void *context, const vikt_datum *c, size_t count)
{
    (void)count;
    *(int64_t *)context = c[0].integer;
    return false;
}

/* What the run was compared with when it was made, unless there was nothing then or it has been
 * dropped since. */
static vikt_code find_before(vikt_store *store, int64_t run, int64_t *before, vikt_error *err)
{
    vikt_datum value = vikt_datum_integer(run);
    vikt_code code = vikt_store_run(
        store,
        "SELECT coalesce(u.previous_run_id, (SELECT e.run_id FROM run e"
        " WHERE e.status = 'complete' AND e.as_of < u.as_of"
        " ORDER BY e.as_of DESC, e.run_id DESC LIMIT 1), 0) FROM run u WHERE u.run_id = ?",
        &value, 1, take_id, before, err);

    if (code == VIKT_OK && *before == 0)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "there is no run of an earlier date to compare run %lld with",
                         (long long)run);
    return code;
}

static vikt_code read_both(vikt_moves *moves, vikt_store *store, int64_t run, int64_t other,
                           vikt_error *err)
{
    vikt_standing *earlier = &moves->earlier, *later = &moves->later, swap;
    vikt_code code = vikt_standing_read(store, run, &moves->arena, later, err);

    if (code == VIKT_OK)
        code = vikt_standing_read(store, other, &moves->arena, earlier, err);
    if (code == VIKT_OK && (earlier->as_of > later->as_of ||
                            (earlier->as_of == later->as_of && earlier->run_id > later->run_id))) {
        swap = *earlier;
        *earlier = *later;
        *later = swap;
    }
    return code;
}

static vikt_code read_runs(vikt_moves *moves, vikt_store *store, const vikt_moves_options *options,
                           vikt_error *err)
{
    int64_t run = 0, other = 0;
    vikt_code code = vikt_finder_run(store, options->run, &run, err);

    if (code == VIKT_OK && options->other)
        code = vikt_finder_run(store, options->other, &other, err);
    else if (code == VIKT_OK)
        code = find_before(store, run, &other, err);
    if (code == VIKT_OK && run == other)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "run %lld twice: nothing can have moved",
                         (long long)run);
    return code == VIKT_OK ? read_both(moves, store, run, other, err) : code;
}

/* ---- which schemes ---- */

static vikt_code no_scheme(const vikt_moves *moves, const char *wanted, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = vikt_text_of(wanted)};
    char hint[96];

    for (size_t i = 0; i < moves->migration_count; i++)
        vikt_nearest_offer(&nearest, moves->migrations[i].scheme);
    if (!wanted)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "%.100s and %.100s have no scheme in common", moves->labels[0],
                         moves->labels[1]);
    return vikt_fail(
        err, VIKT_USAGE, VIKT_NOWHERE, "\"%.60s\" is not a scheme of both %.80s and %.80s%s",
        wanted, moves->labels[0], moves->labels[1], vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static vikt_code choose(vikt_moves *moves, const char *wanted, vikt_error *err)
{
    const vikt_stand *primary = vikt_standing_stand(&moves->later, (vikt_text){0});
    vikt_text name = wanted ? vikt_text_of(wanted) : primary ? primary->name : (vikt_text){0};

    for (moves->shown = 0; moves->shown < moves->migration_count; moves->shown++)
        if (vikt_text_equal(moves->migrations[moves->shown].scheme, name))
            return VIKT_OK;
    if (wanted || moves->migration_count == 0)
        return no_scheme(moves, wanted, err);
    moves->shown = 0; /* the primary scheme is new */
    return VIKT_OK;
}

static vikt_code compare(vikt_moves *moves, vikt_error *err)
{
    size_t count = moves->later.stand_count;

    moves->migrations = vikt_arena_new(&moves->arena, count, sizeof *moves->migrations);
    if (!moves->migrations ||
        !vikt_pairing_of(&moves->earlier, &moves->later, &moves->arena, &moves->pairing))
        return vikt_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        vikt_text scheme = moves->later.stands[i].name;

        if (vikt_standing_stand(&moves->earlier, scheme) &&
            !vikt_migration_of(&moves->pairing, scheme, &moves->arena,
                               &moves->migrations[moves->migration_count++]))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

vikt_code vikt_moves_lay(vikt_moves *moves, const char *scheme, vikt_error *err)
{
    vikt_code code = compare(moves, err);

    return code == VIKT_OK ? choose(moves, scheme, err) : code;
}

/* ---- why ---- */

/* Who moved in any scheme. */
static bool list_movers(vikt_moves *moves, vikt_text **keys, size_t *count)
{
    size_t n = moves->later.count;
    uint8_t *moved = vikt_arena_new(&moves->arena, n, 1);

    *keys = vikt_arena_blank(&moves->arena, n, sizeof **keys);
    *count = 0;
    if (!moved || !*keys)
        return false;
    for (size_t i = 0; i < moves->migration_count; i++)
        for (size_t k = 0; k < moves->migrations[i].mover_count; k++)
            moved[moves->migrations[i].movers[k]] = 1;
    for (size_t i = 0; i < n; i++)
        if (moved[i])
            (*keys)[(*count)++] = moves->later.keys[i];
    return true;
}

static vikt_code judge(vikt_moves *moves, vikt_store *store, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    for (size_t i = 0; code == VIKT_OK && i < moves->migration_count; i++)
        code = vikt_whys_of(&moves->pairing, &moves->migrations[i], &moves->blame, store,
                            &moves->arena, &moves->whys[i], err);
    return code;
}

/* A profile that cannot be read any more, or needs a language that was not given, hides why; the
 * moves are there all the same. */
static vikt_code find_why(vikt_moves *moves, vikt_store *store, const vikt_moves_options *options,
                          vikt_error *err)
{
    vikt_run_options wanted = {.language = options->language, .workers = options->workers};
    vikt_error hidden = {0};
    vikt_blame_keys keys;
    vikt_text *list;
    vikt_code code;

    moves->whys = vikt_arena_new(&moves->arena, moves->migration_count, sizeof *moves->whys);
    if (!moves->whys || !list_movers(moves, &list, &keys.count))
        return vikt_fail_memory(err);
    keys.at = list;
    code = vikt_blame_stored(store, moves->earlier.run_id, moves->later.run_id, keys, &wanted,
                             &moves->arena, &moves->blame, &hidden);
    if (code == VIKT_OK)
        return judge(moves, store, err);
    if (code != VIKT_PROFILE && code != VIKT_USAGE && code != VIKT_STORE && code != VIKT_LIMIT)
        return vikt_fail(err, code, hidden.place, "%s", hidden.message);
    moves->unknown = vikt_arena_print(&moves->arena, "%s%s%s", hidden.place.source,
                                      *hidden.place.source ? ": " : "", hidden.message);
    return moves->unknown ? VIKT_OK : vikt_fail_memory(err);
}

/* ---- all of it ---- */

static bool label(vikt_moves *moves)
{
    moves->labels[0] =
        vikt_arena_print(&moves->arena, "run %lld", (long long)moves->earlier.run_id);
    moves->labels[1] = vikt_arena_print(&moves->arena, "run %lld", (long long)moves->later.run_id);
    return moves->labels[0] && moves->labels[1];
}

static vikt_moves *moves_new(void)
{
    const vikt_allocator *allocator = vikt_allocator_default();
    vikt_moves *moves = vikt_acquire(allocator, 1, sizeof *moves);

    if (!moves)
        return NULL;
    moves->allocator = allocator;
    vikt_arena_init(&moves->arena, allocator);
    return moves;
}

static vikt_code find(vikt_moves *moves, const vikt_moves_options *options, vikt_error *err)
{
    vikt_store *store = NULL;
    vikt_code code = vikt_store_open(options->database, VIKT_STORE_READ, &store, err);

    if (code == VIKT_OK)
        code = read_runs(moves, store, options, err);
    if (code == VIKT_OK && !label(moves))
        code = vikt_fail_memory(err);
    if (code == VIKT_OK)
        code = vikt_moves_lay(moves, options->scheme, err);
    if (code == VIKT_OK)
        code = find_why(moves, store, options, err);
    vikt_store_close(store);
    return code;
}

vikt_code vikt_moves_find(const vikt_moves_options *options, vikt_moves **out, vikt_error *err)
{
    vikt_moves *moves = moves_new();
    vikt_locale locale;
    vikt_code code;

    *out = NULL;
    if (!moves)
        return vikt_fail_memory(err);
    locale = vikt_locale_begin();
    code = find(moves, options, err);
    vikt_locale_end(locale);
    if (code == VIKT_OK)
        *out = moves;
    else
        vikt_moves_free(moves);
    return code;
}

void vikt_moves_free(vikt_moves *moves)
{
    if (!moves)
        return;
    vikt_blame_clear(&moves->blame);
    vikt_arena_clear(&moves->arena);
    vikt_release(moves->allocator, moves);
}

/* ---- what an embedding program asks ---- */

static const vikt_migration *shown(const vikt_moves *moves)
{
    return &moves->migrations[moves->shown];
}

int64_t vikt_moves_earlier(const vikt_moves *moves)
{
    return moves->earlier.run_id;
}

int64_t vikt_moves_later(const vikt_moves *moves)
{
    return moves->later.run_id;
}

const char *vikt_moves_scheme(const vikt_moves *moves)
{
    return shown(moves)->scheme.at;
}

size_t vikt_moves_rows(const vikt_moves *moves)
{
    return shown(moves)->rows;
}

size_t vikt_moves_columns(const vikt_moves *moves)
{
    return shown(moves)->columns;
}

const char *vikt_moves_row(const vikt_moves *moves, size_t row)
{
    return shown(moves)->from[row].at;
}

const char *vikt_moves_column(const vikt_moves *moves, size_t column)
{
    return shown(moves)->to[column].at;
}

size_t vikt_moves_flow(const vikt_moves *moves, size_t row, size_t column, double *earlier,
                       double *later)
{
    const vikt_flow *flow = &shown(moves)->flows[row * shown(moves)->columns + column];

    if (earlier)
        *earlier = flow->before;
    if (later)
        *later = flow->after;
    return flow->customers;
}

double vikt_moves_stability(const vikt_moves *moves)
{
    return shown(moves)->stability;
}

size_t vikt_moves_count(const vikt_moves *moves)
{
    return shown(moves)->mover_count;
}

/* Movers are in key order. */
static const vikt_why *why_of(const vikt_moves *moves, const vikt_migration *migration,
                              size_t customer)
{
    size_t from = 0, to = migration->mover_count;

    if (!moves->whys || moves->unknown)
        return NULL;
    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (migration->movers[middle] < customer)
            from = middle + 1;
        else
            to = middle;
    }
    return &moves->whys[migration - moves->migrations].items[from];
}

vikt_mover vikt_moves_mover(const vikt_moves *moves, const vikt_migration *migration,
                            size_t customer)
{
    const vikt_standing *later = &moves->later, *earlier = &moves->earlier;
    size_t before = moves->pairing.before[customer];

    return (vikt_mover){
        .key = later->keys[customer],
        .name = later->names[customer],
        .from = vikt_stand_class(vikt_standing_stand(earlier, migration->scheme), before),
        .to = vikt_stand_class(vikt_standing_stand(later, migration->scheme), customer),
        .score_before = earlier->score[before],
        .score_after = later->score[customer],
        .money = later->money[customer],
        .why = why_of(moves, migration, customer)};
}

static vikt_mover mover_at(const vikt_moves *moves, size_t mover)
{
    return vikt_moves_mover(moves, shown(moves), shown(moves)->movers[mover]);
}

const char *vikt_moves_key(const vikt_moves *moves, size_t mover)
{
    return mover_at(moves, mover).key.at;
}

const char *vikt_moves_old_class(const vikt_moves *moves, size_t mover)
{
    return mover_at(moves, mover).from.at;
}

const char *vikt_moves_new_class(const vikt_moves *moves, size_t mover)
{
    return mover_at(moves, mover).to.at;
}

const char *vikt_moves_unknown(const vikt_moves *moves)
{
    return moves->unknown;
}

size_t vikt_moves_caused(const vikt_moves *moves, vikt_move_cause cause)
{
    return moves->whys[moves->shown].counts[cause];
}

vikt_move_cause vikt_moves_cause(const vikt_moves *moves, size_t mover)
{
    const vikt_why *why = mover_at(moves, mover).why;

    return why ? why->cause : VIKT_CAUSES;
}

const char *vikt_moves_why(const vikt_moves *moves, size_t mover)
{
    const vikt_why *why = mover_at(moves, mover).why;

    return why ? why->words : "";
}

bool vikt_moves_parts(const vikt_moves *moves, size_t mover, int64_t parts[3])
{
    const vikt_why *why = mover_at(moves, mover).why;

    if (!why || !why->scored)
        return false;
    memcpy(parts, why->parts, sizeof why->parts);
    return true;
}

/* Those without money come last. */
size_t *vikt_moves_largest(const vikt_moves *moves, const vikt_migration *migration,
                           vikt_arena *arena)
{
    size_t count = migration->mover_count;
    size_t *order = vikt_arena_blank(arena, count, sizeof *order);
    vikt_ordered *items = vikt_arena_blank(arena, count, sizeof *items);
    vikt_ordered *scratch = vikt_arena_blank(arena, count, sizeof *scratch);

    if (!order || !items || !scratch)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        double money = moves->later.money[migration->movers[i]];

        items[i] =
            (vikt_ordered){vikt_order_of(isnan(money) ? INFINITY : -money), migration->movers[i]};
    }
    vikt_order_sort(items, scratch, count);
    for (size_t i = 0; i < count; i++)
        order[i] = items[i].row;
    return order;
}
