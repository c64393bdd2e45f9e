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

/* The letters of one encoding are wrong in the other. */
void vikt_encoding_warn(const vikt_encoding *encoding, const char *source,
                        const vikt_listener *listener)
{
    size_t sound = encoding->sequences, wrong = encoding->invalid;
    vikt_place place = vikt_place_of(source, 0, 0);

    if (encoding->told || wrong == 0 || encoding->has_invalid)
        return;
    if (encoding->charset == VIKT_CHARSET_CP850)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK, place,
                  "is read as CP850, an old DOS code page, because bytes within words are letters "
                  "there and signs in Windows-1252; if that is wrong, name it with --encoding");
    else if (sound)
        vikt_tell(listener, VIKT_WARNING, VIKT_OK, place,
                  "is read as %s, but %zu of its %zu letters beyond ASCII look like UTF-8 and "
                  "come out wrong; save it in one encoding",
                  encoding->name, sound, sound + wrong);
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
    return cell.length && next_letter(cell.at, cell.at + cell.length);
}

static bool ends_word(char byte)
{
    return memchr("\t\n\r;,|\"", byte, 7) != NULL;
}

vikt_text vikt_encoding_proof(const vikt_encoding *encoding)
{
    const char *first = encoding->text.at, *end = first + encoding->text.length, *at = NULL;
    const char *behind;

    if (encoding->sequences + encoding->invalid > 0)
        at = next_letter(first, end);
    if (!at)
        return (vikt_text){NULL, 0};
    for (behind = at; behind < end && !ends_word(*behind); behind++)
        continue;
    while (at > first && !ends_word(at[-1]))
        at--;
    return vikt_text_trim((vikt_text){at, (size_t)(behind - at)});
}

void vikt_encoding_clear(vikt_encoding *encoding, const vikt_allocator *allocator)
{
    vikt_release(allocator, encoding->converted);
    *encoding = (vikt_encoding){0};
}
