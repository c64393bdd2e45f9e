/* SPDX-License-Identifier: MIT
 *
 * The rows of a decision table, which INI, Lua and CSV files all give as "row 1", "row 2" and so
 * on: a list of tests by the name of their input (or one condition under `when`), and the outcome
 * without a name.
 */
#include <stdio.h>

#include "core/base/nearest.h"
#include "core/base/number.h"
#include "core/profile/compile.h"

enum { TEXT_MAX = 16 * 1024 * 1024, TOLD_MAX = 32 };

typedef struct table {
    vikt_compiler *c;
    vikt_decision *decision;
    vikt_scheme *scheme;               /* NULL for points */
    const vikt_setting **rows;         /* by row */
    vikt_setting row;                  /* the one being compiled, with the place of what is wrong */
    vikt_text told[TOLD_MAX];          /* inputs that were told not to be there */
    size_t told_count, class_capacity; /* of scheme->classes, while rows make them */
} table;

#define WRONG(t, format, ...)                                                                      \
    vikt_compile_wrong((t)->c, (t)->row.place, "%.*s: " format, VIKT_SHOW((t)->row.key),           \
                       __VA_ARGS__)

bool vikt_compile_hit(vikt_compiler *c, const vikt_setting *setting, vikt_text name, bool points,
                      vikt_hit *out)
{
    static const char *const words =
        "first unique any priority collect_sum collect_min collect_max";
    vikt_setting hit = {.key = VIKT_TEXT("hit"), .place = setting->place};
    const char *rest = words;
    vikt_text next;

    hit.value.text = name;
    for (size_t i = 0; vikt_spec_word(&rest, &next); i++) {
        if (!vikt_text_equal(next, name))
            continue;
        *out = (vikt_hit)i;
        if (points || *out < VIKT_HIT_COLLECT_SUM)
            return true;
        vikt_compile_wrong(c, setting->place, "hit = %.*s is for points only", VIKT_SHOW(name));
        return false;
    }
    vikt_compile_none_of(c, &hit, points ? words : "first unique any priority");
    return false;
}

/* ---- rows in their order ---- */

static bool find_rows(table *t)
{
    const vikt_statement *statement = t->c->statement;
    size_t count = 0, last = 0;

    t->rows = vikt_compile_new(t->c, VIKT_ROWS_MAX + 1, sizeof *t->rows);
    if (!t->rows)
        return false;
    for (size_t i = 0; i < statement->count; i++) {
        size_t number = vikt_spec_row(statement->settings[i].key);

        if (!number || t->rows[number - 1])
            continue;
        t->rows[number - 1] = &statement->settings[i];
        last = number > last ? number : last;
        count++;
    }
    for (size_t i = 0; i < last && count < last; i++) {
        if (t->rows[i])
            continue;
        vikt_compile_wrong(t->c, t->rows[last - 1]->place, "there is a row %zu, but no row %zu",
                           last, i + 1);
        return false;
    }
    if (!count)
        vikt_compile_lacks(t->c, statement->place,
                           "its decision table has no rows, such as row 1 = recency <= 30: %s",
                           t->scheme ? "Champion" : "5");
    t->decision->row_count = count;
    return count > 0;
}

/* ---- conditions ---- */

static bool was_told(const table *t, vikt_text name)
{
    for (size_t i = 0; i < t->told_count; i++) {
        if (vikt_text_equal(t->told[i], name))
            return true;
    }
    return false;
}

/* In a file a wrong heading would be told in every row. */
static void note_told(table *t, vikt_text name)
{
    if (t->told_count < TOLD_MAX && vikt_profile_slot(t->c->profile, name) == VIKT_SLOT_NONE)
        t->told[t->told_count++] = name;
}

