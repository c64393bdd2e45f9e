/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <unistd.h>

#include "sample_profile.h"

static sample_profile profile;

static void begin(void)
{
    sample_profile_init(&profile);
}

TestSuite(import, .init = begin);

static vikt_import *read_text(const char *text, heard *h)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    memset(h, 0, sizeof *h);
    cr_assert_eq(sample_read(&profile, text, h, &import, &err), VIKT_OK, "%s", err.message);
    return import;
}

static vikt_import *read_file(const char *name)
{
    char path[512];
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    snprintf(path, sizeof path, "%s/import/%s", VIKT_TEST_DATA, name);
    cr_assert_eq(vikt_import_read(path, &profile.profile, NULL, NULL, &import, &err), VIKT_OK, "%s",
                 err.message);
    return import;
}

static const vikt_column *column(const vikt_import *import, const char *field)
{
    const vikt_column *found = import->columns[sample_index(&profile, field)];

    cr_assert(found != NULL, "%s", field);
    return found;
}

static double number(const vikt_import *import, const char *field, size_t row)
{
    const vikt_column *found = column(import, field);

    cr_assert(found->numbers != NULL && row < found->count);
    return found->numbers[row];
}

static bool text_is(const vikt_column *column, size_t row, const char *wanted)
{
    return vikt_text_is(vikt_column_text(column, row), wanted);
}

Test(import, an_excel_list_is_understood)
{
    vikt_import *im = read_file("04-excel-sv-kundlista.csv");
    const vikt_reading *r = &im->readings[0];

    cr_assert_str_eq(r->encoding, "Windows-1252");
    cr_assert_eq(r->separator, ';');
    cr_assert_eq(r->decimal, ',');
    cr_assert_eq(r->key_origin, VIKT_KEY_COLUMN);
    cr_assert_eq(r->rows, 11);
    cr_assert_eq(r->rejected_rows, 0);
    cr_assert_eq(r->rejected_cells, 0);
    cr_assert_eq(im->count, 11);
    cr_assert(text_is(im->keys, 0, "1001"));
    cr_assert(text_is(im->names, 0, "Åkerbergs Plåt & Svets AB"));
    cr_assert(text_is(im->names, 8, "\"Den Gröna Verkstaden\" AB"));
    cr_assert_eq(number(im, "revenue", 0), 1845200.50);
    cr_assert_eq(number(im, "revenue_prev", 0), 1716036.47);
    cr_assert_eq(number(im, "revenue", 10), -1250);
    cr_assert_eq(number(im, "margin", 0), 0.31);
    cr_assert(column(im, "margin")->share);
    cr_assert(!column(im, "revenue")->share);
    cr_assert(isnan(number(im, "margin", 10)));
    cr_assert(isnan(number(im, "potential", 10)));
    cr_assert_eq(number(im, "last_order", 0), 20077); /* 2024-12-20 */
    cr_assert_eq(r->headings[0].match, VIKT_HEADING_CONTENT);
    cr_assert_eq(r->headings[1].match, VIKT_HEADING_SYNONYM);
    cr_assert_eq(r->headings[2].match, VIKT_HEADING_UNUSED);
    cr_assert_eq(r->headings[2].field, VIKT_INDEX_NONE);
    cr_assert_eq(r->headings[4].match, VIKT_HEADING_YEAR);
    cr_assert_eq(r->headings[8].match, VIKT_HEADING_NAME);
    cr_assert_eq(im->reject_count, 0); /* #DIVISION/0! is missing, and no mistake of the file */
    cr_assert_str_eq(r->headings[4].form, "decimal comma, thousands by blank");
    cr_assert_str_eq(r->headings[7].form, "decimal comma, percent");
    cr_assert_str_eq(r->headings[8].form, "whole numbers");
    cr_assert_str_eq(r->headings[9].form, "Y-M-D");
    vikt_import_free(im);
}

