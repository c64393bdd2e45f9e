/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "core/base/number.h"
#include "core/report/attention.h"
#include "core/report/breakdown.h"
#include "core/report/report.h"
#include "core/report/table.h"

typedef struct summary {
    const vikt_run *run;
    vikt_arena *arena;
    vikt_buffer *out;
} summary;

static void write_heading(const summary *s, const char *text)
{
    vikt_buffer_print(s->out, "\n" VIKT_BOLD "%s" VIKT_PLAIN "\n", text);
}

/* ---- what the scores rest on, and which scheme leads ---- */

/* A profile without criteria, such as a bare ABC, has no scores to speak of. */
static bool has_scores(const summary *s)
{
    return s->run->presence.weight > 0;
}

static void write_known_weight(const summary *s)
{
    const vikt_presence *presence = &s->run->presence;
    if (!has_scores(s))
        return;
    vikt_buffer_print(s->out, "Scores rest on %.0f %% of the weight",
                      presence->weight_known / presence->weight * 100);
    if (presence->thin)
        vikt_buffer_print(s->out,
                          "; too little to classify by score (thin_data: %.0f %% are needed)",
                          s->run->profile->min_weight * 100);
    vikt_buffer_byte(s->out, '\n');
}

/* The weight of the criteria that are left out for want of a field. */
static double wanted_weight(const summary *s, vikt_slot slot)
{
    const vikt_profile *profile = s->run->profile;
    double weight = 0;
    for (size_t c = 0; c < profile->criterion_count; c++)
        if (s->run->presence.wanted[c] == slot)
            weight += profile->criteria[c].weight;
    return weight;
}

/* What the data would need for the criteria that are left out. */
static void write_wanted(const summary *s)
{
    const vikt_profile *profile = s->run->profile;
    double all = s->run->presence.weight;
    size_t written = 0;
    for (vikt_slot slot = 0; slot < profile->field_count; slot++) {
        double weight = wanted_weight(s, slot);
        if (!(weight > 0))
            continue;
        vikt_buffer_string(s->out, written++ ? ", " : "  For more, add a column for: ");
        vikt_buffer_print(s->out, "%.*s (%.0f %%)",
                          VIKT_SHOW(vikt_profile_slot_name(profile, slot)), weight / all * 100);
    }
    vikt_buffer_string(s->out, written ? "\n" : "");
}

static void write_primary(const summary *s)
{
    const vikt_presence *presence = &s->run->presence;
    if (presence->primary == VIKT_INDEX_NONE) {
        vikt_buffer_string(s->out, "No scheme can classify with this data\n");
        return;
    }
    const vikt_scheme *scheme = &s->run->profile->schemes[presence->primary];
    const char *why = presence->primary == 0 ? "the profile's first one"
                                             : "the first one that this data can feed";
    vikt_buffer_print(s->out, "Primary scheme: %.*s, %s\n", VIKT_SHOW(scheme->name), why);
}

static void write_notes(const summary *s)
{
    const vikt_notices *notices = &s->run->notices;
    bool any = false;
    for (size_t i = 0; i < notices->count; i++) {
        if (notices->items[i].severity != VIKT_NOTE)
            continue;
        if (!any)
            write_heading(s, "Good to know");
        any = true;
        vikt_buffer_print(s->out, "  %.*s\n", (int)notices->items[i].text.length,
                          notices->items[i].text.at);
    }
}

/* ---- tables of classes ---- */

static vikt_text money_name(const vikt_run *run)
{
    return run->money == VIKT_SLOT_NONE ? VIKT_TEXT("revenue")
                                        : vikt_profile_slot_name(run->profile, run->money);
}

static void table_row(const summary *s, vikt_table *table, const vikt_class_figures *figures,
                      const vikt_breakdown *breakdown)
{
    size_t customers = vikt_population_size(s->run->population);
    vikt_table_cell(table, figures->name);
    vikt_table_number(table, (double)figures->customers, 0);
    vikt_table_share(table, customers ? (double)figures->customers / (double)customers : NAN);
    vikt_table_number(table, figures->money, 0);
    vikt_table_share(table, breakdown->money > 0 ? figures->money / breakdown->money : NAN);
    if (has_scores(s))
        vikt_table_number(table, figures->mean_score, 2);
}

