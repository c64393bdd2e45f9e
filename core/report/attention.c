/* SPDX-License-Identifier: MIT */
#include "core/report/attention.h"

#include <math.h>

static const double large_share = 0.25; /* F-05: warning */

/* The rows of one reason, largest first; more than the list can show are never needed. */
typedef struct top {
    uint32_t row[VIKT_ATTENTION_MAX];
    double money[VIKT_ATTENTION_MAX];
    size_t count;
} top;

typedef struct search {
    const vikt_run *run;
    const vikt_scheme *scheme; /* the primary one, or NULL */
    size_t scheme_number;
    const uint8_t *classes, *before; /* of the primary scheme; before NULL: no earlier run */
    const double *money;             /* by row, or NULL */
    double total;                    /* of the positive money */
    double best_money;               /* the median money of the best class; NaN: nobody is in it */
    top found[VIKT_ATTENTION_REASON_COUNT];
} search;

const char *vikt_attention_word(vikt_attention_reason reason)
{
    static const char *const words[] = {
#define X(name, word) word,
        VIKT_ATTENTION_REASONS(X)
#undef X
    };
    return words[reason];
}

static double money_of(const search *s, size_t row)
{
    return s->money && !isnan(s->money[row]) ? s->money[row] : -INFINITY;
}

/* Rows come in key order, so that of equal amounts the lower key stays first. */
static void offer(search *s, vikt_attention_reason reason, size_t row)
{
    top *t = &s->found[reason];
    double money = money_of(s, row);
    size_t at = t->count;
    while (at > 0 && t->money[at - 1] < money)
        at--;
    if (at == VIKT_ATTENTION_MAX)
        return;
    t->count += t->count < VIKT_ATTENTION_MAX;
    for (size_t i = t->count - 1; i > at; i--) {
        t->row[i] = t->row[i - 1];
        t->money[i] = t->money[i - 1];
    }
    t->row[at] = (uint32_t)row;
    t->money[at] = money;
}

/* A quarter of the way up the scale: 2 on 1..5. */
static double weak_points(const vikt_profile *profile)
{
    return profile->lo + (profile->hi - profile->lo) / 4;
}

/* The counted criterion with the fewest points, if it is weak; VIKT_INDEX_NONE otherwise. */
static size_t weakest(const vikt_run *run, size_t row)
{
    double least = weak_points(run->profile);
    size_t found = VIKT_INDEX_NONE;
    for (size_t c = 0; c < run->profile->criterion_count; c++) {
        const double *points = run->points.points[c];
        if (!points || run->profile->criteria[c].weight <= 0 || isnan(points[row]))
            continue;
        if (points[row] < least || (points[row] == least && found == VIKT_INDEX_NONE)) {
            least = points[row];
            found = c;
        }
    }
    return found;
}

/* Points of score to the best class, when that is close (0.3 on 1..5); NaN otherwise. */
static double gap_to_best(const search *s, size_t row)
{
    const vikt_profile *profile = s->run->profile;
    if (vikt_scheme_limit(s->scheme) != VIKT_LIMIT_SCORE || isnan(s->run->score.score[row]))
        return NAN;
    double gap = s->scheme->limits[0] - s->run->score.score[row];
    return gap <= 0.3 * (profile->hi - profile->lo) / 4 ? gap : NAN;
}

static void judge(search *s, size_t row)
{
    uint8_t class_index = s->classes[row];
    if (s->before && s->before[row] != VIKT_NO_CLASS && class_index != VIKT_NO_CLASS &&
        class_index > s->before[row] && s->scheme->ordered)
        offer(s, VIKT_ATTENTION_FELL, row);
    if (s->scheme->ordered && class_index == 0 && weakest(s->run, row) != VIKT_INDEX_NONE)
        offer(s, VIKT_ATTENTION_WEAK, row);
    if (class_index == 1 && !isnan(gap_to_best(s, row)))
        offer(s, VIKT_ATTENTION_NEAR, row);
    if (class_index == VIKT_NO_CLASS && money_of(s, row) >= s->best_money)
        offer(s, VIKT_ATTENTION_UNKNOWN, row);
}

