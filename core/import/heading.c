/* SPDX-License-Identifier: MIT */
#include "core/import/heading.h"

#include "core/import/scale_note.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2099, CENTURY = 2000, MONTHS = 12 };

static bool is_blank(uint32_t code)
{
    return code <= ' ' || code == 0xa0 || code == 0x2009 || code == 0x202f;
}

static bool is_dash(uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

static bool is_punctuation(uint32_t code)
{
    return is_dash(code) || (code < 0x80 && code && strchr("._/:,;()[]\"'", (int)code));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters written as two code points, as file names and exports of some systems are. */
static uint32_t composed(char before, uint32_t mark)
{
    if (mark == 0x30a)
        return before == 'a' ? 0xe5 : 0;
    if (mark == 0x301)
        return before == 'e' ? 0xe9 : 0;
    if (mark != 0x308)
        return 0;
    return before == 'a' ? 0xe4 : before == 'o' ? 0xf6 : before == 'u' ? 0xfc : 0;
}

/* A heading may have a note for the range and one for the direction. */
static void take_scale(const vikt_scale *scale, vikt_words *words)
{
    if (scale->high) {
        words->low = scale->low;
        words->high = scale->high;
    }
    if (scale->says.length) {
        words->top = scale->top;
        words->says = scale->says;
    }
}

/* Lower case, punctuation and ranges as blanks, % as a word. out has room for three times the
 * length. */
static size_t simplify(vikt_text heading, vikt_words *words, char *out)
{
    const char *at = heading.at, *end = vikt_text_end(heading);
    size_t length = 0;

    while (at < end) {
        const char *here = at, *behind;
        vikt_scale scale;
        uint32_t code = vikt_text_lower(vikt_text_next(&at, end)), letter;

        if ((code == '(' || code == '[') && (behind = vikt_scale_note(here, end, &scale)) != NULL) {
            at = behind;
            code = ' ';
            take_scale(&scale, words);
        }
        letter = length ? composed(out[length - 1], code) : 0;
        if (letter) {
            length--;
            code = letter;
        }
        if (code == '%') {
            out[length++] = ' ';
            out[length++] = '%';
            out[length++] = ' ';
        } else if (is_blank(code) || is_punctuation(code) || (code == '*' && length == 0)) {
            out[length++] = ' ';
        } else {
            length += vikt_text_put(out + length, code);
        }
    }
    return length;
}

/* -1 for anything but figures. */
static long figures_of(vikt_text word, size_t length)
{
    long value = 0;

    if (word.length != length)
        return -1;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(word.at[i]))
            return -1;
        value = value * 10 + (word.at[i] - '0');
    }
    return value;
}

/* The last two figures of the year after, as in "2024/25", which are taken off what follows. */
static bool take_next_year(long year, vikt_text *rest)
{
    vikt_text behind = *rest, next = vikt_text_cut(&behind, ' ');

    if (figures_of(next, 2) != (year + 1) % 100)
        return false;
    *rest = behind;
    return true;
}

/* "2024", "2024/25" and "24/25", which end in 2025, "FY24", "FY2024"; else 0. */
static long year_of(vikt_text word, vikt_text *rest)
{
    bool is_fiscal = word.length > 2 && memcmp(word.at, "fy", 2) == 0;
    long year, two;

    if (is_fiscal)
        word = (vikt_text){word.at + 2, word.length - 2};
    year = figures_of(word, 4);
    two = figures_of(word, 2);
    if (year >= FIRST_YEAR && year <= LAST_YEAR)
        return year + take_next_year(year, rest);
    if (two > MONTHS && take_next_year(two, rest)) /* "01 02" is of a date */
        return CENTURY + (two + 1) % 100;
    return two >= 0 && is_fiscal ? CENTURY + two : 0;
}

static bool is_currency(vikt_text word)
{
    static const char *const codes[] = {"sek", "kr",  "nok", "dkk", "isk",          "eur",
                                        "usd", "gbp", "chf", "pln", "\xe2\x82\xac", "$"};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (vikt_text_is(word, codes[i]))
            return true;
    return false;
}

/* The power of ten of "tkr", "MSEK", "k\u20ac" or "\u20acm": a letter at a currency; 0 for others.
 */
static int lift_at_currency(vikt_text word)
{
    static const struct {
        char letters[3];
        int lift;
    } sizes[] = {{"t", 3}, {"k", 3}, {"m", 6}, {"md", 9}};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t length = strlen(sizes[i].letters), rest = word.length - length;

        if (word.length <= length)
            continue;
        if (memcmp(word.at, sizes[i].letters, length) == 0 &&
            is_currency((vikt_text){word.at + length, rest}))
            return sizes[i].lift;
        if (sizes[i].letters[0] != 't' && memcmp(word.at + rest, sizes[i].letters, length) == 0 &&
            is_currency((vikt_text){word.at, rest}))
            return sizes[i].lift;
    }
    return 0;
}

