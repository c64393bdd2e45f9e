/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/profile/compile.h"

static void compile_groups(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, count;
    const vikt_statement *statement;

    profile->groups = vikt_compile_array(c, VIKT_STATEMENT_GROUP, VIKT_CRITERIA_MAX,
                                         sizeof *profile->groups, &count);
    while (!c->no_memory && profile->group_count < count) {
        vikt_group *group = &profile->groups[profile->group_count++];

        statement = vikt_compile_next(c, VIKT_STATEMENT_GROUP, &at);
        group->name = statement->name;
        group->cap = 1;
        group->builtin = statement->builtin;
        group->place = statement->place;
        if (!vikt_compile_number(c, "cap", 0, 1, &group->cap) && !c->failed)
            vikt_compile_needs(c, "it has no cap, such as cap = 0.3");
        else if (group->cap == 0 && !c->failed)
            vikt_compile_wrong(c, vikt_compile_setting(c, "cap")->place, "cap must be above 0");
    }
}

/* The sign counts, not the size: weights are kept as given. */
static void compile_weight(vikt_compiler *c, vikt_criterion *criterion)
{
    if (!vikt_compile_number(c, "weight", 0, INFINITY, &criterion->weight) && !c->failed)
        vikt_compile_needs(c, "it has no weight");
}

enum { CARRY_MONTHS = 12, CARRY_MONTHS_MAX = 1200 };

static void compile_missing(vikt_compiler *c, vikt_criterion *criterion)
{
    static const vikt_missing kinds[] = {VIKT_MISSING_SKIP, VIKT_MISSING_WORST, VIKT_MISSING_MIDDLE,
                                         VIKT_MISSING_CARRY, VIKT_MISSING_REJECT};
    const vikt_setting *setting = vikt_compile_setting(c, "missing");
    size_t which = 0, months = CARRY_MONTHS;

    criterion->missing = VIKT_MISSING_SKIP;
    criterion->missing_points = NAN;
    if (setting && setting->value.kind == VIKT_VALUE_NUMBER) {
        criterion->missing = VIKT_MISSING_POINTS;
        vikt_compile_number(c, "missing", c->profile->lo, c->profile->hi,
                            &criterion->missing_points);
    } else if (vikt_compile_choice(c, "missing", "skip worst middle carry reject", &which)) {
        criterion->missing = kinds[which];
    }
    vikt_compile_count(c, "carry_months", 0, CARRY_MONTHS_MAX, &months);
    criterion->carry_months = (long)months;
}

static void compile_group(vikt_compiler *c, vikt_criterion *criterion)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {0};
    char hint[160];

    criterion->group = VIKT_INDEX_NONE;
    if (!vikt_compile_text(c, "group", &nearest.wanted))
        return;
    for (size_t i = 0; i < profile->group_count; i++) {
        if (vikt_text_equal(profile->groups[i].name, nearest.wanted))
            criterion->group = i;
        vikt_nearest_offer(&nearest, profile->groups[i].name);
    }
    if (criterion->group == VIKT_INDEX_NONE)
        vikt_compile_lacks(c, vikt_compile_setting(c, "group")->place,
                           "there is no group \"%.*s\"%s; a group states its cap: [group %.*s]",
                           VIKT_SHOW(nearest.wanted),
                           vikt_nearest_hint(&nearest, hint, sizeof hint),
                           VIKT_SHOW(nearest.wanted));
}

/* Rows beside another scale would say nothing. */
static void check_rows(vikt_compiler *c, const vikt_criterion *criterion)
{
    for (size_t i = 0; i < c->statement->count; i++) {
        const vikt_setting *setting = &c->statement->settings[i];

        if (!vikt_spec_row(setting->key) || criterion->points.kind == VIKT_SCALE_DECISION_TABLE)
            continue;
        vikt_compile_wrong(c, setting->place, "%.*s is for points = decision_table",
                           VIKT_SHOW(setting->key));
        return;
    }
}

static void compile_criterion(vikt_compiler *c, vikt_criterion *criterion)
{
    const vikt_statement *statement = c->statement;
    const vikt_setting *setting;

    *criterion = (vikt_criterion){
        .name = statement->name, .builtin = statement->builtin, .place = statement->place};
    if (!statement->name.length)
        vikt_compile_wrong(c, statement->place, "its name is empty");
    criterion->weight_place = vikt_compile_place(c, "weight");
    criterion->missing_place = vikt_compile_place(c, "missing");
    criterion->carry_place = vikt_compile_place(c, "carry_months");
    compile_weight(c, criterion);
    compile_missing(c, criterion);
    compile_group(c, criterion);
    setting = vikt_compile_setting(c, "points");
    if (setting && vikt_compile_scale(c, setting, &criterion->points))
        check_rows(c, criterion);
    else if (!vikt_statement_find(statement, "points"))
        vikt_compile_needs(c, "it has no points, such as points = %s",
                           vikt_compile_form(c->statement->place, "percentile revenue",
                                             "percentile(\"revenue\")"));
    setting = vikt_compile_setting(c, "or_points");
    if (setting)
        criterion->has_or = vikt_compile_scale(c, setting, &criterion->or_points);
}

/* F-02: w >= 0, not all zero. */
static void check_weights(vikt_compiler *c)
{
    const vikt_profile *profile = c->profile;
    const vikt_statement *statement;
    const vikt_setting *weight;
    double sum = 0;
    size_t at = 0, all = *c->errors;

    for (size_t i = 0; i < profile->criterion_count; i++)
        sum += profile->criteria[i].weight;
    if (profile->criterion_count == 0 || sum > 0 || all > 0)
        return;
    statement = vikt_compile_next(c, VIKT_STATEMENT_CRITERION, &at);
    weight = statement ? vikt_statement_find(statement, "weight") : NULL;
    if (!statement)
        return;
    ++*c->errors;
    vikt_tell(c->listener, VIKT_ERROR, VIKT_PROFILE, weight ? weight->place : statement->place,
              "all weights are zero; at least one criterion must count");
}

static void compile_criteria(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, count;

    profile->criteria = vikt_compile_array(c, VIKT_STATEMENT_CRITERION, VIKT_CRITERIA_MAX,
                                           sizeof *profile->criteria, &count);
    for (size_t i = 0; i < count && !c->no_memory; i++) {
        vikt_compile_next(c, VIKT_STATEMENT_CRITERION, &at);
        compile_criterion(c, &profile->criteria[profile->criterion_count]);
        if (vikt_compile_keep(c))
            profile->criterion_count++;
    }
    if (!c->no_memory)
        check_weights(c);
}

static const vikt_spec group_keys[] = {
    {"cap", VIKT_SPEC_SHARE, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_group = {
    .owner = "a group",
    .keys = group_keys,
    .compile = compile_groups,
};

static const vikt_spec criterion_keys[] = {
    {"weight", VIKT_SPEC_NUMBER, NULL},   {"points", VIKT_SPEC_SCALE, NULL},
    {"or_points", VIKT_SPEC_SCALE, NULL}, {VIKT_SPEC_ROWS, VIKT_SPEC_ROW, NULL},
    {"missing", VIKT_SPEC_MISSING, NULL}, {"carry_months", VIKT_SPEC_NUMBER, NULL},
    {"group", VIKT_SPEC_TEXT, NULL},      {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_criterion = {
    .owner = "a criterion",
    .keys = criterion_keys,
    .compile = compile_criteria,
};
