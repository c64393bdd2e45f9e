/* SPDX-License-Identifier: MIT
 *
 * What a data file is: everything that is found out by looking at it, and why, without running or
 * storing anything.
 */
#ifndef VIKT_SNIFF_H
#define VIKT_SNIFF_H

#include <vikt/report.h>
#include <vikt/run.h>

VIKT_BEGIN_C

typedef struct vikt_sniff vikt_sniff;

/**
 * Looks at a file the way a run would read it.
 *
 * What a run would stop at and ask is no failure here: it is among the questions of the report.
 *
 * @param options   `company` is the file, rules and overrides tell how to read it; a vikt.ini
 *                  beside it counts. The rest is not used. Texts are lent during the call
 * @param listener  hears errors and warnings of the profile; may be NULL
 * @param[out] out  new; free with vikt_sniff_free(); NULL on failure
 * @return VIKT_OK, also with questions; VIKT_INPUT for what cannot be read, or is no data (a
 * profile, a PDF), with what it is; VIKT_PROFILE, VIKT_USAGE, VIKT_LIMIT, VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_sniff_file(const vikt_run_options *options,
                                                   const vikt_listener *listener, vikt_sniff **out,
                                                   vikt_error *err);
VIKT_API void vikt_sniff_free(vikt_sniff *sniff);

/** How many things a run would ask before it can use the file. */
VIKT_API size_t vikt_sniff_questions(const vikt_sniff *sniff);

/**
 * All of it as text, or as JSON with stable names: the same bytes for the same file and profile.
 * Personal numbers are masked unless the profile keeps them.
 * @param[out] out  new, NUL-terminated; free with vikt_report_free()
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_report_sniff(const vikt_sniff *sniff,
                                                     const vikt_report_options *options, char **out,
                                                     vikt_error *err);

VIKT_END_C
#endif
