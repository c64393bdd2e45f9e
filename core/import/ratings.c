/* SPDX-License-Identifier: MIT */
#include "core/import/ratings.h"

#include <stdlib.h>

#include "core/base/fail.h"
#include "core/base/nearest.h"
#include "core/base/number.h"
#include "core/import/name.h"
#include "core/import/rating_file.h"
#include "core/import/reject.h"

/* ---- raters in order ---- */

static int by_text(const void *left, const void *right)
{
    return vikt_text_compare(*(const vikt_text *)left, *(const vikt_text *)right);
}

/* Raters are numbered by name, whatever the order of files and rows. */
static vikt_code order_raters(vikt_rating_heap *heap, vikt_ratings *out, vikt_error *err)
{
    vikt_arena *arena = &heap->import->arena;
    uint32_t places[VIKT_RATERS_MAX];

    out->rater_count = heap->rater_count;
    out->raters = vikt_arena_new(arena, heap->rater_count, sizeof *out->raters);
    if (!out->raters)
        return vikt_fail_memory(err);
    memcpy(out->raters, heap->raters, heap->rater_count * sizeof *out->raters);
    qsort(out->raters, out->rater_count, sizeof *out->raters, by_text);
    for (size_t i = 0; i < heap->rater_count; i++)
        for (uint32_t at = 0; at < out->rater_count; at++)
            if (vikt_text_equal(out->raters[at], heap->raters[i]))
                places[i] = at;
    for (size_t i = 0; i < heap->given_count; i++)
        heap->given[i].rater = places[heap->given[i].rater];
    return VIKT_OK;
}

static size_t rater_of(const vikt_ratings *ratings, vikt_text name, vikt_arena *scratch)
{
    vikt_text wanted = vikt_name_folded(scratch, name);

    for (size_t i = 0; i < ratings->rater_count; i++)
        if (vikt_text_equal(vikt_name_folded(scratch, ratings->raters[i]), wanted))
            return i;
    return VIKT_INDEX_NONE;
}

static vikt_code weigh_raters(vikt_rating_heap *heap, vikt_ratings *out, vikt_error *err)
{
    const vikt_combining *combining = &heap->profile->combining;

    out->is_mean = combining->is_mean;
    out->weights = vikt_arena_new(&heap->import->arena, out->rater_count, sizeof *out->weights);
    if (!out->weights)
        return vikt_fail_memory(err);
    for (size_t i = 0; i < out->rater_count; i++)
        out->weights[i] = 1;
    for (size_t i = 0; i < combining->weight_count; i++) {
        const vikt_rater_weight *told = &combining->weights[i];
        size_t rater = rater_of(out, told->name, &heap->join.arena);
        vikt_nearest nearest = {.wanted = told->name};
        char hint[256];

        if (rater != VIKT_INDEX_NONE) {
            out->weights[rater] = told->weight;
            continue;
        }
        for (size_t j = 0; j < out->rater_count; j++)
            vikt_nearest_offer(&nearest, out->raters[j]);
        vikt_tell(heap->listener, VIKT_WARNING, VIKT_PROFILE, combining->place,
                  "source \"ratings\": weights: \"%.*s\" is no rater%s", VIKT_SHOW(told->name),
                  vikt_nearest_hint(&nearest, hint, sizeof hint));
    }
    return VIKT_OK;
}

/* ---- marks in order ---- */

static int by_customer(const void *left, const void *right)
{
    const vikt_mark_given *a = left, *b = right;
    const uint32_t first[] = {a->customer, a->field, a->rater, a->file, a->row};
    const uint32_t second[] = {b->customer, b->field, b->rater, b->file, b->row};

    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (first[i] != second[i])
            return first[i] < second[i] ? -1 : 1;
    return 0;
}

static bool is_second(const vikt_mark_given *a, const vikt_mark_given *b)
{
    return a->customer == b->customer && a->field == b->field && a->rater == b->rater;
}

