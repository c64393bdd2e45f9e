/* SPDX-License-Identifier: MIT */
#include "core/import/scale_note.h"

#include "core/base/literal.h"

enum { MARK_DIGITS = 2, RANGE_DIGITS = 3 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes one of the words off the beginning, in any case. */
static bool take_word(vikt_text *rest, const char *const *words)
{
    vikt_text behind = *rest, first = vikt_text_cut(&behind, ' ');

    for (; *words; words++)
        if (vikt_literal_same(first, vikt_text_of(*words))) {
            *rest = vikt_text_trim(behind);
            return true;
        }
    return false;
}

/* A number of at most so many digits. */
static bool take_number(vikt_text *rest, size_t most, long *number)
{
    size_t digits = 0;

    *number = 0;
    while (digits <= most && digits < rest->length && is_digit(rest->at[digits]))
        *number = *number * 10 + (rest->at[digits++] - '0');
    if (digits == 0 || digits > most)
        return false;
    *rest = vikt_text_trim((vikt_text){rest->at + digits, rest->length - digits});
    return true;
}

static bool take_sign(vikt_text *rest, const char *signs)
{
    if (rest->length == 0 || !memchr(signs, rest->at[0], strlen(signs)))
        return false;
    *rest = vikt_text_trim((vikt_text){rest->at + 1, rest->length - 1});
    return true;
}

static bool take_dash(vikt_text *rest)
{
    static const char *const dashes[] = {
        "-", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x88\x92", "\xe2\x80\x90", "\xe2\x80\x91"};

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t length = strlen(dashes[i]);

        if (rest->length >= length && memcmp(rest->at, dashes[i], length) == 0) {
            *rest = vikt_text_trim((vikt_text){rest->at + length, rest->length - length});
            return true;
        }
    }
    return false;
}

/* "1-5" off the beginning; without one nothing is taken. */
static bool take_range(vikt_text *rest, vikt_scale *out)
{
    vikt_text behind = *rest;
    long low, high;

    if (!take_number(&behind, RANGE_DIGITS, &low) || !take_dash(&behind) ||
        !take_number(&behind, RANGE_DIGITS, &high))
        return false;
    *rest = behind;
    out->low = low;
    out->high = high;
    return true;
}

static bool has_digit(vikt_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_digit(text.at[i]))
            return true;
    return false;
}

/* "5 = low", "5: low", "5 är bäst", "low = 5". */
static bool read_direction(vikt_text part, vikt_scale *out)
{
    static const char *const links[] = {"är", "is", "er", "ist", "on", NULL};
    vikt_text word = vikt_text_cut(&(vikt_text){part.at, part.length}, '='), rest = part;

    if (take_number(&rest, MARK_DIGITS, &out->top)) {
        if (!take_sign(&rest, "=:") && !take_word(&rest, links))
            return false;
        out->says = rest;
        return rest.length > 0 && !has_digit((vikt_text){rest.at, 1});
    }
    if (word.length == part.length || has_digit(word))
        return false;
    rest = vikt_text_trim((vikt_text){word.at + word.length + 1, part.length - word.length - 1});
    out->says = vikt_text_trim(word);
    return out->says.length && take_number(&rest, MARK_DIGITS, &out->top) && rest.length == 0;
}

const char *vikt_scale_note(const char *at, const char *end, vikt_scale *out)
{
    static const char *const fillers[] = {"där", "where", "hvor", "wobei", "skala", "scale", NULL};
    const char *close = memchr(at, *at == '(' ? ')' : ']', (size_t)(end - at));
    vikt_scale found = {.low = 0};
    vikt_text note;

    if (!close)
        return NULL;
    note = (vikt_text){at + 1, (size_t)(close - at - 1)};
    if (vikt_text_trim(note).length == 0)
        return NULL;
    while (note.length) {
        bool has_comma = memchr(note.at, ',', note.length) != NULL;
        vikt_text part = vikt_text_trim(vikt_text_cut(&note, has_comma ? ',' : ';'));

        while (take_word(&part, fillers) || take_range(&part, &found))
            continue;
        if (part.length && !read_direction(part, &found))
            return NULL;
    }
    *out = found;
    return close + 1;
}
