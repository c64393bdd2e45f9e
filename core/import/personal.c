/* SPDX-License-Identifier: MIT */
#include "core/import/personal.h"

#include <stdio.h>
#include <string.h>

#include "core/base/digest.h"
#include "core/profile/dictionary.h"

enum { DIGITS_MAX = 12, CELL_MAX = 20, SIGN_DIGITS = 6 };

/* ---- headings ---- */

/* What a dictionary of companies' headings has no reason to hold. */
static const char *const person_words[] = {"personnummer",
                                           "person nr",
                                           "personnr",
                                           "persnr",
                                           "pnr",
                                           "cpr nr",
                                           "cpr nummer",
                                           "cpr",
                                           "cprnr",
                                           "fodselsnummer",
                                           "fødselsnummer",
                                           "fødselsnr",
                                           "fnr",
                                           "personnumero",
                                           "henkilötunnus",
                                           "hetu",
                                           "ssn",
                                           "national id",
                                           "personal number",
                                           "personal identity number",
                                           "social security number"};

/* Whether the words stand in the heading, as whole words: "företag orgnr" holds "orgnr". */
static bool holds(vikt_text heading, vikt_text words)
{
    if (words.length == 0 || heading.length < words.length)
        return false;
    for (size_t i = 0; i + words.length <= heading.length; i++) {
        size_t end = i + words.length;

        if ((i == 0 || heading.at[i - 1] == ' ') &&
            (end == heading.length || heading.at[end] == ' ') &&
            memcmp(heading.at + i, words.at, words.length) == 0)
            return true;
    }
    return false;
}

static void mark(const vikt_words *words, size_t count, vikt_text known, bool *out)
{
    for (size_t i = 0; i < count; i++)
        out[i] = out[i] || holds(words[i].full, known);
}

void vikt_personal_headings(const vikt_words *words, size_t count, bool *out)
{
    vikt_dictionary walk = {0};
    vikt_known known;

    memset(out, 0, count * sizeof *out);
    for (size_t i = 0; i < sizeof person_words / sizeof *person_words; i++)
        mark(words, count, vikt_text_of(person_words[i]), out);
    while (vikt_dictionary_next_of(&walk, "org_no", &known))
        mark(words, count, known.spelling, out);
}

/* ---- numbers ---- */

/* A cell taken apart: how much of it is shown, and its digits. */
typedef struct number {
    char digits[DIGITS_MAX];
    size_t count;  /* digits */
    size_t before; /* of them, before the separator; all when there is none */
    size_t hidden; /* where in the cell the mask begins */
    size_t end;    /* and where it ends: behind it stands what is no part of the number */
    char separator;
    bool has_letter; /* the last sign, Finnish */
} number;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_separator(char c, bool first_six)
{
    return c == '-' || c == '+' || c == ' ' || (first_six && ((c >= 'A' && c <= 'F') || c == 'Y'));
}

static bool divide(vikt_text cell, number *n)
{
    size_t start = 0;

    if (cell.length < VIKT_PERSONAL_MIN || cell.length > CELL_MAX)
        return false;
    *n = (number){.end = cell.length};
    if (cell.length == 14 && memcmp(cell.at, "SE", 2) == 0) { /* VAT: SE, ten digits, 01 */
        start = 2;
        n->end = 12;
    }
    for (size_t i = start; i < n->end; i++) {
        char c = cell.at[i];

        if (is_digit(c) && n->count < DIGITS_MAX)
            n->digits[n->count++] = c;
        else if (!n->separator && is_separator(c, n->count == 6) && i > start && i + 1 < n->end) {
            n->separator = c;
            n->before = n->count;
            n->hidden = i + 1;
        } else if (i + 1 == n->end && c >= 'A' && c <= 'Z')
            n->has_letter = true;
        else
            return false;
    }
    if (!n->separator) {
        n->before = n->count;
        n->hidden = start + (n->count == 12 ? 8 : 6);
    }
    return true;
}

static int two(const char *digits)
{
    return (digits[0] - '0') * 10 + digits[1] - '0';
}

static bool is_month(int month)
{
    return month >= 1 && month <= 12;
}

