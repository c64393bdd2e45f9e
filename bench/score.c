/* SPDX-License-Identifier: MIT */
/* score.c - see score.h */
#include "score.h"
#include "bench.h"

#include <string.h>

const int criterion_weight[CRITERIA] = {25, 30, 15, 15, 15};
static const double class_limit[CLASSES] = {0.80, 0.95, 1.00};

void results_init(struct results *r, size_t rows)
{
    memset(r, 0, sizeof *r);
    r->rows = rows;
    for (int k = 0; k < CRITERIA; k++)
        r->points[k] = pages_new(rows);
    r->score = pages_new(rows * sizeof *r->score);
    r->cumulative_share = pages_new(rows * sizeof *r->cumulative_share);
    r->rank = pages_new(rows * sizeof *r->rank);
    r->class_name = pages_new(rows);
}

void results_clear(struct results *r)
{
    for (int k = 0; k < CRITERIA; k++)
        pages_free(r->points[k], r->rows);
    pages_free(r->score, r->rows * sizeof *r->score);
    pages_free(r->cumulative_share, r->rows * sizeof *r->cumulative_share);
    pages_free(r->rank, r->rows * sizeof *r->rank);
    pages_free(r->class_name, r->rows);
}

/* ---- statistics ---- */

static double median_of_three(double a, double b, double c)
{
    if (a > b) {
        double swap = a;
        a = b;
        b = swap;
    }
    return c < a ? a : c > b ? b : c;
}

/* Quickselect: afterwards v[k] is the value that sorting would put there. */
static void select_nth(double *v, size_t n, size_t k)
{
    size_t low = 0, high = n - 1;
    while (low < high) {
        double pivot = median_of_three(v[low], v[low + (high - low) / 2], v[high]);
        size_t i = low, j = high;
        for (;;) {
            while (v[i] < pivot)
                i++;
            while (v[j] > pivot)
                j--;
            if (i >= j)
                break;
            double swap = v[i];
            v[i++] = v[j];
            v[j--] = swap;
        }
        if (k <= j)
            high = j;
        else
            low = j + 1;
    }
}

/*
 * Nearest rank k = ceil(n * q / 5) in integers: ceil(n * 0.6) in floating
 * point takes the wrong rank at n = 100,000.
 */
void population_statistics(const struct customers *c, struct statistics *out)
{
    size_t n = c->rows, bytes = n * sizeof(double);
    double *copy = pages_new(bytes);
    memcpy(copy, c->revenue, bytes);
    size_t done = 0;                    /* everything before is smaller: select in the rest */
    for (size_t q = 1; q <= 4; q++) {
        size_t k = (q * n + 4) / 5 - 1;
        select_nth(copy + done, n - done, k - done);
        out->quintile[q - 1] = copy[k];
        done = k;
    }
    pages_free(copy, bytes);

    double total = 0;
    for (size_t row = 0; row < n; row++)
        total += c->revenue[row];
    out->revenue_total = total;
}

/* ---- points and score ---- */

static uint16_t staffing_code(const struct customers *c)
{
    static const char name[] = "Bemanning";
    for (uint32_t i = 0; i < c->industries.count; i++)
        if (c->industries.length[i] == sizeof name - 1 &&
            !memcmp(c->industries.text[i], name, sizeof name - 1))
            return (uint16_t)i;
    return UINT16_MAX;
}

void points_in_c(const struct customers *c, const struct statistics *statistics,
                 struct results *r, size_t first, size_t last)
{
    const double q1 = statistics->quintile[0], q2 = statistics->quintile[1];
    const double q3 = statistics->quintile[2], q4 = statistics->quintile[3];
    const uint16_t staffing = staffing_code(c);

    for (size_t row = first; row < last; row++) {
        double revenue = c->revenue[row];
        int potential = c->potential[row];
        if (potential && potential < 5 && revenue > c->revenue_prev[row] * 1.25)
            potential++;

        int lines = c->product_lines[row];
        double hours = c->admin_hours[row] * 100000; /* h/rev <= x without the division */

        int risk = c->risk[row];
        if (risk) {
            risk = 6 - risk - (c->days_late[row] > 30) - (c->industry[row] == staffing);
            if (risk < 1)
                risk = 1;
        }
        r->points[POTENTIAL][row] = (uint8_t)potential;
        r->points[REVENUE][row] =
            (uint8_t)(1 + (revenue > q1) + (revenue > q2) + (revenue > q3) + (revenue > q4));
        r->points[MIX][row] =
            (uint8_t)(1 + (lines >= 2) + (lines >= 3) + (lines >= 5) + (lines >= 8));
        r->points[ADMIN][row] =
            (uint8_t)(1 + (hours <= revenue * 1000) + (hours <= revenue * 200) +
                      (hours <= revenue * 50) + (hours <= revenue * 10));
        r->points[RISK][row] = (uint8_t)risk;
    }
}

