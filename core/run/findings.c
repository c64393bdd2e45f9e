/* SPDX-License-Identifier: MIT */
#include "core/run/findings.h"

#include <math.h>
#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/profile/decision.h"
#include "core/profile/mark.h"
#include "core/run/reach.h"

enum { LIST_MAX = 300, NAMED_MAX = 6, TEXT_MAX = 1024 };

/* ---- caps ---- */

/* Were all weight in groups whose caps do not fill the whole, nobody could take the rest. */
static void check_caps(const vikt_profile *profile, const vikt_listener *listener)
{
    bool used[VIKT_CRITERIA_MAX] = {false};
    const vikt_criterion *first = NULL;
    double caps = 0;
    char sum[VIKT_NUMBER_MAX];

    for (size_t c = 0; c < profile->criterion_count; c++) {
        const vikt_criterion *criterion = &profile->criteria[c];

        if (criterion->weight <= 0)
            continue;
        if (criterion->group == VIKT_INDEX_NONE)
            return;
        caps += used[criterion->group] ? 0 : profile->groups[criterion->group].cap;
        used[criterion->group] = true;
        first = first ? first : criterion;
    }
    if (!first || caps >= 1 - 1e-9)
        return;
    vikt_number_write(caps, sum);
    vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, first->place,
              "all weight is in groups whose caps add up to %s, less than 1, so the caps cannot "
              "hold and are not used",
              sum);
}

/* ---- decision tables ---- */

/* A table and the statement that it belongs to. */
typedef struct table_of {
    const vikt_decision *decision;
    const char *word;
    vikt_text name;
    vikt_place place;
} table_of;

static vikt_code tell_row(const table_of *of, const vikt_row_finding *finding,
                          const vikt_allocator *allocator, const vikt_listener *listener,
                          vikt_error *err)
{
    vikt_buffer text;
    bool failed;

    vikt_buffer_init(&text, allocator, TEXT_MAX);
    vikt_row_finding_say(of->decision, finding, &text);
    failed = text.failed;
    if (!failed)
        vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, of->decision->rows[finding->row].place,
                  "%s \"%.*s\": %s", of->word, VIKT_SHOW(of->name), text.at);
    vikt_buffer_clear(&text);
    return failed ? vikt_fail_memory(err) : VIKT_OK;
}

static vikt_code check_table(const vikt_profile *profile, const table_of *of,
                             const vikt_listener *listener, vikt_error *err)
{
    const vikt_allocator *allocator = profile->arena.allocator;
    vikt_decision_findings found;
    vikt_arena scratch;
    vikt_code rc;

    vikt_arena_init(&scratch, allocator);
    rc = vikt_decision_check(profile, of->decision, &scratch, &found, err);
    for (size_t i = 0; rc == VIKT_OK && i < found.count && i < NAMED_MAX; i++)
        rc = tell_row(of, &found.items[i], allocator, listener, err);
    if (rc == VIKT_OK && found.count > NAMED_MAX)
        vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, of->place,
                  "%s \"%.*s\": and %zu more such %s", of->word, VIKT_SHOW(of->name),
                  found.count - NAMED_MAX, vikt_plural(found.count - NAMED_MAX, "row", "rows"));
    if (rc == VIKT_OK && found.gap)
        vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, of->place, "%s \"%.*s\": no row covers %s",
                  of->word, VIKT_SHOW(of->name), found.gap);
    vikt_arena_clear(&scratch);
    return rc;
}

static vikt_code check_tables(const vikt_profile *profile, const vikt_listener *listener,
                              vikt_error *err)
{
    vikt_code rc = VIKT_OK;

    for (size_t i = 0; rc == VIKT_OK && i < profile->criterion_count; i++) {
        const vikt_criterion *criterion = &profile->criteria[i];
        const table_of of = {criterion->points.decision, "criterion", criterion->name,
                             criterion->place};

        if (of.decision && vikt_profile_owns(criterion->points.place))
            rc = check_table(profile, &of, listener, err);
    }
    for (size_t i = 0; rc == VIKT_OK && i < profile->scheme_count; i++) {
        const vikt_scheme *scheme = &profile->schemes[i];
        const table_of of = {scheme->decision, "scheme", scheme->name, scheme->place};

        if (of.decision && vikt_profile_owns(scheme->classes_place))
            rc = check_table(profile, &of, listener, err);
    }
    return rc;
}

