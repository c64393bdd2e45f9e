/* SPDX-License-Identifier: MIT */
#include "core/profile/compile.h"

enum { NAME_MAX_BYTES = 100 };

/* Words that functions and conditions take for something else. */
static const char reserved[] = "population previous customer today result score coverage";

static bool ends_with(vikt_text text, const char *end)
{
    size_t length = strlen(end);

    return text.length > length && memcmp(text.at + text.length - length, end, length) == 0;
}

void vikt_compile_check_name(vikt_compiler *c)
{
    vikt_text name = c->statement->name;
    vikt_place place = c->statement->place;

    if (!name.length)
        vikt_compile_wrong(c, place, "its name is empty");
    else if (name.length > NAME_MAX_BYTES)
        vikt_compile_wrong(c, place, "its name is longer than %d bytes", NAME_MAX_BYTES);
    else if (vikt_spec_listed(reserved, name))
        vikt_compile_wrong(c, place, "%.*s is a word of the language and cannot be a name (%s)",
                           VIKT_SHOW(name), reserved);
    else if (ends_with(name, "_or_nil"))
        vikt_compile_wrong(c, place, "a name cannot end in _or_nil, which marks a parameter");
    else if (name.length >= 7 && memcmp(name.at, "points.", 7) == 0)
        vikt_compile_wrong(c, place, "a name cannot begin with \"points.\"");
}

static void compile_type(vikt_compiler *c, vikt_field *field)
{
    static const vikt_type types[] = {VIKT_TYPE_NUMBER, VIKT_TYPE_TEXT, VIKT_TYPE_DATE,
                                      VIKT_TYPE_TRUTH};
    const vikt_setting *limit;
    size_t which;

    if (vikt_compile_choice(c, "type", "number text date yes/no", &which))
        field->type = types[which];
    field->min = -INFINITY;
    field->max = INFINITY;
    vikt_compile_number(c, "min", -INFINITY, INFINITY, &field->min);
    vikt_compile_number(c, "max", -INFINITY, INFINITY, &field->max);
    limit = vikt_compile_setting(c, "max");
    if (!limit)
        limit = vikt_compile_setting(c, "min");
    if (!limit)
        return;
    /* Limits make sense for numbers only, so they tell the type. */
    if (field->type == VIKT_TYPE_UNKNOWN)
        field->type = VIKT_TYPE_NUMBER;
    if (field->type != VIKT_TYPE_NUMBER)
        vikt_compile_wrong(c, limit->place, "min and max are for numbers, not for type = %s",
                           vikt_type_name(field->type));
    else if (field->min > field->max)
        vikt_compile_wrong(c, limit->place, "min is above max");
}

static void compile_synonyms(vikt_compiler *c, vikt_field *field)
{
    const vikt_setting *setting = vikt_compile_setting(c, "synonyms");
    const vikt_value *list;

    if (!setting)
        return;
    list = &setting->value;
    if (list->kind == VIKT_VALUE_LIST)
        field->synonyms = vikt_compile_new(c, list->count, sizeof *field->synonyms);
    if (list->kind == VIKT_VALUE_LIST && !field->synonyms)
        return;
    for (size_t i = 0; i < list->count && field->synonyms; i++) {
        if (list->entries[i].key.length || list->entries[i].value.kind != VIKT_VALUE_TEXT) {
            field->synonyms = NULL;
            break;
        }
        field->synonyms[i] = list->entries[i].value.text;
    }
    if (field->synonyms)
        field->synonym_count = list->count;
    else
        vikt_compile_wrong(c, setting->place, "synonyms must be a list of headings");
}

static void compile_field(vikt_compiler *c, vikt_field *field)
{
    const vikt_setting *setting;

    field->name = c->statement->name;
    field->builtin = c->statement->builtin;
    field->place = c->statement->place;
    vikt_compile_check_name(c);
    vikt_compile_text(c, "column", &field->column);
    compile_synonyms(c, field);
    compile_type(c, field);
    vikt_compile_anchors(c, field);
    vikt_compile_truth(c, "optional", &field->optional);
    vikt_compile_truth(c, "required", &field->required);
    setting = vikt_compile_setting(c, "required");
    if (field->optional && field->required)
        vikt_compile_wrong(c, setting->place, "a field cannot be both optional and required");
}

static void compile_fields(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, count;

    profile->fields = vikt_compile_array(c, VIKT_STATEMENT_FIELD, VIKT_FIELDS_MAX,
                                         sizeof *profile->fields, &count);
    while (!c->no_memory && profile->field_count < count &&
           vikt_compile_next(c, VIKT_STATEMENT_FIELD, &at))
        compile_field(c, &profile->fields[profile->field_count++]);
}

static const vikt_spec keys[] = {
    {"column", VIKT_SPEC_TEXT, NULL},    {"synonyms", VIKT_SPEC_TEXTS, NULL},
    {"type", VIKT_SPEC_TEXT, NULL},      {"optional", VIKT_SPEC_TRUTH, NULL},
    {"required", VIKT_SPEC_TRUTH, NULL}, {"min", VIKT_SPEC_NUMBER, NULL},
    {"max", VIKT_SPEC_NUMBER, NULL},     {"anchors", VIKT_SPEC_WORDS, NULL},
    {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_field = {
    .owner = "a field",
    .keys = keys,
    .compile = compile_fields,
};
