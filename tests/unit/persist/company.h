/* SPDX-License-Identifier: MIT
 *
 * A company made by hand, with a bit of everything that a run can hold, for any number of
 * customers.
 *
 * Row i, where nothing else is said: points of "revenue" 1 + i % 5 (none where i % 7 == 3, for want
 * of revenue); of "margin" 2.5, there the worst; of "risk" 1 + i % 4 by rating, 3.25 by days_late
 * where i % 4 == 1; of "line" 2 or 4; "admin" has no data.
 */
#ifndef VIKT_TEST_COMPANY_H
#define VIKT_TEST_COMPANY_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/import/ratings.h"
#include "core/persist/history.h"

enum {
    KEY,
    NAME,
    REVENUE,
    COST,
    BRANCH,
    FIRST_ORDER,
    ACTIVE,
    RISK,
    DAYS_LATE,
    UNUSED,
    FIELDS,
    MARGIN = FIELDS,
    SLOTS
};
enum { C_REVENUE, C_MARGIN, C_RISK, C_ADMIN, C_LINE, CRITERIA };
enum { S_CLASS, S_ABC, S_MATRIX, SCHEMES };
enum { A_KEEP, A_GROW, A_CALL, A_GONE, ACTIONS };
enum { REJECTS = 3 };

typedef struct company {
    vikt_arena arena;
    vikt_profile profile;
    vikt_presence presence;
    vikt_import import;
    vikt_pool pool;
    vikt_population *population;
    vikt_points points;
    vikt_score score;
    vikt_classification classification;
    vikt_previous previous;
    vikt_script script;
    vikt_notice notices[2];
    vikt_function risk; /* what failed for row 2 */
    vikt_run_record record;
} company;

static inline void *company_room(company *c, size_t count, size_t size)
{
    void *room = vikt_arena_new(&c->arena, count, size);

    cr_assert(room);
    return room;
}

static inline vikt_text *company_texts(company *c, const char *const *names, size_t count)
{
    vikt_text *texts = company_room(c, count, sizeof *texts);

    for (size_t i = 0; i < count; i++)
        texts[i] = vikt_text_of(names[i]);
    return texts;
}

/* ---- the profile ---- */

static inline void company_fields(company *c)
{
    static const char *const names[] = {"key",         "name",   "revenue", "cost",      "branch",
                                        "first_order", "active", "risk",    "days_late", "unused"};
    static const vikt_type types[] = {
        VIKT_TYPE_TEXT, VIKT_TYPE_TEXT,  VIKT_TYPE_NUMBER, VIKT_TYPE_NUMBER, VIKT_TYPE_TEXT,
        VIKT_TYPE_DATE, VIKT_TYPE_TRUTH, VIKT_TYPE_NUMBER, VIKT_TYPE_NUMBER, VIKT_TYPE_NUMBER};

    c->profile.fields = company_room(c, FIELDS, sizeof *c->profile.fields);
    c->profile.field_count = FIELDS;
    for (size_t i = 0; i < FIELDS; i++)
        c->profile.fields[i] = (vikt_field){
            .name = vikt_text_of(names[i]), .type = types[i], .min = -INFINITY, .max = INFINITY};
    c->profile.measures = company_room(c, 1, sizeof *c->profile.measures);
    c->profile.measure_order = company_room(c, 1, sizeof *c->profile.measure_order);
    c->profile.measure_count = 1;
    c->profile.measures[0] = (vikt_measure){.name = VIKT_TEXT("margin"),
                                            .kind = VIKT_MEASURE_DIFFERENCE,
                                            .inputs = company_room(c, 2, sizeof(vikt_slot)),
                                            .input_count = 2};
    c->profile.measures[0].inputs[0] = REVENUE;
    c->profile.measures[0].inputs[1] = COST;
}

