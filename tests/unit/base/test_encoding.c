/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdio.h>
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
    vikt_encoding_clear(&e, NULL);
}

Test(encoding, binary_files_are_refused)
{
    expect_refused(VIKT_TEXT("a,b\n\0,c\n"), "binary file, expected text: byte 0x00 at offset 4");
    expect_refused(VIKT_TEXT("PK\3\4\0\0"), "Excel");
    expect_refused(VIKT_TEXT("\xff\xfe\0\0a\0\0\0"), "UTF-32");
}

Test(encoding, utf_16_is_read_with_and_without_a_mark)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("\xff\xfe\xc5\0k\0\r\0\n\0"));

    cr_assert_str_eq(e.name, "UTF-16LE with BOM");
    cr_assert(vikt_text_is(e.text, "Åk\r\n"));
    cr_assert_eq(e.newlines, 1);
    cr_assert_eq(e.skipped, 2);
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("\0N\0r\0;\0\xc5\0\n"));
    cr_assert_str_eq(e.name, "UTF-16BE");
    cr_assert(vikt_text_is(e.text, "Nr;Å\n"));
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("N\0r\0;\0\xc5\0\n\0"));
    cr_assert_str_eq(e.name, "UTF-16LE");
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("\xfe\xff\0a\0\r\0b\0\r")); /* with the line ends of a Macintosh */
    cr_assert(vikt_text_is(e.text, "a\nb\n"));
    cr_assert_eq(e.newlines, 2);
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("\xff\xfe"));
    cr_assert_eq(e.text.length, 0);
    vikt_encoding_clear(&e, NULL);
}

Test(encoding, what_is_wrong_in_utf_16_is_told_with_its_offset)
{
    expect_refused(VIKT_TEXT("\xff\xfe"
                             "a"),
                   "ends at offset 2 within a character of UTF-16LE");
    expect_refused(VIKT_TEXT("\xfe\xff\0a\xd8\0\0b"),
                   "bytes 0xd8 0x00 at offset 4 are half a character of UTF-16BE");
    expect_refused(VIKT_TEXT("\xff\xfe"
                             "a\0\0\0"),
                   "byte 0x00 at offset 4");
}

/* "Pl\x86t" is Plåt in CP850 and Pl†t in Windows-1252, which nobody writes. */
Test(encoding, letters_of_old_dos_programs_are_told)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("\x8fkerbergs Pl\x86t;1\nKyl & V\x84rme;2\n\x1a"));

    cr_assert_str_eq(e.name, "CP850");
    cr_assert(vikt_text_is(e.text, "Åkerbergs Plåt;1\nKyl & Värme;2\n"), "%.*s", VIKT_SHOW(e.text));
    cr_assert(vikt_text_is(vikt_encoding_proof(&e), "Åkerbergs Plåt"));
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("N\x9brreport;\x92r\x9b\xffStr\x94m\n")); /* Nørreport, Ærø, Ström */
    cr_assert_str_eq(e.name, "CP850");
    vikt_encoding_clear(&e, NULL);
}

/* In Windows-1252: †kerbergs PlŒt, Gštene VŠrme; N¿rreport, ®r¿ Br¾nde. */
Test(encoding, letters_of_old_macintosh_programs_are_told)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("\x81kerbergs Pl\x8ct;1\nG\x9atene V\x8arme;2\n"));

    cr_assert_str_eq(e.name, "Mac Roman");
    cr_assert(vikt_text_is(e.text, "Åkerbergs Plåt;1\nGötene Värme;2\n"), "%.*s",
              VIKT_SHOW(e.text));
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("N\xbfrreport;\xaer\xbf\xca"
                              "Br\xbende\n"));
    cr_assert_str_eq(e.name, "Mac Roman");
    cr_assert(vikt_text_is(e.text, "Nørreport;Ærø\302\240Brænde\n"), "%.*s", VIKT_SHOW(e.text));
    vikt_encoding_clear(&e, NULL);
}

static void keep_message(void *context, vikt_severity severity, const vikt_error *what)
{
    char *kept = context;

    cr_assert_eq(severity, VIKT_WARNING);
    cr_assert(kept[0] == '\0', "two warnings");
    snprintf(kept, 512, "%s", what->message);
}

static void expect_warning(vikt_text bytes, const char *part)
{
    char kept[512] = "";
    const vikt_listener listener = {keep_message, kept};
    vikt_encoding e = encoding_of(bytes);

    vikt_encoding_warn(&e, "f.csv", &listener);
    cr_assert(part ? strstr(kept, part) != NULL : kept[0] == '\0', "%s: %s",
              part ? part : "nothing", kept);
    vikt_encoding_clear(&e, NULL);
}

/* One letter alone proves no other encoding, and is not passed over in silence. */
Test(encoding, signs_within_words_are_told)
{
    expect_warning(VIKT_TEXT("1;Anna Bj\xbfrn AB;2\n"), "seems wrong in \"Anna Bj¿rn AB\"");
    expect_warning(VIKT_TEXT("1;Gr\xe5 gr\xe5 gr\xe5 gr\xe5 gr\xe5 gr\xe5\n2;Sm\x8arg\x8c\n"),
                   "seems wrong in \"SmŠrgŒ\"");
    expect_warning(VIKT_TEXT("Pl\x86t"), "CP850, an old DOS code page, because bytes within words "
                                         "are letters there and signs in Windows-1252, as in "
                                         "\"Plåt\"");
    expect_warning(VIKT_TEXT("Pl\x8ct"), "Mac Roman, of old Macintosh programs");
}

