/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdlib.h>

#include "core/base/encoding.h"

static vikt_encoding encoding_of(vikt_text bytes)
{
    vikt_encoding encoding;
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(vikt_encoding_of("f.csv", bytes, NULL, &encoding, &err), VIKT_OK, "%s",
                 err.message);
    return encoding;
}

Test(encoding, ascii_and_utf_8_are_taken_as_they_are)
{
    vikt_text text = VIKT_TEXT("Åmål\nÖ\xe2\x82\xac\n");
    vikt_encoding e = encoding_of(text);

    cr_assert_str_eq(e.name, "UTF-8");
    cr_assert(e.text.at == text.at && !e.has_invalid && !e.converted);
    cr_assert_eq(e.newlines, 2);
    cr_assert_str_eq(encoding_of(VIKT_TEXT("abc")).name, "UTF-8");
}

Test(encoding, a_bom_is_cut_off)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("\xef\xbb\xbf"
                                            "a\n"));

    cr_assert_str_eq(e.name, "UTF-8 with BOM");
    cr_assert(vikt_text_is(e.text, "a\n"));
    e = encoding_of(VIKT_TEXT("\xef\xbb\xbf"
                              "\xe5\n"));
    cr_assert_str_eq(e.name, "UTF-8 with BOM");
    cr_assert(e.has_invalid);
}

Test(encoding, windows_1252_is_converted_with_its_own_signs)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("\xc5m\xe5l \x80 \x96 \x81 \xff\n"));

    cr_assert_str_eq(e.name, "Windows-1252");
    cr_assert(vikt_text_is(e.text, "Åmål € – \xc2\x81 ÿ\n"));
    vikt_encoding_clear(&e, NULL);
}

/* Two sound sequences to one wrong byte are UTF-8 with one bad cell; one to one is Windows-1252. */
Test(encoding, wrong_bytes_among_more_sound_ones_stay_utf_8)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("åä\xff"));

    cr_assert_str_eq(e.name, "UTF-8");
    cr_assert(e.has_invalid);
    e = encoding_of(VIKT_TEXT("å\xff"));
    cr_assert_str_eq(e.name, "Windows-1252");
    cr_assert(!e.has_invalid);
    cr_assert_eq(e.sequences, 1);
    cr_assert_eq(e.invalid, 1);
    vikt_encoding_clear(&e, NULL);
}

Test(encoding, carriage_returns_alone_are_line_ends)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("\xef\xbb\xbf"
                                            "a,b\r1,å\r"));

    cr_assert_str_eq(e.name, "UTF-8 with BOM");
    cr_assert(vikt_text_is(e.text, "a,b\n1,å\n"), "%.*s", VIKT_SHOW(e.text));
    cr_assert_eq(e.newlines, 2);
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("a\r\xe5\r\r"));
    cr_assert_str_eq(e.name, "Windows-1252");
    cr_assert(vikt_text_is(e.text, "a\nå\n\n"), "%.*s", VIKT_SHOW(e.text));
    cr_assert_eq(e.newlines, 3);
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("a\rb\n")); /* one line feed: a return is a character */
    cr_assert(vikt_text_is(e.text, "a\rb\n") && !e.converted);
}

static void expect_refused(vikt_text bytes, const char *part)
{
    vikt_encoding e;
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(vikt_encoding_of("f.csv", bytes, NULL, &e, &err), VIKT_INPUT);
    cr_assert(strstr(err.message, part), "%s", err.message);
    cr_assert_str_eq(err.place.source, "f.csv");
}

Test(encoding, utf_16_and_binary_files_are_refused)
{
    expect_refused(VIKT_TEXT("\xff\xfe"
                             "a\0"),
                   "UTF-16");
    expect_refused(VIKT_TEXT("\xfe\xff"
                             "\0a"),
                   "UTF-16");
    expect_refused(VIKT_TEXT("a,b\n\0,c\n"), "binary");
    expect_refused(VIKT_TEXT("PK\3\4\0\0"), "Excel");
}

/* The block-wise survey against the plain one, with a wrong byte, a NUL and newlines at every
 * place. */
Test(encoding, the_survey_finds_a_wrong_byte_at_any_place)
{
    enum { SIZE = 150 };
    char text[SIZE];
    vikt_survey survey;

    for (size_t at = 0; at < SIZE; at++) {
        for (size_t i = 0; i < SIZE; i++)
            text[i] = (char)(i % 2 ? 0xa5 : 0xc3); /* å, å, å */
        vikt_survey_of((vikt_text){text, SIZE}, &survey);
        cr_assert_eq(survey.invalid, 0);
        text[at] = 'x';
        vikt_survey_of((vikt_text){text, SIZE}, &survey);
        cr_assert_eq(survey.invalid, 1, "%zu", at);
        cr_assert_eq(survey.sequences, SIZE / 2 - 1);
        memset(text, 'a', SIZE);
        text[at] = '\n';
        vikt_survey_of((vikt_text){text, SIZE}, &survey);
        cr_assert_eq(survey.newlines, 1);
        cr_assert(!survey.has_nul);
        text[at] = '\0';
        vikt_survey_of((vikt_text){text, SIZE}, &survey);
        cr_assert(survey.has_nul && survey.newlines == 0);
        text[at] = (char)0xe5;
        vikt_survey_of((vikt_text){text, SIZE}, &survey);
        cr_assert_eq(survey.invalid, 1);
    }
}

Test(encoding, the_survey_counts_newlines_between_letters_of_three_and_four_bytes)
{
    char text[1200];
    size_t size = 0;
    vikt_survey survey;

    while (size + 8 < sizeof text) {
        memcpy(text + size, "\xe2\x82\xac\n\xf0\x9f\x98\x80", 8);
        size += 8;
    }
    vikt_survey_of((vikt_text){text, size}, &survey);
    cr_assert_eq(survey.newlines, size / 8);
    cr_assert_eq(survey.invalid, 0);
}
