/* SPDX-License-Identifier: MIT
 *
 * What is different since the run before, in figures, and which classes were given by hand.
 */
#include "core/report/report.h"
#include "core/report/table.h"

enum { SHOWN = 5 };

/* ---- the run before, in the primary scheme ---- */

typedef struct since {
    size_t customers, moved, decided, kept; /* in both runs; of them moved, and by decision; kept
                                               by the margin */
    size_t up, down;                        /* of those who moved */
    size_t fresh, gone;                     /* in one of the runs only */
} since;

static const uint8_t *classes_before(const vikt_run *run)
{
    const vikt_previous *previous = &run->previous;
    size_t primary = run->presence.primary;
    if (!previous->run_id || !previous->classes || primary == VIKT_INDEX_NONE)
        return NULL;
    return previous->shown && previous->shown[primary] ? previous->shown[primary]
                                                       : previous->classes[primary];
}

static void count_way(const vikt_scheme *scheme, uint8_t before, uint8_t now, since *out)
{
    if (!scheme->ordered || before == VIKT_NO_CLASS || now == VIKT_NO_CLASS)
        return;
    out->up += now < before;
    out->down += now > before;
}

/* False: there is nothing to compare with; the scheme may be new. */
static bool compare(const vikt_run *run, since *out)
{
    const uint8_t *before = classes_before(run);
    bool any = false;
    *out = (since){0};
    for (size_t row = 0; before && row < vikt_population_size(run->population); row++) {
        const vikt_scheme_result *now = &run->classification.schemes[run->presence.primary];
        if (!run->previous.known[row]) {
            out->fresh++;
            continue;
        }
        count_way(&run->profile->schemes[run->presence.primary], before[row], now->effective[row],
                  out);
        bool moved = before[row] != now->effective[row];
        any |= before[row] != VIKT_NO_CLASS;
        out->customers++;
        out->moved += moved;
        out->decided += moved && (now->flags[row] & VIKT_FLAG_DECIDED);
        out->kept += (now->flags[row] & VIKT_FLAG_KEPT) != 0;
    }
    out->gone = run->previous.customers - out->customers;
    return any;
}

static void write_since(const vikt_run *run, vikt_buffer *out)
{
    const vikt_previous *previous = &run->previous;
    char as_of[11];
    since s;
    if (!compare(run, &s))
        return;
    vikt_date_write(previous->as_of, as_of);
    vikt_buffer_print(out, "\nSince run %lld (%s)%s %zu of %zu %s moved in %.*s",
                      (long long)previous->run_id, as_of,
                      previous->same_profile ? "" : ", by another profile and the data together,",
                      s.moved, s.customers, vikt_plural(s.customers, "customer", "customers"),
                      VIKT_SHOW(run->profile->schemes[run->presence.primary].name));
    if (s.up || s.down)
        vikt_buffer_print(out, ", %zu up and %zu down", s.up, s.down);
    if (s.decided)
        vikt_buffer_print(out, ", %zu by decision", s.decided);
    if (s.kept)
        vikt_buffer_print(out, "; %zu would have but for the margin", s.kept);
    if (s.fresh || s.gone)
        vikt_buffer_print(out, "; %zu %s new, %zu %s gone", s.fresh,
                          vikt_plural(s.fresh, "is", "are"), s.gone,
                          vikt_plural(s.gone, "is", "are"));
    if (!previous->same_profile)
        vikt_buffer_string(out, "; the days that a class has lasted count anew");
    vikt_buffer_string(out,
                       run->id && (s.moved || s.fresh || s.gone) ? "; see vikt moves\n" : "\n");
}

static void since_json(const vikt_run *run, vikt_json *json)
{
    const vikt_previous *previous = &run->previous;
    char as_of[11];
    since s;
    if (!compare(run, &s)) {
        vikt_json_string(json, "since", NULL);
        return;
    }
    vikt_date_write(previous->as_of, as_of);
    vikt_json_object(json, "since");
    vikt_json_count(json, "run_id", (uint64_t)previous->run_id);
    vikt_json_string(json, "as_of", as_of);
    vikt_json_truth(json, "same_profile", previous->same_profile);
    vikt_json_count(json, "customers", s.customers);
    vikt_json_count(json, "moved", s.moved);
    vikt_json_count(json, "up", s.up);
    vikt_json_count(json, "down", s.down);
    vikt_json_count(json, "new", s.fresh);
    vikt_json_count(json, "gone", s.gone);
    vikt_json_count(json, "moved_by_decision", s.decided);
    vikt_json_count(json, "kept", s.kept);
    vikt_json_end(json, '}');
}

/* ---- decisions ---- */

