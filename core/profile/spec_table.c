/* SPDX-License-Identifier: MIT
 *
 * A decision table as Lua writes it, flattened into the settings that INI writes: every cell
 * becomes a test in the words of a condition.
 */
#include <stdio.h>

#include "core/base/fail.h"
#include "core/base/number.h"
#include "core/profile/profile.h"
#include "core/profile/spec.h"

enum { CELL_MAX = 16 * 1024 * 1024 };

typedef struct flat {
    vikt_draft *draft;
    vikt_statement *statement;
    const vikt_listener *listener;
    size_t *errors;
    size_t row; /* from 1 */
    bool no_memory;
} flat;

static const struct word {
    const char *name, *sign;
} words[] = {
    {"at_most", "<="}, {"at_least", ">="}, {"below", "<"}, {"above", ">"}, {"is_not", "!="},
};

#define WRONG(f, format, ...)                                                                      \
    (++*(f)->errors,                                                                               \
     vikt_tell((f)->listener, VIKT_ERROR, VIKT_PROFILE, (f)->statement->place,                     \
               "%s \"%.*s\": row %zu: " format, vikt_statement_word((f)->statement->kind),         \
               VIKT_SHOW((f)->statement->name), (f)->row, __VA_ARGS__))

static const char *outcome_of(const flat *f)
{
    return f->statement->kind == VIKT_STATEMENT_SCHEME ? "class" : "points";
}

/* ---- cells ---- */

/* Whether a text would be taken for something else without quotes. */
static bool needs_quotes(vikt_text text)
{
    static const char signs[] = ",\"<>=!~";
    double number;

    if (!vikt_text_equal(vikt_text_trim(text), text) || vikt_number_parse(text, &number))
        return true;
    for (size_t i = 0; i < text.length; i++) {
        if (strchr(signs, text.at[i]) || (text.at[i] == '.' && i && text.at[i - 1] == '.') ||
            (text.at[i] == ' ' && i + 4 <= text.length && !memcmp(text.at + i, " or ", 4)))
            return true;
    }
    return !text.length;
}

static bool put_literal(flat *f, vikt_text key, const vikt_value *value, vikt_buffer *out)
{
    bool quoted = value->kind == VIKT_VALUE_TEXT && needs_quotes(value->text);
    char number[VIKT_NUMBER_MAX];

    switch (value->kind) {
    case VIKT_VALUE_NUMBER:
        vikt_number_write(value->number, number);
        vikt_buffer_string(out, number);
        return true;
    case VIKT_VALUE_TRUTH:
        vikt_buffer_string(out, value->truth ? "yes" : "no");
        return true;
    case VIKT_VALUE_TEXT:
        if (memchr(value->text.at ? value->text.at : "", '"', value->text.length))
            break;
        vikt_buffer_string(out, quoted ? "\"" : "");
        vikt_buffer_text(out, value->text);
        vikt_buffer_string(out, quoted ? "\"" : "");
        return true;
    case VIKT_VALUE_LIST:
    case VIKT_VALUE_CALL:
    case VIKT_VALUE_FUNCTION:
        break;
    }
    WRONG(f,
          "%.*s: expected a number, a text without quotation marks, yes/no, or one of at_most, "
          "at_least, below, above, is_not, between, one_of",
          VIKT_SHOW(key));
    return false;
}

static bool put_values(flat *f, vikt_text key, const vikt_value *call, const char *before,
                       const char *between, vikt_buffer *out)
{
    for (size_t i = 0; i < call->count; i++) {
        vikt_buffer_string(out, i ? between : before);
        if (!put_literal(f, key, &call->entries[i].value, out))
            return false;
    }
    return true;
}

static bool wrong_count(flat *f, vikt_text key, const vikt_value *call, const char *expected)
{
    WRONG(f, "%.*s: %.*s needs %s", VIKT_SHOW(key), VIKT_SHOW(call->text), expected);
    return false;
}

static bool put_call(flat *f, vikt_text key, const vikt_value *call, vikt_buffer *out)
{
    char sign[8];

    if (vikt_text_is(call->text, "between"))
        return call->count == 2 ? put_values(f, key, call, "", "..", out)
                                : wrong_count(f, key, call, "two values, such as between(31, 90)");
    if (vikt_text_is(call->text, "one_of"))
        return call->count ? put_values(f, key, call, "in ", ", ", out)
                           : wrong_count(f, key, call, "at least one value");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!vikt_text_is(call->text, words[i].name))
            continue;
        snprintf(sign, sizeof sign, "%s ", words[i].sign);
        return call->count == 1 ? put_values(f, key, call, sign, "", out)
                                : wrong_count(f, key, call, "one value");
    }
    return put_literal(f, key, call, out);
}

/* ---- rows ---- */

