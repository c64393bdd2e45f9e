/* SPDX-License-Identifier: MIT
 *
 * The Lua twin of an INI file, statement by statement: from the draft, before anything is merged or
 * resolved.
 */
#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/profile/layers.h"
#include "core/profile/problems.h"
#include "core/profile/spec.h"

enum { TEXT_MAX = 16 * 1024 * 1024, LINE_WIDTH = 100, LINE_FULL = 80 };

/* Writes tables on one line, or with an entry a line. */
typedef struct writer {
    vikt_buffer *out;
    bool wide, inner;
    size_t entries;  /* written of the statement's own table */
    size_t expected; /* written of a test's `expect` */
} writer;

/* ---- words and values ---- */

static bool is_identifier(vikt_text text)
{
    static const char keywords[] =
        "and break do else elseif end false for function goto if in local "
        "nil not or repeat return then true until while";

    if (!text.length || vikt_spec_listed(keywords, text) ||
        (text.at[0] >= '0' && text.at[0] <= '9'))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];

        if (!(byte >= 'a' && byte <= 'z') && !(byte >= 'A' && byte <= 'Z') &&
            !(byte >= '0' && byte <= '9') && byte != '_')
            return false;
    }
    return true;
}

static void put_string(vikt_buffer *out, vikt_text text)
{
    vikt_buffer_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.at[i];

        if (byte == '"' || byte == '\\')
            vikt_buffer_byte(out, '\\');
        if (byte < 0x20 || byte == 0x7f)
            vikt_buffer_print(out, "\\%03d", byte);
        else
            vikt_buffer_byte(out, (char)byte);
    }
    vikt_buffer_byte(out, '"');
}

static void put_number(vikt_buffer *out, double number)
{
    char text[VIKT_NUMBER_MAX];

    vikt_number_write(number, text);
    vikt_buffer_string(out, text);
}

static void put_key(vikt_buffer *out, vikt_text key)
{
    if (is_identifier(key)) {
        vikt_buffer_text(out, key);
    } else {
        vikt_buffer_byte(out, '[');
        put_string(out, key);
        vikt_buffer_byte(out, ']');
    }
    vikt_buffer_string(out, " = ");
}

static void put_value(vikt_buffer *out, const vikt_value *value);

/* A class of an INI list is a list of its name and limit, and in Lua an entry by name. */
static void put_entry(vikt_buffer *out, const vikt_entry *entry)
{
    const vikt_value *value = &entry->value;

    if (!entry->key.length && value->kind == VIKT_VALUE_LIST && value->count == 2 &&
        !value->entries[0].key.length) {
        put_key(out, value->entries[0].value.text);
        value = &value->entries[1].value;
    } else if (entry->key.length) {
        put_key(out, entry->key);
    }
    put_value(out, value);
}

static bool line_is_full(const vikt_buffer *out)
{
    size_t at = out->failed ? 0 : out->length;

    while (at > 0 && out->at[at - 1] != '\n')
        at--;
    return out->length - at > LINE_FULL;
}

static void put_list(vikt_buffer *out, const vikt_entry *entries, size_t count)
{
    vikt_buffer_string(out, "{ ");
    for (size_t i = 0; i < count; i++) {
        if (i)
            vikt_buffer_string(out, line_is_full(out) ? ",\n    " : ", ");
        put_entry(out, &entries[i]);
    }
    vikt_buffer_string(out, " }");
}

/* bands("revenue", { 50000, 250000 }), linear("hours", { worst = 40, best = 2 }), lookup("f", { a =
 * 5 }, 2), median */
static void put_call(vikt_buffer *out, const vikt_value *call)
{
    size_t plain = 0;

    vikt_buffer_text(out, call->text);
    if (vikt_spec_listed("median rest", call->text)) /* words, not functions */
        return;
    while (plain < call->count && !call->entries[plain].key.length)
        plain++;
    vikt_buffer_byte(out, '(');
    for (size_t i = 0; i < plain; i++) {
        vikt_buffer_string(out, i ? ", " : "");
        put_value(out, &call->entries[i].value);
    }
    if (plain < call->count) {
        vikt_buffer_string(out, plain ? ", " : "");
        if (vikt_text_is(call->text, "lookup")) /* its only option is an argument in Lua */
            put_value(out, &call->entries[plain].value);
        else
            put_list(out, call->entries + plain, call->count - plain);
    }
    vikt_buffer_byte(out, ')');
}

