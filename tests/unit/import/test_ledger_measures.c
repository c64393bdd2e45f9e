/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_measures.h"

#include "ledger_reading.h"

static bool is_made(const got *g, const char *field)
{
    return g->import->columns[sample_index(&g->p, field)] != NULL;
}

/* As of 2025-01-01 the two periods begin on 2023-01-02. Gaps of 10 and 10 days vary by 0; the day
 * before them would make a third of 355. */
Test(ledger_measures, regularity_is_of_both_periods_only)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n1;2023-01-01;1\n1;2023-12-22;1\n1;2024-01-01;1\n"
                "1;2024-01-11;1\n2;2023-01-01;1\n2;2023-12-22;1\n2;2024-01-01;1\n",
                "2025-01-01");
    cr_assert_float_eq(value(&g, "1", "regularity"), 0, 0);
    cr_assert(isnan(value(&g, "2", "regularity"))); /* one gap only */
    vikt_import_free(g.import);
}

/* The last day before both periods counts as before them. */
Test(ledger_measures, who_bought_the_day_before_both_periods_has_returned)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\n1;2023-01-01;1\n1;2024-06-01;1\n2;2023-01-02;-1\n"
                "2;2024-06-01;1\n",
                "2025-01-01");
    cr_assert(
        vikt_text_is(text(0, g.import->columns[sample_index(&g.p, "growth_state")]), "returned"));
    cr_assert(vikt_text_is(text(1, g.import->columns[sample_index(&g.p, "growth_state")]), "new"));
    vikt_import_free(g.import);
}

/* 0.0001 of 0.0150 is less than a hundredth; 0.0002 of 0.0151 is more. */
Test(ledger_measures, a_product_group_counts_from_a_hundredth)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Varugrupp\n1;2025-01-01;0.0149;A\n1;2025-01-01;0.0001;B\n"
                "2;2025-01-01;0.0149;A\n2;2025-01-01;0.0002;B\n3;2025-01-01;99;A\n"
                "3;2025-01-01;1;B\n",
                NULL);
    cr_assert_float_eq(value(&g, "1", "product_groups"), 1, 0);
    cr_assert_float_eq(value(&g, "2", "product_groups"), 2, 0);
    cr_assert_float_eq(value(&g, "3", "product_groups"), 2, 0);
    vikt_import_free(g.import);
}

Test(ledger_measures, mix_has_the_same_bits_for_any_order_of_rows)
{
    static const char *const amounts[] = {"0.1", "17", "3.3", "0.7", "1234", "5.55", "81.07"};
    char forward[512] = "Kundnr;Datum;Netto;Varugrupp\n", backward[512];
    size_t count = sizeof amounts / sizeof *amounts;
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    strcpy(backward, forward);
    for (size_t i = 0; i < count; i++) {
        sprintf(forward + strlen(forward), "1;2025-01-01;%s;G%zu\n", amounts[i], i);
        sprintf(backward + strlen(backward), "1;2025-01-01;%s;G%zu\n", amounts[count - 1 - i],
                count - 1 - i);
    }
    read_ledger(&g, forward, NULL);
    read_ledger(&h, backward, NULL);
    cr_assert_float_eq(value(&g, "1", "mix"), value(&h, "1", "mix"), 0);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

static void read_groups(got *g, size_t count)
{
    char *rows = malloc(64 * count + 64), *at = rows;

    at += sprintf(at, "Kundnr;Datum;Netto;Varugrupp\n");
    for (size_t i = 0; i < count; i++)
        at += sprintf(at, "1;2025-01-01;1;G%zu\n", i);
    read_ledger(g, rows, NULL);
    free(rows);
}

Test(ledger_measures, too_many_product_groups_make_nothing)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_groups(&g, VIKT_LEDGER_GROUPS_MAX);
    cr_assert_float_eq(value(&g, "1", "mix"), VIKT_LEDGER_GROUPS_MAX, 1e-6);
    cr_assert_eq(g.heard.warnings, 0);
    read_groups(&h, VIKT_LEDGER_GROUPS_MAX + 1);
    cr_assert(!is_made(&h, "mix"));
    cr_assert_eq(h.heard.warnings, 1);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

/* Together the groups are 9e14, but A alone is more than fits. */
Test(ledger_measures, a_product_group_that_is_too_large_makes_none)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto;Varugrupp\n1;2025-01-01;500000000000000;A\n"
                "1;2025-01-01;-100000000000000;B\n1;2025-01-01;500000000000000;A\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "1", "revenue"), 9e14, 0);
    cr_assert(!is_made(&g, "mix"));
    vikt_import_free(g.import);
}

