/* SPDX-License-Identifier: MIT */
#include "core/base/agreement.h"

#include <math.h>

#include "core/base/statistic.h"

/* Room for every computation: as many of each as there are marks. */
typedef struct space {
    vikt_ordered *items, *scratch;
    double *ranks, *sums;
} space;

static double mark_at(const vikt_marks *m, size_t rater, size_t unit)
{
    return m->marks[rater * m->units + unit];
}

static size_t count_marks(const vikt_marks *m, size_t unit)
{
    size_t count = 0;

    for (size_t r = 0; r < m->raters; r++)
        count += isnan(mark_at(m, r, unit)) ? 0 : 1;
    return count;
}

static void add(const space *room, size_t *count, double mark)
{
    room->items[*count] = (vikt_ordered){vikt_order_of(mark), (uint32_t)*count};
    ++*count;
}

/* Twice the mid-rank, counted from 0, of each of the items by its row: whole numbers, so that
 * nothing is rounded. Adds t^3 - t for every tie of t. False when all are equal. */
static bool rank(const space *room, size_t count, double *ties)
{
    vikt_order_sort(room->items, room->scratch, count);
    for (size_t i = 0, end; i < count; i = end) {
        double t;

        for (end = i; end < count && room->items[end].order == room->items[i].order;)
            end++;
        t = (double)(end - i);
        for (size_t j = i; j < end; j++)
            room->ranks[room->items[j].row] = (double)(i + end - 1);
        *ties += t * t * t - t;
    }
    return count > 0 && room->items[0].order != room->items[count - 1].order;
}

/* The ordinal distance of two values is the squared difference of their mid-ranks among all marks
 * that can be paired. So the sums of distances over pairs follow from sums and sums of squares,
 * and no matrix of coincidences is needed. */
static double alpha_of(const vikt_marks *m, const space *room, size_t *units)
{
    size_t count = 0, at = 0;
    vikt_sum all, squares, within;
    double n, sum, ties = 0;
    bool differ;

    *units = 0;
    vikt_sum_init(&all);
    vikt_sum_init(&squares);
    vikt_sum_init(&within);
    for (size_t u = 0; u < m->units; u++) {
        size_t raters = count_marks(m, u) > 1 ? m->raters : 0;

        for (size_t r = 0; r < raters; r++)
            if (!isnan(mark_at(m, r, u)))
                add(room, &count, mark_at(m, r, u));
    }
    differ = rank(room, count, &ties);
    for (size_t u = 0; u < m->units; u++) {
        size_t k = count_marks(m, u);
        double s = 0, ss = 0;

        if (k < 2)
            continue;
        for (size_t end = at + k; at < end; at++) {
            s += room->ranks[at];
            ss += room->ranks[at] * room->ranks[at];
        }
        vikt_sum_add(&all, s);
        vikt_sum_add(&squares, ss);
        vikt_sum_add(&within, ((double)k * ss - s * s) / (double)(k - 1));
        ++*units;
    }
    n = (double)count;
    sum = vikt_sum_value(&all);
    if (!differ)
        return NAN;
    return 1 - (n - 1) * vikt_sum_value(&within) / (n * vikt_sum_value(&squares) - sum * sum);
}

static bool has_mark(const vikt_marks *m, size_t rater)
{
    for (size_t u = 0; u < m->units; u++)
        if (!isnan(mark_at(m, rater, u)))
            return true;
    return false;
}

/* Over the units that all raters with marks marked. */
static double w_of(const vikt_marks *m, const space *room, size_t raters, size_t *common)
{
    double ties = 0, sum = 0, squares = 0, n, k = (double)raters;
    bool differ = false;

    *common = 0;
    for (size_t u = 0; u < m->units; u++)
        if (raters > 1 && count_marks(m, u) == raters)
            room->sums[(*common)++] = 0;
    for (size_t r = 0; r < m->raters && *common; r++) {
        size_t count = 0;

        if (!has_mark(m, r))
            continue;
        for (size_t u = 0; u < m->units; u++)
            if (count_marks(m, u) == raters)
                add(room, &count, mark_at(m, r, u));
        differ |= rank(room, count, &ties);
        for (size_t i = 0; i < count; i++)
            room->sums[i] += room->ranks[i];
    }
    n = (double)*common;
    for (size_t i = 0; i < *common; i++) {
        sum += room->sums[i];
        squares += room->sums[i] * room->sums[i];
    }
    if (!differ)
        return NAN;
    /* Ranks are doubled, so 12 S is 3 times theirs. */
    return 3 * (squares - sum * sum / n) / (k * k * (n * n * n - n) - k * ties);
}

/* How much of each of the given units is in the list of the best: where more have the last mark
 * that gets in than there are places, these share them. */