vikt_code vikt_findings_profile(const vikt_profile *profile, const vikt_listener *listener,
                                vikt_error *err)
{
    check_caps(profile, listener);
    return check_tables(profile, listener, err);
}

/* ---- criteria that tell nobody apart ---- */

/* Some scales say so themselves when all values are the same. */
static bool tells_itself(const vikt_criterion *criterion)
{
    const vikt_scale_giver *giver = vikt_scale_giver_of(criterion->points.kind);

    return giver && giver->tells_constant;
}

/* The points that all customers with points share; NaN when they differ or hardly anyone has any.
 */
static double shared_points(const vikt_run *run, size_t number, size_t *count)
{
    const double *points = run->points.points[number];
    double first = NAN;

    *count = 0;
    for (size_t row = 0; points && row < vikt_population_size(run->population); row++) {
        if (isnan(points[row]))
            continue;
        if (*count > 0 && points[row] != first)
            return NAN;
        first = points[row];
        ++*count;
    }
    return *count > 1 ? first : (double)NAN;
}

static bool tell_constant(const vikt_run *run, size_t number, const vikt_listener *listener)
{
    const vikt_criterion *criterion = &run->profile->criteria[number];
    char shown[VIKT_NUMBER_MAX];
    size_t count;
    double points = shared_points(run, number, &count);

    if (isnan(points) || tells_itself(criterion))
        return !isnan(points);
    vikt_number_write(points, shown);
    vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, criterion->place,
              "criterion \"%.*s\": all %zu customers with points get %s, so it tells nobody apart",
              VIKT_SHOW(criterion->name), count, shown);
    return true;
}

/* ---- parts that nobody reaches ---- */

static bool same_statement(const vikt_part *a, const vikt_part *b)
{
    return strcmp(a->statement, b->statement) == 0;
}

static void add_label(char list[LIST_MAX], size_t *named, const char *label)
{
    const char *before = *named ? "; " : "";
    size_t length = strlen(list), left = LIST_MAX - 1 - length, used = strlen(before);
    vikt_text start = vikt_text_start(vikt_text_of(label), left > used ? left - used : 0);

    if (*named < NAMED_MAX && left > used)
        snprintf(list + length, LIST_MAX - length, "%s%.*s", before, (int)start.length, start.at);
    ++*named;
}

static void tell_whole(const vikt_part *part, const vikt_listener *listener)
{
    const char *what = part->kind == VIKT_PART_RULE     ? "holds for no customer"
                       : part->kind == VIKT_PART_ACTION ? "applies to no customer"
                                                        : "gives no customer points";

    vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, part->place, "%s: %s", part->statement, what);
}

static void tell_parts(const vikt_part *part, const char *list, size_t named,
                       const vikt_listener *listener)
{
    char more[32] = "";

    if (named > NAMED_MAX)
        snprintf(more, sizeof more, " and %zu more", named - NAMED_MAX);
    vikt_tell(listener, VIKT_WARNING, VIKT_PROFILE, part->place, "%s: no customer reaches %s%s",
              part->statement, list, more);
}

/* All parts of one statement that the user's own files state. or_points are for the few who lack a
 * value: what those few do not reach says nothing. */
static void tell_unreached(const vikt_run *run, const vikt_part *parts, size_t count,
                           const vikt_listener *listener)
{
    char list[LIST_MAX] = "";
    size_t named = 0;

    if (parts->own && parts->kind == VIKT_PART_CRITERION &&
        tell_constant(run, parts->number, listener))
        return;
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].own || !parts[i].present || parts[i].count > 0 || parts[i].by_or)
            continue;
        if (!parts[i].label[0]) {
            tell_whole(&parts[i], listener);
            return;
        }
        add_label(list, &named, parts[i].label);
    }
    if (named > 0)
        tell_parts(parts, list, named, listener);
}

