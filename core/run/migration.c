/* SPDX-License-Identifier: MIT */
#include "core/run/migration.h"

#include "core/base/statistic.h"

/* ---- customers of both runs: both lists of keys ascend ---- */

bool vikt_pairing_of(const vikt_standing *earlier, const vikt_standing *later, vikt_arena *arena,
                     vikt_pairing *out)
{
    size_t e = 0;

    *out = (vikt_pairing){.earlier = earlier,
                          .later = later,
                          .before = vikt_arena_blank(arena, later->count, sizeof *out->before),
                          .gone = vikt_arena_blank(arena, earlier->count, sizeof *out->gone)};
    if (!out->before || !out->gone)
        return false;
    for (size_t l = 0; l < later->count; l++) {
        int order = 1;

        while (e < earlier->count &&
               (order = vikt_text_compare(earlier->keys[e], later->keys[l])) < 0)
            out->gone[out->gone_count++] = (uint32_t)e++;
        out->before[l] = e < earlier->count && order == 0 ? (uint32_t)e++ : VIKT_NOBODY;
        out->common += out->before[l] != VIKT_NOBODY;
    }
    while (e < earlier->count)
        out->gone[out->gone_count++] = (uint32_t)e++;
    return true;
}

/* ---- the matrix ---- */

typedef struct counting {
    const vikt_pairing *pairing;
    const vikt_stand *from, *to;
    vikt_arena *arena;
    vikt_migration *out;
    vikt_sum *before, *after; /* by flow */
    uint8_t *place;           /* of the earlier run's classes among the later's; VIKT_NO_CLASS */
} counting;

/* The scheme's classes, then "?", then who is in one run only. */
static const vikt_text *names_of(const vikt_stand *stand, vikt_text last, vikt_arena *arena)
{
    vikt_text *names = vikt_arena_new(arena, stand->class_count + 2, sizeof *names);

    if (!names)
        return NULL;
    memcpy(names, stand->classes, stand->class_count * sizeof *names);
    names[stand->class_count] = VIKT_TEXT("?");
    names[stand->class_count + 1] = last;
    return names;
}

static uint8_t *places_of(const counting *c)
{
    uint8_t *places = vikt_arena_new(c->arena, c->from->class_count + 1, 1);

    for (size_t i = 0; places && i < c->from->class_count; i++) {
        size_t at = 0;

        while (at < c->to->class_count && !vikt_text_equal(c->from->classes[i], c->to->classes[at]))
            at++;
        places[i] = at < c->to->class_count ? (uint8_t)at : VIKT_NO_CLASS;
    }
    return places;
}

static bool make_room(counting *c)
{
    vikt_migration *out = c->out;
    size_t size;

    out->from = names_of(c->from, VIKT_TEXT("new"), c->arena);
    out->to = names_of(c->to, VIKT_TEXT("gone"), c->arena);
    out->rows = c->from->class_count + 2;
    out->columns = c->to->class_count + 2;
    size = out->rows * out->columns;
    out->flows = vikt_arena_new(c->arena, size, sizeof *out->flows);
    out->movers = vikt_arena_blank(c->arena, c->pairing->common, sizeof *out->movers);
    c->before = vikt_arena_new(c->arena, size, sizeof *c->before);
    c->after = vikt_arena_new(c->arena, size, sizeof *c->after);
    c->place = places_of(c);
    for (size_t i = 0; c->before && c->after && i < size; i++) {
        vikt_sum_init(&c->before[i]);
        vikt_sum_init(&c->after[i]);
    }
    return out->from && out->to && out->flows && out->movers && c->before && c->after && c->place;
}

static size_t class_at(const vikt_stand *stand, size_t customer)
{
    return stand->of[customer] == VIKT_NO_CLASS ? stand->class_count : stand->of[customer];
}

static void add_flow(counting *c, size_t row, size_t column, double before, double after)
{
    size_t at = row * c->out->columns + column;

    c->out->flows[at].customers++;
    if (!isnan(before))
        vikt_sum_add(&c->before[at], before);
    if (!isnan(after))
        vikt_sum_add(&c->after[at], after);
}

/* < 0 up, > 0 down, 0 neither; only classes of an order that both runs know can be compared. */
static int direction(const counting *c, size_t from, size_t to)
{
    size_t place = from < c->from->class_count ? c->place[from] : VIKT_NO_CLASS;

    if (!c->to->ordered || place == VIKT_NO_CLASS || to >= c->to->class_count || place == to)
        return 0;
    return to < place ? -1 : 1;
}

