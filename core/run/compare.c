/* SPDX-License-Identifier: MIT */
#include "core/run/compare.h"

#include <string.h>

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/base/statistic.h"
#include "core/run/prepare.h"
#include "core/run/recall.h"

typedef struct comparing {
    const vikt_compare_options *options;
    vikt_compare *out;
    vikt_run *own; /* the company as it is, of which nothing is computed */
    vikt_listener hearing[2];
    const vikt_listener *listener;
    vikt_error *err;
} comparing;

/* ---- what is heard: errors of the company's own files, and nothing twice ---- */

static void hear_errors(void *context, vikt_severity severity, const vikt_error *what)
{
    const comparing *c = context;

    if (severity == VIKT_ERROR && c->listener && c->listener->hear)
        c->listener->hear(c->listener->context, severity, what);
}

static void hear_new(void *context, vikt_severity severity, const vikt_error *what)
{
    const comparing *c = context;
    const vikt_notices *heard = &c->out->runs[0]->notices;
    char text[sizeof what->message + sizeof what->place.source + 64];

    vikt_error_format(what, text, sizeof text);
    for (size_t i = 0; i < heard->count; i++)
        if (vikt_text_is(heard->items[i].text, text))
            return;
    if (c->listener && c->listener->hear)
        c->listener->hear(c->listener->context, severity, what);
}

/* ---- the company, whose data and database both sides have ---- */

static vikt_code find_company(comparing *c)
{
    vikt_run_options wanted = c->options->common;
    vikt_run *own = c->own;
    vikt_code rc = VIKT_OK;

    wanted.ini = wanted.rules = NULL;
    if (wanted.company && strcmp(wanted.company, "-") == 0)
        return vikt_fail(c->err, VIKT_USAGE, VIKT_NOWHERE,
                         "data is read for each side, and standard input is there only once; give "
                         "a file");
    if (!c->options->run)
        return vikt_prepare_run(own, &wanted, c->err);
    own->company.folder = ".";
    if (wanted.company)
        rc = vikt_company_find(wanted.company, &own->arena, &own->company, c->err);
    if (rc == VIKT_OK)
        rc = vikt_prepare_profile(own, &wanted, c->err);
    return rc == VIKT_OK ? vikt_prepare_database(own, &wanted, c->err) : rc;
}

/* ---- the sides ---- */

static vikt_code add_overrides(const comparing *c, const vikt_compare_side *side,
                               vikt_run_options *wanted)
{
    const vikt_run_options *common = &c->options->common;
    size_t count = common->override_count + side->override_count;
    vikt_override *all = vikt_arena_new(&c->own->arena, count, sizeof *all);

    if (!all)
        return vikt_fail_memory(c->err);
    for (size_t i = 0; i < count; i++)
        all[i] = i < common->override_count ? common->overrides[i]
                                            : side->overrides[i - common->override_count];
    wanted->overrides = all;
    wanted->override_count = count;
    return VIKT_OK;
}

/* Whatever files the rules name: the data is the company's. */
static vikt_code side_options(const comparing *c, const vikt_compare_side *side,
                              vikt_run_options *wanted)
{
    vikt_run *own = c->own;

    *wanted = c->options->common;
    wanted->company = own->customers;
    wanted->invoices = own->invoices;
    if (!wanted->ratings && own->profile->ratings.length) {
        wanted->ratings = vikt_company_path(&own->company, own->profile->ratings, &own->arena);
        if (!wanted->ratings)
            return vikt_fail_memory(c->err);
    }
    wanted->database = own->database;
    wanted->ini = side->ini ? side->ini : own->company.ini;
    wanted->rules = side->rules;
    wanted->dry_run = true;
    return add_overrides(c, side, wanted);
}

static vikt_code check_same_data(const comparing *c)
{
    const vikt_import *a = c->out->runs[0]->import, *b = c->out->runs[1]->import;
    const vikt_import *more = a->reading_count > b->reading_count ? a : b;

    for (size_t i = 0; i < more->reading_count; i++) {
        const vikt_reading *x = &a->readings[i], *y = &b->readings[i];

        if (i >= a->reading_count || i >= b->reading_count ||
            !vikt_text_equal(x->source, y->source))
            return vikt_fail(c->err, VIKT_USAGE, VIKT_NOWHERE,
                             "only one of the two reads \"%.*s\", as its [sources] say; both must "
                             "have the same data",
                             VIKT_SHOW(more->readings[i].source));
        if (strcmp(x->digest, y->digest) != 0)
            return vikt_fail(c->err, VIKT_INPUT, VIKT_NOWHERE,
                             "\"%.*s\" changed between the two times that it was read; try again",
                             VIKT_SHOW(x->source));
    }
    return VIKT_OK;
}

