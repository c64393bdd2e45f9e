/* SPDX-License-Identifier: MIT */
#include "core/run/trial.h"

#include <stdlib.h>

#include "core/base/fail.h"

/* For measures and functions that ask for the date in a test that gives none: always the same. */
enum { DAY_WITHOUT_DATE = 10957 }; /* 2000-01-01 */

/* ---- columns from the values of the test ---- */

static int by_key(const void *a, const void *b)
{
    const vikt_test_customer *const *x = a, *const *y = b;

    int order = vikt_text_compare((*x)->key, (*y)->key);

    return order ? order : (*x > *y) - (*x < *y);
}

/* Key order, as import has it. */
static bool sort_customers(vikt_trial *trial)
{
    const vikt_test *test = trial->test;
    const vikt_test_customer **sorted =
        vikt_arena_new(&trial->arena, test->customer_count, sizeof *sorted);

    if (!sorted)
        return false;
    for (size_t i = 0; i < test->customer_count; i++)
        sorted[i] = &test->customers[i];
    qsort(sorted, test->customer_count, sizeof *sorted, by_key);
    for (size_t i = 0; i < test->customer_count; i++)
        trial->rows[sorted[i] - test->customers] = i;
    trial->row = trial->rows[0];
    return true;
}

/* The type that the profile leaves to the data: texts that are not all dates are texts. */
static vikt_type find_type(const vikt_trial *trial, size_t field, bool *given)
{
    const vikt_test *test = trial->test;
    vikt_type type = trial->profile->fields[field].type;
    bool open = type == VIKT_TYPE_UNKNOWN;

    *given = false;
    for (size_t i = 0; i < test->customer_count; i++) {
        const vikt_test_customer *customer = &test->customers[i];

        for (size_t g = 0; g < customer->given_count; g++) {
            if (customer->given[g].field != field)
                continue;
            *given = true;
            if (open && type != VIKT_TYPE_TEXT)
                type = customer->given[g].type;
        }
    }
    return type == VIKT_TYPE_UNKNOWN ? VIKT_TYPE_NUMBER : type;
}

static bool fill_column(vikt_trial *trial, size_t field, vikt_column *column)
{
    const vikt_test *test = trial->test;
    bool failed = false;

    for (size_t i = 0; i < test->customer_count; i++) {
        const vikt_test_customer *customer = &test->customers[i];

        for (size_t g = 0; g < customer->given_count; g++) {
            const vikt_given *given = &customer->given[g];

            if (given->field != field)
                continue;
            if (column->cells)
                column->cells[trial->rows[i]] =
                    vikt_cell_copied(&trial->pool, given->text, &failed);
            else
                column->numbers[trial->rows[i]] = given->number;
        }
    }
    return !failed;
}

/* Keys, or names: texts that every customer has. */
static vikt_column *text_column(vikt_trial *trial, bool names)
{
    const vikt_test *test = trial->test;
    vikt_column *column =
        vikt_column_new(&trial->arena, VIKT_TYPE_TEXT, test->customer_count, &trial->pool);
    bool failed = false;

    for (size_t i = 0; column && i < test->customer_count; i++) {
        const vikt_test_customer *customer = &test->customers[i];

        column->cells[trial->rows[i]] =
            vikt_cell_copied(&trial->pool, names ? customer->name : customer->key, &failed);
    }
    return failed ? NULL : column;
}

static bool make_columns(vikt_trial *trial)
{
    const vikt_profile *profile = trial->profile;
    vikt_import *import = &trial->import;

    for (size_t f = 0; f < profile->field_count; f++) {
        bool given;
        vikt_type type = find_type(trial, f, &given);

        if (!given && profile->fields[f].optional)
            continue;
        import->columns[f] = vikt_column_new(&trial->arena, type, import->count, &trial->pool);
        if (!import->columns[f] || !fill_column(trial, f, import->columns[f]))
            return false;
    }
    import->keys = text_column(trial, false);
    import->names = text_column(trial, true);
    return import->keys && import->names;
}

static bool make_import(vikt_trial *trial)
{
    vikt_import *import = &trial->import;
    size_t count = trial->test->customer_count;

    import->count = count;
    import->rows = vikt_arena_new(&trial->arena, count, sizeof *import->rows);
    import->columns =
        vikt_arena_new(&trial->arena, trial->profile->field_count, sizeof *import->columns);
    trial->rows = vikt_arena_new(&trial->arena, count, sizeof *trial->rows);
    if (!import->rows || !import->columns || !trial->rows || !sort_customers(trial))
        return false;
    for (size_t i = 0; i < count; i++)
        import->rows[trial->rows[i]] = (uint32_t)i + 1;
    return make_columns(trial);
}

static vikt_code find_presence(vikt_trial *trial, vikt_error *err)
{
    size_t count = trial->profile->field_count;
    bool *have = vikt_arena_new(&trial->arena, count, sizeof *have);

    if (!have)
        return vikt_fail_memory(err);
    for (size_t f = 0; f < count; f++)
        have[f] = trial->import.columns[f] != NULL;
    return vikt_presence_of(trial->profile, have, NULL, &trial->arena, &trial->presence, err);
}

/* ---- the run before ---- */

/* A column of numbers of the run before, where only the first customer was. */
static double *known_number(vikt_trial *trial, double number)
{
    size_t count = trial->import.count;
    double *column = vikt_arena_new(&trial->arena, count, sizeof *column);

    for (size_t row = 0; column && row < count; row++)
        column[row] = row == trial->row ? number : NAN;
    return column;
}

