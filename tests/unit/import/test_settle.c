/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/number.h"
#include "core/import/sheet.h"
#include "sample_reading.h"

TestSuite(settle, .init = begin);

static vikt_error ask(const char *text)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    memset(&told, 0, sizeof told);
    cr_assert_eq(sample_read(&profile, text, &told, &import, &err), VIKT_INPUT, "%s", text);
    return err;
}

/* "id;HEADING" with the cells (separated by '|') as rows 1, 2, ..., forwards or backwards. */
static void write_column(char *out, const char *heading, const char *cells, bool reversed)
{
    vikt_text parts[64], rest = vikt_text_of(cells);
    size_t count = 0, length = (size_t)sprintf(out, "id;%s\n", heading);

    while (rest.at)
        parts[count++] = vikt_text_cut(&rest, '|');
    for (size_t i = 0; i < count; i++) {
        size_t row = reversed ? count - 1 - i : i;

        length += (size_t)sprintf(out + length, "%02zu;%.*s\n", row + 1, VIKT_SHOW(parts[row]));
    }
}

/* Of a column of any type, as numbers: "1.5|?|3", where ? is missing. */
static void write_values(const vikt_import *import, const char *field, char *out)
{
    const vikt_column *found = import->columns[sample_index(&profile, field)];
    size_t length = 0;

    cr_assert(found && found->numbers, "%s is no number", field);
    for (size_t i = 0; i < found->count; i++) {
        if (i)
            out[length++] = '|';
        if (isnan(found->numbers[i]))
            out[length++] = '?';
        else
            length += vikt_number_write(found->numbers[i], out + length);
    }
    out[length] = '\0';
}

typedef struct sample {
    const char *heading, *field, *cells, *values, *form;
    size_t rejects, warnings;
} sample;

static const sample samples[] = {
    {"revenue", "revenue", "1,5|1.234,5|2", "1.5|1234.5|2", "decimal comma, thousands by point", 0,
     0},
    {"revenue", "revenue", "1.5|1,234.5|2", "1.5|1234.5|2", "decimal point, thousands by comma", 0,
     0},
    {"revenue", "revenue", "1.234|5,5", "1234|5.5", "decimal comma, thousands by point", 0, 0},
    {"revenue", "revenue", "1.234|5.5", "1.234|5.5", "decimal point", 0, 0},
    {"revenue", "revenue", "1'234.5|7", "1234.5|7", "decimal point, thousands by apostrophe", 0, 0},
    {"revenue", "revenue", "1 234|7", "1234|7", "thousands by blank", 0, 0},
    {"revenue", "revenue", "5|12.345.678", "5|12345678", "decimal comma, thousands by point", 0, 0},
    {"revenue", "revenue", "|-|5", "?|?|5", "whole numbers", 0, 0},
    {"revenue", "revenue", "|", "?|?", "", 0, 0},
    /* most decide; the others are rejects */
    {"revenue", "revenue", "1,5|2.5|3,5", "1.5|?|3.5", "decimal comma, thousands by point", 1, 1},
    {"revenue", "revenue", "1.234,50|1,234.50|3,5", "1234.5|?|3.5",
     "decimal comma, thousands by point", 1, 1},
    {"revenue", "revenue", "1,23,456.5|5.5", "?|5.5", "decimal point", 1, 0}, /* lakh */
    /* sizes and signs */
    {"Omsättning (tkr)", "revenue", "1,5|2 000|3 mkr", "1500|2000000|3000000",
     "decimal comma, thousands by blank, in thousands, sizes in cells", 0, 0},
    {"Omsättning MSEK", "revenue", "1,5|2", "1500000|2000000", "decimal comma, in millions", 0, 0},
    {"revenue", "revenue", "1,5 tkr|2 kr|1 292,74-", "1500|2|-1292.74",
     "decimal comma, thousands by blank, sizes in cells", 0, 0},
    {"revenue", "revenue", "5 EUR|6 USD", "5|6", "whole numbers", 0, 1},
    {"revenue", "revenue", "5 kr|6 SEK", "5|6", "whole numbers", 0, 0},
    {"margin", "margin", "5 %|6,5", "0.05|0.065", "decimal comma, percent", 0, 0},
    /* errors of formulas */
    {"revenue", "revenue", "5|#DIVISION/0!|#SAKNAS!|6,5", "5|?|?|6.5", "decimal comma", 0, 1},
    {"last_order", "last_order", "2024-12-31|#VÄRDEFEL!", "20088|?", "Y-M-D", 0, 1},
    {"active", "active", "ja|#N/A|nej", "1|?|0", "yes/no", 0, 1},
    {"extra", "extra", "5|#REF!|#REF!|#REF!", "5|?|?|?", "whole numbers", 0, 1},
    /* dates; 2024-12-31 is day 20088, 2024-02-01 is 19754 */
    {"last_order", "last_order", "01/02/2024|31/12/2024", "19754|20088", "D/M/Y", 0, 0},
    {"last_order", "last_order", "02/01/2024|12/31/2024", "19754|20088", "M/D/Y", 0, 0},
    {"last_order", "last_order", "1.2.2024|31.12.24", "19754|20088", "D.M.Y", 0, 0},
    {"last_order", "last_order", "241231|240201", "20088|19754", "YYMMDD", 0, 0},
    {"last_order", "last_order", "20241231|2024-02-01", "20088|19754", "Y-M-D", 0, 0},
    {"last_order", "last_order", "45657|45323", "20088|19754", "days of a spreadsheet", 0, 0},
    {"last_order", "last_order", "45657|2024-02-01", "?|19754", "Y-M-D", 1, 0},
    {"last_order", "last_order", "1 feb 2024|Dec 31, 2024", "19754|20088", "months by name", 0, 0},
    {"last_order", "last_order", "0000-00-00|-|1899-12-30|2024-02-01", "?|?|?|19754", "Y-M-D", 0,
     0},
    {"last_order", "last_order", "31/12/2024|12/31/2024|31/01/2024", "20088|?|19753", "D/M/Y", 1,
     1},
    {"last_order", "last_order", "2024-02-01 10:00:00|2024-12-31T00:00:00Z", "19754|20088", "Y-M-D",
     0, 0},
    /* unknown types */
    {"extra", "extra", "31.12.2024|1.2.2024", "20088|19754", "D.M.Y", 0, 0},
    {"extra", "extra", "20241231|20240201", "20241231|20240201", "whole numbers", 0, 0},
    {"extra", "extra", "45657|45323", "45657|45323", "whole numbers", 0, 0},
    {"extra", "extra", "-|5|-|-|-|-", "?|5|?|?|?|?", "whole numbers", 0, 0},
    /* yes and no */
    {"active", "active", "x||X|", "1|0|1|0", "x or nothing", 0, 0},
    {"active", "active", "ja||nej|x", "1|?|0|1", "yes/no", 0, 0},
    {"active", "active", "SAND|FALSK|aktiv|inaktiv|0|J", "1|0|1|0|0|1", "yes/no", 0, 0},
    {"active", "active", "ja|kanske", "1|?", "yes/no", 1, 0},
};