static vikt_text own_class(const vikt_run *run, const vikt_held_decision *held)
{
    const vikt_scheme *scheme = &run->profile->schemes[held->decision->scheme_number];
    return held->own == VIKT_NO_CLASS ? VIKT_TEXT("?") : scheme->classes[held->own];
}

static bool agrees(const vikt_held_decision *held)
{
    return held->own == held->decision->class_index;
}

static size_t count_agreed(const vikt_run *run)
{
    size_t count = 0;
    for (size_t i = 0; i < run->classification.decided_count; i++)
        count += agrees(&run->classification.decided[i]);
    return count;
}

static void write_held(const vikt_run *run, const vikt_held_decision *held, vikt_buffer *out)
{
    const vikt_manual_decision *d = held->decision;
    vikt_buffer_print(out, "  %.*s: %.*s in %.*s by decision of ", VIKT_SHOW(d->key),
                      VIKT_SHOW(d->class_name), VIKT_SHOW(d->scheme));
    vikt_decision_words(d->author, d->made_on, d->until, d->reason, out);
    if (agrees(held))
        vikt_buffer_string(out, "; the engine says so too\n");
    else
        vikt_buffer_print(out, "; the engine says %.*s\n", VIKT_SHOW(own_class(run, held)));
}

static void write_ended(const vikt_run *run, vikt_buffer *out)
{
    for (size_t i = 0; i < run->decisions.ended_count && i < SHOWN; i++) {
        const vikt_manual_decision *d = &run->decisions.ended[i];
        vikt_buffer_print(out, "  %.*s: %.*s in %.*s has expired: by decision of ",
                          VIKT_SHOW(d->key), VIKT_SHOW(d->class_name), VIKT_SHOW(d->scheme));
        vikt_decision_words(d->author, d->made_on, d->until, d->reason, out);
        vikt_buffer_byte(out, '\n');
    }
}

static void write_decisions(const vikt_run *run, vikt_buffer *out)
{
    size_t count = run->classification.decided_count, ended = run->decisions.ended_count;
    size_t agreed = count_agreed(run);
    if (!count && !ended)
        return;
    vikt_buffer_print(out, "\n" VIKT_BOLD "Decisions: %zu %s", count,
                      vikt_plural(count, "holds", "hold"));
    if (agreed)
        vikt_buffer_print(out, ", with %zu of which the engine now agrees", agreed);
    if (ended)
        vikt_buffer_print(out, ", %zu %s expired since run %lld", ended,
                          vikt_plural(ended, "has", "have"), (long long)run->previous.run_id);
    vikt_buffer_string(out, VIKT_PLAIN "\n");
    for (size_t i = 0; i < count && i < SHOWN; i++)
        write_held(run, &run->classification.decided[i], out);
    write_ended(run, out);
    if (count > SHOWN || ended > SHOWN)
        vikt_buffer_string(out, "  all of them: vikt decisions\n");
}

static void decision_json(const vikt_manual_decision *d, const vikt_text *own, vikt_json *json)
{
    vikt_json_object(json, NULL);
    vikt_json_count(json, "decision_id", (uint64_t)d->id);
    vikt_json_text(json, "key", d->key);
    vikt_json_text(json, "scheme", d->scheme);
    vikt_json_text(json, "class", d->class_name);
    if (own)
        vikt_json_text(json, "own_class", *own);
    vikt_json_text(json, "reason", d->reason);
    vikt_json_text(json, "author", d->author);
    vikt_json_text(json, "made_on", d->made_on);
    vikt_json_text(json, "until", d->until);
    vikt_json_end(json, '}');
}

static void decisions_json(const vikt_run *run, vikt_json *json)
{
    vikt_json_object(json, "decisions");
    vikt_json_count(json, "agreed", count_agreed(run));
    vikt_json_count(json, "idle", run->decisions.count - run->classification.decided_count);
    vikt_json_array(json, "held");
    for (size_t i = 0; i < run->classification.decided_count; i++) {
        const vikt_held_decision *held = &run->classification.decided[i];
        vikt_text own = own_class(run, held);
        decision_json(held->decision, &own, json);
    }
    vikt_json_end(json, ']');
    vikt_json_array(json, "expired");
    for (size_t i = 0; i < run->decisions.ended_count; i++)
        decision_json(&run->decisions.ended[i], NULL, json);
    vikt_json_end(json, ']');
    vikt_json_end(json, '}');
}

void vikt_since_summary(const vikt_run *run, vikt_buffer *out)
{
    write_since(run, out);
    write_decisions(run, out);
}

void vikt_since_json(const vikt_run *run, vikt_json *json)
{
    since_json(run, json);
    decisions_json(run, json);
}
