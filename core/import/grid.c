/* SPDX-License-Identifier: MIT */
#include "core/import/grid.h"

#include "core/base/fail.h"
#include "core/import/format.h"
#include "core/import/import.h"

static const char separator = ';';

vikt_code vikt_grid_init(vikt_grid *grid, const vikt_table *table, long first,
                         const vikt_source_settings *settings, vikt_error *err)
{
    const vikt_allocator *allocator = table->source.allocator;

    *grid =
        (vikt_grid){.name = table->name, .first = first, .row = first, .told = settings->decimal};
    vikt_buffer_init(&grid->text, allocator, vikt_format_limit(table->source.bytes.length));
    grid->texts = vikt_acquire(allocator, VIKT_COLUMNS_MAX, sizeof *grid->texts);
    grid->decimals = vikt_acquire(allocator, VIKT_COLUMNS_MAX, 1);
    if (grid->texts && grid->decimals)
        return VIKT_OK;
    vikt_grid_clear(grid);
    return vikt_fail_memory(err);
}

void vikt_grid_clear(vikt_grid *grid)
{
    vikt_release(grid->text.allocator, grid->texts);
    vikt_release(grid->text.allocator, grid->decimals);
    vikt_buffer_clear(&grid->text);
    grid->texts = NULL;
    grid->decimals = NULL;
}

static void repeat(vikt_buffer *out, char byte, size_t count)
{
    char *room = vikt_buffer_room(out, count);

    if (!room)
        return;
    memset(room, byte, count);
    out->length += count;
}

/* Every row is as long as the widest, so that none seems to lack cells. */
static void end_row(vikt_grid *grid)
{
    if (grid->filled > 0 && grid->filled < grid->width)
        repeat(&grid->text, separator, grid->width - grid->filled);
    vikt_buffer_byte(&grid->text, '\n');
}

static void write_text(vikt_buffer *out, vikt_text text)
{
    bool quoted = false;

    for (size_t i = 0; i < text.length && !quoted; i++)
        quoted = text.at[i] == separator || text.at[i] == '"' || text.at[i] == '\n' ||
                 text.at[i] == '\r';
    if (!quoted && !memchr(text.at, '\0', text.length)) {
        vikt_buffer_text(out, text);
        return;
    }
    vikt_buffer_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '"')
            vikt_buffer_byte(out, '"');
        vikt_buffer_byte(out, text.at[i] ? text.at[i] : ' ');
    }
    vikt_buffer_byte(out, '"');
}

/* Never with three decimals, which could be thousands: 1.234 becomes 1.2340. */
static void write_number(vikt_buffer *out, vikt_text text, char decimal)
{
    const char *point = memchr(text.at, '.', text.length);
    size_t whole = point ? (size_t)(point - text.at) : text.length, end = whole + 1;

    vikt_buffer_add(out, text.at, whole);
    if (!point)
        return;
    vikt_buffer_byte(out, decimal);
    while (end < text.length && text.at[end] >= '0' && text.at[end] <= '9')
        end++;
    vikt_buffer_add(out, text.at + whole + 1, end - whole - 1);
    if (end - whole - 1 == 3)
        vikt_buffer_byte(out, '0');
    vikt_buffer_add(out, text.at + end, text.length - end);
}

static void write_cell(vikt_grid *grid, const vikt_grid_cell *cell)
{
    vikt_buffer *out = &grid->text;

    while (grid->row < cell->row) {
        if (grid->row++ > grid->first)
            end_row(grid);
        grid->filled = 0;
    }
    repeat(out, separator, cell->column - (grid->filled ? grid->filled - 1 : 0));
    if (cell->is_number)
        write_number(out, cell->text, grid->decimals[cell->column]);
    else
        write_text(out, cell->text);
    grid->filled = cell->column + 1;
}

static void look_at(vikt_grid *grid, const vikt_grid_cell *cell)
{
    if (cell->row > grid->row)
        grid->filled = 0;
    grid->rows += grid->filled == 0;
    grid->row = cell->row;
    grid->filled = cell->column + 1;
    grid->looked += cell->text.length;
    grid->width = grid->width > grid->filled ? grid->width : grid->filled;
    if (!cell->is_number)
        vikt_number_vote(&grid->texts[cell->column], cell->text);
    grid->has_invalid |= !vikt_text_valid(cell->text, NULL);
}

