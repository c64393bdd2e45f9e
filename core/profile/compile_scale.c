/* SPDX-License-Identifier: MIT */
#include "core/base/nearest.h"
#include "core/base/number.h"
#include "core/profile/compile.h"

enum { EDGES_MAX = 1000, LOOKUPS_MAX = 10000, GROUPS_MAX = 100 };

/* A call of a scale, sorted out; INI and Lua differ in where they put the options. */
typedef struct call {
    vikt_compiler *c;
    const vikt_setting *setting;
    const vikt_spec_call *spec;
    vikt_text field;
    const vikt_value *second; /* edges, groups, pairs or a word */
    const vikt_value *worst, *best, *otherwise;
} call;

#define WRONG(k, format, ...)                                                                      \
    vikt_compile_wrong((k)->c, (k)->setting->place, "%.*s: " format, VIKT_SHOW((k)->setting->key), \
                       __VA_ARGS__)

static void take_option(call *k, vikt_text key, const vikt_value *value)
{
    vikt_nearest nearest = {.wanted = key};
    const char *options = k->spec->options;
    vikt_text next;
    char hint[160];

    if (!vikt_spec_listed(k->spec->options, key)) {
        while (vikt_spec_word(&options, &next))
            vikt_nearest_offer(&nearest, next);
        WRONG(k, "%.*s is not an option of %s%s", VIKT_SHOW(key), k->spec->name,
              vikt_nearest_hint(&nearest, hint, sizeof hint));
    } else if (vikt_text_is(key, "worst")) {
        k->worst = value;
    } else if (vikt_text_is(key, "best")) {
        k->best = value;
    } else {
        k->otherwise = value;
    }
}

static void take_table(call *k, const vikt_value *table)
{
    for (size_t i = 0; i < table->count; i++)
        take_option(k, table->entries[i].key, &table->entries[i].value);
}

static bool is_table(const vikt_value *value)
{
    return value->kind == VIKT_VALUE_LIST && value->count > 0 && value->entries[0].key.length > 0;
}

static void take_argument(call *k, size_t i, const vikt_entry *entry)
{
    const vikt_value *value = &entry->value;
    bool pairs = k->spec->arguments[1] == 'L' && !k->second;

    if (entry->key.length) {
        take_option(k, entry->key, value);
    } else if (i == 0) {
        if (value->kind == VIKT_VALUE_TEXT)
            k->field = value->text;
    } else if (is_table(value) && !pairs && k->spec->options) {
        take_table(k, value);
    } else if (!k->second && k->spec->arguments[1]) {
        k->second = value;
    } else if (vikt_spec_listed(k->spec->options, VIKT_TEXT("otherwise")) && !k->otherwise) {
        k->otherwise = value;
    } else {
        WRONG(k, "%s has too many arguments", k->spec->name);
    }
}

static bool sort_out(call *k)
{
    const vikt_value *value = &k->setting->value;

    k->spec = vikt_spec_call_find(VIKT_SPEC_SCALE, value->text);
    if (!k->spec) {
        WRONG(k, "%.*s is not a scale", VIKT_SHOW(value->text));
        return false;
    }
    for (size_t i = 0; i < value->count; i++)
        take_argument(k, i, &value->entries[i]);
    if (!k->field.length)
        WRONG(k, "%s lacks the name of a field or measure", k->spec->name);
    return !k->c->failed;
}

static bool number_of(const vikt_value *value, double *out)
{
    if (!value || value->kind != VIKT_VALUE_NUMBER || !isfinite(value->number))
        return false;
    *out = value->number;
    return true;
}

/* Strictly rising (more is better) or strictly falling (less is better). */
static bool monotone(const double *edges, size_t count)
{
    for (size_t i = 2; i < count; i++) {
        if ((edges[i] > edges[i - 1]) != (edges[1] > edges[0]))
            return false;
    }
    for (size_t i = 1; i < count; i++) {
        if (edges[i] == edges[i - 1])
            return false;
    }
    return true;
}

