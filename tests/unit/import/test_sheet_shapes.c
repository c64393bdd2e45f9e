/* SPDX-License-Identifier: MIT
 *
 * The shapes in which files come: encodings, separators, titles and totals together, of the sample
 * files and of others made up here.
 */
#include <criterion/criterion.h>

#include "sample_profile.h"

#include "core/import/sheet.h"

typedef struct shape {
    vikt_code code;
    vikt_error err;
    char encoding[32], proof[80], first[80], last[80]; /* the first cells of those rows */
    char separator;
    bool has_heading;
    long heading, first_row, last_row;
    size_t width, titles, headings, totals, rows;
} shape;

static void copy(char *to, size_t room, vikt_text text)
{
    snprintf(to, room, "%.*s", VIKT_SHOW(text));
}

static vikt_text cell_of(const vikt_csv_row *row, size_t column)
{
    bool doubled;

    return vikt_text_trim(vikt_csv_cell(vikt_csv_raw(row->slots, column), &doubled));
}

static void walk(const vikt_sheet *sheet, size_t key, shape *out)
{
    const char *slots[65];
    vikt_csv_row row = {.slots = slots, .room = 64};
    vikt_aside_counts counts = {0};
    vikt_csv csv;

    vikt_csv_open(&csv, sheet->data, sheet->text.at + sheet->text.length, sheet->separator,
                  sheet->heading_row);
    while (vikt_csv_next(&csv, &row) == VIKT_CSV_ROW) {
        if (vikt_aside_count(vikt_aside_of(&sheet->aside, &row, key), &counts))
            continue;
        if (out->rows++ == 0) {
            out->first_row = row.number;
            copy(out->first, sizeof out->first, cell_of(&row, 0));
        }
        out->last_row = row.number;
        copy(out->last, sizeof out->last, cell_of(&row, 0));
    }
    out->titles = sheet->title_rows + counts.titles;
    out->headings = counts.headings;
    out->totals = counts.totals;
}

static shape open_shape(const char *path, const vikt_source_settings *settings, size_t key)
{
    shape out = {.code = VIKT_OK};
    vikt_table table = {.name = NULL};
    vikt_sheet sheet;
    vikt_arena arena;

    vikt_arena_init(&arena, vikt_allocator_default());
    out.code = vikt_table_open(path, settings, vikt_allocator_default(), &table, &out.err);
    if (out.code == VIKT_OK) {
        copy(out.encoding, sizeof out.encoding, vikt_text_of(table.encoding.name));
        out.code = vikt_sheet_open(&table, settings, &arena, &sheet, &out.err);
    }
    if (out.code == VIKT_OK) {
        copy(out.proof, sizeof out.proof, sheet.proof);
        out.separator = sheet.separator;
        out.has_heading = sheet.has_heading;
        out.heading = sheet.heading_row;
        out.width = sheet.width;
        walk(&sheet, key, &out);
    }
    vikt_table_close(&table);
    vikt_arena_clear(&arena);
    return out;
}

static shape shape_of_sample(const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s/samples/%s", VIKT_TEST_DATA, name);
    return open_shape(path, NULL, 0);
}

