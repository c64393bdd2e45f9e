/* SPDX-License-Identifier: MIT
 *
 * One run from files to results, stage by stage. Knows the order of the stages and who owns what;
 * computes nothing itself.
 */
#ifndef VIKT_RUN_STAGES_H
#define VIKT_RUN_STAGES_H

#include <vikt/run.h>

#include "core/persist/history.h"
#include "core/run/company.h"
#include "core/run/notices.h"

struct vikt_run {
    const vikt_allocator *allocator;
    vikt_stop stop; /* asked between chunks of script functions */
    vikt_arena arena;
    vikt_company company;
    const char *database; /* path; never NULL */
    bool made;            /* the database did not exist before */
    vikt_profile *profile;
    const char *customers, *invoices; /* files; NULL: there is none */
    vikt_text given;                  /* bytes of the one that was read already; none: none was */
    bool dated;                       /* as_of was told */
    vikt_date as_of;
    vikt_import *import;
    vikt_presence presence;
    vikt_script script;
    vikt_population *population;
    vikt_mappings mappings[VIKT_SOURCE_KINDS]; /* how headings were understood in earlier runs */
    vikt_previous previous;
    vikt_decisions decisions;
    bool previous_gone; /* of a recalled run: there was one, and it is not there any more */
    vikt_points points;
    vikt_score score;
    vikt_classification classification;
    vikt_notices notices;
    size_t unclassified;
    int64_t id;     /* 0: not stored */
    bool unchanged; /* the run of that number rests on the same, and stands for this one */
    bool latest;    /* no stored run has a later as-of date */
    size_t *shown;  /* numbers of the schemes that are present */
    size_t shown_count;
    vikt_slot money; /* the value that shares of revenue are of; VIKT_SLOT_NONE */
};

/** A run with nothing in it yet; free with vikt_run_free(). NULL without memory. */
vikt_run *vikt_run_new(const vikt_run_options *options, const vikt_listener *listener);

#endif
