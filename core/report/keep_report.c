/* SPDX-License-Identifier: MIT
 *
 * What was dropped from a database, or who was taken out of it, for people and for programs.
 */
#include "core/base/json.h"
#include "core/base/number.h"
#include "core/persist/forget.h"
#include "core/persist/prune.h"
#include "core/report/page.h"
#include "core/report/report.h"
#include "core/report/table.h"

static void write_bytes(vikt_buffer *out, int64_t bytes)
{
    char digits[64];

    vikt_number_show((double)bytes, 0, '.', digits);
    vikt_buffer_print(out, "%s bytes", digits);
}

static void write_size(vikt_buffer *out, int64_t before, int64_t after, bool compacted)
{
    vikt_buffer_string(out, "  The file had ");
    write_bytes(out, before);
    vikt_buffer_string(out, " and has ");
    write_bytes(out, after);
    vikt_buffer_byte(out, '\n');
    if (!compacted)
        vikt_buffer_string(out, "  It could not be written anew: there is no room for that, or "
                                "another program uses it; later runs fill the gaps\n");
}

/* ---- prune ---- */

static void pruned_text(const vikt_pruned *p, vikt_buffer *out)
{
    if (p->count == 0) {
        vikt_buffer_print(out, "Nothing to drop: %.*s holds %zu run%s\n", VIKT_SHOW(p->database),
                          p->kept, vikt_plural(p->kept, "", "s"));
        return;
    }
    vikt_buffer_print(out, "%s %zu run%s from %.*s, %zu stay%s\n",
                      p->dry_run ? "Would drop" : "Dropped", p->count,
                      vikt_plural(p->count, "", "s"), VIKT_SHOW(p->database), p->kept,
                      p->kept == 1 ? "s" : "");
    for (size_t i = 0; i < p->count; i++)
        vikt_buffer_print(out, "  run %lld, as of %.*s\n", (long long)p->items[i].run_id,
                          VIKT_SHOW(p->items[i].as_of));
    if (p->bereft)
        vikt_buffer_print(out,
                          "  Of those that stay, %zu %s compared with a run that is gone; its date "
                          "is kept\n",
                          p->bereft, p->bereft == 1 ? "was" : "were");
    if (!p->dry_run)
        write_size(out, p->before, p->after, p->compacted);
}

