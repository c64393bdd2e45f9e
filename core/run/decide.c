/* SPDX-License-Identifier: MIT */
#include "core/run/decide.h"

#include <string.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/base/printable.h"
#include "core/import/personal.h"
#include "core/persist/finder.h"
#include "core/run/run.h"

enum { REASON_MAX = 1000, AUTHOR_MAX = 200 };

typedef struct deciding {
    vikt_store *store;
    const vikt_decision_options *options;
    vikt_arena *arena;
    vikt_stored_decision decision;
    bool failed; /* no memory */
} deciding;

static vikt_text kept(deciding *d, vikt_text text)
{
    return vikt_text_keep(d->arena, text, &d->failed);
}

/* ---- texts and dates ---- */

/* It will be shown on terminals for years. */
static vikt_code take_text(deciding *d, const char *text, const char *option, size_t most,
                           vikt_text *out, vikt_error *err)
{
    vikt_text trimmed = vikt_text_trim(vikt_text_of(text ? text : ""));
    char *copy;

    if (!trimmed.length)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "a decision needs a reason and a name: %s is missing", option);
    if (trimmed.length > most)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%s is longer than %zu bytes", option,
                         most);
    copy = vikt_arena_copy(d->arena, trimmed.at, trimmed.length);
    if (!copy)
        return vikt_fail_memory(err);
    vikt_printable_make(copy, trimmed.length, "");
    *out = (vikt_text){copy, trimmed.length};
    return VIKT_OK;
}

static vikt_code check_today(const vikt_decision_options *options, vikt_error *err)
{
    vikt_date date;

    if (options->today && vikt_date_read(vikt_text_of(options->today), &date))
        return VIKT_OK;
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "today is not a date, YYYY-MM-DD");
}

static vikt_code take_until(deciding *d, vikt_error *err)
{
    const char *until = d->options->until;
    vikt_date last, since;

    if (!until)
        return VIKT_OK;
    if (!vikt_date_read(vikt_text_of(until), &last))
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "--until \"%.40s\" is not a date, YYYY-MM-DD", until);
    if (vikt_date_read(d->decision.since, &since) && last < since)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "--until %.10s is before %.*s, the date of the latest run: the decision "
                         "would hold for no run",
                         until, VIKT_SHOW(d->decision.since));
    d->decision.until = vikt_text_of(until);
    return VIKT_OK;
}

/* ---- the scheme and the class, as the latest run has them ---- */

typedef struct naming {
    deciding *d;
    vikt_text wanted;      /* none: the primary one */
    vikt_text found, best; /* best: the nearest so far */
    vikt_buffer all;       /* "A, B, C" */
    vikt_nearest nearest;
} naming;

static bool take_name(void *context, const vikt_datum *c, size_t count)
{
    naming *n = context;

    (void)count;
    if (n->wanted.at ? vikt_text_equal(c[0].text, n->wanted) : c[1].integer != 0)
        n->found = kept(n->d, c[0].text);
    vikt_buffer_string(&n->all, n->all.length ? ", " : "");
    vikt_buffer_text(&n->all, c[0].text);
    vikt_nearest_offer_lent(&n->nearest, c[0].text, n->d->arena, &n->d->failed);
    return !n->d->failed;
}

static vikt_code no_such(const naming *n, const char *what, vikt_text scheme, vikt_error *err)
{
    char hint[96];
    vikt_text all = vikt_buffer_view(&n->all);

    if (!n->wanted.at)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "the latest run has no primary scheme; choose one by --scheme: %.*s",
                         VIKT_SHOW(all));
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "%s%.*s%s \"%.*s\"%s; there are %.*s",
                     scheme.at ? "scheme \"" : "the latest run has no scheme", VIKT_SHOW(scheme),
                     scheme.at ? what : "", VIKT_SHOW(n->wanted),
                     vikt_nearest_hint(&n->nearest, hint, sizeof hint), VIKT_SHOW(all));
}