static void put_value(vikt_buffer *out, const vikt_value *value)
{
    switch (value->kind) {
    case VIKT_VALUE_NUMBER:
        put_number(out, value->number);
        break;
    case VIKT_VALUE_TEXT:
        put_string(out, value->text);
        break;
    case VIKT_VALUE_TRUTH:
        vikt_buffer_string(out, value->truth ? "true" : "false");
        break;
    case VIKT_VALUE_LIST:
        put_list(out, value->entries, value->count);
        break;
    case VIKT_VALUE_CALL:
        put_call(out, value);
        break;
    case VIKT_VALUE_FUNCTION: /* INI has none */
        break;
    }
}

/* ---- statements ---- */

static void begin_entry(writer *w)
{
    if (w->wide)
        vikt_buffer_print(w->out, "%s\n  %s", w->entries ? "," : "", w->inner ? "  " : "");
    else
        vikt_buffer_string(w->out, w->entries ? ", " : " ");
    w->entries++;
}

static void put_setting(writer *w, const char *key, const vikt_value *value)
{
    begin_entry(w);
    put_key(w->out, vikt_text_of(key));
    put_value(w->out, value);
}

static void end_table(writer *w)
{
    if (w->wide && w->entries)
        vikt_buffer_string(w->out, w->inner ? ",\n  }" : ",\n}");
    else
        vikt_buffer_string(w->out, w->entries ? " }" : "}");
}

/* Beside a scheme's options a class of their name, or nearly so, would be taken for one. */
static bool is_option(vikt_text type, vikt_text class_name)
{
    const vikt_spec *spec = vikt_spec_find(VIKT_STATEMENT_SCHEME, class_name);

    return (spec && (!spec->only || vikt_spec_listed(spec->only, type))) ||
           vikt_spec_clash(type, class_name);
}

/* Whether a table, which has no order and each key once, would keep the classes as they are: it
 * sorts them by their limits, and takes C = 4, A = 1 for a slip. */
static bool keeps_order(vikt_text type, const vikt_text *names, const double *limits, size_t count)
{
    bool falls = !type.length || vikt_spec_listed("by_score by_value", type);
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
static bool needs_list(vikt_text type, const vikt_value *classes)
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
        put_list(out, classes->entries[i].value.entries, 2);
    }
    vikt_buffer_string(out, " }");
}

static void put_classes(writer *w, vikt_text type, const vikt_value *classes)
{
    if (needs_list(type, classes)) {
        begin_entry(w);
        vikt_buffer_string(w->out, "classes = ");
        put_pairs(w->out, classes);
        return;
    }
    for (size_t i = 0; i < classes->count; i++) {
        begin_entry(w);
        put_entry(w->out, &classes->entries[i]);
    }
}

/* ---- decision tables ---- */

static bool is_table(const vikt_value *value)
{
    return value->kind == VIKT_VALUE_CALL && vikt_text_is(value->text, "decision_table");
}

/* { when = "recency <= 30", class = "Champion" } */
static void put_row(writer *w, const vikt_value *row, const char *outcome)
{
    double number;

    vikt_buffer_string(w->out, "{ ");
    for (size_t i = 0; i < row->count; i++) {
        const vikt_entry *entry = &row->entries[i];

        vikt_buffer_string(w->out, i ? ", " : "");
        put_key(w->out, entry->key.length ? entry->key : vikt_text_of(outcome));
        if (!entry->key.length && *outcome == 'p' && vikt_number_parse(entry->value.text, &number))
            put_number(w->out, number);
        else
            put_value(w->out, &entry->value);
    }
    vikt_buffer_string(w->out, " }");
}

static const vikt_setting *find_row(const vikt_statement *statement, size_t number)
{
    for (size_t i = 0; i < statement->count; i++) {
        if (vikt_spec_row(statement->settings[i].key) == number)
            return &statement->settings[i];
    }
    return NULL;
}

/* By their numbers: the lists of Lua have no others. */
static void put_rows(writer *w, const vikt_statement *statement, const char *outcome)
{
    const vikt_setting *row;

    for (size_t number = 1; (row = find_row(statement, number)) != NULL; number++) {
        begin_entry(w);
        put_row(w, &row->value, outcome);
    }
}

