/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/base/json.h"
#include "core/report/page.h"
#include "core/report/report.h"
#include "core/report/table.h"
#include "core/run/decide.h"

/* One of the two. */
typedef struct writer {
    vikt_json *json;
    vikt_table *table;
    vikt_buffer *out;
    int64_t replaced;
    size_t count;
} writer;

void vikt_decision_words(vikt_text author, vikt_text made_on, vikt_text until, vikt_text reason,
                         vikt_buffer *out)
{
    vikt_buffer_print(out, "%.*s, %.*s", VIKT_SHOW(author), VIKT_SHOW(made_on));
    if (until.length)
        vikt_buffer_print(out, ", until %.*s", VIKT_SHOW(until));
    vikt_buffer_string(out, ": \"");
    vikt_buffer_text(out, reason);
    vikt_buffer_byte(out, '"');
}

/* ---- JSON ---- */

static bool add_json(void *context, const vikt_stored_decision *d)
{
    vikt_json *json = ((writer *)context)->json;
    vikt_json_object(json, NULL);
    vikt_json_count(json, "decision_id", (uint64_t)d->id);
    vikt_json_text(json, "state", d->state);
    vikt_json_text(json, "key", d->key);
    vikt_json_text(json, "name", d->name);
    vikt_json_text(json, "scheme", d->scheme);
    vikt_json_text(json, "class", d->class_name);
    vikt_json_text(json, "own_class", d->own_class);
    vikt_json_text(json, "reason", d->reason);
    vikt_json_text(json, "author", d->author);
    vikt_json_text(json, "made_on", d->made_on);
    vikt_json_text(json, "since", d->since);
    vikt_json_text(json, "until", d->until);
    vikt_json_text(json, "withdrawn_on", d->withdrawn_on);
    vikt_json_text(json, "withdrawn_by", d->withdrawn_by);
    vikt_json_text(json, "withdrawn_reason", d->withdrawn_reason);
    vikt_json_end(json, '}');
    return true;
}

static vikt_code list_json(vikt_store *store, int64_t id, int64_t replaced, vikt_buffer *out,
                           vikt_error *err)
{
    vikt_json json;
    writer w = {.json = &json};
    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_array(&json, "decisions");
    vikt_code rc = vikt_decisions_list(store, id, add_json, &w, err);
    vikt_json_end(&json, ']');
    if (replaced)
        vikt_json_count(&json, "replaced", (uint64_t)replaced);
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
    return rc;
}

/* ---- the list ---- */

static vikt_text or_dash(vikt_text text)
{
    return text.length ? text : VIKT_TEXT("-");
}

static bool add_row(void *context, const vikt_stored_decision *d)
{
    writer *w = context;
    vikt_table *table = w->table;
    vikt_buffer reason;
    w->count++;
    vikt_table_print(table, "%lld", (long long)d->id);
    vikt_table_cell(table, d->state);
    vikt_table_cell(table, d->key);
    vikt_table_cell(table, or_dash(d->name));
    vikt_table_cell(table, d->scheme);
    vikt_table_cell(table, d->class_name);
    vikt_table_cell(table, or_dash(d->own_class));
    vikt_table_cell(table, d->author);
    vikt_table_cell(table, d->made_on);
    vikt_table_cell(table, d->since);
    vikt_table_cell(table, or_dash(d->until));
    vikt_buffer_init(&reason, NULL, 8192);
    vikt_buffer_text(&reason, d->reason);
    if (d->withdrawn_on.length) {
        vikt_buffer_string(&reason, "; withdrawn by ");
        vikt_decision_words(d->withdrawn_by, d->withdrawn_on, (vikt_text){NULL, 0},
                            d->withdrawn_reason, &reason);
    }
    table->failed |= reason.failed;
    vikt_table_cell(table, vikt_buffer_view(&reason));
    vikt_buffer_clear(&reason);
    return !table->failed;
}

static vikt_code list_text(vikt_store *store, vikt_arena *arena, vikt_buffer *out, vikt_error *err)
{
    static const char *const headings[] = {"decision", "state",          "customer", "name",
                                           "scheme",   "class",          "engine",   "by",
                                           "made",     "for runs as of", "until",    "reason"};
    vikt_table table;
    writer w = {.table = &table};
    vikt_table_init(&table, arena, "rlllllllllll", true);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        vikt_table_cell(&table, vikt_text_of(headings[i]));
    vikt_code rc = vikt_decisions_list(store, 0, add_row, &w, err);
    if (rc == VIKT_OK && w.count)
        vikt_table_write(&table, out);
    else if (rc == VIKT_OK)
        vikt_buffer_string(out,
                           "There are no decisions; \"vikt decide KEY CLASS --reason TEXT --by "
                           "NAME\" makes one\n");
    return rc;
}

