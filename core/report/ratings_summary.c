/* SPDX-License-Identifier: MIT
 *
 * What several raters said: how many they marked, how far they agree (F-12), and of whom they
 * should talk.
 */
#include <math.h>

#include "core/base/json.h"
#include "core/import/ratings.h"
#include "core/report/report.h"
#include "core/report/table.h"

enum { SHOWN_MAX = 10 };

/* A customer and field whose marks lie apart. */
typedef struct apart {
    size_t field, unit; /* of the ratings */
    double range;
} apart;

static bool comes_before(const apart *a, const apart *b)
{
    if (a->range != b->range)
        return a->range > b->range;
    return a->unit != b->unit ? a->unit < b->unit : a->field < b->field;
}

static void insert(apart *list, size_t count, apart item)
{
    size_t at = count < SHOWN_MAX ? count : SHOWN_MAX;

    for (; at > 0 && comes_before(&item, &list[at - 1]); at--)
        if (at < SHOWN_MAX)
            list[at] = list[at - 1];
    if (at < SHOWN_MAX)
        list[at] = item;
}

/* The widest ranges first, then by key; returns how many there are. */
static size_t find_apart(const vikt_ratings *ratings, apart list[SHOWN_MAX])
{
    size_t count = 0;

    for (size_t u = 0; u < ratings->unit_count; u++)
        for (size_t f = 0; f < ratings->field_count; f++) {
            double least, most;

            vikt_agreement_range(&ratings->fields[f].marks, u, &least, &most);
            if (most - least >= VIKT_RATINGS_APART)
                insert(list, count++, (apart){f, u, most - least});
        }
    return count;
}

static double mark_of(const vikt_ratings *ratings, const apart *a, size_t rater)
{
    return ratings->fields[a->field].marks.marks[rater * ratings->unit_count + a->unit];
}

static vikt_text name_of(const vikt_run *run, size_t field)
{
    return run->profile->fields[run->import->ratings->fields[field].field].name;
}

/* ---- for people ---- */

static void write_head(const vikt_ratings *ratings, vikt_buffer *out)
{
    vikt_buffer_print(out, "\n" VIKT_BOLD "Ratings" VIKT_PLAIN "\n  %zu %s (", ratings->rater_count,
                      vikt_plural(ratings->rater_count, "rater", "raters"));
    for (size_t i = 0; i < ratings->rater_count; i++) {
        vikt_buffer_print(out, "%s%.*s", i ? ", " : "", VIKT_SHOW(ratings->raters[i]));
        if (ratings->weights[i] != 1)
            vikt_buffer_print(out, " %g", ratings->weights[i]);
    }
    vikt_buffer_print(out, "); a customer's rating is the %s of the marks\n",
                      ratings->is_mean ? "weighted mean" : "median");
}

static void write_agreement(const vikt_run *run, vikt_arena *arena, vikt_buffer *out)
{
    static const char *const headings[] = {"field", "rated", "alpha", "", "W", "of", "top 10"};
    const vikt_ratings *ratings = run->import->ratings;
    vikt_table table;

    vikt_table_init(&table, arena, "lrrlrrr", true);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        vikt_table_cell(&table, vikt_text_of(headings[i]));
    for (size_t f = 0; f < ratings->field_count; f++) {
        const vikt_rated_field *field = &ratings->fields[f];
        const vikt_agreement *a = &field->agreement;

        vikt_table_print(&table, "%.*s%s", VIKT_SHOW(name_of(run, f)),
                         field->used ? "" : " (not used)");
        vikt_table_number(&table, (double)field->marked, 0);
        vikt_table_number(&table, a->alpha, 2);
        vikt_table_cell(&table, vikt_text_of(vikt_agreement_word(a->alpha)));
        vikt_table_number(&table, a->w, 2);
        vikt_table_number(&table, (double)a->common, 0);
        vikt_table_share(&table, a->overlap);
    }
    vikt_table_write(&table, out);
}

/* Only where there is something to agree on. */
static void write_warning(const vikt_run *run, vikt_buffer *out)
{
    const vikt_ratings *ratings = run->import->ratings;
    size_t written = 0;

    for (size_t f = 0; f < ratings->field_count; f++) {
        if (!(ratings->fields[f].agreement.alpha < VIKT_AGREEMENT_TENTATIVE))
            continue;
        vikt_buffer_print(out, "%s%.*s", written++ ? ", " : "  The raters do not agree on ",
                          VIKT_SHOW(name_of(run, f)));
    }
    vikt_buffer_string(out, written ? ": classes should not rest on it\n" : "");
}

