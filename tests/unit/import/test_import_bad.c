/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <time.h>

#include "sample_reading.h"

TestSuite(import_bad, .init = begin);

static vikt_error fail_bytes(const char *bytes, size_t size, vikt_code code)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    memset(&told, 0, sizeof told);
    cr_assert_eq(sample_read_bytes(&profile, bytes, size, &told, &import, &err), code, "%s",
                 err.message);
    cr_assert(import == NULL);
    cr_assert_eq(err.code, code);
    return err;
}

static vikt_error fail_text(const char *text)
{
    return fail_bytes(text, strlen(text), VIKT_INPUT);
}

static vikt_error fail_path(const char *path)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(vikt_import_read(path, &profile.profile, NULL, NULL, &import, &err), VIKT_INPUT);
    cr_assert(import == NULL);
    return err;
}

static void expect_reject(const vikt_import *im, size_t i, long row, const char *value,
                          const char *reason, bool whole_row)
{
    cr_assert(i < im->reject_count);
    cr_assert_eq(im->rejects[i].row, row);
    cr_assert(vikt_text_is(im->rejects[i].value, value), "%.*s", VIKT_SHOW(im->rejects[i].value));
    cr_assert(vikt_text_is(im->rejects[i].reason, reason), "%.*s",
              VIKT_SHOW(im->rejects[i].reason));
    cr_assert_eq(im->rejects[i].whole_row, whole_row);
}

Test(import_bad, files_that_are_none_are_told)
{
    vikt_error err = fail_path("/nonexistent/file.csv");

    cr_assert(strstr(err.message, "no such file"), "%s", err.message);
    cr_assert_str_eq(err.place.source, "/nonexistent/file.csv");
    err = fail_path("/tmp");
    cr_assert(strstr(err.message, "is a directory"), "%s", err.message);
    err = fail_path("/dev/zero");
    cr_assert_str_eq(err.message, "is a device, expected a file");
}

Test(import_bad, files_without_rows_are_told)
{
    cr_assert_str_eq(fail_text("").message, "is empty");
    cr_assert_str_eq(fail_text("\n \r\n").message, "is empty");
    cr_assert_str_eq(fail_text("\xef\xbb\xbf").message, "is empty");
    cr_assert_str_eq(fail_text("id;revenue\n").message, "has only a heading and no rows");
    cr_assert_str_eq(fail_text("id;revenue").message, "has only a heading and no rows");
}

Test(import_bad, binary_files_are_told)
{
    cr_assert(strstr(fail_bytes("id,\0\n1,2\n", 9, VIKT_INPUT).message, "binary"));
    cr_assert(strstr(fail_bytes("\xff\xfei\0d", 5, VIKT_INPUT).message, "of UTF-16LE"));
}

Test(import_bad, an_unclosed_quote_is_told_with_row_and_column)
{
    vikt_error err = fail_text("id,name\n1,Foo\n2,\"Bar\n3,Baz\n");

    cr_assert_eq(err.place.line, 3);
    cr_assert_eq(err.place.column, 2);
    cr_assert(strstr(err.message, "quote"), "%s", err.message);
    err = fail_text("id,\"name\n1,Foo\n");
    cr_assert_eq(err.place.line, 1);
}

Test(import_bad, ten_megabytes_in_one_line_are_told_with_the_row)
{
    enum { SIZE = 10 << 20 };
    char *text = malloc(SIZE);
    vikt_error err;

    memset(text, 'a', SIZE);
    memcpy(text, "id,name\n1,", 10);
    err = fail_bytes(text, SIZE, VIKT_INPUT);
    cr_assert_eq(err.place.line, 2);
    cr_assert(strstr(err.message, "longer than 1048576 bytes"), "%s", err.message);
    memset(text, 'a', SIZE);
    err = fail_bytes(text, SIZE, VIKT_INPUT);
    cr_assert_eq(err.place.line, 1);
    memset(text, '"', SIZE);
    fail_bytes(text, SIZE, VIKT_INPUT);
    memset(text, ',', SIZE);
    fail_bytes(text, SIZE, VIKT_INPUT);
    free(text);
}

Test(import_bad, too_many_columns_are_told)
{
    char text[3000] = "id";

    for (int i = 0; i < VIKT_COLUMNS_MAX; i++)
        strcat(text, ",a");
    strcat(text, "\n1\n");
    cr_assert(strstr(fail_text(text).message, "1025 columns"));
}

Test(import_bad, ragged_rows_are_rejected_and_empty_cells_behind_are_not)
{
    vikt_import *im = read_text("id,name,revenue\n1,Foo,1\n2,Bar\n3,Baz,3,4\n4,Qux,4,,\n");

    cr_assert_eq(im->count, 2);
    cr_assert_eq(im->readings[0].rows, 4);
    cr_assert_eq(im->readings[0].rejected_rows, 2);
    cr_assert_eq(im->readings[0].rejected_cells, 0);
    expect_reject(im, 0, 3, "2,Bar", "has 2 cells, expected 3", true);
    expect_reject(im, 1, 4, "3,Baz,3,4", "has 4 cells, expected 3", true);
    cr_assert(vikt_text_is(im->rejects[0].key, "2"));
    cr_assert(im->rejects[0].column.at == NULL);
    vikt_import_free(im);
}

