/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/blank.h"
#include "core/profile/compile.h"

static const char blanks[] = "weakest_criterion gap name key class";

/* A blank that nothing fills stays as it is: often a slip, but a text may hold braces. */
static void doubt_blank(vikt_compiler *c, vikt_text blank)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {.wanted = blank};
    const char *words = blanks;
    vikt_text word;
    vikt_place place = vikt_compile_setting(c, "text")->place;
    char hint[256];

    while (vikt_spec_word(&words, &word))
        vikt_nearest_offer(&nearest, word);
    for (size_t i = 0; i < profile->measure_count; i++)
        vikt_nearest_offer(&nearest, profile->measures[i].name);
    vikt_tell(c->listener, VIKT_WARNING, VIKT_OK, place,
              "%s: text: nothing fills {%.*s}: there is no such field or measure%s", c->label,
              VIKT_SHOW(blank), vikt_compile_field_meant(c, place, &nearest, hint, sizeof hint));
}

static void check_blanks(vikt_compiler *c, vikt_text text)
{
    vikt_text blank;
    size_t from = 0;

    while (!c->draft->incomplete && vikt_blank_next(text, &from, &blank)) {
        if (!vikt_spec_listed(blanks, blank) &&
            vikt_profile_slot(c->profile, blank) == VIKT_SLOT_NONE)
            doubt_blank(c, blank);
    }
}

static void compile_action(vikt_compiler *c, vikt_action *action)
{
    const vikt_statement *statement = c->statement;
    const vikt_setting *when = vikt_compile_setting(c, "when");
    static const char *const needed[] = {"class", "text"};

    *action = (vikt_action){.name = statement->name,
                            .scheme = VIKT_INDEX_NONE,
                            .has_when = when != NULL,
                            .builtin = statement->builtin,
                            .place = statement->place,
                            .when_place = vikt_compile_place(c, "when")};
    if (!statement->name.length)
        vikt_compile_wrong(c, statement->place, "its name is empty");
    for (size_t i = 0; i < 2; i++) {
        if (!vikt_statement_find(statement, needed[i]))
            vikt_compile_needs(c, "it has no %s", needed[i]);
    }
    if (vikt_compile_text(c, "text", &action->text))
        check_blanks(c, action->text);
    vikt_compile_text(c, "owner", &action->owner);
    vikt_compile_text(c, "every", &action->every);
    if (when)
        vikt_compile_condition(c, when, &action->when);
    if (vikt_compile_text(c, "class", &action->class_name) &&
        vikt_compile_scheme_of(c, &action->scheme))
        vikt_compile_class(c, vikt_compile_setting(c, "class"), action->scheme,
                           &action->class_name);
}

static void compile_actions(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, count;

    profile->actions = vikt_compile_array(c, VIKT_STATEMENT_ACTION, VIKT_ACTIONS_MAX,
                                          sizeof *profile->actions, &count);
    for (size_t i = 0; i < count && !c->no_memory; i++) {
        vikt_compile_next(c, VIKT_STATEMENT_ACTION, &at);
        compile_action(c, &profile->actions[profile->action_count]);
        if (vikt_compile_keep(c))
            profile->action_count++;
    }
}

static const vikt_spec keys[] = {
    {"class", VIKT_SPEC_TEXT, NULL},     {"text", VIKT_SPEC_TEXT, NULL},
    {"owner", VIKT_SPEC_TEXT, NULL},     {"every", VIKT_SPEC_TEXT, NULL},
    {"when", VIKT_SPEC_CONDITION, NULL}, {"scheme", VIKT_SPEC_TEXT, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_action = {
    .owner = "an action",
    .keys = keys,
    .compile = compile_actions,
};
