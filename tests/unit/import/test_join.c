/* SPDX-License-Identifier: MIT */
#include "core/import/join.h"

#include "ledger_reading.h"

static void write_text(char *path, const char *text)
{
    FILE *file = fdopen(mkstemp(path), "wb");

    fputs(text, file);
    fclose(file);
}

static void read_both(got *g, const char *customers, const char *ledger)
{
    char first[] = "/tmp/vikt-join-XXXXXX", second[] = "/tmp/vikt-join-XXXXXX";
    vikt_import_request request = {.customers = first, .invoices = second};
    vikt_listener listener = {hear, &g->heard};

    if (!g->p.profile.field_count)
        profile_init(&g->p);
    write_text(first, customers);
    write_text(second, ledger);
    g->rc = vikt_import_sources(&request, &g->p.profile, &listener, NULL, &g->import, &g->err);
    remove(first);
    remove(second);
    cr_assert_eq(g->rc, VIKT_OK, "%s", g->err.message);
}

/* Beta is a name of two customers, Gamma of two of the ledger: nobody knows whose it is. */
Test(join, names_join_those_who_have_them_alone)
{
    got g = {.rc = VIKT_OK};

    read_both(&g, "Kundnr;Namn\n1;Alfa\n2;Beta\n3;BETA\n4;Gamma\n",
              "Kund;Datum;Netto\nALFA ;2025-01-01;1\nBeta;2025-01-01;2\nDelta;2025-01-01;4\n");
    cr_assert_eq(g.import->count, 5);
    cr_assert_float_eq(value(&g, "1", "revenue"), 1, 0);
    cr_assert_float_eq(value(&g, "2", "revenue"), 0, 0);
    cr_assert_float_eq(value(&g, "3", "revenue"), 0, 0);
    cr_assert_float_eq(value(&g, "Delta", "revenue"), 4, 0);
    cr_assert(has_heard(&g, VIKT_WARNING, "1 customer is left out"));
    vikt_import_free(g.import);
}

Test(join, a_name_of_two_keys_in_the_ledger_joins_nobody)
{
    got g = {.rc = VIKT_OK};

    read_both(&g, "Namn\nAlfa\nGamma\n",
              "Kundnr;Kundnamn;Datum;Netto\n1;Alfa;2025-01-01;1\n2;Gamma;2025-01-01;2\n"
              "3;gamma;2025-01-01;4\n4;;2025-01-01;8\n");
    cr_assert_eq(g.import->count, 2);
    cr_assert_float_eq(value(&g, "Alfa", "revenue"), 1, 0);
    cr_assert_float_eq(value(&g, "Gamma", "revenue"), 0, 0);
    cr_assert(has_heard(&g, VIKT_WARNING, "3 customers are left out"));
    vikt_import_free(g.import);
}

/* Both have keys: names do not matter. */
Test(join, keys_go_before_names)
{
    got g = {.rc = VIKT_OK};

    read_both(&g, "Kundnr;Namn\n1;Alfa\n2;Beta\n",
              "Kundnr;Kundnamn;Datum;Netto\n2;Alfa;2025-01-01;1\n");
    cr_assert_float_eq(value(&g, "1", "revenue"), 0, 0);
    cr_assert_float_eq(value(&g, "2", "revenue"), 1, 0);
    cr_assert(isnan(value(&g, "1", "recency")));
    vikt_import_free(g.import);
}

Test(join, customers_of_the_ledger_alone_are_added_in_key_order_with_nothing_else)
{
    got g = {.rc = VIKT_OK};
    const vikt_column *industry;

    profile_init(&g.p);
    sample_field(&g.p, "industry", VIKT_TYPE_TEXT, "bransch");
    read_both(&g, "Kundnr;Namn;Bransch\n5;E;Bygg\n2;B;Handel\n",
              "Kundnr;Kundnamn;Datum;Netto\n3;Ce;2025-01-01;1\n2;B;2025-01-01;2\n"
              "1;A;2025-01-01;4\n");
    industry = g.import->columns[sample_index(&g.p, "industry")];
    cr_assert_eq(g.import->count, 4);
    cr_assert(vikt_text_is(text(0, g.import->keys), "1"));
    cr_assert(vikt_text_is(text(2, g.import->names), "Ce"));
    cr_assert(vikt_text_is(text(1, industry), "Handel"));
    cr_assert(vikt_text_is(text(3, industry), "Bygg"));
    cr_assert(vikt_column_missing(industry, 0));
    cr_assert_eq(g.import->rows[0], 0); /* of no row of the list */
    cr_assert_eq(g.import->rows[1], 3);
    cr_assert_eq(g.import->rows[3], 2);
    cr_assert_eq(g.heard.warnings, 0);
    vikt_import_free(g.import);
}

