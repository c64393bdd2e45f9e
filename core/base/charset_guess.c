/* SPDX-License-Identifier: MIT */
#include "core/base/charset_guess.h"

enum { WIDE_BYTES = 4096 };

vikt_charset vikt_charset_guess_wide(vikt_text bytes)
{
    size_t size = bytes.length < WIDE_BYTES ? bytes.length : WIDE_BYTES, nuls[2] = {0, 0};
    size_t pairs = size / 2;

    for (size_t i = 0; i < pairs * 2; i++)
        nuls[i % 2] += bytes.at[i] == '\0';
    for (size_t odd = 0; odd < 2; odd++)
        if (pairs && nuls[odd] * 10 >= pairs * 7 && nuls[1 - odd] * 20 <= nuls[odd])
            return odd ? VIKT_CHARSET_UTF16LE : VIKT_CHARSET_UTF16BE;
    return VIKT_CHARSET_LOOK;
}

/* Letters of Nordic languages and German in CP850: ü ä å Ä Å É æ Æ ö Ö Ü ø Ø é ß. */
static const char dos_letters[] = "\x81\x84\x86\x8e\x8f\x90\x91\x92\x94\x99\x9a\x9b\x9d\x82\xe1";

/* Those that Windows-1252 has as a quote, a dagger or not at all, none of which stands between two
 * letters. A single quote does: ’ in "McDonald’s" is Æ, ‘ is æ. */
static const char within_words[] = "\x81\x84\x86\x8f\x90\x94\x9b\x9d";

/* Capitals that begin a word where Windows-1252 has Ž, ™ or nothing. Ž does too. */
static const char before_words[] = "\x8f\x99\x9d";

static bool is_one_of(unsigned char byte, const char *set)
{
    return byte && strchr(set, (char)byte);
}

static bool is_letter(unsigned char byte)
{
    return (unsigned char)((byte | 0x20) - 'a') < 26 || is_one_of(byte, dos_letters);
}

static bool is_small(unsigned char byte)
{
    return (unsigned char)(byte - 'a') < 26 || is_one_of(byte, "\x81\x84\x86\x91\x94\x9b\x82");
}

vikt_charset vikt_charset_guess(vikt_text bytes)
{
    size_t letters = 0, others = 0, sure = 0;

    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.at[i], before, after;

        if (byte < 0x80)
            continue;
        before = i ? (unsigned char)bytes.at[i - 1] : 0;
        after = i + 1 < bytes.length ? (unsigned char)bytes.at[i + 1] : 0;
        if (is_one_of(byte, dos_letters) && (is_letter(before) || is_letter(after)))
            letters++;
        else
            others += byte != 0xff; /* a no-break space there */
        if (is_letter(before))
            sure += is_one_of(byte, within_words) && is_letter(after);
        else
            sure += is_one_of(byte, before_words) && is_small(after);
    }
    return sure > 0 && sure * 4 >= letters && others * 10 <= letters ? VIKT_CHARSET_CP850
                                                                     : VIKT_CHARSET_WINDOWS1252;
}