static bool write_scheme(const summary *s, size_t scheme)
{
    vikt_breakdown breakdown;
    vikt_table table;
    if (!vikt_breakdown_of(s->run, scheme, s->arena, &breakdown))
        return false;
    vikt_table_init(&table, s->arena, has_scores(s) ? "lrrrrr" : "lrrrr", true);
    vikt_table_print(&table, "%.*s%s", VIKT_SHOW(s->run->profile->schemes[scheme].name),
                     scheme == s->run->presence.primary ? " (primary)" : "");
    vikt_table_cell(&table, VIKT_TEXT("customers"));
    vikt_table_cell(&table, VIKT_TEXT("share"));
    vikt_table_cell(&table, money_name(s->run));
    vikt_table_cell(&table, VIKT_TEXT("share"));
    if (has_scores(s))
        vikt_table_cell(&table, VIKT_TEXT("mean score"));
    for (size_t i = 0; i < breakdown.count; i++)
        if (i + 1 < breakdown.count || breakdown.classes[i].customers)
            table_row(s, &table, &breakdown.classes[i], &breakdown);
    vikt_buffer_byte(s->out, '\n');
    vikt_table_write(&table, s->out);
    return true;
}

/* F-01: the total that the shares are of; the money outside it is told beside it. */
static void write_total(const summary *s, size_t scheme)
{
    const vikt_scheme_result *result = &s->run->classification.schemes[scheme];
    char total[64], outside[64];
    if (vikt_scheme_limit(&s->run->profile->schemes[scheme]) != VIKT_LIMIT_TOTAL_SHARE)
        return;
    vikt_number_show(result->total, 0, '.', total);
    vikt_number_show(result->outside, 0, '.', outside);
    vikt_buffer_print(s->out, "  Shares are of %s", total);
    if (result->outside != 0)
        vikt_buffer_print(s->out, "; outside it (not positive): %s", outside);
    vikt_buffer_byte(s->out, '\n');
}

/* One line a statement: 'scheme "abc": A from 33149, B from 15003'. */
static void write_cuts(const summary *s, const vikt_cuts *cuts)
{
    const char *statement = "";
    for (size_t i = 0; i < cuts->count; i++) {
        const vikt_cut *cut = &cuts->items[i];
        bool same = vikt_text_is(cut->statement, statement);
        char value[VIKT_NUMBER_MAX];
        size_t length = isfinite(cut->value) ? vikt_number_write(cut->value, value) : 0;
        if (!same)
            vikt_buffer_print(s->out, "%s  %.*s: ", i ? "\n" : "", VIKT_SHOW(cut->statement));
        vikt_buffer_print(s->out, "%s%.*s %.*s", same ? ", " : "", VIKT_SHOW(cut->name),
                          (int)length, value);
        statement = cut->statement.at;
    }
    vikt_buffer_string(s->out, cuts->count ? "\n" : "");
}

static void write_all_cuts(const summary *s)
{
    if (!s->run->points.cuts.count && !s->run->classification.cuts.count)
        return;
    write_heading(s, "Cut values that this data gave");
    write_cuts(s, &s->run->points.cuts);
    write_cuts(s, &s->run->classification.cuts);
}

static void write_concentration(const summary *s)
{
    vikt_concentration c;
    if (s->run->money == VIKT_SLOT_NONE ||
        !vikt_population_concentration(s->run->population, s->run->money, &c))
        return;
    const char *mark = c.cr1 >= 0.25   ? " (warning: 25 % or more)"
                       : c.cr1 >= 0.10 ? " (10 % or more)"
                                       : "";
    vikt_buffer_print(s->out,
                      "\nConcentration of %.*s: largest %s %.1f %%%s, three largest %.1f %%, "
                      "ten largest %.1f %%; HHI %.0f, as if %.1f equal ones; Gini %.2f\n",
                      VIKT_SHOW(vikt_profile_slot_name(s->run->profile, s->run->money)),
                      c.groups ? "group of companies" : "customer", c.cr1 * 100, mark, c.cr3 * 100,
                      c.cr10 * 100, c.hhi, c.effective, c.gini);
}