static bool compile_tests(table *t, vikt_condition *when)
{
    const vikt_value *list = &t->row.value;
    vikt_buffer text;
    bool good = true;

    vikt_buffer_init(&text, t->c->profile->arena.allocator, TEXT_MAX);
    for (size_t i = 0; i < list->count; i++) {
        const vikt_entry *test = &list->entries[i];

        if (!test->key.length)
            continue;
        if (test->value.place.line)
            t->row.place = test->value.place;
        if (test->value.kind != VIKT_VALUE_TEXT || !test->value.text.length) {
            WRONG(t, "%.*s must be a test such as \"<= 30\"", VIKT_SHOW(test->key));
            good = false;
            continue;
        }
        vikt_buffer_print(&text, "%s%.*s ", text.length ? " and " : "", VIKT_SHOW(test->key));
        vikt_buffer_text(&text, test->value.text);
        if (was_told(t, test->key)) {
            good = false;
        } else if (!vikt_compile_test(t->c, &t->row, test->key, test->value.text, when)) {
            note_told(t, test->key);
            good = false;
        }
    }
    when->text = text.length ? vikt_text_copy(&t->c->profile->arena, vikt_buffer_view(&text))
                             : VIKT_TEXT("always");
    t->c->no_memory = t->c->no_memory || !when->text.at || text.failed;
    vikt_buffer_clear(&text);
    return good && !t->c->no_memory;
}

static bool compile_when(table *t, vikt_condition *when)
{
    const vikt_value *list = &t->row.value;

    for (size_t i = 0; i < list->count; i++) {
        if (!vikt_text_is(list->entries[i].key, "when"))
            continue;
        if (list->count == 2) {
            vikt_setting whole = t->row;

            whole.value = list->entries[i].value;
            return vikt_compile_condition(t->c, &whole, when);
        }
        WRONG(t, "%s", "when is the whole condition; nothing can stand beside it");
        return false;
    }
    return vikt_compile_room(t->c, list->count, when) && compile_tests(t, when);
}

static bool add_input(table *t, const vikt_comparison *comparison)
{
    vikt_decision *decision = t->decision;

    for (size_t i = 0; i < decision->input_count; i++) {
        if (decision->inputs[i].operand == comparison->operand &&
            decision->inputs[i].index == comparison->index)
            return true;
    }
    if (decision->input_count == VIKT_INPUTS_MAX) {
        WRONG(t, "the table asks for more than %d inputs", VIKT_INPUTS_MAX);
        return false;
    }
    decision->inputs[decision->input_count++] =
        (vikt_decision_input){comparison->operand, comparison->index};
    return true;
}

/* ---- outcomes ---- */

/* Which class a row gives; tells of one that is not in the scheme's list. */
static bool listed_class(table *t, vikt_text name, size_t *out)
{
    const vikt_scheme *scheme = t->scheme;
    vikt_nearest nearest = {.wanted = name};
    char list[256], hint[160];

    *out = vikt_scheme_class(scheme, name);
    if (*out != VIKT_INDEX_NONE)
        return true;
    for (size_t i = 0; i < scheme->class_count; i++)
        vikt_nearest_offer(&nearest, scheme->classes[i]);
    WRONG(t, "\"%.*s\" is none of the classes %s%s", VIKT_SHOW(name),
          vikt_compile_list(scheme->classes, scheme->class_count, list, sizeof list),
          vikt_nearest_hint(&nearest, hint, sizeof hint));
    return false;
}

/* Without a list, the rows make the classes, in the order in which they name them. */
static bool found_class(table *t, vikt_text name, size_t *out)
{
    vikt_scheme *scheme = t->scheme;
    const char *flaw = vikt_compile_class_flaw(name);

    *out = vikt_scheme_class(scheme, name);
    if (*out != VIKT_INDEX_NONE)
        return true;
    if (flaw) {
        WRONG(t, "\"%.*s\" cannot be the name of a class (%s)", VIKT_SHOW(name), flaw);
        return false;
    }
    if (scheme->class_count == VIKT_CLASSES_MAX) {
        WRONG(t, "there are more than %d classes", VIKT_CLASSES_MAX);
        return false;
    }
    *out = scheme->class_count;
    scheme->classes[scheme->class_count++] = name;
    return true;
}