static inline void company_criteria(company *c)
{
    vikt_criterion *criteria = company_room(c, CRITERIA, sizeof *criteria);

    criteria[C_REVENUE] = (vikt_criterion){.name = VIKT_TEXT("revenue"),
                                           .weight = 30,
                                           .points = {.kind = VIKT_SCALE_PERCENTILE,
                                                      .slot = REVENUE,
                                                      .text = VIKT_TEXT("percentile revenue")}};
    criteria[C_MARGIN] =
        (vikt_criterion){.name = VIKT_TEXT("margin"),
                         .weight = 20,
                         .missing = VIKT_MISSING_WORST,
                         .points = {.kind = VIKT_SCALE_LINEAR,
                                    .slot = MARGIN,
                                    .text = VIKT_TEXT("linear margin worst 0 best 9")}};
    criteria[C_RISK] = (vikt_criterion){
        .name = VIKT_TEXT("risk"),
        .weight = 15,
        .has_or = true,
        .points = {.kind = VIKT_SCALE_RATING, .slot = RISK, .text = VIKT_TEXT("rating risk")},
        .or_points = {.kind = VIKT_SCALE_BANDS,
                      .slot = DAYS_LATE,
                      .text = VIKT_TEXT("bands days_late 30 15")}};
    criteria[C_ADMIN] = (vikt_criterion){
        .name = VIKT_TEXT("admin"),
        .weight = 15,
        .missing = VIKT_MISSING_POINTS,
        .missing_points = 2.5,
        .points = {.kind = VIKT_SCALE_RATING, .slot = UNUSED, .text = VIKT_TEXT("rating unused")}};
    criteria[C_LINE] =
        (vikt_criterion){.name = VIKT_TEXT("line"),
                         .weight = 0,
                         .points = {.kind = VIKT_SCALE_LOOKUP,
                                    .slot = BRANCH,
                                    .text = VIKT_TEXT("lookup branch Bygg 2 Handel 4")}};
    for (size_t i = 0; i < CRITERIA; i++)
        criteria[i].group = VIKT_INDEX_NONE;
    c->profile.criteria = criteria;
    c->profile.criterion_count = CRITERIA;
}

static inline void company_schemes(company *c)
{
    static const char *const classes[] = {"A", "B", "C"};
    static const char *const cells[] = {"1", "2 revenue", "2 potential", "3"};
    static const double by_score[] = {3.8, 2.6, 1}, by_share[] = {0.7, 0.9, 1};
    vikt_scheme *schemes = company_room(c, SCHEMES, sizeof *schemes);

    schemes[S_CLASS] = (vikt_scheme){.name = VIKT_TEXT("class"),
                                     .kind = VIKT_SCHEME_BY_SCORE,
                                     .classes = company_texts(c, classes, 3),
                                     .class_count = 3,
                                     .ordered = true,
                                     .slot = VIKT_SLOT_NONE,
                                     .hysteresis = 0.15};
    schemes[S_ABC] = (vikt_scheme){.name = VIKT_TEXT("abc"),
                                   .kind = VIKT_SCHEME_BY_CUMULATIVE_SHARE,
                                   .classes = company_texts(c, classes, 3),
                                   .class_count = 3,
                                   .ordered = true,
                                   .slot = REVENUE,
                                   .hysteresis = NAN};
    schemes[S_MATRIX] = (vikt_scheme){.name = VIKT_TEXT("matrix"),
                                      .kind = VIKT_SCHEME_MATRIX,
                                      .classes = company_texts(c, cells, 4),
                                      .class_count = 4,
                                      .slot = VIKT_SLOT_NONE,
                                      .hysteresis = NAN,
                                      .y = {.index = UNUSED},
                                      .x = {.is_points = true, .index = C_ADMIN}};
    schemes[S_CLASS].limits = company_room(c, 3, sizeof(double));
    schemes[S_ABC].limits = company_room(c, 3, sizeof(double));
    memcpy(schemes[S_CLASS].limits, by_score, sizeof by_score);
    memcpy(schemes[S_ABC].limits, by_share, sizeof by_share);
    c->profile.schemes = schemes;
    c->profile.scheme_count = SCHEMES;
}

static inline vikt_condition company_condition(company *c, vikt_slot slot, const char *text)
{
    vikt_comparison *comparison = company_room(c, 1, sizeof *comparison);

    *comparison =
        (vikt_comparison){.operand = VIKT_OPERAND_SLOT, .index = slot, .operator_ = VIKT_EQUAL};
    return (vikt_condition){.comparisons = comparison, .count = 1, .text = vikt_text_of(text)};
}

