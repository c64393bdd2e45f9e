/* SPDX-License-Identifier: MIT
 *
 * Files read by the built-in profile, and which heading became which field: what the tests of
 * recognition share.
 */
#ifndef VIKT_TEST_RECOGNITION_H
#define VIKT_TEST_RECOGNITION_H

#include <criterion/criterion.h>

#include <vikt/profile.h>

#include "core/import/sense.h"
#include "sample_profile.h"

static vikt_profile *profile;
static heard told;

static inline void begin(void)
{
    vikt_profile_options options = {.ini = NULL};
    vikt_error err = {.code = VIKT_OK};

    memset(&told, 0, sizeof told);
    cr_assert_eq(vikt_profile_load(&options, NULL, &profile, &err), VIKT_OK, "%s", err.message);
}

static inline void end(void)
{
    vikt_profile_free(profile);
}

static inline vikt_import *read_text(const char *text)
{
    sample_profile whole = {.profile = *profile};
    vikt_import *import;
    vikt_error err = {.code = VIKT_OK};

    memset(&told, 0, sizeof told);
    cr_assert_eq(sample_read(&whole, text, &told, &import, &err), VIKT_OK, "%s", err.message);
    return import;
}

/* "Kund=key Namn=name Kontakt=-": every heading in order, by its field. */
static inline void expect_map(const vikt_import *im, const char *const *fields)
{
    const vikt_reading *r = &im->readings[0];

    for (size_t i = 0; i < r->heading_count; i++) {
        size_t field = r->headings[i].field;
        vikt_text name = field == VIKT_INDEX_NONE ? VIKT_TEXT("-") : profile->fields[field].name;

        cr_assert(fields[i], "heading %zu", i);
        cr_assert(vikt_text_is(name, fields[i]), "\"%.*s\" is %.*s, expected %s",
                  VIKT_SHOW(r->headings[i].text), VIKT_SHOW(name), fields[i]);
    }
    cr_assert(fields[r->heading_count] == NULL);
}

static inline void expect_sample(const char *file, const char *const *fields)
{
    char path[256];
    vikt_listener listener = {hear, &told};
    vikt_error err = {.code = VIKT_OK};
    vikt_import *im;

    snprintf(path, sizeof path, "%s/samples/%s", VIKT_TEST_DATA, file);
    cr_assert_eq(vikt_import_read(path, profile, &listener, NULL, &im, &err), VIKT_OK, "%s",
                 err.message);
    expect_map(im, fields);
    vikt_import_free(im);
}

static inline void expect_text(const char *text, const char *const *fields)
{
    vikt_import *im = read_text(text);

    expect_map(im, fields);
    vikt_import_free(im);
}

static inline bool was_told(const char *part)
{
    for (size_t i = 0; i < told.count && i < HEARD_MAX; i++)
        if (strstr(told.all[i].message, part))
            return true;
    return false;
}

static inline void want(const char *field)
{
    for (size_t i = 0; i < profile->field_count; i++)
        if (vikt_text_is(profile->fields[i].name, field))
            profile->fields[i].builtin = false;
}

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