Test(import, other_exports_are_understood)
{
    vikt_import *im = read_file("06-hubspot-like-companies.csv");

    cr_assert_eq(im->count, 8);
    cr_assert(text_is(im->names, 1, "Beacon Tooling, Inc."));
    cr_assert_eq(number(im, "revenue", 6), 23999.99);
    vikt_import_free(im);
    im = read_file("07-businesscentral-like-kunder.tsv");
    cr_assert_eq(im->readings[0].separator, '\t');
    cr_assert(text_is(im->keys, 0, "K01001"));
    cr_assert(text_is(im->names, 8, "\"Den Gröna Verkstaden\" AB"));
    cr_assert_eq(number(im, "revenue", 0), 1845200.5);
    vikt_import_free(im);
    im = read_file("08-economic-like-debitorer-da.csv");
    cr_assert_eq(number(im, "revenue", 4), 1430000);
    cr_assert_eq(number(im, "revenue", 0), 912300.5);
    vikt_import_free(im);
    im = read_file("01-fortnox-like-kundregister.csv");
    cr_assert_str_eq(im->readings[0].encoding, "UTF-8 with BOM");
    cr_assert_eq(number(im, "active", 9), 1);
    cr_assert_eq(number(im, "active", 10), 0);
    vikt_import_free(im);
}

Test(import, a_unique_name_is_the_key_when_nothing_else_is)
{
    vikt_import *im = read_file("09-bedomning-1-5.csv");

    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_BY_NAME);
    cr_assert(im->keys == im->names);
    cr_assert(
        text_is(im->keys, 0, "\"Den Gröna Verkstaden\" AB")); /* row 10: the quote sorts first */
    cr_assert_eq(im->rows[0], 10);
    vikt_import_free(im);
}

Test(import, customers_come_in_key_order_whatever_the_order_of_the_file)
{
    heard h;
    vikt_import *im = read_text("id,revenue,industry\n9,1,a\n10,2,b\n1,3,\n", &h);

    cr_assert(text_is(im->keys, 0, "1") && text_is(im->keys, 1, "10") && text_is(im->keys, 2, "9"));
    cr_assert_eq(number(im, "revenue", 0), 3);
    cr_assert_eq(number(im, "revenue", 2), 1);
    cr_assert(vikt_column_missing(column(im, "industry"), 0));
    cr_assert(text_is(column(im, "industry"), 1, "b"));
    cr_assert_eq(im->rows[0], 4);
    cr_assert_eq(im->rows[2], 2);
    cr_assert(im->names == im->keys);
    vikt_import_free(im);
}

Test(import, kund_is_key_or_name_by_what_stands_in_it)
{
    heard h;
    vikt_import *im = read_text("Kund;Omsättning\nFoo AB;1\nBar AB;2\n", &h);

    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_BY_NAME);
    cr_assert_eq(im->readings[0].headings[0].field, sample_index(&profile, "name"));
    vikt_import_free(im);
    im = read_text("Kund;Omsättning\n1001;1\n1002;2\n", &h);
    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_COLUMN);
    cr_assert_eq(im->readings[0].headings[0].field, sample_index(&profile, "key"));
    cr_assert(im->names == im->keys);
    vikt_import_free(im);
    im = read_text("Kund;Namn;Omsättning\nA;Foo;1\nB;Foo;2\n", &h);
    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_COLUMN);
    cr_assert(text_is(im->keys, 1, "B") && text_is(im->names, 1, "Foo"));
    vikt_import_free(im);
    im = read_text("Kundnr;Kund\nA;Foo\nB;Foo\n", &h);
    cr_assert(text_is(im->keys, 1, "B") && text_is(im->names, 1, "Foo"));
    vikt_import_free(im);
}

