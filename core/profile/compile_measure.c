/* SPDX-License-Identifier: MIT */
#include "core/base/fail.h"
#include "core/profile/compile.h"
#include "core/profile/twin.h"

static bool draft_has_name(const vikt_compiler *c, const bool *gone, vikt_text name)
{
    for (size_t i = 0; i < c->draft->count; i++) {
        const vikt_statement *statement = &c->draft->statements[i];
        bool value =
            statement->kind == VIKT_STATEMENT_FIELD || statement->kind == VIKT_STATEMENT_MEASURE;

        if (value && !gone[i] && vikt_text_equal(statement->name, name))
            return true;
    }
    return false;
}

/* A built-in measure whose field the company removed goes too, and then whatever was made from it:
 * measures are numbered only after that. */
static void mark_gone(vikt_compiler *c, bool *gone)
{
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < c->draft->count; i++) {
            const vikt_statement *statement = &c->draft->statements[i];
            const vikt_setting *value = vikt_statement_find(statement, "value");

            if (statement->kind != VIKT_STATEMENT_MEASURE || !statement->builtin || gone[i] ||
                !value)
                continue;
            for (size_t j = 0; j < value->value.count && !gone[i]; j++)
                gone[i] = !draft_has_name(c, gone, value->value.entries[j].value.text);
            if (!gone[i])
                continue;
            again = true;
            vikt_tell(
                c->listener, VIKT_NOTE, VIKT_PROFILE, statement->place,
                "measure \"%.*s\" of the built-in profile is left out: a field of it was removed",
                VIKT_SHOW(statement->name));
        }
    }
}

static bool add_input(vikt_compiler *c, const vikt_setting *setting, vikt_measure *measure,
                      const vikt_entry *entry)
{
    vikt_slot *slot = &measure->inputs[measure->input_count];
    vikt_type type;

    if (entry->key.length || entry->value.kind != VIKT_VALUE_TEXT) {
        vikt_compile_wrong(c, setting->place, "value: %.*s takes names of fields and measures",
                           VIKT_SHOW(setting->value.text));
        return false;
    }
    measure->input_count++;
    if (!vikt_native_of(measure->kind)->dates)
        return vikt_compile_number_slot(c, setting, entry->value.text, slot);
    if (!vikt_compile_slot(c, setting, entry->value.text, slot))
        return false;
    type = *slot < c->profile->field_count ? c->profile->fields[*slot].type : VIKT_TYPE_UNKNOWN;
    if (type == VIKT_TYPE_UNKNOWN || type == VIKT_TYPE_DATE)
        return true;
    vikt_compile_wrong(c, setting->place, "value: the field \"%.*s\" is a %s; %.*s needs a date",
                       VIKT_SHOW(entry->value.text), vikt_type_name(type),
                       VIKT_SHOW(setting->value.text));
    return false;
}

static void compile_native(vikt_compiler *c, const vikt_setting *setting, vikt_measure *measure)
{
    const vikt_value *call = &setting->value;
    const vikt_native *native;
    bool many;

    measure->kind = vikt_native_kind(call->text);
    native = vikt_native_of(measure->kind);
    if (!native) {
        vikt_compile_wrong(c, setting->place, "value: %.*s gives points, not a value",
                           VIKT_SHOW(call->text));
        return;
    }
    many = vikt_native_takes_any(native);
    if (many ? call->count == 0 : call->count != strlen(native->call.arguments)) {
        vikt_compile_wrong(c, setting->place, "value: %s takes %s", native->call.name,
                           many ? "one or more names of fields and measures"
                           : strlen(native->call.arguments) == 1
                               ? "one name of a field"
                               : "two names of fields and measures");
        return;
    }
    measure->inputs = vikt_compile_new(c, call->count, sizeof *measure->inputs);
    for (size_t i = 0; i < call->count && measure->inputs; i++) {
        if (!add_input(c, setting, measure, &call->entries[i]))
            return;
    }
}

static void compile_measure(vikt_compiler *c, vikt_measure *measure)
{
    const vikt_setting *setting = vikt_compile_setting(c, "value");

    if (!setting) {
        if (!c->failed)
            vikt_compile_needs(c, "it has no value, such as %s",
                               vikt_compile_form(c->statement->place, "value = sum a b c",
                                                 "(sum(\"a\", \"b\", \"c\"))"));
        return;
    }
    if (setting->value.kind == VIKT_VALUE_CALL)
        compile_native(c, setting, measure);
    else if (setting->value.kind == VIKT_VALUE_FUNCTION)
        measure->function = vikt_compile_function(c, setting);
    else
        vikt_compile_wrong(c, setting->place, "value must be a measure such as sum, or a function");
}

