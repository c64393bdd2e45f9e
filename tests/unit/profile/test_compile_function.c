/* SPDX-License-Identifier: MIT
 *
 * A function's parameter names are its inputs; a rule language of the test stands in for Lua.
 */
#include "tests/unit/profile/profile_helper.h"

#include "tests/unit/profile/fake_language.h"

static vikt_code load_rules(const char *text, heard *all, vikt_profile **out)
{
    folder in = folder_new();
    char path[256];
    vikt_profile_options options = {.rules = folder_file(&in, "rules.lua", path),
                                    .language = &fake_language};
    vikt_listener listener = {hear_line, all};
    vikt_code rc;

    folder_write(&in, "rules.lua", text);
    *all = (heard){0};
    rc = vikt_profile_load(&options, &listener, out, NULL);
    folder_done(&in);
    return rc;
}

static void expect_wrong(const char *text, const char *told)
{
    heard all;
    vikt_profile *profile;

    cr_expect_eq(load_rules(text, &all, &profile), VIKT_PROFILE);
    cr_expect_str_eq(all.text, told);
    vikt_profile_free(profile);
}

Test(compile_function, parameters_are_bound_to_fields_measures_and_words)
{
    heard all;
    vikt_profile *profile;
    const vikt_function *function;

    cr_assert_eq(load_rules("measure m value revenue days_late_or_nil customer today\n"
                            "criterion c points m population previous\n"
                            "scheme s class result growth_or_nil\n"
                            "rule r when result\n"
                            "action a when result revenue\n",
                            &all, &profile),
                 VIKT_OK, "%s", all.text);
    cr_assert_str_eq(all.text, "");
    cr_assert(profile->has_engine);
    function = profile->measures[1].function;
    cr_assert_eq(profile->measures[1].kind, VIKT_MEASURE_FUNCTION);
    cr_assert_eq(function->id, 0);
    cr_assert_str_eq(function->what, "measure \"m\"");
    cr_assert_eq(function->place.line, 1);
    cr_assert_eq(function->input_count, 4);
    cr_assert_eq(function->inputs[0].slot, vikt_profile_slot(profile, VIKT_TEXT("revenue")));
    cr_assert(!function->inputs[0].or_nil);
    cr_assert_eq(function->inputs[1].slot, vikt_profile_slot(profile, VIKT_TEXT("days_late")));
    cr_assert(function->inputs[1].or_nil);
    cr_assert_eq(function->inputs[2].kind, VIKT_INPUT_CUSTOMER);
    cr_assert_eq(function->inputs[3].kind, VIKT_INPUT_TODAY);
    function = criterion_of(profile, "c")->points.function;
    cr_assert_eq(function->id, 1);
    cr_assert_eq(function->inputs[0].slot, profile->field_count + 1);
    cr_assert_eq(function->inputs[1].kind, VIKT_INPUT_POPULATION);
    cr_assert_eq(function->inputs[2].kind, VIKT_INPUT_PREVIOUS);
    cr_assert_eq(scheme_of(profile, "s")->function->inputs[0].kind, VIKT_INPUT_RESULT);
    cr_assert(!scheme_of(profile, "s")->ordered);
    cr_assert_null(scheme_of(profile, "s")->limits);
    cr_assert(text_is(scheme_of(profile, "s")->classes[1], "Y"));
    cr_assert_eq(profile->rules[0].when.function->id, 3);
    cr_assert(text_is(profile->rules[0].when.text, "function"));
    vikt_profile_free(profile);
}

Test(compile_function, what_cannot_be_bound_is_told_at_the_functions_line)
{
    expect_wrong(
        "measure a value revenu\n"
        "measure b value population\n"
        "criterion c points result\n"
        "criterion d points revenue revenue\n"
        "rule e when population_or_nil\n"
        "rule f when riskk_or_nil\n"
        "scheme g class resutl\n",
        "rules.lua:1: measure \"a\": the parameter revenu is no field or measure; did you mean "
        "\"revenue\"?\n"
        "rules.lua:2: measure \"b\": the parameter population is only known to criteria, "
        "schemes, rules and actions\n"
        "rules.lua:3: criterion \"c\": the parameter result is only known to schemes, rules and "
        "actions\n"
        "rules.lua:4: criterion \"d\": the parameter revenue is repeated\n"
        "rules.lua:5: rule \"e\": the parameter population is always there; write it without "
        "_or_nil\n"
        "rules.lua:6: rule \"f\": the parameter riskk is no field or measure; did you mean "
        "\"risk\"?\n"
        "rules.lua:7: scheme \"g\": the parameter resutl is no field or measure; did you mean "
        "\"result\"?\n");
}

Test(compile_function, circles_of_functions_are_told)
{
    expect_wrong("measure a value b\n"
                 "measure b value a_or_nil\n"
                 "measure c value c\n",
                 "rules.lua:1: measure \"a\" needs itself: a, b, a\n"
                 "rules.lua:3: measure \"c\" needs itself: c, c\n");
}

Test(compile_function, a_measure_may_be_made_from_the_field_of_its_name)
{
    heard all;
    vikt_profile *profile;

    cr_assert_eq(load_rules("measure revenue value revenue\n", &all, &profile), VIKT_OK);
    cr_assert(profile->measures[1].function->inputs[0].slot < profile->field_count);
    vikt_profile_free(profile);
}

Test(compile_function, thirty_two_parameters_are_enough)
{
    char text[2000] = "rule r when";
    heard all;
    vikt_profile *profile;

    for (int i = 0; i < 33; i++)
        strcat(text, " revenue");
    cr_assert_eq(load_rules(text, &all, &profile), VIKT_PROFILE);
    cr_assert_str_eq(all.text,
                     "rules.lua:1: rule \"r\": its function has more than 32 parameters\n");
}
