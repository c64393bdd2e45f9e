/* SPDX-License-Identifier: MIT */
#include "core/base/survey.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

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
    const char *at = bytes.at, *end = vikt_text_end(bytes);

    *out = (vikt_survey){0};
    while (at < end) {
        const char *before = at;

        at = survey_blocks(at, end, out);
        if (at == before)
            at = survey_slowly(at, end - at < BLOCK ? end : at + BLOCK, end, out);
    }
}