static vikt_code check(const vikt_grid *grid, const vikt_grid_cell *cell, vikt_error *err)
{
    vikt_place place = vikt_place_of(grid->name, cell->row, (long)cell->column + 1);
    size_t blanks = (size_t)(cell->row - grid->row), left;

    if (cell->row < grid->row || cell->row <= grid->first ||
        (cell->row == grid->row && cell->column < grid->filled))
        return vikt_fail(err, VIKT_INPUT, place,
                         "this cell comes behind one that it should "
                         "precede; the file is damaged");
    if (cell->column >= VIKT_COLUMNS_MAX)
        return vikt_fail(err, VIKT_INPUT, place,
                         "there is a cell in column %zu, at most %d columns are possible",
                         cell->column + 1, VIKT_COLUMNS_MAX);
    left = grid->text.maximum - (grid->writing ? grid->text.length : grid->looked);
    if (blanks + 2 * (size_t)VIKT_COLUMNS_MAX > left || cell->text.length > left / 4)
        return vikt_fail(err, VIKT_LIMIT, place,
                         "the file makes more than %zu MiB of text, the limit for one of its size",
                         grid->text.maximum >> 20);
    return VIKT_OK;
}

vikt_code vikt_grid_add(vikt_grid *grid, const vikt_grid_cell *cell, vikt_error *err)
{
    vikt_code rc;

    if (vikt_text_trim(cell->text).length == 0)
        return VIKT_OK;
    rc = check(grid, cell, err);
    if (rc != VIKT_OK)
        return rc;
    if (grid->writing)
        write_cell(grid, cell);
    else
        look_at(grid, cell);
    return grid->text.failed ? vikt_fail_memory(err) : VIKT_OK;
}

static void restart(vikt_grid *grid, bool writing)
{
    grid->writing = writing;
    grid->row = grid->first;
    grid->filled = 0;
}

vikt_code vikt_grid_look(vikt_grid *grid, const vikt_cells *cells, vikt_error *err)
{
    restart(grid, false);
    grid->width = grid->rows = grid->looked = 0;
    grid->has_invalid = false;
    memset(grid->texts, 0, VIKT_COLUMNS_MAX * sizeof *grid->texts);
    return cells->give(cells->context, grid, err);
}

/* The mark that a column's numbers get: that of the number-like texts among them. Returns the one
 * that all numbers of the table have, texts too; 0 when some may have another. */
static char decide_decimals(vikt_grid *grid)
{
    bool any = false;

    for (size_t i = 0; i < VIKT_COLUMNS_MAX; i++) {
        const vikt_number_votes *votes = &grid->texts[i];
        size_t point = votes->point + votes->maybe_point;
        size_t comma = votes->comma + votes->maybe_comma;

        any |= point + comma > 0;
        grid->decimals[i] = comma > point ? ',' : '.';
        if (grid->told)
            grid->decimals[i] = grid->told;
    }
    if (grid->told)
        return grid->told;
    return any ? '\0' : '.';
}

vikt_code vikt_grid_fill(vikt_grid *grid, const vikt_cells *cells, vikt_table *table,
                         vikt_error *err)
{
    vikt_code rc = vikt_grid_look(grid, cells, err);
    char decimal;

    if (rc != VIKT_OK)
        return rc;
    decimal = decide_decimals(grid);
    restart(grid, true);
    rc = cells->give(cells->context, grid, err);
    if (rc != VIKT_OK)
        return rc;
    if (grid->filled)
        end_row(grid);
    if (grid->text.failed)
        return vikt_fail_memory(err);
    table->written = grid->text;
    vikt_buffer_init(&grid->text, table->source.allocator, 0); /* moved */
    table->text = vikt_buffer_view(&table->written);
    table->newlines = (size_t)(grid->row - grid->first);
    table->first_record = grid->first;
    table->has_invalid = grid->has_invalid;
    table->separator = separator;
    table->decimal = decimal;
    return VIKT_OK;
}