Test(join, no_customer_in_both_is_a_warning_that_names_a_few)
{
    got g = {.rc = VIKT_OK};

    read_both(&g, "Kundnr;Namn\nA;Alfa\n",
              "Kundnr;Datum;Netto\n1;2025-01-01;1\n2;2025-01-01;1\n3;2025-01-01;1\n"
              "4;2025-01-01;1\n5;2025-01-01;1\n6;2025-01-01;1\n");
    cr_assert_eq(g.heard.warnings, 1);
    cr_assert(has_heard(&g, VIKT_WARNING, "no customer is in both files: 6 customers are not in"));
    cr_assert(has_heard(&g, VIKT_WARNING, "added: 1, 2, 3, 4, 5 ..."));
    vikt_import_free(g.import);
}

Test(join, a_recognised_column_gives_way_and_is_not_used_any_more)
{
    got g = {.rc = VIKT_OK};
    const vikt_heading *heading;

    read_both(&g, "Kundnr;Namn;Revenue\n1;Alfa;77\n", "Kundnr;Datum;Netto\n1;2025-01-01;1\n");
    heading = &g.import->readings[0].headings[2];
    cr_assert_float_eq(value(&g, "1", "revenue"), 1, 0);
    cr_assert_eq(heading->match, VIKT_HEADING_UNUSED);
    cr_assert_eq(heading->field, VIKT_INDEX_NONE);
    vikt_import_free(g.import);
}

/* A ledger alone: its keys and names are the fields of these names. */
Test(join, a_ledger_alone_has_fields_of_keys_and_names)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Kundnamn;Datum;Netto\n1;Alfa;2025-01-01;1\n", NULL);
    cr_assert(vikt_text_is(text(0, g.import->columns[sample_index(&g.p, "key")]), "1"));
    cr_assert(vikt_text_is(text(0, g.import->columns[sample_index(&g.p, "name")]), "Alfa"));
    read_ledger(&h, "Kund;Datum;Netto\nAlfa AB;2025-01-01;1\n", NULL);
    cr_assert(h.import->columns[sample_index(&h.p, "key")] == NULL);
    cr_assert(vikt_text_is(text(0, h.import->columns[sample_index(&h.p, "name")]), "Alfa AB"));
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

