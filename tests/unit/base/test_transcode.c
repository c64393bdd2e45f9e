/* SPDX-License-Identifier: MIT
 *
 * Every byte of every encoding against what GNU iconv 2.36 makes of it; and what is no text.
 */
#include <criterion/criterion.h>

#include "core/base/transcode.h"

/* The bytes 0x80..0xff as `iconv -f NAME -t UTF-8` writes them; "?": it refuses the byte. */
static const char windows1252[] = "€\077‚ƒ„…†‡ˆ‰Š‹Œ\077Ž\077"
                                  "\077‘’“”•–—˜™š›œ\077žŸ"
                                  "\302\240¡¢£¤¥¦§¨©ª«¬\302\255®¯"
                                  "°±²³´µ¶·¸¹º»¼½¾¿"
                                  "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
                                  "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
                                  "àáâãäåæçèéêëìíîï"
                                  "ðñòóôõö÷øùúûüýþÿ";

static const char latin1[] = "\302\200\302\201\302\202\302\203\302\204\302\205\302\206\302\207\302"
                             "\210\302\211\302\212\302\213\302\214\302\215\302\216\302\217"
                             "\302\220\302\221\302\222\302\223\302\224\302\225\302\226\302\227\302"
                             "\230\302\231\302\232\302\233\302\234\302\235\302\236\302\237"
                             "\302\240¡¢£¤¥¦§¨©ª«¬\302\255®¯"
                             "°±²³´µ¶·¸¹º»¼½¾¿"
                             "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
                             "ÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
                             "àáâãäåæçèéêëìíîï"
                             "ðñòóôõö÷øùúûüýþÿ";

static const char cp437[] = "ÇüéâäàåçêëèïîìÄÅ"
                            "ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                            "áíóúñÑªº¿⌐¬½¼¡«»"
                            "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                            "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                            "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                            "αßΓπΣσµτΦΘΩδ∞φε∩"
                            "≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\302\240";

static const char cp850[] = "ÇüéâäàåçêëèïîìÄÅ"
                            "ÉæÆôöòûùÿÖÜø£Ø×ƒ"
                            "áíóúñÑªº¿®¬½¼¡«»"
                            "░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
                            "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
                            "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
                            "ÓßÔÒõÕµþÞÚÛÙýÝ¯´"
                            "\302\255±‗¾¶§÷¸°¨·¹³²■\302\240";

static const char cp865[] = "ÇüéâäàåçêëèïîìÄÅ"
                            "ÉæÆôöòûùÿÖÜø£Ø₧ƒ"
                            "áíóúñÑªº¿⌐¬½¼¡«¤"
                            "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                            "└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                            "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                            "αßΓπΣσµτΦΘΩδ∞φε∩"
                            "≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\302\240";

/* As Apple has it; iconv takes the increment at 0xc6 for a Greek letter. */
static const char mac_roman[] = "ÄÅÇÉÑÖÜáàâäãåçéè"
                                "êëíìîïñóòôöõúùûü"
                                "†°¢£§•¶ß®©™´¨≠ÆØ"
                                "∞±≤≥¥µ∂∑∏π∫ªºΩæø"
                                "¿¡¬√ƒ≈∆«»…\302\240ÀÃÕŒœ"
                                "–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
                                "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
                                "\357\243\277ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

static vikt_transcoded converted(vikt_text bytes, vikt_charset charset, bool tolerant)
{
    vikt_transcoded out;

    cr_assert(vikt_transcode(bytes, charset, tolerant, NULL, &out));
    return out;
}

static void expect_page(vikt_charset charset, const char *upper)
{
    const char *at = upper, *end = upper + strlen(upper);

    for (unsigned byte = 1; byte < 256; byte++) {
        char in[1] = {(char)byte};
        vikt_transcoded out = converted((vikt_text){in, 1}, charset, false);
        const char *from = byte < 0x80 ? in : at;
        size_t size = byte < 0x80 ? 1 : vikt_text_step(at, end);

        at += byte < 0x80 ? 0 : size;
        if (*from == '?' && byte >= 0x80) {
            cr_assert_eq(out.stopped, 0, "%s 0x%02x", vikt_charset_name(charset), byte);
        } else {
            cr_assert_eq(out.stopped, 1, "%s 0x%02x", vikt_charset_name(charset), byte);
            cr_assert(out.length == size && !memcmp(out.bytes, from, size), "%s 0x%02x: %.*s",
                      vikt_charset_name(charset), byte, (int)out.length, out.bytes);
        }
        vikt_release(NULL, out.bytes);
    }
    cr_assert(at == end);
}

