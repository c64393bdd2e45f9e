/* SPDX-License-Identifier: MIT
 *
 * JSON lines, or a list, of objects: an object a row, its line the row's number if each has one of
 * its own. Members of objects within them become columns of their own, "address.city"; the values
 * of a list are joined by commas.
 */
#include "core/base/decimal.h"
#include "core/base/fail.h"
#include "core/base/map.h"
#include "core/import/format.h"
#include "core/import/grid.h"
#include "core/import/import.h"

enum { DEPTH_MAX = 32, NAME_MAX_BYTES = 1000 };

typedef struct slot {
    size_t begin, length; /* in values */
    bool is_set, is_number;
} slot;

typedef struct reader {
    const char *name;
    vikt_text text; /* of the file */
    const char *at, *end;
    const char *rows; /* where the objects, or the list of them, begin */
    vikt_arena *arena;
    vikt_map columns;
    vikt_text *names; /* by column */
    size_t count, capacity;
    vikt_buffer path;   /* of the member that is read */
    vikt_buffer values; /* of the row's cells */
    vikt_buffer scrap;
    slot *slots; /* by column */
    int depth;
    bool own_lines; /* every object begins on a line of its own */
    vikt_error *err;
} reader;

/* ---- the language ---- */

static vikt_code fail(const reader *r, const char *at, const char *what)
{
    long line = 1;
    const char *begin = r->text.at;

    for (const char *i = r->text.at; i < at; i++)
        if (*i == '\n') {
            line++;
            begin = i + 1;
        }
    return vikt_fail(
        r->err, VIKT_INPUT,
        vikt_place_of(r->name, line,
                      (long)vikt_text_width((vikt_text){begin, (size_t)(at - begin)}) + 1),
        "is no sound JSON: %s", what);
}

static vikt_code fail_here(const reader *r, const char *what)
{
    return fail(r, r->at, r->at == r->end ? "the file ends too early, it may be cut short" : what);
}

static char peek(reader *r)
{
    while (r->at < r->end && memchr(" \t\r\n", *r->at, 4))
        r->at++;
    return r->at < r->end ? *r->at : '\0';
}

static bool accept(reader *r, char c)
{
    if (peek(r) != c || r->at == r->end)
        return false;
    r->at++;
    return true;
}

static vikt_code read_hex(reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++) {
        char c = r->at < r->end ? vikt_lower(*r->at) : '\0';

        if (!vikt_is_digit(c) && (c < 'a' || c > 'f'))
            return fail_here(r, "\\u needs four hexadecimal digits");
        *out = *out * 16 + (uint32_t)(vikt_is_digit(c) ? c - '0' : c - 'a' + 10);
        r->at++;
    }
    return VIKT_OK;
}

/* Behind "\u"; what is half a pair becomes U+FFFD. */
static vikt_code read_unicode(reader *r, vikt_buffer *out)
{
    uint32_t code, low;
    char bytes[4];
    vikt_code rc = read_hex(r, &code);

    if (rc == VIKT_OK && code >= 0xd800 && code < 0xdc00 && r->end - r->at >= 2 &&
        r->at[0] == '\\' && r->at[1] == 'u') {
        r->at += 2;
        rc = read_hex(r, &low);
        if (low >= 0xdc00 && low < 0xe000)
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    if (code >= 0xd800 && code < 0xe000)
        code = 0xfffd;
    vikt_buffer_add(out, bytes, vikt_text_put(bytes, code));
    return rc;
}

static vikt_code read_escape(reader *r, vikt_buffer *out)
{
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    const char *found = r->at < r->end ? memchr(names, *r->at, sizeof names - 1) : NULL;

    if (r->at < r->end && *r->at == 'u') {
        r->at++;
        return read_unicode(r, out);
    }
    if (!found)
        return fail_here(r, "there is no such escape");
    vikt_buffer_byte(out, means[found - names]);
    r->at++;
    return VIKT_OK;
}

/* A text behind its opening quote; its bytes are added to out. */
static vikt_code read_string(reader *r, vikt_buffer *out)
{
    const char *opened = r->at - 1;
    vikt_code rc = VIKT_OK;

    while (rc == VIKT_OK) {
        const char *begin = r->at;

        while (r->at < r->end && (unsigned char)*r->at >= ' ' && *r->at != '"' && *r->at != '\\')
            r->at++;
        vikt_buffer_add(out, begin, (size_t)(r->at - begin));
        if (r->at == r->end || (unsigned char)*r->at < ' ')
            return fail(r, opened, "this text has no closing quote on its line");
        if (*r->at++ == '"')
            break;
        rc = read_escape(r, out);
    }
    if (rc == VIKT_OK && out->failed)
        return vikt_fail_memory(r->err);
    return rc;
}

static bool skip_digits(reader *r)
{
    const char *begin = r->at;

    while (r->at < r->end && vikt_is_digit(*r->at))
        r->at++;
    return r->at > begin;
}

static vikt_code read_number(reader *r)
{
    bool sound;

    if (*r->at == '-')
        r->at++;
    sound = skip_digits(r);
    if (sound && r->at < r->end && *r->at == '.') {
        r->at++;
        sound = skip_digits(r);
    }
    if (sound && r->at < r->end && vikt_lower(*r->at) == 'e') {
        r->at++;
        if (r->at < r->end && (*r->at == '-' || *r->at == '+'))
            r->at++;
        sound = skip_digits(r);
    }
    return sound ? VIKT_OK : fail_here(r, "a number lacks digits here");
}

static vikt_code read_word(reader *r)
{
    static const char *const words[] = {"true", "false", "null"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);

        if ((size_t)(r->end - r->at) >= length && memcmp(r->at, words[i], length) == 0) {
            r->at += length;
            return VIKT_OK;
        }
    }
    return fail_here(r, "expected a value");
}

