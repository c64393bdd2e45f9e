/* SPDX-License-Identifier: MIT */
#include "core/base/encoding.h"

#include "core/base/charset_guess.h"
#include "core/base/fail.h"
#include "core/base/transcode.h"

static bool starts_with(vikt_text bytes, const char *mark, size_t length)
{
    return bytes.length >= length && memcmp(bytes.at, mark, length) == 0;
}

static bool is_wide(vikt_charset charset)
{
    return charset == VIKT_CHARSET_UTF16LE || charset == VIKT_CHARSET_UTF16BE;
}

/* The encoding that a byte order mark tells, and its size. */
static vikt_charset marked(vikt_text bytes, size_t *size)
{
    *size = 2;
    if (starts_with(bytes, "\xff\xfe", 2))
        return VIKT_CHARSET_UTF16LE;
    if (starts_with(bytes, "\xfe\xff", 2))
        return VIKT_CHARSET_UTF16BE;
    *size = 3;
    if (starts_with(bytes, "\xef\xbb\xbf", 3))
        return VIKT_CHARSET_UTF8;
    *size = 0;
    return VIKT_CHARSET_LOOK;
}

static const char *name_of(vikt_charset charset, bool has_mark)
{
    if (has_mark && charset == VIKT_CHARSET_UTF8)
        return "UTF-8 with BOM";
    if (has_mark)
        return charset == VIKT_CHARSET_UTF16LE ? "UTF-16LE with BOM" : "UTF-16BE with BOM";
    return vikt_charset_name(charset);
}

/* Line ends of old Macintosh programs. Text that is not converted yet is copied. */
static vikt_code convert_returns(const vikt_allocator *allocator, vikt_encoding *out,
                                 vikt_error *err)
{
    size_t length = out->text.length;
    char *at;

    if (out->newlines || length == 0 || !memchr(out->text.at, '\r', length))
        return VIKT_OK;
    if (!out->converted) {
        out->converted = vikt_resize(allocator, NULL, length, 1);
        if (!out->converted)
            return vikt_fail_memory(err);
        memcpy(out->converted, out->text.at, length);
        out->text.at = out->converted;
    }
    at = out->converted;
    while ((at = memchr(at, '\r', length - (size_t)(at - out->converted))) != NULL) {
        *at++ = '\n';
        out->newlines++;
    }
    return VIKT_OK;
}

/* The file as it is looked at. */
typedef struct reader {
    const char *source;
    vikt_text file;  /* all of it */
    vikt_text bytes; /* behind the byte order mark */
    const vikt_allocator *allocator;
    vikt_encoding *out;
} reader;

/* What is wrong at an offset behind the mark. What stands before it stays in out->text, with its
 * line ends, so that the caller can tell row and column. */
static vikt_code fail_at(const reader *r, size_t at, vikt_error *err)
{
    size_t offset = r->out->skipped + at, left = r->bytes.length - at;
    const unsigned char *byte = (const unsigned char *)r->bytes.at + at;
    const char *name = vikt_charset_name(r->out->charset);
    vikt_place place = vikt_place_of(r->source, 0, 0);
    const char *advice = r->out->told ? "; name another with --encoding, or none and the bytes tell"
                                      : "; the file is damaged, or --encoding must name another";

    if (convert_returns(r->allocator, r->out, err) != VIKT_OK)
        return VIKT_MEMORY;
    if (is_wide(r->out->charset) && left < 2)
        return vikt_fail(err, VIKT_INPUT, place, "ends at offset %zu within a character of %s%s",
                         offset, name, advice);
    if (is_wide(r->out->charset) && (byte[0] || byte[1]))
        return vikt_fail(err, VIKT_INPUT, place,
                         "bytes 0x%02x 0x%02x at offset %zu are half a character of %s%s", byte[0],
                         byte[1], offset, name, advice);
    if (*byte == 0)
        return vikt_fail(err, VIKT_INPUT, place,
                         "is a binary file, expected text: byte 0x00 at offset %zu", offset);
    return vikt_fail(err, VIKT_INPUT, place, "byte 0x%02x at offset %zu is not %s%s", *byte, offset,
                     name, advice);
}

static vikt_code convert(const reader *r, bool tolerant, vikt_error *err)
{
    vikt_encoding *out = r->out;
    vikt_transcoded made;

    if (!vikt_transcode(r->bytes, out->charset, tolerant, r->allocator, &made))
        return vikt_fail_memory(err);
    out->converted = made.bytes;
    out->text = (vikt_text){made.bytes, made.length};
    if (is_wide(out->charset)) { /* of the bytes it said nothing */
        vikt_survey survey;

        vikt_survey_of(out->text, &survey);
        out->newlines = survey.newlines;
        out->sequences = survey.sequences;
        out->invalid = 0;
    }
    return made.stopped < r->bytes.length ? fail_at(r, made.stopped, err) : VIKT_OK;
}

