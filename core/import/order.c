/* SPDX-License-Identifier: MIT */
#include "core/import/order.h"

enum {
    WORD = 8,     /* bytes that are compared as one number */
    RUNS_MAX = 8, /* numbers in their own order are a few ascending runs: 1..9, 10..99, ... */
    SMALL = 32    /* insertion sort up to here */
};

static inline uint64_t four_bytes(const unsigned char *at)
{
    return (uint64_t)at[0] << 24 | (uint64_t)at[1] << 16 | (uint64_t)at[2] << 8 | (uint64_t)at[3];
}

/* Bytes from..from + 7 as a big-endian number; behind the end 0, which no text holds. */
static uint64_t word_at(vikt_text text, size_t from)
{
    const unsigned char *at = (const unsigned char *)text.at + from;
    size_t left = text.length > from ? text.length - from : 0;
    uint64_t word = 0;

    if (left >= WORD)
        return four_bytes(at) << 32 | four_bytes(at + 4);
    if (left >= WORD / 2) /* the last four may be some of the first, which are shifted out */
        return four_bytes(at) << 32 |
               (four_bytes(at + left - 4) << 8 * (WORD - left) & UINT64_C(0xffffffff));
    for (size_t i = 0; i < left; i++)
        word |= (uint64_t)at[i] << (56 - 8 * i);
    return word;
}

/* Orders hold the bytes at `from`. */
static int compare(const vikt_column *texts, const vikt_ordered *a, const vikt_ordered *b)
{
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return vikt_text_compare(vikt_column_text(texts, a->row), vikt_column_text(texts, b->row));
}

/* A row with the beginning of its text. */
static vikt_ordered head_of(const vikt_column *texts, uint32_t row)
{
    return (vikt_ordered){word_at(vikt_column_text(texts, row), 0), row};
}

/* Two neighbouring runs, neither empty, into one. */
static void merge(const vikt_column *texts, const uint32_t *rows, uint32_t *out, size_t middle,
                  size_t last, bool *equal)
{
    vikt_ordered a = head_of(texts, rows[0]), b = head_of(texts, rows[middle]);
    size_t left = 0, right = middle;

    while (left < middle && right < last) {
        int order = compare(texts, &a, &b);

        *equal |= order == 0;
        if (order <= 0) {
            *out++ = a.row;
            if (++left < middle)
                a = head_of(texts, rows[left]);
        } else {
            *out++ = b.row;
            if (++right < last)
                b = head_of(texts, rows[right]);
        }
    }
    memcpy(out, rows + left, (middle - left) * sizeof *rows);
    memcpy(out + (middle - left), rows + right, (last - right) * sizeof *rows);
}

/* Merges neighbouring runs; starts[runs] is the end. */
static bool merge_runs(const vikt_column *texts, const vikt_allocator *allocator, uint32_t *rows,
                       size_t *starts, size_t runs, bool *equal)
{
    size_t count = starts[runs];
    uint32_t *out = vikt_resize(allocator, NULL, count, sizeof *out);

    for (size_t next; out && runs > 1; runs = next) {
        next = 0;
        for (size_t i = 0; i < runs; i += 2) {
            size_t first = starts[i], middle = starts[i + 1];
            size_t last = i + 2 <= runs ? starts[i + 2] : middle;

            if (last > middle)
                merge(texts, rows + first, out + first, middle - first, last - first, equal);
            else
                memcpy(out + first, rows + first, (last - first) * sizeof *rows);
            starts[next++] = first;
        }
        starts[next] = count;
        memcpy(rows, out, count * sizeof *rows);
    }
    vikt_release(allocator, out);
    return out != NULL;
}

/* Where ascending runs begin, and behind the last one the count; 0 when there are too many. */
static size_t find_runs(const vikt_column *texts, const uint32_t *rows, size_t count,
                        size_t starts[RUNS_MAX + 1], bool *equal)
{
    vikt_ordered before = head_of(texts, rows[0]);
    size_t runs = 1;

    starts[0] = 0;
    for (size_t i = 1; i < count; i++) {
        vikt_ordered here = head_of(texts, rows[i]);
        int order = compare(texts, &before, &here);

        *equal |= order == 0;
        before = here;
        if (order <= 0)
            continue;
        if (runs == RUNS_MAX)
            return 0;
        starts[runs++] = i;
    }
    starts[runs] = count;
    return runs;
}

static void insert_sort(const vikt_column *texts, vikt_ordered *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        vikt_ordered item = items[i];
        size_t j = i;

        for (; j > 0 && compare(texts, &items[j - 1], &item) > 0; j--)
            items[j] = items[j - 1];
        items[j] = item;
    }
}

/* Rows whose first `from` bytes are equal. */
static void sort_from(const vikt_column *texts, vikt_ordered *items, vikt_ordered *scratch,
                      size_t count, size_t from)
{
    for (size_t i = 0; i < count; i++)
        items[i].order = word_at(vikt_column_text(texts, items[i].row), from);
    vikt_order_sort(items, scratch, count);
    for (size_t first = 0, last; first < count; first = last) {
        last = first + 1;
        while (last < count && items[last].order == items[first].order)
            last++;
        if (last - first > 1 && last - first <= SMALL)
            insert_sort(texts, items + first, last - first);
        else if (last - first > 1 && (items[first].order & 0xff)) /* more bytes may follow */
            sort_from(texts, items + first, scratch, last - first, from + WORD);
    }
}

static bool sort_all(const vikt_column *texts, const vikt_allocator *allocator, uint32_t *rows,
                     size_t count, bool *equal)
{
    vikt_ordered *items = vikt_resize(allocator, NULL, count, sizeof *items);
    vikt_ordered *scratch = vikt_resize(allocator, NULL, count, sizeof *scratch);
    bool done = items && scratch;

    for (size_t i = 0; done && i < count; i++)
        items[i].row = rows[i];
    if (done)
        sort_from(texts, items, scratch, count, 0);
    for (size_t i = 0; done && i < count; i++) {
        rows[i] = items[i].row;
        *equal |= i > 0 && compare(texts, &items[i - 1], &items[i]) == 0;
    }
    vikt_release(allocator, items);
    vikt_release(allocator, scratch);
    return done;
}

bool vikt_order_rows(const vikt_column *texts, const vikt_allocator *allocator, uint32_t *rows,
                     size_t count, bool *equal)
{
    size_t starts[RUNS_MAX + 1], runs;
    bool twins = false, done = true;

    if (count > 0) {
        runs = find_runs(texts, rows, count, starts, &twins);
        if (runs == 0)
            done = sort_all(texts, allocator, rows, count, &twins);
        else if (runs > 1)
            done = merge_runs(texts, allocator, rows, starts, runs, &twins);
    }
    if (equal)
        *equal = twins;
    return done;
}