Test(transcode, every_byte_is_what_iconv_makes_of_it)
{
    expect_page(VIKT_CHARSET_WINDOWS1252, windows1252);
    expect_page(VIKT_CHARSET_LATIN1, latin1);
    expect_page(VIKT_CHARSET_CP437, cp437);
    expect_page(VIKT_CHARSET_CP850, cp850);
    expect_page(VIKT_CHARSET_CP865, cp865);
    expect_page(VIKT_CHARSET_MAC_ROMAN, mac_roman);
}

static void expect_text(vikt_text bytes, vikt_charset charset, const char *text, size_t stopped)
{
    vikt_transcoded out = converted(bytes, charset, false);

    cr_assert(vikt_text_is((vikt_text){out.bytes, out.length}, text), "%.*s", (int)out.length,
              out.bytes);
    cr_assert_eq(out.stopped, stopped, "%zu", out.stopped);
    vikt_release(NULL, out.bytes);
}

Test(transcode, long_text_keeps_what_stands_between_letters)
{
    expect_text(VIKT_TEXT("Exempelbolaget i \x99rebro AB; \x8fkerbergs Pl\x86t & Svets AB\xff"),
                VIKT_CHARSET_CP437, "Exempelbolaget i Örebro AB; Åkerbergs Plåt & Svets AB\302\240",
                54);
    expect_text(VIKT_TEXT(""), VIKT_CHARSET_CP850, "", 0);
    expect_text(VIKT_TEXT("a\0b"), VIKT_CHARSET_CP850, "a", 1);
}

Test(transcode, a_byte_without_a_character_may_become_a_control)
{
    vikt_transcoded out = converted(VIKT_TEXT("a\x81"), VIKT_CHARSET_WINDOWS1252, true);

    cr_assert(vikt_text_is((vikt_text){out.bytes, out.length}, "a\302\201"));
    vikt_release(NULL, out.bytes);
    expect_text(VIKT_TEXT("a\x81"), VIKT_CHARSET_WINDOWS1252, "a", 1);
}

/* U+00C5, U+20AC, U+1F600 = d83d de00, U+FFFF. */
Test(transcode, utf_16_of_both_ends_is_read_with_pairs)
{
    expect_text(VIKT_TEXT("\xc5\0k\0\xac\x20\x3d\xd8\x00\xde\xff\xff"), VIKT_CHARSET_UTF16LE,
                "Åk€\360\237\230\200\357\277\277", 12);
    expect_text(VIKT_TEXT("\0\xc5\0k\x20\xac\xd8\x3d\xde\x00\xff\xff"), VIKT_CHARSET_UTF16BE,
                "Åk€\360\237\230\200\357\277\277", 12);
}

Test(transcode, half_characters_of_utf_16_stop_it)
{
    expect_text(VIKT_TEXT("a\0b"), VIKT_CHARSET_UTF16LE, "a", 2);           /* an odd byte */
    expect_text(VIKT_TEXT("a\0\x3d\xd8"), VIKT_CHARSET_UTF16LE, "a", 2);    /* a first half */
    expect_text(VIKT_TEXT("a\0\x3d\xd8z\0"), VIKT_CHARSET_UTF16LE, "a", 2); /* alone */
    expect_text(VIKT_TEXT("a\0\x00\xde"
                          "b\0"),
                VIKT_CHARSET_UTF16LE, "a", 2);                             /* a second half */
    expect_text(VIKT_TEXT("a\0\x3d\xd8\0"), VIKT_CHARSET_UTF16LE, "a", 2); /* cut off */
    expect_text(VIKT_TEXT("a\0\0\0b\0"), VIKT_CHARSET_UTF16LE, "a", 2);    /* a NUL */
}