static vikt_code keep(const reader *r, vikt_error *err)
{
    vikt_encoding *out = r->out;
    size_t bad;

    out->text = r->bytes;
    if (out->invalid == 0)
        return VIKT_OK;
    out->has_invalid = !out->told;
    if (!out->told || vikt_text_valid(r->bytes, &bad))
        return VIKT_OK;
    out->text.length = bad;
    return fail_at(r, bad, err);
}

/* Neither told nor marked. */
static vikt_charset look(const reader *r, const vikt_survey *survey)
{
    if (survey->has_nul)
        return vikt_charset_guess_wide(r->bytes);
    if (survey->invalid == 0 || survey->sequences > survey->invalid)
        return VIKT_CHARSET_UTF8;
    return vikt_charset_guess(r->bytes);
}

static vikt_code fail_nul(const reader *r, vikt_error *err)
{
    const char *nul = memchr(r->bytes.at, '\0', r->bytes.length);

    if (starts_with(r->file, "PK\3\4", 4))
        return vikt_fail(err, VIKT_INPUT, vikt_place_of(r->source, 0, 0),
                         "is a binary file, perhaps an Excel workbook; save it as CSV");
    r->out->text = (vikt_text){r->bytes.at, (size_t)(nul - r->bytes.at)};
    return fail_at(r, r->out->text.length, err);
}

static vikt_code decode(const reader *r, vikt_error *err)
{
    vikt_encoding *out = r->out;
    vikt_survey survey;

    vikt_survey_of(r->bytes, &survey);
    out->newlines = survey.newlines;
    out->sequences = survey.sequences;
    out->invalid = survey.invalid;
    if (out->charset == VIKT_CHARSET_LOOK)
        out->charset = look(r, &survey);
    out->name = name_of(out->charset, out->skipped > 0);
    if (survey.has_nul && !is_wide(out->charset))
        return fail_nul(r, err);
    return out->charset == VIKT_CHARSET_UTF8 ? keep(r, err) : convert(r, !out->told, err);
}

static vikt_code check_mark(const reader *r, vikt_charset told, vikt_charset mark, vikt_error *err)
{
    vikt_place place = vikt_place_of(r->source, 0, 0);

    if (starts_with(r->file, "\xff\xfe\0\0", 4))
        return vikt_fail(err, VIKT_INPUT, place, "is UTF-32; save it as UTF-8");
    if (told == VIKT_CHARSET_LOOK || mark == VIKT_CHARSET_LOOK || told == mark)
        return VIKT_OK;
    return vikt_fail(err, VIKT_INPUT, place,
                     "begins with the byte order mark of %s, so it is not %s; leave out --encoding",
                     vikt_charset_name(mark), vikt_charset_name(told));
}

static void cut_end_mark(vikt_encoding *out)
{
    if (out->text.length && out->text.at[out->text.length - 1] == '\x1a')
        out->text.length--;
}

vikt_code vikt_encoding_as(const char *source, vikt_text bytes, vikt_charset charset,
                           const vikt_allocator *allocator, vikt_encoding *out, vikt_error *err)
{
    reader r = {source, bytes, bytes, allocator, out};
    vikt_charset mark;
    vikt_code rc;

    *out = (vikt_encoding){.told = charset != VIKT_CHARSET_LOOK, .name = ""};
    mark = marked(bytes, &out->skipped);
    rc = check_mark(&r, charset, mark, err);
    if (rc != VIKT_OK)
        return rc;
    out->charset = mark == VIKT_CHARSET_LOOK ? charset : mark;
    if (out->skipped) /* nothing is added to a NULL of an empty text */
        r.bytes = (vikt_text){bytes.at + out->skipped, bytes.length - out->skipped};
    rc = decode(&r, err);
    if (rc != VIKT_OK)
        return rc;
    cut_end_mark(out);
    return convert_returns(allocator, out, err);
}

vikt_code vikt_encoding_of(const char *source, vikt_text bytes, const vikt_allocator *allocator,
                           vikt_encoding *out, vikt_error *err)
{
    return vikt_encoding_as(source, bytes, VIKT_CHARSET_LOOK, allocator, out, err);
}

/* ---- whether it is right ---- */

static bool ends_word(char byte)
{
    return memchr("\t\n\r;,|\"", byte, 7) != NULL;
}

/* The cell, more or less, around a place in the text. */
static vikt_text around(const vikt_encoding *encoding, const char *at)
{
    const char *first = encoding->text.at, *end = vikt_text_end(encoding->text), *behind = at;

    while (behind < end && !ends_word(*behind))
        behind++;
    while (at > first && !ends_word(at[-1]))
        at--;
    return vikt_text_trim((vikt_text){at, (size_t)(behind - at)});
}

/* Windows-1252 has them, and nobody writes them within a word: currency signs, daggers, fractions,
 * accents on their own, and what it has no character for. Quotes, dashes, dots and trade marks do
 * stand there. */
