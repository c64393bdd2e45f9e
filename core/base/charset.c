/* SPDX-License-Identifier: MIT */
#include "core/base/charset.h"

/* As shown first, then other names, all lower case without dashes and underscores. */
static const struct {
    const char *shown, *plain, *others;
} names[] = {
    [VIKT_CHARSET_LOOK] = {"", "", ""},
    [VIKT_CHARSET_UTF8] = {"UTF-8", "utf8", ""},
    [VIKT_CHARSET_UTF16LE] = {"UTF-16LE", "utf16le", "utf16"},
    [VIKT_CHARSET_UTF16BE] = {"UTF-16BE", "utf16be", ""},
    [VIKT_CHARSET_WINDOWS1252] = {"Windows-1252", "windows1252", "cp1252 ansi"},
    [VIKT_CHARSET_LATIN1] = {"ISO-8859-1", "iso88591", "latin1"},
    [VIKT_CHARSET_CP437] = {"CP437", "cp437", "ibm437 pc8"},
    [VIKT_CHARSET_CP850] = {"CP850", "cp850", "ibm850"},
    [VIKT_CHARSET_CP865] = {"CP865", "cp865", "ibm865"},
    [VIKT_CHARSET_MAC_ROMAN] = {"Mac Roman", "macroman", "macintosh xmacroman"},
};

/* Whether a name is a word, but for case, dashes and underscores. */
static bool is_word(vikt_text name, vikt_text word)
{
    size_t at = 0;

    for (size_t i = 0; i < name.length; i++) {
        char byte = name.at[i];

        if (byte == '-' || byte == '_')
            continue;
        byte = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
        if (at == word.length || word.at[at++] != byte)
            return false;
    }
    return word.length > 0 && at == word.length;
}

bool vikt_charset_of(vikt_text name, vikt_charset *out)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        vikt_text others = vikt_text_of(names[i].others);

        *out = (vikt_charset)i;
        if (is_word(name, vikt_text_of(names[i].plain)))
            return true;
        while (others.length)
            if (is_word(name, vikt_text_cut(&others, ' ')))
                return true;
    }
    *out = VIKT_CHARSET_LOOK;
    return false;
}

const char *vikt_charset_name(vikt_charset charset)
{
    return names[charset].shown;
}

const char *vikt_charset_names(void)
{
    return "utf-8 utf-16le utf-16be windows-1252 latin1 cp437 cp850 cp865 mac-roman";
}
