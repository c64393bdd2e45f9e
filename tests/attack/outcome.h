/* SPDX-License-Identifier: MIT
 *
 * What one run of a company gave, down to the last byte: what was told, the report, the database.
 */
#ifndef ATTACK_OUTCOME_H
#define ATTACK_OUTCOME_H

#include <vikt/vikt.h>

enum { OUTCOME_HEARD_MOST = 256 };

/** One message, and how bad it is. */
typedef struct outcome_message {
    vikt_severity severity;
    vikt_error what;
} outcome_message;

typedef struct outcome {
    vikt_code code;
    vikt_error err;
    outcome_message heard[OUTCOME_HEARD_MOST];
    size_t heard_count;
    size_t failures;
    char *report;   /* JSON; NULL when the run failed */
    char *database; /* the bytes of the file; NULL when there is none */
    size_t length;  /* of the database */
} outcome;

/** Runs a company into options->database, made anew. The result is on the heap. */
outcome *outcome_of(const vikt_run_options *options);
void outcome_free(outcome *out);

/** NULL when they are the same, else what differs. */
const char *outcome_difference(const outcome *a, const outcome *b);

#endif
