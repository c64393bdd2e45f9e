/* SPDX-License-Identifier: MIT */
#include "core/run/findings.h"
#include "core/run/prepare.h"
#include "core/run/stages.h"

#include <stdio.h>
#include <string.h>

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/base/stop.h"
#include "core/persist/decision.h"
#include "core/persist/fingerprint.h"
#include "core/persist/mapping.h"
#include "core/profile/mark.h"

/* ---- the last run ---- */

static vikt_code check_same_company(vikt_run *run, vikt_store *store, vikt_error *err)
{
    size_t customers, common;
    vikt_code rc = vikt_history_overlap(store, run->import->keys, &customers, &common, err);
    if (rc != VIKT_OK || common * 2 >= customers)
        return rc;
    return vikt_fail(err, VIKT_USAGE, vikt_place_of(run->database, 0, 0),
                     "looks like another company: %zu of the last run's %zu %s %s in %.200s; "
                     "use --db FILE or --force",
                     common, customers, vikt_plural(customers, "customer", "customers"),
                     vikt_plural(common, "is", "are"), run->company.data);
}

/*
 * The database is opened, and made, before anything is read: one that cannot be used is told at
 * once, it knows how headings were understood before, and of two first runs at once the second
 * waits for the first. One that was made for nothing goes away again.
 */
static vikt_code open_database(vikt_run *run, const vikt_run_options *options, vikt_store **store,
                               vikt_error *err)
{
    vikt_store_mode mode = options->dry_run ? VIKT_STORE_READ : VIKT_STORE_WRITE;
    if (run->made && options->dry_run)
        return VIKT_OK;
    vikt_code rc = vikt_store_open_until(run->database, mode, &options->stop, store, err);
    for (vikt_source_kind kind = VIKT_SOURCE_CUSTOMERS; kind < VIKT_SOURCE_KINDS; kind++)
        if (rc == VIKT_OK)
            rc = vikt_mapping_read(*store, kind, &run->arena, &run->mappings[kind], err);
    return rc;
}

static const char *what_is_gone(const vikt_run *run, const vikt_manual_decision *decision)
{
    if (decision->row == VIKT_INDEX_NONE)
        return "customer";
    return decision->scheme_number == VIKT_INDEX_NONE ||
                   !run->presence.schemes[decision->scheme_number]
               ? "scheme"
               : "class";
}

/* They are kept: what is gone may come back. */
static void tell_lost_decisions(vikt_run *run)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    const vikt_manual_decision *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < run->decisions.count; i++) {
        if (vikt_decision_fits(&run->presence, &run->decisions.items[i]))
            continue;
        if (!count++)
            first = &run->decisions.items[i];
    }
    if (count)
        vikt_tell(&listener, VIKT_WARNING, VIKT_OK, VIKT_NOWHERE,
                  "%zu %s not hold: decision %lld gives \"%.*s\" the class \"%.*s\" in scheme "
                  "\"%.*s\", and there is no such %s; see vikt decisions",
                  count, vikt_plural(count, "decision does", "decisions do"), (long long)first->id,
                  VIKT_SHOW(first->key), VIKT_SHOW(first->class_name), VIKT_SHOW(first->scheme),
                  what_is_gone(run, first));
}

static vikt_code read_last_run(vikt_run *run, const vikt_run_options *options, vikt_store *store,
                               vikt_error *err)
{
    vikt_code rc = VIKT_OK;
    run->previous = (vikt_previous){.primary = VIKT_INDEX_NONE};
    if (!store)
        return VIKT_OK;
    if (!options->force)
        rc = check_same_company(run, store, err);
    if (rc == VIKT_OK)
        rc = vikt_history_previous(store, run->profile, run->import->keys, run->as_of, &run->arena,
                                   &run->previous, err);
    if (rc == VIKT_OK)
        rc = vikt_decisions_in_force(store, run->profile, run->import->keys, run->as_of,
                                     &run->previous, &run->arena, &run->decisions, err);
    if (rc == VIKT_OK)
        tell_lost_decisions(run);
    return rc;
}

/* ---- failures ---- */

/* Failures of one function in one line, or of one decision table by the same rows. */
typedef struct alike {
    const vikt_failure *first;
    size_t count;
} alike;

static bool same_failure(const vikt_failure *a, const vikt_failure *b)
{
    if (a->function != b->function)
        return false;
    return a->function->id < 0 ? strcmp(a->error.message, b->error.message) == 0
                               : a->error.place.line == b->error.place.line;
}

