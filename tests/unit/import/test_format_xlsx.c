/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "format_file.h"

static const char two_sheets[] =
    "<workbook><sheets><sheet name=\"Kunder\" r:id=\"a\"/><sheet name=\"Noter\" "
    "r:id=\"b\"/></sheets></workbook>";

static const char styles[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"000000\\-0000\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"0.0&quot; d &quot;\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"#,##0.0,,\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"#,##0,&quot; k&quot;;[Red]-#,##0,\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
    "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"22\"/><xf numFmtId=\"9\"/>"
    "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"46\"/><xf numFmtId=\"20\"/>"
    "<xf numFmtId=\"167\"/><xf numFmtId=\"168\"/></cellXfs></styleSheet>";

static void expect_sheet(const char *sheet, const char *text)
{
    workbook w = {.styles = styles, .sheet = sheet};

    expect_table(workbook_of(&w), NULL, "Excel workbook, sheet \"Kunder\"", text);
}

Test(format_xlsx, shared_inline_and_computed_texts_are_read)
{
    workbook w = {
        .strings = "<sst><si><t>Kundnr</t></si><si><r><t>\xc3\x85ker</t></r><r><rPr><b/></rPr>"
                   "<t>bergs</t></r><rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si>"
                   "<si><t>a;\"b\"_x000A_c_x005F_</t></si></sst>",
        .sheet = SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                       "<c r=\"B1\" t=\"inlineStr\"><is><r><t>Na</t></r><r><t>mn</t></r>"
                       "<rPh><t>x</t></rPh></is></c></row>"
                       "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c>"
                       "<c r=\"B2\" t=\"str\"><f>A1&amp;\"x\"</f><v>R&amp;D</v></c></row>"
                       "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c>"
                       "<c r=\"B3\" t=\"b\"><v>1</v></c></row>"
                       "<row r=\"4\"><c t=\"e\"><v>#DIV/0!</v></c><c t=\"b\"><v>0</v></c></row>")};

    expect_table(workbook_of(&w), NULL, "Excel workbook, sheet \"Kunder\"",
                 "Kundnr;Namn\n\xc3\x85kerbergs;R&D\n\"a;\"\"b\"\"\nc_\";true\n#DIV/0!;false\n");
}

Test(format_xlsx, dates_times_shares_and_leading_zeros_are_written_as_shown)
{
    /* 45365 = 2024-03-14 (2024-01-01 is 45292, and January and February have 60 days that year).
     * 59 and 61 stand around the day that 1900 did not have. 37.5 hours are 1.5625 days. */
    expect_sheet(SHEET("<row><c s=\"1\"><v>45365</v></c><c s=\"2\"><v>45365.75</v></c>"
                       "<c s=\"3\"><v>0.31</v></c><c s=\"4\"><v>5599990990</v></c>"
                       "<c s=\"5\"><v>2.5</v></c><c s=\"6\"><v>1.5625</v></c>"
                       "<c s=\"7\"><v>0.4375</v></c></row>"
                       "<row><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60</v></c><c s=\"3\"><v>1</v>"
                       "</c><c s=\"4\"><v>17</v></c><c s=\"1\"><v>61</v></c>"
                       "<c s=\"1\"><v>-1</v></c><c s=\"7\"><v>45365.5</v></c></row>"),
                 "2024-03-14;2024-03-14T18:00:00;31%;559999-0990;2.5;37:30:00;10:30:00\n"
                 "1900-02-28;60;100%;000000-0017;1900-03-01;-1;2024-03-14T12:00:00\n");
}

/* A heading that says "mkr" as well must not count again. */
Test(format_xlsx, what_is_shown_in_thousands_or_millions_says_so)
{
    expect_sheet(SHEET("<row><c s=\"8\"><v>1234567.89</v></c><c s=\"9\"><v>-1234.5</v></c>"
                       "<c s=\"8\"><v>0</v></c><c s=\"9\"><v>7</v></c><c s=\"9\"><v>250000</v></c>"
                       "<c s=\"8\"><v>100000</v></c></row>"),
                 "1.23456789 milj;-1.2345 tusen;0;0.0070 tusen;250.0000 tusen;0.100000 milj\n");
}

Test(format_xlsx, days_may_count_from_1904)
{
    /* 43903 days behind 1904-01-01: the serial of 1900 less 1462. */
    workbook w = {.book = "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"K\" "
                          "r:id=\"a\"/></sheets></workbook>",
                  .styles = styles,
                  .sheet = SHEET("<row><c s=\"1\"><v>43903</v></c><c s=\"1\"><v>0</v></c></row>")};

    expect_table(workbook_of(&w), NULL, "Excel workbook, sheet \"K\"", "2024-03-14;1904-01-01\n");
}

