/* SPDX-License-Identifier: MIT
 *
 * Whom somebody means who wants a customer forgotten: anybody whose key stands anywhere, also one
 * who was only ever rejected, or the only one of that name in any run. Letter by letter, for it
 * cannot be undone.
 */
#include "core/base/fail.h"
#include "core/base/json.h"
#include "core/base/nearest.h"
#include "core/import/personal.h"
#include "core/persist/forget.h"

static bool take_any(void *context, const vikt_datum *c, size_t count)
{
    (void)c, (void)count;
    *(bool *)context = true;
    return false;
}

static vikt_code is_key(vikt_store *store, vikt_text wanted, bool *found, vikt_error *err)
{
    vikt_datum key = vikt_datum_text(wanted);

    *found = false;
    return vikt_store_run(
        store,
        "SELECT 1 FROM run u WHERE"
        " EXISTS (SELECT 1 FROM result r WHERE r.run_id = u.run_id AND r.customer_key = ?1)"
        " OR EXISTS (SELECT 1 FROM run_rating r WHERE r.run_id = u.run_id AND r.customer_key = ?1)"
        " OR EXISTS (SELECT 1 FROM run_decision d WHERE d.run_id = u.run_id"
        "  AND d.customer_key = ?1)"
        " UNION ALL SELECT 1 FROM decision WHERE customer_key = ?1"
        " UNION ALL SELECT 1 FROM reject WHERE customer_key = ?1"
        " UNION ALL SELECT 1 FROM failure WHERE customer_key = ?1"
        " UNION ALL SELECT 1 FROM run_print WHERE customer_key = ?1 LIMIT 1",
        &key, 1, take_any, found, err);
}

/* ---- by name ---- */

typedef struct named {
    vikt_arena *arena;
    vikt_text first;
    size_t count;
    vikt_nearest nearest;
    bool failed;
} named;

static bool take_key(void *context, const vikt_datum *c, size_t count)
{
    named *n = context;

    (void)count;
    if (n->count++ == 0)
        n->first = vikt_text_copy(n->arena, c[0].text);
    n->failed |= !n->first.at;
    return !n->failed;
}

static bool take_offer(void *context, const vikt_datum *c, size_t count)
{
    named *n = context;

    (void)count;
    vikt_nearest_offer_lent(&n->nearest, c[0].text, n->arena, &n->failed);
    if (c[1].text.at)
        vikt_nearest_offer_lent(&n->nearest, c[1].text, n->arena, &n->failed);
    return !n->failed;
}

static vikt_code nobody(named *n, vikt_store *store, vikt_text wanted, vikt_error *err)
{
    char hint[256];
    vikt_code code;

    n->nearest.wanted = wanted;
    code =
        vikt_store_run(store, "SELECT customer_key, name FROM result GROUP BY customer_key, name",
                       NULL, 0, take_offer, n, err);
    if (code == VIKT_OK && n->failed)
        return vikt_fail_memory(err);
    if (code != VIKT_OK)
        return code;
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "no run knows a customer \"%.*s\"%s",
                     VIKT_SHOW(wanted), vikt_nearest_hint(&n->nearest, hint, sizeof hint));
}

static vikt_code by_name(vikt_forgotten *f, vikt_store *store, vikt_text wanted, vikt_error *err)
{
    named n = {.arena = &f->arena};
    vikt_datum name = vikt_datum_text(wanted);
    vikt_code code = vikt_store_run(
        store, "SELECT customer_key FROM result WHERE name = ? GROUP BY customer_key", &name, 1,
        take_key, &n, err);

    if (code == VIKT_OK && n.failed)
        return vikt_fail_memory(err);
    if (code != VIKT_OK)
        return code;
    if (n.count == 0)
        return nobody(&n, store, wanted, err);
    if (n.count > 1)
        return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                         "%zu customers are called \"%.*s\"; give a key, such as \"%.*s\"", n.count,
                         VIKT_SHOW(wanted), VIKT_SHOW(n.first));
    f->key = n.first;
    return VIKT_OK;
}

/* ---- the words ---- */

static bool take_name(void *context, const vikt_datum *c, size_t count)
{
    vikt_forgotten *f = context;

    (void)count;
    f->names =
        vikt_arena_grow(&f->arena, f->names, f->name_count, &f->name_capacity, sizeof *f->names);
    f->failed |= !f->names;
    if (!f->names)
        return false;
    f->names[f->name_count] = vikt_text_copy(&f->arena, c[0].text);
    f->failed |= !f->names[f->name_count++].at;
    return !f->failed;
}

/* In JSON a name with quotation marks is written in another way. */
static void add_with_json(vikt_forgotten *f, vikt_text word)
{
    vikt_buffer buffer;
    vikt_json json;
    vikt_text text;

    f->failed |= !vikt_sought_add(&f->sought, &f->arena, word);
    vikt_buffer_init(&buffer, NULL, SIZE_MAX / 4);
    vikt_json_init(&json, &buffer);
    vikt_json_text(&json, NULL, word);
    text = vikt_buffer_view(&buffer);
    if (!buffer.failed && text.length > 2)
        text = vikt_text_copy(&f->arena, (vikt_text){text.at + 1, text.length - 2});
    f->failed |= buffer.failed || !text.at;
    if (!f->failed)
        f->failed |= !vikt_sought_add(&f->sought, &f->arena, text);
    vikt_buffer_clear(&buffer);
}

static vikt_code read_words(vikt_forgotten *f, vikt_store *store, vikt_error *err)
{
    vikt_datum key = vikt_datum_text(f->key);
    vikt_code code = vikt_store_run(
        store,
        "SELECT DISTINCT r.name FROM run u CROSS JOIN result r ON r.run_id = u.run_id"
        " AND r.customer_key = ? WHERE r.name IS NOT NULL ORDER BY u.as_of DESC, u.run_id DESC",
        &key, 1, take_name, f, err);

    if (code != VIKT_OK)
        return code;
    add_with_json(f, f->key);
    for (size_t i = 0; i < f->name_count && !f->failed; i++)
        add_with_json(f, f->names[i]);
    return f->failed ? vikt_fail_memory(err) : VIKT_OK;
}

vikt_code vikt_forget_whom(vikt_forgotten *f, vikt_store *store, const char *customer,
                           vikt_error *err)
{
    char masked[VIKT_PERSONAL_MAX];
    vikt_text wanted = vikt_text_of(customer);
    vikt_text personal = vikt_personal_mask(wanted, VIKT_PERSONAL_HEADING, true, masked);
    bool found;
    vikt_code code = is_key(store, wanted, &found, err);

    if (code == VIKT_OK && !found && personal.length) {
        wanted = personal; /* what a run keeps of it; and it is not said again in a message */
        code = is_key(store, wanted, &found, err);
    }
    if (code != VIKT_OK)
        return code;
    if (found)
        f->key = vikt_text_copy(&f->arena, wanted);
    else
        code = by_name(f, store, wanted, err);
    if (code == VIKT_OK && !f->key.at)
        return vikt_fail_memory(err);
    return code == VIKT_OK ? read_words(f, store, err) : code;
}
