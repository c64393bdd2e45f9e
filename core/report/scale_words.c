/* SPDX-License-Identifier: MIT */
#include "core/report/scale_words.h"

#include <math.h>

#include "core/base/number.h"

typedef struct words {
    const vikt_stored_points *points;
    vikt_text rest;  /* of the scale's text, behind its name: the field, then its arguments */
    double position; /* of the points on the scale, 0..1 */
    vikt_buffer *out;
} words;

/* Numbers among the arguments: edges of bands. */
static size_t count_numbers(vikt_text rest)
{
    size_t count = 0;
    double number;
    while (rest.length)
        count += vikt_number_parse(vikt_text_cut(&rest, ' '), &number);
    return count;
}

static void say_percentile(const words *w)
{
    vikt_buffer_print(w->out, "ahead of %.1f %% of the customers", w->position * 100);
}

static void say_steps(const words *w, const char *word, size_t steps)
{
    size_t step = (size_t)lround(w->position * (double)(steps - 1)) + 1;
    vikt_buffer_print(w->out, "%s %zu of %zu", word, step, steps);
}

/* "quantiles FIELD n": the number is the count of groups. */
static void say_group(const words *w)
{
    vikt_text rest = w->rest;
    double groups = 5, number;
    while (rest.length)
        if (vikt_number_parse(vikt_text_cut(&rest, ' '), &number))
            groups = number;
    say_steps(w, "group", groups >= 2 ? (size_t)groups : 2);
}

static void say_bands(const words *w)
{
    say_steps(w, "step", count_numbers(w->rest) + 1);
}

static void say_shares(const words *w)
{
    if (isfinite(w->points->share))
        vikt_buffer_print(w->out, "%.1f %% of the total: ", w->points->share * 100);
    say_bands(w);
}

static void say_rating(const words *w)
{
    vikt_buffer_string(w->out, w->rest.length >= 8 &&
                                       memcmp(w->rest.at + w->rest.length - 8, "best low", 8) == 0
                                   ? "the rating, turned round"
                                   : "the rating itself");
}

static const struct {
    const char *scale;
    void (*say)(const words *w);
} sayings[] = {
    {"percentile", say_percentile}, {"quantiles", say_group}, {"bands", say_bands},
    {"share_bands", say_shares},    {"rating", say_rating},
};

void vikt_scale_words(const vikt_stored_points *points, double lo, double hi, vikt_buffer *out)
{
    words w = {points, points->scale, hi > lo ? (points->points - lo) / (hi - lo) : 0, out};
    vikt_text name = vikt_text_cut(&w.rest, ' ');
    for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) {
        if (!vikt_text_is(name, sayings[i].scale))
            continue;
        sayings[i].say(&w);
        vikt_buffer_string(out, ": ");
    }
    vikt_buffer_text(out, points->scale);
}
