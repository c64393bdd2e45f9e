/* SPDX-License-Identifier: MIT
 *
 * Files as spreadsheets leave them: a told separator, empty rows and columns, old line ends.
 */
#include <criterion/criterion.h>

#include "sample_reading.h"

TestSuite(sheet, .init = begin);

static vikt_error fail_text(const char *text)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(sample_read(&profile, text, NULL, &import, &err), VIKT_INPUT);
    return err;
}

static double revenue(const vikt_import *im, size_t row)
{
    return im->columns[sample_index(&profile, "revenue")]->numbers[row];
}

Test(sheet, line_ends_that_are_carriage_returns_are_read)
{
    vikt_import *im = read_text("id;name;revenue\r1;Åkes;2,5\r\r2;\"B\rC\";x\r");

    cr_assert_str_eq(im->readings[0].encoding, "UTF-8");
    cr_assert_eq(im->count, 2);
    cr_assert_eq(revenue(im, 0), 2.5);
    cr_assert_eq(im->rows[1], 4);
    cr_assert_eq(im->reject_count, 1);
    cr_assert(vikt_text_is(vikt_column_text(im->names, 0), "Åkes"));
    cr_assert(vikt_text_is(vikt_column_text(im->names, 1), "B\nC"));
    cr_assert_eq(im->readings[0].bytes, 39);
    vikt_import_free(im);
    im = read_text("id;name;revenue\r1;\xc5kes;3\r2;\xc4kes;4");
    cr_assert_str_eq(im->readings[0].encoding, "Windows-1252");
    cr_assert_eq(revenue(im, 1), 4);
    cr_assert(vikt_text_is(vikt_column_text(im->names, 0), "Åkes"));
    vikt_import_free(im);
}

/* A separator behind the last heading makes a column only when something stands in it. */
Test(sheet, a_separator_behind_the_last_heading_is_no_column)
{
    vikt_import *im = read_text("id;revenue;;\n1;5;;\n2;6\n");

    cr_assert_eq(im->readings[0].heading_count, 2);
    cr_assert_eq(im->count, 2);
    cr_assert_eq(im->reject_count, 0);
    vikt_import_free(im);
    im = read_text("id;;revenue;;\n1;;5;note;\n");
    cr_assert_eq(im->readings[0].heading_count, 4);
    cr_assert_eq(im->readings[0].headings[2].field, sample_index(&profile, "revenue"));
    vikt_import_free(im);
}

Test(sheet, rows_of_empty_cells_are_counted_and_skipped)
{
    vikt_import *im =
        read_text(";;\nid;name;revenue\n;;\n1;A;1\n;;\n \n;\n\"\";\"\";\"\"\n2;B;x\n;;\n");

    cr_assert_eq(im->count, 2);
    cr_assert_eq(im->readings[0].rows, 2);
    cr_assert_eq(im->readings[0].rejected_rows, 0);
    cr_assert_eq(im->rows[0], 4);
    cr_assert_eq(im->rows[1], 9);
    cr_assert_eq(im->reject_count, 1);
    cr_assert_eq(im->rejects[0].row, 9);
    vikt_import_free(im);
    cr_assert_str_eq(fail_text("id;revenue\n;\n;;;\n").message, "has only a heading and no rows");
    cr_assert_str_eq(fail_text(";\n;\n").message, "is empty");
}

Test(sheet, one_cell_is_a_cell)
{
    vikt_import *im = read_text("id;name;revenue\n1;A;1\n2\n3;C\n");

    cr_assert_eq(im->reject_count, 2);
    cr_assert(vikt_text_is(im->rejects[0].reason, "has 1 cell, expected 3"));
    cr_assert(vikt_text_is(im->rejects[1].reason, "has 2 cells, expected 3"));
    vikt_import_free(im);
}

/* By looking, the comma would be the separator of the first file. */
Test(sheet, the_separator_that_a_first_line_tells_is_taken)
{
    vikt_import *im = read_text("sep=;\nid;revenue\n1;1,5\n2;2,x\n");

    cr_assert_eq(im->readings[0].separator, ';');
    cr_assert_eq(revenue(im, 0), 1.5);
    cr_assert_eq(im->rows[0], 3);
    cr_assert_eq(im->rejects[0].row, 4);
    vikt_import_free(im);
    im = read_text("\xef\xbb\xbfsep=,\r\nid,revenue\r\na;b,7\r\nc;d,8\r\n");
    cr_assert_eq(im->readings[0].separator, ',');
    cr_assert(vikt_text_is(vikt_column_text(im->keys, 1), "c;d"));
    cr_assert_eq(revenue(im, 1), 8);
    vikt_import_free(im);
    cr_assert_str_eq(fail_text("sep=;\n").message, "is empty");
    cr_assert_eq(fail_text("sep=;\nfoo;bar\n1;2\n").place.line, 2);
}