/* The test of a cell; wrong when it was told to be. */
static vikt_value test_of(flat *f, const vikt_entry *cell)
{
    vikt_value test = {.kind = VIKT_VALUE_TEXT};
    vikt_buffer text;
    bool good;

    vikt_buffer_init(&text, f->draft->arena.allocator, CELL_MAX);
    if (cell->value.kind == VIKT_VALUE_CALL) {
        good = put_call(f, cell->key, &cell->value, &text);
    } else {
        vikt_buffer_string(&text, "= ");
        good = put_literal(f, cell->key, &cell->value, &text);
    }
    if (good) {
        test.text = vikt_text_copy(&f->draft->arena, vikt_buffer_view(&text));
        f->no_memory = f->no_memory || text.failed || !test.text.at;
    }
    vikt_buffer_clear(&text);
    return good ? test : vikt_value_wrong();
}

/* The cell's name, which is none for the outcome, and its test. */
static bool flatten_cell(flat *f, const vikt_entry *cell, vikt_entry *out)
{
    bool outcome = vikt_text_is(cell->key, outcome_of(f));
    bool whole = vikt_text_is(cell->key, "when");

    *out = *cell;
    if (!cell->key.length) {
        WRONG(f, "%s", "a value has no name");
        return false;
    }
    if (outcome)
        out->key = (vikt_text){0};
    if (!outcome && !whole)
        out->value = test_of(f, cell);
    else if (cell->value.kind != VIKT_VALUE_TEXT &&
             !(outcome && cell->value.kind == VIKT_VALUE_NUMBER))
        out->value = vikt_value_wrong();
    if (!vikt_value_is_wrong(&out->value))
        return true;
    if (outcome || whole)
        WRONG(f, "%.*s must be a %s", VIKT_SHOW(cell->key), outcome ? "name or a number" : "text");
    return false;
}

static bool add_row(flat *f, const vikt_value *cells)
{
    vikt_value row = {.kind = VIKT_VALUE_LIST};
    char *key = vikt_arena_print(&f->draft->arena, "row %zu", ++f->row);
    bool good = true;

    row.entries = vikt_arena_new(&f->draft->arena, cells->count + 1, sizeof *row.entries);
    if (!key || !row.entries)
        return false;
    if (f->row > VIKT_ROWS_MAX) {
        if (f->row == VIKT_ROWS_MAX + 1)
            WRONG(f, "a decision table has at most %d rows", VIKT_ROWS_MAX);
        return true;
    }
    for (size_t i = 0; i < cells->count; i++)
        good = flatten_cell(f, &cells->entries[i], &row.entries[row.count++]) && good;
    if (!good)
        row = vikt_value_wrong();
    return !f->no_memory &&
           vikt_draft_set(f->draft, f->statement, vikt_text_of(key), &row, f->statement->place);
}

/* ---- what stands beside the rows ---- */

static bool set(flat *f, const char *key, const vikt_value *value)
{
    return vikt_draft_set(f->draft, f->statement, vikt_text_of(key), value, f->statement->place);
}

/* points = decision_table segments.csv hit unique */
static bool add_call(flat *f, const vikt_value *table)
{
    vikt_value call = {.kind = VIKT_VALUE_CALL, .text = table->text};

    call.entries = vikt_arena_new(&f->draft->arena, table->count + 1, sizeof *call.entries);
    if (!call.entries)
        return false;
    for (size_t i = 0; i < table->count; i++) {
        vikt_entry entry = table->entries[i];

        if (!entry.key.length && entry.value.kind != VIKT_VALUE_TEXT)
            continue;
        if (vikt_text_is(entry.key, "file"))
            entry.key = (vikt_text){0};
        call.entries[call.count++] = entry;
    }
    return set(f, "points", &call);
}

static bool add_options(flat *f, const vikt_value *table)
{
    vikt_value type = {.kind = VIKT_VALUE_TEXT, .text = table->text};

    if (!set(f, "type", &type))
        return false;
    for (size_t i = 0; i < table->count; i++) {
        const vikt_entry *entry = &table->entries[i];
        vikt_text key = entry->key.length ? entry->key : VIKT_TEXT("file");

        if (!entry->key.length && entry->value.kind != VIKT_VALUE_TEXT)
            continue;
        if (!vikt_draft_set(f->draft, f->statement, key, &entry->value, f->statement->place))
            return false;
    }
    return true;
}

vikt_code vikt_spec_table(vikt_draft *draft, vikt_statement *statement, const vikt_value *call,
                          const vikt_listener *listener, size_t *errors, vikt_error *err)
{
    flat f = {.draft = draft, .statement = statement, .listener = listener, .errors = errors};
    bool good =
        statement->kind == VIKT_STATEMENT_SCHEME ? add_options(&f, call) : add_call(&f, call);

    for (size_t i = 0; good && i < call->count; i++) {
        const vikt_entry *entry = &call->entries[i];

        if (!entry->key.length && entry->value.kind == VIKT_VALUE_LIST)
            good = add_row(&f, &entry->value);
    }
    return good ? VIKT_OK : vikt_fail_memory(err);
}