/* points = decision_table { hit = "first", file = "points.csv", rows } */
static void put_points(writer *w, const vikt_statement *criterion, const vikt_value *call)
{
    writer inner = {.out = w->out, .wide = w->wide, .inner = true};

    begin_entry(w);
    vikt_buffer_string(w->out, "points = decision_table {");
    for (size_t i = 0; i < call->count; i++) {
        const vikt_entry *entry = &call->entries[i];

        begin_entry(&inner);
        put_key(w->out, entry->key.length ? entry->key : VIKT_TEXT("file"));
        put_value(w->out, &entry->value);
    }
    put_rows(&inner, criterion, "points");
    end_table(&inner);
}

static void put_table(writer *w, const vikt_statement *scheme)
{
    vikt_buffer_string(w->out, "(decision_table {");
    for (size_t i = 0; i < scheme->count; i++) {
        const vikt_setting *setting = &scheme->settings[i];

        if (!vikt_text_is(setting->key, "type") && !vikt_spec_row(setting->key))
            put_setting(w, setting->key.at, &setting->value);
    }
    put_rows(w, scheme, "class");
    end_table(w);
    vikt_buffer_byte(w->out, ')');
}

static void put_settings(writer *w, const vikt_statement *statement, const char *left_out)
{
    const vikt_setting *points = vikt_statement_find(statement, "points");
    bool table = points && is_table(&points->value);

    vikt_buffer_string(w->out, "{");
    for (size_t i = 0; i < statement->count; i++) {
        const vikt_setting *setting = &statement->settings[i];

        if (vikt_spec_listed(left_out, setting->key) || (table && vikt_spec_row(setting->key)))
            continue;
        if (table && setting == points)
            put_points(w, statement, &setting->value);
        else if (vikt_text_is(setting->key, "classes") &&
                 needs_list((vikt_text){0}, &setting->value))
            put_classes(w, (vikt_text){0}, &setting->value);
        else
            put_setting(w, setting->key.at, &setting->value);
    }
    end_table(w);
}

/* split_y and split_x become split = { y =, x = }; the cells become names. */
static void put_matrix_part(writer *w, const vikt_statement *scheme, const char *part,
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
                begin_entry(w);
            vikt_buffer_print(w->out, "%s%s", count ? "" : part, count ? ", " : " = { ");
            count++;
            put_key(w->out, (vikt_text){key.at + prefix, key.length - prefix});
            put_value(w->out, &setting->value);
        }
    }
    if (count)
        vikt_buffer_string(w->out, " }");
}

static void put_matrix(writer *w, const vikt_statement *scheme)
{
    const vikt_setting *y = vikt_statement_find(scheme, "y"), *x = vikt_statement_find(scheme, "x");

    vikt_buffer_string(w->out, "(matrix {");
    if (y)
        put_setting(w, "y", &y->value);
    if (x)
        put_setting(w, "x", &x->value);
    put_matrix_part(w, scheme, "split", "split_y split_x");
    put_matrix_part(w, scheme, "names", "high_high high_low low_high low_low");
    end_table(w);
    vikt_buffer_byte(w->out, ')');
}

/* by_score { A = 3.8, hysteresis = 0.15 }, by_rank("revenue", { A = 10, B = rest }) */
static void put_ranking(writer *w, const vikt_statement *scheme, vikt_text type)
{
    const vikt_setting *field = vikt_statement_find(scheme, "field");

    vikt_buffer_print(w->out, "(%.*s", VIKT_SHOW(type));
    vikt_buffer_string(w->out, field ? "(" : " ");
    if (field) {
        put_value(w->out, &field->value);
        vikt_buffer_string(w->out, ", ");
    }
    vikt_buffer_string(w->out, "{");
    for (size_t i = 0; i < scheme->count; i++) {
        const vikt_setting *setting = &scheme->settings[i];

        if (vikt_text_is(setting->key, "type") || vikt_text_is(setting->key, "field"))
            continue;
        if (vikt_text_is(setting->key, "classes"))
            put_classes(w, type, &setting->value);
        else
            put_setting(w, setting->key.at, &setting->value);
    }
    end_table(w);
    vikt_buffer_string(w->out, field ? "))" : ")");
}

