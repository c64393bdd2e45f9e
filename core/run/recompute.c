/* SPDX-License-Identifier: MIT */
#include "core/run/recompute.h"

#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/persist/decision.h"
#include "core/persist/mapping.h"
#include "core/run/prepare.h"
#include "core/run/recall.h"
#include "core/run/stages.h"

typedef struct recomputing {
    vikt_store *store;
    const vikt_verify_options *options;
    vikt_run_options wanted;
    vikt_verified_run *out;
    vikt_run *run;      /* owned */
    const char *folder; /* where files are looked for */
} recomputing;

/* Only memory that runs out ends the verification; whatever else happens here is a finding. */
static vikt_code say(const recomputing *r, const char **where, const char *format, const char *what)
{
    *where = what ? vikt_arena_print(r->out->arena, format, what) : NULL;
    r->out->failed |= !*where;
    return VIKT_OK;
}

static vikt_code find_failure(const recomputing *r, vikt_code code, const vikt_error *error,
                              vikt_error *err)
{
    char text[sizeof error->message + sizeof error->place.source + 64];

    if (code == VIKT_MEMORY)
        return vikt_fail_memory(err);
    vikt_error_format(error, text, sizeof text);
    /* Another version may not take the profile any more. */
    if (code == VIKT_PROFILE && vikt_verified_elsewhere(r->out))
        return say(r, &r->out->why, "this version does not take its profile: %s", text);
    return say(r, &r->out->failure, "%s", text);
}

/* ---- the input files ---- */

typedef struct input {
    vikt_text source, digest, kind;
    const char *path; /* NULL: not found */
} input;

typedef struct inputs {
    vikt_arena *arena;
    input *items;
    size_t count, capacity;
    bool failed;
} inputs;

static bool take_input(void *context, const vikt_datum *c, size_t count)
{
    inputs *all = context;
    input *grown =
        vikt_arena_grow(all->arena, all->items, all->count, &all->capacity, sizeof *grown);

    (void)count;
    if (grown) {
        all->items = grown;
        grown += all->count++;
        *grown = (input){.source = vikt_text_keep(all->arena, c[0].text, &all->failed),
                         .digest = vikt_text_keep(all->arena, c[1].text, &all->failed),
                         .kind = vikt_text_keep(all->arena, c[2].text, &all->failed)};
    }
    all->failed |= !grown;
    return !all->failed;
}

/* Runs of earlier versions do not say what kind of input each was. */
static vikt_code read_inputs(const recomputing *r, inputs *out, vikt_error *err)
{
    vikt_code code = vikt_store_run_with(
        r->store,
        "SELECT source, digest, iif(json_valid(reading), reading ->> '$.kind', NULL)"
        " FROM run_input WHERE run_id = ? ORDER BY position",
        r->out->run_id, take_input, out, err);

    return code == VIKT_OK && out->failed ? vikt_fail_memory(err) : code;
}

static bool is_file(const char *path)
{
    struct stat status;

    return path && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* In the folder by its name, else where it was. */
static const char *find_file(const recomputing *r, vikt_text source)
{
    vikt_company company = {.folder = r->folder};
    const char *there = vikt_arena_copy(&r->run->arena, source.at, source.length), *here;
    const char *slash = there ? strrchr(there, '/') : NULL;

    if (!there)
        return NULL;
    here = vikt_company_path(&company, vikt_text_of(slash ? slash + 1 : there), &r->run->arena);
    return is_file(here) ? here : is_file(there) ? there : NULL;
}

/* The paths of the run, out of the list; false with the reason. Ratings are named by a pattern, and
 * lie beside the others. */
static bool place_inputs(recomputing *r, const inputs *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const input *in = &all->items[i];
        const char *path = find_file(r, in->source);

        if (!in->kind.at) {
            r->out->why = "the run is of an earlier version";
            return false;
        }
        if (!path) {
            say(r, &r->out->why, "%s is not there",
                vikt_arena_copy(r->out->arena, in->source.at, in->source.length));
            return false;
        }
        if (vikt_text_is(in->kind, vikt_source_word(VIKT_SOURCE_CUSTOMERS)))
            r->run->customers = path;
        else if (vikt_text_is(in->kind, vikt_source_word(VIKT_SOURCE_INVOICES)))
            r->run->invoices = path;
    }
    return all->count > 0;
}

/* ---- from the files ---- */

/* Each file's bytes are those of the run. */
static bool are_the_same(const recomputing *r, const inputs *all)
{
    const vikt_import *import = r->run->import;

    for (size_t i = 0; i < import->reading_count && i < all->count; i++) {
        if (!vikt_text_is(all->items[i].digest, import->readings[i].digest)) {
            say(r, &r->out->why, "%s has changed",
                vikt_arena_copy(r->out->arena, all->items[i].source.at,
                                all->items[i].source.length));
            return false;
        }
    }
    if (import->reading_count != all->count)
        r->out->why = "not all of its inputs are known";
    return import->reading_count == all->count;
}