Test(import, names_that_repeat_leave_the_row_number_as_key)
{
    heard h;
    vikt_import *im = read_text("Kund;Omsättning\nFoo;1\n\nFoo;x\n;3\n", &h);

    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_BY_ROW);
    cr_assert_eq(im->count, 3);
    cr_assert(text_is(im->keys, 0, "2") && text_is(im->keys, 1, "4") && text_is(im->keys, 2, "5"));
    cr_assert(text_is(im->names, 0, "Foo"));
    cr_assert(vikt_column_missing(im->names, 2));
    cr_assert_eq(h.warnings, 1);
    cr_assert(strstr(h.all[0].message, "row number"));
    cr_assert(vikt_text_is(im->rejects[0].key, "4"));
    vikt_import_free(im);
    im = read_text("revenue,potential\n1,2\n3,4\n", &h);
    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_BY_ROW);
    cr_assert(im->names == im->keys);
    vikt_import_free(im);
}

Test(import, row_numbers_sort_bytewise_with_their_rows)
{
    heard h;
    vikt_import *im = read_text("revenue\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n", &h);

    cr_assert_eq(im->readings[0].separator, '\0'); /* one column */
    cr_assert(text_is(im->keys, 0, "10") && text_is(im->keys, 2, "2"));
    cr_assert_eq(number(im, "revenue", 0), 10);
    cr_assert_eq(number(im, "revenue", 2), 2);
    vikt_import_free(im);
}

Test(import, a_name_that_is_the_key_must_not_be_empty)
{
    heard h;
    vikt_import *im = read_text("Kund;Omsättning\nFoo;1\n;2\nBar;3\n", &h);

    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_BY_NAME);
    cr_assert_eq(im->count, 2);
    cr_assert_eq(im->readings[0].rejected_rows, 1);
    cr_assert(im->rejects[0].whole_row && im->rejects[0].row == 3);
    cr_assert(vikt_text_is(im->rejects[0].reason, "the key is empty"));
    cr_assert(im->rejects[0].key.at == NULL);
    vikt_import_free(im);
}

Test(import, a_profile_without_key_and_name_uses_built_in_words)
{
    sample_profile bare;
    vikt_import *im;
    vikt_error err = {.code = VIKT_OK};

    memset(&bare, 0, sizeof bare);
    sample_field(&bare, "spend", VIKT_TYPE_NUMBER, NULL);
    cr_assert_eq(sample_read(&bare, "Kundnr;Namn;Spend\n7;Foo;1\n", NULL, &im, &err), VIKT_OK);
    cr_assert(text_is(im->keys, 0, "7") && text_is(im->names, 0, "Foo"));
    cr_assert_eq(im->columns[0]->numbers[0], 1);
    cr_assert_eq(im->readings[0].headings[0].match, VIKT_HEADING_CONTENT);
    cr_assert_eq(im->readings[0].headings[0].field, VIKT_INDEX_NONE);
    vikt_import_free(im);
}

Test(import, numbers_are_read_as_their_column_has_them)
{
    heard h;
    vikt_import *im =
        read_text("id;revenue;revenue_prev\n1;1.234,5;1,234.5\n2;1234;-0\n3;1 234;12,5\n"
                  "4;12.345.678;7.5\n",
                  &h);

    cr_assert_eq(number(im, "revenue", 0), 1234.5);
    cr_assert_eq(number(im, "revenue", 2), 1234);
    cr_assert_eq(number(im, "revenue_prev", 0), 1234.5);
    cr_assert(!signbit(number(im, "revenue_prev", 1)));
    cr_assert(
        isnan(number(im, "revenue_prev", 2))); /* two columns of one file may differ, one may not */
    cr_assert_eq(number(im, "revenue", 3), 12345678);
    vikt_import_free(im);
}

static vikt_error ask(const char *text)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};
    heard h = {.count = 0};

    cr_assert_eq(sample_read(&profile, text, &h, &import, &err), VIKT_INPUT, "%s", text);
    cr_assert_null(import);
    return err;
}

/* 1.234 alone may be either: the file's other column decides, and a note says so; else the run
 * stops with a question. */
