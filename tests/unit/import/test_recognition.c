/* SPDX-License-Identifier: MIT
 *
 * Which heading is which field of the built-in profile: whole files of the kinds companies have,
 * and the traps in them.
 */
#include "recognition.h"

TestSuite(recognition, .init = begin, .fini = end);

/* ---- whole files ---- */

Test(recognition, a_customer_register_without_amounts)
{
    expect_sample("01-fortnox-like-kundregister.csv",
                  FIELDS("key", "name", "org_no", "customer_type", "email", "postcode", "city",
                         "country", "payment_terms", "discount", "active"));
    cr_assert_eq(told.count, 0);
}

Test(recognition, an_excel_list_with_two_years)
{
    expect_sample("04-excel-sv-kundlista.csv",
                  FIELDS("key", "name", "org_no", "salesperson", "revenue_prev", "revenue",
                         "margin", "margin_percent", "potential", "last_purchase"));
    cr_assert(was_told("\"Kund\" is taken for the key"));
}

Test(recognition, a_crm_with_the_customers_own_turnover)
{
    expect_sample("05-lime-like-foretag-utf16le.txt",
                  FIELDS("name", "key", "org_no", "city", "salesperson", "company_turnover",
                         "employees", "existing_class", "last_contact"));
    cr_assert(was_told("(tkr)\" is taken for the customer's own turnover"));
}

Test(recognition, an_english_crm_with_both_turnovers)
{
    expect_sample("06-hubspot-like-companies.csv",
                  FIELDS("key", "name", "-", "salesperson", "company_turnover", "employees",
                         "industry", "country", "customer_type", "last_contact", "revenue", "-",
                         "customer_since"));
    cr_assert(!was_told("turnover"));
}

Test(recognition, a_business_system_with_a_bare_number)
{
    expect_sample("07-businesscentral-like-kunder.tsv",
                  FIELDS("key", "name", "salesperson", "-", "balance", "overdue", "revenue",
                         "margin", "credit_limit", "-", "active"));
    cr_assert(was_told("\"Nr\" is taken for the key"));
}

Test(recognition, a_danish_list)
{
    expect_sample("08-economic-like-debitorer-da.csv",
                  FIELDS("key", "name", "org_no", "salesperson", "revenue", "margin",
                         "last_purchase", "payment_terms"));
    cr_assert_eq(told.count, 0);
}

Test(recognition, a_sheet_of_ratings)
{
    expect_sample("09-bedomning-1-5.csv",
                  FIELDS("name", "profitability", "fit", "develops_us", "risk", "-", "note"));
    cr_assert(was_told("\"Administrationstid (5 = lite)\" is not used: its heading speaks of "
                       "marks (5 = lite)"));
    cr_assert(was_told("\"Risk (5 = l\xc3\xa5g)\" is turned round"));
}

Test(recognition, norwegian_german_and_english_exports)
{
    expect_text("Kundenummer;Kundenavn;Organisasjonsnummer;Postnr;Poststed;Kundeansvarlig;"
                "Omsetning;Utestående;Kategori\n10001;Fjell AS;999999999;0150;Oslo;Kari;"
                "12 500,00;100,50;A\n10002;Vik AS;;5003;Bergen;Ola;7 500,00;0,00;B\n",
                FIELDS("key", "name", "org_no", "postcode", "city", "salesperson", "revenue",
                       "balance", "existing_class"));
    expect_text("Debitorennummer;Firma;Strasse;PLZ;Ort;USt-IdNr.;Umsatz;Saldo;Zahlungsziel;"
                "Gesperrt\n70001;Meier GmbH;Weg 1;01067;Dresden;DE123;12.500,00;1.000,50;30;\n"
                "70002;Kuhn KG;Weg 2;80331;München;DE124;7.500,00;0,00;14;ja\n",
                FIELDS("key", "name", "-", "postcode", "city", "org_no", "revenue", "balance",
                       "payment_terms", "active"));
    expect_text("Account Number,Customer,Email Address,Total Sales,Gross Margin %,Balance Due,"
                "Credit Limit,Terms,Customer Since\n0042,Ash Ltd,a@ash.example,12500.00,31,"
                "100.50,5000,30,2015-03-01\n0043,Elm plc,b@elm.example,7500.25,22,0.00,1000,14,"
                "2016-04-01\n",
                FIELDS("key", "name", "email", "revenue", "margin_percent", "balance",
                       "credit_limit", "payment_terms", "customer_since"));
}