Test(format_xlsx, rows_and_columns_keep_their_places)
{
    expect_sheet(
        SHEET("<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>"
              "<row r=\"4\"><c r=\"A4\"><v>2</v></c><c r=\"C4\"><v>3</v></c></row>"
              "<row r=\"5\"><c r=\"B5\" s=\"1\"/></row><row r=\"6\"><c><v>4</v></c></row>"),
        "\n;1;\n\n2;;3\n\n4;;\n");
}

Test(format_xlsx, a_far_cell_costs_no_grid)
{
    workbook w = {.sheet = SHEET("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")};
    workbook below = {.sheet = SHEET("<row r=\"1048576\"><c r=\"B1048576\"><v>1</v></c></row>")};
    file_bytes bytes = workbook_of(&below);
    vikt_table table;

    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "column 16384, at most 1024");
    cr_assert(open_bytes(bytes.at, bytes.size, NULL, &table, NULL) == VIKT_OK);
    cr_assert(table.text.length == 1048575 + 3);
    cr_assert(table.newlines == 1048576);
    vikt_table_close(&table);
    free(bytes.at);
}

Test(format_xlsx, numbers_cannot_be_read_as_others)
{
    /* A column of numbers never has three decimals; one with number-like texts follows these. */
    expect_sheet(SHEET("<row><c><v>1.234</v></c><c><v>1.5</v></c><c><v>1.1000000000000001</v></c>"
                       "</row><row><c><v>0.001</v></c><c t=\"str\"><v>1 234,50</v></c>"
                       "<c><v>1E-3</v></c></row><row><c><v>1234567</v></c><c><v>1000.123</v></c>"
                       "<c><v>4.6E12</v></c></row>"),
                 "1.2340;1,5;1.1\n0.0010;1 234,50;0.0010\n1234567;1000,1230;4600000000000\n");
}

Test(format_xlsx, a_told_decimal_mark_is_that_of_numbers_too)
{
    workbook w = {.sheet = SHEET("<row><c><v>1.5</v></c><c t=\"str\"><v>1.234</v></c></row>")};
    vikt_source_settings settings = {.decimal = ','};

    expect_table(workbook_of(&w), &settings, "Excel workbook, sheet \"Kunder\"", "1,5;1.234\n");
}

Test(format_xlsx, formulas_without_results_are_counted)
{
    workbook w = {.sheet = SHEET("<row><c><f>1+1</f></c><c><f>1+1</f><v/></c><c t=\"str\"><f>x</f>"
                                 "<v></v></c><c><f>1+1</f><v>2</v></c></row>")};

    expect_warning(workbook_of(&w), NULL, "2 formulas have no result in the workbook");
    w.sheet = SHEET("<row><c><f>1+1</f><v>2</v></c></row>");
    expect_warning(workbook_of(&w), NULL, NULL);
}

Test(format_xlsx, the_only_sheet_with_rows_is_read)
{
    workbook w = {
        .book = two_sheets, .sheet = SHEET(""), .second = SHEET("<row><c><v>1</v></c></row>")};

    expect_table(workbook_of(&w), NULL, "Excel workbook, sheet \"Noter\"", "1\n");
    w.sheet = SHEET("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>");
    expect_table(workbook_of(&w), NULL, "Excel workbook, sheet \"Kunder\"", "1;2\n3;\n");
    w.sheet = w.second = SHEET("");
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "without any cells");
}

Test(format_xlsx, of_several_tables_the_user_says_which)
{
    workbook w = {.book = two_sheets,
                  .sheet = SHEET("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c>"
                                 "</row>"),
                  .second = SHEET("<row><c><v>1</v></c></row><row><c><v>1</v></c><c><v>2</v></c>"
                                  "</row><row><c><v>5</v></c></row>")};
    vikt_source_settings settings = {.sheet = VIKT_TEXT("2")};

    expect_failure(workbook_of(&w), NULL, VIKT_INPUT,
                   "\"Kunder\" (2 rows), \"Noter\" (3 rows); which one is it? --sheet NAME");
    expect_table(workbook_of(&w), &settings, "Excel workbook, sheet \"Noter\"", "1;\n1;2\n5;\n");
    settings.sheet = VIKT_TEXT("Kunder");
    expect_table(workbook_of(&w), &settings, "Excel workbook, sheet \"Kunder\"", "1;2\n3;\n");
    settings.sheet = VIKT_TEXT("Kundre");
    expect_failure(workbook_of(&w), &settings, VIKT_INPUT, "did you mean \"Kunder\"?");
    settings.sheet = VIKT_TEXT("3");
    expect_failure(workbook_of(&w), &settings, VIKT_INPUT, "its sheets are \"Kunder\", \"Noter\"");
}

