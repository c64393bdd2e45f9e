/* SPDX-License-Identifier: MIT
 *
 * What was found when runs were verified: for people, and for programs.
 */
#include <vikt/verify.h>

#include "core/report/page.h"
#include "core/report/report.h"
#include "core/report/table.h"
#include "core/run/verify.h"

/* ---- for people ---- */

static void write_break(const vikt_seal_break *b, vikt_buffer *out)
{
    if (b->state == VIKT_SEAL_LOST)
        vikt_buffer_print(out, "  The seal of %s is lost\n", b->table);
    else if (b->rows != b->sealed)
        vikt_buffer_print(out, "  %s has changed: %lld rows were sealed, there are %lld\n",
                          b->table, (long long)b->sealed, (long long)b->rows);
    else
        vikt_buffer_print(out, "  %s has changed since it was sealed\n", b->table);
}

static void write_seals(const vikt_verified_run *run, vikt_buffer *out)
{
    if (!run->sealed)
        vikt_buffer_string(out, "  It has no seals: it was stored by an earlier version\n");
    else if (!run->break_count)
        vikt_buffer_string(out, "  All seals are whole\n");
    for (size_t i = 0; i < run->break_count; i++)
        write_break(&run->breaks[i], out);
}

static void write_side(const char *what, vikt_text text, vikt_buffer *out)
{
    if (text.at)
        vikt_buffer_print(out, "%s \"%.*s\"", what, VIKT_SHOW(text));
    else
        vikt_buffer_print(out, "%s nothing", what);
}

static void write_cell(const vikt_verified_cell *cell, vikt_buffer *out)
{
    vikt_buffer_print(out, "    %s%s%.*s%s%.*s: ", cell->table, cell->row.length ? ", " : "",
                      VIKT_SHOW(cell->row), cell->column.length ? ", " : "",
                      VIKT_SHOW(cell->column));
    write_side("stored", cell->stored, out);
    write_side(", computed", cell->computed, out);
    vikt_buffer_byte(out, '\n');
}

static void write_how(const vikt_verified_run *run, vikt_buffer *out)
{
    switch (run->how) {
    case VIKT_RECOMPUTED_NOT:
        vikt_buffer_string(out, "  Not computed again");
        break;
    case VIKT_RECOMPUTED_FILES:
        vikt_buffer_string(out, "  Computed again from its input files");
        break;
    case VIKT_RECOMPUTED_VALUES:
        vikt_buffer_string(out, "  Computed again from the values that it stored");
        break;
    }
    if (run->how != VIKT_RECOMPUTED_FILES && run->why)
        vikt_buffer_print(out, ", for %s", run->why);
    if (run->failure)
        vikt_buffer_print(out, ": %s", run->failure);
    if (run->how != VIKT_RECOMPUTED_NOT)
        vikt_buffer_print(out, ": %zu rows compared, %zu %s", run->audit.rows, run->cells,
                          vikt_plural(run->cells, "difference", "differences"));
    vikt_buffer_byte(out, '\n');
}

static void write_limits(const vikt_verified_run *run, vikt_buffer *out)
{
    if (vikt_verified_elsewhere(run))
        vikt_buffer_print(out,
                          "  It was stored by vikt %.*s, and this is " VIKT_VERSION
                          ": what differs may be due to that\n",
                          VIKT_SHOW(run->engine));
    if (run->audit.scope.lacks_previous)
        vikt_buffer_print(out, "  The run before it is gone: classes%s were not compared\n",
                          run->audit.scope.reads_previous ? ", points and scores" : "");
    if (run->forgotten)
        vikt_buffer_print(out, "  %lld %s been forgotten%s\n", (long long)run->forgotten,
                          run->forgotten == 1 ? "customer has" : "customers have",
                          run->how == VIKT_RECOMPUTED_NOT
                              ? ": without them the rest cannot be computed from what is stored"
                              : "; values, points and scores of the rest were compared");
}

static void write_run(const vikt_verified_run *run, vikt_buffer *out)
{
    size_t problems = vikt_verified_problems(run);

    vikt_buffer_print(out, "\n" VIKT_BOLD "Run %lld, as of %.*s: ", (long long)run->run_id,
                      VIKT_SHOW(run->as_of));
    if (problems)
        vikt_buffer_print(out, "%zu %s" VIKT_PLAIN "\n", problems,
                          vikt_plural(problems, "problem", "problems"));
    else
        vikt_buffer_string(out, "right" VIKT_PLAIN "\n");
    write_seals(run, out);
    write_how(run, out);
    for (size_t i = 0; i < run->cells && i < VIKT_VERIFY_SHOWN; i++)
        write_cell(&run->shown[i], out);
    if (run->cells > VIKT_VERIFY_SHOWN)
        vikt_buffer_print(out, "    and %zu more\n", run->cells - VIKT_VERIFY_SHOWN);
    write_limits(run, out);
}