/* more: what is added to the day of numbers that stand for another one. */
static bool is_day(int day, int more)
{
    return (day >= 1 && day <= 31) || (more && day >= 1 + more && day <= 31 + more);
}

static bool is_swedish(const number *n)
{
    const char *date = n->digits + n->count - 10;
    int century = two(n->digits);

    if (n->count != 10 && n->count != 12)
        return false;
    if (n->has_letter || (n->separator && n->before + 4 != n->count))
        return false;
    if (n->count == 12 && (century < 18 || century > 20))
        return false;
    return is_month(two(date + 2)) && is_day(two(date + 4), 60);
}

/* Danish, Norwegian and Finnish numbers begin with the day. */
static bool begins_with_day(const number *n)
{
    bool finnish = n->has_letter && n->count == 9 && n->separator && n->before == 6;
    bool danish = !n->has_letter && n->count == 10 && (!n->separator || n->before == 6);
    bool norwegian = !n->has_letter && n->count == 11 && (!n->separator || n->before == 6);

    return (finnish || danish || norwegian) && is_month(two(n->digits + 2)) &&
           is_day(two(n->digits), norwegian ? 40 : 0);
}

/* The last of ten digits: twice, once, twice ... of the others, their digits' sum up to a ten. */
static bool has_check_digit(const number *n)
{
    const char *digits = n->digits + n->count - 10;
    int sum = 0;

    for (size_t i = 0; i < 10; i++) {
        int value = (digits[i] - '0') * (i % 2 ? 1 : 2);

        sum += value / 10 + value % 10;
    }
    return sum % 10 == 0;
}

static bool is_personal(const number *n, vikt_personal_trust trust)
{
    switch (trust) {
    case VIKT_PERSONAL_NONE:
        return false;
    case VIKT_PERSONAL_KEY:
        return (n->separator == '-' || n->separator == '+') && is_swedish(n) && has_check_digit(n);
    case VIKT_PERSONAL_HEADING:
        return is_swedish(n) || begins_with_day(n);
    }
    return false;
}

/* Tells numbers of one birth date apart. No secret: whoever has the program can try all numbers of
 * a date, so it stands where a key must, and nowhere else. */
static size_t write_sign(const number *n, char *out)
{
    char text[16 + DIGITS_MAX], digest[VIKT_DIGEST_SIZE];
    int length = snprintf(text, sizeof text, "personal %.*s", (int)n->count, n->digits);

    vikt_digest_of((vikt_text){text, (size_t)length}, digest);
    out[0] = '#';
    memcpy(out + 1, digest, SIGN_DIGITS);
    return 1 + SIGN_DIGITS;
}

vikt_text vikt_personal_mask(vikt_text cell, vikt_personal_trust trust, bool is_key,
                             char out[VIKT_PERSONAL_MAX])
{
    size_t length = cell.length;
    number n;

    if (trust == VIKT_PERSONAL_NONE || !divide(cell, &n) || !is_personal(&n, trust))
        return (vikt_text){NULL, 0};
    memcpy(out, cell.at, length);
    memset(out + n.hidden, '*', n.end - n.hidden);
    if (is_key)
        length += write_sign(&n, out + length);
    return (vikt_text){out, length};
}

static bool is_in_word(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '+' || (unsigned char)c >= 0x80;
}

vikt_text vikt_personal_mask_within(vikt_arena *arena, vikt_text text, vikt_personal_trust trust,
                                    bool *failed)
{
    char *copy = NULL;

    for (size_t i = 0, end; i < text.length && !*failed; i = end) {
        char masked[VIKT_PERSONAL_MAX];
        vikt_text found;

        for (end = i; end < text.length && is_in_word(text.at[end]); end++)
            ;
        found = vikt_personal_mask((vikt_text){text.at + i, end - i}, trust, false, masked);
        if (found.length && !copy) {
            copy = vikt_arena_copy(arena, text.at, text.length);
            *failed |= !copy;
        }
        if (found.length && copy)
            memcpy(copy + i, found.at, found.length);
        end += end == i;
    }
    return copy ? (vikt_text){copy, text.length} : text;
}
