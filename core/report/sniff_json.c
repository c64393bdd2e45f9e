/* SPDX-License-Identifier: MIT
 *
 * What a data file is, for programs: version 1. Names are only ever added.
 */
#include <math.h>

#include "core/base/date.h"
#include "core/report/sniff_words.h"

static vikt_text text_or_null(const char *text)
{
    return text && text[0] ? vikt_text_of(text) : (vikt_text){NULL, 0};
}

static void write_file(const vikt_sniff *sniff, vikt_json *json)
{
    vikt_json_count(json, "version", 1);
    vikt_json_string(json, "file", sniff->run->company.data);
    vikt_json_count(json, "bytes", sniff->bytes);
    vikt_json_string(json, "format", sniff->format);
    vikt_json_string(json, "encoding", sniff->encoding);
    vikt_json_text(json, "encoding_proof", sniff->proof);
    vikt_json_string(json, "line_ends", sniff->line_ends);
    vikt_json_string(json, "separator", vikt_sniff_mark(sniff->separator));
    vikt_json_string(json, "decimal", vikt_sniff_mark(sniff->decimal));
    vikt_json_truth(json, "has_heading", sniff->has_heading);
    vikt_json_count(json, "titles", sniff->titles);
    vikt_json_count(json, "repeated_headings", sniff->repeated_headings);
    vikt_json_count(json, "totals", sniff->totals);
    vikt_json_count(json, "footers", sniff->footers);
    vikt_json_count(json, "heading_row", (uint64_t)sniff->heading_row);
    vikt_json_count(json, "rows", sniff->rows);
    vikt_json_count(json, "ragged_rows", sniff->ragged);
    vikt_json_string(json, "kind", vikt_source_word(sniff->kind));
    vikt_json_string(json, "kind_why", sniff->kind_why);
}

static void write_ends(const vikt_sniff_column *column, vikt_json *json)
{
    char least[11], greatest[11];

    if (column->type != VIKT_TYPE_DATE || isnan(column->least)) {
        vikt_json_number(json, "least", column->least);
        vikt_json_number(json, "greatest", column->greatest);
        return;
    }
    vikt_date_write((vikt_date)column->least, least);
    vikt_date_write((vikt_date)column->greatest, greatest);
    vikt_json_string(json, "least", least);
    vikt_json_string(json, "greatest", greatest);
}

static void write_bad(const vikt_sniff_column *column, vikt_json *json)
{
    if (column->bad == 0) {
        vikt_json_string(json, "not_read", NULL);
        return;
    }
    vikt_json_object(json, "not_read");
    vikt_json_count(json, "cells", column->bad);
    vikt_json_count(json, "row", (uint64_t)column->bad_row);
    vikt_json_text(json, "value", column->bad_cell);
    vikt_json_string(json, "reason", column->bad_reason);
    vikt_json_end(json, '}');
}

static void write_column(const vikt_sniff *sniff, size_t i, vikt_json *json)
{
    const vikt_sniff_column *column = &sniff->columns[i];

    vikt_json_object(json, NULL);
    vikt_json_count(json, "column", i + 1);
    vikt_json_text(json, "heading", column->heading.text);
    vikt_json_text(json, "taken_for", vikt_sniff_meaning(sniff, column));
    vikt_json_text(json, "certainty", text_or_null(vikt_sniff_certainty(column->heading.match)));
    vikt_json_string(json, "why", column->heading.why);
    vikt_json_string(json, "turned", vikt_sniff_turn(column->heading.turn));
    vikt_json_truth(json, "read", column->heading.read);
    vikt_json_string(json, "type", vikt_type_name(column->type));
    vikt_json_text(json, "form", text_or_null(column->form));
    vikt_json_string(json, "question", column->question);
    vikt_json_count(json, "formula_errors", column->errors);
    vikt_json_truth(json, "personal", column->personal);
    vikt_json_count(json, "filled", column->filled);
    vikt_json_count(json, "empty", column->empty);
    vikt_json_count(json, "distinct", column->distinct);
    vikt_json_truth(json, "distinct_or_more", column->distinct == VIKT_SNIFF_DISTINCT_MAX);
    write_ends(column, json);
    write_bad(column, json);
    vikt_json_end(json, '}');
}

static void write_rows(const vikt_sniff *sniff, vikt_json *json)
{
    vikt_json_array(json, "first_rows");
    for (size_t row = 0; row < VIKT_SNIFF_ROWS && sniff->row_numbers[row]; row++) {
        vikt_json_object(json, NULL);
        vikt_json_count(json, "row", (uint64_t)sniff->row_numbers[row]);
        vikt_json_object(json, "values");
        for (size_t i = 0; i < sniff->column_count; i++) {
            vikt_text meaning = vikt_sniff_meaning(sniff, &sniff->columns[i]);

            if (!meaning.length)
                continue;
            vikt_json_name(json, meaning);
            vikt_json_text(json, NULL, sniff->columns[i].values[row]);
        }
        vikt_json_end(json, '}');
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static bool write_rejects(const vikt_sniff *sniff, vikt_arena *arena, vikt_json *json)
{
    size_t count;
    vikt_sniff_reject *groups = vikt_sniff_rejects(sniff, arena, &count);

    vikt_json_array(json, "rejects");
    for (size_t i = 0; groups && i < count; i++) {
        const vikt_reject *first = groups[i].first;

        vikt_json_object(json, NULL);
        vikt_json_count(json, "count", groups[i].count);
        vikt_json_truth(json, "whole_row", first->whole_row);
        vikt_json_text(json, "column", first->column);
        vikt_json_count(json, "row", (uint64_t)first->row);
        vikt_json_text(json, "value", first->value);
        vikt_json_text(json, "reason", first->reason);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
    return groups != NULL;
}

static void write_said(const vikt_sniff *sniff, vikt_json *json)
{
    const vikt_notices *notices = &sniff->run->notices;

    vikt_json_array(json, "not_understood");
    for (size_t i = 0; i < sniff->column_count; i++)
        if (!vikt_sniff_meaning(sniff, &sniff->columns[i]).length)
            vikt_json_text(json, NULL, sniff->columns[i].heading.text);
    vikt_json_end(json, ']');
    vikt_json_array(json, "notices");
    for (size_t i = 0; i < notices->count; i++)
        if (notices->items[i].severity != VIKT_ERROR)
            vikt_json_text(json, NULL, notices->items[i].text);
    vikt_json_end(json, ']');
    vikt_json_array(json, "questions");
    for (size_t i = 0; i < sniff->question_count; i++)
        vikt_json_string(json, NULL, sniff->questions[i]);
    vikt_json_end(json, ']');
}

bool vikt_sniff_json(const vikt_sniff *sniff, vikt_arena *arena, vikt_buffer *out)
{
    vikt_buffer settings;
    vikt_json json;
    bool done;

    vikt_buffer_init(&settings, arena->allocator, 1 << 20);
    vikt_sniff_settings(sniff, &settings);
    vikt_json_init(&json, out);
    vikt_json_object(&json, NULL);
    write_file(sniff, &json);
    vikt_json_array(&json, "columns");
    for (size_t i = 0; i < sniff->column_count; i++)
        write_column(sniff, i, &json);
    vikt_json_end(&json, ']');
    write_rows(sniff, &json);
    done = write_rejects(sniff, arena, &json);
    write_said(sniff, &json);
    vikt_json_text(&json, "settings", vikt_buffer_view(&settings));
    vikt_json_end(&json, '}');
    vikt_buffer_byte(out, '\n');
    out->failed |= settings.failed;
    vikt_buffer_clear(&settings);
    return done;
}