static void write_text(const vikt_verification *v, vikt_buffer *out)
{
    if (v->damage_count)
        vikt_buffer_print(out, VIKT_BOLD "%s is damaged; go back to a copy of it" VIKT_PLAIN "\n",
                          v->database);
    else
        vikt_buffer_print(out, "%s: SQLite finds it whole\n", v->database);
    for (size_t i = 0; i < v->damage_count; i++)
        vikt_buffer_print(out, "  %.*s\n", VIKT_SHOW(v->damage[i]));
    for (size_t i = 0; i < v->form_count; i++)
        vikt_buffer_print(out, "  %.*s\n", VIKT_SHOW(v->form[i]));
    for (size_t i = 0; i < v->run_count; i++)
        write_run(&v->runs[i], out);
}

/* ---- for programs ---- */

static void json_texts(vikt_json *json, const char *name, const vikt_text *texts, size_t count)
{
    vikt_json_array(json, name);
    for (size_t i = 0; i < count; i++)
        vikt_json_text(json, NULL, texts[i]);
    vikt_json_end(json, ']');
}

static void json_breaks(vikt_json *json, const vikt_verified_run *run)
{
    vikt_json_array(json, "broken_seals");
    for (size_t i = 0; i < run->break_count; i++) {
        vikt_json_object(json, NULL);
        vikt_json_string(json, "table", run->breaks[i].table);
        vikt_json_truth(json, "lost", run->breaks[i].state == VIKT_SEAL_LOST);
        vikt_json_count(json, "sealed_rows", (uint64_t)run->breaks[i].sealed);
        vikt_json_count(json, "rows", (uint64_t)run->breaks[i].rows);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void json_cells(vikt_json *json, const vikt_verified_run *run)
{
    vikt_json_count(json, "differences", run->cells);
    vikt_json_array(json, "shown");
    for (size_t i = 0; i < run->cells && i < VIKT_VERIFY_SHOWN; i++) {
        vikt_json_object(json, NULL);
        vikt_json_string(json, "table", run->shown[i].table);
        vikt_json_text(json, "row", run->shown[i].row);
        vikt_json_text(json, "column", run->shown[i].column);
        vikt_json_text(json, "stored", run->shown[i].stored);
        vikt_json_text(json, "computed", run->shown[i].computed);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void json_run(vikt_json *json, const vikt_verified_run *run)
{
    static const char *const how[] = {NULL, "files", "values"};

    vikt_json_object(json, NULL);
    vikt_json_count(json, "run_id", (uint64_t)run->run_id);
    vikt_json_text(json, "as_of", run->as_of);
    vikt_json_text(json, "engine", run->engine);
    vikt_json_count(json, "problems", vikt_verified_problems(run));
    vikt_json_truth(json, "sealed", run->sealed);
    json_breaks(json, run);
    vikt_json_string(json, "computed_from", how[run->how]);
    vikt_json_string(json, "why", run->how == VIKT_RECOMPUTED_FILES ? NULL : run->why);
    vikt_json_string(json, "failure", run->failure);
    vikt_json_count(json, "rows", run->audit.rows);
    vikt_json_count(json, "forgotten", (uint64_t)run->forgotten);
    vikt_json_truth(json, "previous_gone", run->audit.scope.lacks_previous);
    json_cells(json, run);
    vikt_json_end(json, '}');
}

static void write_json(const vikt_verification *v, vikt_buffer *out)
{
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_count(&json, "problems", vikt_verification_problems(v));
    json_texts(&json, "damage", v->damage, v->damage_count);
    json_texts(&json, "form", v->form, v->form_count);
    vikt_json_array(&json, "runs");
    for (size_t i = 0; i < v->run_count; i++)
        json_run(&json, &v->runs[i]);
    vikt_json_end(&json, ']');
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

vikt_code vikt_report_verification(const vikt_verification *v, const vikt_report_options *options,
                                   char **out, vikt_error *err)
{
    vikt_page page;

    vikt_page_begin(&page);
    if (options->json)
        write_json(v, &page.text);
    else
        write_text(v, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}