static void tell_alike(const vikt_run *run, const vikt_listener *listener, const alike *told)
{
    const vikt_failure *failure = told->first;
    char more[64] = "";
    if (told->count > 1)
        snprintf(more, sizeof more, " and %zu more", told->count - 1);
    vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, failure->error.place,
              "%s: customer \"%.*s\"%s: %s", failure->function->what,
              VIKT_SHOW(vikt_population_key(run->population, failure->row)), more,
              failure->error.message);
}

/* A function that fails on every customer must not hide that another one fails too. */
static void tell_failures(vikt_run *run, bool stored)
{
    enum { SHOWN = 20 };
    vikt_listener listener = vikt_notices_listener(&run->notices);
    const vikt_script *script = &run->script;
    alike told[SHOWN];
    size_t count = 0, hidden = 0;
    for (size_t i = 0; i < script->failure_count; i++) {
        size_t at = 0;
        while (at < count && !same_failure(told[at].first, &script->failures[i]))
            at++;
        if (at == SHOWN) {
            hidden++;
            continue;
        }
        if (at == count)
            told[count++] = (alike){&script->failures[i], 0};
        told[at].count++;
    }
    for (size_t i = 0; i < count; i++)
        tell_alike(run, &listener, &told[i]);
    if (hidden)
        vikt_tell(&listener, VIKT_WARNING, VIKT_PROFILE, VIKT_NOWHERE, "and %zu more %s%s", hidden,
                  vikt_plural(hidden, "failure", "failures"),
                  stored ? "; all are in the database" : "");
}

static vikt_code check_failures(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    const vikt_failure *failure = run->script.failures;
    if (options->strict && run->script.failure_count)
        return vikt_fail(err, VIKT_PROFILE, failure->error.place, "%s: customer \"%.*s\": %s",
                         failure->function->what,
                         VIKT_SHOW(vikt_population_key(run->population, failure->row)),
                         failure->error.message);
    tell_failures(run, !options->dry_run);
    return VIKT_OK;
}

/* ---- all of it ---- */

static bool look_for_later(void *context, const vikt_run_line *line)
{
    vikt_run *run = context;
    vikt_date as_of;
    run->latest &= !vikt_date_read(line->as_of, &as_of) || as_of <= run->as_of;
    return run->latest;
}

static vikt_code write_run(vikt_run *run, const vikt_run_options *options, vikt_store *store,
                           const vikt_run_record *record, vikt_error *err)
{
    vikt_code rc = options->force ? VIKT_OK : vikt_fingerprint_find(store, record, &run->id, err);
    run->unchanged = run->id != 0;
    return rc == VIKT_OK && !run->id ? vikt_history_write(store, record, &run->id, err) : rc;
}

static vikt_code store_run(vikt_run *run, const vikt_run_options *options, vikt_store *store,
                           vikt_error *err)
{
    const char *started = options->started_at ? options->started_at : options->today;
    vikt_run_record record = vikt_stages_record(run, started ? started : "");
    if (run->notices.failed)
        return vikt_fail_memory(err);
    vikt_code rc = vikt_stop_check(&options->stop, err);
    if (rc == VIKT_OK)
        rc = write_run(run, options, store, &record, err);
    run->latest = true;
    return rc == VIKT_OK ? vikt_history_runs(store, look_for_later, run, err) : rc;
}

static vikt_code all_stages(vikt_run *run, const vikt_run_options *options, vikt_store **store,
                            vikt_error *err)
{
    vikt_code rc = vikt_prepare_run(run, options, err);
    if (rc == VIKT_OK)
        rc = open_database(run, options, store, err);
    if (rc == VIKT_OK)
        rc = vikt_prepare_data(run, options, err);
    if (rc == VIKT_OK)
        rc = vikt_stop_check(&options->stop, err);
    if (rc == VIKT_OK)
        rc = read_last_run(run, options, *store, err);
    if (rc == VIKT_OK)
        rc = vikt_stages_run(run, options->workers, err);
    if (rc == VIKT_OK)
        rc = check_failures(run, options, err);
    if (rc != VIKT_OK)
        return rc;
    return options->dry_run ? VIKT_OK : store_run(run, options, *store, err);
}

vikt_run *vikt_run_new(const vikt_run_options *options, const vikt_listener *listener)
{
    const vikt_allocator *allocator =
        options->allocator ? options->allocator : vikt_allocator_default();
    vikt_run *run = vikt_acquire(allocator, 1, sizeof *run);
    if (!run)
        return NULL;
    run->allocator = allocator;
    run->stop = options->stop;
    vikt_arena_init(&run->arena, allocator);
    vikt_notices_init(&run->notices, &run->arena, listener);
    return run;
}

