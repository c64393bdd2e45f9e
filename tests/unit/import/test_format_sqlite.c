/* SPDX-License-Identifier: MIT */
#include "core/import/grid.h"
#include "format_file.h"

/* This folder's tests may not know SQLite: the program makes the file. */
static file_bytes database_of(const char *sql)
{
    char path[64], command[1024];
    file_bytes bytes;

    snprintf(path, sizeof path, "/tmp/vikt-sqlite-%ld", (long)getpid());
    remove(path);
    snprintf(command, sizeof command, "sqlite3 %s \"%s\"", path, sql);
    cr_assert(system(command) == 0);
    bytes = bytes_of_file(path);
    remove(path);
    return bytes;
}

Test(format_sqlite, a_table_becomes_text)
{
    vikt_source_settings settings = {.query = VIKT_TEXT("SELECT n, id FROM kunder WHERE n > 7")};
    const char *sql = "CREATE TABLE kunder(id TEXT, oms, n INT); INSERT INTO kunder VALUES "
                      "('0017;', 1.234, 7), (NULL, 0.1, 9223372036854775807), ('a', NULL, NULL)";

    expect_table(database_of(sql), NULL, "SQLite table \"kunder\"",
                 "id;oms;n\n\"0017;\";1.2340;7\n;0.1;9223372036854775807\na;;\n");
    expect_table(database_of(sql), &settings, "SQLite query", "n;id\n9223372036854775807;\n");
}

Test(format_sqlite, texts_among_numbers_say_how_these_are_written)
{
    expect_table(database_of("CREATE TABLE k(a); INSERT INTO k VALUES (1.5), ('1 234,50')"), NULL,
                 "SQLite table \"k\"", "a\n1,5\n1 234,50\n");
}

Test(format_sqlite, rows_are_counted_behind_the_heading)
{
    file_bytes bytes = database_of("CREATE TABLE k(a); INSERT INTO k VALUES (NULL), (1)");
    vikt_table table;

    cr_assert(open_bytes(bytes.at, bytes.size, NULL, &table, NULL) == VIKT_OK);
    cr_assert(table.first_record == -1 && vikt_text_is(table.text, "a\n\n1\n"));
    vikt_table_close(&table);
    free(bytes.at);
}

Test(format_sqlite, changes_beside_the_file_are_not_left_out_in_silence)
{
    file_bytes bytes = database_of("CREATE TABLE k(a); INSERT INTO k VALUES (1)");
    char beside[64];
    FILE *file;

    snprintf(beside, sizeof beside, "/tmp/vikt-format-%ld-wal", (long)getpid());
    file = fopen(beside, "wb");
    cr_assert(file && fputs("x", file) >= 0 && fclose(file) == 0);
    expect_failure(bytes, NULL, VIKT_INPUT, "ending -wal; close the program");
    remove(beside);
}

typedef struct many {
    vikt_text text;
    size_t given;
} many;

static vikt_code give_many(void *context, vikt_grid *grid, vikt_error *err)
{
    many *m = context;
    vikt_code rc = VIKT_OK;

    for (long row = 1; row <= 1000 && rc == VIKT_OK; row++) {
        const vikt_grid_cell cell = {row, 0, m->text, false};

        rc = vikt_grid_add(grid, &cell, err);
        m->given++;
    }
    return rc;
}

/* 64 MiB may be made, and a cell may take a quarter of what is left: of cells of 12 MiB the third
 * has 40 MiB, and is one too many. That is told before the other 997 are made. */
Test(format_sqlite, cells_that_make_too_much_are_not_all_looked_at)
{
    vikt_table table = {.name = "k.db"};
    vikt_source_settings settings = {.decimal = 0};
    size_t length = (size_t)12 << 20;
    char *bytes = malloc(length);
    many m = {{bytes, length}, 0};
    const vikt_cells cells = {give_many, &m};
    vikt_error err = {.code = VIKT_OK};
    vikt_grid grid;

    cr_assert(bytes);
    memset(bytes, 'a', length);
    cr_assert(vikt_grid_init(&grid, &table, 0, &settings, &err) == VIKT_OK);
    cr_assert(vikt_grid_look(&grid, &cells, &err) == VIKT_LIMIT);
    cr_assert_eq(m.given, 3);
    vikt_grid_clear(&grid);
    free(bytes);
}

Test(format_sqlite, damage_is_told)
{
    file_bytes bytes = database_of("CREATE TABLE k(a); INSERT INTO k VALUES (1)");

    bytes.size = 1000;
    expect_failure(bytes, NULL, VIKT_INPUT, "damaged");
}
