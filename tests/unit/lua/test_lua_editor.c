/* SPDX-License-Identifier: MIT
 *
 * What editors are told of the rule language is what it is: vikt.meta.lua and .luacheckrc have
 * every statement, key and word, and no others.
 */
#include "rules.h"

#include "core/profile/scheme.h"
#include "core/profile/spec.h"

enum { TEXT_MAX = 1 << 17, NAMES_MAX = 300, NAME_MAX_BYTES = 60 };

typedef struct names {
    char at[NAMES_MAX][NAME_MAX_BYTES];
    size_t count;
} names;

static bool has(const names *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++)
        if (strcmp(n->at[i], name) == 0)
            return true;
    return false;
}

static void add(names *n, const char *at, size_t length)
{
    char name[NAME_MAX_BYTES];

    cr_assert(length < NAME_MAX_BYTES && n->count < NAMES_MAX);
    snprintf(name, sizeof name, "%.*s", (int)length, at);
    if (!has(n, name))
        strcpy(n->at[n->count++], name);
}

static void assert_same(const names *got, const names *expected, const char *where)
{
    for (size_t i = 0; i < expected->count; i++)
        cr_expect(has(got, expected->at[i]), "%s lacks %s", where, expected->at[i]);
    for (size_t i = 0; i < got->count; i++)
        cr_expect(has(expected, got->at[i]), "%s has %s, which is not there", where, got->at[i]);
}

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, TEXT_MAX);

    cr_assert(file && text, "%s", path);
    cr_assert(fread(text, 1, TEXT_MAX, file) < TEXT_MAX);
    fclose(file);
    return text;
}

static size_t word_length(const char *at)
{
    return strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}

static void add_words(names *n, const char *text)
{
    for (const char *at = text; *at;) {
        size_t length = word_length(at);

        if (length)
            add(n, at, length);
        at += length ? length : 1;
    }
}

/* What a rule file sees: the globals, and what is in the libraries among them. */
static void add_seen(names *n, bool libraries)
{
    static const char globals[] = "local all = ''\n"
                                  "for name in pairs(_G) do\n"
                                  "  all = all .. name .. ' '\n"
                                  "  if #all > 300 then print(all) all = '' end\n"
                                  "end\n"
                                  "print(all)\n";
    static const char inside[] = "for _, library in ipairs { math, string, table, utf8 } do\n"
                                 "  local all = ''\n"
                                 "  for name in pairs(library) do all = all .. name .. ' ' end\n"
                                 "  print(all)\n"
                                 "end\n";
    rules *r = rules_load(libraries ? inside : globals);

    cr_assert_eq(r->errors, 0, "%s", r->heard.errors[0].message);
    cr_assert(r->heard.note_count > 1 && r->heard.note_count < HEARD_MAX);
    for (size_t i = 0; i < r->heard.note_count; i++)
        add_words(n, r->heard.notes[i].message);
    rules_free(r);
}

/* The globals that the language server knows from Lua itself. */
static bool lua_has(const char *name)
{
    static const char own[] = "_G assert error ipairs math next pairs pcall select string table "
                              "tonumber tostring type utf8";

    return vikt_spec_listed(own, vikt_text_of(name));
}

/* `function NAME(` and `NAME = nil` at the beginning of lines. */
static void add_defined(names *n, const char *text)
{
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, "function ", 9) == 0 && line[9 + word_length(line + 9)] == '(')
            add(n, line + 9, word_length(line + 9));
        else if (strncmp(line + word_length(line), " = nil", 6) == 0)
            add(n, line, word_length(line));
    }
}

/* The keys of ---@class vikt.NAME, which ends at the first line that is no ---@field. */
static void add_keys(names *n, const char *text, const char *name)
{
    static const char field[] = "---@field ";
    char head[100];
    const char *at;

    snprintf(head, sizeof head, "---@class vikt.%s\n", name);
    at = strstr(text, head);
    cr_assert(at, "there is no %s", head);
    for (at += strlen(head); strncmp(at, field, strlen(field)) == 0; at = strchr(at, '\n') + 1) {
        const char *key = at + strlen(field);

        if (word_length(key)) /* [string]: classes */
            add(n, key, word_length(key));
        cr_expect(strchr(at, '\n')[-1] == '.', "%s: %.40s has no help", name, key);
    }
}

/* A type of scheme, or the table `expect` of tests. */
static bool takes(const char *type, const vikt_spec *spec)
{
    const vikt_scheme_form *form = vikt_scheme_form_named(vikt_text_of(type));

    return form ? strcmp(spec->key, "type") != 0 &&
                      vikt_scheme_form_takes(form, vikt_text_of(spec->key))
                : vikt_spec_listed(spec->only, vikt_text_of(type));
}

/* The same keys as of a statement, or of a scheme of that type. Rows have no keys in Lua.
 */
static void assert_keys(const char *text, vikt_statement_kind kind, const char *type,
                        const char *name, const char *elsewhere)
{
    names got = {0}, expected = {0};
    const vikt_spec *spec;

    add_keys(&got, text, name);
    for (size_t i = 0; (spec = vikt_spec_at(kind, i)) != NULL; i++) {
        if (!vikt_spec_row(vikt_text_of(spec->key)) && (!type || takes(type, spec)) &&
            !vikt_spec_listed(elsewhere, vikt_text_of(spec->key)))
            add(&expected, spec->key, strlen(spec->key));
    }
    assert_same(&got, &expected, name);
}