/* What a pivot table writes where nothing stands is nobody. */
Test(import_bad, rows_of_nobody_are_rejected)
{
    vikt_import *im = read_text("Namn;Omsättning\nFoo AB;1\n(tom);2\n(Blank);3\n");

    cr_assert_eq(im->count, 1);
    expect_reject(im, 0, 3, "", "the key is empty", true);
    expect_reject(im, 1, 4, "", "the key is empty", true);
    vikt_import_free(im);
}

Test(import_bad, headings_without_text_need_no_cells)
{
    vikt_import *im = read_text("id;revenue;;\n1;5\n2;6;;\n3;7;note;\n4;8;;;9\n");

    cr_assert_eq(im->count, 3);
    expect_reject(im, 0, 5, "4;8;;;9", "has 5 cells, expected 2", true);
    vikt_import_free(im);
}

Test(import_bad, rows_without_a_key_are_rejected)
{
    vikt_import *im = read_text("id,revenue\n1,1\n,2\n\" \",x\n");

    cr_assert_eq(im->count, 1);
    cr_assert_eq(im->readings[0].rejected_rows, 2);
    cr_assert_eq(im->reject_count, 2); /* the x is not listed: its row is no customer */
    cr_assert_eq(im->rejects[0].row, 3);
    cr_assert(vikt_text_is(im->rejects[1].reason, "the key is empty"));
    cr_assert(im->rejects[1].key.at == NULL && im->rejects[1].whole_row);
    vikt_import_free(im);
}

Test(import_bad, required_fields_reject_the_row)
{
    vikt_import *im;

    profile.fields[sample_index(&profile, "revenue")].required = true;
    im = read_text("id,revenue,potential\n1,1,1\n2,,2\n3,x,9\n4,4,9\n");
    cr_assert_eq(im->count, 2);
    cr_assert_eq(im->readings[0].rejected_rows, 2);
    cr_assert_eq(im->readings[0].rejected_cells, 1);
    cr_assert_eq(im->reject_count, 3);
    cr_assert(im->rejects[0].value.at == NULL);
    cr_assert(vikt_text_is(im->rejects[0].reason, "is empty and required"));
    expect_reject(im, 1, 4, "x", "is not a number", true);
    expect_reject(im, 2, 5, "9", "is outside 1..5", false);
    cr_assert_eq(im->columns[sample_index(&profile, "revenue")]->numbers[1], 4);
    vikt_import_free(im);
}

Test(import_bad, text_nan_and_overflow_are_no_numbers)
{
    vikt_import *im = read_text("id,revenue\n1,okänd\n2,NaN\n3,inf\n4,1e999\n5,-\n6,1..2\n7,1e3\n");

    cr_assert_eq(im->reject_count, 5);
    expect_reject(im, 0, 2, "okänd", "is not a number", false);
    expect_reject(im, 1, 3, "NaN", "is not a finite number", false);
    expect_reject(im, 2, 4, "inf", "is not a finite number", false);
    expect_reject(im, 3, 5, "1e999", "is not a finite number", false);
    cr_assert(isnan(im->columns[sample_index(&profile, "revenue")]->numbers[4]));
    expect_reject(im, 4, 7, "1..2", "is not a number", false);
    cr_assert_eq(im->columns[sample_index(&profile, "revenue")]->numbers[6], 1000);
    vikt_import_free(im);
}

/* On the limits is on the scale. */
Test(import_bad, numbers_off_the_scale_are_missing)
{
    vikt_import *im;

    profile.fields[sample_index(&profile, "days_late")].min = 0;
    im = read_text("id,potential,days_late\n1,1,0\n2,5,1\n3,0.99,-1\n4,5.01,2\n");
    cr_assert_eq(im->reject_count, 3);
    cr_assert_eq(im->columns[sample_index(&profile, "potential")]->numbers[1], 5);
    expect_reject(im, 0, 4, "-1", "is below 0", false);
    expect_reject(im, 1, 4, "0.99", "is outside 1..5", false);
    expect_reject(im, 2, 5, "5.01", "is outside 1..5", false);
    vikt_import_free(im);
}

Test(import_bad, cells_that_are_not_utf_8_are_rejected_one_by_one)
{
    vikt_import *im = read_text("id,name,revenue\n1,åäöåäöåäöåäöåäöåäöåäöåäö,1\n2,a\xff"
                                "b,2\n3,c,3\xff\n"
                                "4,åäöåäöåäöåäö,4\n");

    cr_assert_str_eq(im->readings[0].encoding, "UTF-8");
    cr_assert_eq(im->count, 4);
    cr_assert_eq(im->reject_count, 2);
    expect_reject(im, 0, 3,
                  "a\xef\xbf\xbd"
                  "b",
                  "byte 0xff at offset 72 is not UTF-8", false);
    expect_reject(im, 1, 4, "3\xef\xbf\xbd", "byte 0xff at offset 82 is not UTF-8", false);
    cr_assert(vikt_column_missing(im->names, 1));
    vikt_import_free(im);
}

