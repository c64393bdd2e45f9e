/* SPDX-License-Identifier: MIT */
#include "core/profile/members.h"

#include "core/base/fail.h"
#include "core/profile/mark.h"
#include "core/profile/spec.h"
#include "core/profile/token.h"

typedef struct check {
    const vikt_profile *profile;
    const vikt_function *function;
    const vikt_listener *listener;
    size_t *errors;
} check;

/* ---- whether a name is surely the parameter ---- */

static bool follows(const char *at, const char *end, const char *sign)
{
    return vikt_text_is(vikt_token_next(&at, end).all, sign);
}

static bool is_assigned(const char *at, const char *end)
{
    return vikt_text_is(vikt_token_next(&at, end).all, "=") && !follows(at, end, "=");
}

/* A function inside may have a parameter of the same name, or a local may. */
static bool is_certain(vikt_text region, const char *word)
{
    const char *at = region.at, *end = vikt_text_end(region);
    size_t parameters = 0;
    bool in_head = false, in_local = false;
    vikt_token t;

    while ((t = vikt_token_next(&at, end)).kind != VIKT_TOKEN_END) {
        bool is_head = vikt_text_is(t.all, "function");

        in_local = (in_local && !t.breaks && !is_head && !vikt_text_is(t.all, "=") &&
                    !vikt_text_is(t.all, "in")) ||
                   vikt_text_is(t.all, "local") || vikt_text_is(t.all, "for");
        in_head = (in_head && !vikt_text_is(t.all, ")")) || is_head;
        if (t.kind != VIKT_TOKEN_NAME || !vikt_text_is(t.all, word))
            continue;
        if (!in_head && (in_local || is_assigned(at, end)))
            return false;
        parameters += in_head;
    }
    return parameters == 1;
}

/* ---- what there is ---- */

typedef enum members {
    MEMBERS_NONE, /* anything may follow */
    MEMBERS_SLOTS,
    MEMBERS_POPULATION, /* slots and count */
    MEMBERS_FIGURES,
    MEMBERS_RESULT,
    MEMBERS_PREVIOUS,
    MEMBERS_CRITERIA,
    MEMBERS_SCHEMES
} members;

static const char *words_of(members of)
{
    static const char *const words[] = {
        [MEMBERS_NONE] = "",
        [MEMBERS_SLOTS] = "",
        [MEMBERS_POPULATION] = "count",
        [MEMBERS_FIGURES] = "total mean min max sd median count quantile rank share",
        [MEMBERS_RESULT] = "score coverage points class classes",
        [MEMBERS_PREVIOUS] = "class score points classes",
        [MEMBERS_CRITERIA] = "",
        [MEMBERS_SCHEMES] = "",
    };

    return words[of];
}

/* The i-th name beside the words, or none behind the last. */
static vikt_text name_at(const vikt_profile *profile, members of, size_t i)
{
    if (of == MEMBERS_SLOTS || of == MEMBERS_POPULATION)
        return vikt_profile_slot_name(profile, i);
    if (of == MEMBERS_CRITERIA && i < profile->criterion_count)
        return profile->criteria[i].name;
    if (of == MEMBERS_SCHEMES && i < profile->scheme_count)
        return profile->schemes[i].name;
    return (vikt_text){0};
}

static bool is_member(const vikt_profile *profile, members of, vikt_nearest *nearest)
{
    const char *words = words_of(of);
    vikt_text name;

    if (vikt_spec_listed(words, nearest->wanted))
        return true;
    while (vikt_spec_word(&words, &name))
        vikt_nearest_offer(nearest, name);
    for (size_t i = 0; (name = name_at(profile, of, i)).length; i++) {
        if (vikt_text_equal(name, nearest->wanted))
            return true;
        vikt_nearest_offer(nearest, name);
    }
    return false;
}