/* ---- levels ---- */

Test(recognition, letters_in_ascii_are_the_same_heading)
{
    vikt_import *im = read_text("Kundnr;Saljare;Foerfallet;Loensamhet\n1;A;2;3\n2;B;3;4\n");

    expect_map(im, FIELDS("key", "salesperson", "overdue", "profitability"));
    cr_assert_eq(im->readings[0].headings[0].certainty, VIKT_CERTAINTY_EXACT);
    for (size_t i = 1; i < 4; i++)
        cr_assert_eq(im->readings[0].headings[i].certainty, VIKT_CERTAINTY_FOLDED, "%zu", i);
    cr_assert_eq(told.count, 0);
    vikt_import_free(im);
}

Test(recognition, content_tells_addresses_and_organisation_numbers)
{
    vikt_import *im = read_text("Kundnr;Xyzzy;Plugh\n1;a@b.example;559999-0016\n"
                                "2;c@d.example;559999-0024\n3;e@f.example;559999-0032\n");

    expect_map(im, FIELDS("key", "email", "org_no"));
    cr_assert_eq(im->readings[0].headings[1].certainty, VIKT_CERTAINTY_CONTENT);
    vikt_import_free(im);
}

/* The numbers of the columns stand in the place of headings. */
Test(recognition, content_tells_the_columns_of_a_file_without_headings)
{
    expect_text("1001;Alfa AB;559999-0016;a@b.example;1200,50\n"
                "1002;Beta AB;559999-0024;c@d.example;900,00\n"
                "1003;Gamma AB;559999-0032;e@f.example;55,20\n",
                FIELDS("key", "name", "org_no", "email", "revenue"));
    cr_assert(was_told("\"1\" is taken for the key"));
    expect_text("Alfa AB;1200,50;10,5\nBeta AB;900,00;20,5\nAlm AB;1,50;3,5\n",
                FIELDS("name", "-", "-"));
}

/* A person among companies, under a heading that nobody knows. */
Test(recognition, personal_numbers_are_masked_where_content_tells_the_column)
{
    vikt_import *im;

    want("org_no");
    im = read_text("Kundnr;Xyzzy\n1;559999-0016\n2;559999-0024\n3;559999-0032\n4;559999-0040\n"
                   "5;559999-0057\n6;559999-0065\n7;559999-0073\n8;559999-0081\n"
                   "9;559999-0099\n10;750231-0241\n");
    for (size_t i = 0; i < profile->field_count; i++)
        if (vikt_text_is(profile->fields[i].name, "org_no"))
            cr_assert(vikt_text_is(vikt_column_text(im->columns[i], 1), "750231-****"));
    vikt_import_free(im);
}

Test(recognition, an_object_before_the_heading_is_cut_off)
{
    expect_text(
        "Account: Account Number,Account: Account Name,Company.City\n1,Foo,Lund\n2,Bar,Ystad\n",
        FIELDS("key", "name", "city"));
}

/* ---- traps ---- */

/* 45 MSEK at 22 people is 2 million each; 12 000 at 22 is 545. */
Test(recognition, turnover_as_large_as_its_staff_makes_is_not_our_sales)
{
    expect_text("Kundnr;Årsomsättning;Anställda\n1;45000000;22\n2;120500000;61\n",
                FIELDS("key", "company_turnover", "employees"));
    cr_assert(was_told("as large as all that a company"));
    expect_text("Kundnr;Omsättning;Anställda\n1;12000;22\n2;90000;61\n",
                FIELDS("key", "revenue", "employees"));
    cr_assert(!was_told("turnover"));
}

Test(recognition, of_two_years_of_turnover_the_newest_is_told)
{
    expect_text("Kundnr;Omsättning (tkr) 2024;Omsättning (tkr) 2025\n1;1;2\n2;120;12\n",
                FIELDS("key", "-", "company_turnover"));
    cr_assert(was_told("\"Omsättning (tkr) 2025\" is taken for the customer's own turnover"));
}

