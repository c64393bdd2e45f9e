/* SPDX-License-Identifier: MIT
 *
 * A test of a profile: invented customers, and what must become of the first of them.
 */
#ifndef VIKT_PROFILE_TEST_H
#define VIKT_PROFILE_TEST_H

#include "core/base/column.h"
#include "core/base/date_form.h"
#include "core/profile/function.h"

enum { VIKT_TESTS_MAX = 4096, VIKT_TEST_CUSTOMERS_MAX = 1000 };

/** A value that a test gives a customer. */
typedef struct vikt_given {
    size_t field;
    vikt_type type; /* of the value as it is written; a date is a text that can be read as one */
    double number;  /* NaN for a text; the day of a date, 1 or 0 for yes and no */
    vikt_text text; /* of a text or date */
} vikt_given;

typedef struct vikt_test_customer {
    vikt_text key, name;
    vikt_given *given;
    size_t given_count;
} vikt_test_customer;

/** What a test expects of its customer, one thing at a time. */
typedef enum vikt_expectation_kind {
    VIKT_EXPECT_CLASS, /* in scheme index; VIKT_INDEX_NONE: the primary one */
    VIKT_EXPECT_SCORE,
    VIKT_EXPECT_POINTS,           /* for criterion index */
    VIKT_EXPECT_REASON,           /* text among all reasons and the names of the rules that held */
    VIKT_EXPECT_CRITERION_REASON, /* text in the reasons of criterion index */
    VIKT_EXPECT_SCHEME_REASON,    /* text in the reasons of scheme index */
    VIKT_EXPECT_ACTION            /* action index applies */
} vikt_expectation_kind;

typedef struct vikt_expectation {
    vikt_expectation_kind kind;
    size_t index;
    double number;  /* of a score or points; NaN: there are none */
    vikt_text text; /* of a class ("?": none) or reason */
} vikt_expectation;

typedef struct vikt_test {
    vikt_text name;
    vikt_place place;
    vikt_test_customer *customers; /* the first one is looked at, the others are the population */
    size_t customer_count;
    bool has_as_of;
    vikt_date as_of;
    bool has_previous;
    bool has_previous_as_of;
    vikt_date previous_as_of;
    double previous_score;       /* NaN: none */
    double *previous_points;     /* by criterion; NaN: none */
    vikt_text previous_class;    /* in the primary scheme; none: not given */
    vikt_text *previous_classes; /* by scheme; none: not given */
    double tolerance;            /* of score and points */
    vikt_expectation *expectations;
    size_t expectation_count;
} vikt_test;

#endif