static inline void company_outcomes(company *c)
{
    vikt_profile *profile = &c->profile;

    profile->rules = company_room(c, 1, sizeof *profile->rules);
    profile->rule_count = 1;
    profile->rules[0] = (vikt_rule){.name = VIKT_TEXT("sleepers are never A"),
                                    .kind = VIKT_RULE_AT_MOST,
                                    .scheme = VIKT_INDEX_NONE,
                                    .class_name = VIKT_TEXT("B"),
                                    .when = company_condition(c, ACTIVE, "active = no")};
    profile->actions = company_room(c, ACTIONS, sizeof *profile->actions);
    profile->action_count = ACTIONS;
    profile->actions[A_KEEP] = (vikt_action){.name = VIKT_TEXT("keep"),
                                             .class_name = VIKT_TEXT("A"),
                                             .text = VIKT_TEXT("Full attention"),
                                             .owner = VIKT_TEXT("farmer"),
                                             .every = VIKT_TEXT("1 month"),
                                             .scheme = S_CLASS};
    profile->actions[A_GROW] = (vikt_action){.name = VIKT_TEXT("grow"),
                                             .class_name = VIKT_TEXT("B"),
                                             .text = VIKT_TEXT("Show {name} the \"new\" range"),
                                             .scheme = VIKT_INDEX_NONE};
    profile->actions[A_CALL] =
        (vikt_action){.name = VIKT_TEXT("call"),
                      .class_name = VIKT_TEXT("C"),
                      .text = VIKT_TEXT("Call"),
                      .scheme = S_CLASS,
                      .has_when = true,
                      .when = company_condition(c, FIRST_ORDER, "first_order = 2020-01-01")};
    profile->actions[A_GONE] = (vikt_action){.name = VIKT_TEXT("gone"),
                                             .class_name = VIKT_TEXT("1"),
                                             .text = VIKT_TEXT("Visit {name}"),
                                             .scheme = S_MATRIX};
}

static inline void company_profile(company *c)
{
    vikt_profile *profile = &c->profile;

    company_fields(c);
    company_criteria(c);
    company_schemes(c);
    company_outcomes(c);
    profile->name = VIKT_TEXT("Verkstad AB");
    profile->currency = VIKT_TEXT("SEK");
    profile->lo = 1;
    profile->hi = 5;
    profile->min_coverage = 0.6;
    profile->files = company_room(c, 2, sizeof *profile->files);
    profile->file_count = 2;
    profile->files[0] =
        (vikt_profile_file){VIKT_TEXT("default"), VIKT_TEXT("[profile]\nname = \"x\"\n")};
    profile->files[1] = (vikt_profile_file){VIKT_TEXT("--set"), VIKT_TEXT("weight.revenue = 30\n")};
    memcpy(profile->digest, "0123456789abcdef0123456789abcdef", 33);
}

static inline void company_presence(company *c)
{
    vikt_presence *presence = &c->presence;

    presence->slots = company_room(c, SLOTS, sizeof(bool));
    presence->criteria = company_room(c, CRITERIA, sizeof(bool));
    presence->use_or = company_room(c, CRITERIA, sizeof(bool));
    presence->schemes = company_room(c, SCHEMES, sizeof(bool));
    presence->rules = company_room(c, 1, sizeof(bool));
    presence->actions = company_room(c, ACTIONS, sizeof(bool));
    memset(presence->slots, true, SLOTS);
    memset(presence->criteria, true, CRITERIA);
    memset(presence->schemes, true, SCHEMES);
    memset(presence->actions, true, ACTIONS);
    presence->criteria[C_ADMIN] = presence->schemes[S_MATRIX] = presence->actions[A_GONE] = false;
    presence->rules[0] = true;
    presence->weight = 80;
    presence->weight_known = 65;
    presence->primary = S_CLASS;
}

/* ---- the data ---- */

static inline vikt_cell company_cell(company *c, const char *text)
{
    bool failed = false;
    vikt_cell cell = vikt_cell_copied(&c->pool, vikt_text_of(text), &failed);

    cr_assert_not(failed);
    return cell;
}