Test(sheet, a_profile_given_as_data_is_told)
{
    vikt_error err = fail_text("# ours\n[sources]\ncustomers = kunder.csv\n");

    cr_assert_str_eq(err.message, "is a profile; run its folder, or use --rules FILE");
}

/* 3 sound letters and 1 wrong byte: UTF-8 with one bad cell; 1 and 2: Windows-1252, told. */
Test(sheet, two_encodings_in_one_file_are_told)
{
    vikt_import *im = read_text("id;name\n1;åäö\n2;B\xe5\n");

    cr_assert_str_eq(im->readings[0].encoding, "UTF-8");
    cr_assert_eq(im->reject_count, 1);
    cr_assert(vikt_text_is(im->rejects[0].reason, "byte 0xe5 at offset 20 is not UTF-8"));
    cr_assert_eq(told.count, 0);
    vikt_import_free(im);
    im = read_text("id;name\n1;å\n2;B\xe5\xe4\n");
    cr_assert_str_eq(im->readings[0].encoding, "Windows-1252");
    cr_assert_eq(told.warnings, 1);
    cr_assert(strstr(told.all[0].message, "1 of its 3 letters"), "%s", told.all[0].message);
    vikt_import_free(im);
    im = read_text("id;name\n1;A\n2;B\xe5\xe4\n");
    cr_assert_eq(told.count, 0);
    vikt_import_free(im);
}

static void expect_wrong_byte(const char *bytes, size_t size, vikt_charset charset, long row,
                              long column, const char *part)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    profile.profile.sources[VIKT_SOURCE_CUSTOMERS].charset = charset;
    cr_assert_eq(sample_read_bytes(&profile, bytes, size, NULL, &import, &err), VIKT_INPUT);
    cr_assert_eq(err.place.line, row, "%ld", err.place.line);
    cr_assert_eq(err.place.column, column, "%ld", err.place.column);
    cr_assert(strstr(err.message, part), "%s", err.message);
}

/* Rows are records: a line end within quotes ends none. */
Test(sheet, a_wrong_byte_is_told_with_row_and_column)
{
    const char *text = "id;name\n1;\"a\nb\"\n\n2;B\xe5\n";

    expect_wrong_byte(text, strlen(text), VIKT_CHARSET_UTF8, 4, 2, "byte 0xe5 at offset 20 is not");
    text = "id;name\r1;a\r2;B\xe5\r";
    expect_wrong_byte(text, strlen(text), VIKT_CHARSET_UTF8, 3, 2, "byte 0xe5 at offset 15 is not");
    expect_wrong_byte("id,name\n\0", 9, VIKT_CHARSET_LOOK, 2, 1, "byte 0x00 at offset 8");
    expect_wrong_byte("\xff\xfei\0,\0n\0\n\0"
                      "1\0,\0\x01\xd8,\0",
                      18, VIKT_CHARSET_LOOK, 2, 2, "bytes 0x01 0xd8 at offset 14 are half");
    expect_wrong_byte("\xff", 1, VIKT_CHARSET_UTF8, 1, 1, "byte 0xff at offset 0");
}

Test(sheet, a_personal_number_in_a_heading_is_masked)
{
    vikt_import *im = read_text("id;name;revenue;Anna 750231-0241\n1;A;2;x\n2;B;3;y\n");

    cr_assert(vikt_text_is(im->readings[0].headings[3].text, "Anna 750231-****"));
    vikt_import_free(im);
}

/* The other table has two rows, this one three. */
Test(sheet, a_table_beside_another_is_not_read)
{
    vikt_import *im = read_text("Kund;Omsättning;;Stad;potential\nA;10;;Oslo;1\nB;20;;Ås;2\n"
                                "C;30;;;\n");

    cr_assert_eq(im->count, 3);
    cr_assert(!im->columns[sample_index(&profile, "potential")]);
    cr_assert_eq(told.warnings, 1);
    cr_assert(strstr(told.all[0].message, "from \"Stad\" on, behind an empty column, is a table"));
    vikt_import_free(im);
    /* as many rows, or gaps: columns of one table */
    im = read_text("Kund;Omsättning;;Stad;potential\nA;10;;Oslo;1\nB;20;;Ås;2\n");
    cr_assert(im->columns[sample_index(&profile, "potential")] != NULL);
    vikt_import_free(im);
    im = read_text("Kund;Omsättning;;Stad;potential\nA;10;;Oslo;\nB;20;;Ås;2\nC;30;;;\n");
    cr_assert(im->columns[sample_index(&profile, "potential")] != NULL);
    vikt_import_free(im);
}
