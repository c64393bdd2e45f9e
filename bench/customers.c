/* SPDX-License-Identifier: MIT */
/*
 * customers.c - CSV to columns in one pass.
 *
 * 64 bytes at a time become two bit masks: where are separators and line ends,
 * where are quotes. A running xor over the quote bits blanks the separators
 * inside quotes, so quoted text needs no second, slower mode. When the twelve
 * field ends of a row are known, straight-line code decodes the row.
 */
#define _GNU_SOURCE
#include "customers.h"
#include "bench.h"

#include <emmintrin.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COLUMNS = 12, BLOCK = 64, SHORTEST_ROW = 40, TAIL = 8192 };

struct mapped_file file_map(const char *path)
{
    struct stat status;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &status) || status.st_size == 0)
        die("%s: cannot be read, or is empty", path);

    struct mapped_file file = {.size = (size_t)status.st_size};
    file.mapped = file.size + TAIL;
    /* Zero pages first, the file over them: what lies behind the file stays readable. */
    char *pages = mmap(NULL, file.mapped, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED ||
        mmap(pages, file.size, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd, 0) == MAP_FAILED)
        die("%s: cannot be mapped", path);
    close(fd);
    madvise(pages, file.size, MADV_SEQUENTIAL);
    file.bytes = pages;
    return file;
}

void file_unmap(struct mapped_file *file)
{
    munmap((void *)file->bytes, file->mapped);
}

size_t count_byte(const char *at, const char *end, char byte)
{
    const __m128i wanted = _mm_set1_epi8(byte);
    size_t count = 0;
    while (end - at >= 16 * 255) {      /* 255: a byte lane cannot overflow */
        __m128i lanes = _mm_setzero_si128();
        for (int i = 0; i < 255; i++, at += 16) {
            __m128i block = _mm_loadu_si128((const __m128i *)at);
            lanes = _mm_sub_epi8(lanes, _mm_cmpeq_epi8(block, wanted));
        }
        __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());
        count += (size_t)_mm_cvtsi128_si64(sums);
        count += (size_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums));
    }
    for (; at < end; at++)
        count += *at == byte;
    return count;
}

uint16_t dictionary_code(struct dictionary *dictionary, const char *text, size_t length)
{
    uint64_t head = 0, tail = 0;
    if (length >= 8) {
        memcpy(&head, text, 8);
        memcpy(&tail, text + length - 8, 8);
    } else {
        memcpy(&head, text, length);
    }
    uint64_t hash = (head * 0x9e3779b97f4a7c15u) ^ (tail * 0xc2b2ae3d27d4eb4fu) ^ length;
    hash = (hash ^ (hash >> 29)) * 0xbf58476d1ce4e5b9u;

    for (size_t i = hash >> 52;; i = (i + 1) % DICTIONARY_SLOTS) {
        uint16_t found = dictionary->slot[i];
        if (!found) {
            if (dictionary->count == DICTIONARY_MAX)
                die("more than %d distinct texts in a column", DICTIONARY_MAX);
            dictionary->text[dictionary->count] = text;
            dictionary->length[dictionary->count] = (uint32_t)length;
            dictionary->slot[i] = (uint16_t)++dictionary->count;
            return (uint16_t)(dictionary->count - 1);
        }
        found--;
        if (dictionary->length[found] == length && !memcmp(dictionary->text[found], text, length))
            return found;
    }
}

/* Digits only; gen_customers writes nothing else in these columns. */
static inline int64_t read_integer(const char *at, const char *end)
{
    int64_t value = 0;
    for (; at < end; at++)
        value = value * 10 + (*at - '0');
    return value;
}

