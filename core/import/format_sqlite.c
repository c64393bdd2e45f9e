/* SPDX-License-Identifier: MIT
 *
 * A table, view or SELECT of a SQLite file. Rows are counted from 1, the heading is 0.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/import/format.h"
#include "core/import/grid.h"
#include "core/store/table_read.h"

static vikt_code add_text(vikt_grid *grid, long row, size_t column, vikt_text text, vikt_error *err)
{
    const vikt_grid_cell cell = {row, column, text, false};

    return text.length ? vikt_grid_add(grid, &cell, err) : VIKT_OK;
}

static vikt_code add_number(vikt_grid *grid, long row, size_t column, vikt_datum value,
                            vikt_error *err)
{
    char text[VIKT_NUMBER_MAX];
    size_t length = value.kind == VIKT_DATUM_INTEGER
                        ? (size_t)snprintf(text, sizeof text, "%lld", (long long)value.integer)
                        : vikt_number_write(value.real, text);
    const vikt_grid_cell cell = {row, column, {text, length}, true};

    return vikt_grid_add(grid, &cell, err);
}

static vikt_code add(vikt_grid *grid, long row, size_t column, vikt_datum value, vikt_error *err)
{
    switch (value.kind) {
    case VIKT_DATUM_NULL:
        return VIKT_OK;
    case VIKT_DATUM_INTEGER:
    case VIKT_DATUM_REAL:
        return add_number(grid, row, column, value, err);
    case VIKT_DATUM_TEXT:
        return add_text(grid, row, column, value.text, err);
    }
    return VIKT_OK;
}

static vikt_code give(void *context, vikt_grid *grid, vikt_error *err)
{
    vikt_table_read *reader = context;
    size_t width = vikt_table_read_width(reader);
    vikt_code rc = VIKT_OK;
    bool more = true;

    for (size_t i = 0; i < width && rc == VIKT_OK; i++)
        rc = add_text(grid, 0, i, vikt_table_read_heading(reader, i), err);
    vikt_table_read_restart(reader);
    for (long row = 1; rc == VIKT_OK && more; row++) {
        rc = vikt_table_read_next(reader, &more, err);
        for (size_t i = 0; i < width && rc == VIKT_OK && more; i++)
            rc = add(grid, row, i, vikt_table_read_cell(reader, i), err);
    }
    return rc;
}

/* What a program has written beside the file, and not yet into it, would be left out in silence. */
static vikt_code check_beside(const vikt_table *table, vikt_error *err)
{
    static const char *const endings[] = {"-wal", "-journal"};
    char path[4096];
    struct stat status;

    for (size_t i = 0; i < 2; i++) {
        int length = snprintf(path, sizeof path, "%s%s", table->name, endings[i]);

        if (length > 0 && (size_t)length < sizeof path && stat(path, &status) == 0 &&
            status.st_size > 0)
            return vikt_fail(err, VIKT_INPUT, vikt_place_of(table->name, 0, 0),
                             "has changes that are not in it yet, but beside it in the file "
                             "ending %s; close the program that uses it, or take a copy of it by "
                             "VACUUM INTO",
                             endings[i]);
    }
    return VIKT_OK;
}

vikt_code vikt_format_sqlite(vikt_table *table, vikt_text bytes,
                             const vikt_source_settings *settings, vikt_error *err)
{
    const vikt_table_wish wish = {settings->table, settings->query};
    vikt_table_read *reader;
    vikt_grid grid;
    vikt_text name;
    vikt_cells cells = {.give = give};
    vikt_code rc = check_beside(table, err);

    if (rc == VIKT_OK)
        rc = vikt_table_read_open(table->name, bytes, &wish, &reader, err);
    if (rc != VIKT_OK)
        return rc;
    cells.context = reader;
    rc = vikt_grid_init(&grid, table, -1, settings, err);
    if (rc == VIKT_OK)
        rc = vikt_grid_fill(&grid, &cells, table, err);
    vikt_grid_clear(&grid);
    name = vikt_table_read_name(reader);
    table->format = name.length
                        ? vikt_arena_print(&table->arena, "SQLite table \"%.*s\"", VIKT_SHOW(name))
                        : "SQLite query";
    vikt_table_read_close(reader);
    if (rc == VIKT_OK && !table->format)
        rc = vikt_fail_memory(err);
    return rc;
}