static void check(const sample *s, bool reversed)
{
    char text[1024], values[256];
    const vikt_heading *heading;
    vikt_import *import;

    write_column(text, s->heading, s->cells, reversed);
    import = read_text(text);
    heading = &import->readings[0].headings[1];
    write_values(import, s->field, values);
    cr_assert_str_eq(values, s->values, "%s", text);
    cr_assert_str_eq(heading->form, s->form, "%s", text);
    cr_assert_eq(import->reject_count, s->rejects, "%s: %zu rejects", text, import->reject_count);
    cr_assert_eq(told.warnings, s->warnings, "%s: %zu warnings, %s", text, told.warnings,
                 told.all[0].message);
    vikt_import_free(import);
}

Test(settle, a_column_is_read_by_all_its_cells_in_any_order)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        check(&samples[i], false);
        check(&samples[i], true);
    }
}

Test(settle, a_column_that_is_called_a_date_may_have_figures)
{
    vikt_field *extra = &profile.fields[sample_index(&profile, "extra")];
    vikt_text synonym = vikt_text_of("förf.dat");
    static const struct {
        const char *cells;
        vikt_type type;
    } columns[] = {{"241231|240201", VIKT_TYPE_DATE},   {"20241231|", VIKT_TYPE_DATE},
                   {"45657", VIKT_TYPE_DATE},           {"45657|7", VIKT_TYPE_NUMBER},
                   {"241231|991332", VIKT_TYPE_NUMBER}, {"0|20241231", VIKT_TYPE_NUMBER}};

    extra->synonyms = &synonym;
    extra->synonym_count = 1;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        for (int reversed = 0; reversed < 2; reversed++) {
            char text[256];
            vikt_import *import;

            write_column(text, "Förf.dat", columns[i].cells, reversed);
            import = read_text(text);
            cr_assert_eq(import->columns[sample_index(&profile, "extra")]->type, columns[i].type,
                         "%s", text);
            vikt_import_free(import);
        }
}

Test(settle, dates_that_can_be_read_two_ways_stop)
{
    vikt_error err = ask("id;last_order\n1;2024-01-01\n2;01/02/2024\n");

    cr_assert_eq(err.place.line, 1);
    cr_assert_eq(err.place.column, 2);
    cr_assert_str_eq(err.message,
                     "\"last_order\" can be read two ways: 01/02/2024 is 2024-02-01 (dmy) or "
                     "2024-01-02 (mdy); say --dates dmy, mdy or ymd (or dates = dmy under [source "
                     "customers])");
    err = ask("id;last_order\n1;13/02/2024\n2;02/13/2024\n");
    cr_assert(strstr(err.message, "has dates in two orders, as many of each, such as"), "%s",
              err.message);
}

static void read_told(const char *text, const char *field, const char *wanted)
{
    vikt_import *import = read_text(text);
    char values[128];

    write_values(import, field, values);
    cr_assert_str_eq(values, wanted, "%s", text);
    vikt_import_free(import);
}

