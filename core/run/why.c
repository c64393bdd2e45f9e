/* SPDX-License-Identifier: MIT */
#include "core/run/why.h"

#include <math.h>
#include <stdlib.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/base/statistic.h"
#include "core/classify/scheme.h"
#include "core/run/why_axis.h"
#include "core/run/why_decision.h"

enum { EARLIER, LATER };

/* Of a customer of whom blame does not know. */
static const vikt_blamed nothing = {.criterion = VIKT_INDEX_NONE, .points = {NAN, NAN}};

typedef struct whying {
    const vikt_pairing *pairing;
    const vikt_migration *migration;
    const vikt_blame *blame;
    const vikt_standing *runs[2];
    const vikt_stand *stands[2];
    double *shares[2];  /* by customer; NULL: the scheme is over no field */
    vikt_why_axes axes; /* of a matrix */
    vikt_decided_keys decisions[2];
    bool same_profile, same_statement;
    vikt_arena *arena;
    bool failed;
} whying;

/* One mover. */
typedef struct mover {
    size_t rows[2];
    const vikt_verdict *verdicts[2];
    vikt_text classes[2];
    const vikt_blamed *blamed;
    int way; /* 1 up, -1 down, 0 neither */
} mover;

/* ---- cumulative shares ---- */

/* Of the total of the positive values, what those with more have: all who are equal have the same
 * share, whatever the scheme makes of ties. */
static double *shares_of(const vikt_stand *stand, size_t count, vikt_arena *arena)
{
    double *shares = vikt_arena_blank(arena, count, sizeof *shares);
    vikt_ordered *items = vikt_arena_blank(arena, count, sizeof *items);
    vikt_ordered *scratch = vikt_arena_blank(arena, count, sizeof *scratch);
    double total = 0, sum = 0, above = 0;

    if (!shares || !items || !scratch)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        double value = stand->value[i];

        items[i] = (vikt_ordered){vikt_order_of(isnan(value) ? INFINITY : -value), (uint32_t)i};
        total += value > 0 ? value : 0;
    }
    vikt_order_sort(items, scratch, count);
    for (size_t i = 0; i < count; i++) {
        double value = stand->value[items[i].row];

        if (i == 0 || value != stand->value[items[i - 1].row])
            above = sum;
        sum += value > 0 ? value : 0;
        shares[items[i].row] = isnan(value) || !(total > 0) ? NAN : fmin(above / total, 1);
    }
    return shares;
}

static bool find_shares(whying *w)
{
    if (!w->stands[EARLIER]->value || !w->stands[LATER]->value ||
        !vikt_text_equal(w->stands[EARLIER]->field, w->stands[LATER]->field))
        return true;
    for (size_t i = EARLIER; i <= LATER; i++) {
        w->shares[i] = shares_of(w->stands[i], w->runs[i]->count, w->arena);
        if (!w->shares[i])
            return false;
    }
    return true;
}

/* ---- what moved a customer most ---- */

static void say(whying *w, vikt_why *why, vikt_move_cause cause, const char *words)
{
    why->cause = cause;
    why->words = words;
    w->failed |= !words;
}

#define SAY(w, why, cause, ...) say(w, why, cause, vikt_arena_print((w)->arena, __VA_ARGS__))

/* One that ends where the engine says the same moves nobody. */
static bool by_decision(whying *w, const mover *m, vikt_why *why)
{
    const vikt_decided_keys *before = &w->decisions[EARLIER], *now = &w->decisions[LATER];
    vikt_text key = w->runs[LATER]->keys[m->rows[LATER]];
    size_t ended = vikt_decided_keys_find(before, key), held = vikt_decided_keys_find(now, key);

    if (held < now->count)
        SAY(w, why, VIKT_CAUSE_DECISION, "decision by %.*s%s", VIKT_SHOW(now->authors[held]),
            now->agreed[held] ? "; the engine agrees" : "");
    else if (ended < before->count && !before->agreed[ended])
        SAY(w, why, VIKT_CAUSE_DECISION, "the decision by %.*s has ended",
            VIKT_SHOW(before->authors[ended]));
    else
        return false;
    return true;
}

static bool has_rule(const vikt_run *run, vikt_text name)
{
    for (size_t i = 0; run && i < run->profile->rule_count; i++)
        if (vikt_text_equal(run->profile->rules[i].name, name))
            return true;
    return false;
}

static bool by_rule(whying *w, const mover *m, vikt_why *why)
{
    vikt_text before = m->verdicts[EARLIER]->rule, now = m->verdicts[LATER]->rule;
    bool held = now.at && !(before.at && vikt_text_equal(before, now));
    bool known = has_rule(held ? w->blame->earlier : w->blame->later, held ? now : before);

    if (held)
        SAY(w, why, known ? VIKT_CAUSE_DATA : VIKT_CAUSE_RULES, "rule \"%.*s\" held",
            VIKT_SHOW(now));
    else if (before.at && !now.at)
        SAY(w, why, known ? VIKT_CAUSE_DATA : VIKT_CAUSE_RULES, "rule \"%.*s\" no longer held",
            VIKT_SHOW(before));
    return held || (before.at && !now.at);
}

