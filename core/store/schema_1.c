/* SPDX-License-Identifier: MIT */
#include "core/store/schema_1.h"

#include <stddef.h>

/* Every table that hangs on a run goes with it. */
#define OF_RUN      "run_id INTEGER NOT NULL REFERENCES run(run_id) ON DELETE CASCADE,"
#define BY_POSITION " PRIMARY KEY (run_id, position)) STRICT, WITHOUT ROWID"

const char *const vikt_schema_1[] = {
    /* The long text comes last, so that reading the rest of a row does not pass through it. */
    "CREATE TABLE run ("
    " run_id INTEGER PRIMARY KEY,"
    " as_of TEXT NOT NULL,"
    " started_at TEXT NOT NULL,"
    " status TEXT NOT NULL CHECK (status IN ('complete')),"
    " profile TEXT NOT NULL,"
    " profile_digest TEXT NOT NULL,"
    " language TEXT,"
    " currency TEXT,"
    " engine_version TEXT NOT NULL,"
    " previous_run_id INTEGER REFERENCES run(run_id) ON DELETE SET NULL,"
    " primary_scheme TEXT,"
    " scale_lo REAL NOT NULL,"
    " scale_hi REAL NOT NULL,"
    " min_coverage REAL NOT NULL,"
    " min_weight REAL NOT NULL,"
    " weight REAL NOT NULL,"
    " weight_known REAL NOT NULL,"
    " thin INTEGER NOT NULL CHECK (thin IN (0, 1)),"
    " customers INTEGER NOT NULL,"
    " rows_read INTEGER NOT NULL,"
    " rejected INTEGER NOT NULL,"
    " rejected_rows INTEGER NOT NULL,"
    " unclassified INTEGER NOT NULL,"
    " profile_text TEXT NOT NULL CHECK (json_valid(profile_text))"
    ") STRICT",

    "CREATE TABLE run_input (" OF_RUN " position INTEGER NOT NULL, source TEXT NOT NULL, digest "
    "TEXT NOT NULL, bytes INTEGER NOT NULL,"
    " rows INTEGER NOT NULL, reading TEXT NOT NULL CHECK (json_valid(reading))," BY_POSITION,

    "CREATE TABLE run_criterion (" OF_RUN
    " position INTEGER NOT NULL, name TEXT NOT NULL, weight REAL NOT NULL, scale TEXT NOT NULL,"
    " or_scale TEXT, missing TEXT NOT NULL, \"group\" TEXT, cap REAL,"
    " present INTEGER NOT NULL,"
    " points_position INTEGER, value_position INTEGER, or_value_position INTEGER," BY_POSITION,

    "CREATE TABLE run_scheme (" OF_RUN
    " position INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,"
    " classes TEXT NOT NULL CHECK (json_valid(classes)), limits TEXT, is_primary INTEGER NOT NULL,"
    " present INTEGER NOT NULL, ordered INTEGER NOT NULL, field TEXT, hysteresis REAL,"
    " total REAL, outside REAL, last_share TEXT," BY_POSITION,

    "CREATE TABLE run_value (" OF_RUN " position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT "
    "NOT NULL, share INTEGER NOT NULL," BY_POSITION,

    "CREATE TABLE run_rule (" OF_RUN
    " position INTEGER NOT NULL, name TEXT NOT NULL, scheme TEXT, kind TEXT NOT NULL,"
    " class TEXT NOT NULL, condition TEXT NOT NULL, present INTEGER NOT NULL," BY_POSITION,

    "CREATE TABLE run_action (" OF_RUN " position INTEGER NOT NULL, name TEXT NOT NULL, scheme "
    "TEXT, class TEXT, text TEXT, owner TEXT,"
    " every TEXT, condition TEXT, present INTEGER NOT NULL," BY_POSITION,

    "CREATE TABLE run_cut (" OF_RUN " position INTEGER NOT NULL, statement TEXT NOT NULL, name "
    "TEXT NOT NULL, value REAL," BY_POSITION,

    "CREATE TABLE run_notice (" OF_RUN
    " position INTEGER NOT NULL, severity TEXT NOT NULL, text TEXT NOT NULL," BY_POSITION,

    "CREATE TABLE run_print (" OF_RUN
    " position INTEGER NOT NULL, customer_key TEXT NOT NULL, text TEXT NOT NULL," BY_POSITION,

    "CREATE TABLE failure (" OF_RUN
    " position INTEGER NOT NULL, customer_key TEXT NOT NULL, statement TEXT NOT NULL, place TEXT,"
    " message TEXT NOT NULL," BY_POSITION,

    "CREATE TABLE reject (" OF_RUN
    " position INTEGER NOT NULL, source TEXT NOT NULL, \"row\" INTEGER NOT NULL, \"column\" TEXT,"
    " customer_key TEXT, value TEXT, reason TEXT NOT NULL, whole_row INTEGER NOT NULL," BY_POSITION,

    /* What is equal for many customers is stored once and numbered: on what a score rests ... */
    "CREATE TABLE basis (" OF_RUN
    " basis INTEGER NOT NULL, position INTEGER NOT NULL, weight REAL NOT NULL,"
    " valued INTEGER NOT NULL, by_or INTEGER NOT NULL,"
    " PRIMARY KEY (run_id, basis, position)) STRICT, WITHOUT ROWID",

    /* ... and what came out, in all schemes, with the rules that held and the actions that apply.
     */
    "CREATE TABLE outcome_class (" OF_RUN
    " outcome INTEGER NOT NULL, position INTEGER NOT NULL, class TEXT, raw_class TEXT, why TEXT,"
    " flags INTEGER NOT NULL, rule TEXT, since TEXT,"
    " PRIMARY KEY (run_id, outcome, position)) STRICT, WITHOUT ROWID",

    "CREATE TABLE outcome_rule (" OF_RUN " outcome INTEGER NOT NULL, position INTEGER NOT NULL,"
    " PRIMARY KEY (run_id, outcome, position)) STRICT, WITHOUT ROWID",

    "CREATE TABLE outcome_action (" OF_RUN " outcome INTEGER NOT NULL, position INTEGER NOT NULL,"
    " PRIMARY KEY (run_id, outcome, position)) STRICT, WITHOUT ROWID",

    "CREATE TABLE result (" OF_RUN " customer_key TEXT NOT NULL,"
    " name TEXT,"
    " score REAL,"
    " coverage REAL,"
    " basis INTEGER NOT NULL,"
    " outcome INTEGER NOT NULL,"
    " points TEXT NOT NULL,"
    " \"values\" TEXT NOT NULL,"
    " extra TEXT,"
    " PRIMARY KEY (run_id, customer_key)) STRICT, WITHOUT ROWID",

    "CREATE TRIGGER run_takes_results AFTER DELETE ON run BEGIN"
    " DELETE FROM result WHERE run_id = OLD.run_id; END",

    /* ---- the views: names and columns are fixed. CROSS JOIN keeps the order of the tables: runs
     * first, so that one customer is found in each by the primary key; then results and what they
     * point at: the other way round every outcome would read all results. ---- */

    "CREATE VIEW runs_overview AS"
    " SELECT run_id, as_of, started_at, status, profile, customers, rejected, unclassified FROM "
    "run",

    "CREATE VIEW current_results AS"
    " SELECT r.customer_key, coalesce(r.name, r.customer_key) AS name, r.score, r.coverage,"
    " coalesce((SELECT o.class FROM run_scheme s JOIN outcome_class o"
    "  ON o.run_id = s.run_id AND o.outcome = r.outcome AND o.position = s.position"
    "  WHERE s.run_id = r.run_id AND s.is_primary), '?') AS class"
    " FROM result r"
    " WHERE r.run_id = (SELECT run_id FROM run WHERE status = 'complete'"
    "  ORDER BY as_of DESC, run_id DESC LIMIT 1)",

    "CREATE VIEW classes AS"
    " SELECT u.run_id, r.customer_key, s.name AS scheme, coalesce(o.class, '?') AS class,"
    " coalesce(o.raw_class, '?') AS raw_class"
    " FROM run u CROSS JOIN result r ON r.run_id = u.run_id"
    " CROSS JOIN outcome_class o ON o.run_id = r.run_id AND o.outcome = r.outcome"
    " CROSS JOIN run_scheme s ON s.run_id = o.run_id AND s.position = o.position",

    "CREATE VIEW points AS"
    " SELECT u.run_id, r.customer_key, c.name AS criterion,"
    " r.\"values\" ->> iif(b.by_or, c.or_value_position, c.value_position) AS value,"
    " r.points ->> c.points_position AS points, b.weight,"
    " b.weight * coalesce(r.points ->> c.points_position, 0.0) AS contribution,"
    " coalesce(json_extract(r.extra, '$.reasons.\"' || c.position || '\"'),"
    "  iif(NOT b.valued AND (r.points ->> c.points_position) IS NOT NULL,"
    "   'missing: ' || c.missing, NULL)) AS reason"
    " FROM run u CROSS JOIN result r ON r.run_id = u.run_id"
    " CROSS JOIN basis b ON b.run_id = r.run_id AND b.basis = r.basis"
    " CROSS JOIN run_criterion c ON c.run_id = b.run_id AND c.position = b.position",

    "CREATE VIEW plan AS"
    " SELECT u.run_id, r.customer_key, a.name AS action,"
    " coalesce(json_extract(r.extra, '$.texts.\"' || a.position || '\"'), a.text) AS text,"
    " a.owner, a.every"
    " FROM run u CROSS JOIN result r ON r.run_id = u.run_id"
    " CROSS JOIN outcome_action o ON o.run_id = r.run_id AND o.outcome = r.outcome"
    " CROSS JOIN run_action a ON a.run_id = o.run_id AND a.position = o.position",

    "CREATE VIEW rejects AS"
    " SELECT run_id, source, \"row\", \"column\", customer_key, value, reason FROM reject",

    NULL};