Test(format_xlsx, hidden_sheets_are_read_only_by_name)
{
    workbook w = {.book = "<workbook><sheets><sheet name=\"Dold\" state=\"veryHidden\" "
                          "r:id=\"a\"/><sheet name=\"Diagram\" r:id=\"c\"/><sheet name=\"Syns\" "
                          "r:id=\"b\"/></sheets></workbook>",
                  .sheet = SHEET("<row><c><v>1</v></c></row>"),
                  .second = SHEET("<row><c><v>2</v></c></row>")};
    vikt_source_settings settings = {.sheet = VIKT_TEXT("1")};

    expect_table(workbook_of(&w), NULL, "Excel workbook, sheet \"Syns\"", "2\n");
    expect_table(workbook_of(&w), &settings, "Excel workbook, sheet \"Syns\"", "2\n");
    settings.sheet = VIKT_TEXT("Dold");
    expect_table(workbook_of(&w), &settings, "Excel workbook, sheet \"Dold\"", "1\n");
}

Test(format_xlsx, damaged_parts_are_told)
{
    workbook w = {.sheet = SHEET("<row><c t=\"s\"><v>0</v></c></row>")};

    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "a text that is not there");
    w.sheet = "<worksheet><sheetData><row>";
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "xl/worksheets/1.xml is damaged: line 1");
    w.sheet = SHEET("<row r=\"2\"/><row r=\"1\"/>");
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "a row has a number");
    w.sheet = SHEET("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>");
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "a cell stands where it cannot");
    w.sheet = SHEET("<row r=\"1048577\"/>");
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "a row has a number");
    w.sheet = NULL;
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "xl/worksheets/1.xml is missing");
    w.relations = "<Relationships/>";
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "without a sheet that can be seen");
}

Test(format_xlsx, entities_and_deep_nesting_are_refused)
{
    static char deep[1000] = "<worksheet>";
    workbook w = {.sheet = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>"};

    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "document type");
    for (int i = 0; i < 100; i++)
        strcat(deep, "<a>");
    w.sheet = deep;
    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "nested too deep");
}

/* A workbook whose sheet is so many megabytes of blanks. */
static file_bytes bomb(size_t megabytes)
{
    static char blanks[1 << 20];
    workbook w = {.sheet = NULL};
    file_bytes bytes = workbook_of(&w);
    char path[64];
    FILE *file;
    zipFile zip;

    memset(blanks, ' ', sizeof blanks);
    snprintf(path, sizeof path, "/tmp/vikt-bomb-%ld.zip", (long)getpid());
    file = fopen(path, "wb");
    cr_assert(file && fwrite(bytes.at, 1, bytes.size, file) == bytes.size && fclose(file) == 0);
    free(bytes.at);
    zip = zipOpen64(path, APPEND_STATUS_ADDINZIP);
    cr_assert(zipOpenNewFileInZip64(zip, "xl/worksheets/1.xml", NULL, NULL, 0, NULL, 0, NULL,
                                    Z_DEFLATED, 9, 0) == ZIP_OK);
    for (size_t i = 0; i < megabytes; i++)
        cr_assert(zipWriteInFileInZip(zip, blanks, sizeof blanks) == ZIP_OK);
    cr_assert(zipCloseFileInZip(zip) == ZIP_OK && zipClose(zip, NULL) == ZIP_OK);
    bytes = bytes_of_file(path);
    remove(path);
    return bytes;
}

Test(format_xlsx, bombs_are_refused_by_what_they_say_and_by_what_they_are)
{
    /* Deflate makes a 1030th of blanks, and a hundred times the file's bytes are allowed. */
    file_bytes honest = bomb(80), lying = bomb(80);
    char *at = lying.at;
    size_t found = 0;

    cr_assert(honest.size * 1000 < (size_t)80 << 20);
    for (size_t i = 0; i + 46 < lying.size; i++) /* the directory says that it is 1 MiB */
        if (memcmp(at + i, "PK\1\2", 4) == 0 && memcmp(at + i + 46, "xl/worksheets", 13) == 0) {
            memcpy(at + i + 24, "\0\0\20\0", 4);
            found++;
        }
    cr_assert(found == 1);
    expect_failure(honest, NULL, VIKT_LIMIT, "unpacks to more than");
    expect_failure(lying, NULL, VIKT_INPUT, "damaged");
}

