/* SPDX-License-Identifier: MIT */
#include "core/run/mutant.h"

#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"

/* ---- one change ---- */

bool vikt_mutants_more(vikt_mutator *m)
{
    if (m->rc != VIKT_OK)
        return false;
    if (m->out->tried + m->out->skipped >= VIKT_MUTANTS_MAX) {
        m->out->cut = true;
        return false;
    }
    return true;
}

bool vikt_mutants_noticed(vikt_mutator *m, const vikt_profile *profile)
{
    bool noticed = false;

    for (size_t i = 0; !noticed && m->rc == VIKT_OK && i < m->test_count; i++) {
        const vikt_test *test = &profile->tests[m->tests[i]];
        vikt_trial trial;

        m->rc = vikt_trial_run(profile, test, 0, &trial, m->err);
        noticed = trial.error.code != VIKT_OK;
        for (size_t e = 0; m->rc == VIKT_OK && !noticed && e < test->expectation_count; e++)
            noticed = !vikt_trial_meets(&trial, e);
        vikt_trial_clear(&trial);
    }
    return noticed;
}

void vikt_mutants_keep(vikt_mutator *m, vikt_place place, const char *what, const char *from,
                       const char *to)
{
    vikt_mutants *out = m->out;
    vikt_mutant *items =
        vikt_arena_grow(m->arena, out->items, out->count, &out->capacity, sizeof *items);
    vikt_mutant made = {.place = place,
                        .what = vikt_arena_copy(m->arena, what, strlen(what)),
                        .from = vikt_arena_copy(m->arena, from, strlen(from)),
                        .to = vikt_arena_copy(m->arena, to, strlen(to))};

    if (!items || !made.what || !made.from || !made.to) {
        m->rc = vikt_fail_memory(m->err);
        return;
    }
    out->items = items;
    items[out->count++] = made;
}

/* The worth of the last place: 1 of "45", 0.01 of "0.15"; of "5e6" it would be too much. */
static double last_place(const char *written)
{
    const char *point = strchr(written, '.');
    double unit = 1;

    if (strpbrk(written, "eE"))
        return 0;
    if (!point)
        return 1;
    for (point++; *point >= '0' && *point <= '9'; point++)
        unit /= 10;
    return unit;
}

double vikt_mutants_step(double number, const char *written)
{
    return fmax(fabs(number) * 0.01, last_place(written));
}

double vikt_mutants_round(double number)
{
    char text[64];
    double rounded;

    snprintf(text, sizeof text, "%.12g", number);
    return vikt_number_parse(vikt_text_of(text), &rounded) ? rounded : number;
}

vikt_code vikt_mutants_try(vikt_mutator *m)
{
    vikt_mutants_try_plan(m);
    vikt_mutants_try_source(m);
    return m->rc;
}
