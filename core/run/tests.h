/* SPDX-License-Identifier: MIT
 *
 * The tests of a profile with what came out of them, for the reports.
 */
#ifndef VIKT_RUN_TESTS_H
#define VIKT_RUN_TESTS_H

#include <vikt/test.h>

#include "core/run/mutant.h"
#include "core/run/reach.h"

/** One thing that was not as expected. */
typedef struct vikt_difference {
    const char *what, *expected, *got;
} vikt_difference;

typedef struct vikt_test_result {
    const vikt_test *test;
    bool failed;
    vikt_error error; /* why nothing came out; all zeros: something did */
    vikt_difference *differences;
    size_t difference_count;
} vikt_test_result;

struct vikt_tests {
    const vikt_allocator *allocator;
    unsigned workers;
    vikt_arena arena;
    vikt_profile *profile;
    vikt_test_result *items;
    size_t count, failed;
    vikt_reach reach;      /* of the customers that the tests look at */
    size_t parts, reached; /* of the profile's own */
    bool mutated;          /* changes were tried, on the tests that pass */
    vikt_mutants mutants;
};

#endif