static uint8_t *known_class(vikt_trial *trial, size_t scheme)
{
    const vikt_test *test = trial->test;
    vikt_text name = test->previous_classes[scheme];
    size_t count = trial->import.count, at;
    uint8_t *column = vikt_arena_new(&trial->arena, count, sizeof *column);

    if (!column)
        return NULL;
    memset(column, VIKT_NO_CLASS, count);
    if (scheme == trial->presence.primary && test->previous_class.length)
        name = test->previous_class;
    at = vikt_scheme_class(&trial->profile->schemes[scheme], name);
    if (at != VIKT_INDEX_NONE)
        column[trial->row] = (uint8_t)at;
    return column;
}

static bool fill_previous(vikt_trial *trial)
{
    const vikt_profile *profile = trial->profile;
    vikt_previous *previous = &trial->previous;

    for (size_t c = 0; c < profile->criterion_count; c++) {
        previous->points[c] = known_number(trial, trial->test->previous_points[c]);
        if (!previous->points[c])
            return false;
    }
    for (size_t s = 0; s < profile->scheme_count; s++) {
        previous->classes[s] = previous->raw[s] = known_class(trial, s);
        if (!previous->classes[s])
            return false;
    }
    return true;
}

static vikt_code make_previous(vikt_trial *trial, vikt_date as_of, vikt_error *err)
{
    const vikt_test *test = trial->test;
    const vikt_profile *profile = trial->profile;
    vikt_previous *previous = &trial->previous;
    vikt_arena *arena = &trial->arena;

    *previous = (vikt_previous){.primary = VIKT_INDEX_NONE};
    if (!test->has_previous)
        return VIKT_OK;
    previous->run_id = 1;
    previous->same_profile = true;
    previous->as_of = test->has_previous_as_of ? test->previous_as_of : as_of;
    previous->primary = trial->presence.primary;
    previous->known = vikt_arena_new(arena, trial->import.count, sizeof *previous->known);
    previous->score = known_number(trial, test->previous_score);
    previous->points = vikt_arena_new(arena, profile->criterion_count, sizeof *previous->points);
    previous->classes = vikt_arena_new(arena, profile->scheme_count, sizeof *previous->classes);
    previous->raw = vikt_arena_new(arena, profile->scheme_count, sizeof *previous->raw);
    if (!previous->known || !previous->score || !previous->points || !previous->classes ||
        !previous->raw)
        return vikt_fail_memory(err);
    previous->known[trial->row] = 1;
    return fill_previous(trial) ? VIKT_OK : vikt_fail_memory(err);
}

/* ---- the stages ---- */

static vikt_code classify(vikt_trial *trial, unsigned workers, vikt_error *err)
{
    const vikt_test *test = trial->test;
    vikt_date as_of = test->has_as_of ? test->as_of : DAY_WITHOUT_DATE;
    vikt_code rc = make_previous(trial, as_of, err);

    vikt_script_init(&trial->script, trial->profile, workers, &trial->arena);
    if (rc == VIKT_OK)
        rc = vikt_population_new(trial->profile, &trial->presence, &trial->import, as_of,
                                 &trial->script, trial->arena.allocator, &trial->population, err);
    if (rc == VIKT_OK)
        rc = vikt_points_of(trial->population, &trial->presence, &trial->previous, &trial->script,
                            &trial->arena, NULL, &trial->points, err);
    if (rc == VIKT_OK)
        rc = vikt_score_of(trial->profile, &trial->presence, &trial->points, test->customer_count,
                           &trial->arena, &trial->score, err);
    if (rc == VIKT_OK)
        rc = vikt_classify(trial->population, &trial->presence, &trial->points, &trial->score,
                           &trial->previous, NULL, &trial->script, &trial->arena, NULL,
                           &trial->classification, err);
    return rc;
}

/* A function that fails on a customer of a test is wrong, or the test is. */
static void take_failure(vikt_trial *trial)
{
    const vikt_failure *failure = trial->script.failures;
    vikt_text key;

    if (!trial->script.failure_count)
        return;
    key = vikt_column_text(trial->import.keys, failure->row);
    vikt_fail(&trial->error, VIKT_PROFILE, failure->error.place, "%s: customer \"%.*s\": %s",
              failure->function->what, VIKT_SHOW(key), failure->error.message);
}

vikt_code vikt_trial_run(const vikt_profile *profile, const vikt_test *test, unsigned workers,
                         vikt_trial *trial, vikt_error *err)
{
    const vikt_allocator *allocator = profile->arena.allocator;
    vikt_error error = {0};
    vikt_code rc;

    *trial = (vikt_trial){.profile = profile, .test = test};
    vikt_arena_init(&trial->arena, allocator);
    vikt_buffer_init(&trial->pool.grown, allocator, SIZE_MAX / 4);
    rc = make_import(trial) ? VIKT_OK : vikt_fail_memory(&error);
    if (rc == VIKT_OK)
        rc = find_presence(trial, &error);
    if (rc == VIKT_OK)
        rc = classify(trial, workers, &error);
    if (rc == VIKT_MEMORY)
        return vikt_fail_memory(err);
    trial->error = error;
    take_failure(trial);
    return VIKT_OK;
}

void vikt_trial_clear(vikt_trial *trial)
{
    vikt_population_free(trial->population);
    vikt_buffer_clear(&trial->pool.grown);
    vikt_arena_clear(&trial->arena);
}

vikt_action_context vikt_trial_context(const vikt_trial *trial)
{
    return (vikt_action_context){.population = trial->population,
                                 .presence = &trial->presence,
                                 .points = &trial->points,
                                 .score = &trial->score,
                                 .classification = &trial->classification};
}
