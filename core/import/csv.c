/* SPDX-License-Identifier: MIT */
#include "core/import/csv.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/import/import.h"

enum { BLOCK = 64 };

void vikt_csv_open(vikt_csv *csv, const char *start, const char *end, char separator, long number)
{
    *csv = (vikt_csv){
        .end = end, .separator = separator, .start = start, .block = start, .number = number};
}

#ifdef __SSE2__

static uint64_t bits_equal(const __m128i bytes[4], char wanted)
{
    const __m128i all = _mm_set1_epi8(wanted);
    uint64_t bits = 0;

    for (int i = 0; i < 4; i++) {
        int part = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], all));

        bits |= (uint64_t)(uint32_t)part << 16 * i;
    }
    return bits;
}

/* Bit i of the masks is byte i of the block. */
static inline void find_marks(const char *block, char separator, uint64_t *marks, uint64_t *quotes)
{
    const __m128i mark = _mm_set1_epi8(separator), line = _mm_set1_epi8('\n');
    __m128i bytes[4];
    uint64_t found = 0;

    for (int i = 0; i < 4; i++) {
        __m128i is_end;

        bytes[i] = _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i));
        is_end = _mm_or_si128(_mm_cmpeq_epi8(bytes[i], mark), _mm_cmpeq_epi8(bytes[i], line));
        found |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_end) << 16 * i;
    }
    *marks = found;
    *quotes = bits_equal(bytes, '"');
}

#else

static inline void find_marks(const char *block, char separator, uint64_t *marks, uint64_t *quotes)
{
    *marks = *quotes = 0;
    for (int i = 0; i < BLOCK; i++) {
        *marks |= (uint64_t)(block[i] == separator || block[i] == '\n') << i;
        *quotes |= (uint64_t)(block[i] == '"') << i;
    }
}

#endif

static inline unsigned lowest(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned i = 0;

    while (!(bits >> i & 1))
        i++;
    return i;
#endif
}

/* Bit i becomes the xor of the bits 0..i: set from an opening quote to its closing one. */
static uint64_t between_quotes(uint64_t quotes)
{
    for (int shift = 1; shift < BLOCK; shift *= 2)
        quotes ^= quotes << shift;
    return quotes;
}

static bool ends_cell(const vikt_csv *csv, const char *at)
{
    return at == csv->end || *at == csv->separator || *at == '\n' ||
           (*at == '\r' && (at + 1 == csv->end || at[1] == '\n'));
}

static bool may_open(const vikt_csv *csv, const char *at)
{
    return at == csv->start || at[-1] == csv->separator || at[-1] == '\n' || at[-1] == '"';
}

/* Quotes that neither open nor close a cell. A quote beside another is one half of a doubled one.
 */
static uint64_t wrong_quotes(const vikt_csv *csv, uint64_t marks, uint64_t quotes, uint64_t inside)
{
    uint64_t opening = quotes & inside, closing = quotes & ~inside, wrong = 0;
    const char *block = csv->block;

    if (!(opening & ~((marks | quotes) << 1)) && !(closing & ~((marks | quotes) >> 1)))
        return 0;
    for (uint64_t left = opening; left; left &= left - 1) {
        if (!may_open(csv, block + lowest(left)))
            wrong |= left & (0 - left);
    }
    for (uint64_t left = closing; left; left &= left - 1) {
        const char *next = block + lowest(left) + 1;

        if (!ends_cell(csv, next) && *next != '"')
            wrong |= left & (0 - left);
    }
    return wrong;
}