Test(import, numbers_that_can_be_read_two_ways_follow_the_file_or_stop)
{
    heard h;
    vikt_import *im = read_text("id;revenue;revenue_prev\n1;1.234;2,5\n2;2.500;3,5\n", &h);
    vikt_error err;

    cr_assert_eq(number(im, "revenue", 0), 1234);
    cr_assert_eq(h.notes, 1);
    cr_assert_str_eq(h.all[0].message, "numbers such as 1.234 in \"revenue\" can be read two ways: "
                                       "taken as 1234, as in other columns of the file");
    cr_assert_eq(h.all[0].place.line, 1);
    cr_assert_eq(h.all[0].place.column, 2);
    vikt_import_free(im);
    err = ask("id;revenue\n1;5\n2;1.234\n");
    cr_assert_eq(err.place.line, 1);
    cr_assert_eq(err.place.column, 2);
    cr_assert_str_eq(err.message, "\"revenue\" can be read two ways: 1.234 is 1.234 or 1234; say "
                                  "--decimal point or --decimal comma (or decimal = comma under "
                                  "[source customers])");
    err = ask("id,revenue\n1,123.456\n"); /* three digits before the mark are a group too */
    cr_assert(strstr(err.message, "123.456 is 123.456 or 123456;"), "%s", err.message);
    err = ask("id;revenue\n1;12,500 kr\n");
    cr_assert(strstr(err.message, "12,500 kr is 12500 or 12.5;"), "%s", err.message);
    err = ask("id;revenue\n1;1.5\n2;1,5\n");
    cr_assert(strstr(err.message, "has as many decimal points as commas, such as"), "%s",
              err.message);
    im = read_text("id,revenue\n1,1234.567\n", &h); /* four are none: nothing to ask */
    cr_assert_eq(number(im, "revenue", 0), 1234.567);
    cr_assert_eq(h.notes, 0);
    cr_assert_eq(im->readings[0].decimal, '.');
    vikt_import_free(im);
    im = read_text("id,revenue\n1,5\n", &h);
    cr_assert_eq(im->readings[0].decimal, 0);
    cr_assert_eq(h.count, 0);
    vikt_import_free(im);
}

/* 1,500 rows of whole numbers, then one with a decimal comma: the sample of 1,000 does not show it.
 */
Test(import, what_the_first_rows_do_not_show_is_still_read_right)
{
    enum { ROWS = 1500 };
    char *text = malloc(ROWS * 40 + 100);
    size_t length = (size_t)sprintf(text, "id,revenue,margin,extra,industry\n");
    heard h;
    vikt_import *im;

    for (int i = 0; i < ROWS; i++)
        length += (size_t)sprintf(text + length, "%d,%d,%d,%d,%d\n", 10000 + i, i, i, i, i);
    sprintf(text + length, "99999,\"1,5\",\"31 %%\",007,\"a \"\"b\"\"\"\n");
    im = read_text(text, &h);
    cr_assert_eq(number(im, "revenue", ROWS), 1.5);
    cr_assert_eq(number(im, "revenue", 7), 7);
    cr_assert(column(im, "margin")->share);
    cr_assert_eq(number(im, "margin", ROWS), 0.31);
    cr_assert_eq(number(im, "margin", 7), 0.07);
    cr_assert_eq(column(im, "extra")->type, VIKT_TYPE_TEXT); /* 007 is no number */
    cr_assert(text_is(column(im, "extra"), 7, "7"));
    cr_assert(text_is(column(im, "industry"), ROWS, "a \"b\""));
    cr_assert_eq(im->reject_count, 0);
    vikt_import_free(im);
    free(text);
}

static vikt_type type_of_extra(const char *cells)
{
    char text[1024] = "id,extra\n";
    vikt_text rest = vikt_text_of(cells);
    heard h;
    vikt_import *im;
    vikt_type type;

    for (int i = 1; rest.length; i++) {
        vikt_text cell = vikt_text_cut(&rest, '|');

        sprintf(text + strlen(text), "%d,%.*s\n", i, VIKT_SHOW(cell));
    }
    im = read_text(text, &h);
    type = column(im, "extra")->type;
    vikt_import_free(im);
    return type;
}

