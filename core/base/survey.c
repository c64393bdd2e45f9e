/* SPDX-License-Identifier: MIT */
#include "core/base/survey.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { VECTOR = 16, VECTORS = 4, BLOCK = VECTOR * VECTORS };

/* From `at` to `stop` and on to the end of a sequence: behind it stands no byte that a next one may
 * still belong to. */
static const char *survey_slowly(const char *at, const char *stop, const char *end,
                                 vikt_survey *survey)
{
    while (at < end && (at < stop || (unsigned char)at[-1] >= 0xc0)) {
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

/* Counts by byte of a vector. */
typedef struct lanes {
    __m128i newlines, pairs;
    __m128i least; /* byte: 0 where a NUL was seen */
} lanes;

static inline __m128i load(const char *at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)at);
}

/* Whether what stands in the block beyond ASCII is pairs of 0xc2..0xdf and 0x80..0xbf and nothing
 * else: the letters of European languages. Then it is counted. A pair belongs to the block where it
 * ends; the byte before the block is looked at for that. No branches: letters come in any order. */
static inline bool add_block(const char *at, lanes *sum)
{
    const __m128i newline = _mm_set1_epi8('\n'), pair = _mm_set1_epi8((char)0xc0);
    const __m128i zero = _mm_setzero_si128();
    __m128i newlines = zero, pairs = zero, wrong = zero, most = zero, least = sum->least;

    for (int i = 0; i < VECTORS; i++) {
        __m128i bytes = load(at + i * VECTOR), before = load(at + i * VECTOR - 1);
        __m128i follows = _mm_cmplt_epi8(bytes, pair); /* as signed bytes: 0x80..0xbf */
        __m128i leads = _mm_cmpeq_epi8(_mm_max_epu8(before, pair), before);
        __m128i is_overlong = _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8((char)0xfe)), pair);

        wrong = _mm_or_si128(wrong, _mm_or_si128(_mm_xor_si128(leads, follows), is_overlong));
        most = _mm_max_epu8(most, bytes);
        least = _mm_min_epu8(least, bytes);
        pairs = _mm_sub_epi8(pairs, follows);
        newlines = _mm_sub_epi8(newlines, _mm_cmpeq_epi8(bytes, newline));
    }
    wrong =
        _mm_or_si128(wrong, _mm_cmpeq_epi8(_mm_max_epu8(most, _mm_set1_epi8((char)0xe0)), most));
    if (_mm_movemask_epi8(wrong))
        return false;
    sum->newlines = _mm_add_epi8(sum->newlines, newlines);
    sum->pairs = _mm_add_epi8(sum->pairs, pairs);
    sum->least = least;
    return true;
}

static size_t sum_of(__m128i counts)
{
    __m128i sums = _mm_sad_epu8(counts, _mm_setzero_si128());

    return (size_t)_mm_cvtsi128_si32(sums) + (size_t)_mm_extract_epi16(sums, 4);
}

/* So many blocks that no lane counts beyond 248. Stops before a block that needs more thought, and
 * before the pair that begins ahead of it. There is a byte before `at`, below 0xc0. */
static const char *survey_blocks(const char *at, const char *end, vikt_survey *survey)
{
    const char *begin = at;
    lanes sum = {_mm_setzero_si128(), _mm_setzero_si128(), _mm_set1_epi8(1)};

    for (int n = 0; n < 255 / VECTORS && end - at >= BLOCK && add_block(at, &sum); n++)
        at += BLOCK;
    survey->newlines += sum_of(sum.newlines);
    survey->sequences += sum_of(sum.pairs);
    survey->has_nul |= _mm_movemask_epi8(_mm_cmpeq_epi8(sum.least, _mm_setzero_si128())) != 0;
    return at > begin && (unsigned char)at[-1] >= 0xc0 ? at - 1 : at;
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

        at = at > bytes.at ? survey_blocks(at, end, out) : at;
        if (at == before)
            at = survey_slowly(at, end - at < BLOCK ? end : at + BLOCK, end, out);
    }
}
