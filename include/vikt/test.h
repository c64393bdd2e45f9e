/* SPDX-License-Identifier: MIT
 *
 * The tests of a profile: invented customers, and what must come out for them.
 */
#ifndef VIKT_TEST_H
#define VIKT_TEST_H

#include <stdbool.h>
#include <stddef.h>

#include <vikt/allocator.h>
#include <vikt/error.h>
#include <vikt/profile.h>

VIKT_BEGIN_C

typedef struct vikt_tests vikt_tests;

/** Whose tests to run. All zeros: those of the built-in profile, which has none. Texts are lent
 * during the call. */
typedef struct vikt_test_options {
    const char *company; /* a folder with a vikt.ini, or a data file that may have one beside it */
    const char *rules;   /* a rule file on top of it, or alone; or NULL */
    const vikt_override *overrides;
    size_t override_count;
    unsigned workers;   /* processes, as in vikt_run_options: 1 is enough, 0 is faster */
    const char *filter; /* only tests whose name holds this text; NULL: all */
    bool mutate;        /* and try changes of the profile on them: which does no test notice? */
    const vikt_rule_language *language; /* vikt_lua(); NULL: INI only */
    const vikt_allocator *allocator;    /* NULL: malloc */
} vikt_test_options;

/**
 * Runs the tests of a profile: each test's customers go through measures, population, criteria,
 * score, schemes, rules and actions as in a run. Nothing is read but the profile, and nothing is
 * stored.
 *
 * @param listener  hears what is wrong in the profile; may be NULL
 * @param[out] out  new; free with vikt_tests_free(); NULL on failure
 * @return VIKT_OK, also with failed tests or none at all; VIKT_PROFILE, VIKT_INPUT as
 * vikt_profile_load(); VIKT_USAGE when no test's name holds the filter; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_tests_run(const vikt_test_options *options,
                                                  const vikt_listener *listener, vikt_tests **out,
                                                  vikt_error *err);
VIKT_API void vikt_tests_free(vikt_tests *tests);

/** Tests that ran, and how many of them failed. */
VIKT_API size_t vikt_tests_count(const vikt_tests *tests);
VIKT_API size_t vikt_tests_failed(const vikt_tests *tests);

/** The i-th test's name, in the order of the profile, and whether it failed. Lent. */
VIKT_API const char *vikt_tests_name(const vikt_tests *tests, size_t test);
VIKT_API bool vikt_tests_has_failed(const vikt_tests *tests, size_t test);

/** How much of the profile's own parts (criteria, steps, lookup values, rows, classes, rules,
 * actions; not those that only the built-in profile speaks of) the customers of the tests reach:
 * 0..1. 0 when nothing is tested, 1 when there is nothing to reach. */
VIKT_API double vikt_tests_coverage(const vikt_tests *tests);

/** With `mutate`: changes of numbers and comparisons of the profile that were tried, one at a time,
 * and those that no test noticed. */
VIKT_API size_t vikt_tests_mutants(const vikt_tests *tests);
VIKT_API size_t vikt_tests_survivors(const vikt_tests *tests);

VIKT_END_C
#endif