/* ---- rejected and unclassified ---- */

static void write_rejects(const summary *s)
{
    enum { SHOWN = 5 };
    const vikt_import *import = s->run->import;
    size_t rows = vikt_import_rejected_rows(import), cells = vikt_import_rejected_cells(import);
    char heading[160];
    if (!import->reject_count)
        return;
    snprintf(heading, sizeof heading, "Rejected: %zu (%zu %s, %zu %s)", import->reject_count, rows,
             vikt_plural(rows, "row", "rows"), cells, vikt_plural(cells, "cell", "cells"));
    write_heading(s, heading);
    for (size_t i = 0; i < import->reject_count && i < SHOWN; i++) {
        const vikt_reject *reject = &import->rejects[i];
        vikt_buffer_string(s->out, "  ");
        if (import->reading_count > 1)
            vikt_buffer_print(s->out, "%.*s, ", VIKT_SHOW(reject->source));
        vikt_buffer_print(s->out, "row %ld", reject->row);
        if (reject->column.length)
            vikt_buffer_print(s->out, ", %.*s", VIKT_SHOW(reject->column));
        vikt_buffer_print(s->out, ": \"%.*s\" %.*s\n",
                          (int)(reject->value.length < 60 ? reject->value.length : 60),
                          reject->value.length ? reject->value.at : "", VIKT_SHOW(reject->reason));
    }
    if (import->reject_count > SHOWN)
        vikt_buffer_print(s->out, "  and %zu more: view rejects in the database\n",
                          import->reject_count - SHOWN);
}

static const char *why_text(vikt_unclassified why)
{
    switch (why) {
    case VIKT_UNCLASSIFIED_NONE:
        return "a rule function failed";
    case VIKT_UNCLASSIFIED_MISSING_VALUE:
        return "the value is missing";
    case VIKT_UNCLASSIFIED_ALL_ZERO:
        return "the total is not positive";
    case VIKT_UNCLASSIFIED_THIN_DATA:
        return "too little of the weight has data";
    case VIKT_UNCLASSIFIED_LOW_COVERAGE:
        return "too little known of the customer";
    case VIKT_UNCLASSIFIED_REJECTED:
        return "a criterion that must have a value has none";
    case VIKT_UNCLASSIFIED_FAILED:
        return "a rule function failed";
    case VIKT_UNCLASSIFIED_NO_ROW:
        return "no row of the decision table holds";
    }
    return "";
}

static void write_unclassified(const summary *s, size_t scheme)
{
    size_t counts[16] = {0};
    const vikt_scheme_result *result = &s->run->classification.schemes[scheme];
    for (size_t row = 0; row < vikt_population_size(s->run->population); row++)
        if (result->effective[row] == VIKT_NO_CLASS)
            counts[result->why[row]]++;
    for (size_t why = 0; why < sizeof counts / sizeof *counts; why++)
        if (counts[why])
            vikt_buffer_print(s->out, "  ? in %.*s: %zu %s, %s (%s)\n",
                              VIKT_SHOW(s->run->profile->schemes[scheme].name), counts[why],
                              vikt_plural(counts[why], "customer", "customers"),
                              why_text((vikt_unclassified)why),
                              vikt_unclassified_word((vikt_unclassified)why));
}

static void write_all_unclassified(const summary *s)
{
    size_t before = s->out->length;
    write_heading(s, "Not classified");
    size_t heading = s->out->length;
    for (size_t i = 0; i < s->run->shown_count; i++)
        write_unclassified(s, s->run->shown[i]);
    if (s->out->length == heading && s->out->at) {
        s->out->length = before; /* nobody: take the heading back */
        s->out->at[before] = 0;
    }
}

/* ---- what to do next ---- */