Test(ledger_measures, a_field_of_another_type_is_not_made)
{
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.p.fields[sample_index(&g.p, "orders")].type = VIKT_TYPE_TEXT;
    g.p.fields[sample_index(&g.p, "growth_state")].type = VIKT_TYPE_NUMBER;
    g.p.fields[sample_index(&g.p, "recency")].type = VIKT_TYPE_UNKNOWN;
    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;1\n", NULL);
    cr_assert(!is_made(&g, "orders"));
    cr_assert(!is_made(&g, "growth_state"));
    cr_assert(is_made(&g, "recency"));
    vikt_import_free(g.import);
}

Test(ledger_measures, only_what_the_profile_reads_is_made)
{
    got g = {.rc = VIKT_OK};

    profile_init(&g.p);
    g.p.fields[sample_index(&g.p, "orders")].builtin = true;
    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;1\n", NULL);
    cr_assert(!is_made(&g, "orders"));
    cr_assert(is_made(&g, "revenue"));
    vikt_import_free(g.import);
}

Test(ledger_measures, each_needs_its_columns)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto;Saldo\n1;2025-01-01;1;1\n", NULL);
    cr_assert(is_made(&g, "open_amount"));
    cr_assert(!is_made(&g, "overdue"));
    cr_assert(!is_made(&g, "late_share"));
    cr_assert(!is_made(&g, "mix"));
    read_ledger(&h, "Kundnr;Datum;Netto;Saldo;Förfallodatum\n1;2025-01-01;1;1;2025-01-31\n", NULL);
    cr_assert(is_made(&h, "overdue"));
    cr_assert(!is_made(&h, "late_share"));
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

/* As of 2025-01-31: what falls due on that day is not overdue; a credit note lowers what is open;
 * an invoice over nothing is no invoice. */
Test(ledger_measures, payment_has_its_boundaries)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Förfallodatum;Slutbetald;Netto;Kreditfaktura\n"
                "1;2025-01-01;2025-01-31;;100;nej\n1;2025-01-01;2025-01-30;;10;nej\n"
                "1;2025-01-01;2025-01-31;;3;ja\n1;2024-01-01;2024-01-31;;0;nej\n",
                "2025-01-31");
    cr_assert_float_eq(value(&g, "1", "open_amount"), 107, 0);
    cr_assert_float_eq(value(&g, "1", "overdue"), 10, 0);
    cr_assert_float_eq(value(&g, "1", "late_share"), 0.5, 0);
    vikt_import_free(g.import);
}

Test(ledger_measures, a_newer_name_may_be_longer)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Kundnamn;Datum;Netto\n1;Kort;2025-01-01;1\n"
                "1;Ett namn som behöver mycket mer plats än det gamla;2025-01-02;1\n",
                NULL);
    cr_assert(vikt_text_is(text(0, g.import->names),
                           "Ett namn som behöver mycket mer plats än det gamla"));
    vikt_import_free(g.import);
}

/* 750231 is no day of a person born then, and 0000 has a wrong check digit: under a heading that
 * says what it is, that does not matter. */
Test(ledger_measures, keys_under_a_heading_of_organisation_numbers_are_masked)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    profile_init(&g.p);
    profile_init(&h.p);
    g.p.profile.sources[VIKT_SOURCE_INVOICES].columns[VIKT_LEDGER_CUSTOMER] = VIKT_TEXT("Org.nr");
    h.p.profile.sources[VIKT_SOURCE_INVOICES].columns[VIKT_LEDGER_CUSTOMER] = VIKT_TEXT("Org.nr");
    h.p.profile.keeps_personal = true;
    read_ledger(&g, "Org.nr;Datum;Netto\n750231-0000;2025-01-01;1\n", NULL);
    cr_assert(vikt_text_is(vikt_text_start(text(0, g.import->keys), 12), "750231-****#"));
    cr_assert_eq(g.heard.warnings, 1);
    read_ledger(&h, "Org.nr;Datum;Netto\n750231-0000;2025-01-01;1\n", NULL);
    cr_assert(vikt_text_is(text(0, h.import->keys), "750231-0000"));
    cr_assert_eq(h.heard.warnings, 0);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}
