/* SPDX-License-Identifier: MIT */
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

Test(format_sqlite, damage_is_told)
{
    file_bytes bytes = database_of("CREATE TABLE k(a); INSERT INTO k VALUES (1)");

    bytes.size = 1000;
    expect_failure(bytes, NULL, VIKT_INPUT, "damaged");
}