static void write_attention(const summary *s, vikt_text *first)
{
    vikt_attention list[VIKT_ATTENTION_MAX];
    vikt_table table;
    size_t count = vikt_attention_find(s->run, s->arena, list);
    if (!count)
        return;
    write_heading(s, "Look at these first");
    vikt_table_init(&table, s->arena, "llll", false);
    for (size_t i = 0; i < count; i++) {
        vikt_text key = vikt_population_key(s->run->population, list[i].row);
        vikt_text name = vikt_population_name(s->run->population, list[i].row);
        vikt_table_cell(&table, key);
        vikt_table_cell(&table, vikt_text_equal(key, name) ? (vikt_text){0} : name);
        vikt_table_cell(&table, s->run->presence.primary == VIKT_INDEX_NONE
                                    ? VIKT_TEXT("?")
                                    : vikt_class_of(s->run->profile, &s->run->classification,
                                                    s->run->presence.primary, list[i].row, true));
        vikt_table_cell(&table, vikt_text_of(list[i].text));
    }
    vikt_table_write(&table, s->out);
    *first = vikt_population_key(s->run->population, list[0].row);
}

/* A word for the shell: quoted when it must be. */
static void write_word(vikt_buffer *out, vikt_text word)
{
    bool plain = word.length > 0 && word.at[0] != '-';
    for (size_t i = 0; i < word.length; i++) {
        char c = word.at[i];
        plain &= (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                 c == '.' || c == '/' || c == '_' || c == '-' || (unsigned char)c >= 0x80;
    }
    vikt_buffer_string(out, plain ? "" : "'");
    for (size_t i = 0; i < word.length; i++) {
        if (word.at[i] == '\'')
            vikt_buffer_string(out, "'\\''");
        else
            vikt_buffer_byte(out, word.at[i]);
    }
    vikt_buffer_string(out, plain ? "" : "'");
}

static void write_next(const summary *s, vikt_text first)
{
    vikt_text database = vikt_text_of(s->run->database);
    vikt_buffer_byte(s->out, '\n');
    if (!s->run->id) {
        vikt_buffer_string(s->out, "Nothing was stored (dry run)\n");
        return;
    }
    if (s->run->unchanged)
        vikt_buffer_print(s->out,
                          "Nothing has changed since run %lld in %s: not stored again; --force "
                          "stores it\n",
                          (long long)s->run->id, s->run->database);
    else
        vikt_buffer_print(s->out, "Stored as run %lld in %s\n", (long long)s->run->id,
                          s->run->database);
    vikt_buffer_string(s->out, first.length ? "Next: vikt explain " : "Next: vikt runs");
    if (first.length)
        write_word(s->out, first);
    vikt_buffer_string(s->out, " --db ");
    write_word(s->out, database);
    if (first.length && !s->run->latest) /* explain means the latest date, not the latest run */
        vikt_buffer_print(s->out, " --run %lld", (long long)s->run->id);
    vikt_buffer_byte(s->out, '\n');
}

/* The files on top of the built-in profile. */
static void write_profile_files(const summary *s)
{
    const vikt_profile *profile = s->run->profile;
    size_t written = 0;
    for (size_t i = 0; i < profile->file_count; i++) {
        vikt_text path = profile->files[i].path;
        if (vikt_text_is(path, "default"))
            continue;
        vikt_buffer_print(s->out, "%s%.*s", written++ ? " + " : ", profile ", VIKT_SHOW(path));
    }
    vikt_buffer_string(s->out, written ? "\n" : ", built-in profile\n");
}

bool vikt_run_summary(const vikt_run *run, vikt_arena *arena, vikt_buffer *out)
{
    summary s = {run, arena, out};
    vikt_text first = {0};
    char as_of[11];
    bool ok = true;
    vikt_date_write(run->as_of, as_of);
    vikt_buffer_print(out, VIKT_BOLD "%s" VIKT_PLAIN ", as of %s", vikt_profile_name(run->profile),
                      as_of);
    write_profile_files(&s);
    vikt_reading_summary(run, out);
    write_known_weight(&s);
    write_wanted(&s);
    write_primary(&s);
    for (size_t i = 0; i < run->shown_count && ok; i++) {
        ok = write_scheme(&s, run->shown[i]);
        write_total(&s, run->shown[i]);
    }
    write_concentration(&s);
    vikt_ratings_summary(run, arena, out);
    write_all_cuts(&s);
    write_rejects(&s);
    write_all_unclassified(&s);
    vikt_since_summary(run, out);
    write_notes(&s);
    write_attention(&s, &first);
    write_next(&s, first);
    return ok && !out->failed;
}
