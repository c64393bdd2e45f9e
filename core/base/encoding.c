/* SPDX-License-Identifier: MIT */
#include "core/base/encoding.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/base/fail.h"

enum { BLOCK = 64 };

static bool starts_with(vikt_text bytes, const char *mark, size_t length)
{
    return bytes.length >= length && memcmp(bytes.at, mark, length) == 0;
}

/* Bytes at..stop one by one; may end up to 3 bytes behind stop. */
static const char *survey_slowly(const char *at, const char *stop, const char *end,
                                 vikt_survey *survey)
{
    while (at < stop) {
        size_t step;

        if ((unsigned char)*at < 0x80) {
            survey->newlines += *at == '\n';
            survey->has_nul |= *at == '\0';
            at++;
            continue;
        }
        step = vikt_text_step(at, end);
        survey->sequences += step > 1;
        survey->invalid += step == 0;
        at += step ? step : 1;
    }
    return at;
}

#ifdef __SSE2__

static uint64_t bits_of(const __m128i part[4])
{
    uint64_t bits = 0;

    for (int i = 0; i < 4; i++)
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(part[i]) << 16 * i;
    return bits;
}

static size_t count_bits(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (size_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* Whether bytes above 0x7f are pairs of 0xc2..0xdf and 0x80..0xbf and nothing else: the letters of
 * European languages. *cut: the block ends within a pair. As signed bytes: lead -62..-33, next
 * below -64. */
static bool has_only_pairs(const __m128i bytes[4], uint64_t high, size_t *pairs, bool *cut)
{
    __m128i is_lead[4], is_next[4];
    uint64_t lead, next;

    for (int i = 0; i < 4; i++) {
        is_lead[i] = _mm_and_si128(_mm_cmpgt_epi8(bytes[i], _mm_set1_epi8(-63)),
                                   _mm_cmplt_epi8(bytes[i], _mm_set1_epi8(-32)));
        is_next[i] = _mm_cmplt_epi8(bytes[i], _mm_set1_epi8(-64));
    }
    lead = bits_of(is_lead);
    next = bits_of(is_next);
    *cut = lead >> 63 != 0;
    if ((lead | next) != high || next != lead << 1)
        return false;
    *pairs += count_bits(next);
    return true;
}

static size_t sum_of(__m128i lanes)
{
    __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());

    return (size_t)_mm_cvtsi128_si32(sums) + (size_t)_mm_extract_epi16(sums, 4);
}

/* Up to 63 blocks, so that no lane counts beyond 252. Stops at a block that needs more thought. */
static const char *survey_blocks(const char *at, const char *end, vikt_survey *survey)
{
    const __m128i newline = _mm_set1_epi8('\n'), zero = _mm_setzero_si128();
    __m128i newlines = zero, nuls = zero;

    for (int n = 0; n < 63 && end - at >= BLOCK; n++) {
        __m128i bytes[4];
        uint64_t high;
        bool cut = false;

        for (int i = 0; i < 4; i++)
            bytes[i] = _mm_loadu_si128((const __m128i *)(const void *)(at + 16 * i));
        high = bits_of(bytes);
        if (high && !has_only_pairs(bytes, high, &survey->sequences, &cut))
            break;
        for (int i = 0; i < 4; i++) {
            newlines = _mm_sub_epi8(newlines, _mm_cmpeq_epi8(bytes[i], newline));
            nuls = _mm_or_si128(nuls, _mm_cmpeq_epi8(bytes[i], zero));
        }
        at += cut ? BLOCK - 1 : BLOCK; /* a pair that is cut begins the next block */
    }
    survey->newlines += sum_of(newlines);
    survey->has_nul |= _mm_movemask_epi8(nuls) != 0;
    return at;
}

#else

static const char *survey_blocks(const char *at, const char *end, vikt_survey *survey)
{
    (void)end;
    (void)survey;
    return at;
}

#endif

void vikt_survey_of(vikt_text bytes, vikt_survey *out)
{
    const char *at = bytes.at, *end = at + bytes.length;

    *out = (vikt_survey){0};
    while (at < end) {
        const char *before = at;

        at = survey_blocks(at, end, out);
        if (at == before)
            at = survey_slowly(at, end - at < BLOCK ? end : at + BLOCK, end, out);
    }
}

/* 0x80..0x9f; the rest of Windows-1252 is Latin-1. */
static const uint16_t upper_controls[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

static uint32_t code_of(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xa0 ? upper_controls[byte - 0x80] : byte;
}

/* Bytes at..end without one above 0x7f. */
static size_t ascii_length(const char *at, const char *end)
{
    const char *begin = at;
    uint64_t eight;

    while (end - at >= 8) {
        memcpy(&eight, at, 8);
        if (eight & UINT64_C(0x8080808080808080))
            break;
        at += 8;
    }
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    return (size_t)(at - begin);
}

/* At most: every byte above 0x7f becomes two or three. */
static size_t size_converted(vikt_text bytes)
{
    size_t size = bytes.length;

    for (size_t i = 0; i < bytes.length; i++)
        size += (size_t)((unsigned char)bytes.at[i] >> 7) * 2;
    return size;
}

static vikt_code convert(vikt_text bytes, const vikt_allocator *allocator, vikt_encoding *out,
                         vikt_error *err)
{
    const char *at = bytes.at, *end = at + bytes.length;
    char *to;

    out->converted = vikt_resize(allocator, NULL, size_converted(bytes), 1);
    if (!out->converted)
        return vikt_fail_memory(err);
    to = out->converted;
    while (at < end) {
        size_t plain = ascii_length(at, end);

        memcpy(to, at, plain);
        to += plain;
        at += plain;
        if (at < end)
            to += vikt_text_put(to, code_of((unsigned char)*at++));
    }
    out->text = (vikt_text){out->converted, (size_t)(to - out->converted)};
    out->name = "Windows-1252";
    return VIKT_OK;
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

static vikt_code refuse_binary(const char *source, vikt_text bytes, bool has_nul, vikt_error *err)
{
    vikt_place place = vikt_place_of(source, 0, 0);

    if (starts_with(bytes, "\xff\xfe", 2) || starts_with(bytes, "\xfe\xff", 2))
        return vikt_fail(err, VIKT_INPUT, place,
                         "is UTF-16; save it as UTF-8 or Windows-1252 for now");
    if (starts_with(bytes, "PK\3\4", 4))
        return vikt_fail(err, VIKT_INPUT, place,
                         "is a binary file, perhaps an Excel workbook; save it as CSV");
    if (has_nul)
        return vikt_fail(err, VIKT_INPUT, place, "is a binary file, expected CSV text");
    return VIKT_OK;
}

vikt_code vikt_encoding_of(const char *source, vikt_text bytes, const vikt_allocator *allocator,
                           vikt_encoding *out, vikt_error *err)
{
    bool has_bom = starts_with(bytes, "\xef\xbb\xbf", 3);
    vikt_survey survey;
    vikt_code rc;

    *out = (vikt_encoding){.name = has_bom ? "UTF-8 with BOM" : "UTF-8", .text = bytes};
    vikt_survey_of(bytes, &survey);
    rc = refuse_binary(source, bytes, survey.has_nul, err);
    if (rc != VIKT_OK)
        return rc;
    out->newlines = survey.newlines;
    out->sequences = survey.sequences;
    out->invalid = survey.invalid;
    if (survey.invalid && !has_bom && survey.sequences <= survey.invalid) {
        rc = convert(bytes, allocator, out, err);
    } else {
        out->has_invalid = survey.invalid > 0;
        if (has_bom)
            out->text = (vikt_text){bytes.at + 3, bytes.length - 3};
    }
    return rc == VIKT_OK ? convert_returns(allocator, out, err) : rc;
}

/* The letters of one encoding are wrong in the other. */
void vikt_encoding_warn(const vikt_encoding *encoding, const char *source,
                        const vikt_listener *listener)
{
    size_t sound = encoding->sequences, wrong = encoding->invalid;

    if (sound == 0 || wrong == 0 || encoding->has_invalid)
        return;
    vikt_tell(
        listener, VIKT_WARNING, VIKT_OK, vikt_place_of(source, 0, 0),
        "is read as Windows-1252, but %zu of its %zu letters beyond ASCII look like UTF-8 and "
        "come out wrong; save it in one encoding",
        sound, sound + wrong);
}

void vikt_encoding_clear(vikt_encoding *encoding, const vikt_allocator *allocator)
{
    vikt_release(allocator, encoding->converted);
    *encoding = (vikt_encoding){0};
}