static void compile_edges(call *k, vikt_scale *out)
{
    const vikt_value *list = k->second;
    bool good = list && list->kind == VIKT_VALUE_LIST && list->count > 0;

    if (!good || list->count > EDGES_MAX) {
        WRONG(k, "%s needs 1 to %d edges", k->spec->name, EDGES_MAX);
        return;
    }
    out->edges = vikt_compile_new(k->c, list->count, sizeof *out->edges);
    if (!out->edges)
        return;
    out->edge_count = list->count;
    for (size_t i = 0; i < list->count; i++)
        good = good && !list->entries[i].key.length &&
               number_of(&list->entries[i].value, &out->edges[i]);
    if (!good)
        WRONG(k, "the edges of %s must be numbers", k->spec->name);
    else if (!monotone(out->edges, out->edge_count))
        WRONG(k, "the edges of %s must rise (more is better) or fall (less is better) all the way",
              k->spec->name);
    for (size_t i = 0; good && vikt_scale_form_of(out->kind)->shares && i < list->count; i++) {
        if (out->edges[i] < 0 || out->edges[i] > 1) {
            WRONG(k, "the edges of %s are shares from 0 to 1", k->spec->name);
            return;
        }
    }
}

static void compile_ends(call *k, vikt_scale *out)
{
    if (!number_of(k->worst, &out->worst) || !number_of(k->best, &out->best))
        WRONG(k, "%s needs numbers for worst and best", k->spec->name);
    else if (out->worst == out->best)
        WRONG(k, "worst and best of %s must differ", k->spec->name);
}

/* best = "low" or "high" of what has no worst. */
static void compile_best(call *k, vikt_scale *out)
{
    bool text = k->best && k->best->kind == VIKT_VALUE_TEXT;

    if (!k->best || (text && vikt_text_is(k->best->text, "high")))
        return;
    if (text && vikt_text_is(k->best->text, "low"))
        out->low_is_best = true;
    else
        WRONG(k, "best of %s must be low or high", k->spec->name);
}

static void compile_groups(call *k, vikt_scale *out)
{
    double groups = 5;

    if (k->second && !number_of(k->second, &groups))
        groups = 0;
    if (groups < 2 || groups > GROUPS_MAX || groups != floor(groups)) {
        WRONG(k, "%s needs a whole number of groups from 2 to %d", k->spec->name, GROUPS_MAX);
        return;
    }
    out->groups = (size_t)groups;
}

static bool on_scale(call *k, const vikt_value *value, double *out)
{
    const vikt_profile *profile = k->c->profile;
    char lo[VIKT_NUMBER_MAX], hi[VIKT_NUMBER_MAX];

    if (number_of(value, out) && *out >= profile->lo && *out <= profile->hi)
        return true;
    vikt_number_write(profile->lo, lo);
    vikt_number_write(profile->hi, hi);
    WRONG(k, "the points of %s must be numbers from %s to %s", k->spec->name, lo, hi);
    return false;
}

/* Lua has no order of keys, so both forms are kept in the order of the texts. */
static void sort_lookups(vikt_lookup *lookups, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        vikt_lookup lookup = lookups[i];
        size_t j = i;

        for (; j > 0 && vikt_text_compare(lookups[j - 1].text, lookup.text) > 0; j--)
            lookups[j] = lookups[j - 1];
        lookups[j] = lookup;
    }
}

static void compile_lookup(call *k, vikt_scale *out)
{
    const vikt_value *table = k->second;

    out->otherwise = NAN;
    if (k->otherwise && !on_scale(k, k->otherwise, &out->otherwise))
        return;
    if (!table || !is_table(table) || table->count > LOOKUPS_MAX) {
        WRONG(k, "%s needs pairs of a text and points, such as Bygg 5 Handel 3", k->spec->name);
        return;
    }
    out->lookups = vikt_compile_new(k->c, table->count, sizeof *out->lookups);
    if (!out->lookups)
        return;
    out->lookup_count = table->count;
    for (size_t i = 0; i < table->count; i++) {
        vikt_lookup *lookup = &out->lookups[i];

        lookup->text = table->entries[i].key;
        if (!vikt_number_parse(lookup->text, &lookup->number))
            lookup->number = NAN;
        if (!on_scale(k, &table->entries[i].value, &lookup->points))
            return;
    }
    sort_lookups(out->lookups, out->lookup_count);
    for (size_t i = 1; i < out->lookup_count; i++) {
        if (vikt_text_equal(out->lookups[i].text, out->lookups[i - 1].text))
            WRONG(k, "%s has \"%.*s\" twice", k->spec->name, VIKT_SHOW(out->lookups[i].text));
    }
}