/* Goes behind a value, whatever it is; objects and lists by counting brackets, not recursion. */
static vikt_code skip_value(reader *r)
{
    size_t open = 0;

    do {
        vikt_code rc = VIKT_OK;
        char c = peek(r);

        if (c == '"') {
            r->at++;
            r->scrap.length = 0;
            rc = read_string(r, &r->scrap);
        } else if (c == '{' || c == '[') {
            open++;
            r->at++;
        } else if (open && (c == '}' || c == ']')) {
            open--;
            r->at++;
        } else if (open && (c == ',' || c == ':')) {
            r->at++;
        } else {
            rc = c == '-' || vikt_is_digit(c) ? read_number(r) : read_word(r);
        }
        if (rc != VIKT_OK)
            return rc;
    } while (open);
    return VIKT_OK;
}

/* ---- a row ---- */

/* The column of r->path, found or new. */
static vikt_code column_of(reader *r, size_t *out)
{
    vikt_text name = vikt_buffer_view(&r->path);
    const uint32_t *found = vikt_map_find(&r->columns, name);

    if (found) {
        *out = *found;
        return VIKT_OK;
    }
    if (r->count == VIKT_COLUMNS_MAX)
        return fail_here(r, "the objects have more than 1024 different members");
    r->names = vikt_arena_grow(r->arena, r->names, r->count, &r->capacity, sizeof *r->names);
    name = r->names ? vikt_text_copy(r->arena, name) : name;
    if (!r->names || !name.at || !vikt_map_put(&r->columns, name, (uint32_t)r->count))
        return vikt_fail_memory(r->err);
    r->names[r->count] = name;
    *out = r->count++;
    return VIKT_OK;
}

static vikt_code keep(reader *r, const char *at, size_t begin, bool is_number)
{
    size_t column = 0;
    vikt_code rc = column_of(r, &column);
    slot *s = &r->slots[column];

    if (rc != VIKT_OK)
        return rc;
    if (s->is_set)
        return fail(r, at, "the object has this member twice");
    if (r->values.failed)
        return fail(r, at, "an object is longer than 1 MiB");
    *s = (slot){begin, r->values.length - begin, true, is_number};
    return VIKT_OK;
}

/* A value that is no object, as text behind r->values; nothing of null. Lists and objects within a
 * list stay JSON. */
static vikt_code read_plain(reader *r, bool *is_number)
{
    char c = peek(r);
    const char *begin = r->at;
    vikt_code rc;

    *is_number = c == '-' || vikt_is_digit(c);
    if (c == '"') {
        r->at++;
        rc = read_string(r, &r->values);
        return r->values.failed ? VIKT_OK : rc; /* keep() says what is wrong */
    }
    rc = skip_value(r);
    if (rc == VIKT_OK && c != 'n')
        vikt_buffer_add(&r->values, begin, (size_t)(r->at - begin));
    return rc;
}