typedef struct headings {
    const vikt_run *run;
    size_t reading, heading;
    bool other;
} headings;

static bool take_heading(void *context, const vikt_datum *c, size_t count)
{
    headings *h = context;
    const vikt_reading *reading = &h->run->import->readings[h->reading];
    vikt_text use = {NULL, 0};

    (void)count;
    if ((size_t)c[0].integer != h->reading)
        *h = (headings){h->run, (size_t)c[0].integer, 0, h->other};
    h->other |= h->reading >= h->run->import->reading_count;
    if (!h->other)
        reading = &h->run->import->readings[h->reading];
    h->other |= h->heading >= reading->heading_count;
    if (!h->other)
        use = vikt_heading_use(&reading->headings[h->heading++], h->run->profile);
    h->other |= !use.at != !c[1].text.at || (use.at && !vikt_text_equal(use, c[1].text));
    return !h->other;
}

/* What headings meant then depends on what earlier runs had met; a later one may have learnt
 * something else. */
static vikt_code are_understood(const recomputing *r, bool *out, vikt_error *err)
{
    headings h = {.run = r->run};
    vikt_code code =
        vikt_store_run_with(r->store,
                            "SELECT i.position, h.value ->> '$.field' FROM run_input i,"
                            " json_each(i.reading, '$.headings') h"
                            " WHERE i.run_id = ? AND json_valid(i.reading)"
                            " ORDER BY i.position, h.key",
                            r->out->run_id, take_heading, &h, err);

    *out = !h.other;
    return code;
}

static vikt_code read_mappings(const recomputing *r, vikt_error *err)
{
    vikt_code code = VIKT_OK;

    for (vikt_source_kind kind = 0; kind < VIKT_SOURCE_KINDS && code == VIKT_OK; kind++)
        code = vikt_mapping_read(r->store, kind, &r->run->arena, &r->run->mappings[kind], err);
    return code;
}

/* Reads the files as today's run would; once more as if nothing was known of their headings. */
static vikt_code import_files(const recomputing *r, const inputs *all, bool *done, vikt_error *err)
{
    vikt_error error = {0};
    bool understood = false;
    vikt_code code = read_mappings(r, err);

    *done = false;
    for (int known = 1; known >= 0 && code == VIKT_OK && !understood; known--) {
        vikt_import_free(r->run->import);
        r->run->import = NULL;
        if (!known)
            memset(r->run->mappings, 0, sizeof r->run->mappings);
        code = vikt_prepare_data(r->run, &r->wanted, &error);
        if (code == VIKT_MEMORY)
            return vikt_fail_memory(err);
        if (code != VIKT_OK) {
            r->out->why = "its files cannot be read as they were";
            return VIKT_OK;
        }
        if (!are_the_same(r, all))
            return VIKT_OK;
        code = are_understood(r, &understood, err);
    }
    *done = code == VIKT_OK && understood;
    if (code == VIKT_OK && !understood)
        r->out->why = "its headings are understood in another way today";
    return code;
}

/* ---- the run ---- */

static vikt_code compute(const recomputing *r, vikt_error *err)
{
    vikt_run *run = r->run;
    vikt_code code = VIKT_OK;

    if (run->previous.run_id)
        code = vikt_history_previous_run(r->store, run->profile, run->import->keys,
                                         run->previous.run_id, &run->arena, &run->previous, err);
    if (code == VIKT_OK)
        code = vikt_decisions_of_run(r->store, run->id, run->profile, run->import->keys,
                                     &run->arena, &run->decisions, err);
    return code == VIKT_OK ? vikt_stages_run(run, r->options->workers, err) : code;
}

static vikt_code try_files(recomputing *r, bool *done, vikt_error *err)
{
    inputs all = {.arena = r->out->arena};
    vikt_code code = read_inputs(r, &all, err);

    *done = false;
    r->run->company.folder = r->folder;
    r->run->company.data = NULL;
    if (code != VIKT_OK || !place_inputs(r, &all))
        return code;
    r->run->company.data = r->run->customers ? r->run->customers : r->run->invoices;
    if (r->run->company.data)
        r->run->company.folder = vikt_company_folder(r->run->company.data, &r->run->arena);
    if (!r->run->company.folder)
        return vikt_fail_memory(err);
    code = import_files(r, &all, done, err);
    return code == VIKT_OK && *done ? compute(r, err) : code;
}

static vikt_code recall(recomputing *r, bool whole, vikt_error *err)
{
    vikt_run_free(r->run);
    r->run = NULL;
    return whole ? vikt_recall_run(r->store, r->out->run_id, &r->wanted, NULL, &r->run, err)
                 : vikt_recall_data(r->store, r->out->run_id, &r->wanted, &r->run, err);
}

