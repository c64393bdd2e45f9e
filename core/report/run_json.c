/* SPDX-License-Identifier: MIT
 *
 * The JSON form of a run. Holds no path, hash, row number or clock value, so that the same data,
 * profile and date give the same bytes.
 */
#include "core/base/json.h"
#include "core/report/attention.h"
#include "core/report/breakdown.h"
#include "core/report/report.h"

static void write_counts(const vikt_run *run, vikt_json *json)
{
    char as_of[11];
    const vikt_import *import = run->import;
    vikt_date_write(run->as_of, as_of);
    vikt_json_count(json, "version", 1);
    if (run->id)
        vikt_json_count(json, "run_id", (uint64_t)run->id);
    else
        vikt_json_string(json, "run_id", NULL);
    vikt_json_truth(json, "unchanged", run->unchanged);
    vikt_json_string(json, "as_of", as_of);
    vikt_json_text(json, "profile", run->profile->name);
    vikt_json_count(json, "customers", vikt_run_customers(run));
    vikt_json_count(json, "rows_read", vikt_import_rows(import));
    vikt_json_count(json, "rejected", vikt_run_rejected(run));
    vikt_json_count(json, "rejected_rows", vikt_import_rejected_rows(import));
    vikt_json_count(json, "rejected_cells", vikt_import_rejected_cells(import));
    vikt_json_count(json, "unclassified", vikt_run_unclassified(run));
    vikt_json_count(json, "failures", vikt_run_failures(run));
}

static void write_presence(const vikt_run *run, vikt_json *json)
{
    const vikt_presence *presence = &run->presence;
    vikt_json_number(json, "weight_known",
                     presence->weight > 0 ? presence->weight_known / presence->weight : 0);
    vikt_json_truth(json, "thin_data", presence->thin);
    if (presence->primary == VIKT_INDEX_NONE)
        vikt_json_string(json, "primary", NULL);
    else
        vikt_json_text(json, "primary", run->profile->schemes[presence->primary].name);
}

static void write_reading(vikt_json *json, const char *name, const vikt_run *run,
                          const vikt_reading *reading)
{
    char separator[2] = {reading->separator, 0}, decimal[2] = {reading->decimal, 0};
    vikt_json_object(json, name);
    vikt_json_string(json, "kind", vikt_source_word(reading->kind));
    vikt_json_text(json, "source", reading->source);
    vikt_json_string(json, "encoding", reading->encoding);
    vikt_json_string(json, "separator", separator);
    vikt_json_string(json, "decimal", reading->decimal ? decimal : NULL);
    vikt_json_count(json, "titles", reading->titles);
    vikt_json_count(json, "repeated_headings", reading->repeated_headings);
    vikt_json_count(json, "totals", reading->totals);
    vikt_json_count(json, "footers", reading->footers);
    vikt_json_object(json, "columns");
    for (size_t i = 0; i < reading->heading_count; i++) {
        const vikt_heading *heading = &reading->headings[i];
        vikt_json_name(json, heading->text);
        vikt_json_text(json, NULL, vikt_heading_use(heading, run->profile));
    }
    vikt_json_end(json, '}');
    vikt_json_end(json, '}');
}

/* "reading" is of the first file; all of them are "readings". */
static void write_readings(const vikt_run *run, vikt_json *json)
{
    write_reading(json, "reading", run, &run->import->readings[0]);
    vikt_json_array(json, "readings");
    for (size_t i = 0; i < run->import->reading_count; i++)
        write_reading(json, NULL, run, &run->import->readings[i]);
    vikt_json_end(json, ']');
}

static bool write_schemes(const vikt_run *run, vikt_arena *arena, vikt_json *json)
{
    vikt_json_object(json, "schemes");
    for (size_t i = 0; i < run->shown_count; i++) {
        vikt_breakdown breakdown;
        if (!vikt_breakdown_of(run, run->shown[i], arena, &breakdown))
            return false;
        vikt_json_object(json, run->profile->schemes[run->shown[i]].name.at);
        for (size_t k = 0; k < breakdown.count; k++) {
            if (k + 1 == breakdown.count && !breakdown.classes[k].customers)
                continue; /* "?" only where somebody has no class */
            vikt_json_name(json, breakdown.classes[k].name);
            vikt_json_count(json, NULL, breakdown.classes[k].customers);
        }
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, '}');
    return true;
}

static void write_concentration(const vikt_run *run, vikt_json *json)
{
    vikt_concentration c;
    if (run->money == VIKT_SLOT_NONE ||
        !vikt_population_concentration(run->population, run->money, &c))
        return;
    vikt_json_object(json, "concentration");
    vikt_json_text(json, "of", vikt_profile_slot_name(run->profile, run->money));
    vikt_json_count(json, c.groups ? "groups" : "customers", c.count);
    vikt_json_number(json, "cr1", c.cr1);
    vikt_json_number(json, "cr3", c.cr3);
    vikt_json_number(json, "cr10", c.cr10);
    vikt_json_number(json, "hhi", c.hhi);
    vikt_json_number(json, "effective", c.effective);
    vikt_json_number(json, "gini", c.gini);
    vikt_json_end(json, '}');
}

static void write_attention(const vikt_run *run, vikt_arena *arena, vikt_json *json)
{
    vikt_attention list[VIKT_ATTENTION_MAX];
    size_t count = vikt_attention_find(run, arena, list);
    vikt_json_array(json, "look_at_first");
    for (size_t i = 0; i < count; i++) {
        vikt_json_object(json, NULL);
        vikt_json_text(json, "key", vikt_population_key(run->population, list[i].row));
        vikt_json_text(json, "name", vikt_population_name(run->population, list[i].row));
        vikt_json_string(json, "reason", vikt_attention_word(list[i].reason));
        vikt_json_string(json, "text", list[i].text);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void write_notices(const vikt_run *run, vikt_json *json)
{
    static const char *const words[] = {"note", "warning", "error"};
    vikt_json_array(json, "notices");
    for (size_t i = 0; i < run->notices.count; i++) {
        vikt_json_object(json, NULL);
        vikt_json_string(json, "severity", words[run->notices.items[i].severity]);
        vikt_json_text(json, "text", run->notices.items[i].text);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

bool vikt_run_json(const vikt_run *run, vikt_arena *arena, vikt_buffer *out)
{
    vikt_json json;
    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    write_counts(run, &json);
    write_presence(run, &json);
    if (!write_schemes(run, arena, &json))
        return false;
    write_concentration(run, &json);
    write_readings(run, &json);
    vikt_ratings_json(run, &json);
    vikt_since_json(run, &json);
    write_attention(run, arena, &json);
    write_notices(run, &json);
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
    return !out->failed;
}