static vikt_code read_list(reader *r)
{
    size_t begin = r->values.length;
    vikt_code rc = VIKT_OK;
    bool is_number;

    r->at++;
    if (accept(r, ']'))
        return VIKT_OK;
    while (rc == VIKT_OK) {
        size_t before = r->values.length;

        if (before > begin)
            vikt_buffer_string(&r->values, ", ");
        rc = read_plain(r, &is_number);
        if (before > begin && r->values.length == before + 2)
            r->values.length = before; /* null */
        if (rc == VIKT_OK && accept(r, ']'))
            break;
        if (rc == VIKT_OK && !accept(r, ','))
            rc = fail_here(r, "expected , or ] in a list");
    }
    return rc;
}

static vikt_code read_object(reader *r);

static vikt_code read_member(reader *r)
{
    size_t begin = r->values.length;
    bool is_number = false;
    const char *at;
    vikt_code rc;
    char c = peek(r);

    at = r->at;
    if (c == '{')
        return read_object(r);
    rc = c == '[' ? read_list(r) : read_plain(r, &is_number);
    return rc == VIKT_OK ? keep(r, at, begin, is_number) : rc;
}

/* An object's members, each below the path so far. */
static vikt_code read_object(reader *r)
{
    size_t path = r->path.length;
    vikt_code rc = VIKT_OK;

    if (++r->depth > DEPTH_MAX)
        return fail_here(r, "objects are nested deeper than 32");
    r->at++;
    if (accept(r, '}')) {
        r->depth--;
        return VIKT_OK;
    }
    while (rc == VIKT_OK) {
        r->path.length = path;
        if (path)
            vikt_buffer_byte(&r->path, '.');
        if (!accept(r, '"'))
            return fail_here(r, "expected a member's name in quotes");
        rc = read_string(r, &r->path);
        if (r->path.failed)
            return fail_here(r, "a member's name is too long");
        if (rc == VIKT_OK && !accept(r, ':'))
            rc = fail_here(r, "expected : behind a member's name");
        if (rc == VIKT_OK)
            rc = read_member(r);
        if (rc == VIKT_OK && accept(r, '}'))
            break;
        if (rc == VIKT_OK && !accept(r, ','))
            rc = fail_here(r, "expected , or } in an object");
    }
    r->path.length = path;
    r->depth--;
    return rc;
}

/* ---- all rows ---- */

static vikt_code give_row(reader *r, vikt_grid *grid, long row)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < r->count && rc == VIKT_OK; i++) {
        const slot *s = &r->slots[i];
        const vikt_grid_cell cell = {row, i, {r->values.at + s->begin, s->length}, s->is_number};

        if (s->is_set && s->length)
            rc = vikt_grid_add(grid, &cell, r->err);
    }
    return rc;
}

static vikt_code give_headings(reader *r, vikt_grid *grid)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < r->count && rc == VIKT_OK; i++) {
        const vikt_grid_cell cell = {0, i, r->names[i], false};

        rc = vikt_grid_add(grid, &cell, r->err);
    }
    return rc;
}

/* Whether another object follows; checks what stands between them. */
static vikt_code find_next(reader *r, bool is_list, bool is_first, bool *more)
{
    *more = false;
    if (is_list && accept(r, ']'))
        return VIKT_OK;
    if (is_list && !is_first && !accept(r, ','))
        return fail_here(r, "expected , or ] in the list of objects");
    *more = peek(r) == '{';
    if (*more || (!is_list && r->at == r->end))
        return VIKT_OK;
    return fail_here(r, "expected an object, which starts with {");
}

static void count_lines(const char *at, const char *end, long *line)
{
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        ++*line;
        at++;
    }
}

/* grid NULL: finds the columns, and whether lines number the rows. */
static vikt_code give(void *context, vikt_grid *grid, vikt_error *err)
{
    reader *r = context;
    bool is_list, more, is_first = true;
    const char *counted = r->text.at;
    long line = 1, last = 0, row = 0;
    vikt_code rc = VIKT_OK;

    r->err = err;
    r->at = r->rows;
    is_list = accept(r, '[');
    if (grid)
        rc = give_headings(r, grid);
    while (rc == VIKT_OK) {
        rc = find_next(r, is_list, is_first, &more);
        if (rc != VIKT_OK || !more)
            break;
        count_lines(counted, r->at, &line);
        counted = r->at;
        r->own_lines &= line > last;
        last = line;
        row++;
        is_first = false;
        r->values.length = 0;
        memset(r->slots, 0, r->count * sizeof *r->slots);
        rc = read_object(r);
        if (rc == VIKT_OK && grid)
            rc = give_row(r, grid, r->own_lines ? line : row);
    }
    if (rc == VIKT_OK && is_list && r->rows == r->text.at && peek(r))
        rc = fail_here(r, "something follows the list");
    return rc;
}