/* "000" is what "SEK '000" becomes. */
static int lift_of(vikt_text word)
{
    static const char *const words[] = {
        "tusen tusental thousand thousands tusind tusinder tausend tsd 000 000s",
        "miljoner miljon milj millioner millionen million millions mill mio mln mn",
        "miljarder miljard milliarder milliarden mdr mrd bn"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        vikt_text rest = vikt_text_of(words[i]);

        while (rest.length)
            if (vikt_text_equal(vikt_text_cut(&rest, ' '), word))
                return 3 * (int)(i + 1);
    }
    return 0;
}

/* "fakturadatum", "order date", "fakt dat". */
static bool is_date_word(vikt_text word)
{
    static const char *const ends[] = {"datum", "date", "dato", "dat"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t length = strlen(ends[i]);

        if (word.length >= length && memcmp(word.at + word.length - length, ends[i], length) == 0)
            return true;
    }
    return false;
}

/* Whether a word says in what the column is counted, and is no word of the name. */
static bool is_unit(vikt_text word, vikt_words *out)
{
    int lift = lift_at_currency(word);
    bool is_money = lift || is_currency(word);

    if (!lift)
        lift = lift_of(word);
    out->has_currency |= is_money;
    out->lift = lift ? lift : out->lift;
    return is_money || lift;
}

/* "25" of "moms 25 %", a rate of something: the column is no percentage for it. */
static bool is_rate(vikt_text before)
{
    for (size_t i = 0; i < before.length; i++)
        if (!is_digit(before.at[i]))
            return false;
    return before.length > 0 && before.length < 3;
}

static void add_word(char *out, size_t *length, vikt_text word)
{
    if (*length)
        out[(*length)++] = ' ';
    memcpy(out + *length, word.at, word.length);
    *length += word.length;
}

/* Behind "sum of" and the like, with which a pivot table names the sum of a column; a count or a
 * mean of it is another thing, and stays what it is. */
static vikt_text behind_sum(vikt_text simple)
{
    static const char *const sums[] = {"summa av ", "sum of ",    "sum af ",
                                       "sum av ",   "summer av ", "summe von "};

    while (simple.length && *simple.at == ' ')
        simple.at++, simple.length--;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        size_t length = strlen(sums[i]);

        if (simple.length > length && memcmp(simple.at, sums[i], length) == 0)
            return (vikt_text){simple.at + length, simple.length - length};
    }
    return simple;
}

bool vikt_heading_words(vikt_arena *arena, vikt_text heading, vikt_words *out)
{
    size_t room = heading.length * 3 + 3, full = 0, bare = 0, plain = 0;
    char *simple = vikt_arena_new(arena, 4, room);
    char *a, *b, *c;
    vikt_text rest, word = {NULL, 0}, before = {NULL, 0};

    if (!simple)
        return false;
    a = simple + room;
    b = a + room;
    c = b + room;
    *out = (vikt_words){.year = 0};
    rest = behind_sum((vikt_text){simple, simplify(heading, out, simple)});
    while (rest.length) {
        long year;

        word = vikt_text_cut(&rest, ' ');
        if (word.length == 0)
            continue;
        year = year_of(word, &rest);
        if (year) {
            out->year = year;
            continue;
        }
        add_word(a, &full, word);
        out->has_percent |= vikt_text_is(word, "%") && !is_rate(before);
        before = word;
        out->has_date |= is_date_word(word);
        if (is_unit(word, out))
            continue;
        add_word(b, &bare, word);
        if (!vikt_text_is(word, "%"))
            add_word(c, &plain, word);
    }
    out->full = (vikt_text){a, full};
    out->bare = (vikt_text){b, bare};
    out->plain = (vikt_text){c, plain};
    return true;
}

/* Bytes of what stands between an object and its column: a point, a colon, or a dash by itself. */
static size_t mark_at(const char *at, const char *end)
{
    if (at < end && (*at == '.' || *at == ':'))
        return 1;
    return end - at > 3 && memcmp(at, " - ", 3) == 0 ? 3 : 0;
}

