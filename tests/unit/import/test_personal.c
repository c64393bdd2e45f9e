/* SPDX-License-Identifier: MIT */
#include "core/import/personal.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *masked_by(const char *cell, vikt_personal_trust trust, bool is_key)
{
    static char text[VIKT_PERSONAL_MAX + 1];
    char out[VIKT_PERSONAL_MAX];
    vikt_text found = vikt_personal_mask(vikt_text_of(cell), trust, is_key, out);

    memset(text, 0, sizeof text);
    if (found.length)
        memcpy(text, found.at, found.length);
    return text;
}

static const char *masked(const char *cell)
{
    return masked_by(cell, VIKT_PERSONAL_HEADING, false);
}

static bool speaks(const char *heading)
{
    vikt_words words;
    vikt_arena arena;
    bool found;

    vikt_arena_init(&arena, NULL);
    cr_assert(vikt_heading_words(&arena, vikt_text_of(heading), &words));
    vikt_personal_headings(&words, 1, &found);
    vikt_arena_clear(&arena);
    return found;
}

Test(personal, the_last_digits_of_a_swedish_person_are_hidden)
{
    cr_assert_str_eq(masked("750231-0241"), "750231-****"); /* 31 February: no date, but a person */
    cr_assert_str_eq(masked("19750231-0241"), "19750231-****");
    cr_assert_str_eq(masked("7502310241"), "750231****");
    cr_assert_str_eq(masked("197502310241"), "19750231****");
    cr_assert_str_eq(masked("150231+0241"), "150231+****"); /* older than a hundred years */
    cr_assert_str_eq(masked("750291-0241"), "750291-****"); /* coordination number: day 31 + 60 */
    cr_assert_str_eq(masked("SE750231024101"), "SE750231****01"); /* a sole trader's VAT number */
}

Test(personal, a_company_has_no_month_where_a_person_has_one)
{
    cr_assert_str_eq(masked("559999-0016"), "");
    cr_assert_str_eq(masked("212000-0142"), "");  /* a municipality: third digit 2 */
    cr_assert_str_eq(masked("165599990016"), ""); /* sixteen before it is no century */
    cr_assert_str_eq(masked("SE559999001601"), "");
}

Test(personal, month_and_day_are_looked_at_to_their_edges)
{
    cr_assert_str_eq(masked("750001-0241"), "");
    cr_assert_str_eq(masked("750101-0241"), "750101-****");
    cr_assert_str_eq(masked("751201-0241"), "751201-****");
    cr_assert_str_eq(masked("751301-0241"), "");
    cr_assert_str_eq(masked("750100-0241"), "");
    cr_assert_str_eq(masked("750131-0241"), "750131-****");
    cr_assert_str_eq(masked("750132-0241"), "");
    cr_assert_str_eq(masked("750160-0241"), "");
    cr_assert_str_eq(masked("750161-0241"), "750161-****");
    cr_assert_str_eq(masked("750192-0241"), "");
}

Test(personal, neighbours_write_the_day_first)
{
    cr_assert_str_eq(masked("311275-0241"), "311275-****"); /* Danish: month 12, day 31 */
    cr_assert_str_eq(masked("31127502413"), "311275*****"); /* Norwegian */
    cr_assert_str_eq(masked("71127502413"), "711275*****"); /* Norwegian D-number: day 31 + 40 */
    cr_assert_str_eq(masked("311275-024X"), "311275-****"); /* Finnish */
    cr_assert_str_eq(masked("311275A024X"), "311275A****");
}

Test(personal, other_numbers_are_left_alone)
{
    cr_assert_str_eq(masked(""), "");
    cr_assert_str_eq(masked("99999004"), "");  /* Danish company */
    cr_assert_str_eq(masked("923609016"), ""); /* nine digits: Norwegian company */
    cr_assert_str_eq(masked("1234567-8"), ""); /* Finnish company */
    cr_assert_str_eq(masked("2024-02-01"), "");
    cr_assert_str_eq(masked("750231-02411"), "");
    cr_assert_str_eq(masked("7502-310241"), "");
    cr_assert_str_eq(masked("-7502310241"), "");
    cr_assert_str_eq(masked_by("750231-0241", VIKT_PERSONAL_NONE, false), "");
}

Test(personal, a_key_without_such_a_heading_needs_hyphen_and_check_digit)
{
    cr_assert_str_eq(masked_by("7502310241", VIKT_PERSONAL_KEY, false), "");
    cr_assert_str_eq(masked_by("750231-0242", VIKT_PERSONAL_KEY, false), "");
    /* 7502310241: 14 5 0 2 6 1 0 2 8 1, digits summed: 5+5+0+2+6+1+0+2+8+1 = 30 */
    cr_assert_str_eq(masked_by("750231-0241", VIKT_PERSONAL_KEY, false), "750231-****");
}

Test(personal, two_keys_of_one_birth_date_stay_two)
{
    char first[VIKT_PERSONAL_MAX + 1];

    strcpy(first, masked_by("750231-0241", VIKT_PERSONAL_HEADING, true));
    cr_assert_eq(strncmp(first, "750231-****#", 12), 0, "%s", first);
    cr_assert_eq(strlen(first), 18);
    cr_assert_str_eq(masked_by("750231-0241", VIKT_PERSONAL_KEY, true), first);
    cr_assert_str_neq(masked_by("750231-0258", VIKT_PERSONAL_HEADING, true), first);
}

Test(personal, headings_say_so_in_whole_words)
{
    cr_assert(speaks("Organisationsnummer"));
    cr_assert(speaks("Företag.Orgnr"));
    cr_assert(speaks("Org.nr"));
    cr_assert(speaks("Org-/personnr"));
    cr_assert(speaks("Kundens personnummer"));
    cr_assert(speaks("CVR-nr."));
    cr_assert(speaks("Fødselsnummer"));
    cr_assert_not(speaks("Kundnr"));
    cr_assert_not(speaks("Fakturanr"));
    cr_assert_not(speaks("Organisation"));
}

Test(personal, words_of_a_row_are_masked_where_they_stand)
{
    vikt_arena arena;
    bool failed = false;
    vikt_text row = VIKT_TEXT("1012;Karin;750231-0241;\"7502310241\";559999-0016");
    vikt_text shown;

    vikt_arena_init(&arena, NULL);
    shown = vikt_personal_mask_within(&arena, row, VIKT_PERSONAL_HEADING, &failed);
    cr_assert_not(failed);
    cr_assert(vikt_text_is(shown, "1012;Karin;750231-****;\"750231****\";559999-0016"));
    row = VIKT_TEXT("1012;Karin");
    cr_assert_eq(vikt_personal_mask_within(&arena, row, VIKT_PERSONAL_HEADING, &failed).at, row.at);
    vikt_arena_clear(&arena);
}
