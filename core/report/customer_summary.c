/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "core/base/number.h"
#include "core/import/ratings.h"
#include "core/report/report.h"
#include "core/report/scale_words.h"
#include "core/report/table.h"

static void write_heading(vikt_buffer *out, const char *text)
{
    vikt_buffer_print(out, "\n" VIKT_BOLD "%s" VIKT_PLAIN "\n", text);
}

static void write_head(const vikt_stored_customer *customer, vikt_buffer *out)
{
    vikt_buffer_print(out, VIKT_BOLD "%.*s" VIKT_PLAIN, VIKT_SHOW(customer->name));
    if (!vikt_text_equal(customer->name, customer->key))
        vikt_buffer_print(out, " (%.*s)", VIKT_SHOW(customer->key));
    vikt_buffer_print(out, ": %.*s, run %lld as of %.*s\n", VIKT_SHOW(customer->profile),
                      (long long)customer->run_id, VIKT_SHOW(customer->as_of));
    if (customer->has_score)
        vikt_buffer_print(out, "Score %.2f on the scale %g..%g, from %.0f %% of the weight\n",
                          customer->score, customer->lo, customer->hi,
                          customer->coverage * customer->known * 100);
    else if (customer->point_count || customer->left_out_count)
        vikt_buffer_string(out, "No score: no criterion has points\n");
}

/* 'by decision of Anna Berg, 2026-05-12, until 2026-12-31: "strategic"; the engine says B: ' */
static void say_decided(const vikt_stored_class *c, vikt_buffer *out)
{
    const vikt_class_decision *d = &c->decision;
    if (d->over)
        vikt_buffer_print(out, "decision %lld has been withdrawn; ", (long long)d->over);
    if (!d->id)
        return;
    vikt_buffer_string(out, "by decision of ");
    vikt_decision_words(d->author, d->made_on, d->until, d->reason, out);
    vikt_buffer_print(
        out, "%s; the engine says %.*s: ", d->held ? "" : "; the plan follows with the next run",
        VIKT_SHOW(c->own_class));
}

/* How the scheme classifies, and what else had a say. */
static void write_why(vikt_table *table, const vikt_stored_class *c)
{
    bool changed = !vikt_text_equal(c->own_class, c->raw_class);
    vikt_buffer text;
    vikt_buffer_init(&text, NULL, 16384);
    say_decided(c, &text);
    vikt_buffer_print(
        &text, "%.*s%s%.*s%s%.*s%s%.*s", VIKT_SHOW(c->how), changed ? "; alone: " : "",
        VIKT_SHOW(changed ? c->raw_class : (vikt_text){0}), c->reason.length ? "; " : "",
        VIKT_SHOW(c->reason), c->note.length ? "; " : "", VIKT_SHOW(c->note));
    table->failed |= text.failed;
    vikt_table_cell(table, vikt_buffer_view(&text));
    vikt_buffer_clear(&text);
}

static void write_classes(const vikt_stored_customer *customer, vikt_arena *arena, vikt_buffer *out)
{
    vikt_table table;
    vikt_table_init(&table, arena, "llll", true);
    vikt_table_cell(&table, VIKT_TEXT("scheme"));
    vikt_table_cell(&table, VIKT_TEXT("class"));
    vikt_table_cell(&table, VIKT_TEXT("before"));
    vikt_table_cell(&table, VIKT_TEXT("why"));
    for (size_t i = 0; i < customer->class_count; i++) {
        const vikt_stored_class *c = &customer->classes[i];
        vikt_table_print(&table, "%.*s%s", VIKT_SHOW(c->scheme), c->primary ? " (primary)" : "");
        vikt_table_cell(&table, c->class_name);
        vikt_table_cell(&table, c->previous.length ? c->previous : VIKT_TEXT("-"));
        write_why(&table, c);
    }
    vikt_buffer_byte(out, '\n');
    vikt_table_write(&table, out);
}

/* "Class B since 2026-03-31 (run 3); A from 2026-01-31", the latest classes first. */
static void write_history(const vikt_stored_customer *customer, vikt_buffer *out)
{
    enum { SHOWN = 5 };
    const vikt_stored_standing *history = customer->history;
    size_t at = customer->history_count, shown = 0;
    if (at < 2)
        return;
    while (at > 0 && shown <= SHOWN) {
        vikt_text name = history[at - 1].class_name;
        while (at > 0 && vikt_text_equal(history[at - 1].class_name, name))
            at--;
        if (shown++ == 0)
            vikt_buffer_print(out, "\nClass %.*s since %.*s (run %lld)", VIKT_SHOW(name),
                              VIKT_SHOW(history[at].as_of), (long long)history[at].run_id);
        else
            vikt_buffer_print(out, "; %.*s from %.*s", VIKT_SHOW(name),
                              VIKT_SHOW(history[at].as_of));
    }
    vikt_buffer_string(out, at > 0 ? "; ...\n" : "\n");
}

/* Four decimals are enough for people; JSON and the database have all of them. Without blanks
 * between the thousands, as short values have none. */
static void write_value(vikt_table *table, vikt_text value, vikt_text missing)
{
    char text[VIKT_NUMBER_MAX];
    double number;
    const char *point = value.length ? memchr(value.at, '.', value.length) : NULL;
    bool is_long = point && (size_t)(value.at + value.length - point) > 5;
    if (is_long && vikt_number_parse(value, &number))
        vikt_table_cell(table,
                        (vikt_text){text, vikt_number_write(round(number * 1e4) / 1e4, text)});
    else
        vikt_table_cell(table, value.length ? value : missing);
}

