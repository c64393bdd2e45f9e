/* SPDX-License-Identifier: MIT
 *
 * Amounts whose headings say when, or with what VAT, in the words of many systems; and which of
 * them are the sales of the year.
 */
#include "recognition.h"

TestSuite(sales, .init = begin, .fini = end);

/* Two columns of amounts beside a number and a name. */
static void expect_two(const char *first, const char *second, const char *one, const char *other)
{
    char text[512];

    snprintf(text, sizeof text, "Kundnr;Namn;%s;%s\n1;A;1100,5;880,5\n2;B;1300,5;990,5\n", first,
             second);
    expect_text(text, FIELDS("key", "name", one, other));
}

Test(sales, words_for_this_and_the_last_year_do_not_count)
{
    expect_two("Årets omsättning", "Fjolårets omsättning", "revenue", "revenue_prev");
    expect_two("Oms. innev. år", "Oms. föreg. år", "revenue", "revenue_prev");
    expect_two("Förs. ack i år", "Förs. ack fg år", "revenue", "revenue_prev");
    expect_two("Omsättning rullande 12 mån", "Omsättning föregående 12 mån", "revenue",
               "revenue_prev");
    expect_two("Closed Won Amount (Last 12 Months)", "Closed Won Amount (Prior 12 Months)",
               "revenue", "revenue_prev");
    expect_two("Turnover YTD", "Turnover Prior Year", "revenue", "revenue_prev");
    expect_two("Umsatz lfd. Jahr", "Umsatz VJ", "revenue", "revenue_prev");
    expect_two("Omsetning hittil i år", "Fjorårets omsetning", "revenue", "revenue_prev");
    expect_two("Omsaettning foerra aaret", "TB ack i år", "revenue_prev", "margin");
    expect_two("Umsatz GJ 2025", "Umsatz GJ 2024", "revenue", "revenue_prev");
    cr_assert(told.count > 0); /* years are told */
}

Test(sales, what_is_planned_or_has_changed_is_no_sale)
{
    expect_two("Omsättning i år", "Budget i år", "revenue", "-");
    expect_two("Omsättning i år", "Omsättning i år (%)", "revenue", "-");
    expect_two("Omsättning i år", "Förändring mot föregående år", "revenue", "-");
    expect_two("Omsättning i år", "Saldo förra året", "revenue", "-");
}

Test(sales, words_for_vat_tell_which_amount_is_taken)
{
    expect_two("Omsättning inkl. moms", "Omsättning exkl. moms", "-", "revenue");
    expect_two("Omsætning inkl. moms", "Omsætning ekskl. moms", "-", "revenue");
    expect_two("Fakturerat belopp inkl moms", "Fakturerat belopp exkl moms", "-", "revenue");
    expect_two("Umsatz brutto", "Umsatz netto", "-", "revenue");
    cr_assert(!was_told("with VAT in it"));
    expect_two("Omsättning inkl. moms", "Ort", "revenue", "city");
    cr_assert(was_told("with VAT in it"));
    expect_two("Summa inkl moms 2023", "Summa inkl moms 2024", "revenue_prev", "revenue");
    cr_assert(was_told("with VAT in it"));
}

Test(sales, a_rate_in_the_heading_makes_no_percentages)
{
    vikt_import *im = read_text("Asiakasnumero;Asiakkaan nimi;Myynti 2025 (ALV 0%);Kate-%\n"
                                "1;A Oy;1000,5;30\n2;B Oy;2000,5;31\n");

    expect_map(im, FIELDS("key", "name", "revenue", "margin_percent"));
    vikt_import_free(im);
    im = read_text("Kundnr;Omsättning 2025 %\n1;10\n2;12\n");
    expect_map(im, FIELDS("key", "-"));
    vikt_import_free(im);
}

Test(sales, the_year_before_alone_belongs_to_the_sales_on_its_left)
{
    expect_two("Försäljning", "Föregående år", "revenue", "revenue_prev");
    cr_assert(was_told("as it stands behind the sales of the year"));
    expect_text("Kundnr;Omsättning;TB;Fg år\n1;1000;200;3\n2;2000;300;4\n",
                FIELDS("key", "revenue", "margin", "-"));
    expect_text("Kundnr;Omsättning;Fg år;TB;Förra året\n1;1000;2;300;4\n2;2000;3;400;5\n",
                FIELDS("key", "revenue", "-", "margin", "-"));
}

static void expect_question(const char *text, const char *said)
{
    sample_profile whole = {.profile = *profile};
    vikt_import *import = NULL;
    vikt_error err = {.code = VIKT_OK};

    cr_assert(sample_read(&whole, text, NULL, &import, &err) == VIKT_INPUT, "%s", text);
    cr_assert(strstr(err.message, said) != NULL, "%s", err.message);
    vikt_import_free(import);
}

Test(sales, a_total_of_periods_is_not_taken_but_asked_about)
{
    expect_question("Contact;2025;2024;Total\nA;100.5;50.5;151\nB;10.5;5.5;16\n",
                    "write column = 2025 under [field revenue]");
    expect_question("Kund;I år;Förra året\nA;100;50\nB;10;5\n",
                    "write column = I år under [field revenue] and column = Förra året under "
                    "[field revenue_prev]");
}

Test(sales, a_year_in_cells_is_no_period)
{
    expect_text("Kundnr;Namn;År\n1;A;2024\n2;B;2025\n", FIELDS("key", "name", "-"));
}

Test(sales, what_is_nearly_a_word_must_hold_what_it_says)
{
    /* "KundKat" is two edits from "kundkod", and says the same in each row */
    expect_text("KundKat;Namn;Omsättning\n1;A;10\n1;B;20\n1;C;30\n",
                FIELDS("-", "name", "revenue"));
    /* "Last Name" is two edits from "last sale" */
    expect_text("Customer ID;Last Name;Sales\n1;Berg;10\n2;Ek;20\n", FIELDS("key", "-", "revenue"));
}

