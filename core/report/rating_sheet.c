/* SPDX-License-Identifier: MIT */
#include "core/report/rating_sheet.h"

#include <vikt/ratings.h>

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/base/nearest.h"
#include "core/base/statistic.h"
#include "core/profile/dictionary.h"
#include "core/profile/needs.h"
#include "core/profile/rated.h"
#include "core/run/prepare.h"

typedef struct maker {
    vikt_run *run;
    vikt_arena *arena;
    vikt_rating_sheet sheet;
} maker;

/* ---- headings ---- */

/* The first heading that people of the profile's language use; English for other languages. */
static vikt_text word_of(const vikt_profile *profile, vikt_text name)
{
    vikt_dictionary walk = {0};
    vikt_text english = {NULL, 0};
    vikt_known known;

    while (vikt_dictionary_next(&walk, &known)) {
        vikt_text rest = known.spelling;

        if (!vikt_text_equal(known.name, name))
            continue;
        rest = vikt_text_cut(&rest, '|');
        if (vikt_text_equal(known.language, profile->language))
            return rest;
        if (!english.length && vikt_text_is(known.language, "en"))
            english = rest;
    }
    return english;
}

/* With a capital, and blanks for underscores. */
static char *title_of(maker *m, vikt_text word)
{
    char *copy = vikt_arena_copy(m->arena, word.length ? word.at : "", word.length);

    for (size_t i = 0; copy && i < word.length; i++)
        if (copy[i] == '_')
            copy[i] = ' ';
    if (copy && copy[0] >= 'a' && copy[0] <= 'z')
        copy[0] = (char)(copy[0] - 'a' + 'A');
    return copy;
}

/* "Potential (1-5)", "Risk (1 = low, 5 = high)": where little is best, raters easily turn it. */
static bool add_column(maker *m, size_t field, double min, double max)
{
    const vikt_profile *profile = m->run->profile;
    const vikt_field *f = &profile->fields[field];
    vikt_rating_column *column = &m->sheet.columns[m->sheet.column_count++];
    vikt_text known = word_of(profile, f->name);
    char *title = f->column.length ? vikt_arena_copy(m->arena, f->column.at, f->column.length)
                                   : title_of(m, known.length ? known : f->name);

    *column = (vikt_rating_column){.field = f, .min = (int)min, .max = (int)max};
    if (!title)
        return false;
    if (f->column.length)
        column->heading = title;
    else if (vikt_rated_low_is_best(profile, field))
        column->heading = vikt_arena_print(m->arena, "%s (%g = low, %g = high)", title, min, max);
    else
        column->heading = vikt_arena_print(m->arena, "%s (%g-%g)", title, min, max);
    return column->heading != NULL;
}

/* ---- which fields ---- */

static bool has_steps(const vikt_profile *profile, size_t field, double *min, double *max)
{
    return vikt_rated_scale(profile, field, min, max) && floor(*min) == *min &&
           floor(*max) == *max && *max - *min < VIKT_RATING_STEPS_MAX;
}

static vikt_code take_read_fields(maker *m, vikt_error *err)
{
    const vikt_profile *profile = m->run->profile;
    vikt_needs needs;
    double min, max;

    if (!vikt_needs_of(profile, NULL, m->arena, &needs))
        return vikt_fail_memory(err);
    for (size_t f = 0; f < profile->field_count; f++)
        if (needs.slots[f] && has_steps(profile, f, &min, &max) && !add_column(m, f, min, max))
            return vikt_fail_memory(err);
    if (m->sheet.column_count)
        return VIKT_OK;
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                     "the profile reads no field that is rated; name some with --fields");
}

static vikt_code fail_field(const vikt_profile *profile, vikt_text name, vikt_error *err)
{
    vikt_nearest nearest = {.wanted = name};
    double min, max;
    char hint[256];

    for (size_t f = 0; f < profile->field_count; f++)
        if (has_steps(profile, f, &min, &max))
            vikt_nearest_offer(&nearest, profile->fields[f].name);
    return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE,
                     "\"%.*s\" is no field with a scale of at most %d whole marks%s",
                     VIKT_SHOW(name), VIKT_RATING_STEPS_MAX,
                     vikt_nearest_hint(&nearest, hint, sizeof hint));
}

