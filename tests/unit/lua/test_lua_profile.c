/* SPDX-License-Identifier: MIT */
#include "rules.h"

#define RULES VIKT_SOURCE "/tests/rules/"

static vikt_profile *load(const char *rules_file, heard *h)
{
    const vikt_profile_options options = {.rules = rules_file, .language = vikt_lua()};
    const vikt_listener listener = {hear, h};
    vikt_profile *profile = NULL;
    vikt_error err = {0};
    vikt_code rc = vikt_profile_load(&options, &listener, &profile, &err);

    cr_assert_eq(rc == VIKT_OK, profile != NULL);
    cr_assert(rc == VIKT_OK || rc == VIKT_PROFILE, "%s", err.message);
    return profile;
}

Test(lua_profile, a_rule_file_compiles_on_top_of_the_built_in_profile)
{
    heard *h = calloc(1, sizeof *h);
    vikt_profile *profile = load(RULES "good.lua", h);

    cr_assert(profile, "%ld: %s", h->errors[0].place.line, h->errors[0].message);
    cr_assert_str_eq(vikt_profile_name(profile), "Acme Industri AB");
    cr_assert(profile->has_engine);
    cr_assert_eq(profile->schemes[3].limits[1], INFINITY);
    cr_assert_eq(profile->schemes[4].kind, VIKT_SCHEME_FUNCTION);
    vikt_profile_free(profile);
    free(h);
}

Test(lua_profile, all_errors_of_a_rule_file_are_told_in_the_order_of_its_lines)
{
    heard *h = calloc(1, sizeof *h);
    static const struct expected {
        long line;
        const char *part;
    } expected[] = {
        {2,
         "measure \"a\": the parameter revenu is no field or measure; did you mean \"revenue\"?"},
        {3, "weigth is not a key of a criterion; did you mean \"weight\"?"},
        {4, "the parameter result is only known to schemes"},
        {5, "at_most = \"A-\""},
        {7, "assignment to \"n\""},
    };

    cr_assert(!load(RULES "bad/wrong.lua", h));
    cr_assert_eq(h->count, sizeof expected / sizeof *expected, "%zu", h->count);
    for (size_t i = 0; i < h->count; i++) {
        cr_assert_eq(h->errors[i].place.line, expected[i].line, "%ld: %s", h->errors[i].place.line,
                     h->errors[i].message);
        cr_assert(strstr(h->errors[i].message, expected[i].part), "%s", h->errors[i].message);
    }
    free(h);
}

/* The built-in profile's Lua twin says the same as its INI. */
Test(lua_profile, the_lua_twin_of_the_built_in_profile_compiles_to_the_same)
{
    static const char statement[] = "profile \"Default\" {";
    const char *path = "twin.lua", *own;
    char *twin = NULL;
    heard *h = calloc(1, sizeof *h);
    vikt_profile *ini, *lua;
    FILE *file;

    cr_assert_eq(vikt_profile_convert(NULL, NULL, &twin, NULL), VIKT_OK);
    own = strstr(twin, statement);
    cr_assert(own);
    own += strlen(statement);
    file = fopen(path, "wb");
    cr_assert(file);
    fprintf(file, "%.*s extends = \"none\",%s", (int)(own - twin), twin, own);
    fclose(file);
    vikt_profile_text_free(twin);
    ini = load(NULL, h);
    lua = load(path, h);
    remove(path);
    cr_assert(lua, "%ld: %s", h->errors[0].place.line, h->errors[0].message);
    cr_assert_eq(lua->field_count, ini->field_count);
    cr_assert_eq(lua->measure_count, ini->measure_count);
    cr_assert_eq(lua->criterion_count, ini->criterion_count);
    cr_assert_eq(lua->scheme_count, ini->scheme_count);
    cr_assert_eq(lua->action_count, ini->action_count);
    for (size_t i = 0; i < ini->criterion_count; i++) {
        cr_assert(vikt_text_equal(lua->criteria[i].name, ini->criteria[i].name));
        cr_assert_eq(lua->criteria[i].weight, ini->criteria[i].weight);
        cr_assert(vikt_text_equal(lua->criteria[i].points.text, ini->criteria[i].points.text));
    }
    for (size_t i = 0; i < ini->scheme_count; i++)
        cr_assert_eq(lua->schemes[i].class_count, ini->schemes[i].class_count);
    vikt_profile_free(ini);
    vikt_profile_free(lua);
    free(h);
}
