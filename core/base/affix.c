/* SPDX-License-Identifier: MIT */
#include "core/base/affix.h"

#include "core/base/decimal.h"

/* With its length: nearly every text is compared with all of them. */
typedef struct word {
    const char *at;
    size_t length;
} word;

#define WORD(text)                                                                                 \
    {                                                                                              \
        text, sizeof text - 1                                                                      \
    }

typedef struct affix {
    word word;
    unsigned bit; /* of a currency: which one */
} affix;

/* Longer ones before those they begin or end with. "kr" may be that of four countries. */
static const affix currencies[] = {{WORD("kr."), 0},           {WORD("kr"), 0},
                                   {WORD("sek"), 1},           {WORD("nok"), 2},
                                   {WORD("dkk"), 4},           {WORD("isk"), 8},
                                   {WORD("euro"), 16},         {WORD("eur"), 16},
                                   {WORD("us$"), 32},          {WORD("usd"), 32},
                                   {WORD("gbp"), 64},          {WORD("chf"), 128},
                                   {WORD("pln"), 256},         {WORD("z\xc5\x82"), 256},
                                   {WORD("czk"), 512},         {WORD("huf"), 1024},
                                   {WORD("jpy"), 2048},        {WORD("cny"), 4096},
                                   {WORD("inr"), 8192},        {WORD("cad"), 16384},
                                   {WORD("aud"), 32768},       {WORD("$"), 32},
                                   {WORD("\xe2\x82\xac"), 16}, {WORD("\xc2\xa3"), 64},
                                   {WORD("\xc2\xa5"), 2048}};

/* "100:-", "100,-", Swiss "100.-": no minor units, and no minus. */
static const word round_ends[] = {WORD(",--"),          WORD(".--"), WORD(":-"),
                                  WORD(",-"),           WORD(".-"),  WORD(",\xe2\x80\x93"),
                                  WORD(".\xe2\x80\x93")};

typedef struct size_word {
    word word;
    int lift;
} size_word;

static const size_word sizes[] = {
    {WORD("thousand"), 3},  {WORD("tausend"), 3},   {WORD("tusental"), 3}, {WORD("tusind"), 3},
    {WORD("tusen"), 3},     {WORD("tsd."), 3},      {WORD("tsd"), 3},      {WORD("miljoner"), 6},
    {WORD("miljon"), 6},    {WORD("milj."), 6},     {WORD("milj"), 6},     {WORD("millionen"), 6},
    {WORD("millioner"), 6}, {WORD("millions"), 6},  {WORD("million"), 6},  {WORD("mill."), 6},
    {WORD("mill"), 6},      {WORD("mio."), 6},      {WORD("mio"), 6},      {WORD("mln"), 6},
    {WORD("mn"), 6},        {WORD("miljarder"), 9}, {WORD("miljard"), 9},  {WORD("milliarder"), 9},
    {WORD("milliard"), 9},  {WORD("mdr."), 9},      {WORD("mdr"), 9},      {WORD("mrd."), 9},
    {WORD("mrd"), 9},       {WORD("bn"), 9}};

vikt_text vikt_affixes_trim(vikt_text text)
{
    size_t blank;

    while ((blank = vikt_decimal_blank(text.at, text.length)) > 0) {
        text.at += blank;
        text.length -= blank;
    }
    for (size_t size = 1; size <= 3 && size <= text.length; size++)
        if (vikt_decimal_blank(text.at + text.length - size, size) == size) {
            text.length -= size;
            size = 0;
        }
    return text;
}

/* Bytes of the word, in any case, at the front or (back) at the end; 0 when it is not there. */
static size_t word_at(vikt_text text, word wanted, bool back)
{
    const char *at = text.at;

    if (text.length < wanted.length)
        return 0;
    at += back ? text.length - wanted.length : 0;
    for (size_t i = 0; i < wanted.length; i++)
        if (vikt_lower(at[i]) != wanted.at[i])
            return 0;
    return wanted.length;
}

static size_t currency_at(vikt_text text, bool back, vikt_affixes *found)
{
    size_t length = 0;

    if (found->currency)
        return 0;
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies && length == 0; i++) {
        length = word_at(text, currencies[i].word, back);
        found->currencies |= length ? currencies[i].bit : 0;
    }
    found->currency = length > 0;
    return length;
}