static inline void company_customer(company *c, size_t i)
{
    vikt_column **columns = c->import.columns;
    char text[40];

    snprintf(text, sizeof text, "k%07zu", i);
    c->import.keys->cells[i] = company_cell(c, text);
    if (i % 5 != 0)
        snprintf(text, sizeof text, i % 5 == 1 ? "\xc3\x85sa %zu" : "Kund %zu", i);
    c->import.names->cells[i] = company_cell(c, text);
    columns[REVENUE]->numbers[i] = i % 7 == 3 ? NAN : 1000.5 * (double)(i + 1);
    columns[COST]->numbers[i] = (double)(i % 100) / 10;
    columns[BRANCH]->cells[i] =
        i % 6 == 5 ? VIKT_CELL_NONE : company_cell(c, i % 2 ? "Handel \"s\\k\"" : "Bygg");
    columns[FIRST_ORDER]->numbers[i] =
        18262 + (double)(i % 30); /* 2020-01-01 and the days behind it */
    columns[ACTIVE]->numbers[i] = i % 11 != 0;
    columns[RISK]->numbers[i] = i % 4 == 1 ? NAN : 1 + (double)(i % 4);
    columns[DAYS_LATE]->numbers[i] = (double)(i % 40);
    columns[UNUSED]->numbers[i] = (double)i;
}

static inline void company_rejects(company *c)
{
    vikt_reject *rejects = company_room(c, REJECTS, sizeof *rejects);

    rejects[0] = (vikt_reject){VIKT_TEXT("kunder.csv"), 9,   {NULL, 0}, {NULL, 0}, {NULL, 0},
                               VIKT_TEXT("has no key"), true};
    rejects[1] = (vikt_reject){VIKT_TEXT("kunder.csv"),
                               4,
                               VIKT_TEXT("Omsättning"),
                               VIKT_TEXT("k0000003"),
                               VIKT_TEXT("12,5o"),
                               VIKT_TEXT("is not a number"),
                               false};
    rejects[2] = (vikt_reject){VIKT_TEXT("kunder.csv"),
                               2,
                               VIKT_TEXT("Risk"),
                               VIKT_TEXT("k0000003"),
                               VIKT_TEXT(""),
                               VIKT_TEXT("is off its scale"),
                               false};
    c->import.rejects = rejects;
    c->import.reject_count = REJECTS;
}

/* Two raters judge the risk of the first customer, 1 and 4. */
static inline void company_ratings(company *c)
{
    vikt_ratings *ratings = company_room(c, 1, sizeof *ratings);
    vikt_rated_field *field = company_room(c, 1, sizeof *field);
    double *marks = company_room(c, 2, sizeof *marks);

    marks[0] = 1;
    marks[1] = 4;
    *field = (vikt_rated_field){.field = RISK, .marks = {marks, 2, 1}, .marked = 1, .used = true};
    field->values = company_room(c, 1, sizeof *field->values);
    field->values[0] = 2.5;
    cr_assert(vikt_agreement_of(&field->marks, NULL, &field->agreement));
    *ratings = (vikt_ratings){.rater_count = 2, .unit_count = 1, .fields = field, .field_count = 1};
    ratings->raters = company_room(c, 2, sizeof *ratings->raters);
    ratings->raters[0] = VIKT_TEXT("anna");
    ratings->raters[1] = VIKT_TEXT("bo");
    ratings->weights = company_room(c, 2, sizeof *ratings->weights);
    ratings->units = company_room(c, 1, sizeof *ratings->units);
    ratings->marks = company_room(c, 2, sizeof *ratings->marks);
    ratings->marks[1].rater = 1;
    ratings->mark_count = 2;
    c->import.ratings = ratings;
}