/* ---- comparing ---- */

static vikt_text kept(vikt_verified_run *run, vikt_text text)
{
    return vikt_text_keep(run->arena, vikt_text_start(text, 200), &run->failed);
}

static void keep_cell(void *context, const vikt_audit_difference *what)
{
    vikt_verified_run *run = context;

    if (run->cells++ < VIKT_VERIFY_SHOWN)
        run->shown[run->cells - 1] =
            (vikt_verified_cell){what->table, kept(run, what->row), kept(run, what->column),
                                 kept(run, what->stored), kept(run, what->computed)};
}

/* No seal is on the count of those who were forgotten, and much is let pass for them. */
static bool take_missing(void *context, const vikt_datum *c, size_t count)
{
    vikt_verified_run *run = context;
    char stored[VIKT_NUMBER_MAX], missing[VIKT_NUMBER_MAX];

    (void)count;
    if (run->forgotten <= 0 || run->forgotten == c[0].integer)
        return false;
    vikt_number_write((double)run->forgotten, stored);
    vikt_number_write((double)c[0].integer, missing);
    keep_cell(run, &(vikt_audit_difference){.table = "run",
                                            .row = VIKT_TEXT(""),
                                            .column = VIKT_TEXT("forgotten"),
                                            .stored = vikt_text_of(stored),
                                            .computed = vikt_text_of(missing)});
    return false;
}

static vikt_code check_forgotten(recomputing *r, vikt_error *err)
{
    return vikt_store_run_with(r->store,
                               "SELECT customers - (SELECT count(*) FROM result r"
                               " WHERE r.run_id = u.run_id) FROM run u WHERE run_id = ?",
                               r->out->run_id, take_missing, r->out, err);
}

static bool has_hysteresis(const vikt_profile *profile)
{
    for (size_t i = 0; i < profile->scheme_count; i++)
        if (!isnan(profile->schemes[i].hysteresis))
            return true;
    return false;
}

static bool carries(const vikt_profile *profile)
{
    for (size_t i = 0; i < profile->criterion_count; i++)
        if (profile->criteria[i].missing == VIKT_MISSING_CARRY)
            return true;
    return false;
}

static vikt_code compare(recomputing *r, vikt_error *err)
{
    const vikt_run *run = r->run;
    vikt_run_record record = vikt_stages_record(run, "");
    vikt_audit_scope *scope = &r->out->audit.scope;

    scope->has_inputs = r->out->how == VIKT_RECOMPUTED_FILES;
    scope->has_forgotten = r->out->forgotten > 0;
    scope->reads_previous = carries(run->profile) || run->profile->has_engine;
    scope->lacks_previous =
        run->previous_gone && (has_hysteresis(run->profile) || scope->reads_previous);
    r->out->audit.hear = keep_cell;
    r->out->audit.context = r->out;
    return vikt_audit_run(&r->out->audit, r->store, r->out->run_id, &record, err);
}

static vikt_code compute_from_values(recomputing *r, vikt_error *err)
{
    vikt_error error = {0};
    vikt_code code;

    if (r->out->forgotten > 0)
        return VIKT_OK; /* what rests on all customers comes out otherwise without some of them */
    code = recall(r, true, &error);
    if (code != VIKT_OK || !r->run)
        return find_failure(r, code, &error, err);
    r->out->how = VIKT_RECOMPUTED_VALUES;
    return compare(r, err);
}

static vikt_code recompute(recomputing *r, vikt_error *err)
{
    vikt_error error = {0};
    bool done = false;
    vikt_code code = recall(r, false, &error);

    if (code != VIKT_OK || !r->run)
        return find_failure(r, code, &error, err);
    r->folder = r->options->folder ? r->options->folder
                                   : vikt_company_folder(r->options->database, &r->run->arena);
    if (!r->folder)
        return vikt_fail_memory(err);
    code = try_files(r, &done, &error);
    if (code != VIKT_OK)
        return find_failure(r, code, &error, err);
    if (!done)
        return compute_from_values(r, err);
    r->out->how = VIKT_RECOMPUTED_FILES;
    return compare(r, err);
}

vikt_code vikt_recompute(vikt_store *store, const vikt_verify_options *options,
                         vikt_verified_run *run, vikt_error *err)
{
    recomputing r = {.store = store,
                     .options = options,
                     .wanted = {.language = options->language,
                                .allocator = options->allocator,
                                .workers = options->workers,
                                .database = options->database},
                     .out = run};
    vikt_code code = check_forgotten(&r, err);

    if (code == VIKT_OK)
        code = recompute(&r, err);
    vikt_run_free(r.run);
    return code;
}