static void count_common(counting *c, size_t customer, size_t before)
{
    vikt_migration *out = c->out;
    size_t from = class_at(c->from, before), to = class_at(c->to, customer);
    int way = direction(c, from, to);

    add_flow(c, from, to, c->pairing->earlier->money[before], c->pairing->later->money[customer]);
    if (vikt_text_equal(out->from[from], out->to[to])) {
        out->stayed++;
        return;
    }
    out->movers[out->mover_count++] = (uint32_t)customer;
    out->up += way < 0;
    out->down += way > 0;
    out->sideways += way == 0;
}

static void count_customers(counting *c)
{
    const vikt_pairing *pairing = c->pairing;

    for (size_t i = 0; i < pairing->later->count; i++) {
        if (pairing->before[i] == VIKT_NOBODY)
            add_flow(c, c->out->rows - 1, class_at(c->to, i), NAN, pairing->later->money[i]);
        else
            count_common(c, i, pairing->before[i]);
    }
    for (size_t i = 0; i < pairing->gone_count; i++) {
        size_t customer = pairing->gone[i];

        add_flow(c, class_at(c->from, customer), c->out->columns - 1,
                 pairing->earlier->money[customer], NAN);
    }
}

static void add_up(counting *c)
{
    vikt_migration *out = c->out;
    bool before = c->pairing->earlier->money_name.at != NULL;
    bool after = c->pairing->later->money_name.at != NULL;

    for (size_t i = 0; i < out->rows * out->columns; i++) {
        out->flows[i].before = before ? vikt_sum_value(&c->before[i]) : NAN;
        out->flows[i].after = after ? vikt_sum_value(&c->after[i]) : NAN;
    }
    out->common = c->pairing->common;
    out->stability = out->common ? (double)out->stayed / (double)out->common : NAN;
}

bool vikt_migration_of(const vikt_pairing *pairing, vikt_text scheme, vikt_arena *arena,
                       vikt_migration *out)
{
    counting c = {.pairing = pairing,
                  .from = vikt_standing_stand(pairing->earlier, scheme),
                  .to = vikt_standing_stand(pairing->later, scheme),
                  .arena = arena,
                  .out = out};

    *out = (vikt_migration){.scheme = scheme};
    if (!make_room(&c))
        return false;
    count_customers(&c);
    add_up(&c);
    return true;
}

/* ---- a run in memory ---- */

static bool fill_stands(const vikt_run *run, vikt_arena *arena, vikt_standing *out)
{
    out->stands = vikt_arena_new(arena, run->shown_count, sizeof *out->stands);
    if (!out->stands)
        return false;
    for (size_t i = 0; i < run->shown_count; i++) {
        const vikt_scheme *scheme = &run->profile->schemes[run->shown[i]];

        out->stands[out->stand_count++] =
            (vikt_stand){.name = scheme->name,
                         .classes = scheme->classes,
                         .class_count = scheme->class_count,
                         .ordered = scheme->ordered,
                         .primary = run->shown[i] == run->presence.primary,
                         .of = run->classification.schemes[run->shown[i]].effective,
                         .raw = run->classification.schemes[run->shown[i]].raw};
    }
    return true;
}

static bool fill_customers(const vikt_run *run, vikt_arena *arena, vikt_standing *out)
{
    const vikt_column *money =
        run->money == VIKT_SLOT_NONE ? NULL : vikt_population_column(run->population, run->money);

    out->keys = vikt_arena_blank(arena, out->count, sizeof *out->keys);
    out->names = vikt_arena_blank(arena, out->count, sizeof *out->names);
    out->money = vikt_arena_blank(arena, out->count, sizeof *out->money);
    if (!out->keys || !out->names || !out->money)
        return false;
    for (size_t i = 0; i < out->count; i++) {
        out->keys[i] = vikt_population_key(run->population, i);
        out->names[i] = vikt_population_name(run->population, i);
        out->money[i] = money && money->numbers ? money->numbers[i] : NAN;
    }
    return true;
}

bool vikt_run_standing(const vikt_run *run, vikt_arena *arena, vikt_standing *out)
{
    *out = (vikt_standing){.run_id = run->id,
                           .as_of = run->as_of,
                           .profile = run->profile->name,
                           .digest = vikt_text_of(run->profile->digest),
                           .currency = run->profile->currency,
                           .count = vikt_population_size(run->population),
                           .score = run->score.score};
    if (run->money != VIKT_SLOT_NONE)
        out->money_name = vikt_profile_slot_name(run->profile, run->money);
    return fill_stands(run, arena, out) && fill_customers(run, arena, out);
}
