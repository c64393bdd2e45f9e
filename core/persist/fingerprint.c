/* SPDX-License-Identifier: MIT */
#include "core/persist/fingerprint.h"

#include "core/base/fail.h"
#include "core/base/json.h"
#include "core/import/ratings.h"

enum { BYTES_MAX = 1 << 26 };

/* What the database remembers of headings may have made another field of one. */
static void add_reading(vikt_json *json, const vikt_reading *reading, const vikt_profile *profile)
{
    vikt_json_object(json, NULL);
    vikt_json_string(json, "kind", vikt_source_word(reading->kind));
    vikt_json_string(json, "digest", reading->digest);
    vikt_json_count(json, "bytes", reading->bytes);
    vikt_json_array(json, "fields");
    for (size_t i = 0; i < reading->heading_count; i++) {
        vikt_json_text(json, NULL, vikt_heading_use(&reading->headings[i], profile));
        vikt_json_count(json, NULL, reading->headings[i].turn);
    }
    vikt_json_end(json, ']');
    vikt_json_end(json, '}');
}

/* Raters may be called after their files. */
static void add_inputs(vikt_json *json, const vikt_import *import, const vikt_profile *profile)
{
    vikt_json_array(json, "inputs");
    for (size_t i = 0; i < import->reading_count; i++)
        add_reading(json, &import->readings[i], profile);
    vikt_json_end(json, ']');
    vikt_json_array(json, "raters");
    for (size_t i = 0; import->ratings && i < import->ratings->rater_count; i++)
        vikt_json_text(json, NULL, import->ratings->raters[i]);
    vikt_json_end(json, ']');
}

static void add_decisions(vikt_json *json, const vikt_decisions *decisions)
{
    vikt_json_array(json, "decisions");
    for (size_t i = 0; decisions && i < decisions->count; i++) {
        const vikt_manual_decision *d = &decisions->items[i];
        vikt_json_object(json, NULL);
        vikt_json_count(json, "id", (uint64_t)d->id);
        vikt_json_text(json, "key", d->key);
        vikt_json_text(json, "scheme", d->scheme);
        vikt_json_text(json, "class", d->class_name);
        vikt_json_text(json, "reason", d->reason);
        vikt_json_text(json, "author", d->author);
        vikt_json_text(json, "made_on", d->made_on);
        vikt_json_text(json, "until", d->until);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void add_all(const vikt_run_record *record, const char *previous, vikt_buffer *out)
{
    vikt_json json;
    char as_of[11];

    vikt_date_write(vikt_population_as_of(record->population), as_of);
    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_string(&json, "engine", VIKT_VERSION);
    vikt_json_string(&json, "profile", record->profile->digest);
    vikt_json_string(&json, "as_of", as_of);
    vikt_json_string(&json, "previous", previous);
    add_inputs(&json, record->import, record->profile);
    add_decisions(&json, record->decisions);
    vikt_json_end(&json, '}');
}

/* ---- the run before: by what it rests on; one of an earlier version by its number ---- */

typedef struct found {
    char text[VIKT_DIGEST_SIZE + 1];
    int64_t run_id;
} found;

static bool take(void *context, const vikt_datum *c, size_t count)
{
    found *f = context;
    size_t length = c[1].text.length < sizeof f->text ? c[1].text.length : sizeof f->text - 1;

    (void)count;
    f->run_id = c[0].integer;
    if (length)
        memcpy(f->text, c[1].text.at, length);
    f->text[length] = '\0';
    return false;
}

static vikt_code find_previous(vikt_store *store, const vikt_run_record *record, found *out,
                               vikt_error *err)
{
    *out = (found){{0}, 0};
    return vikt_store_run_with(store,
                               "SELECT run_id, coalesce(fingerprint, 'run ' || run_id) FROM run"
                               " WHERE run_id = ?",
                               record->previous ? record->previous->run_id : 0, take, out, err);
}

vikt_code vikt_fingerprint_of(vikt_store *store, const vikt_run_record *record,
                              char out[VIKT_DIGEST_SIZE], vikt_error *err)
{
    vikt_buffer text;
    found previous;
    vikt_code code = find_previous(store, record, &previous, err);

    if (code != VIKT_OK)
        return code;
    vikt_buffer_init(&text, NULL, BYTES_MAX);
    add_all(record, previous.run_id ? previous.text : NULL, &text);
    if (text.failed)
        code = vikt_fail_memory(err);
    else
        vikt_digest_of(vikt_buffer_view(&text), out);
    vikt_buffer_clear(&text);
    return code;
}

vikt_code vikt_fingerprint_find(vikt_store *store, const vikt_run_record *record, int64_t *run_id,
                                vikt_error *err)
{
    char as_of[11], fingerprint[VIKT_DIGEST_SIZE];
    vikt_datum date;
    found newest = {{0}, 0};
    vikt_code code = vikt_fingerprint_of(store, record, fingerprint, err);

    *run_id = 0;
    if (code != VIKT_OK)
        return code;
    vikt_date_write(vikt_population_as_of(record->population), as_of);
    date = vikt_datum_text((vikt_text){as_of, 10});
    code = vikt_store_run(store,
                          "SELECT run_id, fingerprint FROM run WHERE as_of = ?"
                          " AND status = 'complete' ORDER BY run_id DESC LIMIT 1",
                          &date, 1, take, &newest, err);
    if (code == VIKT_OK && strcmp(newest.text, fingerprint) == 0)
        *run_id = newest.run_id;
    return code;
}
