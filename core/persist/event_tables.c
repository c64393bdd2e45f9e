/* SPDX-License-Identifier: MIT
 *
 * What came in and what happened: inputs, rejects, cut values, notices, failures, printed lines.
 */
#include "core/base/json.h"
#include "core/persist/mapping.h"
#include "core/persist/run_table.h"

static const char *word_of_key(vikt_key_origin origin)
{
    switch (origin) {
    case VIKT_KEY_COLUMN:
        return "column";
    case VIKT_KEY_BY_NAME:
        return "name";
    case VIKT_KEY_BY_ROW:
        return "row";
    }
    return "";
}

static const char *word_of_severity(vikt_severity severity)
{
    switch (severity) {
    case VIKT_NOTE:
        return "note";
    case VIKT_WARNING:
        return "warning";
    case VIKT_ERROR:
        return "error";
    }
    return "";
}

/* ---- run_input ---- */

static void add_headings(vikt_json *json, const vikt_reading *reading, const vikt_profile *profile)
{
    vikt_json_array(json, "headings");
    for (size_t i = 0; i < reading->heading_count; i++) {
        const vikt_heading *heading = &reading->headings[i];

        vikt_json_object(json, NULL);
        vikt_json_text(json, "heading", heading->text);
        vikt_json_text(json, "field", vikt_heading_use(heading, profile));
        vikt_json_string(json, "match", vikt_mapping_word(heading->match));
        if (heading->why)
            vikt_json_string(json, "why", heading->why);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void add_reading(vikt_json *json, const vikt_reading *reading, const vikt_profile *profile)
{
    vikt_json_object(json, NULL);
    vikt_json_string(json, "kind", vikt_source_word(reading->kind));
    vikt_json_string(json, "encoding", reading->encoding);
    vikt_json_text(json, "proof", reading->proof);
    vikt_json_text(json, "separator", (vikt_text){&reading->separator, 1});
    vikt_json_text(json, "decimal",
                   reading->decimal ? (vikt_text){&reading->decimal, 1} : (vikt_text){NULL, 0});
    vikt_json_truth(json, "has_heading", !reading->is_headless);
    vikt_json_count(json, "titles", reading->titles);
    vikt_json_count(json, "repeated_headings", reading->repeated_headings);
    vikt_json_count(json, "totals", reading->totals);
    vikt_json_count(json, "footers", reading->footers);
    vikt_json_string(json, "key", word_of_key(reading->key_origin));
    add_headings(json, reading, profile);
    vikt_json_end(json, '}');
}

static bool reading_of(const vikt_run_source *source, size_t row, vikt_datum *out)
{
    vikt_buffer buffer;
    vikt_json json;
    vikt_text text = {NULL, 0};

    vikt_buffer_init(&buffer, source->arena->allocator, 1 << 26);
    vikt_json_init(&json, &buffer);
    add_reading(&json, &source->record->import->readings[row], source->record->profile);
    if (!buffer.failed)
        text = vikt_text_copy(source->arena, vikt_buffer_view(&buffer));
    vikt_buffer_clear(&buffer);
    *out = vikt_datum_text(text);
    return text.at;
}

static size_t count_inputs(const vikt_run_source *source)
{
    return source->record->import ? source->record->import->reading_count : 0;
}

static bool fill_input(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_reading *reading = &source->record->import->readings[row];

    cells[0] = vikt_datum_index(row);
    cells[1] = vikt_datum_text(reading->source);
    cells[2] = vikt_datum_string(reading->digest);
    cells[3] = vikt_datum_integer((int64_t)reading->bytes);
    cells[4] = vikt_datum_integer((int64_t)reading->rows);
    return reading_of(source, row, &cells[5]);
}

/* ---- reject ---- */

static size_t count_rejects(const vikt_run_source *source)
{
    return source->record->import->reject_count;
}

static bool fill_reject(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_reject *reject = &source->record->import->rejects[row];

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_text(reject->source);
    *cells++ = vikt_datum_integer(reject->row);
    *cells++ = vikt_datum_text(reject->column);
    *cells++ = vikt_datum_text(reject->key);
    *cells++ = vikt_datum_text(reject->value);
    *cells++ = vikt_datum_text(reject->reason);
    *cells++ = vikt_datum_integer(reject->whole_row);
    return true;
}

/* ---- run_cut: those of the criteria, then those of the schemes ---- */

static size_t count_cuts(const vikt_run_source *source)
{
    return source->record->points->cuts.count + source->record->classification->cuts.count;
}

static bool fill_cut(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_cuts *first = &source->record->points->cuts;
    const vikt_cuts *second = &source->record->classification->cuts;
    const vikt_cut *cut =
        row < first->count ? &first->items[row] : &second->items[row - first->count];

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_text(cut->statement);
    *cells++ = vikt_datum_text(cut->name);
    *cells++ = vikt_datum_real(cut->value);
    return true;
}

/* ---- run_notice, run_print, failure ---- */

static size_t count_notices(const vikt_run_source *source)
{
    return source->record->notice_count;
}

static bool fill_notice(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_notice *notice = &source->record->notices[row];

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_string(word_of_severity(notice->severity));
    *cells++ = vikt_datum_text(notice->text);
    return true;
}

static size_t count_prints(const vikt_run_source *source)
{
    return source->record->script ? source->record->script->printed.count : 0;
}

static vikt_datum key_of(const vikt_run_source *source, uint32_t row)
{
    return vikt_datum_text(vikt_population_key(source->record->population, row));
}

static bool fill_print(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_note *note = &source->record->script->printed.items[row];

    *cells++ = vikt_datum_index(row);
    *cells++ = key_of(source, note->row);
    *cells++ = vikt_datum_text(note->text);
    return true;
}

static size_t count_failures(const vikt_run_source *source)
{
    return source->record->script ? source->record->script->failure_count : 0;
}

static bool place_of(const vikt_place *place, vikt_arena *arena, vikt_datum *out)
{
    *out = vikt_datum_null();
    if (!place->source[0])
        return true;
    *out = vikt_datum_string(place->line > 0
                                 ? vikt_arena_print(arena, "%s:%ld", place->source, place->line)
                                 : place->source);
    return out->text.at;
}

static bool fill_failure(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_failure *failure = &source->record->script->failures[row];

    cells[0] = vikt_datum_index(row);
    cells[1] = key_of(source, failure->row);
    cells[2] = vikt_datum_string(failure->function->what);
    cells[4] = vikt_datum_string(failure->error.message);
    return place_of(&failure->error.place, source->arena, &cells[3]);
}

const vikt_run_table vikt_event_tables[] = {
    {"run_input", 7, count_inputs, fill_input},
    {"reject", 9, count_rejects, fill_reject},
    {"run_cut", 5, count_cuts, fill_cut},
    {"run_notice", 4, count_notices, fill_notice},
    {"run_print", 4, count_prints, fill_print},
    {"failure", 6, count_failures, fill_failure},
    {0},
};
