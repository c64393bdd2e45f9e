/* SPDX-License-Identifier: MIT
 *
 * A scheme as Lua writes it, flattened into the settings that INI writes.
 */
#include "core/base/fail.h"
#include "core/profile/scheme.h"
#include "core/profile/spec.h"

typedef struct flat {
    vikt_draft *draft;
    vikt_statement *scheme;
    const vikt_listener *listener;
    size_t *errors;
    vikt_text type;               /* none for a plain table without a function */
    const vikt_scheme_form *form; /* of that type; NULL: there is none */
    vikt_entry *classes;
    size_t class_count, class_capacity;
} flat;

static bool set(flat *f, vikt_text key, const vikt_value *value)
{
    return vikt_draft_set(f->draft, f->scheme, key, value, f->scheme->place);
}

static bool set_type(flat *f, vikt_text type)
{
    vikt_value value = {.kind = VIKT_VALUE_TEXT, .text = type};

    f->type = type;
    f->form = vikt_scheme_form_named(type);
    return set(f, VIKT_TEXT("type"), &value);
}

/* split = { y = share(0.80), x = 4 }: split_y and split_x. */
static bool add_split(flat *f, const vikt_value *table)
{
    for (size_t i = 0; i < table->count; i++) {
        char *key =
            vikt_arena_print(&f->draft->arena, "split_%.*s", VIKT_SHOW(table->entries[i].key));

        if (!key || !set(f, vikt_text_of(key), &table->entries[i].value))
            return false;
    }
    return true;
}

static bool add_names(flat *f, const vikt_value *table)
{
    for (size_t i = 0; i < table->count; i++) {
        vikt_text key = table->entries[i].key;

        if (!key.length) /* a list has no names of cells; the compiler tells which are missing */
            continue;
        if (!set(f, key, &table->entries[i].value))
            return false;
    }
    return true;
}

static bool add_class(flat *f, const vikt_entry *entry)
{
    const char *option = vikt_spec_clash(f->type, entry->key);
    vikt_entry *grown;

    if (option) {
        ++*f->errors;
        vikt_tell(f->listener, VIKT_ERROR, VIKT_PROFILE, f->scheme->place,
                  "scheme \"%.*s\": %.*s is no option and too near to one for a class; did you "
                  "mean \"%s\"?",
                  VIKT_SHOW(f->scheme->name), VIKT_SHOW(entry->key), option);
        return true;
    }
    grown = vikt_arena_grow(&f->draft->arena, f->classes, f->class_count, &f->class_capacity,
                            sizeof *grown);
    if (!grown)
        return false;
    f->classes = grown;
    f->classes[f->class_count++] = *entry;
    return true;
}

static bool takes_classes(const flat *f)
{
    return f->form && f->form->limit != VIKT_LIMIT_NONE;
}

static bool add_entry(flat *f, const vikt_entry *entry)
{
    bool table = entry->value.kind == VIKT_VALUE_LIST;

    if (table && vikt_text_is(entry->key, "split"))
        return add_split(f, &entry->value);
    if (table && vikt_text_is(entry->key, "names"))
        return add_names(f, &entry->value);
    /* An option of another type is a class here: by_score { x = 3, y = 2 }. */
    if (takes_classes(f) && !vikt_scheme_form_takes(f->form, entry->key))
        return add_class(f, entry);
    return set(f, entry->key, &entry->value);
}

static void tell_argument(flat *f, size_t number)
{
    ++*f->errors;
    vikt_tell(f->listener, VIKT_ERROR, VIKT_PROFILE, f->scheme->place,
              "scheme \"%.*s\": argument %zu of %.*s is neither a field's name nor a table",
              VIKT_SHOW(f->scheme->name), number, VIKT_SHOW(f->type));
}

static bool add_table(flat *f, const vikt_value *table)
{
    for (size_t i = 0; i < table->count; i++) {
        if (!table->entries[i].key.length) {
            ++*f->errors;
            vikt_tell(f->listener, VIKT_ERROR, VIKT_PROFILE, f->scheme->place,
                      "scheme \"%.*s\": entry %zu of its table has no name",
                      VIKT_SHOW(f->scheme->name), i + 1);
        } else if (!add_entry(f, &table->entries[i])) {
            return false;
        }
    }
    return true;
}

static bool add_arguments(flat *f, const vikt_value *call)
{
    for (size_t i = 0; i < call->count; i++) {
        const vikt_entry *entry = &call->entries[i];
        bool done = true;

        if (entry->key.length)
            done = add_entry(f, entry);
        else if (entry->value.kind == VIKT_VALUE_LIST)
            done = add_table(f, &entry->value);
        else if (entry->value.kind == VIKT_VALUE_TEXT)
            done = set(f, VIKT_TEXT("field"), &entry->value);
        else
            tell_argument(f, i + 1);
        if (!done)
            return false;
    }
    return true;
}

static bool has_function(const vikt_value *table)
{
    for (size_t i = 0; i < table->count; i++) {
        if (vikt_text_is(table->entries[i].key, "class"))
            return true;
    }
    return false;
}

static bool add_all(flat *f, const vikt_value *call)
{
    vikt_value classes = {.kind = VIKT_VALUE_LIST};

    if (call->kind == VIKT_VALUE_CALL) {
        if (!set_type(f, call->text) || !add_arguments(f, call))
            return false;
    } else {
        if (has_function(call) && !set_type(f, VIKT_TEXT("function")))
            return false;
        if (!add_table(f, call))
            return false;
    }
    if (f->class_count == 0)
        return true;
    classes.entries = f->classes;
    classes.count = f->class_count;
    return set(f, VIKT_TEXT("classes"), &classes);
}

vikt_code vikt_spec_scheme(vikt_draft *draft, vikt_statement *scheme, const vikt_value *call,
                           const vikt_listener *listener, size_t *errors, vikt_error *err)
{
    flat f = {.draft = draft, .scheme = scheme, .listener = listener, .errors = errors};

    if (vikt_value_is_wrong(call) ||
        (call->kind != VIKT_VALUE_CALL && call->kind != VIKT_VALUE_LIST)) {
        ++*errors;
        vikt_tell(listener, VIKT_ERROR, VIKT_PROFILE, scheme->place,
                  "scheme \"%.*s\": expected a scheme such as by_score { A = 4, B = 2.5, C = 1 }",
                  VIKT_SHOW(scheme->name));
        return VIKT_OK;
    }
    if (call->kind == VIKT_VALUE_CALL && vikt_text_is(call->text, "decision_table"))
        return vikt_spec_table(draft, scheme, call, listener, errors, err);
    return add_all(&f, call) ? VIKT_OK : vikt_fail_memory(err);
}