/* Exact (the bits of strtod) up to 15 digits: an integer and one division. */
static inline double read_decimal(const char *at, const char *end, char mark)
{
    static const double power[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
    int64_t mantissa = 0;
    unsigned digit;
    while (at < end && (digit = (unsigned char)*at - '0') < 10) {
        mantissa = mantissa * 10 + digit;
        at++;
    }
    if (at == end)
        return (double)mantissa;
    const char *decimals = at + 1;
    if (*at != mark || end - decimals > 7)
        return NAN;
    return (double)(mantissa * (int64_t)power[end - decimals] + read_integer(decimals, end)) /
           power[end - decimals];
}

static inline int8_t read_grade(const char *at, const char *end)
{
    return at < end ? (int8_t)(*at - '0') : 0;
}

/* Where the twelve fields of a row end; the first begins at start. */
struct row_ends {
    const char *start, *end[COLUMNS];
    char mark;
};

static inline void decode_row(struct customers *c, size_t row, const struct row_ends *r)
{
    const char *const *end = r->end;
    const char *name = end[0] + 1, *name_end = end[1];
    if (*name == '"') {
        name++;
        name_end--;
    }
    c->id[row] = read_integer(r->start, end[0]);
    c->name_at[row] = (uint64_t)(name - c->file.bytes);
    c->name_length[row] = (uint16_t)(name_end - name);
    c->orgnr_at[row] = (uint64_t)(end[1] + 1 - c->file.bytes);
    c->industry[row] =
        dictionary_code(&c->industries, end[2] + 1, (size_t)(end[3] - end[2] - 1));
    c->seller[row] = dictionary_code(&c->sellers, end[3] + 1, (size_t)(end[4] - end[3] - 1));
    c->revenue[row] = read_decimal(end[4] + 1, end[5], r->mark);
    c->revenue_prev[row] = read_decimal(end[5] + 1, end[6], r->mark);
    c->product_lines[row] = (int32_t)read_integer(end[6] + 1, end[7]);
    c->admin_hours[row] = read_decimal(end[7] + 1, end[8], r->mark);
    c->days_late[row] = (int32_t)read_integer(end[8] + 1, end[9]);
    c->potential[row] = read_grade(end[9] + 1, end[10]);
    c->risk[row] = read_grade(end[10] + 1, end[11]);
}

/* Bit i of the masks is byte i of the block. */
static inline void find_marks(const char *block, char separator, uint64_t *ends, uint64_t *quotes)
{
    const __m128i comma = _mm_set1_epi8(separator), line = _mm_set1_epi8('\n');
    const __m128i quote = _mm_set1_epi8('"');
    *ends = *quotes = 0;
    for (int i = 0; i < BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(block + i));
        __m128i is_end = _mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, line));
        *ends |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_end) << i;
        *quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, quote)) << i;
    }
}

/* Bit i becomes the xor of the bits 0..i: set from an opening quote to its closing one. */
static inline uint64_t inside_quotes(uint64_t quotes)
{
    for (int shift = 1; shift < 64; shift *= 2)
        quotes ^= quotes << shift;
    return quotes;
}

struct part {
    struct customers *customers;
    const char *begin, *end;
    char separator, mark;
    size_t row;                         /* in: the first row; out: one past the last */
};

static void parse_part(void *context)
{
    struct part *part = context;
    struct customers *customers = part->customers;
    const char *end = part->end;
    struct row_ends ends = {.start = part->begin, .mark = part->mark};
    uint64_t carry = 0;                 /* all ones while a quote is open */
    size_t row = part->row;
    int column = 0;

    for (const char *block = part->begin; block < end; block += BLOCK) {
        uint64_t marks, quotes;
        find_marks(block, part->separator, &marks, &quotes);
        if (quotes | carry) {
            uint64_t inside = inside_quotes(quotes) ^ carry;
            carry = (uint64_t)((int64_t)inside >> 63);
            marks &= ~inside;
        }
        if (end - block < BLOCK)
            marks &= ~0ull >> (BLOCK - (end - block));
        for (; marks; marks &= marks - 1) {
            ends.end[column] = block + __builtin_ctzll(marks);
            if (++column < COLUMNS)
                continue;
            if (row == customers->capacity || *ends.end[COLUMNS - 1] != '\n')
                die("row %zu is not as gen_customers writes it", row + 1);
            decode_row(customers, row++, &ends);
            ends.start = ends.end[COLUMNS - 1] + 1;
            column = 0;
        }
    }
    part->row = row;
}