/* Looks at the next block: its marks outside quotes, up to the first quote that is wrong. */
static inline void load_block(vikt_csv *csv)
{
    size_t size = (size_t)(csv->end - csv->block);
    uint64_t marks, quotes;
    char tail[BLOCK] = {0};

    if (size >= BLOCK) {
        find_marks(csv->block, csv->separator, &marks, &quotes);
    } else { /* nothing behind the end may be read */
        for (size_t i = 0; i < size; i++)
            tail[i] = csv->block[i];
        find_marks(tail, csv->separator, &marks, &quotes);
    }
    csv->wrong = NULL;
    if (quotes | csv->inside) {
        uint64_t inside = between_quotes(quotes) ^ csv->inside, wrong;

        wrong = quotes ? wrong_quotes(csv, marks, quotes, inside) : 0;
        csv->inside = inside >> 63 ? UINT64_MAX : 0;
        marks &= ~inside;
        if (wrong) {
            csv->wrong = csv->block + lowest(wrong);
            marks &= (wrong & (0 - wrong)) - 1;
        }
    }
    csv->marks = marks;
    csv->base = csv->block;
    csv->block += size < BLOCK ? size : BLOCK;
}

/* Behind the quotes of a cell that begins with one; NULL when the first quote that is not doubled
 * does not end the cell. *closed is false when there is none before `end`. */
static const char *behind_quotes(const vikt_csv *csv, const char *at, const char *end, bool *closed)
{
    *closed = true;
    for (at++; at < end; at++) {
        if (*at != '"')
            continue;
        if (at + 1 < end && at[1] == '"') {
            at++;
            continue;
        }
        at++;
        return ends_cell(csv, at) ? at : NULL;
    }
    *closed = false;
    return NULL;
}

static void add_cell(vikt_csv_row *row, const char *end)
{
    if (row->cells < row->room)
        row->slots[row->cells + 1] = end;
    row->cells++;
}

/* The row at csv->start, byte by byte, with wrong quotes as characters. */
static vikt_csv_state scan_slowly(vikt_csv *csv, vikt_csv_row *row, const char **behind)
{
    size_t left = (size_t)(csv->end - csv->start);
    const char *limit = left > VIKT_ROW_BYTES_MAX ? csv->start + VIKT_ROW_BYTES_MAX : csv->end;
    const char *at = csv->start;

    for (row->cells = 0;; at++) {
        const char *quoted = NULL;
        bool closed = true;

        if (at < limit && *at == '"')
            quoted = behind_quotes(csv, at, limit, &closed);
        if (!closed)
            return VIKT_CSV_UNCLOSED;
        at = quoted ? quoted : at;
        while (at < limit && *at != csv->separator && *at != '\n')
            at++;
        if (at == limit && limit < csv->end)
            return VIKT_CSV_TOO_LONG;
        add_cell(row, at);
        if (at == csv->end || *at == '\n')
            break;
    }
    *behind = at < csv->end ? at + 1 : at;
    row->end = at;
    return VIKT_CSV_ROW;
}

static vikt_csv_state reread(vikt_csv *csv, vikt_csv_row *row)
{
    const char *behind = csv->end;
    vikt_csv_state state = scan_slowly(csv, row, &behind);

    vikt_csv_open(csv, behind, csv->end, csv->separator, csv->number);
    return state;
}

/* Sets row->end and csv->start. */
static inline vikt_csv_state scan(vikt_csv *csv, vikt_csv_row *row)
{
    size_t cells = 0, room = row->room;
    const char **ends = row->slots + 1;

    for (;;) {
        const char *base = csv->base;
        uint64_t marks = csv->marks;

        for (; marks; marks &= marks - 1) {
            const char *at = base + lowest(marks);

            if (cells < room)
                ends[cells] = at;
            cells++;
            if (*at != '\n')
                continue;
            csv->marks = marks & (marks - 1);
            csv->start = at + 1;
            row->cells = cells;
            row->end = at;
            return VIKT_CSV_ROW;
        }
        if (csv->wrong || csv->block - csv->start > VIKT_ROW_BYTES_MAX)
            return reread(csv, row);
        if (csv->block == csv->end)
            break;
        load_block(csv);
    }
    if (csv->inside)
        return reread(csv, row);
    row->cells = cells;
    add_cell(row, csv->end);
    csv->marks = 0;
    row->end = csv->start = csv->end;
    return VIKT_CSV_ROW;
}

