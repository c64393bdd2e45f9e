/* SPDX-License-Identifier: MIT
 *
 * What a public function of the reports writes on: text that becomes the caller's, and memory for
 * as long as it is being written. Knows nothing of what is written.
 */
#ifndef VIKT_PAGE_H
#define VIKT_PAGE_H

#include <vikt/report.h>

#include "core/base/locale.h"
#include "core/base/text.h"

enum { VIKT_REPORT_MAX = 1 << 28 }; /* bytes of a report */

/** Begun and ended by one function, in one thread: the locale is the library's in between. */
typedef struct vikt_page {
    vikt_buffer text;
    vikt_arena arena;
    vikt_locale locale;
} vikt_page;

void vikt_page_begin(vikt_page *page);

/** If code is VIKT_OK and nothing has failed the text, that becomes the caller's as *out, painted
 * unless it is JSON; else *out is NULL. Returns code, or VIKT_MEMORY. */
vikt_code vikt_page_end(vikt_page *page, vikt_code code, const vikt_report_options *options,
                        char **out, vikt_error *err);

#endif
