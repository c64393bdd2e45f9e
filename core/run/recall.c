/* SPDX-License-Identifier: MIT */
#include "core/run/recall.h"

#include "core/base/fail.h"
#include "core/persist/decision.h"
#include "core/persist/stored_run.h"
#include "core/run/prepare.h"
#include "core/run/stages.h"

/* ---- the profile ---- */

/* Bytes that were not UTF-8, which only a comment of a rule file can have, are not kept. */
static bool has_lost_bytes(const vikt_stored_run *stored)
{
    for (size_t i = 0; i < stored->file_count; i++)
        if (stored->files[i].text.at && strstr(stored->files[i].text.at, "\xef\xbf\xbd"))
            return true;
    return false;
}

static vikt_code recall_profile(vikt_run *run, const vikt_stored_run *stored,
                                const vikt_run_options *options, vikt_error *err)
{
    vikt_code rc = vikt_profile_recall(stored->files, stored->file_count, options->language,
                                       options->allocator, NULL, &run->profile, err);

    if (rc != VIKT_OK)
        return rc;
    run->notices.profile = run->profile;
    if (strcmp(run->profile->digest, stored->digest) != 0 && !has_lost_bytes(stored))
        return vikt_fail(err, VIKT_STORE, VIKT_NOWHERE,
                         "run %lld is damaged: its profile is not the one it was made with",
                         (long long)stored->run_id);
    memcpy(run->profile->digest, stored->digest, sizeof stored->digest);
    return VIKT_OK;
}

/* ---- which fields there were ---- */

static bool is_among(vikt_text name, const vikt_text *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (vikt_text_equal(names[i], name))
            return true;
    return false;
}

static bool is_kept(vikt_text name, const vikt_stored_run *stored)
{
    for (size_t i = 0; i < stored->column_count; i++)
        if (vikt_text_equal(stored->columns[i].name, name))
            return true;
    return false;
}

/* A run of an earlier version does not say: it kept what it read, and had what it could not do
 * without. */
static bool had_field(const vikt_field *field, const vikt_stored_run *stored)
{
    if (stored->field_count)
        return is_among(field->name, stored->fields, stored->field_count);
    return is_kept(field->name, stored) || !field->optional || field->required ||
           vikt_text_is(field->name, "key") || vikt_text_is(field->name, "name");
}

/* ---- the same for another profile ---- */

/* Values of another type are another field's. */
static bool fits(const vikt_field *field, const vikt_stored_run *stored)
{
    for (size_t i = 0; i < stored->column_count; i++)
        if (vikt_text_equal(stored->columns[i].name, field->name))
            return field->type == VIKT_TYPE_UNKNOWN ||
                   field->type == stored->columns[i].column->type;
    return vikt_text_is(field->name, "key") || vikt_text_is(field->name, "name");
}

static bool keeps_field(const vikt_field *field, const vikt_stored_run *stored)
{
    bool had =
        stored->field_count == 0 || is_among(field->name, stored->fields, stored->field_count);

    return had && fits(field, stored);
}

/* What the data had and nobody read: the profile cannot have it either. */
static void tell_lost(vikt_run *run, const vikt_stored_run *stored)
{
    vikt_listener listener = vikt_notices_listener(&run->notices);
    const vikt_profile *profile = run->profile;

    for (size_t c = 0; c < profile->criterion_count; c++) {
        vikt_slot wanted = run->presence.wanted[c];

        if (run->presence.criteria[c] || wanted >= profile->field_count ||
            !is_among(profile->fields[wanted].name, stored->fields, stored->field_count))
            continue;
        vikt_tell(&listener, VIKT_WARNING, VIKT_OK, profile->criteria[c].place,
                  "criterion \"%.*s\": run %lld did not read \"%.*s\", and has not kept it: the "
                  "criterion is left out",
                  VIKT_SHOW(profile->criteria[c].name), (long long)stored->run_id,
                  VIKT_SHOW(profile->fields[wanted].name));
    }
}

/* ---- the plan that there is data for ---- */

static vikt_code recall_presence(vikt_run *run, const vikt_stored_run *stored, bool own,
                                 vikt_error *err)
{
    const vikt_profile *profile = run->profile;
    vikt_listener listener = vikt_notices_listener(&run->notices);
    bool *have = vikt_arena_new(&run->arena, profile->field_count, sizeof *have);
    vikt_code rc;

    if (!have)
        return vikt_fail_memory(err);
    for (size_t f = 0; f < profile->field_count; f++)
        have[f] =
            own ? had_field(&profile->fields[f], stored) : keeps_field(&profile->fields[f], stored);
    rc = vikt_presence_of(profile, have, own ? NULL : &listener, &run->arena, &run->presence, err);
    if (rc == VIKT_OK && !own)
        tell_lost(run, stored);
    return rc;
}

/* ---- the values ---- */

