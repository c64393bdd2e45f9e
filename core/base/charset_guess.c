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

/* Letters of Nordic languages and German as an old encoding has them, and where they stand where
 * Windows-1252 would have none. */
typedef struct script {
    vikt_charset charset;
    const char *letters;
    const char *small;  /* of the letters */
    const char *within; /* between letters: a quote, a dagger, a fraction there, or nothing */
    const char *behind; /* between a small letter and any: a capital there */
    const char *before; /* begins a word: a sign there, or nothing; capitals are no proof */
} script;

/* A single quote does stand between letters: ’ in "McDonald’s" is Æ in CP850, ‘ is æ. */
static const script scripts[] = {
    /* ü ä å Ä Å É æ Æ ö Ö Ü ø Ø é ß */
    {VIKT_CHARSET_CP850, "\x81\x84\x86\x8e\x8f\x90\x91\x92\x94\x99\x9a\x9b\x9d\x82\xe1",
     "\x81\x84\x86\x91\x94\x9b\x82", "\x81\x84\x86\x8f\x90\x94\x9b\x9d", "", "\x8f\x99\x9d"},
    /* Ä Å É Ö Ü ä å é ö ü ß Æ Ø æ ø; an inverted question mark within a word is also what programs
     * leave of a quote */
    {VIKT_CHARSET_MAC_ROMAN, "\x80\x81\x83\x85\x86\x8a\x8c\x8e\x9a\x9f\xa7\xae\xaf\xbe\xbf",
     "\x8a\x8c\x8e\x9a\x9f\xbe\xbf", "\xbe", "\x8a\x8c\x8e\x9f", "\x81"},
};

/* What a byte is in a script. */
enum { LETTER = 1, SMALL = 2, WITHIN = 4, BEHIND = 8, BEFORE = 16 };

static void mark(unsigned char kinds[256], const char *set, unsigned char kind)
{
    for (; *set; set++)
        kinds[(unsigned char)*set] |= kind;
}

static void mark_all(const script *s, unsigned char kinds[256])
{
    memset(kinds, 0, 256);
    mark(kinds, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER);
    mark(kinds, "abcdefghijklmnopqrstuvwxyz", LETTER | SMALL);
    mark(kinds, s->letters, LETTER);
    mark(kinds, s->small, SMALL);
    mark(kinds, s->within, WITHIN);
    mark(kinds, s->behind, BEHIND);
    mark(kinds, s->before, BEFORE);
}

/* Of the kinds of three bytes: whether the middle one would not stand so in Windows-1252. */
static bool is_sure(unsigned char before, unsigned char kind, unsigned char after)
{
    if (!(before & LETTER))
        return (kind & BEFORE) && (after & SMALL);
    return (after & LETTER) && ((kind & WITHIN) || ((kind & BEHIND) && (before & SMALL)));
}

/* How many letters prove the script; 0 when it is not the file's. */
static size_t prove(const script *s, vikt_text bytes)
{
    const char *at = bytes.at, *end = vikt_text_end(bytes);
    size_t letters = 0, others = 0, sure = 0;
    unsigned char kinds[256];

    mark_all(s, kinds);
    for (at += vikt_text_ascii(at, end); at < end; at += vikt_text_ascii(at, end)) {
        unsigned char byte = (unsigned char)*at, kind = kinds[byte];
        unsigned char before = at > bytes.at ? kinds[(unsigned char)at[-1]] : 0;
        unsigned char after = ++at < end ? kinds[(unsigned char)*at] : 0;

        if ((kind & LETTER) && ((before | after) & LETTER))
            letters++;
        else
            others += byte != 0xff && byte != 0xca; /* no-break spaces of the two */
        sure += is_sure(before, kind, after);
    }
    return sure * 4 >= letters && others * 10 <= letters ? sure : 0;
}

vikt_charset vikt_charset_guess(vikt_text bytes)
{
    vikt_charset best = VIKT_CHARSET_WINDOWS1252;
    size_t most = 0;

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        size_t sure = prove(&scripts[i], bytes);

        if (sure > most) {
            most = sure;
            best = scripts[i].charset;
        }
    }
    return best;
}
