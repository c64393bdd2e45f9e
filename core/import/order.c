/* SPDX-License-Identifier: MIT */
#include "core/import/order.h"

enum {
    WORD = 8,     /* bytes that are compared as one number */
    RUNS_MAX = 8, /* numbers in their own order are a few ascending runs: 1..9, 10..99, ... */
    SMALL = 32    /* insertion sort up to here */
};

/* Bytes from..from + 7 as a big-endian number; behind the end 0, which no text holds. */
static uint64_t word_at(vikt_text text, size_t from)
{
    const unsigned char *at = (const unsigned char *)text.at + from;
    size_t left = text.length > from ? text.length - from : 0;
    uint64_t word = 0;

    if (left >= WORD)
        return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 |
               (uint64_t)at[3] << 32 | (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 |
               (uint64_t)at[6] << 8 | (uint64_t)at[7];
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

static void merge(const vikt_column *texts, const vikt_ordered *items, vikt_ordered *out,
                  size_t first, size_t middle, size_t last)
{
    size_t a = first, b = middle;

    for (size_t i = first; i < last; i++)
        out[i] = b == last || (a < middle && compare(texts, &items[a], &items[b]) <= 0)
                     ? items[a++]
                     : items[b++];
}

/* Merges neighbouring runs; starts[runs] is the end. */
static void merge_runs(const vikt_column *texts, vikt_ordered *items, vikt_ordered *scratch,
                       size_t *starts, size_t runs)
{
    size_t count = starts[runs];

    while (runs > 1) {
        size_t next = 0;

        for (size_t i = 0; i < runs; i += 2) {
            size_t middle = starts[i + 1], last = i + 2 <= runs ? starts[i + 2] : middle;

            merge(texts, items, scratch, starts[i], middle, last);
            starts[next++] = starts[i];
        }
        starts[next] = count;
        runs = next;
        memcpy(items, scratch, count * sizeof *items);
    }
}

/* Where ascending runs begin, and behind the last one the count; 0 when there are too many. */
static size_t find_runs(const vikt_column *texts, const vikt_ordered *items, size_t count,
                        size_t starts[RUNS_MAX + 1])
{
    size_t runs = 1;

    starts[0] = 0;
    for (size_t i = 1; i < count; i++) {
        if (compare(texts, &items[i - 1], &items[i]) <= 0)
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

void vikt_order_texts(const vikt_column *texts, vikt_ordered *items, vikt_ordered *scratch,
                      size_t count)
{
    size_t starts[RUNS_MAX + 1], runs;

    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        items[i].order = word_at(vikt_column_text(texts, items[i].row), 0);
    runs = find_runs(texts, items, count, starts);
    if (runs)
        merge_runs(texts, items, scratch, starts, runs);
    else
        sort_from(texts, items, scratch, count, 0);
}
