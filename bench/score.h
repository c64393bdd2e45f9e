/* SPDX-License-Identifier: MIT */
/*
 * score.h - the reference work after the points: population quintiles, the
 * five criteria in C, score, order and classes. README.md has it as a table.
 */
#ifndef SCORE_H
#define SCORE_H

#include "customers.h"

enum { CRITERIA = 5, CLASSES = 3 };
enum criterion { POTENTIAL, REVENUE, MIX, ADMIN, RISK };
extern const int criterion_weight[CRITERIA];

/* What the classes' cumulative share runs along; ties go by revenue, then id. */
enum order { BY_SCORE, BY_REVENUE };

struct statistics {
    double quintile[4];                 /* nearest rank */
    double revenue_total;
};

struct results {
    size_t rows;
    uint8_t *points[CRITERIA];          /* 1 to 5; 0 = missing */
    double *score, *cumulative_share;   /* the share includes the row itself */
    uint32_t *rank;                     /* from 1 */
    char *class_name;                   /* 'A', 'B' or 'C' */
    size_t class_count[CLASSES];
    double score_sum;
};

void results_init(struct results *results, size_t rows);
void results_clear(struct results *results);

void population_statistics(const struct customers *customers, struct statistics *out);

/* The five criteria, hard-coded, for the rows [first, last). */
void points_in_c(const struct customers *customers, const struct statistics *statistics,
                 struct results *results, size_t first, size_t last);

/* Weighted mean of the points that are there, for the rows [first, last). */
void score_rows(struct results *results, size_t first, size_t last);

/* The rows from best to worst; 1 or 2 threads. The caller frees: rows * 4 bytes of pages. */
uint32_t *order_rows(const struct customers *customers, const struct results *results,
                     enum order order, int threads);

/* Rank, cumulative share, class, counts and the sum of the scores. */
void classify(const struct customers *customers, const struct statistics *statistics,
              enum order order, const uint32_t *best_first, struct results *results);

#endif