/* ---- what was just done ---- */

static void say_customer(const vikt_stored_decision *d, vikt_buffer *out)
{
    vikt_buffer_print(out, VIKT_BOLD "%.*s" VIKT_PLAIN,
                      VIKT_SHOW(d->name.length ? d->name : d->key));
    if (d->name.length && !vikt_text_equal(d->name, d->key))
        vikt_buffer_print(out, " (%.*s)", VIKT_SHOW(d->key));
}

static bool say_made(void *context, const vikt_stored_decision *d)
{
    writer *w = context;
    say_customer(d, w->out);
    vikt_buffer_print(w->out, ": class %.*s in scheme %.*s by decision %lld of ",
                      VIKT_SHOW(d->class_name), VIKT_SHOW(d->scheme), (long long)d->id);
    vikt_decision_words(d->author, d->made_on, d->until, d->reason, w->out);
    vikt_buffer_print(w->out, "; the engine says %.*s\nIt holds for runs as of %.*s and later",
                      VIKT_SHOW(or_dash(d->own_class)), VIKT_SHOW(d->since));
    if (d->until.length)
        vikt_buffer_print(w->out, ", until %.*s", VIKT_SHOW(d->until));
    if (w->replaced)
        vikt_buffer_print(w->out, "; it replaces decision %lld", (long long)w->replaced);
    vikt_buffer_byte(w->out, '\n');
    return true;
}

static bool say_withdrawn(void *context, const vikt_stored_decision *d)
{
    writer *w = context;
    say_customer(d, w->out);
    vikt_buffer_print(w->out, ": decision %lld, class %.*s in scheme %.*s, is withdrawn by ",
                      (long long)d->id, VIKT_SHOW(d->class_name), VIKT_SHOW(d->scheme));
    vikt_decision_words(d->withdrawn_by, d->withdrawn_on, (vikt_text){NULL, 0}, d->withdrawn_reason,
                        w->out);
    if (d->own_class.length)
        vikt_buffer_print(w->out, "; the class is %.*s, as the engine says",
                          VIKT_SHOW(d->own_class));
    vikt_buffer_byte(w->out, '\n');
    return true;
}

/* ---- the public functions ---- */

typedef struct demand {
    const vikt_decision_options *options; /* NULL: list them */
    bool withdraw;
} demand;

static vikt_code act(vikt_store *store, const demand *request, const vikt_report_options *report,
                     vikt_arena *arena, vikt_buffer *out, vikt_error *err)
{
    writer w = {.out = out};
    int64_t id = 0;
    vikt_code rc = VIKT_OK;
    if (request->options && request->withdraw)
        rc = vikt_decide_withdraw(store, request->options, arena, &id, err);
    else if (request->options)
        rc = vikt_decide_class(store, request->options, arena, &id, &w.replaced, err);
    if (rc != VIKT_OK)
        return rc;
    if (report->json)
        return list_json(store, id, w.replaced, out, err);
    return !id ? list_text(store, arena, out, err)
               : vikt_decisions_list(store, id, request->withdraw ? say_withdrawn : say_made, &w,
                                     err);
}

/* Nothing is decided in a database that is not there yet, or has to be changed first. */
static vikt_code open_database(const char *database, bool change, vikt_store **store,
                               vikt_error *err)
{
    vikt_code rc = vikt_store_open(database, VIKT_STORE_READ, store, err);
    if (rc != VIKT_OK || !change)
        return rc;
    vikt_store_close(*store);
    return vikt_store_open(database, VIKT_STORE_WRITE, store, err);
}

static vikt_code serve(const char *database, const demand *request,
                       const vikt_report_options *report, char **out, vikt_error *err)
{
    vikt_page page;
    vikt_store *store = NULL;
    vikt_page_begin(&page);
    vikt_code rc = open_database(database, request->options != NULL, &store, err);
    if (rc == VIKT_OK)
        rc = act(store, request, report, &page.arena, &page.text, err);
    vikt_store_close(store);
    return vikt_page_end(&page, rc, report, out, err);
}

vikt_code vikt_decision_make(const char *database, const vikt_decision_options *options,
                             const vikt_report_options *report, char **out, vikt_error *err)
{
    return serve(database, &(demand){options, false}, report, out, err);
}

vikt_code vikt_decision_withdraw(const char *database, const vikt_decision_options *options,
                                 const vikt_report_options *report, char **out, vikt_error *err)
{
    return serve(database, &(demand){options, true}, report, out, err);
}

vikt_code vikt_report_decisions(const char *database, const vikt_report_options *options,
                                char **out, vikt_error *err)
{
    return serve(database, &(demand){NULL, false}, options, out, err);
}