static inline void company_import(company *c, size_t count)
{
    vikt_import *import = &c->import;
    vikt_heading *headings = company_room(c, 2, sizeof *headings);

    import->count = count;
    import->keys = vikt_column_new(&c->arena, VIKT_TYPE_TEXT, count, &c->pool);
    import->names = vikt_column_new(&c->arena, VIKT_TYPE_TEXT, count, &c->pool);
    import->columns = company_room(c, FIELDS, sizeof *import->columns);
    import->columns[KEY] = import->keys;
    import->columns[NAME] = import->names;
    for (size_t i = REVENUE; i < FIELDS; i++) {
        import->columns[i] = vikt_column_new(&c->arena, c->profile.fields[i].type, count, &c->pool);
        cr_assert(import->columns[i]);
    }
    for (size_t i = 0; i < count; i++)
        company_customer(c, i);
    headings[0] = (vikt_heading){.text = VIKT_TEXT("Omsättning"),
                                 .field = REVENUE,
                                 .match = VIKT_HEADING_SYNONYM,
                                 .read = true};
    headings[1] = (vikt_heading){.text = VIKT_TEXT("Anteckning"), .field = VIKT_INDEX_NONE};
    company_ratings(c);
    import->readings = company_room(c, 1, sizeof *import->readings);
    import->reading_count = 1;
    import->readings[0] = (vikt_reading){.source = VIKT_TEXT("kunder.csv"),
                                         .bytes = 1234,
                                         .digest = "fedcba9876543210fedcba9876543210",
                                         .encoding = "UTF-8",
                                         .proof = VIKT_TEXT("Åmål"),
                                         .titles = 2,
                                         .repeated_headings = 1,
                                         .totals = 3,
                                         .separator = ';',
                                         .decimal = ',',
                                         .headings = headings,
                                         .heading_count = 2,
                                         .rows = count + 1,
                                         .rejected_rows = 1,
                                         .rejected_cells = 2};
    company_rejects(c);
}

/* ---- what was computed ---- */

static inline void company_points(company *c, size_t count)
{
    vikt_points *points = &c->points;

    points->points = company_room(c, CRITERIA, sizeof *points->points);
    points->valued = company_room(c, count, sizeof *points->valued);
    points->used_or = company_room(c, count, sizeof *points->used_or);
    points->reasons = company_room(c, CRITERIA, sizeof *points->reasons);
    for (size_t k = 0; k < CRITERIA; k++)
        if (k != C_ADMIN)
            points->points[k] = company_room(c, count, sizeof(double));
    for (size_t i = 0; i < count; i++) {
        bool known = i % 7 != 3;

        points->points[C_REVENUE][i] = known ? 1 + (double)(i % 5) : NAN;
        points->points[C_MARGIN][i] = known ? 2.5 : 1;
        points->points[C_RISK][i] = i % 4 == 1 ? 3.25 : 1 + (double)(i % 4);
        points->points[C_LINE][i] = i % 6 == 5 ? NAN : i % 2 ? 4 : 2;
        points->valued[i] = (known ? 3u : 0u) | 1u << C_RISK | (i % 6 == 5 ? 0u : 1u << C_LINE);
        points->used_or[i] = i % 4 == 1 ? 1u << C_RISK : 0;
        if (i % 10 == 0)
            vikt_notes_add(&points->reasons[C_RISK], &c->arena, i, VIKT_TEXT("a \"large\" debtor"));
    }
    vikt_cuts_add(&points->cuts, &c->arena, "criterion \"revenue\"", "median", 2501.25);
    cr_assert_eq(
        vikt_score_of(&c->profile, &c->presence, points, count, &c->arena, &c->score, NULL),
        VIKT_OK);
}

static inline void company_scheme_room(company *c, vikt_scheme_result *result, size_t count)
{
    result->present = true;
    result->raw = company_room(c, count, 1);
    result->effective = company_room(c, count, 1);
    result->why = company_room(c, count, 1);
    result->flags = company_room(c, count, 1);
}

static inline void company_class(company *c, size_t i, vikt_date as_of)
{
    vikt_scheme_result *result = &c->classification.schemes[S_CLASS];
    double score = c->score.score[i];

    result->raw[i] = score >= 3.8 ? 0 : score >= 2.6 ? 1 : 2;
    result->effective[i] = result->raw[i];
    result->since[i] = (int32_t)as_of;
    if (i % 11 == 0 && result->raw[i] == 0) {
        result->effective[i] = 1;
        result->rule[i] = 1;
    }
    c->classification.rule_held[0][i] = i % 11 == 0;
    if (i % 13 == 5)
        result->flags[i] = VIKT_FLAG_KEPT;
    if (i % 19 == 7) {
        result->raw[i] = result->effective[i] = VIKT_NO_CLASS;
        result->why[i] = VIKT_UNCLASSIFIED_LOW_COVERAGE;
        c->record.unclassified++;
    }
}