/* Nine of ten are enough, eight of nine are not. */
Test(import, an_open_type_is_told_by_the_data)
{
    cr_assert_eq(type_of_extra("1|2|3|4|5|6|7|8|9|x"), VIKT_TYPE_NUMBER);
    cr_assert_eq(type_of_extra("1|2|3|4|5|6|7|8|x"), VIKT_TYPE_TEXT);
    cr_assert_eq(type_of_extra("1|2|03"), VIKT_TYPE_TEXT);
    cr_assert_eq(type_of_extra("0|0.5"), VIKT_TYPE_NUMBER);
    cr_assert_eq(type_of_extra("2026-05-12|2026-05-13"), VIKT_TYPE_DATE);
    cr_assert_eq(type_of_extra("Bygg|Handel"), VIKT_TYPE_TEXT);
    cr_assert_eq(type_of_extra(" | "), VIKT_TYPE_NUMBER);
}

Test(import, percent_in_the_heading_makes_plain_numbers_shares)
{
    heard h;
    vikt_import *im = read_text("id;Margin %\n1;31\n2;31,5\n3;31 %\n4;\n", &h);

    cr_assert(column(im, "margin")->share);
    cr_assert_eq(number(im, "margin", 0), 0.31);
    cr_assert_eq(number(im, "margin", 1), 0.315);
    cr_assert_eq(number(im, "margin", 2), 0.31);
    cr_assert(isnan(number(im, "margin", 3)));
    vikt_import_free(im);
}

Test(import, dates_and_truths_are_read_and_others_rejected)
{
    heard h;
    vikt_import *im = read_text(
        "id,last_order,active\n1,1970-01-02,Ja\n2,19700103,x\n3,12/5,0\n4,,maybe\n5,,\n", &h);

    cr_assert_eq(number(im, "last_order", 0), 1);
    cr_assert_eq(number(im, "last_order", 1), 2);
    cr_assert(isnan(number(im, "last_order", 2)));
    cr_assert_eq(number(im, "active", 0), 1);
    cr_assert_eq(number(im, "active", 1), 1);
    cr_assert_eq(number(im, "active", 2), 0);
    cr_assert(isnan(number(im, "active", 3)) && isnan(number(im, "active", 4)));
    cr_assert_eq(im->reject_count, 2);
    cr_assert(vikt_text_is(im->rejects[0].reason, "is not a date"));
    cr_assert(vikt_text_is(im->rejects[1].reason, "is not yes or no"));
    vikt_import_free(im);
}

Test(import, blanks_around_a_cell_do_not_count)
{
    heard h;
    vikt_import *im =
        read_text("id, name ,revenue\n 1 ,  Foo\xc2\xa0, 7 \n\" 2 \",\" Bar \",\" 8 \"\n", &h);

    cr_assert(text_is(im->keys, 0, "1") && text_is(im->names, 0, "Foo"));
    cr_assert(text_is(im->keys, 1, "2") && text_is(im->names, 1, "Bar"));
    cr_assert_eq(number(im, "revenue", 0), 7);
    cr_assert_eq(number(im, "revenue", 1), 8);
    cr_assert_eq(im->reject_count, 0);
    vikt_import_free(im);
}

Test(import, a_told_column_goes_before_names_and_synonyms)
{
    heard h;
    vikt_import *im;

    profile.fields[sample_index(&profile, "revenue")].column = VIKT_TEXT("Oms 2024");
    im = read_text("id;Omsättning;oms 2023;OMS-2024\n1;1;2;3\n", &h);
    cr_assert_eq(number(im, "revenue", 0), 3);
    cr_assert_eq(im->readings[0].headings[3].match, VIKT_HEADING_COLUMN);
    cr_assert_eq(im->readings[0].headings[1].match, VIKT_HEADING_UNUSED);
    vikt_import_free(im);
}

