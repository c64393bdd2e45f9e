/* SPDX-License-Identifier: MIT */
#include "core/store/schema_2.h"

#include <stddef.h>

#define OF_RUN "run_id INTEGER NOT NULL REFERENCES run(run_id) ON DELETE CASCADE,"

const char *const vikt_schema_2[] = {
    "CREATE TABLE run_rater (" OF_RUN
    " position INTEGER NOT NULL, name TEXT NOT NULL, weight REAL NOT NULL,"
    " PRIMARY KEY (run_id, position)) STRICT, WITHOUT ROWID",

    "CREATE TABLE run_agreement (" OF_RUN
    " position INTEGER NOT NULL, field TEXT NOT NULL, combine TEXT NOT NULL,"
    " used INTEGER NOT NULL, raters INTEGER NOT NULL, units INTEGER NOT NULL, alpha REAL,"
    " common INTEGER NOT NULL, w REAL, overlap REAL,"
    " PRIMARY KEY (run_id, position)) STRICT, WITHOUT ROWID",

    /* What the marks of a customer come to stands beside each of them. */
    "CREATE TABLE run_rating (" OF_RUN
    " customer_key TEXT NOT NULL, field TEXT NOT NULL, rater TEXT NOT NULL, mark REAL NOT NULL,"
    " used REAL, \"range\" REAL NOT NULL,"
    " PRIMARY KEY (run_id, customer_key, field, rater)) STRICT, WITHOUT ROWID",

    "CREATE VIEW ratings AS"
    " SELECT run_id, customer_key, field, rater, mark, used, \"range\" FROM run_rating",

    "CREATE VIEW agreement AS"
    " SELECT run_id, field, raters, units, alpha, common, w, overlap FROM run_agreement",

    NULL};