static void write_apart(const vikt_run *run, vikt_buffer *out)
{
    const vikt_ratings *ratings = run->import->ratings;
    apart list[SHOWN_MAX];
    size_t count = find_apart(ratings, list);

    if (count)
        vikt_buffer_string(out, "  To be discussed, marks two or more apart:\n");
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++) {
        uint32_t row = ratings->units[list[i].unit];
        vikt_text key = vikt_population_key(run->population, row);
        vikt_text name = vikt_population_name(run->population, row);
        size_t written = 0;

        vikt_buffer_print(out, "    %.*s", VIKT_SHOW(key));
        if (!vikt_text_equal(key, name))
            vikt_buffer_print(out, " %.*s", VIKT_SHOW(name));
        vikt_buffer_print(out, ", %.*s:", VIKT_SHOW(name_of(run, list[i].field)));
        for (size_t r = 0; r < ratings->rater_count; r++)
            if (!isnan(mark_of(ratings, &list[i], r)))
                vikt_buffer_print(out, "%s %.*s %g", written++ ? "," : "",
                                  VIKT_SHOW(ratings->raters[r]), mark_of(ratings, &list[i], r));
        vikt_buffer_byte(out, '\n');
    }
    if (count > SHOWN_MAX)
        vikt_buffer_print(out, "    and %zu more: view ratings in the database\n",
                          count - SHOWN_MAX);
}

void vikt_ratings_summary(const vikt_run *run, vikt_arena *arena, vikt_buffer *out)
{
    if (!run->import->ratings)
        return;
    write_head(run->import->ratings, out);
    write_agreement(run, arena, out);
    write_warning(run, out);
    write_apart(run, out);
}

/* ---- for programs ---- */

static void add_fields(const vikt_run *run, vikt_json *json)
{
    const vikt_ratings *ratings = run->import->ratings;

    vikt_json_array(json, "fields");
    for (size_t f = 0; f < ratings->field_count; f++) {
        const vikt_rated_field *field = &ratings->fields[f];
        const vikt_agreement *a = &field->agreement;

        vikt_json_object(json, NULL);
        vikt_json_text(json, "field", name_of(run, f));
        vikt_json_truth(json, "used", field->used);
        vikt_json_count(json, "customers", field->marked);
        vikt_json_count(json, "raters", a->raters);
        vikt_json_count(json, "units", a->units);
        vikt_json_number(json, "alpha", a->alpha);
        vikt_json_string(json, "agreement", vikt_agreement_word(a->alpha));
        vikt_json_count(json, "common", a->common);
        vikt_json_number(json, "w", a->w);
        vikt_json_number(json, "overlap", a->overlap);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

static void add_apart(const vikt_run *run, vikt_json *json)
{
    const vikt_ratings *ratings = run->import->ratings;
    apart list[SHOWN_MAX];
    size_t count = find_apart(ratings, list);

    vikt_json_count(json, "to_discuss", count);
    vikt_json_array(json, "discuss");
    for (size_t i = 0; i < count && i < SHOWN_MAX; i++) {
        vikt_json_object(json, NULL);
        vikt_json_text(json, "key",
                       vikt_population_key(run->population, ratings->units[list[i].unit]));
        vikt_json_text(json, "field", name_of(run, list[i].field));
        vikt_json_number(json, "range", list[i].range);
        vikt_json_object(json, "marks");
        for (size_t r = 0; r < ratings->rater_count; r++) {
            if (isnan(mark_of(ratings, &list[i], r)))
                continue;
            vikt_json_name(json, ratings->raters[r]);
            vikt_json_number(json, NULL, mark_of(ratings, &list[i], r));
        }
        vikt_json_end(json, '}');
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
}

void vikt_ratings_json(const vikt_run *run, vikt_json *json)
{
    const vikt_ratings *ratings = run->import->ratings;

    if (!ratings)
        return;
    vikt_json_object(json, "ratings");
    vikt_json_string(json, "combine", ratings->is_mean ? "mean" : "median");
    vikt_json_array(json, "raters");
    for (size_t i = 0; i < ratings->rater_count; i++) {
        vikt_json_object(json, NULL);
        vikt_json_text(json, "name", ratings->raters[i]);
        vikt_json_number(json, "weight", ratings->weights[i]);
        vikt_json_end(json, '}');
    }
    vikt_json_end(json, ']');
    add_fields(run, json);
    add_apart(run, json);
    vikt_json_end(json, '}');
}