static void compile_scaling(call *k, vikt_scale *out)
{
    const char *words = "max minmax sum vector";
    vikt_text next;

    for (size_t i = 0; vikt_spec_word(&words, &next); i++) {
        if (k->second && k->second->kind == VIKT_VALUE_TEXT &&
            vikt_text_equal(k->second->text, next)) {
            out->scaling = (vikt_scaling)i;
            return;
        }
    }
    WRONG(k, "%s needs one of max, minmax, sum, vector", k->spec->name);
}

/* By their letters and names, whichever scale it is. */
static void compile_arguments(call *k, vikt_scale *out)
{
    if (vikt_scale_has_ends(out->kind))
        compile_ends(k, out);
    else if (vikt_spec_listed(k->spec->options, VIKT_TEXT("best")))
        compile_best(k, out);
    if (vikt_scale_takes(out->kind, 'X'))
        compile_edges(k, out);
    if (vikt_scale_takes(out->kind, 'x'))
        compile_groups(k, out);
    if (vikt_scale_takes(out->kind, 'L'))
        compile_lookup(k, out);
    if (vikt_scale_takes(out->kind, 'w'))
        compile_scaling(k, out);
}

/* Its arguments are a file, whose rows are the statement's by now, and the hit policy. */
static bool compile_table(vikt_compiler *c, const vikt_setting *setting, vikt_scale *out)
{
    const vikt_value *value = &setting->value;
    vikt_hit hit = VIKT_HIT_FIRST;
    bool failed = c->failed;

    c->failed = false;
    if (!vikt_text_is(setting->key, "points")) {
        vikt_compile_wrong(c, setting->place, "%.*s cannot be a decision table; points can",
                           VIKT_SHOW(setting->key));
        return false;
    }
    for (size_t i = 0; i < value->count; i++) {
        vikt_text key = value->entries[i].key;

        if (vikt_text_is(key, "hit"))
            vikt_compile_hit(c, setting, value->entries[i].value.text, true, &hit);
        else if (key.length)
            vikt_compile_wrong(c, setting->place,
                               "points: %.*s is not an option of decision_table (hit, file)",
                               VIKT_SHOW(key));
    }
    out->kind = VIKT_SCALE_DECISION_TABLE;
    out->decision = vikt_compile_decision(c, hit, NULL);
    if (!out->decision || c->failed || c->no_memory)
        return false;
    if (out->decision->input_count == 1)
        out->slot = out->decision->inputs[0].index;
    vikt_compile_table_text(c, value, out);
    c->failed = failed;
    return true;
}

static bool compile_call(call *k, vikt_scale *out)
{
    bool found, failed = k->c->failed;

    k->c->failed =
        false; /* of this setting; what went before does not keep it from being checked */
    if (!sort_out(k))
        return false;
    out->kind = vikt_scale_kind_of(k->setting->value.text);
    found = vikt_scale_takes(out->kind, 'L') /* of values, whatever they are */
                ? vikt_compile_slot(k->c, k->setting, k->field, &out->slot)
                : vikt_compile_number_slot(k->c, k->setting, k->field, &out->slot);
    compile_arguments(k, out);
    if (!found || k->c->failed || k->c->no_memory)
        return false;
    vikt_compile_scale_text(k->c, out);
    k->c->failed = failed;
    return true;
}

bool vikt_compile_scale(vikt_compiler *c, const vikt_setting *setting, vikt_scale *out)
{
    call k = {.c = c, .setting = setting};

    *out = (vikt_scale){.slot = VIKT_SLOT_NONE, .otherwise = NAN, .place = setting->place};
    if (setting->value.kind == VIKT_VALUE_CALL &&
        vikt_text_is(setting->value.text, "decision_table"))
        return compile_table(c, setting, out);
    if (setting->value.kind == VIKT_VALUE_CALL)
        return compile_call(&k, out);
    if (setting->value.kind == VIKT_VALUE_FUNCTION) {
        out->kind = VIKT_SCALE_FUNCTION;
        out->text = VIKT_TEXT("function");
        out->function = vikt_compile_function(c, setting);
        return out->function != NULL;
    }
    vikt_compile_wrong(c, setting->place, "%.*s must be a scale such as bands, or a function",
                       VIKT_SHOW(setting->key));
    return false;
}
