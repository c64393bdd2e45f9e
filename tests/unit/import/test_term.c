/* SPDX-License-Identifier: MIT
 *
 * Headings that are nearly a field's: left unused, and told.
 */
#include <criterion/criterion.h>

#include "core/import/term.h"
#include "core/profile/dictionary.h"
#include "sample_reading.h"

TestSuite(term, .init = begin);

static void expect_told(const char *text, size_t column, const char *message,
                        vikt_heading_match match)
{
    vikt_import *im = read_text(text);

    cr_assert_eq(told.notes, 1, "%zu notes", told.notes);
    cr_assert_str_eq(told.all[0].message, message);
    cr_assert_eq(told.all[0].place.line, 1);
    cr_assert_eq(told.all[0].place.column, (long)column + 1);
    cr_assert_eq(im->readings[0].headings[column].match, match);
    vikt_import_free(im);
}

static void expect_note(const char *text, size_t column, const char *message)
{
    expect_told(text, column, message, VIKT_HEADING_UNUSED);
}

static void expect_near(const char *heading, const char *field, const char *word, int edits)
{
    char text[100], message[300];

    snprintf(text, sizeof text, "id;%s\n1;2\n", heading);
    snprintf(message, sizeof message,
             "\"%s\" is taken for field \"%s\", as it is nearly \"%s\" (%d %s); if it is not, "
             "name the right column under [field %s]",
             heading, field, word, edits, edits == 1 ? "edit" : "edits", field);
    expect_told(text, 1, message, VIKT_HEADING_NEAR);
}

static void expect_no_note(const char *text)
{
    vikt_import *im = read_text(text);

    cr_assert_eq(told.count, 0, "%s", told.all[0].message);
    vikt_import_free(im);
}

/* One and two edits are near, three are not; below seven letters two are not. */
Test(term, headings_within_two_edits_of_a_field_without_a_column_are_taken_and_told)
{
    expect_near("Produktlinje", "product_lines", "produktlinjer", 1);
    expect_near("Prod.uktlinjr", "product_lines", "produktlinjer", 2);
    expect_near("Omsattnin", "revenue", "omsattning", 1);
    expect_near("Bransh", "industry", "bransch", 1);
    expect_no_note("id;Prod uktlinr\n1;2\n");
    expect_no_note("id;Branzh\n1;2\n");
    expect_no_note("id;Annual revenue\n1;2\n");
}

/* "Antal" and "Faktura" are words of a ledger: known, and no misspelling of a field. */
Test(term, words_that_mean_something_else_are_not_near)
{
    expect_no_note("id;Fakturor\n1;2\n");
    expect_no_note("id;Antal\n1;2\n");
}

/* "Inaktiv" is two edits from "aktiv" and "Obetalt belopp" one from "betalt belopp": the opposite.
 */
Test(term, letters_that_turn_a_word_round_are_no_typing_error)
{
    expect_no_note("id;Obransch\n1;2\n");
    expect_no_note("id;Unindustry\n1;2\n");
    expect_near("Kbransch", "industry", "bransch", 1);
}

Test(term, what_is_near_must_hold_what_the_field_is)
{
    expect_no_note("id;Produktlinje\n1;many\n");
}

Test(term, fields_with_a_column_and_short_words_are_no_suggestions)
{
    expect_no_note("id;Produktlinje;Produktlinjer\n1;2;3\n");
    expect_no_note("id;Omsättning;Omsättningf\n1;2;3\n"); /* 2 from "omsättning fg" */
    expect_no_note("id;Moms\n1;2\n");                     /* one edit from "oms" */
    expect_no_note("id;Om\n1;2\n");
}

