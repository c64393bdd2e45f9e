/* SPDX-License-Identifier: MIT */
#include "core/store/schema_4.h"

#include <stddef.h>

#define OF_RUN "run_id INTEGER NOT NULL REFERENCES run(run_id) ON DELETE CASCADE,"

/* A customer's class in scheme s, as of result r. */
#define CLASS_OF(r, s)                                                                             \
    "coalesce((SELECT o.class FROM outcome_class o WHERE o.run_id = " r ".run_id"                  \
    " AND o.outcome = " r ".outcome AND o.position = " s ".position), '?')"

/* Where in the values of the results of run o that lies of which shares of revenue are; runs of
 * earlier versions do not say. Joined before the results: to ask for each of them takes long. */
#define MONEY_OF(o)                                                                                \
    " LEFT JOIN run_value m ON m.run_id = " o ".run_id AND m.position = (SELECT max(v.position)"   \
    " FROM run_value v WHERE v.run_id = " o ".run_id AND v.name = coalesce(" o                     \
    ".money, 'revenue'))"

#define OLD_CLASS    CLASS_OF("p", "e")
#define NEW_CLASS    CLASS_OF("r", "n")
#define MONEY_NOW    MONEY_OF("u")
#define MONEY_BEFORE MONEY_OF("b")

/* A run with the run before it, scheme by scheme that both have. */
#define BOTH_RUNS                                                                                  \
    " FROM run u CROSS JOIN run_scheme n ON n.run_id = u.run_id AND n.present"                     \
    " CROSS JOIN run_scheme e ON e.run_id = u.previous_run_id AND e.name = n.name AND e.present"

