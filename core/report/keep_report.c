/* SPDX-License-Identifier: MIT
 *
 * What was dropped from a database, for people and for programs.
 */
#include <stdio.h>

#include "core/base/json.h"
#include "core/base/locale.h"
#include "core/persist/prune.h"
#include "core/report/report.h"
#include "core/report/table.h"

static void write_bytes(vikt_buffer *out, int64_t bytes)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)bytes);

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            vikt_buffer_byte(out, ' ');
        vikt_buffer_byte(out, digits[i]);
    }
    vikt_buffer_string(out, " bytes");
}

static void write_size(vikt_buffer *out, int64_t before, int64_t after, const vikt_error *reason)
{
    char text[1024];

    vikt_buffer_string(out, "  The file had ");
    write_bytes(out, before);
    vikt_buffer_string(out, " and has ");
    write_bytes(out, after);
    vikt_buffer_byte(out, '\n');
    if (reason->code == VIKT_OK)
        return;
    vikt_error_format(reason, text, sizeof text);
    vikt_buffer_print(out, "  It could not be made smaller, which changes nothing else: %s\n",
                      text);
}

/* ---- prune ---- */

static const char *s_of(size_t count)
{
    return count == 1 ? "" : "s";
}

static void pruned_text(const vikt_pruned *p, vikt_buffer *out)
{
    if (p->count == 0) {
        vikt_buffer_print(out, "Nothing to drop: %.*s holds %zu run%s\n", VIKT_SHOW(p->database),
                          p->kept, s_of(p->kept));
        return;
    }
    vikt_buffer_print(out, "%s %zu run%s from %.*s, %zu stay%s\n",
                      p->dry_run ? "Would drop" : "Dropped", p->count, s_of(p->count),
                      VIKT_SHOW(p->database), p->kept, p->kept == 1 ? "s" : "");
    for (size_t i = 0; i < p->count; i++)
        vikt_buffer_print(out, "  run %lld, as of %.*s\n", (long long)p->items[i].run_id,
                          VIKT_SHOW(p->items[i].as_of));
    if (p->bereft)
        vikt_buffer_print(out,
                          "  Of those that stay, %zu %s compared with a run that is gone; its date "
                          "is kept\n",
                          p->bereft, p->bereft == 1 ? "was" : "were");
    if (!p->dry_run)
        write_size(out, p->before, p->after, &p->reason);
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
    vikt_json_truth(&json, "compacted", !p->dry_run && p->count && p->reason.code == VIKT_OK);
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
}

vikt_code vikt_report_pruned(const vikt_pruned *pruned, const vikt_report_options *options,
                             char **out, vikt_error *err)
{
    vikt_buffer buffer;
    vikt_locale locale = vikt_locale_begin();

    *out = NULL;
    vikt_buffer_init(&buffer, NULL, VIKT_REPORT_MAX);
    if (options->json)
        pruned_json(pruned, &buffer);
    else
        pruned_text(pruned, &buffer);
    vikt_locale_end(locale);
    return vikt_report_hand_over(&buffer, true, options, out, err);
}