static vikt_code run_files(comparing *c)
{
    vikt_run_options wanted;
    vikt_code rc = side_options(c, &c->options->first, &wanted);

    if (rc == VIKT_OK)
        rc = vikt_run_execute(&wanted, c->listener, &c->out->runs[0], c->err);
    if (rc == VIKT_OK)
        rc = side_options(c, &c->options->second, &wanted);
    if (rc == VIKT_OK)
        rc = vikt_run_execute(&wanted, &c->hearing[1], &c->out->runs[1], c->err);
    return rc == VIKT_OK ? check_same_data(c) : rc;
}

static vikt_code run_stored(comparing *c)
{
    vikt_run_options wanted;
    vikt_store *store = NULL;
    int64_t run_id = c->options->run;
    vikt_code rc = side_options(c, &c->options->second, &wanted);

    if (rc == VIKT_OK)
        rc = vikt_store_open(c->own->database, VIKT_STORE_READ, &store, c->err);
    if (rc == VIKT_OK)
        rc = vikt_recall_run(store, run_id, &wanted, NULL, &c->out->runs[0], c->err);
    if (rc == VIKT_OK)
        rc = vikt_recall_by(store, run_id, &wanted, &c->hearing[1], &c->out->runs[1], c->err);
    vikt_store_close(store);
    return rc;
}

/* ---- what they are called ---- */

static const char *label_of(const comparing *c, const vikt_compare_side *side)
{
    const char *own = c->own->company.ini ? c->own->company.ini : "the built-in profile";
    const char *name = side->rules ? side->rules : side->ini ? side->ini : own;
    vikt_arena *arena = &c->out->moves.arena;

    if (side->override_count == 0)
        return vikt_arena_copy(arena, name, strlen(name));
    return vikt_arena_print(arena, "%s with --set %s=%s%s", name, side->overrides[0].name,
                            side->overrides[0].value, side->override_count > 1 ? " and more" : "");
}

static bool label(const comparing *c)
{
    const char **labels = c->out->moves.labels;

    labels[0] = c->options->run
                    ? vikt_arena_print(&c->out->moves.arena, "run %lld", (long long)c->options->run)
                    : label_of(c, &c->options->first);
    labels[1] = label_of(c, &c->options->second);
    return labels[0] && labels[1];
}

/* ---- all of it ---- */

/* Keys of a run lie in its files; the world wants them with a NUL. */
static bool own_keys(vikt_standing *standing, vikt_arena *arena)
{
    for (size_t i = 0; i < standing->count; i++) {
        standing->keys[i] = vikt_text_copy(arena, standing->keys[i]);
        if (!standing->keys[i].at)
            return false;
    }
    return true;
}

static vikt_code lay(comparing *c)
{
    vikt_moves *moves = &c->out->moves;
    vikt_code rc;

    if (!label(c) || !vikt_run_standing(c->out->runs[0], &moves->arena, &moves->earlier) ||
        !vikt_run_standing(c->out->runs[1], &moves->arena, &moves->later) ||
        !own_keys(&moves->later, &moves->arena))
        return vikt_fail_memory(c->err);
    rc = vikt_moves_lay(moves, c->options->scheme, c->err);
    if (rc != VIKT_OK)
        return rc;
    return vikt_ascription_of(c->out->runs, &moves->pairing, moves->migrations,
                              moves->migration_count, &c->options->common, &moves->arena,
                              &c->out->ascription, c->err);
}

static vikt_code compare(comparing *c)
{
    vikt_code rc = find_company(c);

    if (rc == VIKT_OK)
        rc = c->options->run ? run_stored(c) : run_files(c);
    return rc == VIKT_OK ? lay(c) : rc;
}

static vikt_compare *compare_new(const vikt_allocator *allocator)
{
    vikt_compare *made = vikt_acquire(allocator, 1, sizeof *made);

    if (!made)
        return NULL;
    made->moves.allocator = allocator;
    vikt_arena_init(&made->moves.arena, allocator);
    return made;
}

