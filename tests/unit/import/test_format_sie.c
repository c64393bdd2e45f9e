/* SPDX-License-Identifier: MIT */
#include "format_file.h"

#define HEAD                                                                                       \
    "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#DIM 8 \"Kund\"\n#OBJEKT 8 \"1001\" \"Alfa\"\n"            \
    "#OBJEKT 8 \"1002\" \"Beta \\\"B\\\"; x\"\n"
#define TITLES "customer no;customer name;invoice date;amount excl vat;invoice no;description\n"

static void expect_rows(const char *sie, const char *rows)
{
    expect_table(bytes_of(sie), NULL, "SIE 4", rows);
}

Test(format_sie, transactions_on_revenue_become_rows_on_their_lines)
{
    /* The first transaction stands on line 10: lines 2 to 9 have no row. */
    expect_rows(HEAD "#VER K 1 20240315 \"Faktura\"\n{\n#TRANS 1510 {8 \"1001\"} 125.00\n"
                     "#TRANS 3001 {8 \"1001\"} -100.00\n#TRANS 2611 {} -25.00\n"
                     "#TRANS 3999 {8 \"1002\"} 20.50 20240401 \"Kredit\"\n}\n",
                TITLES "\n\n\n\n\n\n\n\n1001;Alfa;2024-03-15;100.00;K1;Faktura\n\n"
                       "1002;\"Beta \"\"B\"\"; x\";2024-04-01;-20.50;K1;Kredit\n");
}

Test(format_sie, accounts_beside_revenue_are_left_out)
{
    expect_rows(HEAD "#VER K 1 20240315\n{\n#TRANS 2999 {8 \"1001\"} -1.00\n"
                     "#TRANS 3000 {8 \"1001\"} -2.00\n#TRANS 4000 {8 \"1001\"} -3.00\n}\n",
                TITLES "\n\n\n\n\n\n\n\n1001;Alfa;2024-03-15;2.00;K1;\n");
}

Test(format_sie, objects_of_several_dimensions_and_tabs_are_read)
{
    expect_rows(HEAD "#VER\tK\t1\t20240315\t\"\"\n{\n"
                     "\t#TRANS\t3001\t{1 \"100\" 8 \"1001\" 6 \"P }\"}\t-1.5\n}\n",
                TITLES "\n\n\n\n\n\n\n1001;Alfa;2024-03-15;1.5;K1;\n");
}

Test(format_sie, the_history_of_a_voucher_is_not_counted)
{
    /* An added row is there as #TRANS too, one that was taken away is not. */
    expect_rows(HEAD "#VER K 1 20240315\n{\n#RTRANS 3001 {8 \"1001\"} -5.00\n"
                     "#TRANS 3001 {8 \"1001\"} -5.00\n#BTRANS 3001 {8 \"1001\"} -7.00\n}\n",
                TITLES "\n\n\n\n\n\n\n\n1001;Alfa;2024-03-15;5.00;K1;\n");
}

Test(format_sie, three_decimals_zero_and_currency)
{
    expect_rows(HEAD "#VALUTA EUR\n#VER \"\" \"\" 20240315\n{\n#TRANS 3001 {8 1001} -1.234\n"
                     "#TRANS 3001 {8 1003} -0.00\n}\n",
                "customer no;customer name;invoice date;amount excl vat;invoice no;description;"
                "currency\n\n\n\n\n\n\n\n\n1001;Alfa;2024-03-15;1.2340;;;EUR\n"
                "1003;;2024-03-15;0.00;;;EUR\n");
}

Test(format_sie, a_dimension_with_the_name_of_customers_stands_in)
{
    expect_rows("#FLAGGA 0\n#DIM 20 \"kund\"\n#OBJEKT 20 7 \"Alfa\"\n#OBJEKT 1 7 \"Ort\"\n"
                "#VER K 1 20240315\n{\n#TRANS 3001 {1 7 20 7} -1\n}\n",
                TITLES "\n\n\n\n\n7;Alfa;2024-03-15;1;K1;\n");
}

Test(format_sie, it_is_a_ledger_in_cp437)
{
    file_bytes bytes = bytes_of(HEAD "#FNAMN \"\x99rebro AB\"\n#VER K 1 20240315 \"\x86\"\n{\n"
                                     "#TRANS 3001 {8 \"1001\"} -1.00\n}\n");
    vikt_table table;

    cr_assert(open_bytes(bytes.at, bytes.size, NULL, &table, NULL) == VIKT_OK);
    cr_assert(table.is_ledger && table.warning_count == 0);
    cr_assert_str_eq(table.encoding.name, "CP437");
    cr_assert_str_eq(table.format, "SIE 4 of \"\xc3\x96rebro AB\"");
    cr_assert(strstr(table.text.at, ";\xc3\xa5\n"));
    vikt_table_close(&table);
    free(bytes.at);
}