static void list_best(const space *room, size_t count, double *parts)
{
    const size_t top = VIKT_AGREEMENT_TOP;
    size_t above = 0, equal = 0;
    uint64_t cut;

    vikt_order_sort(room->items, room->scratch, count);
    cut = room->items[count - top].order;
    for (size_t i = 0; i < count; i++) {
        above += room->items[i].order > cut;
        equal += room->items[i].order == cut;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t order = room->items[i].order;
        double part = order > cut ? 1 : 0;

        if (order == cut)
            part = (double)(top - above) / (double)equal;
        parts[room->items[i].row] = part;
    }
}

/* What two raters' lists have in common, of the units that both marked; NaN when all of these are
 * in any list. */
static double overlap_of_pair(const vikt_marks *m, const space *room, size_t a, size_t b)
{
    const size_t pair[] = {a, b};
    double *parts[] = {room->ranks, room->sums};
    size_t count = 0;
    double common = 0;

    for (size_t i = 0; i < 2; i++) {
        count = 0;
        for (size_t u = 0; u < m->units; u++)
            if (!isnan(mark_at(m, a, u)) && !isnan(mark_at(m, b, u)))
                add(room, &count, mark_at(m, pair[i], u));
        if (count <= VIKT_AGREEMENT_TOP)
            return NAN;
        list_best(room, count, parts[i]);
    }
    for (size_t i = 0; i < count; i++)
        common += parts[0][i] < parts[1][i] ? parts[0][i] : parts[1][i];
    return common / VIKT_AGREEMENT_TOP;
}

static double overlap_of(const vikt_marks *m, space *room)
{
    double sum = 0;
    size_t pairs = 0;

    for (size_t a = 0; a < m->raters; a++)
        for (size_t b = a + 1; b < m->raters; b++) {
            double overlap = overlap_of_pair(m, room, a, b);

            if (isnan(overlap))
                continue;
            sum += overlap;
            pairs++;
        }
    return pairs ? sum / (double)pairs : NAN;
}

bool vikt_agreement_of(const vikt_marks *marks, const vikt_allocator *allocator,
                       vikt_agreement *out)
{
    size_t count = marks->raters * marks->units;
    vikt_arena arena;
    space room;
    bool done;

    *out = (vikt_agreement){.alpha = NAN, .w = NAN, .overlap = NAN};
    vikt_arena_init(&arena, allocator);
    room.items = vikt_arena_new(&arena, count, sizeof *room.items);
    room.scratch = vikt_arena_new(&arena, count, sizeof *room.scratch);
    room.ranks = vikt_arena_new(&arena, count, sizeof *room.ranks);
    room.sums = vikt_arena_new(&arena, marks->units, sizeof *room.sums);
    done = room.items && room.scratch && room.ranks && room.sums;
    if (done) {
        for (size_t r = 0; r < marks->raters; r++)
            out->raters += has_mark(marks, r);
        out->alpha = alpha_of(marks, &room, &out->units);
        out->w = w_of(marks, &room, out->raters, &out->common);
        out->overlap = overlap_of(marks, &room);
    }
    vikt_arena_clear(&arena);
    return done;
}

const char *vikt_agreement_word(double alpha)
{
    if (isnan(alpha))
        return "undefined";
    if (alpha >= VIKT_AGREEMENT_FIRM)
        return "firm";
    return alpha >= VIKT_AGREEMENT_TENTATIVE ? "tentative" : "not to be relied on";
}

void vikt_agreement_range(const vikt_marks *marks, size_t unit, double *least, double *most)
{
    *least = *most = NAN;
    for (size_t r = 0; r < marks->raters; r++) {
        double mark = mark_at(marks, r, unit);

        *least = fmin(*least, mark); /* what is not NaN wins */
        *most = fmax(*most, mark);
    }
}

double vikt_agreement_median(const vikt_marks *marks, size_t unit, double *scratch)
{
    size_t count = 0;

    for (size_t r = 0; r < marks->raters; r++) {
        double mark = mark_at(marks, r, unit);
        size_t at = count;

        if (isnan(mark))
            continue;
        for (; at > 0 && scratch[at - 1] > mark; at--)
            scratch[at] = scratch[at - 1];
        scratch[at] = mark;
        count++;
    }
    return count ? (scratch[(count - 1) / 2] + scratch[count / 2]) / 2 : NAN;
}

double vikt_agreement_mean(const vikt_marks *marks, size_t unit, const double *weights)
{
    double sum = 0, weight = 0;

    for (size_t r = 0; r < marks->raters; r++) {
        double mark = mark_at(marks, r, unit);

        if (isnan(mark))
            continue;
        sum += weights[r] * mark;
        weight += weights[r];
    }
    return weight > 0 ? sum / weight : NAN;
}
