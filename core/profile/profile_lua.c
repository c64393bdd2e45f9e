/* SPDX-License-Identifier: MIT
 *
 * The Lua twin of an INI file, statement by statement: from the draft, before anything is merged or
 * resolved.
 */
#include "core/base/fail.h"
#include "core/base/locale.h"
#include "core/profile/layers.h"
#include "core/profile/problems.h"
#include "core/profile/statement.h"
#include "core/profile/twin.h"

enum { TEXT_MAX = 16 * 1024 * 1024, LINE_WIDTH = 100 };

/* ---- statements ---- */

void vikt_twin_settings(vikt_twin *w, const vikt_statement *statement, const char *left_out)
{
    const vikt_setting *points = vikt_statement_find(statement, "points");
    bool table = points && vikt_twin_is_table(&points->value);

    vikt_buffer_string(w->out, "{");
    for (size_t i = 0; i < statement->count; i++) {
        const vikt_setting *setting = &statement->settings[i];

        if (vikt_spec_listed(left_out, setting->key) || (table && vikt_spec_row(setting->key)))
            continue;
        if (table && setting == points)
            vikt_twin_points(w, statement, &setting->value);
        else if (vikt_text_is(setting->key, "classes") &&
                 vikt_twin_needs_list((vikt_text){0}, &setting->value))
            vikt_twin_classes(w, (vikt_text){0}, &setting->value);
        else
            vikt_twin_setting(w, setting->key.at, &setting->value);
    }
    vikt_twin_end(w);
}

/* What is expected stands in a table of its own. */
void vikt_twin_test(vikt_twin *w, const vikt_statement *test)
{
    size_t expected = 0, put = 0;

    vikt_buffer_string(w->out, "{");
    for (size_t i = 0; i < test->count; i++) {
        const vikt_setting *setting = &test->settings[i];

        if (vikt_spec_find(VIKT_STATEMENT_TEST, setting->key)->only)
            expected++;
        else
            vikt_twin_setting(w, setting->key.at, &setting->value);
    }
    for (size_t i = 0; expected && i < test->count; i++) {
        const vikt_setting *setting = &test->settings[i];

        if (!vikt_spec_find(VIKT_STATEMENT_TEST, setting->key)->only)
            continue;
        if (put++ == 0) {
            vikt_twin_begin(w);
            vikt_buffer_string(w->out, "expect = { ");
        } else {
            vikt_buffer_string(w->out, vikt_twin_line_is_full(w->out) ? ",\n    " : ", ");
        }
        vikt_twin_key(w->out, setting->key);
        vikt_twin_value(w->out, &setting->value);
    }
    vikt_buffer_string(w->out, expected ? " }" : "");
    vikt_twin_end(w);
}

void vikt_twin_remove(vikt_twin *w, const vikt_statement *statement)
{
    vikt_text name = statement->name, word = vikt_text_cut(&name, ' ');

    vikt_twin_string(w->out, word);
    vikt_buffer_byte(w->out, ' ');
    vikt_twin_string(w->out, vikt_text_trim(name));
}

/* Its one setting is the value. */
void vikt_twin_measure(vikt_twin *w, const vikt_statement *measure)
{
    const vikt_setting *value = vikt_statement_find(measure, "value");

    vikt_buffer_byte(w->out, '(');
    if (value)
        vikt_twin_value(w->out, &value->value);
    vikt_buffer_byte(w->out, ')');
}

static void put_body(vikt_twin *w, const vikt_statement *statement)
{
    const vikt_statement_form *form = vikt_statement_form_of(statement->kind);

    if (form->write)
        form->write(w, statement);
    else
        vikt_twin_settings(w, statement, NULL);
}

static void put_head(vikt_twin *w, const vikt_statement *statement)
{
    const vikt_setting *name =
        statement->kind == VIKT_STATEMENT_PROFILE ? vikt_statement_find(statement, "name") : NULL;

    vikt_buffer_print(w->out, "%s ", vikt_statement_word(statement->kind));
    if (!vikt_statement_named(statement->kind) || statement->kind == VIKT_STATEMENT_REMOVE)
        return;
    if (!name && !statement->name.length) /* a profile without a name */
        return;
    vikt_twin_string(w->out, name ? name->value.text : statement->name);
    vikt_buffer_byte(w->out, ' ');
}

/* On one line if it fits, else with an entry a line: true. */
static bool put_statement(vikt_buffer *out, const vikt_statement *statement)
{
    vikt_twin w = {.out = out};
    size_t before = out->length;

    put_head(&w, statement);
    put_body(&w, statement);
    if (out->length - before > LINE_WIDTH && !out->failed) {
        out->length = before;
        w = (vikt_twin){.out = out, .wide = true};
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
        !(points && vikt_twin_is_table(&points->value)))
        return;
    for (size_t i = 0; i < statement->count; i++) {
        size_t row = vikt_spec_row(statement->settings[i].key);

        most = row > most ? row : most;
    }
    while (first < most && vikt_twin_row(statement, first))
        first++;
    if (first < most)
        vikt_tell(&layers->listener, VIKT_ERROR, VIKT_PROFILE,
                  vikt_twin_row(statement, most)->place,
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
    vikt_locale locale = vikt_locale_begin();
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
    vikt_locale_end(locale);
    return rc;
}

void vikt_profile_text_free(char *text)
{
    vikt_release(vikt_allocator_default(), text);
}
