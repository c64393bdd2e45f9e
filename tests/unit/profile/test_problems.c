/* SPDX-License-Identifier: MIT */
#include "tests/unit/profile/profile_helper.h"

#include "tests/unit/profile/fake_language.h"

typedef struct loaded {
    vikt_profile *profile;
    vikt_code rc;
    vikt_error error;
    heard all;
} loaded;

/* A rule language whose files hold nothing but problems: w a warning, e an error, c an error that
 * is counted and not told. */
static vikt_code tell_all(void *self, const char *path, vikt_text source, vikt_draft *draft,
                          const vikt_modules *modules, const vikt_listener *listener,
                          size_t *errors, vikt_error *err)
{
    (void)self, (void)draft, (void)modules, (void)err;
    for (size_t i = 0; i < source.length; i++) {
        vikt_place place = vikt_place_of(path, (long)i + 1, 0);

        *errors += source.at[i] != 'w';
        if (source.at[i] != 'c')
            vikt_tell(listener, source.at[i] == 'w' ? VIKT_WARNING : VIKT_ERROR, VIKT_PROFILE,
                      place, "%c", source.at[i]);
    }
    return VIKT_OK;
}

static vikt_code open_teller(const vikt_allocator *allocator, const vikt_engine_limits *limits,
                             vikt_engine *out, vikt_error *err)
{
    vikt_code rc = fake_open(allocator, limits, out, err);

    out->load = tell_all;
    return rc;
}

/* Rules of `count` times `often`, then `last`. */
static loaded load_flood(char often, size_t count, const char *last)
{
    static const vikt_rule_language teller = {.extension = ".lua", .open = open_teller};
    char text[2048] = {0}, path[256];
    folder in = folder_new();
    loaded out = {0};
    vikt_listener listener = {hear_line, &out.all};
    vikt_profile_options options = {.rules = folder_file(&in, "rules.lua", path),
                                    .language = &teller};

    memset(text, often, count);
    strcat(text, last);
    folder_write(&in, "rules.lua", text);
    out.rc = vikt_profile_load(&options, &listener, &out.profile, &out.error);
    cr_assert_eq(out.rc == VIKT_OK, out.profile != NULL);
    folder_done(&in);
    return out;
}

Test(problems, an_error_behind_a_flood_of_warnings_stops_the_load)
{
    loaded got = load_flood('w', 1100, "e");

    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(got.error.message, "e");
    cr_assert_eq(got.error.place.line, 1101);
    cr_assert_eq(got.all.errors, 1);
    cr_assert_not_null(strstr(got.all.text, "rules.lua:1000: w\nrules.lua:1101: e\n"));
}

Test(problems, a_flood_of_warnings_alone_stops_nothing)
{
    loaded got = load_flood('w', 1100, "");

    cr_assert_eq(got.rc, VIKT_OK);
    vikt_profile_free(got.profile);
}

Test(problems, errors_are_told_up_to_a_limit_and_warnings_beside_them)
{
    loaded got = load_flood('e', 1100, "w");

    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_eq(got.error.place.line, 1);
    cr_assert_eq(got.all.errors, 1000);
    cr_assert_not_null(strstr(got.all.text, "warning: rules.lua:1101: w\n"));
}

Test(problems, an_error_that_is_only_counted_stops_the_load)
{
    loaded got = load_flood('w', 1, "c");

    cr_assert_eq(got.rc, VIKT_PROFILE);
    cr_assert_str_eq(got.error.message, "the rules hold 1 error");
}