static void put_scheme(writer *w, const vikt_statement *scheme)
{
    const vikt_setting *type = vikt_statement_find(scheme, "type");

    /* A section that states no type changes some settings of a scheme. */
    if (!type)
        put_settings(w, scheme, NULL);
    else if (vikt_text_is(type->value.text, "matrix"))
        put_matrix(w, scheme);
    else if (vikt_text_is(type->value.text, "decision_table"))
        put_table(w, scheme);
    else
        put_ranking(w, scheme, type->value.text);
}

/* What is expected stands in a table of its own. */
static void put_test(writer *w, const vikt_statement *test)
{
    size_t expected = 0;

    vikt_buffer_string(w->out, "{");
    for (size_t i = 0; i < test->count; i++) {
        const vikt_setting *setting = &test->settings[i];

        if (vikt_spec_find(VIKT_STATEMENT_TEST, setting->key)->only)
            expected++;
        else
            put_setting(w, setting->key.at, &setting->value);
    }
    for (size_t i = 0; expected && i < test->count; i++) {
        const vikt_setting *setting = &test->settings[i];

        if (!vikt_spec_find(VIKT_STATEMENT_TEST, setting->key)->only)
            continue;
        if (w->expected++ == 0) {
            begin_entry(w);
            vikt_buffer_string(w->out, "expect = { ");
        } else {
            vikt_buffer_string(w->out, line_is_full(w->out) ? ",\n    " : ", ");
        }
        put_key(w->out, setting->key);
        put_value(w->out, &setting->value);
    }
    vikt_buffer_string(w->out, expected ? " }" : "");
    end_table(w);
}

static void put_remove(writer *w, const vikt_statement *statement)
{
    vikt_text name = statement->name, word = vikt_text_cut(&name, ' ');

    put_string(w->out, word);
    vikt_buffer_byte(w->out, ' ');
    put_string(w->out, vikt_text_trim(name));
}

static void put_body(writer *w, const vikt_statement *statement)
{
    const vikt_setting *value;

    switch (statement->kind) {
    case VIKT_STATEMENT_SCHEME:
        put_scheme(w, statement);
        return;
    case VIKT_STATEMENT_REMOVE:
        put_remove(w, statement);
        return;
    case VIKT_STATEMENT_TEST:
        put_test(w, statement);
        return;
    case VIKT_STATEMENT_MEASURE:
        value = vikt_statement_find(statement, "value");
        vikt_buffer_byte(w->out, '(');
        if (value)
            put_value(w->out, &value->value);
        vikt_buffer_byte(w->out, ')');
        return;
    case VIKT_STATEMENT_PROFILE: /* its name stands before the table */
        put_settings(w, statement, "name");
        return;
    case VIKT_STATEMENT_FIELD:
    case VIKT_STATEMENT_CRITERION:
    case VIKT_STATEMENT_GROUP:
    case VIKT_STATEMENT_RULE:
    case VIKT_STATEMENT_ACTION:
    case VIKT_STATEMENT_SOURCES:
    case VIKT_STATEMENT_DATABASE:
    case VIKT_STATEMENT_COUNT:
        break;
    }
    put_settings(w, statement, NULL);
}

static void put_head(writer *w, const vikt_statement *statement)
{
    const vikt_setting *name =
        statement->kind == VIKT_STATEMENT_PROFILE ? vikt_statement_find(statement, "name") : NULL;

    vikt_buffer_print(w->out, "%s ", vikt_statement_word(statement->kind));
    if (!vikt_statement_named(statement->kind) || statement->kind == VIKT_STATEMENT_REMOVE)
        return;
    if (!name && !statement->name.length) /* a profile without a name */
        return;
    put_string(w->out, name ? name->value.text : statement->name);
    vikt_buffer_byte(w->out, ' ');
}

/* On one line if it fits, else with an entry a line: true. */
static bool put_statement(vikt_buffer *out, const vikt_statement *statement)
{
    writer w = {.out = out};
    size_t before = out->length;

    put_head(&w, statement);
    put_body(&w, statement);
    if (out->length - before > LINE_WIDTH && !out->failed) {
        out->length = before;
        w = (writer){.out = out, .wide = true};
        put_head(&w, statement);
        put_body(&w, statement);
    }
    vikt_buffer_byte(out, '\n');
    return w.wide;
}