static vikt_code take_named_fields(maker *m, const char *names, vikt_error *err)
{
    const vikt_profile *profile = m->run->profile;
    vikt_text rest = vikt_text_of(names);

    while (rest.length) {
        vikt_text name = vikt_text_trim(vikt_text_cut(&rest, ','));
        size_t field = 0;
        double min, max;

        while (field < profile->field_count && !vikt_text_equal(profile->fields[field].name, name))
            field++;
        if (field == profile->field_count || !has_steps(profile, field, &min, &max))
            return fail_field(profile, name, err);
        if (m->sheet.column_count == profile->field_count)
            return vikt_fail(err, VIKT_USAGE, VIKT_NOWHERE, "a field is named twice");
        if (!add_column(m, field, min, max))
            return vikt_fail_memory(err);
    }
    return VIKT_OK;
}

/* ---- the customers, the largest first ---- */

static vikt_code order_customers(maker *m, vikt_error *err)
{
    const vikt_import *import = m->run->import;
    vikt_slot slot = vikt_profile_slot(m->run->profile, VIKT_TEXT("revenue"));
    const vikt_column *revenue = slot < m->run->profile->field_count ? import->columns[slot] : NULL;
    vikt_ordered *items = vikt_arena_new(m->arena, import->count, sizeof *items);
    vikt_ordered *scratch = vikt_arena_new(m->arena, import->count, sizeof *scratch);
    uint32_t *order = vikt_arena_new(m->arena, import->count, sizeof *order);

    if (!items || !scratch || !order)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < import->count; i++) {
        double value = revenue && revenue->numbers ? revenue->numbers[i] : NAN;

        items[i] = (vikt_ordered){isnan(value) ? UINT64_MAX : vikt_order_of(-value), (uint32_t)i};
    }
    vikt_order_sort(items, scratch, import->count);
    for (size_t i = 0; i < import->count; i++)
        order[i] = items[i].row;
    m->sheet.customers = import;
    m->sheet.order = order;
    m->sheet.has_names = import->names != import->keys;
    return VIKT_OK;
}

/* ---- all of it ---- */

static vikt_code make(maker *m, const char *fields, vikt_error *err)
{
    const vikt_profile *profile = m->run->profile;
    vikt_code rc = order_customers(m, err);

    if (rc != VIKT_OK)
        return rc;
    m->sheet.columns = vikt_arena_new(m->arena, profile->field_count, sizeof *m->sheet.columns);
    m->sheet.key =
        title_of(m, word_of(profile, m->run->import->readings[0].key_origin == VIKT_KEY_BY_NAME
                                         ? VIKT_TEXT("name")
                                         : VIKT_TEXT("key")));
    m->sheet.name = title_of(m, word_of(profile, VIKT_TEXT("name")));
    m->sheet.comment = title_of(m, word_of(profile, VIKT_TEXT("note")));
    if (!m->sheet.columns || !m->sheet.key || !m->sheet.name || !m->sheet.comment)
        return vikt_fail_memory(err);
    return fields ? take_named_fields(m, fields, err) : take_read_fields(m, err);
}

static vikt_code check_path(const char *path, vikt_error *err)
{
    struct stat status;

    if (!vikt_text_ends(vikt_text_of(path), ".xlsx") && !vikt_text_ends(vikt_text_of(path), ".csv"))
        return vikt_fail(err, VIKT_USAGE, vikt_place_of(path, 0, 0),
                         "is neither a workbook (.xlsx) nor a .csv");
    if (lstat(path, &status) == 0)
        return vikt_fail(err, VIKT_STORE, vikt_place_of(path, 0, 0),
                         "is there already, and marks in it would be lost; choose another name "
                         "with --out");
    return VIKT_OK;
}

static vikt_code write(maker *m, const vikt_run_options *options, const char *path,
                       const char *fields, vikt_error *err)
{
    vikt_code rc = check_path(path, err);

    if (rc == VIKT_OK)
        rc = vikt_prepare_customers(m->run, options, err);
    if (rc == VIKT_OK)
        rc = make(m, fields, err);
    if (rc != VIKT_OK)
        return rc;
    return vikt_text_ends(vikt_text_of(path), ".csv")
               ? vikt_rating_sheet_csv(&m->sheet, path, err)
               : vikt_rating_sheet_xlsx(&m->sheet, path, err);
}

vikt_code vikt_ratings_sheet(const vikt_run_options *options, const char *path, const char *fields,
                             const vikt_listener *listener, size_t *customers, vikt_error *err)
{
    vikt_run *run = vikt_run_new(options, listener);
    maker m = {.run = run};
    vikt_locale locale;
    vikt_code rc;

    if (!run)
        return vikt_fail_memory(err);
    m.arena = &run->arena;
    locale = vikt_locale_begin();
    rc = write(&m, options, path, fields, err);
    vikt_locale_end(locale);
    if (customers)
        *customers = rc == VIKT_OK ? run->import->count : 0;
    vikt_run_free(run);
    return rc;
}
