/* SPDX-License-Identifier: MIT
 *
 * The parts of the reports: each writes into a buffer. The public functions are in vikt/report.h.
 */
#ifndef VIKT_REPORT_PARTS_H
#define VIKT_REPORT_PARTS_H

#include <vikt/report.h>

#include "core/base/json.h"
#include "core/run/compare.h"
#include "core/run/moves.h"
#include "core/run/run.h"
#include "core/run/tests.h"

/** A run for people: run_summary.c; for programs: run_json.c. false without memory. */
bool vikt_run_summary(const vikt_run *run, vikt_arena *arena, vikt_buffer *out);
bool vikt_run_json(const vikt_run *run, vikt_arena *arena, vikt_buffer *out);

/** How a file was read, which columns were taken and which not, the key, and what was rejected:
 * reading_summary.c. */
void vikt_reading_summary(const vikt_run *run, vikt_buffer *out);

/** What several raters said; nothing when there are none: ratings_summary.c. */
void vikt_ratings_summary(const vikt_run *run, vikt_arena *arena, vikt_buffer *out);
void vikt_ratings_json(const vikt_run *run, vikt_json *json);

/** What is different since the run before, and what was decided: since_summary.c. */
void vikt_since_summary(const vikt_run *run, vikt_buffer *out);
void vikt_since_json(const vikt_run *run, vikt_json *json);

/** 'Anna Berg, 2026-05-12, until 2026-12-31: "strategic"'; until none: no end. decisions.c */
void vikt_decision_words(vikt_text author, vikt_text made_on, vikt_text until, vikt_text reason,
                         vikt_buffer *out);

/** A stored customer: customer_summary.c, customer_json.c. */
bool vikt_customer_summary(const vikt_stored_customer *customer, vikt_arena *arena,
                           vikt_buffer *out);
void vikt_customer_json(const vikt_stored_customer *customer, vikt_buffer *out);

/** Two runs: moves_summary.c (limit 0: all movers), moves_json.c. */
bool vikt_moves_summary(const vikt_moves *moves, size_t limit, vikt_arena *arena, vikt_buffer *out);
bool vikt_moves_json(const vikt_moves *moves, vikt_buffer *out);

/** The parts of it that a comparison of rules has too: which two they are, the matrices of the
 * shown scheme, how many moved in one, the counts of the other schemes; counts and matrix of a
 * scheme, and a mover, into an object that is open. */
void vikt_moves_write_sides(const vikt_moves *moves, vikt_buffer *out);
void vikt_moves_write_matrices(const vikt_moves *moves, vikt_arena *arena, vikt_buffer *out);
void vikt_moves_write_counts(const vikt_migration *migration, vikt_buffer *out);
void vikt_moves_write_others(const vikt_moves *moves, vikt_buffer *out);
void vikt_moves_json_migration(const vikt_migration *migration, vikt_json *json);
void vikt_moves_json_mover(const vikt_moves *moves, const vikt_migration *migration,
                           size_t customer, vikt_json *json);

/** Two sets of rules on the same data: compare_summary.c (limit 0: all movers), compare_json.c. */
bool vikt_compare_summary(const vikt_compare *compare, size_t limit, vikt_arena *arena,
                          vikt_buffer *out);
bool vikt_compare_json(const vikt_compare *compare, vikt_buffer *out);

/** The tests of a profile: tests_summary.c, tests_json.c, tests_junit.c. */
bool vikt_tests_summary(const vikt_tests *tests, vikt_arena *arena, vikt_buffer *out);
void vikt_tests_json(const vikt_tests *tests, vikt_buffer *out);
void vikt_tests_junit(const vikt_tests *tests, vikt_buffer *out);

#endif
