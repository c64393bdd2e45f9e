/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/survey.h"

enum { SIZE = 700 };

/* Byte by byte. */
static vikt_survey slowly(vikt_text text)
{
    const char *at = text.at, *end = vikt_text_end(text);
    vikt_survey survey = {0};

    while (at < end) {
        size_t step = vikt_text_step(at, end);

        survey.newlines += *at == '\n';
        survey.has_nul |= *at == '\0';
        survey.sequences += step > 1;
        survey.invalid += step == 0;
        at += step ? step : 1;
    }
    return survey;
}

/* In memory of its own size, so that a byte too far is found. */
static void check(const char *bytes, size_t length)
{
    char *copy = malloc(length ? length : 1);
    vikt_text text = {copy, length};
    vikt_survey wanted, found;

    memcpy(copy, bytes, length);
    wanted = slowly(text);
    vikt_survey_of(text, &found);
    cr_assert_eq(found.newlines, wanted.newlines);
    cr_assert_eq(found.sequences, wanted.sequences);
    cr_assert_eq(found.invalid, wanted.invalid);
    cr_assert_eq(found.has_nul, wanted.has_nul);
    free(copy);
}

/* One odd thing at each place of text that is fast otherwise, and as its end. */
Test(survey, a_sequence_counts_wherever_it_lies)
{
    static const char *const odd[] = {
        "\xc3\xa5", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xc3",         "\xe2\x82",
        "\xa5",     "\xc0\x80",     "\xc1\xbf",         "\xe0\x80\x80", "\xed\xa0\x80",
        "\xff",     "\xc3\xc3\xa5", "\xe3\x80",         "\xc3\xa5\xa5", "\n\n\n"};
    char bytes[SIZE + 8];

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        for (size_t place = 0; place < 300; place++) {
            size_t length = strlen(odd[i]);

            for (size_t k = 0; k < SIZE; k += 2)
                memcpy(bytes + k, k % 3 ? "\xc3\xb6" : "a\n", 2);
            memcpy(bytes + place, odd[i], length);
            check(bytes, SIZE);
            check(bytes, place + length);
        }
    }
}

Test(survey, bytes_in_any_order_count_as_one_by_one)
{
    static const unsigned char kinds[] = {'a', '\n', 0xc3, 0xa5, 0xe2, 0xc0, 0, 'b', ';', 0xdf};
    uint64_t random = 1;
    char bytes[SIZE];

    for (int times = 0; times < 2000; times++) {
        for (size_t i = 0; i < SIZE; i++) {
            random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
            /* mostly letters in pairs, and seldom something else */
            bytes[i] = (random >> 33) % 64 ? "\xc3\xa5"[i % 2]
                                           : (char)kinds[(random >> 40) % sizeof kinds];
        }
        check(bytes, (random >> 50) % SIZE);
    }
}

/* More line ends than a byte counts. */
Test(survey, a_long_run_of_one_byte_is_counted)
{
    static char bytes[100000];
    vikt_survey survey;

    memset(bytes, '\n', sizeof bytes);
    vikt_survey_of((vikt_text){bytes, sizeof bytes}, &survey);
    cr_assert(survey.newlines == sizeof bytes && !survey.has_nul && survey.sequences == 0);
    for (size_t i = 0; i < sizeof bytes; i += 2)
        memcpy(bytes + i, "\xc3\xa5", 2);
    vikt_survey_of((vikt_text){bytes, sizeof bytes}, &survey);
    cr_assert(survey.sequences == sizeof bytes / 2 && survey.invalid == 0);
}

Test(survey, newlines_count_between_letters_of_three_and_four_bytes)
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