Test(format_xlsx, other_archives_are_named)
{
    static const zip_part ods[] = {{"mimetype", "x"}, {"content.xml", "<x/>"}};
    static const zip_part binary[] = {{"xl/workbook.bin", "x"}};
    static const zip_part word[] = {{"word/document.xml", "x"}};
    static const zip_part csv[] = {{"kunder.csv", "x"}};

    expect_failure(zip_of(ods, 2), NULL, VIKT_INPUT, "OpenDocument");
    expect_failure(zip_of(binary, 1), NULL, VIKT_INPUT, ".xlsb");
    expect_failure(zip_of(word, 1), NULL, VIKT_INPUT, "Word");
    expect_failure(zip_of(csv, 1), NULL, VIKT_INPUT, "unpack it");
    expect_failure(bytes_of("PK\3\4 and nothing else"), NULL, VIKT_INPUT, "damaged or cut short");
}

Test(format_xlsx, encrypted_parts_are_told)
{
    workbook w = {.sheet = SHEET("")};
    file_bytes bytes = workbook_of(&w);

    for (size_t i = 0; i + 10 < bytes.size; i++) /* bit 0 of the flags of every entry */
        if (memcmp(bytes.at + i, "PK\1\2", 4) == 0)
            bytes.at[i + 8] |= 1;
    expect_failure(bytes, NULL, VIKT_INPUT, "is encrypted");
}

static file_bytes small_workbook(void)
{
    workbook w = {.styles = styles,
                  .strings = "<sst><si><t>Kundnr</t></si></sst>",
                  .book = two_sheets,
                  .second = SHEET(""),
                  .sheet = SHEET("<row><c t=\"s\"><v>0</v></c><c t=\"str\"><v>Oms</v></c></row>"
                                 "<row><c><v>1</v></c><c s=\"3\"><v>0.5</v></c></row>")};

    return workbook_of(&w);
}

Test(format_xlsx, cut_anywhere_there_is_an_answer)
{
    expect_answers(small_workbook(), vikt_format_xlsx);
}

Test(format_xlsx, turned_bits_get_an_answer)
{
    static const vikt_source_settings none = {.separator = 0};
    file_bytes bytes = small_workbook();

    for (size_t i = 0; i < bytes.size; i++) {
        vikt_table table = {.name = "turned"};
        vikt_code rc;

        bytes.at[i] = (char)(bytes.at[i] ^ 1 << i % 8);
        rc = vikt_format_xlsx(&table, (vikt_text){bytes.at, bytes.size}, &none, NULL);
        cr_assert(rc == VIKT_OK || rc == VIKT_INPUT || rc == VIKT_LIMIT);
        vikt_table_close(&table);
        bytes.at[i] = (char)(bytes.at[i] ^ 1 << i % 8);
    }
    free(bytes.at);
}

Test(format_xlsx, every_failed_allocation_is_told)
{
    expect_scarcity_told(small_workbook(), vikt_format_xlsx);
}

/* The same row again and again. */
static char *repeated(const char *begin, const char *row, size_t count, const char *end)
{
    size_t length = strlen(row), used = strlen(begin);
    char *text = malloc(used + count * length + strlen(end) + 1);

    cr_assert(text != NULL);
    memcpy(text, begin, used);
    for (size_t i = 0; i < count; i++, used += length)
        memcpy(text + used, row, length);
    strcpy(text + used, end);
    return text;
}

Test(format_xlsx, one_text_in_many_cells_stays_within_the_limit)
{
    /* 1 MB in each of 100 rows is more than the 64 MiB that a small file may make. */
    char *strings = repeated("<sst><si><t>", "abcdefghij", 100000, "</t></si></sst>");
    char *sheet = repeated("<worksheet><sheetData>", "<row><c t=\"s\"><v>0</v></c></row>", 100,
                           "</sheetData></worksheet>");
    workbook w = {.strings = strings, .sheet = sheet};

    expect_failure(workbook_of(&w), NULL, VIKT_LIMIT, "makes more than 64 MiB of text");
    free(strings);
    free(sheet);
}

Test(format_xlsx, one_part_as_many_sheets_stays_within_the_limit)
{
    /* 9 MB for each of 40 sheets is more than four times 64 MiB. */
    char *blanks =
        repeated("<worksheet>", "                              ", 300000, "</worksheet>");
    char *book = repeated("<workbook><sheets>", "<sheet name=\"K\" r:id=\"a\"/>", 40,
                          "</sheets></workbook>");
    workbook w = {.book = book, .sheet = blanks};

    expect_failure(workbook_of(&w), NULL, VIKT_LIMIT, "together unpack to more than 256 MiB");
    free(blanks);
    free(book);
}

Test(format_xlsx, number_formats_are_counted)
{
    char *all = repeated("<styleSheet><numFmts>", "<numFmt numFmtId=\"164\" formatCode=\"0\"/>",
                         4097, "</numFmts></styleSheet>");
    workbook w = {.styles = all, .sheet = SHEET("<row><c><v>1</v></c></row>")};

    expect_failure(workbook_of(&w), NULL, VIKT_INPUT, "too many number formats");
    free(all);
}
