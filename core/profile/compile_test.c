/* SPDX-License-Identifier: MIT
 *
 * The customers of a test: fields with values, as a file would have given them.
 */
#include "core/base/nearest.h"
#include "core/base/number.h"
#include "core/profile/compile.h"
#include "core/profile/twin.h"

typedef struct giving {
    vikt_compiler *c;
    const vikt_setting *setting; /* customer or population */
    vikt_type *types;            /* by field: what the customers of this test gave so far */
} giving;

#define WRONG(g, ...) vikt_compile_wrong((g)->c, (g)->setting->place, __VA_ARGS__)

static void tell_no_field(const giving *g, vikt_text name)
{
    const vikt_profile *profile = g->c->profile;
    vikt_nearest nearest = {.wanted = name};
    char hint[256];

    if (vikt_profile_slot(profile, name) != VIKT_SLOT_NONE) {
        WRONG(g, "%.*s: \"%.*s\" is a measure; give the fields that it is made of",
              VIKT_SHOW(g->setting->key), VIKT_SHOW(name));
        return;
    }
    vikt_compile_lacks(
        g->c, g->setting->place, "%.*s: there is no field \"%.*s\"%s", VIKT_SHOW(g->setting->key),
        VIKT_SHOW(name),
        vikt_compile_field_meant(g->c, g->setting->place, &nearest, hint, sizeof hint));
}

static const vikt_field *find_field(const giving *g, vikt_text name, size_t *at)
{
    const vikt_profile *profile = g->c->profile;

    for (size_t i = 0; i < profile->field_count; i++) {
        if (vikt_text_equal(profile->fields[i].name, name)) {
            *at = i;
            return &profile->fields[i];
        }
    }
    tell_no_field(g, name);
    return NULL;
}

/* ---- one value ---- */

static bool read_truth(vikt_text text, double *out)
{
    bool yes = vikt_text_is(text, "yes") || vikt_text_is(text, "true");

    *out = yes;
    return yes || vikt_text_is(text, "no") || vikt_text_is(text, "false");
}

/* The value as the kind that it is written in. */
static bool read_written(const vikt_value *value, vikt_given *out)
{
    vikt_date date;

    out->number = NAN;
    switch (value->kind) {
    case VIKT_VALUE_NUMBER:
        out->type = VIKT_TYPE_NUMBER;
        out->number = value->number;
        return isfinite(value->number);
    case VIKT_VALUE_TRUTH:
        out->type = VIKT_TYPE_TRUTH;
        out->number = value->truth;
        return true;
    case VIKT_VALUE_TEXT:
        out->type = VIKT_TYPE_TEXT;
        out->text = value->text;
        if (vikt_date_read(value->text, &date)) {
            out->type = VIKT_TYPE_DATE;
            out->number = (double)date;
        }
        return value->text.length > 0 && value->text.length <= VIKT_CELL_MAX;
    case VIKT_VALUE_LIST:
    case VIKT_VALUE_CALL:
    case VIKT_VALUE_FUNCTION:
        break;
    }
    return false;
}

/* The value as the field has it; false when it cannot be that. */
static bool read_as(vikt_type type, vikt_given *given)
{
    switch (type) {
    case VIKT_TYPE_UNKNOWN:
        return true;
    case VIKT_TYPE_TRUTH:
        if (given->type == VIKT_TYPE_TEXT && read_truth(given->text, &given->number))
            given->type = VIKT_TYPE_TRUTH;
        break;
    case VIKT_TYPE_TEXT:
        if (given->type == VIKT_TYPE_DATE)
            given->type = VIKT_TYPE_TEXT;
        break;
    case VIKT_TYPE_NUMBER:
    case VIKT_TYPE_DATE:
        break;
    }
    return given->type == type;
}

static const char *expected(vikt_type type)
{
    switch (type) {
    case VIKT_TYPE_NUMBER:
        return "a number";
    case VIKT_TYPE_TEXT:
        return "a text (in quotes)";
    case VIKT_TYPE_DATE:
        return "a date such as 2026-05-12";
    case VIKT_TYPE_TRUTH:
        return "yes or no (true or false)";
    case VIKT_TYPE_UNKNOWN:
        break;
    }
    return "a number, a text, a date, or yes or no";
}

/* Where the profile leaves the type open, the values of a test agree on one, as those of a file do:
 * texts that are not all dates are texts. */