static bool reject_second(vikt_rating_heap *heap, const vikt_ratings *ratings,
                          const vikt_mark_given *first, const vikt_mark_given *second)
{
    vikt_arena *arena = &heap->import->arena;
    char value[VIKT_NUMBER_MAX];
    size_t length = vikt_number_write(second->mark, value);
    vikt_reject reject = {.row = (long)second->row};
    bool failed = false;

    reject.column = heap->titles[second->file][second->field];
    reject.key = vikt_reject_key(arena, heap->import->keys, second->customer, &failed);
    reject.value = vikt_text_copy(arena, (vikt_text){value, length});
    reject.reason = vikt_text_of(
        vikt_arena_print(arena, "is a second mark by %.*s; the first is in row %lu of %.*s",
                         VIKT_SHOW(ratings->raters[second->rater]), (unsigned long)first->row,
                         VIKT_SHOW(heap->readings[first->file].source)));
    return !failed && reject.value.at && reject.reason.at &&
           vikt_rating_heap_reject(heap, second->file, reject);
}

/* In order of customers, fields and raters, one mark each. */
static vikt_code order_marks(vikt_rating_heap *heap, const vikt_ratings *ratings, vikt_error *err)
{
    size_t kept = 0;

    if (!heap->given)
        return VIKT_OK;
    qsort(heap->given, heap->given_count, sizeof *heap->given, by_customer);
    for (size_t i = 0; i < heap->given_count; i++) {
        vikt_mark_given *given = heap->given;

        if (!kept || !is_second(&given[kept - 1], &given[i]))
            given[kept++] = given[i];
        else if (!reject_second(heap, ratings, &given[kept - 1], &given[i]))
            return vikt_fail_memory(err);
    }
    heap->given_count = kept;
    return VIKT_OK;
}

/* ---- units and fields ---- */

static vikt_code list_units(const vikt_rating_heap *heap, vikt_ratings *out, vikt_error *err)
{
    vikt_arena *arena = &heap->import->arena;

    for (size_t i = 0; i < heap->given_count; i++)
        out->unit_count += i == 0 || heap->given[i].customer != heap->given[i - 1].customer;
    out->units = vikt_arena_new(arena, out->unit_count, sizeof *out->units);
    if (!out->units)
        return vikt_fail_memory(err);
    out->unit_count = 0;
    for (size_t i = 0; i < heap->given_count; i++)
        if (i == 0 || heap->given[i].customer != heap->given[i - 1].customer)
            out->units[out->unit_count++] = heap->given[i].customer;
    return VIKT_OK;
}

static bool is_rated(const vikt_rating_heap *heap, size_t field)
{
    for (size_t i = 0; i < heap->file_count; i++)
        if (heap->titles[i][field].at)
            return true;
    return false;
}

/* The marks on the last field, and where they lie. */
static void take_marks(const vikt_rating_heap *heap, vikt_ratings *out, double *marks)
{
    uint16_t field = (uint16_t)(out->field_count - 1);
    size_t unit = 0;

    for (size_t i = 0; i < heap->given_count; i++) {
        const vikt_mark_given *given = &heap->given[i];

        while (out->units[unit] != given->customer)
            unit++;
        if (given->field != out->fields[field].field)
            continue;
        marks[given->rater * out->unit_count + unit] = given->mark;
        out->marks[i] = (vikt_rated_mark){(uint32_t)unit, field, (uint16_t)given->rater};
    }
}

static vikt_code list_fields(const vikt_rating_heap *heap, vikt_ratings *out, vikt_error *err)
{
    vikt_arena *arena = &heap->import->arena;
    size_t count = 0, size = out->rater_count * out->unit_count;

    for (size_t f = 0; f < heap->profile->field_count; f++)
        count += is_rated(heap, f);
    out->fields = vikt_arena_new(arena, count, sizeof *out->fields);
    out->marks = vikt_arena_new(arena, heap->given_count, sizeof *out->marks);
    out->mark_count = heap->given_count;
    if (!out->fields || !out->marks)
        return vikt_fail_memory(err);
    for (size_t f = 0; f < heap->profile->field_count; f++) {
        vikt_rated_field *field = &out->fields[out->field_count];
        double *marks;

        if (!is_rated(heap, f))
            continue;
        marks = vikt_arena_new(arena, size, sizeof *marks);
        field->values = vikt_arena_new(arena, out->unit_count, sizeof *field->values);
        if (!marks || !field->values)
            return vikt_fail_memory(err);
        for (size_t i = 0; i < size; i++)
            marks[i] = NAN;
        field->field = f;
        field->marks = (vikt_marks){marks, out->rater_count, out->unit_count};
        out->field_count++;
        take_marks(heap, out, marks);
    }
    return VIKT_OK;
}