/* rows: a name, and whether it goes without saying. */
static vikt_code find_name(deciding *d, const char *sql, const vikt_datum *values, size_t count,
                           vikt_text wanted, vikt_text scheme, vikt_text *out, vikt_error *err)
{
    naming n = {.d = d, .wanted = wanted, .nearest = {.wanted = wanted}};
    vikt_code code;

    vikt_buffer_init(&n.all, NULL, 1 << 16);
    code = vikt_store_run(d->store, sql, values, count, take_name, &n, err);
    if (code == VIKT_OK && (d->failed || n.all.failed))
        code = vikt_fail_memory(err);
    if (code == VIKT_OK && !n.found.at)
        code = no_such(&n, "\" has no class", scheme, err);
    *out = n.found;
    vikt_buffer_clear(&n.all);
    return code;
}

static vikt_code find_class(deciding *d, int64_t run_id, vikt_error *err)
{
    const vikt_decision_options *options = d->options;
    vikt_datum values[2] = {vikt_datum_integer(run_id)};
    vikt_code code;

    code =
        find_name(d,
                  "SELECT name, is_primary FROM run_scheme WHERE run_id = ? AND present"
                  " ORDER BY position",
                  values, 1, options->scheme ? vikt_text_of(options->scheme) : (vikt_text){NULL, 0},
                  (vikt_text){NULL, 0}, &d->decision.scheme, err);
    if (code != VIKT_OK)
        return code;
    values[1] = vikt_datum_text(d->decision.scheme);
    return find_name(d,
                     "SELECT k.value, 0 FROM run_scheme s, json_each(s.classes) k"
                     " WHERE s.run_id = ? AND s.name = ? ORDER BY k.key",
                     values, 2, vikt_text_of(options->class_name ? options->class_name : ""),
                     d->decision.scheme, &d->decision.class_name, err);
}

static bool take_date(void *context, const vikt_datum *c, size_t count)
{
    deciding *d = context;

    (void)count;
    d->decision.since = kept(d, c[0].text);
    return false;
}

static vikt_code find_since(deciding *d, int64_t run_id, vikt_error *err)
{
    vikt_code code = vikt_store_run_with(d->store, "SELECT as_of FROM run WHERE run_id = ?", run_id,
                                         take_date, d, err);

    return code == VIKT_OK && d->failed ? vikt_fail_memory(err) : code;
}

vikt_code vikt_decide_class(vikt_store *store, const vikt_decision_options *options,
                            vikt_arena *arena, int64_t *id, int64_t *replaced, vikt_error *err)
{
    deciding d = {.store = store, .options = options, .arena = arena};
    int64_t run_id = 0;
    vikt_code code = check_today(options, err);

    *id = *replaced = 0;
    if (code == VIKT_OK)
        code = vikt_finder_run(store, 0, &run_id, err);
    if (code == VIKT_OK)
        code = find_since(&d, run_id, err);
    if (code == VIKT_OK)
        code = vikt_finder_customer(store, run_id, vikt_text_of(options->customer), arena,
                                    &d.decision.key, err);
    if (code == VIKT_OK)
        code = find_class(&d, run_id, err);
    if (code == VIKT_OK)
        code = take_text(&d, options->reason, "--reason TEXT", REASON_MAX, &d.decision.reason, err);
    if (code == VIKT_OK)
        code = take_text(&d, options->author, "--by NAME", AUTHOR_MAX, &d.decision.author, err);
    if (code == VIKT_OK)
        code = take_until(&d, err);
    if (code != VIKT_OK)
        return code;
    d.decision.made_on = vikt_text_of(options->today);
    return vikt_decisions_add(store, &d.decision, id, replaced, err);
}

/* ---- withdrawing ---- */

typedef struct searching {
    deciding *d;
    size_t count;
} searching;

static bool take_open(void *context, const vikt_datum *c, size_t count)
{
    searching *s = context;

    (void)count;
    s->d->decision.scheme = kept(s->d, c[0].text);
    s->count++;
    return !s->d->failed;
}

