/* SPDX-License-Identifier: MIT
 *
 * What people and programs read of a run: text and JSON. Reads, and decides nothing.
 */
#ifndef VIKT_REPORT_H
#define VIKT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include <vikt/compare.h>
#include <vikt/error.h>
#include <vikt/moves.h>
#include <vikt/run.h>
#include <vikt/test.h>

VIKT_BEGIN_C

typedef struct vikt_report_options {
    bool json;  /* one object with "version": 1, and a newline behind it */
    bool color; /* terminal colours; never with json */
} vikt_report_options;

/**
 * A run: how the file was read, the classes of every scheme, what was rejected or unclassified and
 * why, the customers to look at first, and the next command to try.
 * @param[out] out  new, NUL-terminated; free with vikt_report_free()
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_run(const vikt_run *run,
                                                   const vikt_report_options *options, char **out,
                                                   vikt_error *err);

/**
 * One customer of a stored run: class, score, every criterion's value, points, weight, contribution
 * and reason, rules that held and actions.
 * @param run_id  0: the latest complete one
 * @param key     the customer's key, or its name if only one has it
 * @return VIKT_OK; VIKT_USAGE when nobody fits (with the nearest); VIKT_STORE
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_customer(const char *database, int64_t run_id,
                                                        const char *key,
                                                        const vikt_report_options *options,
                                                        char **out, vikt_error *err);

/** The list of stored runs. */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_runs(const char *database,
                                                    const vikt_report_options *options, char **out,
                                                    vikt_error *err);

/**
 * Two runs: the matrix of classes in customers and money, how many moved, and who, the largest
 * customers first. JSON has every scheme that both runs have.
 * @param limit  how many movers are listed, 0: all; JSON has them all
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_moves(const vikt_moves *moves, size_t limit,
                                                     const vikt_report_options *options, char **out,
                                                     vikt_error *err);

/**
 * Two sets of rules on the same data: the matrix of classes in customers and money, how much would
 * move, and who, the largest customers first. JSON has every scheme that both have.
 * @param limit  how many movers are listed, 0: all; JSON has them all
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_compare(const vikt_compare *compare, size_t limit,
                                                       const vikt_report_options *options,
                                                       char **out, vikt_error *err);

/** The tests of a profile: each with what was expected and got, coverage, and what no test reaches.
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_tests(const vikt_tests *tests,
                                                     const vikt_report_options *options, char **out,
                                                     vikt_error *err);

/** The same as JUnit's XML, for build servers. */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_tests_junit(const vikt_tests *tests, char **out,
                                                           vikt_error *err);

/** Frees a text that is said to be freed with this. */
VIKT_API void vikt_report_free(char *text);

VIKT_END_C
#endif