static shape shape_of(const char *bytes, size_t size, const vikt_source_settings *settings)
{
    char path[] = "/tmp/vikt-shape-XXXXXX";
    int fd = mkstemp(path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    shape out;

    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort();
    out = open_shape(path, settings, 0);
    remove(path);
    return out;
}

#define SHAPE_AS(text, settings) shape_of(text, sizeof(text) - 1, settings)
#define SHAPE(text)              SHAPE_AS(text, NULL)

/* 2 titles, a heading that stands twice, 6 subtotals and a total; rows 5..23 of the file. */
Test(sheet_shapes, a_ledger_on_pages_is_read_without_its_totals)
{
    shape s = shape_of_sample("03-visma-like-reskontra.txt");

    cr_assert_eq(s.code, VIKT_OK, "%s", s.err.message);
    cr_assert_str_eq(s.encoding, "Windows-1252");
    cr_assert_str_eq(s.proof, "Åkerbergs Plåt & Svets AB");
    cr_assert(s.separator == '\t' && s.has_heading && s.width == 8);
    cr_assert_eq(s.heading, 4);
    cr_assert_eq(s.titles, 2);
    cr_assert_eq(s.headings, 1);
    cr_assert_eq(s.totals, 7);
    cr_assert_eq(s.rows, 12);
    cr_assert(s.first_row == 5 && s.last_row == 23);
}

Test(sheet_shapes, files_of_spreadsheets_and_programs_are_read)
{
    shape s = shape_of_sample("04-excel-sv-kundlista.csv");

    cr_assert_str_eq(s.encoding, "Windows-1252");
    cr_assert_str_eq(s.proof, "Åkerbergs Plåt & Svets AB");
    cr_assert(s.separator == ';' && s.heading == 1 && s.rows == 11 && s.totals == 0);
    s = shape_of_sample("05-lime-like-foretag-utf16le.txt");
    cr_assert_str_eq(s.encoding, "UTF-16LE with BOM");
    cr_assert_str_eq(s.first, "Åkerbergs Plåt & Svets AB");
    cr_assert_str_eq(s.proof, "Åkerbergs Plåt & Svets AB");
    cr_assert(s.separator == '\t' && s.heading == 1 && s.rows == 11 && s.width == 9);
    s = shape_of_sample("08-economic-like-debitorer-da.csv");
    cr_assert_str_eq(s.encoding, "Windows-1252");
    cr_assert_str_eq(s.proof, "Østjysk Stål A/S");
    cr_assert(s.separator == ';' && s.heading == 1 && s.rows == 6 && s.width == 8);
}

static const char *const samples[] = {
    "01-fortnox-like-kundregister.csv", "02-fortnox-like-fakturor.csv",
    "06-hubspot-like-companies.csv", "07-businesscentral-like-kunder.tsv", "09-bedomning-1-5.csv"};

Test(sheet_shapes, nothing_is_skipped_where_there_is_nothing_to_skip)
{
    static const size_t rows[] = {12, 44, 8, 11, 9};

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        shape s = shape_of_sample(samples[i]);

        cr_assert_eq(s.code, VIKT_OK);
        cr_assert(s.has_heading && s.heading == 1, "%s", samples[i]);
        cr_assert_eq(s.rows, rows[i], "%s: %zu", samples[i], s.rows);
        cr_assert_eq(s.titles + s.headings + s.totals, 0, "%s", samples[i]);
    }
}

Test(sheet_shapes, data_without_a_heading_between_blanks)
{
    shape s = SHAPE(" 00004 0001 19970101  2   29.33\r\n 00004 0001 19970118  2   29.73\r\n"
                    " 00021 0002 19970101  3   63.34\r\n");

    cr_assert_eq(s.code, VIKT_OK, "%s", s.err.message);
    cr_assert(!s.has_heading && s.heading == 0 && s.width == 5 && s.rows == 3);
    cr_assert_str_eq(s.first, "00004");
    cr_assert_str_eq(s.last, "00021");
    s = SHAPE("id antal pris\n1  5 2.5\n22 6 3\n");
    cr_assert(s.has_heading && s.width == 3 && s.rows == 2);
}

Test(sheet_shapes, semicolons_within_titles_and_quotes)
{
    shape s = SHAPE("Rapport; kunder; 2025\nNr,Namn,Oms\n1,\"A;B\",5\n2,B,6\n3,C,7\n");

    cr_assert(s.separator == ',' && s.heading == 2 && s.titles == 1 && s.rows == 3);
    s = SHAPE("\"Kund nr\";\"Namn; ort\"\n\"1\";\"Ål\"\n\"Kund nr\";\"Namn; ort\"\n\"2\";\"B\"\n");
    cr_assert(s.separator == ';' && s.heading == 1 && s.headings == 1 && s.rows == 2);
    cr_assert_str_eq(s.proof, "Ål");
}

Test(sheet_shapes, one_column)
{
    shape s = SHAPE("Namn\nSvensson, Anna\nTotal Energi AB\nTotalt: 2\n");

    cr_assert_eq(s.separator, '\n');
    cr_assert(s.has_heading && s.rows == 2 && s.totals == 1);
    s = SHAPE("1001\n1002\n1003\n");
    cr_assert(!s.has_heading && s.rows == 3 && s.first_row == 1);
}

/* "sep=;", a title and a table, with the line ends of old Macintosh programs, in UTF-16. */
Test(sheet_shapes, utf_16_with_carriage_returns_and_a_told_separator)
{
    static const char text[] = "sep=;\rRapport;;\rNr;Namn;Oms\r1;A,B;5,5\r2;\xc5;6,5\rSumma;;12\r";
    char wide[2 * sizeof text];
    shape s;

    for (size_t i = 0; i < sizeof text; i++) {
        wide[2 * i] = '\0'; /* without a mark */
        wide[2 * i + 1] = text[i];
    }
    s = shape_of(wide, 2 * (sizeof text - 1), NULL);
    cr_assert_eq(s.code, VIKT_OK, "%s", s.err.message);
    cr_assert_str_eq(s.encoding, "UTF-16BE");
    cr_assert_str_eq(s.proof, "Å");
    cr_assert(s.separator == ';' && s.heading == 3 && s.titles == 1 && s.totals == 1);
    cr_assert(s.rows == 2 && s.first_row == 4 && s.last_row == 5);
}