/* ---- the list in an object, as services answer ---- */

typedef struct wrapped {
    size_t count;
    const char *rows;
    vikt_text name;
} wrapped;

/* One object that is all there is: its members that are lists of objects. */
static void find_lists(reader *r, vikt_text told, wrapped *out)
{
    vikt_code rc = VIKT_OK;

    *out = (wrapped){.count = 0};
    if (!accept(r, '{'))
        return;
    while (rc == VIKT_OK && accept(r, '"')) {
        const char *value;
        bool is_list;

        r->path.length = 0;
        rc = read_string(r, &r->path);
        if (rc != VIKT_OK || !accept(r, ':'))
            break;
        value = peek(r) ? r->at : r->end;
        is_list = accept(r, '[') && peek(r) == '{';
        r->at = value;
        rc = skip_value(r);
        if (is_list && (!told.length || vikt_text_equal(told, vikt_buffer_view(&r->path)))) {
            out->count++;
            out->rows = value;
            out->name = vikt_text_copy(r->arena, vikt_buffer_view(&r->path));
        }
        if (rc == VIKT_OK && !accept(r, ','))
            break;
    }
    if (rc != VIKT_OK || !accept(r, '}') || peek(r))
        out->count = 0; /* damaged, or one object of several */
}

static vikt_code find_rows(reader *r, vikt_table *table, const vikt_source_settings *settings,
                           vikt_error *err)
{
    wrapped lists;

    r->err = NULL; /* what is wrong is told when rows are read */
    find_lists(r, settings->table, &lists);
    r->err = err;
    r->path.length = 0;
    r->path.failed = false;
    r->at = r->text.at;
    table->format = peek(r) == '[' ? "JSON" : "JSON lines";
    if (lists.count > 1)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(r->name, 0, 0),
                         "holds one object with several lists of objects, \"%.*s\" among them; "
                         "--table NAME, or `table` in the profile, tells which one",
                         VIKT_SHOW(lists.name));
    if (lists.count == 0)
        return VIKT_OK;
    r->rows = lists.rows;
    table->format = vikt_arena_print(&table->arena, "JSON, list \"%.*s\"", VIKT_SHOW(lists.name));
    return table->format ? VIKT_OK : vikt_fail_memory(err);
}

vikt_code vikt_format_json(vikt_table *table, vikt_text text, const vikt_source_settings *settings,
                           vikt_error *err)
{
    const vikt_allocator *allocator = table->source.allocator;
    vikt_arena arena;
    reader r = {.name = table->name,
                .text = text,
                .at = text.at,
                .end = text.at + text.length,
                .rows = text.at,
                .arena = &arena,
                .own_lines = true,
                .err = err};
    const vikt_cells cells = {give, &r};
    vikt_grid grid;
    vikt_code rc;

    vikt_arena_init(&arena, allocator);
    vikt_map_init(&r.columns, allocator);
    vikt_buffer_init(&r.path, allocator, NAME_MAX_BYTES);
    vikt_buffer_init(&r.values, allocator, VIKT_ROW_BYTES_MAX);
    vikt_buffer_init(&r.scrap, allocator, VIKT_STREAM_MAX);
    r.slots = vikt_arena_new(&arena, VIKT_COLUMNS_MAX, sizeof *r.slots);
    rc = vikt_grid_init(&grid, table, -1, settings, err);
    /* With all their room from the start, these two only ever fail for what is too long. */
    if (rc == VIKT_OK && (!r.slots || !vikt_buffer_room(&r.path, NAME_MAX_BYTES) ||
                          !vikt_buffer_room(&r.values, VIKT_ROW_BYTES_MAX)))
        rc = vikt_fail_memory(err);
    if (rc == VIKT_OK)
        rc = find_rows(&r, table, settings, err);
    if (rc == VIKT_OK)
        rc = give(&r, NULL, err);
    if (rc == VIKT_OK)
        rc = vikt_grid_fill(&grid, &cells, table, err);
    vikt_grid_clear(&grid);
    vikt_buffer_clear(&r.path);
    vikt_buffer_clear(&r.values);
    vikt_buffer_clear(&r.scrap);
    vikt_map_clear(&r.columns);
    vikt_arena_clear(&arena);
    return rc;
}
