/* SPDX-License-Identifier: MIT */
#include "core/base/nearest.h"
#include "core/profile/compile.h"

/* From which kind of statement on a word means something; later kinds see all that earlier ones
 * see. */
typedef enum phase { PHASE_MEASURE, PHASE_CRITERION, PHASE_SCHEME, PHASE_OUTCOME } phase;

static const struct input_word {
    const char *word;
    vikt_input_kind kind;
    phase from;
    const char *only;
} words[] = {
    {"customer", VIKT_INPUT_CUSTOMER, PHASE_MEASURE, ""},
    {"today", VIKT_INPUT_TODAY, PHASE_MEASURE, ""},
    {"population", VIKT_INPUT_POPULATION, PHASE_CRITERION, "criteria, schemes, rules and actions"},
    {"previous", VIKT_INPUT_PREVIOUS, PHASE_CRITERION, "criteria, schemes, rules and actions"},
    {"result", VIKT_INPUT_RESULT, PHASE_SCHEME, "schemes, rules and actions"},
};

enum { WORDS = sizeof words / sizeof *words };

static phase phase_of(vikt_statement_kind kind)
{
    if (kind == VIKT_STATEMENT_MEASURE)
        return PHASE_MEASURE;
    if (kind == VIKT_STATEMENT_CRITERION)
        return PHASE_CRITERION;
    return kind == VIKT_STATEMENT_SCHEME ? PHASE_SCHEME : PHASE_OUTCOME;
}

static const struct input_word *find_word(vikt_text name)
{
    for (size_t i = 0; i < WORDS; i++) {
        if (vikt_text_is(name, words[i].word))
            return &words[i];
    }
    return NULL;
}

/* Cuts the suffix that asks for nil instead of not being called. */
static bool cut_or_nil(vikt_text *name)
{
    static const char suffix[] = "_or_nil";
    size_t length = sizeof suffix - 1;

    if (name->length <= length || memcmp(name->at + name->length - length, suffix, length) != 0)
        return false;
    name->length -= length;
    return true;
}

static void wrong_parameter(vikt_compiler *c, vikt_place place, vikt_text name)
{
    const vikt_profile *profile = c->profile;
    vikt_nearest nearest = {.wanted = name};
    char hint[256];

    for (size_t i = 0; i < profile->measure_count; i++)
        vikt_nearest_offer(&nearest, profile->measures[i].name);
    for (size_t i = 0; i < WORDS; i++) {
        if (words[i].from <= phase_of(c->statement->kind))
            vikt_nearest_offer(&nearest, vikt_text_of(words[i].word));
    }
    vikt_compile_lacks(c, place, "the parameter %.*s is no field or measure%s", VIKT_SHOW(name),
                       vikt_compile_field_meant(c, place, &nearest, hint, sizeof hint));
}

static bool bind_word(vikt_compiler *c, vikt_place place, const struct input_word *word,
                      vikt_input *out)
{
    if (word->from > phase_of(c->statement->kind)) {
        vikt_compile_wrong(c, place, "the parameter %s is only known to %s", word->word,
                           word->only);
        return false;
    }
    if (out->or_nil) {
        vikt_compile_wrong(c, place, "the parameter %s is always there; write it without _or_nil",
                           word->word);
        return false;
    }
    out->kind = word->kind;
    return true;
}

static bool bind(vikt_compiler *c, const vikt_setting *setting, vikt_place place, vikt_text name,
                 vikt_input *out)
{
    vikt_setting named = *setting;
    const struct input_word *word;
    vikt_text whole = name;

    out->or_nil = cut_or_nil(&name);
    word = find_word(name);
    if (word)
        return bind_word(c, place, word, out);
    out->kind = VIKT_INPUT_SLOT;
    out->slot = vikt_profile_slot(c->profile, name);
    if (out->slot == VIKT_SLOT_NONE) {
        wrong_parameter(c, place, out->or_nil ? name : whole);
        return false;
    }
    named.place = place;
    return vikt_compile_slot(c, &named, name, &out->slot);
}

static bool bind_all(vikt_compiler *c, const vikt_setting *setting, vikt_place place,
                     vikt_function *function)
{
    const vikt_value *value = &setting->value;
    bool good = true;

    for (size_t i = 0; i < value->count; i++) {
        vikt_text name = value->entries[i].key;

        for (size_t j = 0; j < i; j++) {
            if (vikt_text_equal(name, value->entries[j].key)) {
                vikt_compile_wrong(c, place, "the parameter %.*s is repeated", VIKT_SHOW(name));
                return false;
            }
        }
        good = bind(c, setting, place, name, &function->inputs[i]) && good;
    }
    return good;
}

vikt_function *vikt_compile_function(vikt_compiler *c, const vikt_setting *setting)
{
    const vikt_value *value = &setting->value;
    vikt_place place = value->place.line ? value->place : setting->place;
    vikt_function *function = vikt_compile_new(c, 1, sizeof *function);

    if (!function)
        return NULL;
    if (value->count > VIKT_INPUTS_MAX) {
        vikt_compile_wrong(c, place, "its function has more than %d parameters", VIKT_INPUTS_MAX);
        return NULL;
    }
    function->id = value->function;
    function->what = c->label;
    function->place = place;
    function->inputs = vikt_compile_new(c, value->count, sizeof *function->inputs);
    function->input_count = value->count;
    if (!function->inputs || !bind_all(c, setting, place, function))
        return NULL;
    return function;
}