static inline void company_classification(company *c, size_t count, vikt_date as_of)
{
    vikt_classification *classification = &c->classification;

    classification->schemes = company_room(c, SCHEMES, sizeof *classification->schemes);
    classification->rule_held = company_room(c, 1, sizeof(uint8_t *));
    classification->rule_held[0] = company_room(c, count, 1);
    classification->action_applies = company_room(c, ACTIONS, sizeof(uint8_t *));
    classification->action_applies[A_CALL] = company_room(c, count, 1);
    company_scheme_room(c, &classification->schemes[S_CLASS], count);
    company_scheme_room(c, &classification->schemes[S_ABC], count);
    classification->schemes[S_CLASS].rule = company_room(c, count, 1);
    classification->schemes[S_CLASS].since = company_room(c, count, sizeof(int32_t));
    for (size_t i = 0; i < count; i++) {
        vikt_scheme_result *abc = &classification->schemes[S_ABC];

        company_class(c, i, as_of);
        abc->raw[i] = abc->effective[i] = (uint8_t)(i % 3);
        abc->flags[i] = i % 17 == 0 ? VIKT_FLAG_NOT_POSITIVE : 0;
        classification->action_applies[A_CALL][i] =
            i % 30 == 0 && classification->schemes[S_CLASS].effective[i] == 2;
    }
    classification->schemes[S_ABC].total = 12345.5;
    classification->schemes[S_ABC].last_share = company_room(c, 3, sizeof(double));
    for (int i = 0; i < 3; i++)
        classification->schemes[S_ABC].last_share[i] = c->profile.schemes[S_ABC].limits[i];
    vikt_cuts_add(&classification->cuts, &c->arena, "scheme \"abc\"", "A from", 99);
}

static inline void company_events(company *c, size_t count)
{
    c->risk = (vikt_function){.what = "criterion \"risk\""};
    vikt_script_init(&c->script, &c->profile, 0, &c->arena);
    c->notices[0] = (vikt_notice){VIKT_NOTE, VIKT_TEXT("kunder.csv: read as UTF-8")};
    c->notices[1] = (vikt_notice){VIKT_WARNING, VIKT_TEXT("vikt.ini:3: something odd")};
    if (count <= 2)
        return;
    c->script.failures = company_room(c, 1, sizeof *c->script.failures);
    c->script.failure_count = 1;
    c->script.failures[0] = (vikt_failure){2,
                                           &c->risk,
                                           {.code = VIKT_PROFILE,
                                            .place = {"acme.lua", 12, 0},
                                            .message = "attempt to index a number"}};
    vikt_notes_add(&c->script.printed, &c->arena, 1, VIKT_TEXT("criterion \"risk\": hello"));
}

/* Ready to be written. Free with company_free(). */
static inline company *company_make(size_t count, const char *as_of)
{
    company *c = calloc(1, sizeof *c);
    vikt_date date = 0;

    cr_assert(c);
    cr_assert(vikt_date_read(vikt_text_of(as_of), &date));
    vikt_arena_init(&c->arena, NULL);
    vikt_buffer_init(&c->pool.grown, NULL, SIZE_MAX / 4);
    company_profile(c);
    company_presence(c);
    company_import(c, count);
    company_events(c, count);
    cr_assert_eq(vikt_population_new(&c->profile, &c->presence, &c->import, date, &c->script, NULL,
                                     &c->population, NULL),
                 VIKT_OK);
    company_points(c, count);
    company_classification(c, count, date);
    c->record = (vikt_run_record){.started_at = "2026-05-12T06:00:00Z",
                                  .profile = &c->profile,
                                  .presence = &c->presence,
                                  .import = &c->import,
                                  .population = c->population,
                                  .points = &c->points,
                                  .score = &c->score,
                                  .classification = &c->classification,
                                  .previous = &c->previous,
                                  .script = &c->script,
                                  .notices = c->notices,
                                  .notice_count = 2,
                                  .unclassified = c->record.unclassified};
    return c;
}

static inline void company_free(company *c)
{
    vikt_population_free(c->population);
    vikt_buffer_clear(&c->pool.grown);
    vikt_arena_clear(&c->arena);
    free(c);
}

#endif
