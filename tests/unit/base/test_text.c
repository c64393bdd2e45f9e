/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "core/base/text.h"

Test(text, none_and_empty_are_equal_but_not_the_same)
{
    vikt_text none = vikt_text_of(NULL), empty = VIKT_TEXT("");

    cr_assert_null(none.at);
    cr_assert_not_null(empty.at);
    cr_assert(vikt_text_equal(none, empty));
    cr_assert(vikt_text_is(VIKT_TEXT("abc"), "abc"));
    cr_assert_not(vikt_text_is(VIKT_TEXT("abc"), "abd"));
    cr_assert_not(vikt_text_is(VIKT_TEXT("abc"), "ab"));
}

Test(text, one_thing_is_not_several)
{
    cr_assert_str_eq(vikt_plural(0, "row", "rows"), "rows");
    cr_assert_str_eq(vikt_plural(1, "row", "rows"), "row");
    cr_assert_str_eq(vikt_plural(2, "row", "rows"), "rows");
}

Test(text, a_nul_is_a_byte_like_any_other)
{
    cr_assert_not(vikt_text_equal(VIKT_TEXT("a\0b"), VIKT_TEXT("a\0c")));
    cr_assert_eq(VIKT_TEXT("a\0b").length, 3);
}

Test(text, order_is_bytewise_and_a_beginning_comes_first)
{
    cr_assert(vikt_text_compare(VIKT_TEXT("ab"), VIKT_TEXT("abc")) < 0);
    cr_assert(vikt_text_compare(VIKT_TEXT("b"), VIKT_TEXT("abc")) > 0);
    cr_assert(vikt_text_compare(VIKT_TEXT("z"), VIKT_TEXT("\xc3\xa5")) <
              0); /* bytes are unsigned */
    cr_assert_eq(vikt_text_compare(VIKT_TEXT("x"), VIKT_TEXT("x")), 0);
    cr_assert_eq(vikt_text_compare(VIKT_TEXT(""), vikt_text_of(NULL)), 0);
}

Test(text, trimming_takes_blanks_and_no_break_spaces_off_both_ends)
{
    cr_assert(vikt_text_is(vikt_text_trim(VIKT_TEXT(" \t\xc2\xa0 a b \xc2\xa0\r\n")), "a b"));
    cr_assert_eq(vikt_text_trim(VIKT_TEXT(" \xc2\xa0 ")).length, 0);
    cr_assert_eq(vikt_text_trim(vikt_text_of(NULL)).length, 0);
    /* The last byte of U+0160 is A0, but not a space. */
    cr_assert(vikt_text_is(vikt_text_trim(VIKT_TEXT("\xc5\xa0")), "\xc5\xa0"));
}

Test(text, cutting_gives_every_part_and_then_none)
{
    vikt_text rest = VIKT_TEXT("a,,bc,");

    cr_assert(vikt_text_is(vikt_text_cut(&rest, ','), "a"));
    cr_assert(vikt_text_is(vikt_text_cut(&rest, ','), ""));
    cr_assert(vikt_text_is(vikt_text_cut(&rest, ','), "bc"));
    cr_assert_not_null(rest.at); /* an empty part is still to come */
    cr_assert(vikt_text_is(vikt_text_cut(&rest, ','), ""));
    cr_assert_null(rest.at);
    cr_assert_null(vikt_text_cut(&rest, ',').at);
}

Test(text, a_copy_ends_with_nul)
{
    vikt_arena arena;
    vikt_text copy;

    vikt_arena_init(&arena, NULL);
    copy = vikt_text_copy(&arena, (vikt_text){"abcdef", 3});
    cr_assert_str_eq(copy.at, "abc");
    cr_assert_eq(copy.length, 3);
    vikt_arena_clear(&arena);
}

Test(text, none_is_kept_as_none)
{
    vikt_arena arena;
    bool failed = false;

    vikt_arena_init(&arena, NULL);
    cr_assert_null(vikt_text_keep(&arena, (vikt_text){NULL, 0}, &failed).at);
    cr_assert_not_null(vikt_text_keep(&arena, VIKT_TEXT(""), &failed).at);
    cr_assert(vikt_text_is(vikt_text_keep(&arena, VIKT_TEXT("abc"), &failed), "abc"));
    cr_assert_not(failed);
    failed = true;
    (void)vikt_text_keep(&arena, VIKT_TEXT("abc"), &failed);
    cr_assert(failed, "what failed before is not forgotten");
    vikt_arena_clear(&arena);
}

static size_t wrong_at(const char *string)
{
    size_t bad = 999;

    return vikt_text_valid(vikt_text_of(string), &bad) ? 999 : bad;
}

