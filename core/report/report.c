/* SPDX-License-Identifier: MIT */
#include "core/report/report.h"

#include "core/base/json.h"
#include "core/report/page.h"
#include "core/report/sniff_words.h"
#include "core/report/table.h"

vikt_code vikt_report_run(const vikt_run *run, const vikt_report_options *options, char **out,
                          vikt_error *err)
{
    vikt_page page;
    vikt_page_begin(&page);
    page.text.failed |= options->json ? !vikt_run_json(run, &page.arena, &page.text)
                                      : !vikt_run_summary(run, &page.arena, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}

vikt_code vikt_report_customer(const char *database, int64_t run_id, const char *key,
                               const vikt_report_options *options, char **out, vikt_error *err)
{
    vikt_page page;
    vikt_store *store = NULL;
    vikt_stored_customer customer;
    vikt_page_begin(&page);
    vikt_code rc = vikt_store_open(database, VIKT_STORE_READ, &store, err);
    if (rc == VIKT_OK)
        rc = vikt_history_customer(store, run_id, vikt_text_of(key), &page.arena, &customer, err);
    if (rc == VIKT_OK && options->json)
        vikt_customer_json(&customer, &page.text);
    else if (rc == VIKT_OK)
        page.text.failed |= !vikt_customer_summary(&customer, &page.arena, &page.text);
    vikt_store_close(store);
    return vikt_page_end(&page, rc, options, out, err);
}

vikt_code vikt_report_tests(const vikt_tests *tests, const vikt_report_options *options, char **out,
                            vikt_error *err)
{
    vikt_page page;
    vikt_page_begin(&page);
    if (options->json)
        vikt_tests_json(tests, &page.text);
    else
        page.text.failed |= !vikt_tests_summary(tests, &page.arena, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}

vikt_code vikt_report_tests_junit(const vikt_tests *tests, char **out, vikt_error *err)
{
    static const vikt_report_options unpainted = {.json = true};
    vikt_page page;
    vikt_page_begin(&page);
    vikt_tests_junit(tests, &page.text);
    return vikt_page_end(&page, VIKT_OK, &unpainted, out, err);
}

vikt_code vikt_report_sniff(const vikt_sniff *sniff, const vikt_report_options *options, char **out,
                            vikt_error *err)
{
    vikt_page page;
    vikt_page_begin(&page);
    page.text.failed |= options->json ? !vikt_sniff_json(sniff, &page.arena, &page.text)
                                      : !vikt_sniff_text(sniff, &page.arena, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}

vikt_code vikt_report_moves(const vikt_moves *moves, size_t limit,
                            const vikt_report_options *options, char **out, vikt_error *err)
{
    vikt_page page;
    vikt_page_begin(&page);
    page.text.failed |= options->json ? !vikt_moves_json(moves, &page.text)
                                      : !vikt_moves_summary(moves, limit, &page.arena, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}

vikt_code vikt_report_compare(const vikt_compare *compare, size_t limit,
                              const vikt_report_options *options, char **out, vikt_error *err)
{
    vikt_page page;
    vikt_page_begin(&page);
    page.text.failed |= options->json
                            ? !vikt_compare_json(compare, &page.text)
                            : !vikt_compare_summary(compare, limit, &page.arena, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}

/* ---- the list of runs ---- */

typedef struct runs_writer {
    vikt_json *json; /* one of the two */
    vikt_table *table;
} runs_writer;

static bool add_json(void *context, const vikt_run_line *run)
{
    vikt_json *json = ((runs_writer *)context)->json;
    vikt_json_object(json, NULL);
    vikt_json_count(json, "run_id", (uint64_t)run->run_id);
    vikt_json_text(json, "as_of", run->as_of);
    vikt_json_text(json, "started_at", run->started_at);
    vikt_json_text(json, "status", run->status);
    vikt_json_text(json, "profile", run->profile);
    vikt_json_text(json, "primary", run->primary_scheme);
    vikt_json_count(json, "customers", (uint64_t)run->customers);
    vikt_json_count(json, "rejected", (uint64_t)run->rejected);
    vikt_json_count(json, "unclassified", (uint64_t)run->unclassified);
    if (run->previous_id) {
        vikt_json_count(json, "previous_run_id", (uint64_t)run->previous_id);
        vikt_json_truth(json, "same_profile", run->same_profile);
    } else {
        vikt_json_string(json, "previous_run_id", NULL);
        vikt_json_string(json, "same_profile", NULL);
    }
    vikt_json_end(json, '}');
    return true;
}

static bool add_row(void *context, const vikt_run_line *run)
{
    vikt_table *table = ((runs_writer *)context)->table;
    vikt_table_print(table, "%lld", (long long)run->run_id);
    vikt_table_cell(table, run->as_of);
    vikt_table_cell(table, run->started_at);
    vikt_table_cell(table, run->profile);
    vikt_table_cell(table, run->primary_scheme);
    vikt_table_number(table, (double)run->customers, 0);
    vikt_table_number(table, (double)run->rejected, 0);
    vikt_table_number(table, (double)run->unclassified, 0);
    vikt_table_number(table, run->previous_id ? (double)run->previous_id : NAN, 0);
    vikt_table_cell(table, !run->previous_id   ? VIKT_TEXT("-")
                           : run->same_profile ? VIKT_TEXT("same")
                                               : VIKT_TEXT("other"));
    return !table->failed;
}

static vikt_code runs_as_json(vikt_store *store, vikt_page *page, vikt_error *err)
{
    vikt_json json;
    runs_writer writer = {.json = &json};
    vikt_json_init(&json, &page->text);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_array(&json, "runs");
    vikt_code rc = vikt_history_runs(store, add_json, &writer, err);
    vikt_json_end(&json, ']');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(&page->text, '\n');
    return rc;
}

static vikt_code runs_as_table(vikt_store *store, vikt_page *page, vikt_error *err)
{
    static const char *const headings[] = {
        "run",       "as of",    "started",      "profile", "primary scheme",
        "customers", "rejected", "unclassified", "before",  "its profile"};
    vikt_table table;
    runs_writer writer = {.table = &table};
    vikt_table_init(&table, &page->arena, "rllllrrrrl", true);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        vikt_table_cell(&table, vikt_text_of(headings[i]));
    vikt_code rc = vikt_history_runs(store, add_row, &writer, err);
    if (rc == VIKT_OK)
        vikt_table_write(&table, &page->text);
    return rc;
}

vikt_code vikt_report_runs(const char *database, const vikt_report_options *options, char **out,
                           vikt_error *err)
{
    vikt_page page;
    vikt_store *store = NULL;
    vikt_page_begin(&page);
    vikt_code rc = vikt_store_open(database, VIKT_STORE_READ, &store, err);
    if (rc == VIKT_OK)
        rc = options->json ? runs_as_json(store, &page, err) : runs_as_table(store, &page, err);
    vikt_store_close(store);
    return vikt_page_end(&page, rc, options, out, err);
}

void vikt_report_free(char *text)
{
    vikt_release(vikt_allocator_default(), text);
}
