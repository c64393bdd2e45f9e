/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/profile/compile.h"
#include "core/profile/twin.h"

enum { STREAK_DAYS = 28, STREAK_DAYS_MAX = 3660 }; /* F-14 */

/* Settings of another type of scheme; a type that is wrong is told elsewhere. */
static void check_settings(vikt_compiler *c, const vikt_scheme_form *form)
{
    for (size_t i = 0; i < c->statement->count; i++) {
        const vikt_setting *setting = &c->statement->settings[i];
        const vikt_spec *spec = vikt_spec_find(VIKT_STATEMENT_SCHEME, setting->key);

        if (spec && !vikt_scheme_form_takes(form, setting->key))
            vikt_compile_wrong(c, setting->place, "%s is not for a scheme %s", spec->key,
                               form->name);
    }
}

/* "score" is a word of those that rank; the others add up or compare a field. */
static void compile_field(vikt_compiler *c, vikt_scheme *scheme)
{
    vikt_text name;

    if (!vikt_compile_text(c, "field", &name)) {
        if (!vikt_statement_find(c->statement, "field"))
            vikt_compile_needs(c, "it has no field, such as field = revenue");
        return;
    }
    if (vikt_scheme_form_of(scheme->kind)->scored && vikt_text_is(name, "score"))
        scheme->by_score_order = true;
    else
        vikt_compile_number_slot(c, vikt_compile_setting(c, "field"), name, &scheme->slot);
}

static void compile_share_options(vikt_compiler *c, vikt_scheme *scheme)
{
    static const vikt_boundary boundaries[] = {VIKT_BOUNDARY_START, VIKT_BOUNDARY_END,
                                               VIKT_BOUNDARY_NEAREST};
    size_t which = 0;

    if (vikt_compile_choice(c, "boundary", "start end nearest", &which))
        scheme->boundary = boundaries[which];
    if (vikt_compile_choice(c, "ties", "together by_key", &which))
        scheme->ties_by_key = which == 1;
    if (vikt_compile_choice(c, "base", "positive net", &which))
        scheme->base_net = which == 1;
    if (vikt_compile_choice(c, "order", "value score", &which))
        scheme->by_score_order = which == 1;
}

/* In points of a scale 1..5, whatever the profile's own, or in percentage points of a share (F-14).
 */
static void compile_hysteresis(vikt_compiler *c, vikt_scheme *scheme)
{
    double most = vikt_scheme_limit(scheme) == VIKT_LIMIT_SCORE ? 4 : 100;
    size_t days = STREAK_DAYS;

    vikt_compile_number(c, "hysteresis", 0, most, &scheme->hysteresis);
    vikt_compile_count(c, "streak_days", 1, STREAK_DAYS_MAX, &days);
    scheme->streak_days = (long)days;
}

static void compile_function(vikt_compiler *c, vikt_scheme *scheme)
{
    const vikt_setting *setting = vikt_compile_setting(c, "class");

    if (setting && setting->value.kind == VIKT_VALUE_FUNCTION)
        scheme->function = vikt_compile_function(c, setting);
    else if (setting)
        vikt_compile_wrong(c, setting->place, "class must be a function");
    else if (!vikt_statement_find(c->statement, "class"))
        vikt_compile_needs(c, "it has no function class, which Lua writes");
}

static void compile_decision(vikt_compiler *c, vikt_scheme *scheme)
{
    const vikt_setting *setting = vikt_compile_setting(c, "hit");
    vikt_hit hit = VIKT_HIT_FIRST;
    vikt_text name;

    if (!vikt_statement_find(c->statement, "classes")) /* the rows make them */
        scheme->classes_place = c->statement->place;
    if (scheme->ordered && !vikt_statement_find(c->statement, "classes"))
        vikt_compile_wrong(c, vikt_compile_setting(c, "ordered")->place,
                           "ordered needs classes, from the best to the worst");
    if (vikt_compile_text(c, "hit", &name))
        vikt_compile_hit(c, setting, name, false, &hit);
    if (!c->wrong_classes[scheme - c->profile->schemes])
        scheme->decision = vikt_compile_decision(c, hit, scheme);
    c->wrong_classes[scheme - c->profile->schemes] |= c->failed;
}

static bool takes(const vikt_scheme *scheme, const char *key)
{
    return vikt_scheme_form_takes(vikt_scheme_form_of(scheme->kind), vikt_text_of(key));
}

