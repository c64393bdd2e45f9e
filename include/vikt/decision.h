/* SPDX-License-Identifier: MIT
 *
 * Classes given by hand. A decision outranks scheme, hysteresis and rules (F-14): it counts at
 * once, and in every run as of its day or later until its date is over or it is withdrawn. No run
 * changes it.
 */
#ifndef VIKT_PUBLIC_DECISION_H
#define VIKT_PUBLIC_DECISION_H

#include <vikt/report.h>

VIKT_BEGIN_C

/** What is decided, or withdrawn. Texts are lent during the call; control characters in them are
 * kept as "?". */
typedef struct vikt_decision_options {
    const char *customer;   /* its key in the latest run, or its name if only one has it */
    const char *class_name; /* a class of the scheme; not looked at to withdraw */
    const char *scheme;     /* NULL: the primary one; to withdraw, the only one with a decision */
    const char *reason;     /* at most 1,000 bytes */
    const char *author;     /* who decides, or withdraws; at most 200 bytes */
    const char *until;      /* the last as-of date that it holds for, YYYY-MM-DD; NULL: no end */
    const char *today;      /* YYYY-MM-DD: the library has no clock */
} vikt_decision_options;

/**
 * Decides a customer's class in a scheme, from the latest run's date on. A decision that the
 * customer has in that scheme is withdrawn as replaced.
 *
 * @param[out] out  what now holds; new, NUL-terminated; free with vikt_report_free()
 * @return VIKT_OK; VIKT_USAGE for a customer, scheme or class that the latest run does not have
 * (with the nearest), a missing or too long text, and a date that is none or lies before that
 * run's; VIKT_STORE
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_decision_make(const char *database,
                                                      const vikt_decision_options *options,
                                                      const vikt_report_options *report, char **out,
                                                      vikt_error *err);

/**
 * Withdraws the decision that a customer has; the engine's class counts again at once.
 *
 * @param options   the customer may be gone by now, its key is enough
 * @param[out] out  as above
 * @return VIKT_OK; VIKT_USAGE also for a customer without a decision, or with several and no scheme
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_decision_withdraw(const char *database,
                                                          const vikt_decision_options *options,
                                                          const vikt_report_options *report,
                                                          char **out, vikt_error *err);

/** All decisions in the order in which they were made, with their state as of the latest run and
 * what the engine said in it. */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_decisions(const char *database,
                                                         const vikt_report_options *options,
                                                         char **out, vikt_error *err);

/** How many decisions hold in a run; and whether one holds for a customer and scheme (both numbered
 * as in vikt/run.h). */
VIKT_API size_t vikt_run_decisions(const vikt_run *run);
VIKT_API bool vikt_run_is_decided(const vikt_run *run, size_t scheme, size_t customer);

/** What the class would be without decisions; "?" for none. */
VIKT_API const char *vikt_run_own_class(const vikt_run *run, size_t scheme, size_t customer);

VIKT_END_C
#endif
