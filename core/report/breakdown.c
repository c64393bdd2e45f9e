/* SPDX-License-Identifier: MIT */
#include "core/report/breakdown.h"

#include <math.h>

#include "core/base/statistic.h"

typedef struct class_sums {
    vikt_sum money, score;
    size_t scored;
} class_sums;

static void add_rows(const vikt_run *run, const uint8_t *classes, const double *money,
                     vikt_breakdown *out, class_sums *sums)
{
    const double *score = run->score.score;
    for (size_t row = 0; row < vikt_population_size(run->population); row++) {
        size_t i = classes[row] == VIKT_NO_CLASS ? out->count - 1 : classes[row];
        out->classes[i].customers++;
        if (money && !isnan(money[row]))
            vikt_sum_add(&sums[i].money, money[row]);
        if (!isnan(score[row])) {
            vikt_sum_add(&sums[i].score, score[row]);
            sums[i].scored++;
        }
    }
}

static const double *money_of(const vikt_run *run, double *positive)
{
    *positive = NAN;
    if (run->money == VIKT_SLOT_NONE)
        return NULL;
    const vikt_column *column = vikt_population_column(run->population, run->money);
    const vikt_figures *figures = vikt_population_figures(run->population, run->money);
    if (!column || !column->numbers || !figures)
        return NULL;
    *positive = figures->positive;
    return column->numbers;
}

bool vikt_breakdown_of(const vikt_run *run, size_t scheme, vikt_arena *arena, vikt_breakdown *out)
{
    const vikt_scheme *s = &run->profile->schemes[scheme];
    const double *money = money_of(run, &out->money);
    out->count = s->class_count + 1;
    out->classes = vikt_arena_new(arena, out->count, sizeof *out->classes);
    class_sums *sums = vikt_arena_new(arena, out->count, sizeof *sums);
    if (!out->classes || !sums)
        return false;
    for (size_t i = 0; i < out->count; i++) {
        out->classes[i].name = i < s->class_count ? s->classes[i] : VIKT_TEXT("?");
        vikt_sum_init(&sums[i].money);
        vikt_sum_init(&sums[i].score);
    }
    add_rows(run, run->classification.schemes[scheme].effective, money, out, sums);
    for (size_t i = 0; i < out->count; i++) {
        double scored = (double)sums[i].scored;
        out->classes[i].money = money ? vikt_sum_value(&sums[i].money) : NAN;
        out->classes[i].mean_score = scored > 0 ? vikt_sum_value(&sums[i].score) / scored : NAN;
    }
    return true;
}
