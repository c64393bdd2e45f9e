/* SPDX-License-Identifier: MIT
 *
 * JSON lines, or a list, of objects: an object a row, its line the row's number if each has one of
 * its own. Members of objects within them become columns of their own, "address.city"; the values
 * of a list are joined by commas.
 */
#include "core/base/decimal.h"
#include "core/base/fail.h"
#include "core/base/map.h"
#include "core/import/cursor.h"
#include "core/import/format.h"
#include "core/import/grid.h"
#include "core/import/import.h"

enum { DEPTH_MAX = 32, NAME_MAX_BYTES = 1000 };

typedef struct slot {
    size_t begin, length; /* in values */
    bool is_set, is_number;
} slot;

typedef struct reader {
    vikt_cursor in;
    const char *rows; /* where the objects, or the list of them, begin */
    vikt_arena *arena;
    vikt_map columns;
    vikt_text *names; /* by column */
    size_t count, capacity;
    vikt_buffer path;   /* of the member that is read */
    vikt_buffer values; /* of the row's cells */
    slot *slots;        /* by column */
    int depth;
    bool own_lines; /* every object begins on a line of its own */
} reader;

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
        return vikt_cursor_fail_here(&r->in, "the objects have more than 1024 different members");
    r->names = vikt_arena_grow(r->arena, r->names, r->count, &r->capacity, sizeof *r->names);
    name = r->names ? vikt_text_copy(r->arena, name) : name;
    if (!r->names || !name.at || !vikt_map_put(&r->columns, name, (uint32_t)r->count))
        return vikt_fail_memory(r->in.err);
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
        return vikt_cursor_fail(&r->in, at, "the object has this member twice");
    if (r->values.failed)
        return vikt_cursor_fail(&r->in, at, "an object is longer than 1 MiB");
    *s = (slot){begin, r->values.length - begin, true, is_number};
    return VIKT_OK;
}

/* A value that is no object, as text behind r->values; nothing of null. Lists and objects within a
 * list stay JSON. */
static vikt_code read_plain(reader *r, bool *is_number)
{
    char c = vikt_cursor_peek(&r->in);
    const char *begin = r->in.at;
    vikt_code rc;

    *is_number = c == '-' || vikt_is_digit(c);
    if (c == '"') {
        r->in.at++;
        rc = vikt_cursor_string(&r->in, &r->values);
        return r->values.failed ? VIKT_OK : rc; /* keep() says what is wrong */
    }
    rc = vikt_cursor_skip(&r->in);
    if (rc == VIKT_OK && c != 'n')
        vikt_buffer_add(&r->values, begin, (size_t)(r->in.at - begin));
    return rc;
}

static vikt_code read_list(reader *r)
{
    size_t begin = r->values.length;
    vikt_code rc = VIKT_OK;
    bool is_number;

    r->in.at++;
    if (vikt_cursor_accept(&r->in, ']'))
        return VIKT_OK;
    while (rc == VIKT_OK) {
        size_t before = r->values.length;

        if (before > begin)
            vikt_buffer_string(&r->values, ", ");
        rc = read_plain(r, &is_number);
        if (before > begin && r->values.length == before + 2)
            r->values.length = before; /* null */
        if (rc == VIKT_OK && vikt_cursor_accept(&r->in, ']'))
            break;
        if (rc == VIKT_OK && !vikt_cursor_accept(&r->in, ','))
            rc = vikt_cursor_fail_here(&r->in, "expected , or ] in a list");
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
    char c = vikt_cursor_peek(&r->in);

    at = r->in.at;
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
        return vikt_cursor_fail_here(&r->in, "objects are nested deeper than 32");
    r->in.at++;
    if (vikt_cursor_accept(&r->in, '}')) {
        r->depth--;
        return VIKT_OK;
    }
    while (rc == VIKT_OK) {
        r->path.length = path;
        if (path)
            vikt_buffer_byte(&r->path, '.');
        if (!vikt_cursor_accept(&r->in, '"'))
            return vikt_cursor_fail_here(&r->in, "expected a member's name in quotes");
        rc = vikt_cursor_string(&r->in, &r->path);
        if (r->path.failed)
            return vikt_cursor_fail_here(&r->in, "a member's name is too long");
        if (rc == VIKT_OK && !vikt_cursor_accept(&r->in, ':'))
            rc = vikt_cursor_fail_here(&r->in, "expected : behind a member's name");
        if (rc == VIKT_OK)
            rc = read_member(r);
        if (rc == VIKT_OK && vikt_cursor_accept(&r->in, '}'))
            break;
        if (rc == VIKT_OK && !vikt_cursor_accept(&r->in, ','))
            rc = vikt_cursor_fail_here(&r->in, "expected , or } in an object");
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
            rc = vikt_grid_add(grid, &cell, r->in.err);
    }
    return rc;
}

static vikt_code give_headings(reader *r, vikt_grid *grid)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; i < r->count && rc == VIKT_OK; i++) {
        const vikt_grid_cell cell = {0, i, r->names[i], false};

        rc = vikt_grid_add(grid, &cell, r->in.err);
    }
    return rc;
}