/* Behind blanks and no-break spaces. */
static const char *behind_blanks(const char *at, const char *end)
{
    while (at < end) {
        if (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')
            at++;
        else if (end - at > 1 && at[0] == '\xc2' && at[1] == '\xa0')
            at += 2;
        else
            break;
    }
    return at;
}

/* Behind a cell of quotes with nothing but blanks in them; NULL when it is another. */
static const char *behind_empty_quotes(const char *at, const char *end, char separator)
{
    const char *close = behind_blanks(at + 1, end);

    if (close == end || *close != '"')
        return NULL;
    return close + 1 == end || close[1] == separator ? close + 1 : NULL;
}

/* No cell holds anything: ";;" and "\"\";" too, as spreadsheets leave them behind. */
static bool is_blank(const vikt_csv *csv, const vikt_csv_row *row)
{
    const char *begin = row->slots[0], *end = row->end;

    for (const char *at = begin; at;) {
        at = behind_blanks(at, end);
        if (at == end)
            return true;
        if (*at == csv->separator)
            at++;
        else if (*at == '"' && (at == begin || at[-1] == csv->separator))
            at = behind_empty_quotes(at, end, csv->separator);
        else
            return false;
    }
    return false;
}

vikt_csv_state vikt_csv_next(vikt_csv *csv, vikt_csv_row *row)
{
    for (;;) {
        vikt_csv_state state;

        if (csv->start >= csv->end)
            return VIKT_CSV_END;
        row->slots[0] = csv->start;
        state = scan(csv, row);
        row->number = ++csv->number;
        if (state != VIKT_CSV_ROW)
            return state;
        if (row->end - row->slots[0] > VIKT_ROW_BYTES_MAX)
            return VIKT_CSV_TOO_LONG;
        if (row->end > row->slots[0] && row->end[-1] == '\r')
            row->end--;
        if (row->cells <= row->room)
            row->slots[row->cells] = row->end;
        if (!is_blank(csv, row))
            return VIKT_CSV_ROW;
    }
}

/* What stands between `before` and `behind`, if it has no quote itself. */
static bool is_between(vikt_text raw, const char *before, const char *behind, vikt_text *out)
{
    size_t b = strlen(before), e = strlen(behind);

    if (raw.length < b + e || memcmp(raw.at, before, b) != 0 ||
        memcmp(raw.at + raw.length - e, behind, e) != 0)
        return false;
    *out = (vikt_text){raw.at + b, raw.length - b - e};
    return out->length == 0 || !memchr(out->at, '"', out->length);
}

vikt_text vikt_csv_cell(vikt_text raw, bool *doubled)
{
    const char *at, *end;
    vikt_text text;

    *doubled = false;
    /* ="0017" keeps a spreadsheet from making a number of it. */
    if (raw.length > 2 && (raw.at[0] == '=' || raw.at[1] == '=') &&
        (is_between(raw, "=\"", "\"", &text) || is_between(raw, "\"=\"\"", "\"\"\"", &text)))
        return text;
    if (raw.length < 2 || raw.at[0] != '"' || raw.at[raw.length - 1] != '"')
        return raw;
    end = raw.at + raw.length - 1;
    for (at = raw.at + 1; (at = memchr(at, '"', (size_t)(end - at))) != NULL; at += 2) {
        if (at + 1 >= end || at[1] != '"')
            return raw; /* a quote that is a character: so are all of this cell's */
        *doubled = true;
        if (at + 2 >= end)
            break;
    }
    return (vikt_text){raw.at + 1, raw.length - 2};
}

size_t vikt_csv_unquote(vikt_text cell, char *out)
{
    size_t length = 0;

    for (size_t i = 0; i < cell.length; i++) {
        out[length++] = cell.at[i];
        if (cell.at[i] == '"' && i + 1 < cell.length && cell.at[i + 1] == '"')
            i++;
    }
    return length;
}