Test(recognition, of_two_sales_the_better_named_one_is_ours)
{
    expect_text("Kundnr;Omsättning;Fakturerat\n1;45000000;12000\n2;120500000;9000\n",
                FIELDS("key", "company_turnover", "revenue"));
    cr_assert(was_told("says better what was sold"));
}

/* In the middle of 1, 5 and 100: five times is enough, and a little less is not. */
Test(recognition, five_times_what_was_sold_is_the_customers_own)
{
    sample_profile whole = {.profile = *profile};
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    expect_text("Kundnr;Omsättning;Fakturerat\n1;9000;9000\n2;50000;10000\n3;70000;700\n",
                FIELDS("key", "company_turnover", "revenue"));
    cr_assert_eq(sample_read(&whole,
                             "Kundnr;Omsättning;Fakturerat\n1;9000;9000\n2;49999;10000\n"
                             "3;70000;700\n",
                             &told, &import, &err),
                 VIKT_INPUT);
    cr_assert(strstr(err.message, "Fakturerat"), "%s", err.message);
}

Test(recognition, net_goes_before_gross_and_gross_alone_is_said)
{
    expect_text("Kundnr;Netto;Moms;Totalt\n1;100;25;125\n2;200;50;250\n",
                FIELDS("key", "revenue", "-", "-"));
    expect_text("Kundnr;Moms;Totalt\n1;25;125\n2;50;250\n", FIELDS("key", "-", "revenue"));
    cr_assert(was_told("\"Totalt\" is taken for field \"revenue\", with VAT in it; to take it off, "
                       "write column = Moms under [field vat]"));
    expect_text("Kundnr;Belopp\n1;125\n2;250\n", FIELDS("key", "revenue"));
    cr_assert(was_told("does not say whether VAT is in it"));
}

Test(recognition, a_margin_is_money_or_percent_by_its_numbers)
{
    expect_text("Kundnr;Marginal\n1;31,5\n2;-4\n", FIELDS("key", "margin_percent"));
    expect_text("Kundnr;Marginal\n1;31500\n2;-400\n", FIELDS("key", "margin"));
    expect_text("Kundnr;TB\n1;0,31\n2;0,22\n", FIELDS("key", "margin_percent"));
    expect_text("Kundnr;TB;TG\n1;31500;31\n2;-400;22\n", FIELDS("key", "margin", "margin_percent"));
    expect_text("Kundnr;TB kr\n1;31\n2;22\n", FIELDS("key", "margin"));
}

/* Two sites of one company; and even where none repeats. */
Test(recognition, organisation_numbers_are_never_the_key)
{
    expect_text("Org nr;Namn\n559999-0016;A\n559999-0024;B\n559999-0032;C\n",
                FIELDS("org_no", "name"));
    expect_text("Nr;Namn\n559999-0016;A\n559999-0024;B\n559999-0032;C\n", FIELDS("org_no", "name"));
    expect_text("Kund;Namn\n99999004;A\n99999144;B\n99999276;C\n", FIELDS("org_no", "name"));
}

Test(recognition, ids_keep_their_letters_and_zeros)
{
    vikt_import *im = read_text("Nr;Namn\nK01001;A\nK01002;B\n");

    cr_assert(vikt_text_is(vikt_column_text(im->keys, 0), "K01001"));
    vikt_import_free(im);
    im = read_text("Kundnr;Postnr\n0042;01067\n0043;80331\n");
    cr_assert(vikt_text_is(vikt_column_text(im->keys, 0), "0042"));
    vikt_import_free(im);
}

static double number_of(const vikt_import *im, const char *field, size_t row)
{
    for (size_t i = 0; i < profile->field_count; i++)
        if (vikt_text_is(profile->fields[i].name, field))
            return im->columns[i]->numbers[row];
    return -1;
}