Test(format_sie, other_encodings_are_seen_and_told)
{
#define VOUCHER(letter) HEAD "#VER K 1 20240315 \"" letter "\"\n{\n#TRANS 3001 {8 1001} -1\n}\n"
    const char *rows = TITLES "\n\n\n\n\n\n\n1001;Alfa;2024-03-15;1;K1;\xc3\xb6\n";
    vikt_source_settings cp437 = {.charset = VIKT_CHARSET_CP437};

    expect_rows(VOUCHER("\x94"), rows);
    expect_rows(VOUCHER("\xf6"), rows);
    expect_rows(VOUCHER("\xc3\xb6"), rows);
    expect_warning(bytes_of(VOUCHER("\xf6")), NULL, "is in Windows-1252, though the format");
    expect_warning(bytes_of(VOUCHER("\xc3\xb6")), NULL, "is in UTF-8, though the format");
    expect_warning(bytes_of(VOUCHER("\xf6")), &cp437, NULL);
}

Test(format_sie, transactions_without_a_customer_are_counted)
{
    expect_warning(bytes_of(HEAD "#VER K 1 20240315\n{\n#TRANS 3001 {} -1.00\n"
                                 "#TRANS 3001 {8 \"1001\"} -1.00\n}\n"),
                   NULL,
                   "1 of 2 transactions on accounts 3000-3999 names no customer and is left out");
}

Test(format_sie, a_file_without_customers_says_what_it_has)
{
    expect_failure(bytes_of("#FLAGGA 0\n#SIETYP 4\n#DIM 1 \"Resultatenhet\"\n#DIM 6 \"Projekt\"\n"
                            "#VER K 1 20240315\n{\n#TRANS 3001 {6 \"1\"} -1.00\n}\n"),
                   NULL, VIKT_INPUT,
                   "of 1 transaction on accounts 3000-3999 none has an object of dimension 8 "
                   "(Kund), the file's dimensions are: 1 \"Resultatenhet\", 6 \"Projekt\"");
    expect_failure(bytes_of("#FLAGGA 0\n#SIETYP 1\n#RES 0 3001 -500.00\n"), NULL, VIKT_INPUT,
                   "SIE 1 without vouchers");
}

static void expect_wrong(const char *sie, const char *part, long line)
{
    vikt_table table;
    vikt_error err = {.code = VIKT_OK};

    cr_assert(open_bytes(sie, strlen(sie), NULL, &table, &err) == VIKT_INPUT);
    cr_assert(strstr(err.message, part), "%s", err.message);
    cr_assert(err.place.line == line, "%ld", err.place.line);
}

Test(format_sie, what_is_wrong_is_told_with_its_line)
{
    expect_wrong(HEAD "#VER K 1 20240315\n{\n#TRANS 3001 {8 \"1001\"} -1,00\n}\n", "no amount", 9);
    expect_wrong(HEAD "#VER K 1 20240230\n{\n#TRANS 3001 {8 \"1001\"} -1.00\n}\n", "no date", 9);
    expect_wrong(HEAD "#VER K 1 20240315\n{\n#TRANS 3001 {8 \"1001\" -1.00\n}\n", "list of objects",
                 9);
    expect_wrong(HEAD "#VER K 1 20240315 \"x\n{\n}\n", "a quote opens", 7);
    expect_wrong(HEAD "#VER K 1 20240315\n{\n#TRANS 3001 {8 \"1001\"} -1.00\n", "cut short", 7);
    expect_wrong(HEAD "#VER K 1 20240315\n{\n#VER K 2 20240315\n{\n}\n", "is not closed", 7);
    expect_wrong(HEAD "#TRANS 3001 {8 \"1001\"} -1.00\n", "outside a voucher", 7);
    expect_wrong(HEAD "#VER K 1 20240315\n{\n#TRANS 3001\n}\n", "lacks its account", 9);
}

static file_bytes sample(void)
{
    return bytes_of(HEAD "#VER K 1 20240315 \"Fa\"\n{\n#TRANS 3001 {8 \"1001\"} -1.00\n}\n"
                         "#VER K 2 20240315 \"Fb\"\n{\n#TRANS 3001 {8 \"1002\"} -2.00 20240101 "
                         "\"x \\\" y\"\n}\n");
}

Test(format_sie, cut_anywhere_there_is_an_answer)
{
    expect_answers(sample(), vikt_format_sie);
}

Test(format_sie, every_failed_allocation_is_told)
{
    expect_scarcity_told(sample(), vikt_format_sie);
}