Test(settle, what_is_told_answers_the_question)
{
    vikt_source_settings *settings = &profile.profile.sources[VIKT_SOURCE_CUSTOMERS];

    settings->decimal = ',';
    read_told("id;revenue\n1;1.234\n2;2.345\n", "revenue", "1234|2345");
    settings->decimal = '.';
    read_told("id;revenue\n1;1.234\n2;2.345\n", "revenue", "1.234|2.345");
    read_told("id;revenue\n1;1.5\n2;1,5\n", "revenue", "1.5|?");
    settings->dates = VIKT_DATES_DMY;
    read_told("id;last_order\n1;01/02/2024\n", "last_order", "19754");
    settings->dates = VIKT_DATES_MDY;
    read_told("id;last_order\n1;02/01/2024\n", "last_order", "19754");
    cr_assert_eq(told.count, 0);
}

Test(settle, what_is_told_does_not_spoil_a_column_that_is_surely_otherwise)
{
    profile.profile.sources[VIKT_SOURCE_CUSTOMERS].decimal = ',';
    read_told("id;revenue;revenue_prev\n1;1.234;2.5\n2;1.5,5;3.5\n", "revenue_prev", "2.5|3.5");
    cr_assert_eq(told.warnings, 1);
    cr_assert_str_eq(told.all[0].message, "\"revenue_prev\" has decimal points and is read so, "
                                       "although decimal = comma was told");
}

/* What a column that no field wants says is known of all its rows, not of the first 1,000. */
Test(settle, a_column_that_is_not_read_decides_by_all_its_rows)
{
    enum { ROWS = 1500 };
    char *text = malloc(ROWS * 40 + 100);

    for (int reversed = 0; reversed < 2; reversed++) {
        size_t length = (size_t)sprintf(text, "id;revenue;unused\n");
        vikt_import *import;

        for (int i = 0; i < ROWS; i++)
            length += (size_t)sprintf(text + length, "%d;%s;%s\n", i, "1.234",
                                      i == (reversed ? 0 : ROWS - 1) ? "\"2,5\"" : "");
        import = read_text(text);
        cr_assert_eq(import->columns[sample_index(&profile, "revenue")]->numbers[0], 1234);
        cr_assert_eq(told.notes, 1);
        vikt_import_free(import);
    }
    free(text);
}

/* 010203 is a date in any order, 311299 only with the day first: 2003-02-01 is day 12084. */
Test(settle, one_packed_date_behind_the_sample_turns_the_others)
{
    char *text = malloc((VIKT_SAMPLE_ROWS + 10) * 20), *at = text;
    const double *days;
    vikt_import *import;

    at += sprintf(at, "id;last_order\n");
    for (int i = 0; i <= VIKT_SAMPLE_ROWS; i++)
        at += sprintf(at, "%d;010203\n", 1000 + i);
    sprintf(at, "9999;311299\n");
    import = read_text(text);
    cr_assert_eq(import->reject_count, 0);
    days = import->columns[sample_index(&profile, "last_order")]->numbers;
    cr_assert_eq(days[0], 12084);
    cr_assert_eq(days[VIKT_SAMPLE_ROWS], 12084);
    vikt_import_free(import);
    free(text);
}

Test(settle, warnings_count_and_name_the_first_row)
{
    vikt_import *import = read_text("id;revenue;last_order\n1;5,5;2024-01-01\n2;#REF!;2024-01-01\n"
                                    "3;#N/A;#N/A\n4;1.5;2024-01-01\n5;6,5;2024-01-01\n");

    cr_assert_eq(told.warnings, 3);
    cr_assert_str_eq(told.all[0].message, "2 cells of \"revenue\" have a formula's error instead of a "
                                       "value and count as missing");
    cr_assert_eq(told.all[0].place.line, 3);
    cr_assert_eq(told.all[0].place.column, 2);
    cr_assert_str_eq(told.all[1].message,
                     "1 cell of \"revenue\" is written in another way than most of the column "
                     "(decimal comma, thousands by point) and counts as missing");
    cr_assert_eq(told.all[1].place.line, 5);
    cr_assert_str_eq(told.all[2].message, "1 cell of \"last_order\" has a formula's error instead of "
                                       "a value and counts as missing");
    cr_assert_eq(import->reject_count, 1);
    cr_assert(
        vikt_text_is(import->rejects[0].reason, "has a decimal point, most of the column a comma"));
    vikt_import_free(import);
}

Test(settle, an_error_of_a_formula_is_no_key_and_no_required_value)
{
    vikt_import *import;

    profile.fields[sample_index(&profile, "revenue")].required = true;
    import = read_text("id;revenue\n#REF!;1\n2;#REF!\n3;3\n");
    cr_assert_eq(import->count, 1);
    cr_assert_eq(import->reject_count, 2);
    cr_assert(vikt_text_is(import->rejects[0].reason, "is the error of a formula"));
    cr_assert(import->rejects[0].whole_row && import->rejects[1].whole_row);
    vikt_import_free(import);
}
