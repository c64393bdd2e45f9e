/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/mention.h"

static size_t plain(const char *text, const char *word)
{
    return vikt_mention_find(vikt_text_of(text), 0, vikt_text_of(word), VIKT_MENTION_PLAIN);
}

static size_t cell(const char *text, const char *word)
{
    return vikt_mention_find(vikt_text_of(text), 0, vikt_text_of(word), VIKT_MENTION_CELL);
}

Test(mention, a_word_counts_where_it_stands_alone)
{
    cr_assert_eq(plain("K-1: late", "K-1"), 0);
    cr_assert_eq(plain("customer \"K-1\": late", "K-1"), 10);
    cr_assert_eq(plain("late: K-1", "K-1"), 6);
    cr_assert_eq(plain("late: K-1.", "K-1"), 6, "the end of a sentence");
    cr_assert_eq(plain("[\"K-1\",2]", "K-1"), 2);
    cr_assert_eq(plain("to Alfa & Co today", "Alfa & Co"), 3);
    cr_assert_eq(plain("(Alfa)", "(Alfa)"), 0, "what is no letter needs no border");
}

Test(mention, a_part_of_a_longer_word_is_none)
{
    cr_assert_eq(plain("K-12", "K-1"), SIZE_MAX);
    cr_assert_eq(plain("AK-1", "K-1"), SIZE_MAX);
    cr_assert_eq(plain("K-1-b", "K-1"), SIZE_MAX);
    cr_assert_eq(plain("SE.K-1", "K-1"), SIZE_MAX);
    cr_assert_eq(plain("Lundå", "Lund"), SIZE_MAX);
    cr_assert_eq(plain("K-12, K-1", "K-1"), 6, "the next place is looked at");
    cr_assert_eq(plain("k-1", "K-1"), SIZE_MAX, "letter by letter");
    cr_assert_eq(plain("", "K-1"), SIZE_MAX);
    cr_assert_eq(plain("K-1", ""), SIZE_MAX);
}

Test(mention, a_number_or_a_short_word_counts_as_the_whole_text_or_in_quotes)
{
    cr_assert_eq(plain("1007", "1007"), 0);
    cr_assert_eq(plain("customer \"1007\": late", "1007"), 10);
    cr_assert_eq(plain("[1007,2]", "1007"), SIZE_MAX, "an amount");
    cr_assert_eq(plain("file.csv:1007: odd", "1007"), SIZE_MAX, "a line");
    cr_assert_eq(plain("class A from 3", "A"), SIZE_MAX);
    cr_assert_eq(plain("A", "A"), 0);
    cr_assert_eq(cell("1007;Kvarnen;4000", "1007"), 0);
    cr_assert_eq(cell("A 1;1007", "1007"), 4);
    cr_assert_eq(cell("11007;1", "1007"), SIZE_MAX);
}

Test(mention, bytes_are_held_in_any_place)
{
    cr_assert(vikt_mention_holds(vikt_text_of("xK-12"), vikt_text_of("K-1")));
    cr_assert(vikt_mention_holds(vikt_text_of("aab"), vikt_text_of("ab")));
    cr_assert_not(vikt_mention_holds(vikt_text_of("K-"), vikt_text_of("K-1")));
    cr_assert_not(vikt_mention_holds((vikt_text){NULL, 0}, vikt_text_of("K-1")));
}