Test(import, the_newest_year_is_the_field_and_the_year_before_its_predecessor)
{
    heard h;
    vikt_import *im =
        read_text("id;Omsättning 2022;Omsättning 2024;Omsättning 2023\n1;1;3;2\n", &h);

    cr_assert_eq(number(im, "revenue", 0), 3);
    cr_assert_eq(number(im, "revenue_prev", 0), 2);
    cr_assert_eq(im->readings[0].headings[1].match, VIKT_HEADING_UNUSED);
    cr_assert_eq(h.notes, 1);
    vikt_import_free(im);
}

Test(import, money_does_not_fit_a_field_on_a_scale)
{
    heard h;
    vikt_import *im = read_text("id;Potential (SEK);Omsättning (SEK)\n1;10000;5\n", &h);

    cr_assert(im->columns[sample_index(&profile, "potential")] == NULL);
    cr_assert_eq(number(im, "revenue", 0), 5);
    vikt_import_free(im);
}

/* The same rows in another order give the same columns. */
Test(import, shuffled_rows_give_the_same_result)
{
    heard h;
    vikt_import *a = read_text("id;extra;revenue\n1;1;1.234\n2;x;2,5\n3;y;9\n4;z;1 000\n", &h);
    vikt_import *b = read_text("id;extra;revenue\n4;z;1 000\n2;x;2,5\n1;1;1.234\n3;y;9\n", &h);

    cr_assert_eq(column(a, "extra")->type, column(b, "extra")->type);
    for (size_t i = 0; i < 4; i++) {
        cr_assert(vikt_text_equal(vikt_column_text(a->keys, i), vikt_column_text(b->keys, i)));
        cr_assert_eq(number(a, "revenue", i), number(b, "revenue", i));
        cr_assert(vikt_text_equal(vikt_column_text(column(a, "extra"), i),
                                  vikt_column_text(column(b, "extra"), i)));
    }
    vikt_import_free(a);
    vikt_import_free(b);
}

Test(import, the_digest_is_of_the_files_own_bytes)
{
    char wanted[VIKT_DIGEST_SIZE];
    heard h;
    vikt_import *im = read_text("\xef\xbb\xbfid,revenue\n1,2\n", &h);

    vikt_digest_of(VIKT_TEXT("\xef\xbb\xbfid,revenue\n1,2\n"), wanted);
    cr_assert_str_eq(im->readings[0].digest, wanted);
    cr_assert_eq(im->readings[0].bytes, 18);
    vikt_import_free(im);
}

/* All lengths and marks around the 8 and 16 bytes that are read at once, against strtod. */
Test(import, numbers_are_the_same_as_strtods)
{
    char *text = malloc(400000);
    size_t length = (size_t)sprintf(text, "id,revenue\n"), rows = 0;
    uint64_t random = 3;
    double *wanted = malloc(8000 * sizeof *wanted);
    heard h;
    vikt_import *im;

    for (int digits = 1; digits <= 18; digits++)
        for (int mark = 0; mark <= digits; mark++)
            for (int sign = 0; sign < 2; sign++) {
                char cell[32], *at = cell;

                if (sign)
                    *at++ = '-';
                for (int i = 0; i < digits; i++) {
                    if (i && i == mark)
                        *at++ = '.';
                    random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
                    *at++ = (char)('0' + (random >> 33) % 10);
                }
                *at = '\0';
                wanted[rows++] = strtod(cell, NULL) + 0.0;
                length += (size_t)sprintf(text + length, "%zu,%s\n", 1000 + rows, cell);
            }
    im = read_text(text, &h);
    cr_assert_eq(im->count, rows);
    for (size_t i = 0; i < rows; i++)
        cr_assert_eq(number(im, "revenue", i), wanted[i], "row %zu: %.17g is not %.17g", i + 2,
                     number(im, "revenue", i), wanted[i]);
    vikt_import_free(im);
    free(wanted);
    free(text);
}

