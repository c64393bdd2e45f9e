/* SPDX-License-Identifier: MIT */
#include "core/profile/compile.h"

static const char *const outcomes[] = {[VIKT_RULE_AT_MOST] = "at_most",
                                       [VIKT_RULE_AT_LEAST] = "at_least",
                                       [VIKT_RULE_EXACTLY] = "exactly"};

static void compile_outcome(vikt_compiler *c, vikt_rule *rule)
{
    const vikt_setting *setting = NULL;
    const vikt_scheme *scheme;
    vikt_text name;
    size_t given = 0;

    for (size_t i = 0; i < 3; i++) {
        if (!vikt_statement_find(c->statement, outcomes[i]))
            continue;
        given++;
        rule->kind = (vikt_rule_kind)i;
        setting =
            vikt_compile_text(c, outcomes[i], &name) ? vikt_compile_setting(c, outcomes[i]) : NULL;
    }
    if (given == 0)
        vikt_compile_needs(c, "it needs one of at_most, at_least and exactly");
    if (given > 1)
        vikt_compile_wrong(c, c->statement->place,
                           "it needs only one of at_most, at_least and exactly");
    if (given != 1)
        return;
    if (!vikt_compile_scheme_of(c, &rule->scheme) || !setting ||
        !vikt_compile_class(c, setting, rule->scheme, &rule->class_name))
        return;
    scheme = &c->profile->schemes[rule->scheme == VIKT_INDEX_NONE ? 0 : rule->scheme];
    if (!scheme->ordered && rule->kind != VIKT_RULE_EXACTLY)
        vikt_compile_wrong(c, setting->place, "%s needs a scheme with an order; \"%.*s\" has none",
                           outcomes[rule->kind], VIKT_SHOW(scheme->name));
}

static void compile_rule(vikt_compiler *c, vikt_rule *rule)
{
    const vikt_statement *statement = c->statement;
    const vikt_setting *when = vikt_compile_setting(c, "when");

    *rule = (vikt_rule){.name = statement->name,
                        .scheme = VIKT_INDEX_NONE,
                        .builtin = statement->builtin,
                        .place = statement->place,
                        .when_place = vikt_compile_place(c, "when")};
    if (!statement->name.length)
        vikt_compile_wrong(c, statement->place, "its name is empty");
    if (when)
        vikt_compile_condition(c, when, &rule->when);
    else if (!vikt_statement_find(statement, "when"))
        vikt_compile_needs(
            c, "it has no when, such as when = %s",
            vikt_compile_form(c->statement->place, "days_late > 45", "\"days_late > 45\""));
    compile_outcome(c, rule);
}

static void compile_rules(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, count;

    profile->rules =
        vikt_compile_array(c, VIKT_STATEMENT_RULE, VIKT_RULES_MAX, sizeof *profile->rules, &count);
    for (size_t i = 0; i < count && !c->no_memory; i++) {
        vikt_compile_next(c, VIKT_STATEMENT_RULE, &at);
        compile_rule(c, &profile->rules[profile->rule_count]);
        if (vikt_compile_keep(c))
            profile->rule_count++;
    }
}

static const vikt_spec keys[] = {
    {"when", VIKT_SPEC_CONDITION, NULL}, {"at_most", VIKT_SPEC_TEXT, NULL},
    {"at_least", VIKT_SPEC_TEXT, NULL},  {"exactly", VIKT_SPEC_TEXT, NULL},
    {"scheme", VIKT_SPEC_TEXT, NULL},    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_rule = {
    .owner = "a rule",
    .keys = keys,
    .compile = compile_rules,
};