/* A measure may have a field's name, and goes before it unless both were kept, the field first. */
static vikt_slot slot_of(const vikt_run *run, const vikt_stored_run *stored, size_t column)
{
    const vikt_profile *profile = run->profile;
    vikt_text name = stored->columns[column].name;
    vikt_slot slot = vikt_profile_slot(profile, name);
    bool shadowed = slot != VIKT_SLOT_NONE && !run->presence.slots[slot];

    for (size_t i = column + 1; i < stored->column_count; i++)
        shadowed |= vikt_text_equal(stored->columns[i].name, name);
    for (size_t f = 0; shadowed && f < profile->field_count; f++)
        if (vikt_text_equal(profile->fields[f].name, name))
            return f;
    return slot;
}

/* Measures are computed again. */
static vikt_code take_columns(vikt_run *run, const vikt_stored_run *stored, vikt_error *err)
{
    const vikt_profile *profile = run->profile;
    vikt_import *import = run->import;
    vikt_slot key = vikt_profile_key_slot(profile), name = vikt_profile_name_slot(profile);

    import->columns = vikt_arena_new(&import->arena, profile->field_count, sizeof *import->columns);
    if (!import->columns)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < stored->column_count; i++) {
        vikt_slot slot = slot_of(run, stored, i);

        if (slot < profile->field_count)
            import->columns[slot] = stored->columns[i].column;
    }
    if (key != VIKT_SLOT_NONE && run->presence.slots[key] && !import->columns[key])
        import->columns[key] = import->keys;
    if (name != VIKT_SLOT_NONE && import->columns[name])
        import->names = import->columns[name];
    else if (name != VIKT_SLOT_NONE && run->presence.slots[name])
        import->columns[name] = import->names;
    return VIKT_OK;
}

/* ---- the run ---- */

/* own: by the run's own profile; else by that of the options. */
static vikt_code recall_data(vikt_run *run, vikt_store *store, int64_t run_id, bool own,
                             const vikt_run_options *options, vikt_error *err)
{
    vikt_stored_run stored;
    vikt_code rc = vikt_stored_run_read(store, run_id, &run->arena, run->allocator, &stored, err);

    if (rc != VIKT_OK)
        return rc;
    run->import = stored.import;
    run->id = stored.run_id;
    run->as_of = stored.as_of;
    run->dated = true;
    run->score = (vikt_score){.score = stored.score, .coverage = stored.coverage};
    run->previous = (vikt_previous){.run_id = stored.previous_id, .primary = VIKT_INDEX_NONE};
    run->previous_gone = stored.had_previous && stored.previous_id == 0;
    run->database = vikt_arena_print(&run->arena, "%s", options->database ? options->database : "");
    if (!run->database)
        return vikt_fail_memory(err);
    rc = own ? recall_profile(run, &stored, options, err) : vikt_prepare_profile(run, options, err);
    if (rc == VIKT_OK)
        rc = recall_presence(run, &stored, own, err);
    return rc == VIKT_OK ? take_columns(run, &stored, err) : rc;
}

static vikt_code recall_previous(vikt_run *run, vikt_store *store, vikt_error *err)
{
    int64_t run_id = run->previous.run_id;

    if (run_id == 0)
        return VIKT_OK;
    return vikt_history_previous_run(store, run->profile, run->import->keys, run_id, &run->arena,
                                     &run->previous, err);
}

static vikt_code finish(vikt_run *run, vikt_code rc, vikt_run **out)
{
    run->notices.next = NULL; /* lent during the call only */
    if (rc == VIKT_OK)
        *out = run;
    else
        vikt_run_free(run);
    return rc;
}

vikt_code vikt_recall_data(vikt_store *store, int64_t run_id, const vikt_run_options *options,
                           vikt_run **out, vikt_error *err)
{
    vikt_run *run = vikt_run_new(options, NULL);

    *out = NULL;
    return run ? finish(run, recall_data(run, store, run_id, true, options, err), out)
               : vikt_fail_memory(err);
}

static vikt_code recall(vikt_store *store, int64_t run_id, bool own,
                        const vikt_run_options *options, const vikt_listener *listener,
                        vikt_run **out, vikt_error *err)
{
    vikt_run *run = vikt_run_new(options, listener);
    vikt_code rc;

    *out = NULL;
    if (!run)
        return vikt_fail_memory(err);
    rc = recall_data(run, store, run_id, own, options, err);
    if (rc == VIKT_OK)
        rc = recall_previous(run, store, err);
    if (rc == VIKT_OK)
        rc = vikt_decisions_of_run(store, run->id, run->profile, run->import->keys, &run->arena,
                                   &run->decisions, err);
    if (rc == VIKT_OK)
        rc = vikt_stages_run(run, options->workers, err);
    if (!own)
        run->id = 0;
    return finish(run, rc, out);
}

vikt_code vikt_recall_run(vikt_store *store, int64_t run_id, const vikt_run_options *options,
                          const vikt_listener *listener, vikt_run **out, vikt_error *err)
{
    return recall(store, run_id, true, options, listener, out, err);
}

vikt_code vikt_recall_by(vikt_store *store, int64_t run_id, const vikt_run_options *options,
                         const vikt_listener *listener, vikt_run **out, vikt_error *err)
{
    return recall(store, run_id, false, options, listener, out, err);
}