/* Told before the minus, which it is not. */
static size_t round_end_at(vikt_text text, vikt_affixes *found)
{
    size_t length = 0;

    for (size_t i = 0; i < sizeof round_ends / sizeof *round_ends && length == 0; i++)
        length = found->round ? 0 : word_at(text, round_ends[i], true);
    found->round |= length > 0;
    return length;
}

/* t, k and m stand before a currency, or behind an amount that has one; k also alone. */
static size_t letter_at(vikt_text text, bool back, vikt_affixes *found)
{
    char letter = vikt_lower(back ? text.at[text.length - 1] : text.at[0]);
    vikt_affixes next = {.sign = false};
    bool has_currency = found->currency;

    if (!has_currency && !back)
        has_currency = currency_at((vikt_text){text.at + 1, text.length - 1}, false, &next) > 0;
    if (letter == 'k' ? !back && !has_currency : !has_currency || (letter != 't' && letter != 'm'))
        return 0;
    found->lift = letter == 'm' ? 6 : 3;
    return 1;
}

static size_t size_at(vikt_text text, bool back, vikt_affixes *found)
{
    size_t length = 0;

    if (found->sized)
        return 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes && length == 0; i++) {
        length = word_at(text, sizes[i].word, back);
        found->lift = length ? sizes[i].lift : 0;
    }
    if (length == 0)
        length = letter_at(text, back, found);
    found->sized = length > 0;
    return length;
}

/* Bytes of a minus: a hyphen, U+2010 to U+2013 (an en dash), U+2212. */
static size_t minus_at(vikt_text text, bool back)
{
    const unsigned char *at = (const unsigned char *)text.at + (back ? text.length : 0);

    if (text.length >= 1 && at[back ? -1 : 0] == '-')
        return 1;
    if (text.length < 3)
        return 0;
    at -= back ? 3 : 0;
    if (at[0] != 0xe2)
        return 0;
    return (at[1] == 0x88 && at[2] == 0x92) || (at[1] == 0x80 && at[2] >= 0x90 && at[2] <= 0x93)
               ? 3
               : 0;
}

static size_t sign_at(vikt_text text, bool back, vikt_affixes *found)
{
    size_t length;

    if (found->sign)
        return 0;
    length = minus_at(text, back);
    found->negative = length > 0;
    if (length == 0 && !back && text.at[0] == '+')
        length = 1;
    found->sign = length > 0;
    return length;
}

static size_t front_at(vikt_text text, vikt_affixes *found)
{
    size_t length = sign_at(text, false, found);

    if (length == 0 && !found->open && text.at[0] == '(')
        length = found->open = true;
    if (length == 0)
        length = currency_at(text, false, found);
    return length ? length : size_at(text, false, found);
}

static size_t back_at(vikt_text text, vikt_affixes *found)
{
    char last = text.at[text.length - 1];
    size_t length = round_end_at(text, found);

    if (length == 0)
        length = currency_at(text, true, found);
    if (length == 0 && found->open && !found->closed && last == ')')
        length = found->closed = true;
    if (length == 0 && !found->percent && last == '%')
        length = found->percent = true;
    if (length == 0)
        length = sign_at(text, true, found);
    return length ? length : size_at(text, true, found);
}

static void strip_ends(vikt_text *text, vikt_affixes *found)
{
    size_t length = 1;

    *found = (vikt_affixes){.sign = false};
    while (length && text->length && !vikt_is_digit(text->at[0])) {
        length = front_at(*text, found);
        *text = vikt_affixes_trim((vikt_text){text->at + length, text->length - length});
    }
    length = 1;
    while (length && text->length && !vikt_is_digit(text->at[text->length - 1])) {
        length = back_at(*text, found);
        *text = vikt_affixes_trim((vikt_text){text->at, text->length - length});
    }
}

bool vikt_affixes_strip(vikt_text *cell, vikt_affixes *found)
{
    strip_ends(cell, found);
    if (found->open != found->closed || (found->open && found->sign))
        return false;
    found->negative |= found->open;
    return cell->length > 0 && !(found->percent && (found->currency || found->sized));
}

static bool is_em_dash(vikt_text text)
{
    return text.length == 3 && memcmp(text.at, "\xe2\x80\x94", 3) == 0;
}

bool vikt_affixes_are_all(vikt_text cell)
{
    vikt_affixes found;

    strip_ends(&cell, &found);
    return is_em_dash(cell) ? !found.sign : cell.length == 0 && found.negative && !found.open;
}