/* Whether another object follows; checks what stands between them. */
static vikt_code find_next(reader *r, bool is_list, bool is_first, bool *more)
{
    *more = false;
    if (is_list && vikt_cursor_accept(&r->in, ']'))
        return VIKT_OK;
    if (is_list && !is_first && !vikt_cursor_accept(&r->in, ','))
        return vikt_cursor_fail_here(&r->in, "expected , or ] in the list of objects");
    *more = vikt_cursor_peek(&r->in) == '{';
    if (*more || (!is_list && r->in.at == r->in.end))
        return VIKT_OK;
    return vikt_cursor_fail_here(&r->in, "expected an object, which starts with {");
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
    const char *counted = r->in.text.at;
    long line = 1, last = 0, row = 0;
    vikt_code rc = VIKT_OK;

    r->in.err = err;
    r->in.at = r->rows;
    is_list = vikt_cursor_accept(&r->in, '[');
    if (grid)
        rc = give_headings(r, grid);
    while (rc == VIKT_OK) {
        rc = find_next(r, is_list, is_first, &more);
        if (rc != VIKT_OK || !more)
            break;
        count_lines(counted, r->in.at, &line);
        counted = r->in.at;
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
    if (rc == VIKT_OK && is_list && r->rows == r->in.text.at && vikt_cursor_peek(&r->in))
        rc = vikt_cursor_fail_here(&r->in, "something follows the list");
    return rc;
}

/* ---- the list in an object, as services answer ---- */

enum { WRAPPINGS_MAX = 4 }; /* objects around the list of objects */

typedef struct wrapped {
    size_t count;
    const char *rows;
    vikt_text name;
} wrapped;

/* What follows a name: a list of objects is taken; an object is looked into as long as it is not
 * deep enough. */
static vikt_code look_at_value(reader *r, int depth, vikt_text told, wrapped *out);

/* Behind the brace of an object: its members, whose names go behind r->path. */
static vikt_code look_in(reader *r, int depth, vikt_text told, wrapped *out)
{
    size_t length = r->path.length;
    vikt_code rc = VIKT_OK;

    while (rc == VIKT_OK && vikt_cursor_accept(&r->in, '"')) {
        r->path.length = length;
        if (length)
            vikt_buffer_add(&r->path, ".", 1);
        rc = vikt_cursor_string(&r->in, &r->path);
        if (rc == VIKT_OK)
            rc = vikt_cursor_accept(&r->in, ':') ? look_at_value(r, depth, told, out) : VIKT_INPUT;
        if (rc == VIKT_OK && !vikt_cursor_accept(&r->in, ','))
            break;
    }
    return rc == VIKT_OK && vikt_cursor_accept(&r->in, '}') ? VIKT_OK : VIKT_INPUT;
}

static vikt_code look_at_value(reader *r, int depth, vikt_text told, wrapped *out)
{
    const char *value = vikt_cursor_peek(&r->in) ? r->in.at : r->in.end;
    vikt_text name = vikt_buffer_view(&r->path);
    bool is_list;

    if (depth > 1 && vikt_cursor_accept(&r->in, '{'))
        return look_in(r, depth - 1, told, out);
    is_list = depth == 1 && vikt_cursor_accept(&r->in, '[') && vikt_cursor_peek(&r->in) == '{';
    if (is_list && (!told.length || vikt_text_equal(told, name))) {
        out->count++;
        out->rows = value;
        out->name = vikt_text_copy(r->arena, name);
    }
    r->in.at = value;
    return vikt_cursor_skip(&r->in);
}

/* One object that is all there is: its members that are lists of objects, else those of the objects
 * in it ("data.items"). */
static void find_lists(reader *r, vikt_text told, wrapped *out)
{
    *out = (wrapped){.count = 0};
    for (int depth = 1; depth <= WRAPPINGS_MAX && out->count == 0; depth++) {
        r->in.at = r->in.text.at;
        r->path.length = 0;
        if (!vikt_cursor_accept(&r->in, '{'))
            return;
        if (look_in(r, depth, told, out) != VIKT_OK || vikt_cursor_peek(&r->in)) {
            out->count = 0; /* damaged, or one object of several */
            return;
        }
    }
}

static vikt_code find_rows(reader *r, vikt_table *table, const vikt_source_settings *settings,
                           vikt_error *err)
{
    wrapped lists;

    r->in.err = NULL; /* what is wrong is told when rows are read */
    find_lists(r, settings->table, &lists);
    r->in.err = err;
    r->path.length = 0;
    r->path.failed = false;
    r->in.at = r->in.text.at;
    table->format = vikt_cursor_peek(&r->in) == '[' ? "JSON" : "JSON lines";
    if (lists.count > 1)
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(r->in.name, 0, 0),
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
    reader r = {.in = {.name = table->name,
                       .text = text,
                       .at = text.at,
                       .end = vikt_text_end(text),
                       .err = err},
                .rows = text.at,
                .arena = &arena,
                .own_lines = true};
    const vikt_cells cells = {give, &r};
    vikt_grid grid;
    vikt_code rc;

    vikt_arena_init(&arena, allocator);
    vikt_map_init(&r.columns, allocator);
    vikt_buffer_init(&r.path, allocator, NAME_MAX_BYTES);
    vikt_buffer_init(&r.values, allocator, VIKT_ROW_BYTES_MAX);
    vikt_buffer_init(&r.in.scrap, allocator, VIKT_STREAM_MAX);
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
    vikt_buffer_clear(&r.in.scrap);
    vikt_map_clear(&r.columns);
    vikt_arena_clear(&arena);
    return rc;
}