Test(sales, what_is_nearly_blocked_runs_the_other_way_too)
{
    vikt_import *im;

    want("active");
    im = read_text("Kundnr;Spärrkod\n1;\n2;J\n");
    expect_map(im, FIELDS("key", "active"));
    cr_assert(im->readings[0].headings[1].turn == VIKT_TURN_TRUTH);
    vikt_import_free(im);
}

Test(sales, a_finnish_list)
{
    expect_text("Asiakasnro;Asiakas;Y-tunnus;Liikevaihto;Edellinen vuosi;Kate;Avoinna\n"
                "1;Töölön Leipomo Oy;1234567-1;10000,5;5000,5;1000;0\n"
                "2;Åbo Plåt Ab;1234568-1;20000,5;6000,5;2000;0\nYhteensä;;;301;111;30;0\n",
                FIELDS("key", "name", "org_no", "revenue", "revenue_prev", "margin", "balance"));
}

Test(sales, a_total_of_one_year_is_taken_and_that_of_two_is_not)
{
    expect_text("Kundnr;Q1;Q2;Q3;Q4;Totalt\n1;10,5;20;30;40;100,5\n2;11,5;20;30;40;101,5\n",
                FIELDS("key", "-", "-", "-", "-", "revenue"));
    expect_question("Kund;Q1 2024;Q2 2024;Q3 2024;Q4 2024;Q1 2025;Totalt\n"
                    "A;10,5;20;30;40;5;105,5\nB;11,5;20;30;40;5;106,5\n",
                    "sum m1 m2 ...");
    expect_question("Kundnr;Kund;Budget 2025;Utfall 2025;Utfall 2024\n1;A;1,5;2,5;3,5\n"
                    "2;B;1,5;2,5;3,5\n",
                    "write column = Utfall 2025 under [field revenue] and column = Utfall 2024");
}

Test(sales, of_two_columns_of_one_name_the_number_tells)
{
    static const char text[] = "Kundnr;Omsättning;Namn;Omsättning\n1;10;A;20\n2;30;B;40\n";
    vikt_field *revenue = NULL;

    expect_question(text, "columns 2 and 4 are both called \"Omsättning\" and fit field "
                          "\"revenue\"; write column = 2 or column = 4 under [field revenue]");
    for (size_t i = 0; i < profile->field_count; i++)
        if (vikt_text_is(profile->fields[i].name, "revenue"))
            revenue = &profile->fields[i];
    revenue->column = VIKT_TEXT("4");
    expect_text(text, FIELDS("key", "-", "name", "revenue"));
    /* a heading goes before a number */
    expect_text("Kundnr;4;Namn;Omsättning\n1;10;A;20\n2;30;B;40\n",
                FIELDS("key", "revenue", "name", "-"));
    revenue->column = VIKT_TEXT("5");
    expect_text(text, FIELDS("key", "-", "name", "-"));
}

Test(sales, a_whole_year_by_its_days_or_months_is_that_year)
{
    expect_two("Omsättning 2025-01-01 - 2025-12-31", "Omsättning 2024-01-01 - 2024-12-31",
               "revenue", "revenue_prev");
    expect_two("Omsättning 2024-07-01 – 2025-06-30", "Omsättning 2023-07-01 – 2024-06-30",
               "revenue", "revenue_prev");
    expect_two("Sales Jan - Dec 2025", "Sales Jan - Dec 2024", "revenue", "revenue_prev");
    expect_two("Omsättning jan 2025", "Omsättning feb 2025", "-", "-");
    expect_two("Omsättning 2025-01-01 - 2025-03-31", "Ort", "-", "city");
}

Test(sales, a_first_column_without_heading_may_hold_the_names)
{
    expect_text(",Sales,Sales last year\nAlder Ltd,100.50,90.5\nBeacon Inc,200.50,80.5\n",
                FIELDS("name", "revenue", "revenue_prev"));
    cr_assert(was_told("is taken for the name"));
    expect_text(",Customer no,Sales\nx,1,100.50\ny,2,200.50\n", FIELDS("-", "key", "revenue"));
    expect_question(",Jan - Dec 2025,Jan - Dec 2024\nA Ltd,10.5,9.5\nB Inc,20.5,8.5\n",
                    "write column = Jan - Dec 2025 under [field revenue]");
}

Test(sales, months_as_dates_of_a_workbook_are_asked_about)
{
    expect_question("Kund;2025-01-01;2025-02-01;2025-03-01\nA AB;10,5;20;30\nB AB;11,5;21;31\n",
                    "sum m1 m2 ...");
    /* but customers with dates are data */
    expect_text("7;A AB;2025-01-01\n8;B AB;2025-02-01\n9;C AB;2025-03-01\n",
                FIELDS("key", "name", "-"));
}

Test(sales, a_margin_of_25_is_25_percent)
{
    vikt_import *im;

    want("margin_percent");
    im = read_text("Kundnr;Dekningsgrad\n1;25,5\n2;-4\n3;31\n");
    expect_map(im, FIELDS("key", "margin_percent"));
    cr_assert(im->readings[0].headings[1].turn == VIKT_TURN_PERCENT);
    cr_assert(was_told("so they are read as percent"));
    vikt_import_free(im);
    im = read_text("Kundnr;Dekningsgrad\n1;0,255\n2;-0,04\n3;0,31\n");
    cr_assert(im->readings[0].headings[1].turn == VIKT_TURN_NONE);
    vikt_import_free(im);
}