/* By the keys that its kind takes, whichever kind it is. */
static void compile_keys(vikt_compiler *c, vikt_scheme *scheme)
{
    scheme->ordered = vikt_scheme_limit(scheme) != VIKT_LIMIT_NONE;
    if (takes(scheme, "ordered"))
        vikt_compile_truth(c, "ordered", &scheme->ordered);
    if (takes(scheme, "boundary"))
        compile_share_options(c, scheme);
    if (takes(scheme, "field"))
        compile_field(c, scheme);
    if (takes(scheme, "hysteresis"))
        compile_hysteresis(c, scheme);
    if (takes(scheme, "classes"))
        vikt_compile_classes(c, scheme, !takes(scheme, "row"));
    if (takes(scheme, "row"))
        compile_decision(c, scheme);
    if (takes(scheme, "class"))
        compile_function(c, scheme);
    if (vikt_scheme_has_axes(scheme))
        vikt_compile_matrix(c, scheme);
}

static void compile_scheme(vikt_compiler *c, vikt_scheme *scheme)
{
    const vikt_statement *statement = c->statement;
    size_t kind = 0;

    *scheme = (vikt_scheme){.name = statement->name,
                            .slot = VIKT_SLOT_NONE,
                            .hysteresis = NAN,
                            .streak_days = STREAK_DAYS,
                            .builtin = statement->builtin,
                            .place = statement->place};
    scheme->classes_place = vikt_compile_place(c, "classes");
    scheme->hysteresis_place = vikt_compile_place(c, "hysteresis");
    scheme->streak_place = vikt_compile_place(c, "streak_days");
    if (!statement->name.length)
        vikt_compile_wrong(c, statement->place, "its name is empty");
    if (!vikt_compile_choice(c, "type", vikt_scheme_words(), &kind)) {
        if (!vikt_statement_find(statement, "type"))
            vikt_compile_needs(c, "it has no type, such as by_score");
        return;
    }
    scheme->kind = (vikt_scheme_kind)kind;
    check_settings(c, vikt_scheme_form_of(scheme->kind));
    compile_keys(c, scheme);
    if (vikt_scheme_needs_score(scheme) && c->profile->criterion_count == 0)
        vikt_compile_needs(c, "there is no criterion that could give a score");
}

static void compile_schemes(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    vikt_place place = {0};
    size_t at = 0, count;

    profile->schemes = vikt_compile_array(c, VIKT_STATEMENT_SCHEME, VIKT_SCHEMES_MAX,
                                          sizeof *profile->schemes, &count);
    for (size_t i = 0; i < count && !c->no_memory; i++) {
        vikt_compile_next(c, VIKT_STATEMENT_SCHEME, &at);
        compile_scheme(c, &profile->schemes[profile->scheme_count]);
        if (vikt_compile_keep(c))
            profile->scheme_count++;
    }
    if (c->no_memory || profile->scheme_count > 0 || *c->errors > 0)
        return;
    if (c->draft->count > 0)
        place = c->draft->statements[0].place;
    ++*c->errors;
    vikt_tell(c->listener, VIKT_ERROR, VIKT_PROFILE, place,
              "the profile has no scheme; at least one must put customers into classes");
}

static const vikt_spec keys[] = {
    {"type", VIKT_SPEC_TEXT, NULL},
    {"field", VIKT_SPEC_TEXT, NULL},
    {"classes", VIKT_SPEC_CLASSES, NULL},
    {"hysteresis", VIKT_SPEC_NUMBER, NULL},
    {"streak_days", VIKT_SPEC_NUMBER, NULL},
    {"boundary", VIKT_SPEC_TEXT, NULL},
    {"ties", VIKT_SPEC_TEXT, NULL},
    {"base", VIKT_SPEC_TEXT, NULL},
    {"order", VIKT_SPEC_TEXT, NULL},
    {"ordered", VIKT_SPEC_TRUTH, NULL},
    {"y", VIKT_SPEC_AXIS, NULL},
    {"x", VIKT_SPEC_AXIS, NULL},
    {"split_y", VIKT_SPEC_SPLIT, NULL},
    {"split_x", VIKT_SPEC_SPLIT, NULL},
    {"high_high", VIKT_SPEC_TEXT, NULL},
    {"high_low", VIKT_SPEC_TEXT, NULL},
    {"low_high", VIKT_SPEC_TEXT, NULL},
    {"low_low", VIKT_SPEC_TEXT, NULL},
    {"hit", VIKT_SPEC_TEXT, NULL},
    {"file", VIKT_SPEC_TEXT, NULL},
    {VIKT_SPEC_ROWS, VIKT_SPEC_ROW, NULL},
    {"class", VIKT_SPEC_FUNCTION, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_scheme = {
    .owner = "a scheme",
    .keys = keys,
    .compile = compile_schemes,
    .write = vikt_twin_scheme,
};