static void add_names(vikt_compiler *c, const bool *gone)
{
    vikt_profile *profile = c->profile;
    size_t count;

    profile->measures = vikt_compile_array(c, VIKT_STATEMENT_MEASURE, VIKT_MEASURES_MAX,
                                           sizeof *profile->measures, &count);
    for (size_t i = 0; i < c->draft->count && profile->measures; i++) {
        const vikt_statement *statement = &c->draft->statements[i];

        if (statement->kind != VIKT_STATEMENT_MEASURE || gone[i] || profile->measure_count == count)
            continue;
        profile->measures[profile->measure_count++] = (vikt_measure){
            .name = statement->name, .builtin = statement->builtin, .place = statement->place};
    }
}

/* ---- the order of computing ---- */

typedef enum state { STATE_NEW, STATE_OPEN, STATE_DONE } state;

typedef struct walk {
    vikt_compiler *c;
    state *states;
    size_t path[VIKT_MEASURES_MAX]; /* the measures that are open, outermost first */
    size_t depth, done;
} walk;

static void tell_cycle(walk *w, size_t measure)
{
    const vikt_profile *profile = w->c->profile;
    const vikt_measure *first = &profile->measures[measure];
    vikt_text names[VIKT_MEASURES_MAX + 1];
    char chain[300];
    size_t from = 0, count = 0;

    while (w->path[from] != measure)
        from++;
    for (size_t i = from; i < w->depth; i++)
        names[count++] = profile->measures[w->path[i]].name;
    names[count++] = first->name;
    ++*w->c->errors;
    vikt_tell(w->c->listener, VIKT_ERROR, VIKT_PROFILE, first->place,
              "measure \"%.*s\" needs itself: %s", VIKT_SHOW(first->name),
              vikt_compile_list(names, count, chain, sizeof chain));
}

static void visit(walk *w, size_t measure);

static void visit_slot(walk *w, vikt_slot slot)
{
    size_t fields = w->c->profile->field_count;

    if (slot != VIKT_SLOT_NONE && slot >= fields)
        visit(w, slot - fields);
}

/* As deep as there are measures at most: 256. */
static void visit(walk *w, size_t measure)
{
    const vikt_measure *at = &w->c->profile->measures[measure];

    if (w->states[measure] == STATE_DONE)
        return;
    if (w->states[measure] == STATE_OPEN) {
        tell_cycle(w, measure);
        return;
    }
    w->states[measure] = STATE_OPEN;
    w->path[w->depth++] = measure;
    for (size_t i = 0; i < at->input_count; i++)
        visit_slot(w, at->inputs[i]);
    for (size_t i = 0; at->function && i < at->function->input_count; i++) {
        if (at->function->inputs[i].kind == VIKT_INPUT_SLOT)
            visit_slot(w, at->function->inputs[i].slot);
    }
    w->depth--;
    w->states[measure] = STATE_DONE;
    w->c->profile->measure_order[w->done++] = measure;
}

static void order_measures(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    walk w = {.c = c};

    profile->measure_order =
        vikt_compile_new(c, profile->measure_count, sizeof *profile->measure_order);
    w.states = vikt_compile_new(c, profile->measure_count, sizeof *w.states);
    for (size_t i = 0; i < profile->measure_count && !c->no_memory; i++)
        visit(&w, i);
}

static void compile_measures(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    bool *gone = vikt_compile_new(c, c->draft->count, sizeof *gone);
    size_t at = 0, measure = 0;

    if (!gone)
        return;
    mark_gone(c, gone);
    add_names(c, gone);
    while (!c->no_memory && measure < profile->measure_count &&
           vikt_compile_next(c, VIKT_STATEMENT_MEASURE, &at)) {
        if (gone[at - 1])
            continue;
        c->self = profile->field_count + measure;
        vikt_compile_check_name(c);
        compile_measure(c, &profile->measures[measure++]);
    }
    c->self = VIKT_SLOT_NONE;
    if (!c->no_memory)
        order_measures(c);
}

static const vikt_spec keys[] = {
    {"value", VIKT_SPEC_MEASURE, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_measure = {
    .owner = "a measure",
    .keys = keys,
    .compile = compile_measures,
    .write = vikt_twin_measure,
};