static bool agrees(const giving *g, const vikt_given *given)
{
    vikt_type *so_far = &g->types[given->field];
    bool texts = (*so_far == VIKT_TYPE_TEXT || *so_far == VIKT_TYPE_DATE) &&
                 (given->type == VIKT_TYPE_TEXT || given->type == VIKT_TYPE_DATE);

    if (*so_far == VIKT_TYPE_UNKNOWN)
        *so_far = given->type;
    else if (texts && *so_far != given->type)
        *so_far = VIKT_TYPE_TEXT;
    return texts || *so_far == given->type;
}

static void check_scale(const giving *g, const vikt_field *field, const vikt_given *given)
{
    char value[VIKT_NUMBER_MAX];

    if (given->type != VIKT_TYPE_NUMBER ||
        (given->number >= field->min && given->number <= field->max))
        return;
    vikt_number_write(given->number, value);
    WRONG(g, "%.*s: %.*s = %s is off the field's scale, and would be missing",
          VIKT_SHOW(g->setting->key), VIKT_SHOW(field->name), value);
}

static bool read_given(const giving *g, const vikt_entry *entry, vikt_given *out)
{
    const vikt_field *field;

    *out = (vikt_given){0};
    if (!entry->key.length) {
        WRONG(g, "%.*s: a value has no field's name", VIKT_SHOW(g->setting->key));
        return false;
    }
    field = find_field(g, entry->key, &out->field);
    if (!field)
        return false;
    if (!read_written(&entry->value, out) || !read_as(field->type, out)) {
        WRONG(g, "%.*s: %.*s must be %s", VIKT_SHOW(g->setting->key), VIKT_SHOW(field->name),
              expected(field->type));
        return false;
    }
    if (!agrees(g, out)) {
        WRONG(g, "%.*s: %.*s is a %s here and a %s for another customer",
              VIKT_SHOW(g->setting->key), VIKT_SHOW(field->name), vikt_type_name(out->type),
              vikt_type_name(g->types[out->field]));
        return false;
    }
    check_scale(g, field, out);
    return true;
}

/* ---- customers ---- */

static bool given_twice(const giving *g, const vikt_test_customer *customer)
{
    const vikt_given *last = &customer->given[customer->given_count];

    for (size_t i = 0; i < customer->given_count; i++) {
        if (customer->given[i].field != last->field)
            continue;
        WRONG(g, "%.*s: %.*s is given twice", VIKT_SHOW(g->setting->key),
              VIKT_SHOW(g->c->profile->fields[last->field].name));
        return true;
    }
    return false;
}

static void read_customer(const giving *g, const vikt_value *list, vikt_test_customer *out)
{
    vikt_slot key = vikt_profile_key_slot(g->c->profile);
    vikt_slot name = vikt_profile_name_slot(g->c->profile);

    if (list->kind != VIKT_VALUE_LIST) {
        WRONG(g, "%.*s must be fields with values, such as %s", VIKT_SHOW(g->setting->key),
              vikt_compile_form(g->setting->place, "revenue 9000000, days_late 60",
                                "{ revenue = 9000000, days_late = 60 }"));
        return;
    }
    out->given = vikt_compile_new(g->c, list->count, sizeof *out->given);
    for (size_t i = 0; out->given && i < list->count; i++) {
        vikt_given *given = &out->given[out->given_count];

        if (!read_given(g, &list->entries[i], given) || given_twice(g, out))
            continue;
        if (given->field == key)
            out->key = given->text;
        if (given->field == name)
            out->name = given->text;
        out->given_count++;
    }
}

static size_t population_size(const vikt_setting *population)
{
    if (!population || population->value.kind != VIKT_VALUE_LIST)
        return 0;
    return population->value.count;
}

/* Customers without a key of their own are "customer", "other 1", "other 2", ... */
static void name_customer(vikt_compiler *c, vikt_test_customer *customer, size_t number)
{
    char *key = NULL;

    if (!customer->key.length) {
        key = number ? vikt_arena_print(&c->profile->arena, "other %zu", number)
                     : vikt_arena_copy(&c->profile->arena, "customer", strlen("customer"));
        c->no_memory = c->no_memory || !key;
        customer->key = vikt_text_of(key);
    }
    if (!customer->name.length)
        customer->name = customer->key;
}

/* In pairs: the customers of a test are written by hand. */
static void check_keys(const giving *g, const vikt_test *test)
{
    for (size_t i = 1; i < test->customer_count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (!vikt_text_equal(test->customers[i].key, test->customers[j].key))
                continue;
            WRONG(g, "%.*s: two customers have the key \"%.*s\"", VIKT_SHOW(g->setting->key),
                  VIKT_SHOW(test->customers[i].key));
            return;
        }
    }
}

