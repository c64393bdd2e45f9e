/* SPDX-License-Identifier: MIT
 *
 * What came out of a test, against what was expected of it.
 */
#include "core/base/number.h"
#include "core/run/trial.h"

#define SLACK 1e-9 /* 3.2 and 3.205 are as far apart as 0.005 allows */

enum { REASONS_MAX = 4000 }; /* bytes shown */

static const vikt_expectation *at(const vikt_trial *trial, size_t expectation)
{
    return &trial->test->expectations[expectation];
}

/* ---- what came out ---- */

static size_t scheme_meant(const vikt_trial *trial, const vikt_expectation *wanted)
{
    return wanted->index == VIKT_INDEX_NONE ? trial->presence.primary : wanted->index;
}

static vikt_text class_of(const vikt_trial *trial, const vikt_expectation *wanted)
{
    size_t scheme = scheme_meant(trial, wanted);

    if (scheme == VIKT_INDEX_NONE)
        return VIKT_TEXT("?");
    return vikt_class_of(trial->profile, &trial->classification, scheme, trial->row, true);
}

static double number_of(const vikt_trial *trial, const vikt_expectation *wanted)
{
    const double *points;

    if (wanted->kind == VIKT_EXPECT_SCORE)
        return trial->score.score[trial->row];
    points = trial->points.points[wanted->index];
    return points ? points[trial->row] : (double)NAN;
}

static bool occurs(vikt_text part, vikt_text text)
{
    for (size_t i = 0; i + part.length <= text.length; i++) {
        if (!memcmp(text.at + i, part.at, part.length))
            return true;
    }
    return false;
}

/* The reasons of the customer: one is looked for, or all are shown. */
typedef struct collector {
    const vikt_trial *trial;
    vikt_text wanted;
    bool found;
    vikt_buffer *out; /* NULL: none are shown */
} collector;

static void add_text(collector *c, vikt_text text)
{
    c->found = c->found || occurs(c->wanted, text);
    if (!c->out)
        return;
    if (c->out->length)
        vikt_buffer_string(c->out, "; ");
    vikt_buffer_text(c->out, text);
}

static void add_notes(collector *c, const vikt_notes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->items[i].row == c->trial->row)
            add_text(c, notes->items[i].text);
    }
}

static void add_criterion(collector *c, size_t criterion)
{
    if (c->trial->points.reasons)
        add_notes(c, &c->trial->points.reasons[criterion]);
}

static void add_scheme(collector *c, size_t scheme)
{
    add_notes(c, &c->trial->classification.schemes[scheme].reasons);
}

static void add_rules(collector *c)
{
    const vikt_profile *profile = c->trial->profile;

    for (size_t r = 0; r < profile->rule_count; r++) {
        const uint8_t *held = c->trial->classification.rule_held[r];

        if (held && held[c->trial->row])
            add_text(c, profile->rules[r].name);
    }
}

/* Whether one of them has the wanted text in it. */
static bool collect(const vikt_trial *trial, const vikt_expectation *wanted, vikt_buffer *out)
{
    collector c = {.trial = trial, .wanted = wanted->text, .out = out};

    if (wanted->kind == VIKT_EXPECT_CRITERION_REASON) {
        add_criterion(&c, wanted->index);
    } else if (wanted->kind == VIKT_EXPECT_SCHEME_REASON) {
        add_scheme(&c, wanted->index);
    } else {
        for (size_t i = 0; i < trial->profile->criterion_count; i++)
            add_criterion(&c, i);
        for (size_t s = 0; s < trial->profile->scheme_count; s++)
            add_scheme(&c, s);
        add_rules(&c);
    }
    return c.found;
}

static bool action_applies(const vikt_trial *trial, const vikt_expectation *wanted)
{
    return vikt_action_applies(trial->profile, &trial->presence, &trial->classification,
                               wanted->index, trial->row);
}

bool vikt_trial_meets(const vikt_trial *trial, size_t expectation)
{
    const vikt_expectation *wanted = at(trial, expectation);
    double number;

    switch (wanted->kind) {
    case VIKT_EXPECT_CLASS:
        return vikt_text_equal(class_of(trial, wanted), wanted->text);
    case VIKT_EXPECT_SCORE:
    case VIKT_EXPECT_POINTS:
        number = number_of(trial, wanted);
        if (isnan(number) || isnan(wanted->number))
            return isnan(number) && isnan(wanted->number);
        return fabs(number - wanted->number) <= trial->test->tolerance + SLACK;
    case VIKT_EXPECT_REASON:
    case VIKT_EXPECT_CRITERION_REASON:
    case VIKT_EXPECT_SCHEME_REASON:
        return collect(trial, wanted, NULL);
    case VIKT_EXPECT_ACTION:
        break;
    }
    return action_applies(trial, wanted);
}