/* The class had been due for some time. */
static bool by_margin(whying *w, const mover *m, vikt_why *why)
{
    const vikt_stand *stand = w->stands[EARLIER];
    uint8_t raw = stand->raw[m->rows[EARLIER]];

    if (!m->verdicts[EARLIER]->kept || raw >= stand->class_count ||
        !vikt_text_equal(stand->classes[raw], m->classes[LATER]))
        return false;
    SAY(w, why, VIKT_CAUSE_MARGIN, "kept until now by the margin");
    return true;
}

/* ---- the course of a scheme by function or decision table ---- */

static const vikt_course *course_of(const whying *w)
{
    for (size_t i = 0; i < w->blame->course_count; i++)
        if (vikt_text_equal(w->blame->courses[i].scheme, w->migration->scheme))
            return &w->blame->courses[i];
    return NULL;
}

/* The last step at which the scheme gave another class gave the one that the customer has. *what:
 * of the data, in words. VIKT_CAUSES: it is not known, or the scheme says what it said. */
static vikt_move_cause cause_on_course(const whying *w, const mover *m, const char **what)
{
    const vikt_course *course = course_of(w);
    const vikt_stand *stand = w->stands[LATER];
    vikt_text now;
    size_t item;

    *what = NULL;
    if (!course || m->blamed == &nothing)
        return VIKT_CAUSES;
    item = (size_t)(m->blamed - w->blame->items);
    now = vikt_stand_name(stand, stand->raw[m->rows[LATER]]);
    if (!vikt_text_equal(now, course->classes[VIKT_BLAME_RULES][item]))
        return VIKT_CAUSE_POPULATION;
    if (!vikt_text_equal(now, course->classes[VIKT_BLAME_DATA][item]))
        return VIKT_CAUSE_RULES;
    *what = course->what[item];
    return *what ? VIKT_CAUSE_DATA : VIKT_CAUSES;
}

static bool by_course(whying *w, const mover *m, vikt_why *why)
{
    const char *what;
    vikt_move_cause cause = cause_on_course(w, m, &what);

    if (cause == VIKT_CAUSES)
        return false;
    say(w, why, cause,
        cause == VIKT_CAUSE_DATA    ? what
        : cause == VIKT_CAUSE_RULES ? "the rules"
                                    : "the other customers");
    return true;
}

/* ---- what moved a customer most, but for a decision, a rule or the margin ---- */

static bool by_being_classified(whying *w, const mover *m, vikt_why *why)
{
    vikt_text reason = m->verdicts[LATER]->why;
    const char *what;
    vikt_move_cause cause = cause_on_course(w, m, &what);

    if (cause == VIKT_CAUSES)
        cause = w->same_profile ? VIKT_CAUSE_DATA : VIKT_CAUSE_RULES;
    if (vikt_text_is(m->classes[LATER], "?"))
        SAY(w, why, cause, "no class: %.*s", VIKT_SHOW(reason));
    else if (vikt_text_is(m->classes[EARLIER], "?"))
        SAY(w, why, cause, "has a class now");
    else
        return false;
    return true;
}

static size_t place_of(const vikt_stand *stand, vikt_text name)
{
    size_t place = 0;

    while (place < stand->class_count && !vikt_text_equal(stand->classes[place], name))
        place++;
    return place;
}

static const vikt_scheme *scheme_of(const vikt_run *run, vikt_text name)
{
    size_t place = vikt_profile_scheme(run->profile, name);

    return place == VIKT_INDEX_NONE ? NULL : &run->profile->schemes[place];
}

/* Whether the customer's score or value would have moved it by the earlier limits too. */
static bool leaves(const whying *w, const mover *m, const vikt_scheme *scheme, const vikt_why *why)
{
    bool by_score = vikt_scheme_limit(scheme) == VIKT_LIMIT_SCORE;
    double before = by_score ? w->runs[EARLIER]->score[m->rows[EARLIER]] : why->value[EARLIER];
    double now = by_score ? w->runs[LATER]->score[m->rows[LATER]] : why->value[LATER];

    return isnan(before) || isnan(now) ||
           vikt_hysteresis_leaves(w->blame->earlier->profile, scheme,
                                  place_of(w->stands[EARLIER], m->classes[EARLIER]), m->way, before,
                                  now);
}

