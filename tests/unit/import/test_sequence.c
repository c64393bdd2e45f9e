/* SPDX-License-Identifier: MIT */
#include "core/import/sequence.h"

#include <criterion/criterion.h>

static vikt_sequence seen(const char *const *texts, size_t *changes)
{
    vikt_sequence sequence = {.length = 0};

    *changes = 0;
    for (; *texts; texts++)
        *changes += vikt_sequence_add(&sequence, vikt_text_of(*texts));
    return sequence;
}

Test(sequence, numbers_rise_and_fall_by_length_before_bytes)
{
    static const char *const rising[] = {"9", "10", "10", "11", "100", NULL};
    static const char *const falling[] = {"F-100", "F-99", "F-99", "F-98", NULL};
    static const char *const same[] = {"7", "7", "7", NULL};
    size_t changes;

    cr_assert_not(seen(rising, &changes).is_mixed);
    cr_assert_eq(changes, (size_t)4);
    cr_assert_not(seen(falling, &changes).is_mixed);
    cr_assert_eq(changes, (size_t)3);
    cr_assert_not(seen(same, &changes).is_mixed);
    cr_assert_eq(changes, (size_t)1);
}

Test(sequence, what_comes_again_later_is_in_no_order)
{
    static const char *const again[] = {"1", "2", "1", NULL};
    static const char *const down[] = {"3", "2", "2", "3", NULL};
    size_t changes;

    cr_assert(seen(again, &changes).is_mixed);
    cr_assert_eq(changes, (size_t)3);
    cr_assert(seen(down, &changes).is_mixed);
}

/* 64 bytes fit. */
Test(sequence, texts_that_are_too_long_are_in_no_order)
{
    char text[VIKT_SEQUENCE_MAX + 2];
    const char *const texts[] = {text, text, NULL};
    size_t changes;

    memset(text, 'a', sizeof text);
    text[VIKT_SEQUENCE_MAX] = '\0';
    cr_assert_not(seen(texts, &changes).is_mixed);
    cr_assert_eq(changes, (size_t)1);
    text[VIKT_SEQUENCE_MAX] = 'a';
    text[VIKT_SEQUENCE_MAX + 1] = '\0';
    cr_assert(seen(texts, &changes).is_mixed);
    cr_assert_eq(changes, (size_t)2);
}