/* ---- what the marks come to ---- */

static vikt_code combine(vikt_rating_heap *heap, const vikt_ratings *ratings,
                         vikt_rated_field *field, vikt_error *err)
{
    double scratch[VIKT_RATERS_MAX];

    for (size_t u = 0; u < ratings->unit_count; u++) {
        field->values[u] = ratings->is_mean
                               ? vikt_agreement_mean(&field->marks, u, ratings->weights)
                               : vikt_agreement_median(&field->marks, u, scratch);
        field->marked += isnan(field->values[u]) ? 0 : 1;
    }
    return vikt_agreement_of(&field->marks, heap->import->arena.allocator, &field->agreement)
               ? VIKT_OK
               : vikt_fail_memory(err);
}

/* The heading of the customers' column for a field; NULL: it has none. */
static vikt_heading *heading_of(const vikt_import *import, size_t field)
{
    for (size_t i = 0; i < import->reading_count; i++)
        for (size_t h = 0; h < import->readings[i].heading_count; h++)
            if (import->readings[i].kind == VIKT_SOURCE_CUSTOMERS &&
                import->readings[i].headings[h].field == field)
                return &import->readings[i].headings[h];
    return NULL;
}

/* Which of two sources is used, and what the other one has that this one lacks. */
static void tell_instead(const vikt_rating_heap *heap, const vikt_ratings *ratings,
                         const vikt_rated_field *field, const vikt_heading *heading)
{
    const vikt_column *column = heap->import->columns[field->field];
    vikt_text name = heap->profile->fields[field->field].name;
    size_t lost = 0, unit = 0;

    if (!field->used) {
        vikt_tell(heap->listener, VIKT_NOTE, VIKT_OK, VIKT_NOWHERE,
                  "field \"%.*s\" is column \"%.*s\", as the profile says; the raters' marks are "
                  "not used",
                  VIKT_SHOW(name), VIKT_SHOW(heading->text));
        return;
    }
    for (size_t row = 0; column && row < column->count; row++) {
        bool rated;

        while (unit < ratings->unit_count && ratings->units[unit] < row)
            unit++;
        rated = unit < ratings->unit_count && ratings->units[unit] == row &&
                !isnan(field->values[unit]);
        lost += !rated && !vikt_column_missing(column, row) ? 1 : 0;
    }
    vikt_tell(heap->listener, lost ? VIKT_WARNING : VIKT_NOTE, VIKT_OK, VIKT_NOWHERE,
              "field \"%.*s\" is what the raters' marks come to; column \"%.*s\" is not used, "
              "which has a value for %zu %s without a mark",
              VIKT_SHOW(name), VIKT_SHOW(heading->text), lost,
              vikt_plural(lost, "customer", "customers"));
}

static vikt_code put_column(const vikt_rating_heap *heap, const vikt_ratings *ratings,
                            vikt_rated_field *field, vikt_error *err)
{
    vikt_import *import = heap->import;
    vikt_heading *heading = heading_of(import, field->field);
    vikt_column *column;

    if (!field->marked) /* a sheet that nobody has filled in yet takes nothing away */
        return VIKT_OK;
    field->used = !heading || heading->match != VIKT_HEADING_COLUMN;
    if (heading)
        tell_instead(heap, ratings, field, heading);
    if (!field->used)
        return VIKT_OK;
    if (heading && !vikt_heading_displace(heading, &import->arena))
        return vikt_fail_memory(err);
    column = vikt_column_new(&import->arena, VIKT_TYPE_NUMBER, import->count, NULL);
    if (!column)
        return vikt_fail_memory(err);
    for (size_t u = 0; u < ratings->unit_count; u++)
        column->numbers[ratings->units[u]] = field->values[u];
    import->columns[field->field] = column;
    return VIKT_OK;
}