/* What the scheme says has changed, and that alone was enough. */
static bool by_limits(whying *w, const mover *m, vikt_why *why)
{
    const vikt_scheme *scheme = scheme_of(w->blame->earlier, w->migration->scheme);

    if (w->same_statement)
        return false;
    if (place_of(w->stands[LATER], m->classes[EARLIER]) == w->stands[LATER]->class_count) {
        SAY(w, why, VIKT_CAUSE_RULES, "there is no class %.*s any more",
            VIKT_SHOW(m->classes[EARLIER]));
        return true;
    }
    if (place_of(w->stands[EARLIER], m->classes[LATER]) == w->stands[EARLIER]->class_count) {
        SAY(w, why, VIKT_CAUSE_RULES, "class %.*s is a new one", VIKT_SHOW(m->classes[LATER]));
        return true;
    }
    if (!scheme || m->way == 0 ||
        (vikt_scheme_limit(scheme) != VIKT_LIMIT_SCORE &&
         !(vikt_scheme_limit(scheme) == VIKT_LIMIT_VALUE && w->shares[EARLIER])) ||
        leaves(w, m, scheme, why))
        return false;
    SAY(w, why, VIKT_CAUSE_RULES, "the limits moved");
    return true;
}

/* By the field itself: it grew or shrank, the limits are others, or the other customers grew. */
static void by_value(whying *w, const mover *m, vikt_why *why)
{
    double change = why->value[LATER] - why->value[EARLIER];
    char texts[2][64];

    if (m->way == 0 ? change != 0 : change * m->way > 0) {
        vikt_number_show(why->value[EARLIER], 0, '.', texts[0]);
        vikt_number_show(why->value[LATER], 0, '.', texts[1]);
        SAY(w, why, VIKT_CAUSE_DATA, "%.*s %s -> %s", VIKT_SHOW(w->stands[LATER]->field), texts[0],
            texts[1]);
    } else if (!w->same_statement) {
        SAY(w, why, VIKT_CAUSE_RULES, "the limits moved");
    } else {
        SAY(w, why, VIKT_CAUSE_POPULATION, "the other customers");
    }
}

static void by_data(whying *w, const mover *m, vikt_why *why)
{
    const vikt_blamed *blamed = m->blamed;
    vikt_text name;

    if (blamed->criterion == VIKT_INDEX_NONE) {
        SAY(w, why, VIKT_CAUSE_DATA, "its own figures");
        return;
    }
    name = w->blame->earlier->profile->criteria[blamed->criterion].name;
    if (isnan(blamed->points[LATER]))
        SAY(w, why, VIKT_CAUSE_DATA, "%.*s: no points any more", VIKT_SHOW(name));
    else if (isnan(blamed->points[EARLIER]))
        SAY(w, why, VIKT_CAUSE_DATA, "%.*s: %.1f points now", VIKT_SHOW(name),
            blamed->points[LATER]);
    else
        SAY(w, why, VIKT_CAUSE_DATA, "%.*s %.*f -> %.*f", VIKT_SHOW(name),
            fabs(blamed->points[LATER] - blamed->points[EARLIER]) < 0.1 ? 2 : 1,
            blamed->points[EARLIER],
            fabs(blamed->points[LATER] - blamed->points[EARLIER]) < 0.1 ? 2 : 1,
            blamed->points[LATER]);
}

/* The part that went furthest the way of the move; the greatest where classes have no order. */
static void by_score(whying *w, const mover *m, vikt_why *why)
{
    int64_t most = 0;
    vikt_move_cause cause = VIKT_CAUSES;

    for (vikt_move_cause i = VIKT_CAUSE_DATA; i <= VIKT_CAUSE_POPULATION; i++) {
        int64_t part = m->way ? m->way * why->parts[i] : llabs(why->parts[i]);

        if (part > most) {
            most = part;
            cause = i;
        }
    }
    if (cause == VIKT_CAUSE_DATA)
        by_data(w, m, why);
    else if (cause == VIKT_CAUSE_RULES)
        SAY(w, why, cause, "the rules");
    else if (cause == VIKT_CAUSE_POPULATION)
        SAY(w, why, cause, "the other customers");
    else if (!w->same_statement)
        SAY(w, why, VIKT_CAUSE_RULES, "the limits moved");
    else
        SAY(w, why, w->same_profile ? VIKT_CAUSE_DATA : VIKT_CAUSE_RULES, "%s",
            w->same_profile ? "its own figures" : "the rules");
}

/* The score has no part in a matrix. */
static void by_axis(whying *w, const mover *m, vikt_why *why)
{
    size_t cells[] = {place_of(w->stands[EARLIER], m->classes[EARLIER]),
                      place_of(w->stands[LATER], m->classes[LATER])};
    const char *words;
    vikt_move_cause cause =
        vikt_why_axes_say(&w->axes, cells, m->rows, w->same_profile, w->arena, &words);

    say(w, why, cause, words);
}