Test(import_bad, a_cell_of_the_longest_size_is_read_and_one_byte_more_is_not)
{
    char *text = malloc(200000), *at = text;
    vikt_import *im;

    at += sprintf(at, "id,name\n1,");
    memset(at, 'a', VIKT_CELL_MAX);
    at += VIKT_CELL_MAX;
    at += sprintf(at, "\n2,");
    memset(at, 'b', VIKT_CELL_MAX + 1);
    at += VIKT_CELL_MAX + 1;
    strcpy(at, "\n");
    im = read_text(text);
    cr_assert_eq(vikt_column_text(im->names, 0).length, VIKT_CELL_MAX);
    cr_assert(vikt_column_missing(im->names, 1));
    cr_assert_eq(im->reject_count, 1);
    cr_assert_eq(im->rejects[0].value.length, 200);
    cr_assert(vikt_text_is(im->rejects[0].reason, "is longer than 65534 bytes"));
    vikt_import_free(im);
    free(text);
}

Test(import_bad, duplicate_keys_stop_with_pairs_and_count)
{
    vikt_error err = fail_text("id,revenue\na,1\nb,2\na,3\na,4\nB,5\n");

    cr_assert_eq(told.errors, 2);
    cr_assert_str_eq(told.all[0].message, "rows 2 and 4 have the same key \"a\"");
    cr_assert_str_eq(told.all[1].message, "rows 4 and 5 have the same key \"a\"");
    cr_assert_eq(told.all[0].place.line, 4);
    cr_assert(strstr(err.message, "2 rows have the key of an earlier row"), "%s", err.message);
}

Test(import_bad, at_most_ten_pairs_are_told_but_all_are_counted)
{
    char text[1000] = "id,revenue\n";

    for (int i = 0; i < 13; i++)
        strcat(text, "longer-than-eight,1\n");
    cr_assert(strstr(fail_text(text).message, "12 rows"));
    cr_assert_eq(told.errors, 10);
}

Test(import_bad, a_heading_that_fits_no_field_lists_both)
{
    vikt_error err = fail_text("foo;bar\n1;2\n");

    cr_assert(strstr(err.message, "foo, bar"), "%s", err.message);
    cr_assert(strstr(err.message, "revenue_prev"), "%s", err.message);
    cr_assert_eq(err.place.line, 1);
}

Test(import_bad, two_columns_for_one_field_are_told_with_the_way_out)
{
    vikt_error err = fail_text("id;Omsättning;Bransch;Försäljning\n1;1;a;2\n");

    cr_assert(strstr(err.message, "\"Omsättning\" (column 2) and \"Försäljning\" (column 4)"), "%s",
              err.message);
    cr_assert(strstr(err.message, "column under [field revenue]"), "%s", err.message);
    cr_assert_eq(err.place.line, 1);
    cr_assert_eq(err.place.column, 4);
    fail_text("id;revenue;Omsättning\n1;1;2\n");
    fail_text("id;revenue;revenue\n1;1;2\n");
    fail_text("id;Omsättning 2024;Oms 2024\n1;1;2\n");
    fail_text("id;Omsättning 2024;Omsättning\n1;1;2\n");
    fail_text("Kundnr;Record ID;name\n1;2;a\n");
}

Test(import_bad, a_told_column_that_is_not_there_is_an_error_unless_optional)
{
    vikt_field *field = &profile.fields[sample_index(&profile, "revenue")];
    vikt_import *im;
    vikt_error err;

    field->column = VIKT_TEXT("Omsetning");
    field->place = (vikt_place){"acme.lua", 12, 0};
    field->optional = false;
    err = fail_bytes("id;Omsättning\n1;2\n", 19, VIKT_PROFILE);
    cr_assert(strstr(err.message, "did you mean \"Omsättning\"?"), "%s", err.message);
    cr_assert_str_eq(err.place.source, "acme.lua");
    cr_assert_eq(err.place.line, 12);
    field->optional = true;
    im = read_text("id;Omsättning\n1;2\n");
    cr_assert_eq(told.warnings, 1);
    cr_assert(im->columns[sample_index(&profile, "revenue")] == NULL);
    vikt_import_free(im);
}

Test(import_bad, all_missing_columns_are_told)
{
    vikt_field *a = &profile.fields[sample_index(&profile, "revenue")];
    vikt_field *b = &profile.fields[sample_index(&profile, "potential")];

    a->column = VIKT_TEXT("x1");
    b->column = VIKT_TEXT("x2");
    a->optional = b->optional = false;
    fail_bytes("id;y\n1;2\n", 9, VIKT_PROFILE);
    cr_assert_eq(told.errors, 2);
}
