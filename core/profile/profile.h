/* SPDX-License-Identifier: MIT
 *
 * The plan: what a run is told, resolved and checked. Immutable once compiled; every stage reads
 * it, none asks which form it was written in. Knows nothing of data: presence.h tells what of it a
 * given input can feed.
 */
#ifndef VIKT_PROFILE_PLAN_H
#define VIKT_PROFILE_PLAN_H

#include <vikt/profile.h>

#include "core/profile/criterion.h"
#include "core/profile/engine.h"
#include "core/profile/field.h"
#include "core/profile/measure.h"
#include "core/profile/outcome.h"
#include "core/profile/scheme.h"
#include "core/profile/source.h"
#include "core/profile/test.h"

enum {
    VIKT_SCALE_END_MAX = 1000000000 /* points, either way: billionths of them fit into 64 bits */
};

/** A file that the profile was read from. */
typedef struct vikt_profile_file {
    vikt_text path; /* as given; "default" for the built-in one, "--set" for overrides */
    vikt_text text;
} vikt_profile_file;

/** What one unit of a foreign currency is worth in the profile's. */
typedef struct vikt_rate {
    vikt_text currency;
    double rate; /* > 0 */
} vikt_rate;

struct vikt_profile {
    vikt_arena arena;
    vikt_text name, language, currency;
    double lo, hi; /* the scale */
    double min_coverage, min_weight;
    size_t max_failures;
    bool has_as_of;
    vikt_date as_of;
    vikt_rate *rates;
    size_t rate_count;
    bool keeps_personal; /* personal numbers are not masked */

    vikt_field *fields;
    size_t field_count;
    vikt_measure *measures; /* in statement order */
    size_t measure_count;
    size_t *measure_order; /* an order in which every measure comes after its inputs */
    vikt_criterion *criteria;
    size_t criterion_count;
    vikt_group *groups;
    size_t group_count;
    vikt_scheme *schemes;
    size_t scheme_count;
    vikt_rule *rules;
    size_t rule_count;
    vikt_action *actions;
    size_t action_count;
    vikt_test *tests;
    size_t test_count;

    vikt_text customers; /* [sources] customers, as written; none if not given */
    vikt_text invoices;  /* the same of invoices */
    vikt_text ratings;   /* and of ratings: a name, or a pattern with * */
    vikt_source_settings sources[VIKT_SOURCE_KINDS];
    vikt_combining combining; /* of the ratings */
    vikt_text database;       /* [database] path */
    vikt_profile_file *files; /* in order of precedence, lowest first */
    size_t file_count;
    char digest[33];            /* of all files' texts */
    vikt_statement *statements; /* of all files together, as they were written */
    size_t statement_count;

    bool has_engine;
    vikt_engine engine; /* owned */
};

/** What is asked about the data while the profile is compiled, for messages alone. */
typedef struct vikt_columns {
    /** What the column for a field of that name looks like, VIKT_TYPE_UNKNOWN when there is none;
     * profile: as far as it is compiled, with [sources]. */
    vikt_type (*find)(void *context, const vikt_profile *profile, vikt_text name,
                      vikt_text *heading);
    void *context;
} vikt_columns;

/**
 * vikt_profile_load() with more than its options.
 *
 * @param edited   other text in the place of one of the files, lent until the profile is freed;
 *                 NULL: none
 * @param columns  of the data; NULL: there is none
 */
vikt_code vikt_profile_load_with(const vikt_profile_options *options,
                                 const vikt_profile_file *edited, const vikt_columns *columns,
                                 const vikt_listener *listener, vikt_profile **out,
                                 vikt_error *err);

/**
 * Compiles a profile again from the texts of its files, as `files` of a profile kept them: no file
 * is read, and the built-in profile and the factors are those among the texts, not today's. Its
 * tests are left out.
 *
 * @param files  in their order, lowest first, "--set" last; each path has a NUL behind it
 */
vikt_code vikt_profile_recall(const vikt_profile_file *files, size_t count,
                              const vikt_rule_language *language, const vikt_allocator *allocator,
                              const vikt_listener *listener, vikt_profile **out, vikt_error *err);

/** Whether what stands at a place, a statement or one setting of it, is the user's own: not what
 * the built-in profile or the library of factors says. */
bool vikt_profile_owns(vikt_place place);

/** Name of a slot. */
vikt_text vikt_profile_slot_name(const vikt_profile *profile, vikt_slot slot);

/** The slot of a field or measure, or VIKT_SLOT_NONE. */
vikt_slot vikt_profile_slot(const vikt_profile *profile, vikt_text name);

/** The built-in fields that import treats apart: "key" and "name"; VIKT_SLOT_NONE if the profile
 * lacks one. */
vikt_slot vikt_profile_key_slot(const vikt_profile *profile);
vikt_slot vikt_profile_name_slot(const vikt_profile *profile);

/** The place of a criterion or scheme in the profile, or VIKT_INDEX_NONE. */
size_t vikt_profile_criterion(const vikt_profile *profile, vikt_text name);
size_t vikt_profile_scheme(const vikt_profile *profile, vikt_text name);

#endif