/* What is told of a list's bytes and headings is told of a ledger's too. */
Test(join, the_ledger_s_own_file_is_told_of)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK}, sie = {.rc = VIKT_OK};

    read_ledger(&sie,
                "#FLAGGA 0\n#SIETYP 4\n#FNAMN \"X\"\n#DIM 8 \"Kund\"\n#OBJEKT 8 \"1\" \"A\"\n"
                "#VER A 1 20250101 \"t\"\n{\n#TRANS 3001 {8 \"1\"} -10\n#TRANS 3001 {} -5\n"
                "#TRANS 1510 {} 15\n}\n",
                NULL);
    cr_assert_eq(sie.rc, VIKT_OK, "%s", sie.err.message);
    cr_assert_eq(sie.heard.warnings, 1); /* of revenue that names no customer */
    vikt_import_free(sie.import);
    read_ledger(&g,
                "Kundnr;Kundnamn;Datum;Netto\n1;\xc3\x85sa;2025-01-01;1\n2;\xc5sa;2025-01-01;1\n"
                "3;\xd6rn;2025-01-01;1\n4;\xc4lg;2025-01-01;1\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert(has_heard(&g, VIKT_WARNING, "save it in one encoding"));
    read_ledger(&h, "0001,2025-01-01,29.33\n0001,2025-01-18,29.73\n0002,2025-01-01,63.34\n", NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert(h.heard.notes > 1); /* that it has no headings, besides the amounts */
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

/* A year that nobody trades in makes an id of what could be a date; decimals make none. */
Test(join, ids_without_headings_are_told_from_dates_and_amounts)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK};

    read_ledger(&g, "88880101,20250101,29.33\n88880101,20250118,29.73\n88880102,20250101,63.34\n",
                NULL);
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_float_eq(value(&g, "88880101", "revenue"), 59.06, 1e-9);
    profile_init(&h.p);
    h.p.profile.sources[VIKT_SOURCE_INVOICES].columns[VIKT_LEDGER_NET] = VIKT_TEXT("4");
    read_ledger(
        &h, "0001,20250101,1.25,29.33\n0001,20250118,1.25,29.73\n0002,20250101,1.25,63.34\n", NULL);
    cr_assert_eq(h.rc, VIKT_OK, "%s", h.err.message);
    cr_assert_float_eq(value(&h, "0002", "revenue"), 63.34, 1e-9);
    vikt_import_free(g.import);
    vikt_import_free(h.import);
}

Test(join, whole_rows_that_are_rejected_are_masked)
{
    got g = {.rc = VIKT_OK};

    read_ledger(&g, "Kundnr;Datum;Netto\n1;2025-01-01;10\n811218-9876;2025-01-01\n", NULL);
    cr_assert_eq(g.import->reject_count, 1);
    cr_assert(vikt_text_is(g.import->rejects[0].value, "811218-****;2025-01-01"));
    vikt_import_free(g.import);
}

/* 10 and 7 are 0010 and 007 but for zeros; 8 is nobody. */
Test(join, keys_that_differ_by_leading_zeros_are_told_and_not_joined)
{
    got g = {.rc = VIKT_OK};

    read_both(&g, "Kundnr;Namn\n0010;Alfa\n007;Beta\n9;Gamma\n",
              "Kundnr;Datum;Netto\n10;2025-01-01;1\n7;2025-01-01;1\n8;2025-01-01;1\n"
              "9;2025-01-01;1\n");
    cr_assert_eq(g.rc, VIKT_OK, "%s", g.err.message);
    cr_assert_eq(g.import->count, 6);
    cr_assert(has_heard(&g, VIKT_WARNING,
                        "2 customers are told from another one by capitals, blanks or leading "
                        "zeros only, such as \"0010\" and \"10\": write keys alike"));
    vikt_import_free(g.import);
}

/* "K-1" thrice in other spellings is two too many; "k-2" in the list alone is the list's affair. */
Test(join, keys_that_differ_by_capitals_and_blanks_are_told)
{
    got g = {.rc = VIKT_OK}, h = {.rc = VIKT_OK}, i = {.rc = VIKT_OK};

    read_ledger(&g,
                "Kundnr;Datum;Netto\nK-1;2025-01-01;1\nk-1;2025-01-01;1\nK -1;2025-01-01;1\n"
                "K-2;2025-01-01;1\n",
                NULL);
    cr_assert_eq(g.import->count, 4);
    cr_assert(has_heard(&g, VIKT_WARNING, "2 customers are told from another one"));
    read_ledger(&h, "Kund;Datum;Netto\nAlfa AB;2025-01-01;1\nALFA  AB;2025-01-01;1\n", NULL);
    cr_assert(has_heard(&h, VIKT_WARNING, "1 customer is told from another one"));
    cr_assert(has_heard(&h, VIKT_WARNING, "\"ALFA  AB\" and \"Alfa AB\": write names alike"));
    read_both(&i, "Kundnr;Namn\nk-2;Alfa\nK-2;Beta\n", "Kundnr;Datum;Netto\n3;2025-01-01;1\n");
    cr_assert_eq(i.heard.warnings, 1, "only that no customer is in both files");
    vikt_import_free(g.import);
    vikt_import_free(h.import);
    vikt_import_free(i.import);
}
