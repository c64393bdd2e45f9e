/* SPDX-License-Identifier: MIT
 *
 * All customers on one date: the columns of fields and measures, and what is true of all of them
 * together (totals, quantiles, ranks, shares). Built once, then frozen: many threads may read it.
 * Figures are computed when first asked for.
 */
#ifndef VIKT_POPULATION_H
#define VIKT_POPULATION_H

#include <vikt/population.h>

#include "core/import/import.h"
#include "core/population/script.h"
#include "core/profile/presence.h"

/**
 * Figures of one number column; missing customers are outside.
 *
 * Values that are finite one by one may leave the range of numbers together: then total, positive
 * and sd are infinite, and shares of the total are 0. The others stay finite.
 */
typedef struct vikt_figures {
    size_t count;                 /* customers with a value */
    double total, mean, min, max; /* total is exact, rounded once; NaN when count is 0 (total 0) */
    double sd;                    /* of the population (divided by n) */
    double median;
    double positive;      /* total of the positive values */
    const double *sorted; /* count values, ascending */
    const uint32_t *rows; /* whose they are, in the population that they are of; equal values in
                             key order */
    size_t distinct;
} vikt_figures;

/**
 * Computes the measures and freezes.
 *
 * @param import    lent: must outlive the population
 * @param script    runs script measures; its failures are added there
 * @param[out] out  new; free with vikt_population_free()
 */
VIKT_MUST_CHECK vikt_code vikt_population_new(const vikt_profile *profile,
                                              const vikt_presence *presence,
                                              const vikt_import *import, vikt_date as_of,
                                              vikt_script *script, const vikt_allocator *allocator,
                                              vikt_population **out, vikt_error *err);

/**
 * The same of customers who are looked at among others: values and measures are their own, all
 * figures and the count of customers those of another population.
 *
 * @param among  of the same profile and presence, and with the same columns; lent: must outlive the
 * new one
 */
VIKT_MUST_CHECK vikt_code vikt_population_new_among(const vikt_population *among,
                                                    const vikt_presence *presence,
                                                    const vikt_import *import, vikt_date as_of,
                                                    vikt_script *script,
                                                    const vikt_allocator *allocator,
                                                    vikt_population **out, vikt_error *err);
void vikt_population_free(vikt_population *population);

/** Whether figures are those of other customers: the rows in them are not this population's. */
bool vikt_population_is_among(const vikt_population *population);

/** How many customers figures are of. */
size_t vikt_population_counted(const vikt_population *population);

const vikt_profile *vikt_population_profile(const vikt_population *population);
vikt_date vikt_population_as_of(const vikt_population *population);

/** The customer's key and name; lent. */
vikt_text vikt_population_key(const vikt_population *population, size_t row);
vikt_text vikt_population_name(const vikt_population *population, size_t row);

const vikt_column *vikt_population_keys(const vikt_population *population);
const vikt_column *vikt_population_names(const vikt_population *population);

/** The column of a field or measure, or NULL when no source has it. */
const vikt_column *vikt_population_column(const vikt_population *population, vikt_slot slot);

/** All columns by slot, for engines. */
const vikt_column *const *vikt_population_columns(const vikt_population *population);

/** By row 1 where computing the measure in this slot, or one that it needs, failed; NULL: for
 * nobody. */
const uint8_t *vikt_population_failures(const vikt_population *population, vikt_slot slot);

/**
 * The figures of a number, date or yes/no column; NULL when there is no such column or no memory.
 * Safe to call from many threads; computed once.
 */
const vikt_figures *vikt_population_figures(const vikt_population *population, vikt_slot slot);

/** A row with its place when customers are taken from the largest value down; ties by key. For
 * F-01, F-05, ranks. Rows without a value are not in it. new array in arena of *count rows, or NULL
 * without memory. */
uint32_t *vikt_population_descending(const vikt_population *population, const double *values,
                                     vikt_arena *arena, size_t *count);

/** The same for the column of a slot that has figures, without sorting again. */
uint32_t *vikt_population_ranked(const vikt_population *population, vikt_slot slot,
                                 vikt_arena *arena, size_t *count);

/** F-05: how much hangs on few customers. Non-positive and missing customers are outside. Where the
 * data has the field `parent`, customers of one parent count as one. */
typedef struct vikt_concentration {
    size_t count;          /* customers, or groups of companies, with a positive value */
    bool groups;           /* rolled up to parents */
    double cr1, cr3, cr10; /* shares 0..1 */
    double hhi;            /* 0..10,000 */
    double effective;      /* 1 / sum(share^2) */
    double gini;           /* 0..1 */
} vikt_concentration;

/** false when the slot has no number column, no positive value, an infinite total of them, or no
 * memory for groups. */
bool vikt_population_concentration(const vikt_population *population, vikt_slot slot,
                                   vikt_concentration *out);

#endif
