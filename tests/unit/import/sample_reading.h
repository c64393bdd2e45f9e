/* SPDX-License-Identifier: MIT
 *
 * Texts read by the sample profile, and what was told about the last one.
 */
#ifndef VIKT_TEST_SAMPLE_READING_H
#define VIKT_TEST_SAMPLE_READING_H

#include <criterion/criterion.h>

#include "sample_profile.h"

static sample_profile profile;
static heard told;

/* .init of each suite */
static void begin(void)
{
    sample_profile_init(&profile);
}

static vikt_import *read_text(const char *text)
{
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    memset(&told, 0, sizeof told);
    cr_assert_eq(sample_read(&profile, text, &told, &import, &err), VIKT_OK, "%s", err.message);
    return import;
}

#endif