/* One-line statements of a kind stand together; an empty line parts the others. */
static void put_draft(vikt_buffer *out, const vikt_draft *draft)
{
    bool wide = true;

    for (size_t i = 0; i < draft->count; i++) {
        if (wide || draft->statements[i].kind != draft->statements[i - 1].kind)
            vikt_buffer_byte(out, '\n');
        wide = put_statement(out, &draft->statements[i]);
    }
}

/* A line end in a path would end the comment. */
static void put_comment(vikt_buffer *out, const char *path)
{
    vikt_buffer_string(out, "-- Written by vikt convert from ");
    if (!path)
        vikt_buffer_string(out, "the built-in profile");
    for (; path && *path; path++)
        vikt_buffer_byte(out, (unsigned char)*path < 0x20 ? '?' : *path);
    vikt_buffer_byte(out, '\n');
}

/* ---- the file ---- */

/* The rows of a decision table that is stated as a whole: Lua's begin at 1 and have no gaps. */
static void check_rows(vikt_layers *layers, const vikt_statement *statement)
{
    const vikt_setting *type = vikt_statement_find(statement, "type");
    const vikt_setting *points = vikt_statement_find(statement, "points");
    size_t most = 0, first = 1;

    if (!(type && vikt_text_is(type->value.text, "decision_table")) &&
        !(points && is_table(&points->value)))
        return;
    for (size_t i = 0; i < statement->count; i++) {
        size_t row = vikt_spec_row(statement->settings[i].key);

        most = row > most ? row : most;
    }
    while (first < most && find_row(statement, first))
        first++;
    if (first < most)
        vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, find_row(statement, most)->place,
                  "%s \"%.*s\": there is a row %zu, but no row %zu",
                  vikt_statement_word(statement->kind), VIKT_SHOW(statement->name), most, first);
}

static void check(vikt_layers *layers)
{
    const vikt_draft *draft = &layers->items[0].draft;

    vikt_draft_check(draft, &layers->listener, &layers->errors);
    for (size_t i = 0; i < draft->count; i++) {
        const vikt_statement *statement = &draft->statements[i];

        if (!layers->errors) /* nobody knows the rows of a statement that stands twice */
            check_rows(layers, statement);
        if (statement->kind == VIKT_STATEMENT_MEASURE && !vikt_statement_find(statement, "value"))
            vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE, statement->place,
                      "measure \"%.*s\": it has no value, such as value = sum a b c",
                      VIKT_SHOW(statement->name));
    }
}

static vikt_code write_lua(const vikt_layers *layers, const char *path, char **out, vikt_error *err)
{
    vikt_buffer text;

    vikt_buffer_init(&text, NULL, TEXT_MAX);
    put_comment(&text, path);
    put_draft(&text, &layers->items[0].draft);
    if (text.failed) {
        vikt_buffer_clear(&text);
        return vikt_fail_memory(err);
    }
    *out = text.at; /* moved: freed by vikt_profile_text_free() */
    return VIKT_OK;
}

vikt_code vikt_profile_convert(const char *path, const vikt_listener *listener, char **out,
                               vikt_error *err)
{
    vikt_arena arena;
    vikt_problems problems;
    vikt_layers layers = {.arena = &arena, .allocator = vikt_allocator_default()};
    vikt_error first;
    vikt_code rc;

    *out = NULL;
    vikt_arena_init(&arena, NULL);
    vikt_problems_init(&problems, NULL);
    layers.listener = vikt_problems_listener(&problems);
    rc = vikt_layers_add(&layers, path, err);
    if (rc == VIKT_OK)
        check(&layers);
    if (problems.no_memory)
        rc = vikt_fail_memory(err);
    if (vikt_problems_tell(&problems, NULL, 0, listener, &first) && rc == VIKT_OK)
        rc = vikt_fail(err, first.code, first.place, "%s", first.message);
    if (rc == VIKT_OK)
        rc = write_lua(&layers, path, out, err);
    vikt_layers_clear(&layers);
    vikt_problems_clear(&problems);
    vikt_arena_clear(&arena);
    return rc;
}

void vikt_profile_text_free(char *text)
{
    vikt_release(vikt_allocator_default(), text);
}