Test(lua_editor, the_definitions_have_every_word_and_no_other)
{
    char *text = read_text(VIKT_SOURCE "/bindings/lua/vikt.meta.lua");
    names seen = {0}, own = {0}, defined = {0};

    add_seen(&seen, false);
    for (size_t i = 0; i < seen.count; i++)
        if (!lua_has(seen.at[i]))
            add(&own, seen.at[i], strlen(seen.at[i]));
    add_defined(&defined, text);
    cr_assert(own.count > 40);
    assert_same(&defined, &own, "vikt.meta.lua");
    free(text);
}

Test(lua_editor, the_definitions_have_every_key_of_every_statement)
{
    char *text = read_text(VIKT_SOURCE "/bindings/lua/vikt.meta.lua");

    for (int kind = 0; kind < VIKT_STATEMENT_COUNT; kind++) {
        const char *word = vikt_statement_word((vikt_statement_kind)kind);

        if (kind != VIKT_STATEMENT_SCHEME && kind != VIKT_STATEMENT_TEST &&
            kind != VIKT_STATEMENT_REMOVE)
            assert_keys(text, (vikt_statement_kind)kind, NULL, word, NULL);
    }
    free(text);
}

/* What a test expects stands in a table of its own. */
Test(lua_editor, the_definitions_have_every_key_of_a_test)
{
    char *text = read_text(VIKT_SOURCE "/bindings/lua/vikt.meta.lua");
    names got = {0}, expected = {.at = {"expect"}, .count = 1};
    const vikt_spec *spec;

    assert_keys(text, VIKT_STATEMENT_TEST, "expect", "expect", NULL);
    for (size_t i = 0; (spec = vikt_spec_at(VIKT_STATEMENT_TEST, i)) != NULL; i++) {
        if (!spec->only)
            add(&expected, spec->key, strlen(spec->key));
    }
    add_keys(&got, text, "test");
    assert_same(&got, &expected, "test");
    free(text);
}

/* A scheme's field is an argument of its call, and its classes stand beside its options. */
Test(lua_editor, the_definitions_have_every_option_of_every_scheme)
{
    char *text = read_text(VIKT_SOURCE "/bindings/lua/vikt.meta.lua");
    const char *types = vikt_scheme_words();
    vikt_text type;

    while (vikt_spec_word(&types, &type)) {
        char name[40];

        snprintf(name, sizeof name, "%.*s", VIKT_SHOW(type));
        if (strcmp(name, "function") == 0)
            assert_keys(text, VIKT_STATEMENT_SCHEME, name, "scheme", NULL);
        else if (strcmp(name, "decision_table") == 0)
            assert_keys(text, VIKT_STATEMENT_SCHEME, name, name, NULL);
        else if (strcmp(name, "matrix") != 0)
            assert_keys(text, VIKT_STATEMENT_SCHEME, name, name, "field classes");
    }
    free(text);
}

/* split_y is split = { y = ... }, and high_high is in names. */
Test(lua_editor, the_definitions_have_every_option_of_a_matrix)
{
    char *text = read_text(VIKT_SOURCE "/bindings/lua/vikt.meta.lua");
    names got = {0}, parts = {0}, expected = {0};
    const vikt_spec *spec;

    for (size_t i = 0; (spec = vikt_spec_at(VIKT_STATEMENT_SCHEME, i)) != NULL; i++) {
        if (takes("matrix", spec))
            add(&expected, spec->key, strlen(spec->key));
    }
    add_keys(&got, text, "matrix_names");
    add_keys(&parts, text, "matrix_split");
    for (size_t i = 0; i < parts.count; i++) {
        char key[NAME_MAX_BYTES + 8];

        snprintf(key, sizeof key, "split_%s", parts.at[i]);
        add(&got, key, strlen(key));
    }
    add(&expected, "names", 5);
    add(&expected, "split", 5);
    add_keys(&got, text, "matrix");
    assert_same(&got, &expected, "matrix");
    free(text);
}

/* The names of what functions may name: lua_population.c and lua_result.c have them. */
Test(lua_editor, the_definitions_have_every_record)
{
    char *text = read_text(VIKT_SOURCE "/bindings/lua/vikt.meta.lua");
    static const struct record {
        const char *name, *keys;
    } records[] = {{"figures", "count total mean min max median sd"},
                   {"population", "count"},
                   {"previous", "class score points classes"},
                   {"result", "score coverage points class classes"}};

    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        names got = {0}, expected = {0};

        add_keys(&got, text, records[i].name);
        add_words(&expected, records[i].keys);
        assert_same(&got, &expected, records[i].name);
    }
    cr_assert(strstr(text, "\nfunction figures:quantile(q, how) end"));
    cr_assert(strstr(text, "\nfunction figures:rank(x) end"));
    cr_assert(strstr(text, "\nfunction figures:share(x) end"));
    free(text);
}

Test(lua_editor, luacheck_has_every_name_and_no_other)
{
    char *text = read_text(VIKT_SOURCE "/rules/init/.luacheckrc");
    names listed = {0}, seen = {{"_G", "math", "string", "table", "utf8"}, 5};
    char *end = strstr(text, "std = \"vikt\"");

    cr_assert(end);
    *end = '\0';
    for (char *at = strchr(text, '"'); at; at = strchr(at, '"')) {
        add(&listed, at + 1, word_length(at + 1));
        at = strchr(at + 1, '"') + 1;
    }
    for (size_t i = 0; i < seen.count; i++) { /* those with fields are keys */
        char key[NAME_MAX_BYTES + 8];

        snprintf(key, sizeof key, " %s = {", seen.at[i]);
        cr_assert(strstr(text, key), "%s", key);
        add(&listed, seen.at[i], strlen(seen.at[i]));
    }
    add_seen(&seen, false);
    add_seen(&seen, true);
    cr_assert(seen.count > 100);
    assert_same(&listed, &seen, ".luacheckrc");
    free(text);
}