static const char *say(const search *s, vikt_attention_reason reason, size_t row, vikt_arena *arena)
{
    const vikt_scheme *scheme = s->scheme;
    double share = s->total > 0 ? s->money[row] / s->total * 100 : 0;
    const char *money = s->run->money == VIKT_SLOT_NONE
                            ? "revenue"
                            : vikt_profile_slot_name(s->run->profile, s->run->money).at;
    switch (reason) {
    case VIKT_ATTENTION_FELL:
        return vikt_arena_print(arena, "fell from %s to %s", scheme->classes[s->before[row]].at,
                                scheme->classes[s->classes[row]].at);
    case VIKT_ATTENTION_CONCENTRATION:
        return vikt_arena_print(arena, "%.1f %% of all %s comes from here", share, money);
    case VIKT_ATTENTION_WEAK: {
        size_t c = weakest(s->run, row);
        return vikt_arena_print(arena, "%s, but only %.1f points for %s", scheme->classes[0].at,
                                s->run->points.points[c][row],
                                s->run->profile->criteria[c].name.at);
    }
    case VIKT_ATTENTION_NEAR: {
        /* rounded up, so that it is enough; 0.2 must not become 0.21 by rounding of its own */
        double gap = ceil(gap_to_best(s, row) * 100 - 1e-9) / 100;
        if (gap <= 0) /* a rule or the previous class keeps this customer below its score */
            return vikt_arena_print(arena, "has the score of %s", scheme->classes[0].at);
        return vikt_arena_print(arena, "%.2f points of score to %s", gap, scheme->classes[0].at);
    }
    case VIKT_ATTENTION_UNKNOWN:
        return vikt_arena_print(arena, "has the %s of %s but no class", money,
                                scheme->classes[0].at);
    case VIKT_ATTENTION_LARGEST:
        return vikt_arena_print(arena, "among the largest: %.1f %% of all %s", share, money);
    case VIKT_ATTENTION_REASON_COUNT:
        break;
    }
    return "";
}

static bool is_listed(const vikt_attention *list, size_t count, uint32_t row)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].row == row)
            return true;
    return false;
}

static size_t gather(const search *s, vikt_arena *arena, vikt_attention list[VIKT_ATTENTION_MAX])
{
    size_t count = 0;
    for (int r = 0; r < VIKT_ATTENTION_REASON_COUNT; r++) {
        vikt_attention_reason reason = (vikt_attention_reason)r;
        const top *t = &s->found[r];
        for (size_t i = 0; i < t->count && count < VIKT_ATTENTION_MAX; i++) {
            const char *text;
            if (is_listed(list, count, t->row[i]) || !(text = say(s, reason, t->row[i], arena)))
                continue;
            list[count++] = (vikt_attention){t->row[i], reason, text};
        }
    }
    return count;
}

/* The median money of the best class: what "the revenue of an A" means. */
static double median_of_best(const search *s, size_t n, vikt_arena *arena)
{
    size_t count = 0;
    double *values = vikt_arena_new(arena, n, sizeof *values);
    double *scratch = vikt_arena_new(arena, n, sizeof *scratch);
    if (!s->money || !s->classes || !values || !scratch)
        return NAN;
    for (size_t row = 0; row < n; row++)
        if (s->classes[row] == 0 && !isnan(s->money[row]))
            values[count++] = s->money[row];
    if (!count)
        return NAN;
    vikt_values_sort(values, scratch, count);
    return vikt_values_quantile(values, count, 0.5);
}

static void begin(search *s, const vikt_run *run, vikt_arena *arena)
{
    size_t primary = run->presence.primary;
    *s = (search){.run = run, .scheme_number = primary, .best_money = NAN};
    if (run->money != VIKT_SLOT_NONE) {
        const vikt_column *column = vikt_population_column(run->population, run->money);
        const vikt_figures *figures = vikt_population_figures(run->population, run->money);
        s->money = column ? column->numbers : NULL;
        s->total = s->money && figures ? figures->positive : 0;
    }
    if (primary == VIKT_INDEX_NONE)
        return;
    s->scheme = &run->profile->schemes[primary];
    s->classes = run->classification.schemes[primary].effective;
    if (run->previous.run_id && run->previous.classes)
        s->before = run->previous.shown && run->previous.shown[primary]
                        ? run->previous.shown[primary]
                        : run->previous.classes[primary];
    s->best_money = median_of_best(s, vikt_population_size(run->population), arena);
}

size_t vikt_attention_find(const vikt_run *run, vikt_arena *arena,
                           vikt_attention list[VIKT_ATTENTION_MAX])
{
    search s;
    size_t n = vikt_population_size(run->population);
    begin(&s, run, arena);
    for (size_t row = 0; row < n; row++) {
        if (s.scheme)
            judge(&s, row);
        if (!s.money || !(s.money[row] > 0))
            continue;
        offer(&s, VIKT_ATTENTION_LARGEST, row);
        if (s.money[row] >= large_share * s.total)
            offer(&s, VIKT_ATTENTION_CONCENTRATION, row);
    }
    return gather(&s, arena, list);
}