Test(encoding, signs_of_windows_1252_at_their_places_are_not_told)
{
    expect_warning(VIKT_TEXT("McDonald\x92s;5 \x80;\x80 5;m\xe5n\x96"
                             "fre;Foo\xae"
                             "Bar;n\x86;1\xbd\n"),
                   NULL);
    expect_warning(VIKT_TEXT("\x8aKODA;\x8akoda Milo\x9a;na\x9eivo;\x8c"
                             "uvre;K\xd8"
                             "B;\xff\n"),
                   NULL);
    expect_warning(VIKT_TEXT("Pl\xe5t;M\xe4lar;\xd6hman;10\xa0"
                             "000;m\xb2;5\xd7"
                             "6;\xa7 3\n"),
                   NULL);
    expect_warning(VIKT_TEXT("Bj¿rn"), NULL); /* UTF-8: somebody wrote it */
}

/* Quotes, daggers, trade marks and Ž at their places; letters above 0xc0. */
Test(encoding, signs_of_windows_1252_are_no_dos_letters)
{
    static const char *const texts[] = {"McDonald\x92s;\x84Zitat\x94;Foo\x99 AB;n\x86\n",
                                        "Pl\xe5t;M\x92\x41lar;x\x94y\n", "\x8eižkov;na\x9eivo\n",
                                        "5\x94 r\xf6r\n", "\200 5;1\240000;\226\n"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vikt_encoding e = encoding_of(vikt_text_of(texts[i]));

        cr_assert_str_eq(e.name, "Windows-1252", "%zu", i);
        vikt_encoding_clear(&e, NULL);
    }
}

static vikt_encoding encoding_as(vikt_text bytes, vikt_charset charset)
{
    vikt_encoding encoding;
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(vikt_encoding_as("f.csv", bytes, charset, NULL, &encoding, &err), VIKT_OK, "%s",
                 err.message);
    return encoding;
}

Test(encoding, what_is_told_is_taken)
{
    vikt_encoding e = encoding_as(VIKT_TEXT("r\x84k \x9b\n"), VIKT_CHARSET_CP437);

    cr_assert_str_eq(e.name, "CP437");
    cr_assert(vikt_text_is(e.text, "räk ¢\n"));
    vikt_encoding_clear(&e, NULL);
    e = encoding_as(VIKT_TEXT("å\n"), VIKT_CHARSET_WINDOWS1252); /* although it is sound UTF-8 */
    cr_assert(vikt_text_is(e.text, "Ã¥\n"));
    vikt_encoding_clear(&e, NULL);
    e = encoding_as(VIKT_TEXT("\xff\xfe\xe5\0"), VIKT_CHARSET_UTF16LE);
    cr_assert(vikt_text_is(e.text, "å"));
    vikt_encoding_clear(&e, NULL);
    e = encoding_as(VIKT_TEXT("\xe5\0"), VIKT_CHARSET_UTF16LE);
    cr_assert(vikt_text_is(e.text, "å"));
    vikt_encoding_clear(&e, NULL);
    e = encoding_as(VIKT_TEXT("\xef\xbb\xbf"
                              "å"),
                    VIKT_CHARSET_UTF8);
    cr_assert(vikt_text_is(e.text, "å"));
}

static void expect_told_refused(vikt_text bytes, vikt_charset charset, const char *part)
{
    vikt_encoding e;
    vikt_error err = {.code = VIKT_OK};

    cr_assert_eq(vikt_encoding_as("f.csv", bytes, charset, NULL, &e, &err), VIKT_INPUT);
    cr_assert(strstr(err.message, part), "%s", err.message);
    vikt_encoding_clear(&e, NULL);
}

Test(encoding, what_is_not_of_the_encoding_told_is_refused)
{
    expect_told_refused(VIKT_TEXT("åä\n\xe5\n"), VIKT_CHARSET_UTF8,
                        "byte 0xe5 at offset 5 is not UTF-8; name another with --encoding");
    expect_told_refused(VIKT_TEXT("\xef\xbb\xbf\xe5"), VIKT_CHARSET_UTF8, "at offset 3 is not");
    expect_told_refused(VIKT_TEXT("ab\x81"), VIKT_CHARSET_WINDOWS1252,
                        "byte 0x81 at offset 2 is not Windows-1252");
    expect_told_refused(VIKT_TEXT("ab\0"), VIKT_CHARSET_LATIN1, "byte 0x00 at offset 2");
    expect_told_refused(VIKT_TEXT("abc"), VIKT_CHARSET_UTF16BE, "ends at offset 2 within");
    expect_told_refused(VIKT_TEXT("\xff\xfe"
                                  "a\0"),
                        VIKT_CHARSET_UTF8,
                        "mark of UTF-16LE, so it is not UTF-8; leave out --encoding");
}

Test(encoding, a_word_proves_the_encoding)
{
    vikt_encoding e = encoding_of(VIKT_TEXT("id;namn\n1;\"\xc5kerbergs Pl\xe5t & Svets AB\"\n"));

    cr_assert(vikt_text_is(vikt_encoding_proof(&e), "Åkerbergs Plåt & Svets AB"));
    vikt_encoding_clear(&e, NULL);
    e = encoding_of(VIKT_TEXT("id;5 €;1\302\240000\n")); /* signs prove nothing */
    cr_assert(vikt_encoding_proof(&e).at == NULL);
    cr_assert(!vikt_encoding_proves(VIKT_TEXT("5 € × –")));
    cr_assert(!vikt_encoding_proves((vikt_text){NULL, 0}));
    cr_assert(vikt_encoding_proves(VIKT_TEXT("xå")));
}