/* What may stand behind a member. */
static members behind(members of, vikt_text name)
{
    if (of == MEMBERS_POPULATION && !vikt_text_is(name, "count"))
        return MEMBERS_FIGURES;
    if ((of == MEMBERS_RESULT || of == MEMBERS_PREVIOUS) && vikt_text_is(name, "points"))
        return MEMBERS_CRITERIA;
    if ((of == MEMBERS_RESULT || of == MEMBERS_PREVIOUS) && vikt_text_is(name, "classes"))
        return MEMBERS_SCHEMES;
    return MEMBERS_NONE;
}

/* ---- the text ---- */

/* ".NAME", or ":NAME" of figures. */
static bool take_member(const char **at, const char *end, vikt_text *name)
{
    vikt_token sign = vikt_token_next(at, end), member = vikt_token_next(at, end);

    *name = member.all;
    return (vikt_text_is(sign.all, ".") || vikt_text_is(sign.all, ":")) &&
           member.kind == VIKT_TOKEN_NAME;
}

/* at: behind the owner. */
static void check_chain(const check *k, vikt_text owner, members of, const char *at,
                        const char *end)
{
    vikt_text name, whole = owner;
    char hint[160];

    while (of != MEMBERS_NONE && take_member(&at, end, &name)) {
        vikt_nearest nearest = {.wanted = name};

        if (!is_member(k->profile, of, &nearest)) {
            ++*k->errors;
            vikt_tell(k->listener, VIKT_ERROR, VIKT_PROFILE, k->function->place,
                      "%s: %.*s has no \"%.*s\"%s", k->function->what, VIKT_SHOW(whole),
                      VIKT_SHOW(name), vikt_nearest_hint(&nearest, hint, sizeof hint));
            return;
        }
        of = behind(of, name);
        whole.length = (size_t)(name.at + name.length - whole.at);
    }
}

static void check_word(const check *k, vikt_text region, const char *word, members of)
{
    const char *at = region.at, *end = vikt_text_end(region);
    vikt_token t, last = {.kind = VIKT_TOKEN_END};

    if (!is_certain(region, word))
        return;
    while ((t = vikt_token_next(&at, end)).kind != VIKT_TOKEN_END) {
        if (t.kind == VIKT_TOKEN_NAME && vikt_text_is(t.all, word) &&
            !vikt_text_is(last.all, ".") && !vikt_text_is(last.all, ":"))
            check_chain(k, t.all, of, at, end);
        last = t;
    }
}

static void check_function(const check *all, const vikt_function *function)
{
    check k = *all;
    vikt_text region;

    if (!function || function->id < 0)
        return;
    k.function = function;
    region = vikt_mark_statement(k.profile->files, k.profile->file_count, &function->place);
    for (size_t i = 0; region.length && i < function->input_count; i++) {
        switch (function->inputs[i].kind) {
        case VIKT_INPUT_SLOT:
        case VIKT_INPUT_TODAY:
            break;
        case VIKT_INPUT_CUSTOMER:
            check_word(&k, region, "customer", MEMBERS_SLOTS);
            break;
        case VIKT_INPUT_POPULATION:
            check_word(&k, region, "population", MEMBERS_POPULATION);
            break;
        case VIKT_INPUT_PREVIOUS:
            check_word(&k, region, "previous", MEMBERS_PREVIOUS);
            break;
        case VIKT_INPUT_RESULT:
            check_word(&k, region, "result", MEMBERS_RESULT);
            break;
        }
    }
}

void vikt_members_check(const vikt_profile *profile, const vikt_listener *listener, size_t *errors)
{
    check k = {.profile = profile, .listener = listener, .errors = errors};

    for (size_t i = 0; i < profile->measure_count; i++)
        check_function(&k, profile->measures[i].function);
    for (size_t i = 0; i < profile->criterion_count; i++) {
        check_function(&k, profile->criteria[i].points.function);
        check_function(&k, profile->criteria[i].or_points.function);
    }
    for (size_t i = 0; i < profile->scheme_count; i++)
        check_function(&k, profile->schemes[i].function);
    for (size_t i = 0; i < profile->rule_count; i++)
        check_function(&k, profile->rules[i].when.function);
    for (size_t i = 0; i < profile->action_count; i++)
        check_function(&k, profile->actions[i].when.function);
}