const char *const vikt_schema_4[] = {
    /* What a run rests on, in one digest: equal for two runs that must come out the same. */
    "ALTER TABLE run ADD COLUMN fingerprint TEXT",
    /* Of the run before, which may be dropped later. */
    "ALTER TABLE run ADD COLUMN previous_as_of TEXT",
    "UPDATE run SET previous_as_of = (SELECT p.as_of FROM run p WHERE p.run_id = "
    "run.previous_run_id)",
    /* The value that shares of revenue are of; NULL: there is none. */
    "ALTER TABLE run ADD COLUMN money TEXT",
    /* Whether its date was told; of runs of earlier versions nobody knows. */
    "ALTER TABLE run ADD COLUMN dated INTEGER NOT NULL DEFAULT 1",
    /* Customers that were taken out of the run on demand. */
    "ALTER TABLE run ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0",

    /* The fields that some source had, whether or not something read them: what was left out of the
     * run follows from it. */
    "CREATE TABLE run_field (" OF_RUN " position INTEGER NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY (run_id, position)) STRICT, WITHOUT ROWID",

    /* A digest of the run's rows in a table. */
    "CREATE TABLE seal (" OF_RUN
    " \"table\" TEXT NOT NULL, rows INTEGER NOT NULL, digest TEXT NOT NULL,"
    " PRIMARY KEY (run_id, \"table\")) STRICT, WITHOUT ROWID",

    /* It holds for runs from `since` on, the date of the run that it was made upon, until `until`.
     * At most one that is not withdrawn for a customer and scheme. */
    "CREATE TABLE decision ("
    " decision_id INTEGER PRIMARY KEY,"
    " customer_key TEXT NOT NULL,"
    " scheme TEXT NOT NULL,"
    " class TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " author TEXT NOT NULL,"
    " made_on TEXT NOT NULL,"
    " since TEXT NOT NULL,"
    " until TEXT,"
    " withdrawn_on TEXT,"
    " withdrawn_by TEXT,"
    " withdrawn_reason TEXT) STRICT",

    "CREATE UNIQUE INDEX decision_open ON decision (customer_key, scheme)"
    " WHERE withdrawn_on IS NULL",

    /* The decisions that held in a run, and what the class would have been. */
    "CREATE TABLE run_decision (" OF_RUN
    " customer_key TEXT NOT NULL, scheme TEXT NOT NULL, decision_id INTEGER NOT NULL,"
    " class TEXT NOT NULL, own_class TEXT, reason TEXT NOT NULL, author TEXT NOT NULL,"
    " made_on TEXT NOT NULL, until TEXT,"
    " PRIMARY KEY (run_id, customer_key, scheme)) STRICT, WITHOUT ROWID",

    "CREATE VIEW decisions AS"
    " SELECT decision_id, customer_key, scheme, class, reason, author, made_on, since, until,"
    " withdrawn_on, withdrawn_by FROM decision",

    /* A decision counts at once, not only from the next run on, and so does its withdrawal. */
    "DROP VIEW current_results",
    "CREATE VIEW current_results AS"
    " SELECT r.customer_key, coalesce(r.name, r.customer_key) AS name, r.score, r.coverage,"
    " coalesce((SELECT d.class FROM decision d WHERE d.customer_key = r.customer_key"
    "  AND d.scheme = u.primary_scheme AND d.withdrawn_on IS NULL AND d.since <= u.as_of"
    "  AND (d.until IS NULL OR d.until >= u.as_of) AND EXISTS (SELECT 1 FROM run_scheme s,"
    "   json_each(s.classes) k WHERE s.run_id = u.run_id AND s.is_primary AND k.value = d.class)),"
    "  (SELECT coalesce(h.own_class, '?') FROM run_decision h WHERE h.run_id = u.run_id"
    "  AND h.customer_key = r.customer_key AND h.scheme = u.primary_scheme),"
    "  (SELECT o.class FROM run_scheme s JOIN outcome_class o"
    "  ON o.run_id = s.run_id AND o.outcome = r.outcome AND o.position = s.position"
    "  WHERE s.run_id = r.run_id AND s.is_primary), '?') AS class"
    " FROM run u CROSS JOIN result r ON r.run_id = u.run_id"
    " WHERE u.run_id = (SELECT run_id FROM run WHERE status = 'complete'"
    "  ORDER BY as_of DESC, run_id DESC LIMIT 1)",

    "CREATE VIEW moves AS"
    " SELECT u.run_id, u.previous_run_id, r.customer_key, n.name AS scheme,"
    " " OLD_CLASS " AS old_class, " NEW_CLASS " AS new_class" BOTH_RUNS
    " CROSS JOIN result r ON r.run_id = u.run_id"
    " CROSS JOIN result p ON p.run_id = u.previous_run_id AND p.customer_key = r.customer_key"
    " WHERE old_class <> new_class",

    /* Money is the later run's; of those who are gone the earlier one's. Two groupings, because a
     * condition on the run finds its way into each and not behind both. */
    "CREATE VIEW migration AS"
    " SELECT u.run_id, u.previous_run_id, n.name AS scheme,"
    " iif(p.run_id IS NULL, 'new', " OLD_CLASS ") AS old_class, " NEW_CLASS " AS new_class,"
    " count(*) AS customers, sum(CAST(r.\"values\" ->> m.position AS REAL)) AS revenue" BOTH_RUNS
        MONEY_NOW " CROSS JOIN result r ON r.run_id = u.run_id"
    " LEFT JOIN result p ON p.run_id = u.previous_run_id AND p.customer_key = r.customer_key"
    " GROUP BY u.run_id, u.previous_run_id, n.name, old_class, new_class"
    " UNION ALL"
    " SELECT u.run_id, u.previous_run_id, n.name, " OLD_CLASS " AS old_class, 'gone',"
    " count(*), sum(CAST(p.\"values\" ->> m.position AS REAL))" BOTH_RUNS
    " CROSS JOIN run b ON b.run_id = u.previous_run_id" MONEY_BEFORE
    " CROSS JOIN result p ON p.run_id = u.previous_run_id"
    " WHERE NOT EXISTS (SELECT 1 FROM result r WHERE r.run_id = u.run_id"
    "  AND r.customer_key = p.customer_key)"
    " GROUP BY u.run_id, u.previous_run_id, n.name, old_class",

    NULL};
