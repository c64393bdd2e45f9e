/* SPDX-License-Identifier: MIT */
#include "core/run/prepare.h"

#include <string.h>
#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/import/glance.h"
#include "core/import/ratings.h"

/* ---- what to run: company, profile, date, database ---- */

/* The data, looked at when a name of the profile may be one of its columns. */
typedef struct data {
    vikt_run *run;
    vikt_glance glance;
} data;

static vikt_type find_column(void *context, const vikt_profile *profile, vikt_text name,
                             vikt_text *heading)
{
    data *d = context;
    const char *path = d->run->company.data;

    if (!path && d->run->company.folder && profile->customers.length)
        path = vikt_company_path(&d->run->company, profile->customers, &d->run->arena);
    return path ? vikt_glance_find(&d->glance, path, &profile->sources[VIKT_SOURCE_CUSTOMERS], name,
                                   heading)
                : VIKT_TYPE_UNKNOWN;
}

vikt_code vikt_prepare_profile(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    vikt_profile_options wanted = {.ini = options->ini ? options->ini : run->company.ini,
                                   .rules = options->rules,
                                   .overrides = options->overrides,
                                   .override_count = options->override_count,
                                   .language = options->language,
                                   .allocator = options->allocator};
    data d = {.run = run};
    vikt_columns columns = {find_column, &d};
    vikt_arena_init(&d.glance.arena, run->allocator);
    vikt_code rc = vikt_profile_load_with(&wanted, NULL, &columns, &listener, &run->profile, err);
    vikt_glance_clear(&d.glance);
    run->notices.profile = run->profile;
    return rc;
}

/* A file of the company that the profile names; NULL when it names none, or without memory. */
static const char *find_file(vikt_run *run, vikt_text name)
{
    return name.length ? vikt_company_path(&run->company, name, &run->arena) : NULL;
}

vikt_code vikt_prepare_files(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    const vikt_profile *profile = run->profile;

    run->invoices = options->invoices ? options->invoices : find_file(run, profile->invoices);
    if (!run->company.data)
        run->company.data = find_file(run, profile->customers);
    if (run->company.data && run->invoices && strcmp(run->company.data, run->invoices) == 0)
        run->company.data = NULL; /* it was given as the data, and is the ledger */
    run->customers = run->company.data;
    if (!run->company.data)
        run->company.data = run->invoices;
    if (!run->company.data && !profile->customers.length && !profile->invoices.length)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(run->company.ini, 0, 0),
                         "names no customers; expected `customers = FILE` or `invoices = FILE` "
                         "under [sources]");
    return run->company.data ? VIKT_OK : vikt_fail_memory(err);
}

/* A folder keeps its database; for a bare file it is made where the user stands. */
vikt_code vikt_prepare_database(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    if (options->database)
        run->database = vikt_arena_copy(&run->arena, options->database, strlen(options->database));
    else if (run->profile->database.length)
        run->database = vikt_company_path(&run->company, run->profile->database, &run->arena);
    else if (run->company.is_folder)
        run->database = vikt_company_path(&run->company, VIKT_TEXT("vikt.db"), &run->arena);
    else
        run->database = "vikt.db";
    if (!run->database)
        return vikt_fail_memory(err);
    struct stat status;
    run->made =
        stat(run->database, &status) != 0 || status.st_size == 0; /* empty: nothing to read */
    return VIKT_OK;
}

vikt_code vikt_prepare_date(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    const char *given = options->as_of ? options->as_of : options->today;
    run->dated = options->as_of || run->profile->has_as_of;
    if (!options->as_of && run->profile->has_as_of) {
        run->as_of = run->profile->as_of;
        return VIKT_OK;
    }
    if (!given)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "the run needs a date: as_of or today");
    if (!vikt_date_read(vikt_text_of(given), &run->as_of))
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "\"%.40s\" is not a date; expected YYYY-MM-DD", given);
    return VIKT_OK;
}

vikt_code vikt_prepare_run(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    const char *company = options->company ? options->company : options->invoices;
    if (!company)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "no company: a folder or a data file is needed");
    vikt_code rc = vikt_company_find(company, &run->arena, &run->company, err);
    if (rc == VIKT_OK)
        rc = vikt_prepare_profile(run, options, err);
    if (rc == VIKT_OK)
        rc = vikt_prepare_files(run, options, err);
    if (rc == VIKT_OK)
        rc = vikt_prepare_database(run, options, err);
    if (rc == VIKT_OK)
        rc = vikt_prepare_date(run, options, err);
    return rc;
}