/* ---- all of it ---- */

static vikt_code heap_init(vikt_rating_heap *heap, size_t count, vikt_error *err)
{
    vikt_arena *arena = &heap->import->arena;

    heap->raters = vikt_arena_new(arena, VIKT_RATERS_MAX, sizeof *heap->raters);
    heap->folded = vikt_arena_new(arena, VIKT_RATERS_MAX, sizeof *heap->folded);
    heap->readings = vikt_arena_new(arena, count, sizeof *heap->readings);
    heap->titles = vikt_arena_new(arena, count, sizeof *heap->titles);
    return heap->raters && heap->folded && heap->readings && heap->titles ? VIKT_OK
                                                                          : vikt_fail_memory(err);
}

/* Behind the readings and among the rejects of the other files. */
static vikt_code hand_over(const vikt_rating_heap *heap, vikt_error *err)
{
    vikt_import *import = heap->import;
    const vikt_reject *first = heap->rejects;
    size_t readings = import->reading_count + heap->file_count;
    size_t rejects = import->reject_count + heap->reject_count;
    vikt_reading *all = vikt_arena_new(&import->arena, readings, sizeof *all);
    vikt_reject *bad = vikt_arena_new(&import->arena, rejects, sizeof *bad);

    if (!all || !bad)
        return vikt_fail_memory(err);
    if (heap->more_rejects)
        return vikt_fail(err, VIKT_LIMIT, vikt_place_of(first->source.at, first->row, 0),
                         "%zu rows and marks of ratings cannot be used, and at most %d may be: the "
                         "first %.*s",
                         heap->reject_count + heap->more_rejects, VIKT_REJECTS_MAX,
                         VIKT_SHOW(first->reason));
    memcpy(all, import->readings, import->reading_count * sizeof *all);
    memcpy(all + import->reading_count, heap->readings, heap->file_count * sizeof *all);
    if (import->reject_count)
        memcpy(bad, import->rejects, import->reject_count * sizeof *bad);
    if (heap->reject_count)
        memcpy(bad + import->reject_count, heap->rejects, heap->reject_count * sizeof *bad);
    import->readings = all;
    import->reading_count = readings;
    import->rejects = bad;
    import->reject_count = rejects;
    vikt_reject_sort(bad, rejects);
    return VIKT_OK;
}

static vikt_code make(vikt_rating_heap *heap, vikt_ratings *out, vikt_error *err)
{
    vikt_code rc = order_raters(heap, out, err);

    if (rc == VIKT_OK)
        rc = weigh_raters(heap, out, err);
    if (rc == VIKT_OK)
        rc = order_marks(heap, out, err);
    if (rc == VIKT_OK)
        rc = list_units(heap, out, err);
    if (rc == VIKT_OK)
        rc = list_fields(heap, out, err);
    for (size_t i = 0; rc == VIKT_OK && i < out->field_count; i++) {
        rc = combine(heap, out, &out->fields[i], err);
        if (rc == VIKT_OK)
            rc = put_column(heap, out, &out->fields[i], err);
    }
    return rc == VIKT_OK ? hand_over(heap, err) : rc;
}

vikt_code vikt_ratings_read(vikt_import *import, const vikt_profile *profile,
                            const vikt_rating_file *files, size_t count, const vikt_mappings *known,
                            const vikt_listener *listener, vikt_error *err)
{
    vikt_rating_heap heap = {
        .import = import, .profile = profile, .known = known, .listener = listener};
    vikt_ratings *out = vikt_arena_new(&import->arena, 1, sizeof *out);
    vikt_code rc;

    if (!out)
        return vikt_fail_memory(err);
    rc = heap_init(&heap, count, err);
    vikt_rating_join_init(&heap.join, import);
    for (size_t i = 0; rc == VIKT_OK && i < count; i++)
        rc = vikt_rating_file_read(&heap, &files[i], err);
    if (rc == VIKT_OK)
        rc = make(&heap, out, err);
    if (rc == VIKT_OK)
        import->ratings = out;
    vikt_release(import->arena.allocator, heap.given);
    vikt_rating_join_clear(&heap.join);
    return rc;
}