void score_rows(struct results *r, size_t first, size_t last)
{
    for (size_t row = first; row < last; row++) {
        int sum = 0, weight = 0;
        for (int k = 0; k < CRITERIA; k++) {
            int points = r->points[k][row];
            sum += criterion_weight[k] * points;
            weight += points ? criterion_weight[k] : 0;
        }
        r->score[row] = (double)sum / weight;
    }
}

/* ---- order: radix sort of one 64-bit key a row ---- */

struct keyed_row {
    uint64_t key;
    uint32_t row;
} __attribute__((packed, aligned(4)));  /* 12 bytes, not 16: the sort is bound by memory */

enum { DIGIT_BITS = 11, DIGITS = 6, DIGIT_VALUES = 1 << DIGIT_BITS };

/*
 * Ascending keys for descending rows: 24 bits of score over 40 bits of revenue
 * in hundredths. Two different scores differ by more than 1 / 10,000, so the
 * 21 binary places lose nothing. Row order, which is id order, breaks ties.
 */
static uint64_t sort_key(double score, double revenue, enum order order)
{
    uint64_t hundredths = (uint64_t)(revenue * 100 + 0.5);
    uint64_t fixed = order == BY_SCORE ? (uint64_t)(score * 2097152) : 0;
    return ~(fixed << 40 | hundredths);
}

/* Stable, least digit first. Returns whichever of the two arrays holds the result. */
static struct keyed_row *radix_sort(struct keyed_row *from, struct keyed_row *to, size_t n)
{
    uint32_t place[DIGITS][DIGIT_VALUES];
    memset(place, 0, sizeof place);
    for (size_t i = 0; i < n; i++)
        for (int d = 0; d < DIGITS; d++)
            place[d][(from[i].key >> (DIGIT_BITS * d)) % DIGIT_VALUES]++;

    for (int d = 0; d < DIGITS; d++) {
        int shift = DIGIT_BITS * d;
        if (n == 0 || place[d][(from[0].key >> shift) % DIGIT_VALUES] == n)
            continue;                   /* all rows share this digit */
        uint32_t sum = 0;
        for (int v = 0; v < DIGIT_VALUES; v++) {
            uint32_t count = place[d][v];
            place[d][v] = sum;
            sum += count;
        }
        for (size_t i = 0; i < n; i++)
            to[place[d][(from[i].key >> shift) % DIGIT_VALUES]++] = from[i];
        struct keyed_row *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

struct sort {
    const struct customers *customers;
    const struct results *results;
    enum order order;
    struct keyed_row *a, *b;
    struct keyed_row *sorted[2];        /* of the first and the second half */
};

static void sort_range(void *context, size_t first, size_t last)
{
    struct sort *sort = context;
    for (size_t row = first; row < last; row++) {
        sort->a[row].key = sort_key(sort->results->score[row], sort->customers->revenue[row],
                                    sort->order);
        sort->a[row].row = (uint32_t)row;
    }
    sort->sorted[first != 0] = radix_sort(sort->a + first, sort->b + first, last - first);
}

static void merge(const struct keyed_row *x, size_t nx, const struct keyed_row *y, size_t ny,
                  uint32_t *out)
{
    const struct keyed_row *x_end = x + nx, *y_end = y + ny;
    while (x < x_end && y < y_end)
        *out++ = x->key <= y->key ? (x++)->row : (y++)->row;
    while (x < x_end)
        *out++ = (x++)->row;
    while (y < y_end)
        *out++ = (y++)->row;
}

uint32_t *order_rows(const struct customers *customers, const struct results *results,
                     enum order order, int threads)
{
    size_t n = customers->rows, bytes = n * sizeof(struct keyed_row);
    size_t half = threads == 1 ? n : n / 2;
    struct sort sort = {.customers = customers, .results = results, .order = order,
                        .a = pages_new(bytes), .b = pages_new(bytes)};
    uint32_t *rows = pages_new(n * sizeof *rows);
    run_halves(threads, n, sort_range, &sort);
    merge(sort.sorted[0], half, sort.sorted[1], n - half, rows);
    pages_free(sort.a, bytes);
    pages_free(sort.b, bytes);
    return rows;
}

/* ---- classes ---- */

/*
 * The class in which the cumulative share *before* the row lies. By revenue,
 * equal customers get the class of the first of them.
 */
void classify(const struct customers *customers, const struct statistics *statistics,
              enum order order, const uint32_t *best_first, struct results *r)
{
    double sum = 0, total = statistics->revenue_total, previous = -1;
    int class_index = 0;
    for (size_t place = 0; place < r->rows; place++) {
        uint32_t row = best_first[place];
        double revenue = customers->revenue[row];
        int tied = order == BY_REVENUE && revenue == previous;
        while (!tied && class_index < CLASSES - 1 && sum / total >= class_limit[class_index])
            class_index++;
        sum += revenue;
        previous = revenue;
        r->cumulative_share[row] = sum / total;
        r->rank[row] = (uint32_t)place + 1;
        r->class_name[row] = (char)('A' + class_index);
        r->class_count[class_index]++;
    }
    for (size_t row = 0; row < r->rows; row++)
        r->score_sum += r->score[row];
}