static vikt_code find_presence(vikt_run *run, vikt_error *err)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    bool *have = vikt_arena_new(&run->arena, run->profile->field_count, sizeof *have);
    if (!have)
        return vikt_fail_memory(err);
    for (size_t f = 0; f < run->profile->field_count; f++)
        have[f] = run->import->columns[f] != NULL;
    return vikt_presence_of(run->profile, have, &listener, &run->arena, &run->presence, err);
}

/* A file of rejects alone is no company: nothing is stored, and the first reject says why. */
static vikt_code check_customers(const vikt_run *run, vikt_error *err)
{
    const vikt_import *import = run->import;
    const vikt_reject *first = import->rejects;
    if (import->count)
        return VIKT_OK;
    if (!import->reject_count)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(run->company.data, 0, 0),
                         "has no customers");
    if (vikt_import_rows(import) == 1)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(run->company.data, first->row, 0),
                         "the only row cannot be used: %.*s", VIKT_SHOW(first->reason));
    return vikt_fail(err, VIKT_INPUT, vikt_place_of(run->company.data, first->row, 0),
                     "none of the %zu rows can be used; this one: %.*s", vikt_import_rows(import),
                     VIKT_SHOW(first->reason));
}

/* As told on the command line, from where the user stands; else the company's own. */
vikt_code vikt_prepare_ratings(vikt_run *run, const vikt_run_options *options,
                               vikt_company_file **files, size_t *count, vikt_error *err)
{
    vikt_company here = {.folder = "."};
    vikt_text wanted = options->ratings ? vikt_text_of(options->ratings) : run->profile->ratings;

    *files = NULL;
    *count = 0;
    if (!wanted.length)
        return VIKT_OK;
    return vikt_company_files(options->ratings ? &here : &run->company, wanted, &run->arena, files,
                              count, err);
}

static vikt_code read_ratings(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    vikt_company_file *files;
    vikt_rating_file *sheets;
    size_t count;
    vikt_code rc = vikt_prepare_ratings(run, options, &files, &count, err);

    if (rc != VIKT_OK || !count)
        return rc;
    sheets = vikt_arena_new(&run->arena, count, sizeof *sheets);
    if (!sheets)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < count; i++)
        sheets[i] = (vikt_rating_file){files[i].path, files[i].name};
    return vikt_ratings_read(run->import, run->profile, sheets, count,
                             &run->mappings[VIKT_SOURCE_RATINGS], &listener, err);
}

/* Without a date of its own, the run is as of the ledger's newest day; in the future, that may be a
 * slip of the pen. */
static void take_date(vikt_run *run, const vikt_listener *listener)
{
    char newest[11], today[11];
    if (run->dated || !run->import->has_newest)
        return;
    vikt_date_write(run->import->newest, newest);
    vikt_date_write(run->as_of, today);
    if (run->import->newest > run->as_of)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK, VIKT_NOWHERE,
                  "the newest date of the invoices, %s, is after today, %s; the run is as of it; "
                  "choose another date with --as-of",
                  newest, today);
    run->as_of = run->import->newest;
}

static vikt_code read_customers(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    vikt_import_request request = {.customers = run->customers,
                                   .invoices = run->invoices,
                                   .given = run->given,
                                   .has_as_of = run->dated,
                                   .as_of = run->as_of,
                                   .known = run->mappings};
    vikt_code rc = vikt_import_sources(&request, run->profile, &listener, options->allocator,
                                       &run->import, err);
    if (rc == VIKT_OK)
        take_date(run, &listener);
    return rc == VIKT_OK ? check_customers(run, err) : rc;
}

vikt_code vikt_prepare_customers(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = vikt_prepare_run(run, options, err);
    return rc == VIKT_OK ? read_customers(run, options, err) : rc;
}

vikt_code vikt_prepare_data(vikt_run *run, const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = read_customers(run, options, err);
    if (rc == VIKT_OK)
        rc = read_ratings(run, options, err);
    return rc == VIKT_OK ? find_presence(run, err) : rc;
}
