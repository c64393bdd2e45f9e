/* SPDX-License-Identifier: MIT */
#include "core/persist/stored_values.h"

#include "core/base/number.h"
#include "core/import/cursor.h"

/* ---- the values of a customer ---- */

static bool is_word(const vikt_cursor *in, vikt_text word)
{
    return (size_t)(in->end - in->at) >= word.length && !memcmp(in->at, word.at, word.length);
}

static bool take_word(vikt_cursor *in, vikt_text word)
{
    bool there = is_word(in, word);

    in->at += there ? word.length : 0;
    return there;
}

static bool take_number(vikt_cursor *in, double *out)
{
    const char *begin = in->at;

    while (in->at < in->end && *in->at != ',' && *in->at != ']')
        in->at++;
    return vikt_number_parse((vikt_text){begin, (size_t)(in->at - begin)}, out);
}

/* Without its quotes; escapes as what they mean. Nearly no text has any. */
static bool take_text(vikt_cursor *in, vikt_buffer *scratch, vikt_text *out)
{
    const char *begin = in->at + 1;

    if (!vikt_cursor_accept(in, '"'))
        return false;
    while (in->at < in->end && *in->at != '"' && *in->at != '\\')
        in->at++;
    if (in->at < in->end && *in->at == '"') {
        *out = (vikt_text){begin, (size_t)(in->at++ - begin)};
        return true;
    }
    in->at = begin;
    scratch->length = 0;
    if (vikt_cursor_string(in, scratch) != VIKT_OK)
        return false;
    *out = (vikt_text){scratch->at ? scratch->at : "", scratch->length};
    return true;
}

static bool take_date(vikt_cursor *in, vikt_buffer *scratch, double *out)
{
    vikt_text text;
    vikt_date date;

    if (!take_text(in, scratch, &text) || !vikt_date_read(text, &date))
        return false;
    *out = (double)date;
    return true;
}

static bool take_truth(vikt_cursor *in, double *out)
{
    *out = take_word(in, VIKT_TEXT("true"));
    return *out != 0 || take_word(in, VIKT_TEXT("false"));
}

static bool take_cell(vikt_cursor *in, vikt_column *column, size_t row, vikt_pool *pool,
                      vikt_buffer *scratch)
{
    vikt_text text;
    bool failed = false;

    if (take_word(in, VIKT_TEXT("null")))
        return true;
    switch (column->type) {
    case VIKT_TYPE_UNKNOWN:
    case VIKT_TYPE_NUMBER:
        return take_number(in, &column->numbers[row]);
    case VIKT_TYPE_DATE:
        return take_date(in, scratch, &column->numbers[row]);
    case VIKT_TYPE_TRUTH:
        return take_truth(in, &column->numbers[row]);
    case VIKT_TYPE_TEXT:
        if (!take_text(in, scratch, &text) || text.length > VIKT_CELL_MAX)
            return false;
        column->cells[row] = vikt_cell_copied(pool, text, &failed);
        return !failed;
    }
    return false;
}

bool vikt_stored_values_read(vikt_text json, const vikt_stored_column *columns, size_t count,
                             size_t row, vikt_pool *pool, vikt_buffer *scratch)
{
    vikt_error error = {0};
    vikt_cursor in = {
        .name = "values", .text = json, .at = json.at, .end = vikt_text_end(json), .err = &error};

    if (!vikt_cursor_accept(&in, '['))
        return false;
    for (size_t i = 0; i < count; i++) {
        if ((i > 0 && !vikt_cursor_accept(&in, ',')) ||
            !take_cell(&in, columns[i].column, row, pool, scratch))
            return false;
    }
    return vikt_cursor_accept(&in, ']') && in.at == in.end;
}

/* ---- the files of a profile ---- */

static bool take_member(vikt_cursor *in, const char *name, vikt_arena *arena, vikt_buffer *scratch,
                        vikt_text *out)
{
    vikt_text text;

    if (!take_text(in, scratch, &text) || !vikt_text_is(text, name) || !vikt_cursor_accept(in, ':'))
        return false;
    *out = (vikt_text){NULL, 0};
    if (take_word(in, VIKT_TEXT("null")))
        return true;
    if (!take_text(in, scratch, &text))
        return false;
    *out = vikt_text_copy(arena, text);
    scratch->failed |= !out->at;
    return out->at;
}

static bool take_file(vikt_cursor *in, vikt_arena *arena, vikt_buffer *scratch,
                      vikt_profile_file *out)
{
    return vikt_cursor_accept(in, '{') && take_member(in, "path", arena, scratch, &out->path) &&
           out->path.at && vikt_cursor_accept(in, ',') &&
           take_member(in, "text", arena, scratch, &out->text) && vikt_cursor_accept(in, '}');
}

static bool take_files(vikt_cursor *in, vikt_arena *arena, vikt_buffer *scratch,
                       vikt_profile_file **files, size_t *count)
{
    size_t capacity = 0;

    if (!vikt_cursor_accept(in, '['))
        return false;
    do {
        vikt_profile_file *grown = vikt_arena_grow(arena, *files, *count, &capacity, sizeof *grown);

        scratch->failed |= !grown;
        if (!grown || !take_file(in, arena, scratch, &grown[*count]))
            return false;
        *files = grown;
        ++*count;
    } while (vikt_cursor_accept(in, ','));
    return vikt_cursor_accept(in, ']') && in->at == in->end;
}

bool vikt_stored_files_read(vikt_text json, vikt_arena *arena, vikt_profile_file **files,
                            size_t *count, bool *failed)
{
    vikt_error error = {0};
    vikt_cursor in = {.name = "profile_text",
                      .text = json,
                      .at = json.at,
                      .end = vikt_text_end(json),
                      .err = &error};
    vikt_buffer scratch;
    bool done;

    *files = NULL;
    *count = 0;
    vikt_buffer_init(&scratch, arena->allocator, json.length + 1);
    done = take_files(&in, arena, &scratch, files, count);
    *failed = scratch.failed;
    vikt_buffer_clear(&scratch);
    return done;
}
