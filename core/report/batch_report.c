/* SPDX-License-Identifier: MIT
 *
 * Companies of a batch, one line each, and all of them: text and JSON.
 */
#include <vikt/batch.h>

#include "core/base/printable.h"
#include "core/report/page.h"
#include "core/report/report.h"
#include "core/report/table.h"

static const char *state_word(vikt_batch_state state)
{
    switch (state) {
    case VIKT_BATCH_DONE:
        return "done";
    case VIKT_BATCH_SKIPPED:
        return "skipped";
    case VIKT_BATCH_FAILED:
        return "failed";
    case VIKT_BATCH_STOPPED:
        return "stopped";
    }
    return "failed";
}

/* ---- text ---- */

static void write_count(vikt_buffer *out, size_t count, const char *one, const char *many)
{
    vikt_buffer_print(out, "%zu %s", count, vikt_plural(count, one, many));
}

static void write_result(const vikt_batch_company *company, vikt_buffer *out)
{
    if (company->run_id)
        vikt_buffer_print(out, "%srun %lld, ",
                          company->unchanged ? "nothing has changed since " : "",
                          (long long)company->run_id);
    else
        vikt_buffer_string(out, "not stored, ");
    write_count(out, company->customers, "customer", "customers");
    for (size_t i = 0; i < company->class_count; i++)
        vikt_buffer_print(out, "%s%s %zu", i ? ", " : ": ", company->classes[i].name,
                          company->classes[i].customers);
    if (company->rejected)
        vikt_buffer_print(out, "; %zu rejected", company->rejected);
    if (company->failures)
        vikt_buffer_print(out, "; %zu failed in rules", company->failures);
}

/* A folder's name may hold any byte; it is one line all the same. */
static void write_name(const char *name, vikt_buffer *out)
{
    size_t begin;

    vikt_buffer_string(out, VIKT_BOLD);
    begin = out->length;
    vikt_buffer_string(out, name);
    if (!out->failed)
        vikt_printable_make(out->at + begin, out->length - begin, "");
    vikt_buffer_string(out, VIKT_PLAIN ": ");
}

static void write_line(const vikt_batch_company *company, vikt_buffer *out)
{
    write_name(company->company, out);
    switch (company->state) {
    case VIKT_BATCH_DONE:
        write_result(company, out);
        break;
    case VIKT_BATCH_SKIPPED:
        vikt_buffer_string(out, "skipped, done already: ");
        write_result(company, out);
        break;
    case VIKT_BATCH_FAILED:
        vikt_buffer_print(out, "failed (%d)", company->exit_status);
        break;
    case VIKT_BATCH_STOPPED:
        vikt_buffer_string(out, "not run: stopped");
        break;
    }
    vikt_buffer_byte(out, '\n');
}

static void write_totals(const vikt_batch_totals *totals, vikt_buffer *out)
{
    write_count(out, totals->companies, "company", "companies");
    vikt_buffer_print(out, ": %zu done", totals->done);
    if (totals->skipped)
        vikt_buffer_print(out, ", %zu skipped", totals->skipped);
    vikt_buffer_print(out, ", %zu failed", totals->failed);
    if (totals->stopped)
        vikt_buffer_print(out, ", %zu not run", totals->stopped);
    vikt_buffer_string(out, "; ");
    write_count(out, totals->customers, "customer", "customers");
    vikt_buffer_print(out, ", %zu rejected\n", totals->rejected);
}

/* ---- JSON ---- */

static void write_messages(const vikt_batch_company *company, vikt_json *json)
{
    static const char *const severities[] = {"note", "warning", "error"};

    vikt_json_array(json, "messages");
    for (size_t i = 0; i < company->message_count; i++) {
        const vikt_batch_message *message = &company->messages[i];

        vikt_json_object(json, NULL);
        vikt_json_string(json, "severity", severities[message->severity]);
        vikt_json_string(json, "source",
                         message->what.place.source[0] ? message->what.place.source : NULL);
        vikt_json_count(json, "line", (uint64_t)message->what.place.line);
        vikt_json_count(json, "column", (uint64_t)message->what.place.column);
        vikt_json_string(json, "text", message->what.message);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
    vikt_json_count(json, "messages_left_out", company->messages_left_out);
}

static void write_company(const vikt_batch_company *company, const char *started_at,
                          vikt_json *json)
{
    vikt_json_string(json, "company", company->company);
    vikt_json_string(json, "database", company->database);
    if (started_at)
        vikt_json_string(json, "started_at", started_at);
    vikt_json_string(json, "status", state_word(company->state));
    vikt_json_count(json, "exit_status", (uint64_t)company->exit_status);
    if (company->run_id)
        vikt_json_count(json, "run_id", (uint64_t)company->run_id);
    else
        vikt_json_string(json, "run_id", NULL);
    vikt_json_truth(json, "unchanged", company->unchanged);
    vikt_json_count(json, "customers", company->customers);
    vikt_json_count(json, "rejected", company->rejected);
    vikt_json_count(json, "unclassified", company->unclassified);
    vikt_json_count(json, "failures", company->failures);
    vikt_json_string(json, "primary", company->scheme);
    vikt_json_object(json, "classes");
    for (size_t i = 0; i < company->class_count; i++)
        vikt_json_count(json, company->classes[i].name, company->classes[i].customers);
    vikt_json_end(json, '}');
    write_messages(company, json);
}

static void write_log_line(const vikt_batch_company *company, const char *started_at,
                           vikt_buffer *out)
{
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    write_company(company, started_at, &json);
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

static void write_all(const vikt_batch *batch, const vikt_batch_totals *totals, vikt_buffer *out)
{
    const vikt_batch_company *company;
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_array(&json, "companies");
    for (size_t i = 0; (company = vikt_batch_company_at(batch, i)) != NULL; i++) {
        vikt_json_object(&json, NULL);
        write_company(company, NULL, &json);
        vikt_json_end(&json, '}');
    }
    vikt_json_end(&json, ']');
    vikt_json_object(&json, "total");
    vikt_json_count(&json, "companies", totals->companies);
    vikt_json_count(&json, "done", totals->done);
    vikt_json_count(&json, "skipped", totals->skipped);
    vikt_json_count(&json, "failed", totals->failed);
    vikt_json_count(&json, "stopped", totals->stopped);
    vikt_json_count(&json, "customers", totals->customers);
    vikt_json_count(&json, "rejected", totals->rejected);
    vikt_json_count(&json, "exit_status", (uint64_t)totals->exit_status);
    vikt_json_end(&json, '}');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

/* ---- both ---- */

vikt_code vikt_report_batch_company(const vikt_batch_company *company, const char *started_at,
                                    const vikt_report_options *options, char **out, vikt_error *err)
{
    vikt_page page;

    vikt_page_begin(&page);
    if (options->json)
        write_log_line(company, started_at, &page.text);
    else
        write_line(company, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}

vikt_code vikt_report_batch(const vikt_batch *batch, const vikt_report_options *options, char **out,
                            vikt_error *err)
{
    const vikt_batch_totals totals = vikt_batch_total(batch);
    vikt_page page;

    vikt_page_begin(&page);
    if (options->json)
        write_all(batch, &totals, &page.text);
    else
        write_totals(&totals, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}