static vikt_code find_unreached(const vikt_run *run, const vikt_listener *listener, vikt_error *err)
{
    const vikt_action_context context = {run->population, &run->presence, &run->points, &run->score,
                                         &run->classification};
    vikt_arena scratch;
    vikt_reach reach;
    vikt_code rc;

    vikt_arena_init(&scratch, run->allocator);
    rc = vikt_reach_list(run->profile, &scratch, &reach, err);
    if (rc == VIKT_OK)
        rc = vikt_reach_add(&reach, &context, err);
    for (size_t i = 0, end; rc == VIKT_OK && i < reach.count; i = end) {
        for (end = i + 1; end < reach.count && same_statement(&reach.items[i], &reach.items[end]);)
            end++;
        tell_unreached(run, &reach.items[i], end - i, listener);
    }
    vikt_arena_clear(&scratch);
    return rc;
}

/* ---- fields that functions ask for in vain ---- */

typedef struct reading {
    const vikt_run *run;
    const vikt_function *function;
    const vikt_listener *listener;
    bool told[VIKT_FIELDS_MAX + VIKT_MEASURES_MAX];
} reading;

static void read_slot(reading *r, vikt_slot slot)
{
    if (slot == VIKT_SLOT_NONE || r->run->presence.slots[slot] || r->told[slot])
        return;
    r->told[slot] = true;
    vikt_tell(r->listener, VIKT_WARNING, VIKT_PROFILE, r->function->place,
              "%s: its function reads \"%.*s\", which the data lacks, so it is always missing",
              r->function->what, VIKT_SHOW(vikt_profile_slot_name(r->run->profile, slot)));
}

/* customer.NAME, population.NAME */
static void read_member(void *context, vikt_text owner, vikt_text name)
{
    reading *r = context;

    if (vikt_text_is(owner, "customer") || vikt_text_is(owner, "population"))
        read_slot(r, vikt_profile_slot(r->run->profile, name));
}

static void check_function(const vikt_run *run, const vikt_function *function,
                           const vikt_listener *listener)
{
    reading r = {.run = run, .function = function, .listener = listener};
    bool whole = false;

    if (!function || !vikt_profile_owns(function->place))
        return;
    for (size_t i = 0; i < function->input_count; i++) {
        const vikt_input *input = &function->inputs[i];

        whole |= input->kind == VIKT_INPUT_CUSTOMER || input->kind == VIKT_INPUT_POPULATION;
        if (input->kind == VIKT_INPUT_SLOT)
            read_slot(&r, input->slot);
    }
    if (whole)
        vikt_mark_members(run->profile->files, run->profile->file_count, &function->place,
                          read_member, &r);
}

static void find_lacking(const vikt_run *run, const vikt_listener *listener)
{
    const vikt_profile *profile = run->profile;
    const vikt_presence *presence = &run->presence;

    for (size_t i = 0; i < profile->measure_count; i++)
        if (presence->slots[profile->field_count + i])
            check_function(run, profile->measures[i].function, listener);
    for (size_t i = 0; i < profile->criterion_count; i++)
        if (presence->criteria[i]) {
            check_function(run, profile->criteria[i].points.function, listener);
            check_function(run, profile->criteria[i].or_points.function, listener);
        }
    for (size_t i = 0; i < profile->scheme_count; i++)
        if (presence->schemes[i])
            check_function(run, profile->schemes[i].function, listener);
    for (size_t i = 0; i < profile->rule_count; i++)
        if (presence->rules[i])
            check_function(run, profile->rules[i].when.function, listener);
    for (size_t i = 0; i < profile->action_count; i++)
        if (presence->actions[i])
            check_function(run, profile->actions[i].when.function, listener);
}

vikt_code vikt_findings_run(const vikt_run *run, const vikt_listener *listener, vikt_error *err)
{
    find_lacking(run, listener);
    return find_unreached(run, listener, err);
}