vikt_text vikt_heading_behind_prefix(vikt_text heading)
{
    static const char *const objects[] = {"företag",      "kund",         "bolag",   "company",
                                          "account",      "customer",     "client",  "contact",
                                          "organization", "organisation", "kunde",   "firma",
                                          "bedrift",      "virksomhed",   "debitor", "unternehmen"};
    const char *at = heading.at, *end = vikt_text_end(heading), *from;
    char lower[64];
    size_t length = 0, mark;

    while (at < end && (*at == '*' || *at == ' '))
        at++;
    for (from = at; at < end && !mark_at(at, end) && length + 4 < sizeof lower;)
        length += vikt_text_put(lower + length, vikt_text_lower(vikt_text_next(&at, end)));
    mark = mark_at(at, end);
    for (size_t i = 0; mark && at > from && i < sizeof objects / sizeof *objects; i++)
        if (vikt_text_is((vikt_text){lower, length}, objects[i]))
            return vikt_text_trim((vikt_text){at + mark, (size_t)(end - at) - mark});
    return (vikt_text){NULL, 0};
}

/* ---- headings written without the letters of their language ---- */

static char folded_letter(uint32_t code)
{
    switch (code) {
    case 0xe4: /* ä */
    case 0xe5: /* å */
    case 0xe6: /* æ */
    case 0xe0:
    case 0xe1:
        return 'a';
    case 0xe8:
    case 0xe9:
        return 'e';
    case 0xf6: /* ö */
    case 0xf8: /* ø */
        return 'o';
    case 0xfc: /* ü */
        return 'u';
    case 0xdf: /* ß, the first of two */
        return 's';
    }
    return code < 0x80 ? (char)code : 0;
}

/* A letter and the second one that stands for its dots or ring: "ae", "oe", "ue", "aa". */
static bool is_pair(char first, char second)
{
    return (second == 'e' && (first == 'a' || first == 'o' || first == 'u')) ||
           (first == 'a' && second == 'a');
}

typedef struct folding {
    const char *at, *end;
    bool twice; /* ß: once more */
} folding;

/* The next folded letter, or the code itself; 0 at the end. */
static uint32_t next_folded(folding *f)
{
    uint32_t code;
    char letter;

    if (f->twice) {
        f->twice = false;
        return 's';
    }
    while (f->at < f->end && *f->at == ' ')
        f->at++;
    if (f->at == f->end)
        return 0;
    code = vikt_text_next(&f->at, f->end);
    letter = folded_letter(code);
    f->twice = code == 0xdf;
    if (code < 0x80 && f->at < f->end && is_pair(letter, *f->at))
        f->at++;
    return letter ? (uint32_t)(unsigned char)letter : code;
}

/* The letter at which a pair or a letter of two bytes begins; 0 for those that are not folded. */
static unsigned first_letter(const unsigned char *at, size_t length)
{
    if (*at < 0x80)
        return *at;
    if (length < 2 || *at != 0xc3 || (at[1] & 0xc0) != 0x80)
        return 0;
    return (unsigned char)folded_letter(0xc0u + (at[1] & 0x3f));
}

/* "e" may be the second of a pair, for which another letter stands: vowels are not told apart. */
static unsigned last_letter(const unsigned char *at, size_t length)
{
    unsigned char last = at[length - 1];

    if (last >= 0x80)
        return length > 1 && at[length - 2] == 0xc3 && last == 0x9f ? 's' : 0;
    return last == 'a' || last == 'e' || last == 'o' || last == 'u' ? 0 : last;
}

size_t vikt_heading_key(vikt_text words)
{
    const unsigned char *at;

    while (words.length && words.at[0] == ' ')
        words = (vikt_text){words.at + 1, words.length - 1};
    while (words.length && words.at[words.length - 1] == ' ')
        words.length--;
    at = (const unsigned char *)words.at;
    if (words.length == 0)
        return 0;
    return (first_letter(at, words.length) & 31) << 5 | (last_letter(at, words.length) & 31);
}

bool vikt_heading_folded_equal(vikt_text a, vikt_text b)
{
    folding x = {a.at, vikt_text_end(a), false}, y = {b.at, vikt_text_end(b), false};
    uint32_t code;

    if (!a.length || !b.length)
        return a.length == b.length;
    if (vikt_heading_key(a) != vikt_heading_key(b))
        return false;
    do {
        code = next_folded(&x);
        if (code != next_folded(&y))
            return false;
    } while (code);
    return true;
}

vikt_fit vikt_heading_fits(const vikt_words *words, vikt_text spelling)
{
    const vikt_text forms[3] = {words->full, words->bare, words->plain};

    for (size_t i = 0; i < 3; i++)
        if (forms[i].length && vikt_text_equal(forms[i], spelling))
            return VIKT_FIT_EXACT;
    for (size_t i = 0; i < 3; i++)
        if (forms[i].length && vikt_heading_folded_equal(forms[i], spelling))
            return VIKT_FIT_FOLDED;
    return VIKT_FIT_NONE;
}
