/* SPDX-License-Identifier: MIT
 *
 * Runs kept in the database: writing one completely or not at all, and reading what earlier ones
 * said. Knows customers and the tables' meaning; the SQL itself lies in core/store.
 */
#ifndef VIKT_HISTORY_H
#define VIKT_HISTORY_H

#include "core/classify/classification.h"
#include "core/store/store.h"

/** One note, warning or error of a run, as told to its listener. */
typedef struct vikt_notice {
    vikt_severity severity;
    vikt_text text; /* with its place: "acme.lua:12: ..." */
} vikt_notice;

/** Everything that is stored of a run. All lent. */
typedef struct vikt_run_record {
    const char *started_at; /* ISO, from the caller: the library has no clock; the only time in the
                               database */
    const vikt_profile *profile;
    const vikt_presence *presence;
    const vikt_import *import;
    const vikt_population *population;
    const vikt_points *points;
    const vikt_score *score;
    const vikt_classification *classification;
    const vikt_previous *previous;
    const vikt_decisions *decisions; /* NULL: none */
    const vikt_script *script;
    const vikt_notice *notices;
    size_t notice_count;
    bool dated;          /* its date was told, by an option or the profile */
    size_t unclassified; /* customers without a class in the primary scheme */
    vikt_slot money;     /* what shares of revenue are of; VIKT_SLOT_NONE */
} vikt_run_record;

/**
 * Writes a run in one transaction. On failure the database is as it was.
 * @param[out] run_id  its number, 1, 2, ...
 */
vikt_code vikt_history_write(vikt_store *store, const vikt_run_record *record, int64_t *run_id,
                             vikt_error *err);

/**
 * The complete run with the greatest as-of date before as_of (then the highest number), for today's
 * customers (F-14). out->run_id is 0 when there is none. keys: today's customers, ascending.
 */
vikt_code vikt_history_previous(vikt_store *store, const vikt_profile *profile,
                                const vikt_column *keys, vikt_date as_of, vikt_arena *arena,
                                vikt_previous *out, vikt_error *err);

/** The same of a run that is known by its number; out->run_id is 0 when there is none such. */
vikt_code vikt_history_previous_run(vikt_store *store, const vikt_profile *profile,
                                    const vikt_column *keys, int64_t run_id, vikt_arena *arena,
                                    vikt_previous *out, vikt_error *err);

/** How many customers the latest run had, and how many of them are among keys. Both 0 when there is
 * no run. */
vikt_code vikt_history_overlap(vikt_store *store, const vikt_column *keys, size_t *customers,
                               size_t *common, vikt_error *err);

/** A line of `vikt runs`. Texts live during the call. */
typedef struct vikt_run_line {
    int64_t run_id;
    vikt_text as_of, started_at, status, profile, primary_scheme;
    int64_t customers, rejected, unclassified;
    int64_t
        previous_id;   /* the run that it was compared with; 0: there was none, or it is dropped */
    bool same_profile; /* as that one's */
} vikt_run_line;

vikt_code vikt_history_runs(vikt_store *store,
                            bool (*line)(void *context, const vikt_run_line *run), void *context,
                            vikt_error *err);

/** One criterion of one customer, as stored. */
typedef struct vikt_stored_points {
    vikt_text criterion, scale, reason; /* scale: "percentile revenue" or "function" */
    vikt_text value;                    /* as text; none: missing */
    vikt_text capped; /* "group money holds at most 30 %": its cap cut the weight; or none */
    bool has_points, valued;
    double share; /* of the total, where the scale judges shares; NaN: it does not */
    double points, weight, contribution; /* weight: effective, 0..1 */
} vikt_stored_points;

/** What was decided of a class. */
typedef struct vikt_class_decision {
    int64_t id;                               /* 0: nothing, or nothing that counts now */
    vikt_text author, made_on, until, reason; /* until: none for no end */
    bool held;    /* in the run; false: it was made, or replaced another one, since */
    int64_t over; /* of the latest run: the one that held in it and counts no more; 0: none */
} vikt_class_decision;

typedef struct vikt_stored_class {
    vikt_text scheme;
    vikt_text how; /* "by score: A 3.8, B 2.6, C 1" */
    vikt_text class_name, raw_class,
        reason;          /* reason: a script's, a rule's name, or why it is "?" */
    vikt_text own_class; /* without what was decided */
    vikt_class_decision decision;
    bool primary;
    vikt_text previous; /* class in the run before; none: new */
    vikt_text note; /* "would be B, kept A by the margin of 0.15", "customer outside the total (not
                       positive)",
                       ... ; or none */
} vikt_stored_class;

typedef struct vikt_stored_value {
    vikt_text name, value;
} vikt_stored_value;

typedef struct vikt_stored_action {
    vikt_text action, text, owner, every;
} vikt_stored_action;

/** A rater's mark. */
typedef struct vikt_stored_mark {
    vikt_text field, rater;
    double mark;
    double used;  /* what the marks on this field come to; NaN: they are not used */
    double range; /* between the least and the greatest of them */
} vikt_stored_mark;

/** How a customer stood in an earlier run, or this one, by this one's primary scheme. */
typedef struct vikt_stored_standing {
    int64_t run_id;
    vikt_text as_of, class_name;
} vikt_stored_standing;

/** One customer of one run, whole. In the arena of the caller. */
typedef struct vikt_stored_customer {
    int64_t run_id;
    vikt_text as_of, profile, key, name;
    bool has_score;
    double score, coverage, lo, hi;
    double known; /* share of the profile's weight whose criteria had data in this run, 0..1 */
    vikt_text *left_out; /* criteria that had none, with their share: "risk (15 %)" */
    size_t left_out_count;
    vikt_stored_points *points;
    size_t point_count;
    vikt_stored_class *classes;
    size_t class_count;
    vikt_stored_standing *history; /* by date, the last run of each, from the first
                                      with it on; ends with this run. "gone": not in that one */
    size_t history_count;
    vikt_stored_value *values;
    size_t value_count;
    vikt_stored_mark *marks; /* field by field */
    size_t mark_count;
    vikt_stored_action *actions;
    size_t action_count;
    vikt_text *rules; /* names of rules that held */
    size_t rule_count;
    vikt_text *failures; /* what failed, with place */
    size_t failure_count;
} vikt_stored_customer;

/**
 * A customer of a run (0: the latest complete one), by key, else by name if unique.
 * @return VIKT_OK; VIKT_USAGE when nobody fits (nearest key or name); VIKT_STORE
 */
vikt_code vikt_history_customer(vikt_store *store, int64_t run_id, vikt_text key, vikt_arena *arena,
                                vikt_stored_customer *out, vikt_error *err);

#endif