Test(text, strict_utf8_is_told_from_all_that_only_looks_like_it)
{
    cr_assert_eq(wrong_at(""), 999);
    cr_assert_eq(wrong_at("plain ASCII over eight bytes"), 999);
    cr_assert_eq(wrong_at("r\xc3\xa4ksm\xc3\xb6rg\xc3\xa5s \xe2\x82\xac \xf0\x9f\x98\x80"), 999);
    cr_assert_eq(wrong_at("ed\xed\x9f\xbf"), 999);      /* U+D7FF, the last before the surrogates */
    cr_assert_eq(wrong_at("max\xf4\x8f\xbf\xbf"), 999); /* U+10FFFF */
    cr_assert_eq(wrong_at("a\xc0\xaf"), 1);             /* overlong / */
    cr_assert_eq(wrong_at("a\xe0\x9f\xbf"), 1);         /* overlong U+07FF */
    cr_assert_eq(wrong_at("a\xf0\x8f\xbf\xbf"), 1);     /* overlong U+FFFF */
    cr_assert_eq(wrong_at("a\xed\xa0\x80"), 1);         /* surrogate */
    cr_assert_eq(wrong_at("a\xf4\x90\x80\x80"), 1);     /* U+110000 */
    cr_assert_eq(wrong_at("a\xf5\x80\x80\x80"), 1);
    cr_assert_eq(wrong_at("caf\xe9 au lait"), 3); /* Windows-1252 */
    cr_assert_eq(wrong_at("12345678\xc3"), 8);    /* cut off */
    cr_assert_eq(wrong_at("1234567\x80"), 7);
    cr_assert_eq(wrong_at("\xe2\x82x"), 0);
}

Test(text, every_code_point_reads_back_as_it_was_written)
{
    for (uint32_t code = 0; code <= 0x10ffff; code++) {
        char bytes[4];
        const char *at = bytes;
        size_t length;

        if (code >= 0xd800 && code <= 0xdfff)
            continue;
        length = vikt_text_put(bytes, code);
        cr_assert_eq(vikt_text_next(&at, bytes + length), code);
        cr_assert_eq((size_t)(at - bytes), length);
    }
}

Test(text, a_wrong_byte_reads_as_one_replacement_character)
{
    static const char bytes[] = "\xe9x";
    const char *at = bytes;

    cr_assert_eq(vikt_text_next(&at, bytes + 2), 0xfffd);
    cr_assert_eq(at - bytes, 1);
    cr_assert_eq(vikt_text_next(&at, bytes + 2), 'x');
}

Test(text, lower_case_covers_the_languages_of_the_headings)
{
    static const struct {
        uint32_t upper, lower;
    } pairs[] = {
        {'A', 'a'},     {'Z', 'z'},       {'@', '@'},         {'[', '['},     {'5', '5'},
        {0xc5, 0xe5},   {0xc4, 0xe4},     {0xd6, 0xf6},       {0xc9, 0xe9},   {0xdc, 0xfc},
        {0xd8, 0xf8},   {0xc6, 0xe6},     {0xd7, 0xd7},       {0xde, 0xfe},   {0xdf, 0xdf},
        {0xe5, 0xe5},   {0x100, 0x101},   {0x101, 0x101},     {0x130, 'i'},   {0x131, 0x131},
        {0x141, 0x142}, {0x160, 0x161},   {0x178, 0xff},      {0x17d, 0x17e}, {0x138, 0x138},
        {0x391, 0x3b1}, {0x3a9, 0x3c9},   {0x386, 0x3ac},     {0x38f, 0x3ce}, {0x3a2, 0x3a2},
        {0x416, 0x436}, {0x401, 0x451},   {0x42f, 0x44f},     {0x4c0, 0x4cf}, {0x4c1, 0x4c2},
        {0x52e, 0x52f}, {0x4e2d, 0x4e2d}, {0x1f600, 0x1f600},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        cr_assert_eq(vikt_text_lower(pairs[i].upper), pairs[i].lower, "U+%04X gives U+%04X",
                     pairs[i].upper, vikt_text_lower(pairs[i].upper));
}

Test(text, lower_case_is_lower_already)
{
    for (uint32_t code = 0; code < 0x600; code++) {
        uint32_t lower = vikt_text_lower(code);

        cr_assert_eq(vikt_text_lower(lower), lower, "U+%04X", code);
    }
}

Test(text, width_counts_code_points_and_wrong_bytes)
{
    cr_assert_eq(vikt_text_width(VIKT_TEXT("\xc3\xa5\xc3\xa4\xc3\xb6")), 3);
    cr_assert_eq(vikt_text_width(VIKT_TEXT("a\xff\xff")), 3);
    cr_assert_eq(vikt_text_width(vikt_text_of(NULL)), 0);
}

Test(text, showing_stops_at_200_bytes)
{
    char bytes[300], shown[400];
    vikt_text text = {bytes, sizeof bytes}, none = {NULL, 0};

    memset(bytes, 'x', sizeof bytes);
    cr_assert_eq(snprintf(shown, sizeof shown, "%.*s", VIKT_SHOW(text)), 200);
    cr_assert_eq(snprintf(shown, sizeof shown, "%.*s", VIKT_SHOW(none)), 0);
}

/* "aé" is 61 c3 a9. */
Test(text, a_beginning_ends_between_characters)
{
    vikt_text text = VIKT_TEXT("a\xc3\xa9");

    cr_assert_eq(vikt_text_start(text, 4).length, 3);
    cr_assert_eq(vikt_text_start(text, 3).length, 3);
    cr_assert_eq(vikt_text_start(text, 2).length, 1);
    cr_assert_eq(vikt_text_start(text, 1).length, 1);
    cr_assert_eq(vikt_text_start(text, 0).length, 0);
    cr_assert_eq(vikt_text_start((vikt_text){0}, 2).length, 0);
}

Test(text, the_end_of_none_is_none)
{
    vikt_text some = VIKT_TEXT("ab");

    cr_assert_eq(vikt_text_end(some), some.at + 2);
    cr_assert_null(vikt_text_end((vikt_text){NULL, 0}));
}