vikt_code vikt_run_execute(const vikt_run_options *options, const vikt_listener *listener,
                           vikt_run **out, vikt_error *err)
{
    vikt_store *store = NULL;
    *out = NULL;
    vikt_run *run = vikt_run_new(options, listener);
    if (!run)
        return vikt_fail_memory(err);
    vikt_locale locale = vikt_locale_begin();
    vikt_code rc = all_stages(run, options, &store, err);
    vikt_store_close(store);
    vikt_locale_end(locale);
    run->notices.next = NULL; /* lent during the call only */
    if (rc == VIKT_OK)
        *out = run;
    else
        vikt_run_free(run);
    return rc;
}

void vikt_run_free(vikt_run *run)
{
    if (!run)
        return;
    vikt_population_free(run->population);
    vikt_import_free(run->import);
    vikt_profile_free(run->profile);
    vikt_arena_clear(&run->arena);
    vikt_release(run->allocator, run);
}

/* ---- without running ---- */

static vikt_code find_database(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = VIKT_OK;
    run->company.folder = ".";
    if (options->company && !options->database)
        rc = vikt_company_find(options->company, &run->arena, &run->company, err);
    if (rc == VIKT_OK && !options->database)
        rc = vikt_prepare_profile(run, options, err);
    return rc == VIKT_OK ? vikt_prepare_database(run, options, err) : rc;
}

vikt_code vikt_run_database(const vikt_run_options *options, char **path, vikt_error *err)
{
    *path = NULL;
    vikt_run *run = vikt_run_new(options, NULL);
    if (!run)
        return vikt_fail_memory(err);
    vikt_code rc = find_database(run, options, err);
    if (rc == VIKT_OK) {
        size_t size = strlen(run->database) + 1;
        *path = vikt_acquire(vikt_allocator_default(), size, 1);
        if (*path)
            memcpy(*path, run->database, size);
        else
            rc = vikt_fail_memory(err);
    }
    vikt_run_free(run);
    return rc;
}

/* ---- check ---- */

/* As in a run without a last one; nothing is stored. */
static vikt_code check_on_data(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    vikt_run_options wanted = *options;
    wanted.dry_run = true;
    run->previous = (vikt_previous){.primary = VIKT_INDEX_NONE};
    vikt_code rc = vikt_prepare_date(run, &wanted, err);
    if (rc == VIKT_OK)
        rc = vikt_prepare_data(run, &wanted, err);
    if (rc == VIKT_OK)
        rc = vikt_stages_run(run, wanted.workers, err);
    if (rc == VIKT_OK)
        rc = check_failures(run, &wanted, err);
    return rc == VIKT_OK ? vikt_findings_run(run, &listener, err) : rc;
}

/* A profile alone names files beside itself. Without a data file there is nothing to check the
 * headings against: the profile alone is checked.
 */
static vikt_code check_stages(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = VIKT_OK;
    if (options->company) {
        rc = vikt_company_find(options->company, &run->arena, &run->company, err);
    } else if (options->rules) {
        run->company.folder = vikt_company_folder(options->rules, &run->arena);
        rc = run->company.folder ? VIKT_OK : vikt_fail_memory(err);
    }
    if (rc == VIKT_OK)
        rc = vikt_prepare_profile(run, options, err);
    if (rc != VIKT_OK)
        return rc;
    bool has_data = run->company.data || options->invoices || run->profile->customers.length ||
                    run->profile->invoices.length;
    rc = has_data ? vikt_prepare_files(run, options, err) : VIKT_OK;
    if (rc != VIKT_OK)
        return rc;
    vikt_listener listener = vikt_notices_listener(&run->notices);
    rc = vikt_findings_profile(run->profile, &listener, err);
    return rc == VIKT_OK && run->company.data ? check_on_data(run, options, err) : rc;
}

/* What ends a run is passed up by itself, not through the listener that marks the rest. */
static void mark_error(const vikt_run *run, vikt_error *err)
{
    if (err && run->profile && !err->mark.line)
        vikt_mark_find_in(run->profile->files, run->profile->file_count, err);
}

vikt_code vikt_run_check(const vikt_run_options *options, const vikt_listener *listener,
                         size_t *errors, vikt_error *err)
{
    vikt_run *run = vikt_run_new(options, listener);
    if (!run)
        return vikt_fail_memory(err);
    vikt_locale locale = vikt_locale_begin();
    vikt_code rc = check_stages(run, options, err);
    if (rc != VIKT_OK)
        mark_error(run, err);
    vikt_locale_end(locale);
    if (errors)
        *errors = run->notices.errors;
    vikt_run_free(run);
    return rc;
}