static void pruned_json(const vikt_pruned *p, vikt_buffer *out)
{
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_text(&json, "database", p->database);
    vikt_json_truth(&json, "dry_run", p->dry_run);
    vikt_json_count(&json, "kept", p->kept);
    vikt_json_array(&json, "dropped");
    for (size_t i = 0; i < p->count; i++) {
        vikt_json_object(&json, NULL);
        vikt_json_count(&json, "run_id", (uint64_t)p->items[i].run_id);
        vikt_json_text(&json, "as_of", p->items[i].as_of);
        vikt_json_end(&json, '}');
    }
    vikt_json_end(&json, ']');
    vikt_json_count(&json, "without_previous", p->bereft);
    vikt_json_count(&json, "bytes_before", (uint64_t)p->before);
    vikt_json_count(&json, "bytes_after", (uint64_t)p->after);
    vikt_json_truth(&json, "compacted", p->compacted);
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

vikt_code vikt_report_pruned(const vikt_pruned *pruned, const vikt_report_options *options,
                             char **out, vikt_error *err)
{
    vikt_page page;

    vikt_page_begin(&page);
    if (options->json)
        pruned_json(pruned, &page.text);
    else
        pruned_text(pruned, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}

/* ---- forget ---- */

/* And not how JSON writes one. */
static bool is_own_word(const vikt_forgotten *f, vikt_text word)
{
    bool own = vikt_text_equal(word, f->key);

    for (size_t i = 0; i < f->name_count; i++)
        own |= vikt_text_equal(word, f->names[i]);
    return own;
}

static void write_quoted(vikt_buffer *out, vikt_text word)
{
    vikt_buffer_print(out, "\"%.*s\"", VIKT_SHOW(word));
}

/* "Neither "K-101" nor "Alfa" is", "None of ... is", ""K-101" is not". */
static void write_words(const vikt_forgotten *f, vikt_buffer *out)
{
    if (f->name_count > 0)
        vikt_buffer_string(out, f->name_count == 1 ? "Neither " : "None of ");
    write_quoted(out, f->key);
    for (size_t i = 0; i < f->name_count; i++) {
        vikt_buffer_string(out, f->name_count == 1 ? " nor " : ", ");
        write_quoted(out, f->names[i]);
    }
    vikt_buffer_string(out, f->name_count > 0 ? " is" : " is not");
}

static bool are_all_in_bytes(const vikt_forgotten *f)
{
    for (size_t i = 0; i < f->sought.count; i++)
        if (is_own_word(f, f->sought.words[i].text) && !vikt_sought_is_in_bytes(&f->sought, i))
            return false;
    return true;
}

/* Word by word, where not all could be looked for in the same way. */
static void write_byte_proof(const vikt_forgotten *f, vikt_buffer *out)
{
    for (size_t i = 0; i < f->sought.count; i++) {
        if (!is_own_word(f, f->sought.words[i].text))
            continue;
        vikt_buffer_string(out, "  ");
        write_quoted(out, f->sought.words[i].text);
        if (vikt_sought_is_in_bytes(&f->sought, i)) {
            vikt_buffer_string(out, " is not in ");
            write_bytes(out, f->bytes);
            vikt_buffer_string(out, " either\n");
        } else {
            vikt_buffer_string(out, " is short or a part of other texts: it was looked for in the "
                                    "tables, and not byte by byte\n");
        }
    }
}

static void write_proof(const vikt_forgotten *f, vikt_buffer *out)
{
    vikt_buffer_string(out, "  ");
    write_words(f, out);
    vikt_buffer_print(out, " in %zu tables", f->tables);
    if (are_all_in_bytes(f)) {
        vikt_buffer_string(out, " or ");
        write_bytes(out, f->bytes);
    }
    vikt_buffer_print(out, " any more%s\n", f->place_count ? ", but for what is not changed:" : "");
    for (size_t i = 0; i < f->place_count; i++) {
        const vikt_forgotten_spot *spot = &f->places[i];

        vikt_buffer_print(out, "    %.*s", VIKT_SHOW(spot->place));
        if (spot->is_profile)
            vikt_buffer_print(out, ": the profile, as stored with %lld run%s, last with run %lld\n",
                              (long long)spot->rows, vikt_plural((size_t)spot->rows, "", "s"),
                              (long long)spot->run);
        else
            vikt_buffer_print(out, ": %lld row%s that %s not the customer's\n",
                              (long long)spot->rows, vikt_plural((size_t)spot->rows, "", "s"),
                              spot->rows == 1 ? "is" : "are");
    }
    if (!are_all_in_bytes(f))
        write_byte_proof(f, out);
}

static void forgotten_text(const vikt_forgotten *f, vikt_buffer *out)
{
    vikt_buffer_string(out, f->dry_run ? "Would forget " : "Forgot ");
    write_quoted(out, f->key);
    if (f->name_count > 0)
        vikt_buffer_print(out, ", %.*s,", VIKT_SHOW(f->names[0]));
    vikt_buffer_print(out, " in %.*s: results of %zu run%s\n", VIKT_SHOW(f->database), f->results,
                      vikt_plural(f->results, "", "s"));
    for (size_t i = 0; i < f->row_count; i++)
        vikt_buffer_print(out, "  %s: %lld row%s %s\n", f->rows[i].table,
                          (long long)f->rows[i].rows, vikt_plural((size_t)f->rows[i].rows, "", "s"),
                          f->rows[i].masked ? "masked" : "deleted");
    for (size_t i = 0; i < f->unsealed_count; i++)
        vikt_buffer_print(out,
                          "  Run %lld had been changed before: its seals are left as they are, and "
                          "vikt verify tells it\n",
                          (long long)f->unsealed[i]);
    if (f->dry_run)
        return;
    write_size(out, f->before, f->after, f->compacted);
    write_proof(f, out);
    vikt_buffer_string(out, "The data, copies and exports are not touched: the next run that is "
                            "stored takes the customer up again if its data has it\n");
}

static void forgotten_places(const vikt_forgotten *f, vikt_json *json)
{
    vikt_json_array(json, "named");
    for (size_t i = 0; i < f->place_count; i++) {
        const vikt_forgotten_spot *spot = &f->places[i];

        vikt_json_object(json, NULL);
        vikt_json_text(json, "place", spot->place);
        vikt_json_truth(json, "profile", spot->is_profile);
        vikt_json_count(json, spot->is_profile ? "runs" : "rows", (uint64_t)spot->rows);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void forgotten_proof(const vikt_forgotten *f, vikt_json *json)
{
    vikt_json_object(json, "proof");
    vikt_json_count(json, "tables", f->tables);
    vikt_json_count(json, "bytes", (uint64_t)f->bytes);
    vikt_json_array(json, "in_bytes");
    for (size_t i = 0; i < f->sought.count; i++)
        if (vikt_sought_is_in_bytes(&f->sought, i) && is_own_word(f, f->sought.words[i].text))
            vikt_json_text(json, NULL, f->sought.words[i].text);
    vikt_json_end(json, ']');
    forgotten_places(f, json);
    vikt_json_end(json, '}');
}

static void forgotten_json(const vikt_forgotten *f, vikt_buffer *out)
{
    vikt_json json;

    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    vikt_json_count(&json, "version", 1);
    vikt_json_text(&json, "database", f->database);
    vikt_json_truth(&json, "dry_run", f->dry_run);
    vikt_json_text(&json, "key", f->key);
    vikt_json_array(&json, "names");
    for (size_t i = 0; i < f->name_count; i++)
        vikt_json_text(&json, NULL, f->names[i]);
    vikt_json_end(&json, ']');
    vikt_json_count(&json, "results", f->results);
    vikt_json_array(&json, "rows");
    for (size_t i = 0; i < f->row_count; i++) {
        vikt_json_object(&json, NULL);
        vikt_json_string(&json, "table", f->rows[i].table);
        vikt_json_count(&json, f->rows[i].masked ? "masked" : "deleted", (uint64_t)f->rows[i].rows);
        vikt_json_end(&json, '}');
    }
    vikt_json_end(&json, ']');
    vikt_json_array(&json, "changed_before");
    for (size_t i = 0; i < f->unsealed_count; i++)
        vikt_json_count(&json, NULL, (uint64_t)f->unsealed[i]);
    vikt_json_end(&json, ']');
    vikt_json_count(&json, "bytes_before", (uint64_t)f->before);
    vikt_json_count(&json, "bytes_after", (uint64_t)f->after);
    vikt_json_truth(&json, "compacted", f->compacted);
    if (!f->dry_run)
        forgotten_proof(f, &json);
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

vikt_code vikt_report_forgotten(const vikt_forgotten *forgotten, const vikt_report_options *options,
                                char **out, vikt_error *err)
{
    vikt_page page;

    vikt_page_begin(&page);
    if (options->json)
        forgotten_json(forgotten, &page.text);
    else
        forgotten_text(forgotten, &page.text);
    return vikt_page_end(&page, VIKT_OK, options, out, err);
}