/* A class may be called 1, which Lua and INI may give as a number. */
static vikt_text class_text(table *t, const vikt_value *value)
{
    char text[VIKT_NUMBER_MAX];
    vikt_text copy;

    if (value->kind == VIKT_VALUE_TEXT)
        return value->text;
    vikt_number_write(value->number, text);
    copy = vikt_text_copy(&t->c->profile->arena, vikt_text_of(text));
    t->c->no_memory = t->c->no_memory || !copy.at;
    return copy;
}

static bool points_of(table *t, const vikt_value *value, double *out)
{
    const vikt_profile *profile = t->c->profile;
    bool sum = t->decision->hit == VIKT_HIT_COLLECT_SUM;
    char lo[VIKT_NUMBER_MAX], hi[VIKT_NUMBER_MAX];
    bool number = value->kind == VIKT_VALUE_NUMBER;

    *out = value->number;
    if (value->kind == VIKT_VALUE_TEXT)
        number = vikt_number_parse(value->text, out);
    if (!number || !isfinite(*out)) {
        WRONG(t, "%s", "its points must be a number");
        return false;
    }
    if (sum || (*out >= profile->lo && *out <= profile->hi))
        return true;
    vikt_number_write(profile->lo, lo);
    vikt_number_write(profile->hi, hi);
    WRONG(t, "its points are off the scale, %s to %s", lo, hi);
    return false;
}

static bool compile_outcome(table *t, vikt_decision_row *out)
{
    const vikt_value *list = &t->row.value;

    for (size_t i = 0; i < list->count; i++) {
        const vikt_value *value = &list->entries[i].value;

        if (list->entries[i].key.length)
            continue;
        if (value->place.line)
            t->row.place = value->place;
        if (!t->scheme)
            return points_of(t, value, &out->points);
        return t->class_capacity ? found_class(t, class_text(t, value), &out->class_index)
                                 : listed_class(t, class_text(t, value), &out->class_index);
    }
    WRONG(t, "it has no %s", t->scheme ? "class" : "points");
    return false;
}

static void compile_row(table *t, size_t number)
{
    vikt_decision_row *row = &t->decision->rows[number];

    t->row = *t->rows[number];
    row->place = t->row.place;
    if (vikt_value_is_wrong(&t->row.value)) {
        t->c->failed = true;
        return;
    }
    if (t->row.value.kind != VIKT_VALUE_LIST) {
        WRONG(t, "%s", "expected a condition and what follows from it");
        return;
    }
    compile_outcome(t, row);
    t->row.place = row->place;
    if (!compile_when(t, &row->when))
        return;
    t->row.place = row->place;
    for (size_t i = 0; i < row->when.count; i++) {
        if (!add_input(t, &row->when.comparisons[i]))
            return;
    }
}

static bool prepare(table *t)
{
    vikt_compiler *c = t->c;
    vikt_decision *decision = t->decision;

    if (!find_rows(t))
        return false;
    decision->rows = vikt_compile_new(c, decision->row_count, sizeof *decision->rows);
    decision->inputs = vikt_compile_new(c, VIKT_INPUTS_MAX, sizeof *decision->inputs);
    decision->failing = vikt_compile_new(c, 1, sizeof *decision->failing);
    if (!decision->rows || !decision->inputs || !decision->failing)
        return false;
    *decision->failing = (vikt_function){.id = -1, .what = c->label, .place = c->statement->place};
    if (!t->scheme || t->scheme->class_count)
        return true;
    t->class_capacity = VIKT_CLASSES_MAX;
    t->scheme->classes = vikt_compile_new(c, VIKT_CLASSES_MAX, sizeof *t->scheme->classes);
    return t->scheme->classes != NULL;
}

vikt_decision *vikt_compile_decision(vikt_compiler *c, vikt_hit hit, vikt_scheme *scheme)
{
    table t = {.c = c, .scheme = scheme, .decision = vikt_compile_new(c, 1, sizeof *t.decision)};

    if (!t.decision)
        return NULL;
    t.decision->hit = hit;
    if (!prepare(&t))
        return NULL;
    for (size_t i = 0; i < t.decision->row_count && !c->no_memory; i++)
        compile_row(&t, i);
    return t.decision;
}
