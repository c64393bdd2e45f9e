/* SPDX-License-Identifier: MIT
 *
 * A profile: how one company values its customers, read from INI and rule files and checked.
 */
#ifndef VIKT_PROFILE_H
#define VIKT_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

#include <vikt/allocator.h>
#include <vikt/error.h>

VIKT_BEGIN_C

typedef struct vikt_profile vikt_profile;
typedef struct vikt_rule_language vikt_rule_language;

/** One change on top of all files: "weight.revenue" = "40". */
typedef struct vikt_override {
    const char *name, *value;
} vikt_override;

/** Where a profile comes from. All zeros: the built-in profile alone. */
typedef struct vikt_profile_options {
    const char *ini;   /* the company's vikt.ini, or NULL */
    const char *rules; /* a rule file on top of it (.ini or .lua), or NULL; NULL: what `rules =` in
                          the ini's [sources] names, if any */
    const vikt_override *overrides;
    size_t override_count;
    const vikt_rule_language *language; /* vikt_lua(); NULL: INI only */
    const vikt_allocator *allocator;    /* NULL: malloc */
} vikt_profile_options;

/**
 * Loads and compiles a profile: the built-in one, then ini, then rules, then overrides (a file's
 * `extends` says otherwise: "none" leaves the built-in one out, a file name is loaded before it; at
 * most 16 files, no cycles).
 *
 * @param listener  hears every error and warning of all files, in file and line order, also of the
 * one in err; may be NULL
 * @param[out] out  new; free with vikt_profile_free(); NULL on failure
 * @return VIKT_OK; VIKT_PROFILE when anything is wrong in a file (err holds the first error);
 * VIKT_INPUT for a file that cannot be read; VIKT_USAGE for a wrong override; VIKT_MEMORY
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_profile_load(const vikt_profile_options *options,
                                                     const vikt_listener *listener,
                                                     vikt_profile **out, vikt_error *err);
VIKT_API void vikt_profile_free(vikt_profile *profile);

/** The profile's name; never NULL. Lent until the profile is freed. */
VIKT_API const char *vikt_profile_name(const vikt_profile *profile);

/** How many criteria and schemes it has, those of the layers below it too. */
VIKT_API size_t vikt_profile_criteria(const vikt_profile *profile);
VIKT_API size_t vikt_profile_schemes(const vikt_profile *profile);

/**
 * Writes the Lua twin of INI files: the same statements, names, order and comments' places left
 * out.
 *
 * @param path      an .ini file; NULL writes the built-in profile
 * @param[out] out  new, NUL-terminated; free with vikt_profile_text_free()
 */
VIKT_API VIKT_MUST_CHECK vikt_code vikt_profile_convert(const char *path,
                                                        const vikt_listener *listener, char **out,
                                                        vikt_error *err);
VIKT_API void vikt_profile_text_free(char *text);

VIKT_END_C
#endif