Test(term, a_percent_sign_is_no_money)
{
    expect_note(
        "id;Revenue (%)\n1;2\n", 1,
        "\"Revenue (%)\" is not used; if it is field \"revenue\", write column = Revenue (%) "
        "under [field revenue]");
    expect_note("id;Oms %\n1;2\n", 1,
                "\"Oms %\" is not used; if it is field \"revenue\", write column = Oms % under "
                "[field revenue]");
    expect_no_note("id;Omsättning;Omsättning %\n1;2;3\n");
    expect_no_note("id;TG %;Bransch\n1;2;a\n"); /* a synonym with % */
}

Test(term, shares_take_a_percent_sign)
{
    vikt_field *field = sample_field(&profile, "cut", VIKT_TYPE_NUMBER, NULL);
    vikt_import *im;

    field->max = 1;
    im = read_text("id;Cut %;Margin %;Extra %\n1;2;3;4\n");
    cr_assert_eq(told.count, 0);
    for (size_t i = 1; i < 4; i++)
        cr_assert_eq(im->readings[0].headings[i].match, VIKT_HEADING_NAME, "%zu", i);
    vikt_import_free(im);
    field->max = 1.5;
    im = read_text("id;Cut %\n1;2\n");
    cr_assert_eq(im->readings[0].headings[1].match, VIKT_HEADING_UNUSED);
    vikt_import_free(im);
}

Test(term, a_told_column_may_have_a_percent_sign)
{
    vikt_import *im;

    profile.fields[sample_index(&profile, "revenue")].column = VIKT_TEXT("Revenue (%)");
    im = read_text("id;Revenue (%)\n1;2\n");
    cr_assert_eq(im->readings[0].headings[1].match, VIKT_HEADING_COLUMN);
    cr_assert_eq(told.count, 0);
    vikt_import_free(im);
}

/* They are taken as they stand: one that is not in plain form would fit nothing. */
Test(term, all_spellings_that_are_known_are_in_plain_form)
{
    vikt_dictionary walk = {0};
    size_t count = 0;
    vikt_arena arena;
    vikt_known known;

    vikt_arena_init(&arena, vikt_allocator_default());
    for (; vikt_dictionary_next(&walk, &known); count++) {
        vikt_words words;

        cr_assert(vikt_heading_words(&arena, known.spelling, &words));
        cr_assert(vikt_text_equal(words.full, known.spelling), "%.*s", VIKT_SHOW(known.spelling));
        cr_assert_eq(words.has_percent,
                     memchr(known.spelling.at, '%', known.spelling.length) != NULL);
    }
    cr_assert(count > 900 && count <= vikt_dictionary_room());
    vikt_arena_clear(&arena);
}

/* However it is written: the first that is looked at by its letters leads to each of them. */
Test(term, every_spelling_is_found_by_its_letters)
{
    vikt_terms terms;
    vikt_arena arena;

    vikt_arena_init(&arena, vikt_allocator_default());
    cr_assert_eq(vikt_terms_of(&profile.profile, &arena, &terms, NULL), VIKT_OK);
    for (size_t i = 0; i < terms.count; i++) {
        const vikt_term *term = vikt_terms_first(&terms, terms.items[i].words);

        while (term && term != &terms.items[i]) {
            cr_assert(term < &terms.items[i]); /* in their order */
            term = vikt_terms_next(&terms, term);
        }
        cr_assert(term != NULL, "%.*s", VIKT_SHOW(terms.items[i].words));
    }
    vikt_arena_clear(&arena);
}

Test(term, the_spellings_of_a_name_are_those_that_a_walk_through_all_meets)
{
    vikt_dictionary all = {0}, some = {0};
    vikt_known known, other;
    size_t count = 0;

    while (vikt_dictionary_next(&all, &known)) {
        if (!vikt_text_is(known.name, "amount")) /* "amount_net" begins so too */
            continue;
        cr_assert(vikt_dictionary_next_of(&some, "amount", &other));
        cr_assert(known.spelling.at == other.spelling.at && known.name.at == other.name.at);
        count++;
    }
    cr_assert(count > 5);
    cr_assert_not(vikt_dictionary_next_of(&some, "amount", &other));
}
