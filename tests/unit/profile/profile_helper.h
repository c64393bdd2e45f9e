/* SPDX-License-Identifier: MIT
 *
 * For the tests of core/profile: hears what is told as lines of text, and loads profiles from text.
 */
#ifndef VIKT_PROFILE_HELPER_H
#define VIKT_PROFILE_HELPER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "core/profile/profile.h"

/** All that was told, a line each: "vikt.ini:3: ..." without the folder; notes and warnings have a
 * word before. */
typedef struct heard {
    char text[64 * 1024];
    size_t length, errors, notes;
} heard;

static inline void hear_line(void *context, vikt_severity severity, const vikt_error *what)
{
    heard *all = context;
    const char *name = strrchr(what->place.source, '/');
    const char *word = severity == VIKT_NOTE      ? "note: "
                       : severity == VIKT_WARNING ? "warning: "
                                                  : "";

    name = name ? name + 1 : what->place.source;
    all->errors += severity == VIKT_ERROR;
    all->notes += severity == VIKT_NOTE;
    all->length += (size_t)snprintf(all->text + all->length, sizeof all->text - all->length,
                                    "%s%s:%ld: %s\n", word, name, what->place.line, what->message);
}

/** A folder of its own, removed by the system's cleaning of /tmp or by folder_done(). */
typedef struct folder {
    char path[64];
} folder;

static inline folder folder_new(void)
{
    folder made = {"/tmp/vikt-test-XXXXXX"};

    cr_assert_not_null(mkdtemp(made.path));
    return made;
}

static inline const char *folder_file(const folder *in, const char *name, char path[256])
{
    snprintf(path, 256, "%s/%s", in->path, name);
    return path;
}

static inline void folder_write_bytes(const folder *in, const char *name, const char *text,
                                      size_t size)
{
    char path[256];
    FILE *file = fopen(folder_file(in, name, path), "wb");

    cr_assert_not_null(file);
    cr_assert_eq(fwrite(text, 1, size, file), size);
    fclose(file);
}

static inline void folder_write(const folder *in, const char *name, const char *text)
{
    folder_write_bytes(in, name, text, strlen(text));
}

static inline void folder_done(const folder *in)
{
    static const char *const names[] = {"vikt.ini", "rules.ini", "rules.lua",
                                        "base.ini", "other.ini", "a.ini",
                                        "b.ini",    "rules.txt", "empty.ini"};
    char path[256];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(folder_file(in, names[i], path));
    rmdir(in->path);
}

/** Loads a vikt.ini that holds text. */
static inline vikt_code load_text(const char *text, heard *all, vikt_profile **out)
{
    folder in = folder_new();
    char path[256];
    vikt_profile_options options = {.ini = folder_file(&in, "vikt.ini", path)};
    vikt_listener listener = {hear_line, all};
    vikt_error error = {0};
    vikt_code rc;

    folder_write(&in, "vikt.ini", text);
    *all = (heard){0};
    rc = vikt_profile_load(&options, &listener, out, &error);
    cr_assert_eq(rc, error.code);
    cr_assert_eq(*out == NULL, rc != VIKT_OK);
    folder_done(&in);
    return rc;
}

/** The whole of what a wrong vikt.ini is answered with. */
#define EXPECT_WRONG(ini, told)                                                                    \
    do {                                                                                           \
        heard all_;                                                                                \
        vikt_profile *profile_;                                                                    \
        vikt_code rc_ = load_text(ini, &all_, &profile_);                                          \
        cr_expect_str_eq(all_.text, told);                                                         \
        cr_expect_eq(rc_, VIKT_PROFILE);                                                           \
        vikt_profile_free(profile_);                                                               \
    } while (0)

/** A vikt.ini that is right, and about which nothing is told. */
static inline vikt_profile *load_right(const char *text)
{
    heard all;
    vikt_profile *profile;
    vikt_code rc = load_text(text, &all, &profile);

    cr_assert_str_eq(all.text, "");
    cr_assert_eq(rc, VIKT_OK);
    return profile;
}

static inline const vikt_criterion *criterion_of(const vikt_profile *profile, const char *name)
{
    for (size_t i = 0; i < profile->criterion_count; i++) {
        if (vikt_text_is(profile->criteria[i].name, name))
            return &profile->criteria[i];
    }
    return NULL;
}

static inline const vikt_scheme *scheme_of(const vikt_profile *profile, const char *name)
{
    for (size_t i = 0; i < profile->scheme_count; i++) {
        if (vikt_text_is(profile->schemes[i].name, name))
            return &profile->schemes[i];
    }
    return NULL;
}

static inline const vikt_field *field_of(const vikt_profile *profile, const char *name)
{
    for (size_t i = 0; i < profile->field_count; i++) {
        if (vikt_text_is(profile->fields[i].name, name))
            return &profile->fields[i];
    }
    return NULL;
}

static inline bool text_is(vikt_text text, const char *expected)
{
    return vikt_text_is(text, expected);
}

#endif