/* Why these points: the rule's own words, else what the scale did. */
static void say_reason(const vikt_stored_customer *customer, const vikt_stored_points *p,
                       vikt_buffer *out)
{
    if (p->reason.length)
        vikt_buffer_text(out, p->reason);
    else if (!p->has_points)
        vikt_buffer_print(
            out, p->value.length ? "no points for this value: %.*s" : "no value, left out: %.*s",
            VIKT_SHOW(p->scale));
    else if (!p->valued)
        vikt_buffer_print(out, "no value, stands in for it: %.*s", VIKT_SHOW(p->scale));
    else
        vikt_scale_words(p, customer->lo, customer->hi, out);
    if (p->capped.length)
        vikt_buffer_print(out, "; %.*s", VIKT_SHOW(p->capped));
}

static void write_reason(vikt_table *table, const vikt_stored_customer *customer,
                         const vikt_stored_points *p)
{
    vikt_buffer text;
    vikt_buffer_init(&text, NULL, 8192);
    say_reason(customer, p, &text);
    table->failed |= text.failed;
    vikt_table_cell(table, vikt_buffer_view(&text));
    vikt_buffer_clear(&text);
}

static void write_points(const vikt_stored_customer *customer, vikt_arena *arena, vikt_buffer *out)
{
    static const char *const headings[] = {"criterion", "value",        "points",
                                           "weight",    "contribution", "reason"};
    vikt_table table;
    if (!customer->point_count)
        return;
    vikt_table_init(&table, arena, "lrrrrl", true);
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        vikt_table_cell(&table, vikt_text_of(headings[i]));
    for (size_t i = 0; i < customer->point_count; i++) {
        const vikt_stored_points *p = &customer->points[i];
        vikt_table_cell(&table, p->criterion);
        write_value(&table, p->value, VIKT_TEXT("-"));
        vikt_table_number(&table, p->has_points ? p->points : NAN, 2);
        vikt_table_share(&table, p->weight);
        vikt_table_number(&table, p->has_points ? p->contribution : NAN, 3);
        write_reason(&table, customer, p);
    }
    vikt_table_cell(&table, VIKT_TEXT("score"));
    for (int i = 0; i < 3; i++)
        vikt_table_cell(&table, (vikt_text){0});
    vikt_table_number(&table, customer->has_score ? customer->score : NAN, 3);
    vikt_table_cell(&table, (vikt_text){0});
    vikt_buffer_byte(out, '\n');
    vikt_table_write(&table, out);
}

static void write_list(vikt_buffer *out, const char *heading, const vikt_text *texts, size_t count)
{
    if (!count)
        return;
    write_heading(out, heading);
    for (size_t i = 0; i < count; i++)
        vikt_buffer_print(out, "  %.*s\n", (int)texts[i].length, texts[i].at);
}

/* "potential 3: anna 2, per 4; to be discussed", a line a field. */
static void write_ratings(const vikt_stored_customer *customer, vikt_buffer *out)
{
    if (customer->mark_count)
        write_heading(out, "Ratings");
    for (size_t i = 0; i < customer->mark_count; i++) {
        const vikt_stored_mark *m = &customer->marks[i];
        bool first = !i || !vikt_text_equal(m->field, m[-1].field);
        bool last = i + 1 == customer->mark_count || !vikt_text_equal(m->field, m[1].field);
        if (first)
            vikt_buffer_print(out, "  %.*s", VIKT_SHOW(m->field));
        if (first && isnan(m->used))
            vikt_buffer_string(out, " (not used)");
        else if (first)
            vikt_buffer_print(out, " %g", m->used);
        vikt_buffer_print(out, "%s %.*s %g", first ? ":" : ",", VIKT_SHOW(m->rater), m->mark);
        if (last && m->range >= VIKT_RATINGS_APART)
            vikt_buffer_string(out, "; to be discussed");
        vikt_buffer_string(out, last ? "\n" : "");
    }
}

static void write_actions(const vikt_stored_customer *customer, vikt_buffer *out)
{
    if (customer->action_count)
        write_heading(out, "What to do");
    for (size_t i = 0; i < customer->action_count; i++) {
        const vikt_stored_action *a = &customer->actions[i];
        vikt_buffer_print(out, "  %.*s: %.*s", VIKT_SHOW(a->action), (int)a->text.length,
                          a->text.length ? a->text.at : "");
        if (a->owner.length)
            vikt_buffer_print(out, " (%.*s", VIKT_SHOW(a->owner));
        if (a->every.length)
            vikt_buffer_print(out, "%severy %.*s", a->owner.length ? ", " : " (",
                              VIKT_SHOW(a->every));
        vikt_buffer_string(out, a->owner.length || a->every.length ? ")\n" : "\n");
    }
}

static void write_values(const vikt_stored_customer *customer, vikt_arena *arena, vikt_buffer *out)
{
    vikt_table table;
    if (!customer->value_count)
        return;
    vikt_table_init(&table, arena, "lr", false);
    for (size_t i = 0; i < customer->value_count; i++) {
        vikt_table_cell(&table, customer->values[i].name);
        write_value(&table, customer->values[i].value, VIKT_TEXT("missing"));
    }
    write_heading(out, "Values");
    vikt_table_write(&table, out);
}

bool vikt_customer_summary(const vikt_stored_customer *customer, vikt_arena *arena,
                           vikt_buffer *out)
{
    write_head(customer, out);
    write_classes(customer, arena, out);
    write_history(customer, out);
    write_points(customer, arena, out);
    write_ratings(customer, out);
    write_list(out, "Left out: this run's data has nothing on", customer->left_out,
               customer->left_out_count);
    write_list(out, "Rules that held", customer->rules, customer->rule_count);
    write_list(out, "Functions that failed", customer->failures, customer->failure_count);
    write_actions(customer, out);
    write_values(customer, arena, out);
    return !out->failed;
}