static vikt_code find_open(deciding *d, vikt_text key, size_t *count, vikt_error *err)
{
    searching s = {.d = d};
    const char *scheme = d->options->scheme;
    vikt_datum values[] = {vikt_datum_text(key),
                           scheme ? vikt_datum_text(vikt_text_of(scheme)) : vikt_datum_null()};
    vikt_code code = vikt_store_run(d->store,
                                    "SELECT scheme FROM decision WHERE customer_key = ?1"
                                    " AND scheme = coalesce(?2, scheme) AND withdrawn_on IS NULL",
                                    values, 2, take_open, &s, err);

    *count = s.count;
    if (s.count)
        d->decision.key = kept(d, key);
    return code == VIKT_OK && d->failed ? vikt_fail_memory(err) : code;
}

/* The key is enough, of a customer who is gone too; else who has the name. */
static vikt_code find_decision(deciding *d, size_t *count, vikt_error *err)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text wanted = vikt_text_of(d->options->customer), key;
    vikt_text personal = vikt_personal_mask(wanted, VIKT_PERSONAL_HEADING, true, masked);
    vikt_code code = find_open(d, wanted, count, err);
    int64_t run_id;

    if (code == VIKT_OK && !*count && personal.length)
        code = find_open(d, personal, count, err);
    if (code != VIKT_OK || *count)
        return code;
    code = vikt_finder_run(d->store, 0, &run_id, err);
    if (code == VIKT_OK)
        code = vikt_finder_customer(d->store, run_id, wanted, d->arena, &key, err);
    if (code == VIKT_OK)
        code = find_open(d, key, count, err);
    if (code == VIKT_OK && !*count)
        code = vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "customer \"%.*s\" has no decision%s%.100s to withdraw; vikt decisions "
                         "lists them",
                         VIKT_SHOW(key), d->options->scheme ? " in scheme " : "",
                         d->options->scheme ? d->options->scheme : "");
    return code;
}

vikt_code vikt_decide_withdraw(vikt_store *store, const vikt_decision_options *options,
                               vikt_arena *arena, int64_t *id, vikt_error *err)
{
    deciding d = {.store = store, .options = options, .arena = arena};
    vikt_stored_decision *out = &d.decision;
    size_t count = 0;
    vikt_code code = check_today(options, err);

    *id = 0;
    if (code == VIKT_OK)
        code = find_decision(&d, &count, err);
    if (code == VIKT_OK && count > 1)
        code =
            vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                      "customer \"%.*s\" has %zu decisions; say of which scheme by --scheme NAME",
                      VIKT_SHOW(out->key), count);
    if (code == VIKT_OK)
        code = take_text(&d, options->reason, "--reason TEXT", REASON_MAX, &out->withdrawn_reason,
                         err);
    if (code == VIKT_OK)
        code = take_text(&d, options->author, "--by NAME", AUTHOR_MAX, &out->withdrawn_by, err);
    if (code != VIKT_OK)
        return code;
    out->withdrawn_on = vikt_text_of(options->today);
    return vikt_decisions_withdraw(store, out, id, err);
}

/* ---- of a run in memory ---- */

static const vikt_held_decision *held_by(const vikt_run *run, size_t scheme, size_t customer)
{
    const vikt_classification *classification = &run->classification;

    for (size_t i = 0; i < classification->decided_count; i++) {
        const vikt_manual_decision *decision = classification->decided[i].decision;

        if (decision->row == customer && decision->scheme_number == run->shown[scheme])
            return &classification->decided[i];
    }
    return NULL;
}

size_t vikt_run_decisions(const vikt_run *run)
{
    return run->classification.decided_count;
}

bool vikt_run_is_decided(const vikt_run *run, size_t scheme, size_t customer)
{
    return held_by(run, scheme, customer) != NULL;
}

const char *vikt_run_own_class(const vikt_run *run, size_t scheme, size_t customer)
{
    const vikt_held_decision *held = held_by(run, scheme, customer);

    if (!held)
        return vikt_run_class_of(run, scheme, customer);
    return held->own == VIKT_NO_CLASS
               ? "?"
               : run->profile->schemes[run->shown[scheme]].classes[held->own].at;
}