static void judge(whying *w, const mover *m, vikt_why *why)
{
    if (by_decision(w, m, why) || by_rule(w, m, why) || by_margin(w, m, why) ||
        by_being_classified(w, m, why) || by_limits(w, m, why) || by_course(w, m, why))
        return;
    if (w->shares[LATER])
        by_value(w, m, why);
    else if (w->axes.known)
        by_axis(w, m, why);
    else
        by_score(w, m, why);
}

/* ---- every mover ---- */

static int way_of(const whying *w, const mover *m)
{
    const vikt_stand *stand = w->stands[LATER];
    size_t from = place_of(stand, m->classes[EARLIER]), to = place_of(stand, m->classes[LATER]);

    if (!stand->ordered || from == stand->class_count || to == stand->class_count)
        return 0;
    return to < from ? 1 : -1;
}

/* Items are in key order, as the later run's customers are. */
static const vikt_blamed *blamed_of(const vikt_blame *blame, size_t later)
{
    size_t from = 0, to = blame->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (blame->items[middle].later < later)
            from = middle + 1;
        else
            to = middle;
    }
    return from < blame->count && blame->items[from].later == later ? &blame->items[from] : NULL;
}

static void explain(whying *w, size_t customer, vikt_why *why)
{
    mover m = {.rows = {w->pairing->before[customer], customer},
               .blamed = blamed_of(w->blame, customer)};

    if (!m.blamed)
        m.blamed = &nothing;
    *why = (vikt_why){.scored = m.blamed->scored,
                      .parts = {m.blamed->data, m.blamed->rules, m.blamed->population},
                      .value = {NAN, NAN},
                      .share = {NAN, NAN}};
    for (size_t i = EARLIER; i <= LATER; i++) {
        m.verdicts[i] = &w->stands[i]->verdicts[w->runs[i]->outcome[m.rows[i]]];
        m.classes[i] = vikt_stand_class(w->stands[i], m.rows[i]);
        if (!w->shares[i])
            continue;
        why->value[i] = w->stands[i]->value[m.rows[i]];
        why->share[i] = w->shares[i][m.rows[i]];
    }
    m.way = way_of(w, &m);
    judge(w, &m, why);
}

vikt_code vikt_whys_of(const vikt_pairing *pairing, const vikt_migration *migration,
                       const vikt_blame *blame, vikt_store *store, vikt_arena *arena,
                       vikt_whys *out, vikt_error *err)
{
    whying w = {.pairing = pairing,
                .migration = migration,
                .blame = blame,
                .runs = {pairing->earlier, pairing->later},
                .stands = {vikt_standing_stand(pairing->earlier, migration->scheme),
                           vikt_standing_stand(pairing->later, migration->scheme)},
                .arena = arena};
    vikt_code code = VIKT_OK;

    *out = (vikt_whys){0};
    for (size_t i = EARLIER; code == VIKT_OK && i <= LATER; i++)
        code = vikt_decided_keys_read(store, w.runs[i]->run_id, migration->scheme, arena,
                                      &w.decisions[i], err);
    if (code != VIKT_OK)
        return code;
    code = vikt_why_axes_read(store, (const vikt_run *const[]){blame->earlier, blame->later},
                              (const vikt_standing *const[]){w.runs[EARLIER], w.runs[LATER]},
                              migration->scheme, arena, &w.axes, err);
    if (code != VIKT_OK)
        return code;
    w.same_profile = vikt_text_equal(pairing->earlier->digest, pairing->later->digest);
    w.same_statement = vikt_text_equal(w.stands[EARLIER]->statement, w.stands[LATER]->statement);
    out->items = vikt_arena_blank(arena, migration->mover_count, sizeof *out->items);
    if (!out->items || !find_shares(&w))
        return vikt_fail_memory(err);
    for (size_t i = 0; i < migration->mover_count && !w.failed; i++) {
        explain(&w, migration->movers[i], &out->items[i]);
        out->counts[out->items[i].cause]++;
    }
    out->valued = w.shares[LATER] != NULL;
    return w.failed ? vikt_fail_memory(err) : VIKT_OK;
}

/* ---- as printed ---- */

/* What rounding took or gave goes to the part that rounding moved most in that direction. */
void vikt_why_printed(const vikt_why *why, int64_t hundredths, int64_t parts[3])
{
    enum { UNIT = VIKT_BLAME_UNIT / 100 };
    int64_t rest = hundredths;

    for (size_t i = 0; i < 3; i++) {
        parts[i] = llround((double)why->parts[i] / UNIT);
        rest -= parts[i];
    }
    while (rest != 0) {
        int64_t step = rest > 0 ? 1 : -1;
        size_t most = 0;

        for (size_t i = 1; i < 3; i++)
            if (step * (why->parts[i] - parts[i] * UNIT) >
                step * (why->parts[most] - parts[most] * UNIT))
                most = i;
        parts[most] += step;
        rest -= step;
    }
}