vikt_code vikt_compare_execute(const vikt_compare_options *options, const vikt_listener *listener,
                               vikt_compare **out, vikt_error *err)
{
    const vikt_allocator *allocator =
        options->common.allocator ? options->common.allocator : vikt_allocator_default();
    comparing c = {.options = options, .listener = listener, .err = err};
    vikt_locale locale = vikt_locale_begin();
    vikt_code rc;

    *out = NULL;
    c.hearing[0] = (vikt_listener){hear_errors, &c};
    c.hearing[1] = (vikt_listener){hear_new, &c};
    c.out = compare_new(allocator);
    c.own = vikt_run_new(&options->common, &c.hearing[0]);
    rc = c.out && c.own ? compare(&c) : vikt_fail_memory(err);
    vikt_run_free(c.own);
    vikt_locale_end(locale);
    if (rc == VIKT_OK)
        *out = c.out;
    else
        vikt_compare_free(c.out);
    return rc;
}

void vikt_compare_free(vikt_compare *compare)
{
    if (!compare)
        return;
    vikt_run_free(compare->runs[0]);
    vikt_run_free(compare->runs[1]);
    vikt_arena_clear(&compare->moves.arena);
    vikt_release(compare->moves.allocator, compare);
}

/* ---- what an embedding program asks ---- */

const vikt_run *vikt_compare_first(const vikt_compare *compare)
{
    return compare->runs[0];
}

const vikt_run *vikt_compare_second(const vikt_compare *compare)
{
    return compare->runs[1];
}

static const vikt_migration *shown(const vikt_compare *compare)
{
    return &compare->moves.migrations[compare->moves.shown];
}

size_t vikt_compare_moved(const vikt_compare *compare)
{
    return shown(compare)->mover_count;
}

/* Of the customers whose places are listed; NULL: of all. */
static double money_of(const vikt_standing *later, const uint32_t *places, size_t count)
{
    vikt_sum sum;

    vikt_sum_init(&sum);
    for (size_t i = 0; i < count; i++) {
        double money = later->money[places ? places[i] : i];

        if (!isnan(money))
            vikt_sum_add(&sum, money);
    }
    return later->money_name.at ? vikt_sum_value(&sum) : (double)NAN;
}

double vikt_compare_money_of(const vikt_compare *compare, const vikt_migration *migration)
{
    return money_of(&compare->moves.later, migration->movers, migration->mover_count);
}

double vikt_compare_money_total(const vikt_compare *compare)
{
    return money_of(&compare->moves.later, NULL, compare->moves.later.count);
}

double vikt_compare_money(const vikt_compare *compare)
{
    return vikt_compare_money_of(compare, shown(compare));
}

static vikt_mover mover_at(const vikt_compare *compare, size_t mover)
{
    return vikt_moves_mover(&compare->moves, shown(compare), shown(compare)->movers[mover]);
}

const char *vikt_compare_key(const vikt_compare *compare, size_t mover)
{
    return mover_at(compare, mover).key.at;
}

const char *vikt_compare_old_class(const vikt_compare *compare, size_t mover)
{
    return mover_at(compare, mover).from.at;
}

const char *vikt_compare_new_class(const vikt_compare *compare, size_t mover)
{
    return mover_at(compare, mover).to.at;
}

/* ---- which statement ---- */

size_t vikt_compare_causes(const vikt_compare *compare)
{
    return compare->ascription.cause_count;
}

const char *vikt_compare_cause(const vikt_compare *compare, size_t cause)
{
    return compare->ascription.causes[cause].label;
}

const char *vikt_compare_what(const vikt_compare *compare, size_t cause)
{
    return compare->ascription.causes[cause].what;
}

size_t vikt_compare_moved_by(const vikt_compare *compare, size_t cause)
{
    return compare->ascription.schemes[compare->moves.shown].customers[cause];
}

static size_t row_of(const vikt_compare *compare, size_t mover)
{
    return compare->moves.pairing.before[shown(compare)->movers[mover]];
}

size_t vikt_compare_cause_of(const vikt_compare *compare, size_t mover)
{
    const vikt_ascription *ascription = &compare->ascription;
    const vikt_ascribed *of = &ascription->schemes[compare->moves.shown].of[row_of(compare, mover)];

    return of->count ? of->causes[of->count - 1] : ascription->cause_count - 1;
}

double vikt_compare_part(const vikt_compare *compare, size_t mover, size_t cause)
{
    const int64_t *parts = compare->ascription.causes[cause].parts;

    return parts ? (double)parts[row_of(compare, mover)] / VIKT_ASCRIPTION_UNIT : 0;
}
