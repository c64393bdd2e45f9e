/* SPDX-License-Identifier: MIT
 *
 * What several raters said: who they are, how far they agree, every mark.
 */
#include <math.h>

#include "core/import/ratings.h"
#include "core/persist/run_table.h"

static const vikt_ratings *ratings_of(const vikt_run_source *source)
{
    return source->record->import ? source->record->import->ratings : NULL;
}

static vikt_datum defined(double value)
{
    return isnan(value) ? vikt_datum_null() : vikt_datum_real(value);
}

static vikt_text name_of(const vikt_run_source *source, const vikt_rated_field *field)
{
    return source->record->profile->fields[field->field].name;
}

/* ---- run_rater ---- */

static size_t count_raters(const vikt_run_source *source)
{
    return ratings_of(source) ? ratings_of(source)->rater_count : 0;
}

static bool fill_rater(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_ratings *ratings = ratings_of(source);

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_text(ratings->raters[row]);
    *cells++ = vikt_datum_real(ratings->weights[row]);
    return true;
}

/* ---- run_agreement ---- */

static size_t count_fields(const vikt_run_source *source)
{
    return ratings_of(source) ? ratings_of(source)->field_count : 0;
}

static bool fill_agreement(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_ratings *ratings = ratings_of(source);
    const vikt_rated_field *field = &ratings->fields[row];
    const vikt_agreement *a = &field->agreement;

    *cells++ = vikt_datum_index(row);
    *cells++ = vikt_datum_text(name_of(source, field));
    *cells++ = vikt_datum_string(ratings->is_mean ? "mean" : "median");
    *cells++ = vikt_datum_integer(field->used);
    *cells++ = vikt_datum_integer((int64_t)a->raters);
    *cells++ = vikt_datum_integer((int64_t)a->units);
    *cells++ = defined(a->alpha);
    *cells++ = vikt_datum_integer((int64_t)a->common);
    *cells++ = defined(a->w);
    *cells++ = defined(a->overlap);
    return true;
}

/* ---- run_rating ---- */

static size_t count_marks(const vikt_run_source *source)
{
    return ratings_of(source) ? ratings_of(source)->mark_count : 0;
}

static bool fill_mark(const vikt_run_source *source, size_t row, vikt_datum *cells)
{
    const vikt_ratings *ratings = ratings_of(source);
    const vikt_rated_mark *mark = &ratings->marks[row];
    const vikt_rated_field *field = &ratings->fields[mark->field];
    const vikt_marks *marks = &field->marks;
    double least, most;

    vikt_agreement_range(marks, mark->unit, &least, &most);
    *cells++ =
        vikt_datum_text(vikt_column_text(source->record->import->keys, ratings->units[mark->unit]));
    *cells++ = vikt_datum_text(name_of(source, field));
    *cells++ = vikt_datum_text(ratings->raters[mark->rater]);
    *cells++ = vikt_datum_real(marks->marks[mark->rater * marks->units + mark->unit]);
    *cells++ = field->used ? defined(field->values[mark->unit]) : vikt_datum_null();
    *cells++ = vikt_datum_real(most - least);
    return true;
}

const vikt_run_table vikt_rating_tables[] = {
    {"run_rater", 4, count_raters, fill_rater},
    {"run_agreement", 11, count_fields, fill_agreement},
    {"run_rating", 7, count_marks, fill_mark},
    {0},
};