Test(recognition, blocked_is_the_opposite_of_active)
{
    vikt_import *im;

    want("active");
    im = read_text("Kundnr;Spärrad\n1;\n2;Ja\n3;Nej\n4;2024-03-01\n5;Alla\n");
    cr_assert_eq(number_of(im, "active", 0), 1);
    cr_assert_eq(number_of(im, "active", 1), 0);
    cr_assert_eq(number_of(im, "active", 2), 1);
    cr_assert_eq(number_of(im, "active", 3), 0);
    cr_assert_eq(number_of(im, "active", 4), 0);
    cr_assert_eq(im->reject_count, 0);
    cr_assert(was_told("\"Sp\xc3\xa4rrad\" says the opposite of field \"active\""));
    vikt_import_free(im);
    im = read_text("Kundnr;Aktiv\n1;Ja\n2;Nej\n");
    cr_assert_eq(number_of(im, "active", 0), 1);
    cr_assert_eq(number_of(im, "active", 1), 0);
    vikt_import_free(im);
}

/* lo + hi - v: 1 + 5 - 4 = 2. The best risk is the lowest; the best potential the highest. */
Test(recognition, the_direction_of_a_rating_is_in_its_heading)
{
    static const struct {
        const char *heading, *field;
        double expected;
    } cases[] = {{"Risk (5 = låg)", "risk", 2},
                 {"Risk (5 = hög)", "risk", 4},
                 {"Risk (1 = låg, 5 = hög)", "risk", 4},
                 {"Risk (1 = high)", "risk", 2},
                 {"Risk (1 = hög risk)", "risk", 2},
                 {"Risk (5 = mycket låg)", "risk", 2},
                 {"Risk (5 = bäst)", "risk", 2},
                 {"Potential (5 = bäst)", "potential", 4},
                 {"Potential (1 = best)", "potential", 2},
                 {"Risk (1-5)", "risk", 4}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[100];
        vikt_import *im;

        snprintf(text, sizeof text, "Kundnr;%s\n1;4\n2;3\n", cases[i].heading);
        im = read_text(text);
        cr_assert_eq(number_of(im, cases[i].field, 0), cases[i].expected, "%s", cases[i].heading);
        cr_assert_eq(was_told("is turned round"), cases[i].expected == 2, "%s", cases[i].heading);
        vikt_import_free(im);
    }
    vikt_import_free(read_text("Kundnr;Risk (5 = blå)\n1;4\n"));
    cr_assert(was_told("is read as it stands"));
}

Test(recognition, potential_is_a_rating_or_money_by_its_numbers)
{
    expect_text("Kundnr;Potential\n1;5\n2;3\n", FIELDS("key", "potential"));
    expect_text("Kundnr;Potential\n1;500000\n2;30000\n", FIELDS("key", "potential_value"));
    cr_assert(was_told("it holds amounts, no ratings"));
    expect_text("Kundnr;Köpkraft\n1;5\n2;3\n", FIELDS("key", "potential"));
    expect_text("Kundnr;NPS\n1;50\n2;-30\n", FIELDS("key", "-"));
}

Test(recognition, days_to_pay_are_not_days_late)
{
    expect_text("Kundnr;DSO;Dagar sen\n1;42;12\n2;30;0\n",
                FIELDS("key", "days_to_pay", "days_late"));
}

/* ---- numbers with check digits ---- */

Test(recognition, organisation_numbers_have_a_check_digit)
{
    cr_assert(vikt_sense_org_number(VIKT_TEXT("559999-0016")));
    cr_assert(vikt_sense_org_number(VIKT_TEXT("SE559999001601")));
    cr_assert(vikt_sense_org_number(VIKT_TEXT("165599990016")));
    cr_assert(vikt_sense_org_number(VIKT_TEXT("99999004")));
    cr_assert(vikt_sense_org_number(VIKT_TEXT("812345680"))); /* Norwegian: 8 or 9 first */
    cr_assert(vikt_sense_org_number(VIKT_TEXT("912345688")));
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("712345683"))); /* right check digits, these two */
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("112345698")));
    cr_assert(vikt_sense_org_number(VIKT_TEXT("11234569"))); /* Danish: no 0 first */
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("01234579")));
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("559999-0017")));
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("99999005")));
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("750231-0241"))); /* a person */
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("1001")));
    cr_assert(!vikt_sense_org_number(VIKT_TEXT("")));
}
