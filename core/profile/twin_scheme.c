/* SPDX-License-Identifier: MIT
 *
 * Schemes, classes and decision tables of the Lua twin.
 */
#include "core/base/number.h"
#include "core/profile/profile.h"
#include "core/profile/spec.h"
#include "core/profile/twin.h"

/* Beside a scheme's options a class of their name, or nearly so, would be taken for one. */
static bool is_option(vikt_text type, vikt_text class_name)
{
    const vikt_scheme_form *form = vikt_scheme_form_named(type);

    return (form && vikt_scheme_form_takes(form, class_name)) || vikt_spec_clash(type, class_name);
}

/* Whether a table, which has no order and each key once, would keep the classes as they are: it
 * sorts them by their limits, and takes C = 4, A = 1 for a slip. */
static bool keeps_order(vikt_text type, const vikt_text *names, const double *limits, size_t count)
{
    const vikt_scheme_form *form = vikt_scheme_form_named(type);
    bool falls = !type.length || (form && vikt_limit_falls(form->limit));
    bool rises = !type.length || !falls;

    for (size_t i = 1; i < count; i++) {
        rises = rises && limits[i - 1] < limits[i];
        falls = falls && limits[i - 1] > limits[i];
        for (size_t j = 0; j < i; j++) {
            if (vikt_text_equal(names[i], names[j]))
                return false;
        }
    }
    return (rises || falls) && vikt_spec_in_order(names, count);
}

/* { { "C", 4 }, { "A", 1 } } instead of { C = 4, A = 1 }. The type is empty where classes have a
 * table of their own. */
bool vikt_twin_needs_list(vikt_text type, const vikt_value *classes)
{
    vikt_text names[VIKT_CLASSES_MAX];
    double limits[VIKT_CLASSES_MAX];
    size_t count = 0;

    for (; count < classes->count && count < VIKT_CLASSES_MAX; count++) {
        const vikt_value *class = &classes->entries[count].value;

        if (class->kind != VIKT_VALUE_LIST || class->count != 2)
            return false;
        names[count] = class->entries[0].value.text;
        limits[count] = class->entries[1].value.number;
        if (type.length && is_option(type, names[count]))
            return true;
        if (class->entries[1].value.kind != VIKT_VALUE_NUMBER) /* rest */
            break;
    }
    return !keeps_order(type, names, limits, count);
}

static void put_pairs(vikt_buffer *out, const vikt_value *classes)
{
    vikt_buffer_string(out, "{ ");
    for (size_t i = 0; i < classes->count; i++) {
        vikt_buffer_string(out, i ? ", " : "");
        vikt_twin_list(out, classes->entries[i].value.entries, 2);
    }
    vikt_buffer_string(out, " }");
}

void vikt_twin_classes(vikt_twin *w, vikt_text type, const vikt_value *classes)
{
    if (vikt_twin_needs_list(type, classes)) {
        vikt_twin_begin(w);
        vikt_buffer_string(w->out, "classes = ");
        put_pairs(w->out, classes);
        return;
    }
    for (size_t i = 0; i < classes->count; i++) {
        vikt_twin_begin(w);
        vikt_twin_entry(w->out, &classes->entries[i]);
    }
}

/* ---- decision tables ---- */

bool vikt_twin_is_table(const vikt_value *value)
{
    return value->kind == VIKT_VALUE_CALL && vikt_text_is(value->text, "decision_table");
}

/* { when = "recency <= 30", class = "Champion" } */
static void put_row(vikt_twin *w, const vikt_value *row, const char *outcome)
{
    double number;

    vikt_buffer_string(w->out, "{ ");
    for (size_t i = 0; i < row->count; i++) {
        const vikt_entry *entry = &row->entries[i];

        vikt_buffer_string(w->out, i ? ", " : "");
        vikt_twin_key(w->out, entry->key.length ? entry->key : vikt_text_of(outcome));
        if (!entry->key.length && *outcome == 'p' && vikt_number_parse(entry->value.text, &number))
            vikt_twin_number(w->out, number);
        else
            vikt_twin_value(w->out, &entry->value);
    }
    vikt_buffer_string(w->out, " }");
}

const vikt_setting *vikt_twin_row(const vikt_statement *statement, size_t number)
{
    for (size_t i = 0; i < statement->count; i++) {
        if (vikt_spec_row(statement->settings[i].key) == number)
            return &statement->settings[i];
    }
    return NULL;
}

/* By their numbers: the lists of Lua have no others. */
static void put_rows(vikt_twin *w, const vikt_statement *statement, const char *outcome)
{
    const vikt_setting *row;

    for (size_t number = 1; (row = vikt_twin_row(statement, number)) != NULL; number++) {
        vikt_twin_begin(w);
        put_row(w, &row->value, outcome);
    }
}