static void compile_customers(giving *g, vikt_test *test)
{
    vikt_compiler *c = g->c;
    const vikt_setting *customer = vikt_compile_setting(c, "customer");
    const vikt_setting *population = vikt_compile_setting(c, "population");
    size_t others = population_size(population);

    if (!customer && !vikt_statement_find(c->statement, "customer"))
        vikt_compile_needs(c, "it has no customer, such as customer = %s",
                           vikt_compile_form(c->statement->place, "revenue 9000000, days_late 60",
                                             "{ revenue = 9000000, days_late = 60 }"));
    if (!customer)
        return;
    if (others >= VIKT_TEST_CUSTOMERS_MAX) {
        vikt_compile_wrong(c, population->place, "population has more than %d customers",
                           VIKT_TEST_CUSTOMERS_MAX - 1);
        return;
    }
    test->customers = vikt_compile_new(c, others + 1, sizeof *test->customers);
    if (!test->customers)
        return;
    g->setting = customer;
    read_customer(g, &customer->value, &test->customers[0]);
    g->setting = population ? population : customer;
    if (population && population->value.kind != VIKT_VALUE_LIST)
        WRONG(g, "population must be a list of customers");
    for (size_t i = 0; i < others; i++)
        read_customer(g, &population->value.entries[i].value, &test->customers[i + 1]);
    test->customer_count = others + 1;
    for (size_t i = 0; i <= others; i++)
        name_customer(c, &test->customers[i], i);
    check_keys(g, test);
}

/* ---- the statement ---- */

static void compile_date(vikt_compiler *c, vikt_test *test)
{
    vikt_text text;

    if (vikt_compile_text(c, "as_of", &text)) {
        test->has_as_of = vikt_date_read(text, &test->as_of);
        if (!test->has_as_of)
            vikt_compile_wrong(c, vikt_compile_setting(c, "as_of")->place,
                               "as_of = \"%.*s\" is not a date such as 2026-05-12",
                               VIKT_SHOW(text));
    } else if (c->profile->has_as_of) {
        test->has_as_of = true;
        test->as_of = c->profile->as_of;
    }
}

/* A test must give the same tomorrow. */
static void check_dates(const giving *g, const vikt_test *test)
{
    for (size_t i = 0; i < g->c->profile->field_count; i++) {
        if (test->has_as_of || g->types[i] != VIKT_TYPE_DATE ||
            vikt_statement_find(g->c->statement, "as_of"))
            continue;
        vikt_compile_lacks(g->c, g->c->statement->place,
                           "it gives a date (%.*s), so it needs the day to count from, such as "
                           "as_of = 2026-05-12",
                           VIKT_SHOW(g->c->profile->fields[i].name));
        return;
    }
}

static void compile_test(giving *g, vikt_test *test)
{
    vikt_compiler *c = g->c;
    const vikt_statement *statement = c->statement;

    *test = (vikt_test){.name = statement->name, .place = statement->place};
    memset(g->types, 0, c->profile->field_count * sizeof *g->types);
    compile_date(c, test);
    compile_customers(g, test);
    check_dates(g, test);
    vikt_compile_expectations(c, test);
}

static void compile_tests(vikt_compiler *c)
{
    vikt_profile *profile = c->profile;
    size_t at = 0, count;
    giving g = {.c = c};

    g.types = vikt_compile_new(c, profile->field_count, sizeof *g.types);
    profile->tests =
        vikt_compile_array(c, VIKT_STATEMENT_TEST, VIKT_TESTS_MAX, sizeof *profile->tests, &count);
    for (size_t i = 0; i < count && !c->no_memory; i++) {
        vikt_compile_next(c, VIKT_STATEMENT_TEST, &at);
        compile_test(&g, &profile->tests[profile->test_count++]);
    }
}

static const vikt_spec keys[] = {
    {"customer", VIKT_SPEC_VALUES, NULL},   {"population", VIKT_SPEC_MEMBERS, NULL},
    {"previous", VIKT_SPEC_VALUES, NULL},   {"as_of", VIKT_SPEC_TEXT, NULL},
    {"class", VIKT_SPEC_TEXT, "expect"},    {"classes", VIKT_SPEC_WORDS, "expect"},
    {"score", VIKT_SPEC_MISSING, "expect"}, {"tolerance", VIKT_SPEC_NUMBER, "expect"},
    {"points", VIKT_SPEC_VALUES, "expect"}, {"reasons", VIKT_SPEC_WORDS, "expect"},
    {"actions", VIKT_SPEC_TEXTS, "expect"}, {NULL, VIKT_SPEC_TEXT, NULL},
};

const vikt_statement_form vikt_statement_form_test = {
    .owner = "a test",
    .keys = keys,
    .idle = true,
    .compile = compile_tests,
    .write = vikt_twin_test,
};