static bool is_sign(uint32_t code)
{
    static const uint16_t signs[] = {0x20ac, 0x201a, 0x0192, 0x201e, 0x2020, 0x2021, 0x02c6,
                                     0x2030, 0x2039, 0x203a, 0x02dc, 0x00a1, 0x00a2, 0x00a3,
                                     0x00a4, 0x00a5, 0x00a6, 0x00a7, 0x00a8, 0x00ac, 0x00af,
                                     0x00b1, 0x00b6, 0x00b8, 0x00bc, 0x00bd, 0x00be, 0x00bf};

    if (code >= 0xc0 && code < 0x100)
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (code == signs[i])
            return true;
    return code >= 0x80 && code < 0xa0;
}

static bool is_of_word(uint32_t code)
{
    return (code | 0x20) - 'a' < 26 ||
           (code >= 0xc0 && code < 0x100 && code != 0xd7 && code != 0xf7);
}

/* "BjŠrn" */
static bool is_capital_within(uint32_t before, uint32_t code, uint32_t after)
{
    bool is_capital = code == 0x160 || code == 0x152 || code == 0x17d || code == 0x178;

    return is_capital && vikt_text_lower(before) == before && vikt_text_lower(after) == after;
}

/* Letters of some other encoding come out as signs within words. */
static void warn_of_signs(const vikt_encoding *encoding, vikt_place place,
                          const vikt_listener *listener)
{
    const char *first = encoding->text.at, *at = first, *end = vikt_text_end(encoding->text);
    uint32_t before = 0;

    for (at += vikt_text_ascii(at, end); at < end; at += vikt_text_ascii(at, end)) {
        const char *here = at, *behind;
        uint32_t code = vikt_text_next(&at, end), after = 0;

        if (here > first && (unsigned char)here[-1] < 0x80)
            before = (unsigned char)here[-1];
        behind = at;
        if (behind < end)
            after = vikt_text_next(&behind, end);
        if (is_of_word(before) && is_of_word(after) &&
            (is_sign(code) || is_capital_within(before, code, after))) {
            vikt_tell(listener, VIKT_WARNING, VIKT_OK, place,
                      "is read as Windows-1252, but a letter seems wrong in \"%.*s\"; if it is, "
                      "name the encoding with --encoding, such as mac-roman or cp437",
                      VIKT_SHOW(around(encoding, here)));
            return;
        }
        before = code;
    }
}

/* The letters of one encoding are wrong in the other. */
void vikt_encoding_warn(const vikt_encoding *encoding, const char *source,
                        const vikt_listener *listener)
{
    size_t sound = encoding->sequences, wrong = encoding->invalid;
    vikt_place place = vikt_place_of(source, 0, 0);

    if (encoding->told || wrong == 0 || encoding->has_invalid)
        return;
    if (encoding->charset == VIKT_CHARSET_CP850 || encoding->charset == VIKT_CHARSET_MAC_ROMAN) {
        vikt_tell(listener, VIKT_WARNING, VIKT_OK, place,
                  "is read as %s, %s, because bytes within words are letters there and signs in "
                  "Windows-1252, as in \"%.*s\"; if that is wrong, name it with --encoding",
                  encoding->name,
                  encoding->charset == VIKT_CHARSET_CP850 ? "an old DOS code page"
                                                          : "of old Macintosh programs",
                  VIKT_SHOW(vikt_encoding_proof(encoding)));
        return;
    }
    if (sound)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK, place,
                  "is read as %s, but %zu of its %zu letters beyond ASCII look like UTF-8 and "
                  "come out wrong; save it in one encoding",
                  encoding->name, sound, sound + wrong);
    if (encoding->charset == VIKT_CHARSET_WINDOWS1252)
        warn_of_signs(encoding, place, listener);
}

/* Not the signs and blanks of Latin-1 and of U+2000..2BFF, and not what stands for a wrong byte. */
static bool is_letter(uint32_t code)
{
    return code >= 0xc0 && code != 0xd7 && code != 0xf7 && !(code >= 0x2000 && code < 0x2c00) &&
           !(code >= 0xd800 && code < 0xf900) && code != 0xfffd;
}

/* Behind `at`: the first letter beyond ASCII, or NULL. */
static const char *next_letter(const char *at, const char *end)
{
    while (at < end) {
        const char *here = at;

        if ((unsigned char)*at < 0x80)
            at++;
        else if (is_letter(vikt_text_next(&at, end)))
            return here;
    }
    return NULL;
}

bool vikt_encoding_proves(vikt_text cell)
{
    return cell.length && next_letter(cell.at, vikt_text_end(cell));
}

vikt_text vikt_encoding_proof(const vikt_encoding *encoding)
{
    const char *first = encoding->text.at, *end = vikt_text_end(encoding->text), *at = NULL;

    if (encoding->sequences + encoding->invalid > 0)
        at = next_letter(first, end);
    return at ? around(encoding, at) : (vikt_text){NULL, 0};
}

void vikt_encoding_clear(vikt_encoding *encoding, const vikt_allocator *allocator)
{
    vikt_release(allocator, encoding->converted);
    *encoding = (vikt_encoding){0};
}