Test(sheet_shapes, only_titles_or_only_totals)
{
    shape s = SHAPE("Summa;100\nTotalt;200\n");

    cr_assert_eq(s.code, VIKT_INPUT);
    s = SHAPE("Nr;Oms\nSumma;100\nTotalt;200\n");
    cr_assert_eq(s.code, VIKT_INPUT);
    cr_assert_str_eq(s.err.message, "has only a heading and no rows");
    s = SHAPE("Rapport över kunder\n\nBolaget AB\n");
    cr_assert(s.code != VIKT_OK || s.separator == '\n');
    s = SHAPE("Rapport\n");
    cr_assert_str_eq(s.err.message, "has only a heading and no rows");
}

/* Totals that have fewer cells than a row; a row is a total wherever it stands. */
Test(sheet_shapes, short_totals_and_totals_at_the_top)
{
    shape s = SHAPE("Nr;Namn;Oms\nTotalt;;99\n1;A;5\nSumma kund 1\n2;B;6\nI alt;11\n");

    cr_assert(s.has_heading && s.totals == 3 && s.rows == 2 && s.last_row == 5);
    s = SHAPE("Totalt;;3\n1001;500;1\n1002;600;2\n");
    cr_assert(!s.has_heading && s.totals == 1 && s.titles == 0 && s.rows == 2);
}

Test(sheet_shapes, what_is_told_overrides)
{
    vikt_source_settings settings = {.separator = ','};
    shape s = SHAPE_AS("a;b,c\n1;2,3\n", &settings);

    cr_assert(s.separator == ',' && s.width == 2);
    settings = (vikt_source_settings){.separator = ' '};
    s = SHAPE_AS("namn ort oms\nAlfa Mora 5\nBeta Ål 6\n", &settings);
    cr_assert(s.width == 3 && s.rows == 2);
    settings = (vikt_source_settings){.has_heading = true, .heading = 0};
    s = SHAPE_AS("Alfa;Mora\nBeta;Orsa\n", &settings);
    cr_assert(!s.has_heading && s.rows == 2 && s.first_row == 1);
    settings.heading = 3;
    s = SHAPE_AS("1;2\n\nNamn;Oms\nAlfa;5\n", &settings);
    cr_assert(s.has_heading && s.heading == 3 && s.titles == 1 && s.rows == 1);
    settings.heading = 2;
    s = SHAPE_AS("1;2\n\nNamn;Oms\nAlfa;5\n", &settings);
    cr_assert_eq(s.code, VIKT_INPUT);
    cr_assert_eq(s.err.place.line, 2);
    cr_assert(strstr(s.err.message, "--heading"), "%s", s.err.message);
    settings = (vikt_source_settings){.charset = VIKT_CHARSET_CP850};
    s = SHAPE_AS("Nr;Namn\n1;\x8fm\x86l\n", &settings);
    cr_assert_str_eq(s.proof, "Åmål");
}

static size_t totals_of(const char *text)
{
    shape s = shape_of(text, strlen(text), NULL);

    cr_assert_eq(s.rows, 3, "%zu", s.rows);
    return s.totals;
}

Test(sheet_shapes, the_order_of_the_rows_changes_nothing_that_is_skipped)
{
    cr_assert_eq(totals_of("Nr;Namn;Oms\n1;A;5\n2;Total AB;6\nSumma;;11\n3;C;7\nTotalt;;18\n"), 2);
    cr_assert_eq(totals_of("Nr;Namn;Oms\nTotalt;;18\nSumma;;11\n3;C;7\n2;Total AB;6\n1;A;5\n"), 2);
}

/* Cut anywhere, a file is an error or a table: the sanitizers watch. */
Test(sheet_shapes, a_sample_cut_at_any_byte_does_no_harm)
{
    static const char *const cut[] = {"03-visma-like-reskontra.txt",
                                      "05-lime-like-foretag-utf16le.txt"};

    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        char path[512], bytes[4096];
        FILE *file;
        size_t size;

        snprintf(path, sizeof path, "%s/samples/%s", VIKT_TEST_DATA, cut[i]);
        file = fopen(path, "rb");
        cr_assert(file);
        size = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        cr_assert(size > 1000);
        for (size_t length = 1; length < size; length++) {
            shape s = shape_of(bytes, length, NULL);

            cr_assert(s.code == VIKT_OK || s.err.message[0]);
        }
    }
}