/* points = decision_table { hit = "first", file = "points.csv", rows } */
void vikt_twin_points(vikt_twin *w, const vikt_statement *criterion, const vikt_value *call)
{
    vikt_twin inner = {.out = w->out, .wide = w->wide, .inner = true};

    vikt_twin_begin(w);
    vikt_buffer_string(w->out, "points = decision_table {");
    for (size_t i = 0; i < call->count; i++) {
        const vikt_entry *entry = &call->entries[i];

        vikt_twin_begin(&inner);
        vikt_twin_key(w->out, entry->key.length ? entry->key : VIKT_TEXT("file"));
        vikt_twin_value(w->out, &entry->value);
    }
    put_rows(&inner, criterion, "points");
    vikt_twin_end(&inner);
}

static void put_table(vikt_twin *w, const vikt_statement *scheme)
{
    vikt_buffer_string(w->out, "(decision_table {");
    for (size_t i = 0; i < scheme->count; i++) {
        const vikt_setting *setting = &scheme->settings[i];

        if (!vikt_text_is(setting->key, "type") && !vikt_spec_row(setting->key))
            vikt_twin_setting(w, setting->key.at, &setting->value);
    }
    put_rows(w, scheme, "class");
    vikt_twin_end(w);
    vikt_buffer_byte(w->out, ')');
}

/* split_y and split_x become split = { y =, x = }; the cells become names. */
static void put_matrix_part(vikt_twin *w, const vikt_statement *scheme, const char *part,
                            const char *keys)
{
    size_t prefix = strcmp(part, "split") == 0 ? strlen("split_") : 0, count = 0;
    vikt_text key;

    while (vikt_spec_word(&keys, &key)) {
        for (size_t i = 0; i < scheme->count; i++) {
            const vikt_setting *setting = &scheme->settings[i];

            if (!vikt_text_equal(setting->key, key))
                continue;
            if (count == 0)
                vikt_twin_begin(w);
            vikt_buffer_print(w->out, "%s%s", count ? "" : part, count ? ", " : " = { ");
            count++;
            vikt_twin_key(w->out, (vikt_text){key.at + prefix, key.length - prefix});
            vikt_twin_value(w->out, &setting->value);
        }
    }
    if (count)
        vikt_buffer_string(w->out, " }");
}

static void put_matrix(vikt_twin *w, const vikt_statement *scheme)
{
    const vikt_setting *y = vikt_statement_find(scheme, "y"), *x = vikt_statement_find(scheme, "x");

    vikt_buffer_string(w->out, "(matrix {");
    if (y)
        vikt_twin_setting(w, "y", &y->value);
    if (x)
        vikt_twin_setting(w, "x", &x->value);
    put_matrix_part(w, scheme, "split", "split_y split_x");
    put_matrix_part(w, scheme, "names", "high_high high_low low_high low_low");
    vikt_twin_end(w);
    vikt_buffer_byte(w->out, ')');
}

/* by_score { A = 3.8, hysteresis = 0.15 }, by_rank("revenue", { A = 10, B = rest }) */
static void put_ranking(vikt_twin *w, const vikt_statement *scheme, vikt_text type)
{
    const vikt_setting *field = vikt_statement_find(scheme, "field");

    vikt_buffer_print(w->out, "(%.*s", VIKT_SHOW(type));
    vikt_buffer_string(w->out, field ? "(" : " ");
    if (field) {
        vikt_twin_value(w->out, &field->value);
        vikt_buffer_string(w->out, ", ");
    }
    vikt_buffer_string(w->out, "{");
    for (size_t i = 0; i < scheme->count; i++) {
        const vikt_setting *setting = &scheme->settings[i];

        if (vikt_text_is(setting->key, "type") || vikt_text_is(setting->key, "field"))
            continue;
        if (vikt_text_is(setting->key, "classes"))
            vikt_twin_classes(w, type, &setting->value);
        else
            vikt_twin_setting(w, setting->key.at, &setting->value);
    }
    vikt_twin_end(w);
    vikt_buffer_string(w->out, field ? "))" : ")");
}

void vikt_twin_scheme(vikt_twin *w, const vikt_statement *scheme)
{
    const vikt_setting *type = vikt_statement_find(scheme, "type");

    /* A section that states no type changes some settings of a scheme. */
    if (!type)
        vikt_twin_settings(w, scheme, NULL);
    else if (vikt_text_is(type->value.text, "matrix"))
        put_matrix(w, scheme);
    else if (vikt_text_is(type->value.text, "decision_table"))
        put_table(w, scheme);
    else
        put_ranking(w, scheme, type->value.text);
}