/* ---- in words ---- */

static const char *words(vikt_arena *arena, const char *what, vikt_text name)
{
    return vikt_arena_print(arena, "%s \"%.*s\"", what, VIKT_SHOW(name));
}

static const char *copied(vikt_arena *arena, vikt_text text)
{
    return vikt_arena_copy(arena, text.length ? text.at : "", text.length);
}

const char *vikt_trial_what(const vikt_trial *trial, size_t expectation, vikt_arena *arena)
{
    const vikt_profile *profile = trial->profile;
    const vikt_expectation *wanted = at(trial, expectation);

    switch (wanted->kind) {
    case VIKT_EXPECT_CLASS:
        return wanted->index == VIKT_INDEX_NONE
                   ? "class"
                   : words(arena, "class in", profile->schemes[wanted->index].name);
    case VIKT_EXPECT_SCORE:
        return "score";
    case VIKT_EXPECT_POINTS:
        return words(arena, "points of", profile->criteria[wanted->index].name);
    case VIKT_EXPECT_REASON:
        return "reason";
    case VIKT_EXPECT_CRITERION_REASON:
        return words(arena, "reason of", profile->criteria[wanted->index].name);
    case VIKT_EXPECT_SCHEME_REASON:
        return words(arena, "reason of", profile->schemes[wanted->index].name);
    case VIKT_EXPECT_ACTION:
        break;
    }
    return words(arena, "action", profile->actions[wanted->index].name);
}

/* To a millionth: what a calculation adds behind that is noise. */
static const char *number_text(vikt_arena *arena, double number)
{
    double rounded = round(number * 1e6) / 1e6;
    char text[VIKT_NUMBER_MAX];

    if (isnan(number))
        return "missing";
    vikt_number_write(isfinite(rounded) ? rounded : number, text);
    return vikt_arena_copy(arena, text, strlen(text));
}

const char *vikt_trial_expected(const vikt_trial *trial, size_t expectation, vikt_arena *arena)
{
    const vikt_expectation *wanted = at(trial, expectation);

    switch (wanted->kind) {
    case VIKT_EXPECT_SCORE:
    case VIKT_EXPECT_POINTS:
        return number_text(arena, wanted->number);
    case VIKT_EXPECT_CLASS:
    case VIKT_EXPECT_REASON:
    case VIKT_EXPECT_CRITERION_REASON:
    case VIKT_EXPECT_SCHEME_REASON:
        return copied(arena, wanted->text);
    case VIKT_EXPECT_ACTION:
        break;
    }
    return "applies";
}

/* "?" with why there is no class. */
static const char *class_text(const vikt_trial *trial, const vikt_expectation *wanted,
                              vikt_arena *arena)
{
    size_t scheme = scheme_meant(trial, wanted);
    vikt_text name = class_of(trial, wanted);
    const vikt_scheme_result *result;

    if (!vikt_text_is(name, "?"))
        return copied(arena, name);
    if (scheme == VIKT_INDEX_NONE)
        return "? (no scheme has the data that it needs)";
    result = &trial->classification.schemes[scheme];
    if (!result->present)
        return "? (the scheme lacks data that it needs)";
    return vikt_arena_print(arena, "? (%s)",
                            vikt_unclassified_word((vikt_unclassified)result->why[trial->row]));
}

static const char *reason_text(const vikt_trial *trial, const vikt_expectation *wanted,
                               vikt_arena *arena)
{
    vikt_buffer reasons;
    const char *text = NULL;

    vikt_buffer_init(&reasons, trial->arena.allocator, SIZE_MAX / 4);
    (void)collect(trial, wanted, &reasons);
    if (!reasons.failed)
        text = reasons.length
                   ? copied(arena, vikt_text_start(vikt_buffer_view(&reasons), REASONS_MAX))
                   : "none";
    vikt_buffer_clear(&reasons);
    return text;
}

const char *vikt_trial_got(const vikt_trial *trial, size_t expectation, vikt_arena *arena)
{
    const vikt_expectation *wanted = at(trial, expectation);

    switch (wanted->kind) {
    case VIKT_EXPECT_CLASS:
        return class_text(trial, wanted, arena);
    case VIKT_EXPECT_SCORE:
    case VIKT_EXPECT_POINTS:
        return number_text(arena, number_of(trial, wanted));
    case VIKT_EXPECT_REASON:
    case VIKT_EXPECT_CRITERION_REASON:
    case VIKT_EXPECT_SCHEME_REASON:
        return reason_text(trial, wanted, arena);
    case VIKT_EXPECT_ACTION:
        break;
    }
    return action_applies(trial, wanted) ? "applies" : "does not apply";
}