/* 1234.57 / 100 is not 12.3457: the point moves before the number is rounded. */
Test(import, a_share_is_the_same_however_its_number_is_written)
{
    heard h;
    vikt_import *im = read_text("id;Margin %\n1;1234,57\n2;1 234,57\n3;1.234,57\n4;1234,57 %\n"
                                "5;1'234,57\n6;1.234,57-\n7;\"1234,5700000000000\"\n",
                                &h);

    cr_assert(column(im, "margin")->share);
    cr_assert_eq(im->count, 7);
    for (size_t i = 0; i < im->count; i++)
        cr_assert_eq(number(im, "margin", i), i == 5 ? -12.3457 : 12.3457, "row %zu", i + 2);
    vikt_import_free(im);
}

/* A minus and 15 digits are joined; with more bytes behind them they are read elsewhere. */
Test(import, groups_of_any_length_are_read)
{
    static char text[4000];
    size_t length = (size_t)sprintf(text, "id,revenue\n1,-123 456 789 012 345.5");
    heard h;
    vikt_import *im;

    memset(text + length, '0', 3000);
    length += 3000;
    sprintf(text + length, "\n2,-123 456 789 012 345\n3,123 456 789 012 345.5\n4,-1 234.5\n"
                           "5,-12 345 678 901 234.5\n6,1 234 567 890 123 456\n7,12 34\n8,1 234 \n");
    im = read_text(text, &h);
    cr_assert_eq(im->count, 8);
    cr_assert_eq(number(im, "revenue", 0), -123456789012345.5);
    cr_assert_eq(number(im, "revenue", 1), -123456789012345);
    cr_assert_eq(number(im, "revenue", 2), 123456789012345.5);
    cr_assert_eq(number(im, "revenue", 3), -1234.5);
    cr_assert_eq(number(im, "revenue", 4), -12345678901234.5);
    cr_assert_eq(number(im, "revenue", 5), 1234567890123456);
    cr_assert(isnan(number(im, "revenue", 6)));
    cr_assert_eq(number(im, "revenue", 7), 1234);
    vikt_import_free(im);
}

/* The sum of the column is 5280131 by awk. */
Test(import, real_clients_without_a_key_are_read_by_row)
{
    sample_profile bare;
    vikt_import *im;
    vikt_error err = {.code = VIKT_OK};
    double sum = 0;

    memset(&bare, 0, sizeof bare);
    sample_field(&bare, "fresh", VIKT_TYPE_UNKNOWN, NULL);
    cr_assert_eq(vikt_import_read(VIKT_TEST_DATA "/import/wholesale_customers.csv", &bare.profile,
                                  NULL, NULL, &im, &err),
                 VIKT_OK);
    cr_assert_eq(im->count, 440);
    cr_assert_eq(im->readings[0].key_origin, VIKT_KEY_BY_ROW);
    for (size_t i = 0; i < im->count; i++)
        sum += im->columns[0]->numbers[i];
    cr_assert_eq(sum, 5280131);
    vikt_import_free(im);
}

Test(import, standard_input_is_read_like_a_file)
{
    const char text[] = "id,revenue\n1,2\n";
    vikt_import *im;
    vikt_error err = {.code = VIKT_OK};
    int ends[2];

    cr_assert(pipe(ends) == 0);
    cr_assert(write(ends[1], text, sizeof text - 1) == (ssize_t)(sizeof text - 1));
    close(ends[1]);
    cr_assert(dup2(ends[0], STDIN_FILENO) >= 0);
    close(ends[0]);
    cr_assert_eq(vikt_import_read("-", &profile.profile, NULL, NULL, &im, &err), VIKT_OK);
    cr_assert(vikt_text_is(im->readings[0].source, "-"));
    cr_assert_eq(number(im, "revenue", 0), 2);
    vikt_import_free(im);
}