/* name, type, bytes each: one list for allocating and freeing. */
#define EACH_COLUMN(X)                                                                       \
    X(id) X(name_at) X(orgnr_at) X(name_length) X(industry) X(seller) X(revenue)             \
    X(revenue_prev) X(admin_hours) X(product_lines) X(days_late) X(potential) X(risk)

static void allocate_columns(struct customers *c)
{
    c->capacity = c->file.size / SHORTEST_ROW + 16;
#define X(column) c->column = pages_new(c->capacity * sizeof *c->column);
    EACH_COLUMN(X)
#undef X
}

void customers_free(struct customers *c)
{
#define X(column) pages_free(c->column, c->capacity * sizeof *c->column);
    EACH_COLUMN(X)
#undef X
    file_unmap(&c->file);
}

/* Rewrites the codes of [first, last) from another thread's dictionary into ours. */
static void merge_dictionary(struct dictionary *into, const struct dictionary *from,
                             uint16_t *codes, size_t first, size_t last)
{
    uint16_t code[DICTIONARY_MAX];
    for (uint32_t i = 0; i < from->count; i++)
        code[i] = dictionary_code(into, from->text[i], from->length[i]);
    for (size_t row = first; row < last; row++)
        codes[row] = code[codes[row]];
}

struct half_count {
    const char *begin, *end;
    size_t lines, quotes;
};

static void count_half(void *context)
{
    struct half_count *half = context;
    half->lines = count_byte(half->begin, half->end, '\n');
    half->quotes = count_byte(half->begin, half->end, '"');
}

/*
 * The second thread must know the number of its first row before it starts, so
 * both threads first count the lines of the first half. gen_customers puts no
 * line end inside quotes; a general reader would have to count outside quotes.
 */
static void parse_on_two_threads(struct customers *c, struct part first)
{
    const char *end = first.end;
    const char *middle = memchr(first.begin + (end - first.begin) / 2, '\n',
                                (size_t)(end - first.begin) / 2);
    if (!middle)
        die("too few rows for two threads");
    middle++;
    const char *quarter = first.begin + (middle - first.begin) / 2;
    struct half_count a = {.begin = first.begin, .end = quarter};
    struct half_count b = {.begin = quarter, .end = middle};
    run_both(count_half, &a, &b);
    size_t rows_before = a.lines + b.lines;
    if ((a.quotes + b.quotes) % 2)
        die("the middle of the file lies inside quotes");

    /* The same columns, but dictionaries of its own. */
    struct customers *other = malloc(sizeof *other);
    if (!other)
        die("no memory");
    *other = *c;
    struct part second = first;
    first.end = second.begin = middle;
    second.customers = other;
    second.row = rows_before;
    run_both(parse_part, &first, &second);
    if (first.row != rows_before)
        die("a line end inside quotes");
    c->rows = second.row;
    merge_dictionary(&c->industries, &other->industries, c->industry, rows_before, c->rows);
    merge_dictionary(&c->sellers, &other->sellers, c->seller, rows_before, c->rows);
    free(other);
}

void customers_load(struct customers *c, const char *path, int threads)
{
    memset(c, 0, sizeof *c);
    c->file = file_map(path);
    allocate_columns(c);

    const char *end = c->file.bytes + c->file.size;
    const char *header_end = memchr(c->file.bytes, '\n', c->file.size);
    if (!header_end || end[-1] != '\n')
        die("%s: no header, or no line end at the end", path);
    int swedish = memchr(c->file.bytes, ';', (size_t)(header_end - c->file.bytes)) != NULL;
    struct part all = {.customers = c, .begin = header_end + 1, .end = end,
                       .separator = swedish ? ';' : ',', .mark = swedish ? ',' : '.'};
    if (all.begin == end)
        die("%s: has no rows", path);
    if (threads == 2) {
        parse_on_two_threads(c, all);
        return;
    }
    parse_part(&all);
    c->rows = all.row;
    if (!c->rows)
        die("%s: is not as gen_customers writes it", path);
}
