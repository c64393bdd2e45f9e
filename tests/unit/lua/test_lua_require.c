/* SPDX-License-Identifier: MIT
 *
 * Files that require files. Which file a name means is decided here by a small shelf: the name is
 * the path.
 */
#include "tests/unit/base/failing.h"
#include "tests/unit/lua/rules.h"

#define STATE "lies outside the function: nothing is kept from one customer to the next"

typedef struct book {
    const char *name, *text;
} book;

typedef struct shelf {
    rules *r;
    const book *books; /* up to one without a name */
    bool loaded[8];
    size_t asked;
    vikt_modules modules;
} shelf;

static void load_from(shelf *s, const char *path, const char *text)
{
    vikt_listener listener = {hear, &s->r->heard};
    vikt_error err = {0};
    vikt_code rc = s->r->engine.load(s->r->engine.self, path, vikt_text_of(text), &s->r->draft,
                                     &s->modules, &listener, &s->r->errors, &err);

    if (rc != VIKT_OK)
        s->r->code = rc;
}

static vikt_code take(void *context, vikt_text name, const char *from, const char **path,
                      vikt_error *err)
{
    shelf *s = context;

    cr_assert(strlen(from) > 4);
    s->asked++;
    for (size_t i = 0; s->books[i].name; i++) {
        if (!vikt_text_is(name, s->books[i].name))
            continue;
        if (!s->loaded[i])
            load_from(s, s->books[i].name, s->books[i].text);
        s->loaded[i] = true;
        *path = s->books[i].name;
        return VIKT_OK;
    }
    return vikt_fail(err, VIKT_PROFILE, VIKT_NOWHERE, "there is no %.*s", VIKT_SHOW(name));
}

/* Loads text as rules.lua. */
static rules *load_with(shelf *s, const book *books, const char *text)
{
    rules *r = malloc(sizeof *r);

    cr_assert(r);
    rules_open(r, NULL);
    *s = (shelf){.r = r, .books = books, .modules = {take, s}};
    load_from(s, "rules.lua", text);
    return r;
}

static rules *load_right(shelf *s, const book *books, const char *text)
{
    rules *r = load_with(s, books, text);

    cr_assert_eq(r->errors, 0, "%s:%ld: %s", r->heard.errors[0].place.source,
                 r->heard.errors[0].place.line, r->heard.errors[0].message);
    return r;
}

/* The only error, and where. */
static void expect_wrong(const book *books, const char *text, const char *source, long line,
                         const char *part)
{
    shelf s;
    rules *r = load_with(&s, books, text);
    const vikt_error *error = &r->heard.errors[0];

    cr_expect_eq(r->code, VIKT_OK);
    cr_expect_eq(r->errors, 1, "%zu errors: %s; %s", r->errors, error->message,
                 r->heard.errors[1].message);
    cr_expect_str_eq(error->place.source, source);
    cr_expect_eq(error->place.line, line, "line %ld", error->place.line);
    cr_expect(strstr(error->message, part), "\"%s\" is not in \"%s\"", part, error->message);
    rules_free(r);
}

Test(lua_require, gives_what_the_file_returns_the_same_every_time)
{
    static const book books[] = {
        {"late.lua", "return { limit = 30, name = function() return \"late\" end }"},
        {"none.lua", "field \"x\" {}"},
        {NULL, NULL}};
    shelf s;
    rules *r = load_right(&s, books,
                          "local a, b = require \"late.lua\", require \"late.lua\"\n"
                          "assert(a == b and a.limit == 30 and a.name() == \"late\")\n"
                          "assert(require \"none.lua\" == nil)\n"
                          "assert(select(2, pcall(require, \"late.lua\")) == a)");

    cr_assert_eq(s.asked, 4);
    cr_assert_eq(r->draft.count, 1);
    rules_free(r);
}

/* revenue 1000.5, 2000, missing, 0: the module's function divides by its own local. */
Test(lua_require, functions_of_a_module_are_called_with_what_belongs_to_it)
{
    static const book books[] = {
        {"late.lua", "local by = { 10 }\nunit = 2\n"
                     "measure \"m\" (function(revenue) return revenue / by[1] end)\n"
                     "return { half = function(x) return x / unit end,\n"
                     "times = function(n) return function(revenue) return revenue * n end end }"},
        {NULL, NULL}};
    static const char text[] = "unit = 100 unit = unit\nlocal late = require \"late.lua\"\n"
                               "measure \"h\" (function(revenue) return late.half(revenue) end)\n"
                               "measure \"t\" (late.times(3))";
    shelf s;
    rules *r = load_right(&s, books, text);
    company c;
    outcome out = {0};

    company_make(&c);
    call_setting(&r->engine, &c, &r->draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[1], 200);
    call_setting(&r->engine, &c, &r->draft, 1, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[1], 1000);
    call_setting(&r->engine, &c, &r->draft, 2, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.numbers[1], 6000);
    cr_assert_eq(out.failures, 0);
    rules_free(r);
}

Test(lua_require, a_module_does_not_see_the_globals_of_the_file_that_requires_it)
{
    static const book reads[] = {{"m.lua", "\nlocal x = mine"}, {NULL, NULL}};
    static const book writes[] = {
        {"m.lua",
         "ours = 1\nif ours > 1 then later = 1 end\n"
         "return { one = function() return ours end, none = function() return later end }"},
        {NULL, NULL}};
    shelf s;

    expect_wrong(reads, "mine = 1\nrequire \"m.lua\" mine = mine", "m.lua", 2,
                 "there is no name \"mine\"");
    expect_wrong(writes, "require \"m.lua\"\nlocal x = ours", "rules.lua", 2, "no name \"ours\"");
    rules_free(load_right(&s, writes,
                          "ours = 2\nlocal m = require \"m.lua\"\n"
                          "assert(ours == 2 and m.one() == 1 and m.none() == nil)"));
}

Test(lua_require, a_module_is_read_only_once_it_is_loaded)
{
    static const book table[] = {{"m.lua", "return { n = 1, deep = { 1 } }"}, {NULL, NULL}};
    static const book local[] = {
        {"m.lua", "local n = 0\n\nreturn { count = function() n = n + 1 end }"}, {NULL, NULL}};
    static const book global[] = {
        {"m.lua", "local g = _G\nreturn { set = function(v) local e = g e.kept = v end }"},
        {NULL, NULL}};
    static const book iterator[] = {{"m.lua", "return string.gmatch(\"a b\", \"%a\")"},
                                    {NULL, NULL}};

    expect_wrong(table, "local m = require \"m.lua\"\nm.n = 2", "rules.lua", 2, "\"n\"");
    expect_wrong(table, "local m = require \"m.lua\"\nm.deep[2] = 2", "rules.lua", 2, "read-only");
    expect_wrong(table, "local m = require \"m.lua\"\ntable.insert(m.deep, 2)", "rules.lua", 2,
                 "read-only");
    expect_wrong(local, "require \"m.lua\"", "m.lua", 3, "assignment to \"n\", which " STATE);
    expect_wrong(global, "\nrequire(\"m.lua\").set({})", "m.lua", 2,
                 "assignment to the global \"kept\"");
    expect_wrong(iterator, "require \"m.lua\"", "m.lua", 1, "an iterator");
}

/* A closure that a module's function makes is checked where it is used, and found where it is. */
Test(lua_require, state_in_a_function_that_a_module_made_is_found_in_the_module)
{
    static const book books[] = {{"m.lua", "return function()\nlocal n = 0\n"
                                           "return function(revenue) n = n + 1 return n end end"},
                                 {NULL, NULL}};

    expect_wrong(books, "\n\n\n\nmeasure \"m\" (require(\"m.lua\")())", "m.lua", 3, STATE);
}

Test(lua_require, errors_are_told_in_the_file_and_line_that_have_them)
{
    static const book books[] = {{"syntax.lua", "\n\nfield \"x\" {"},
                                 {"raises.lua", "\nlocal x = nil + 1"},
                                 {"bits.lua", "\x1bLua"},
                                 {"word.lua", "\n\ncriterion \"c\""},
                                 {"env.lua", "\nlocal x = _ENV"},
                                 {"loop.lua", "\nwhile true do end"},
                                 {"outer.lua", "\nrequire \"no\""},
                                 {NULL, NULL}};

    expect_wrong(books, "require \"syntax.lua\"", "syntax.lua", 3, "expected");
    expect_wrong(books, "require \"raises.lua\"", "raises.lua", 2, "arithmetic");
    expect_wrong(books, "require \"bits.lua\"", "bits.lua", 0, "compiled Lua");
    expect_wrong(books, "require \"word.lua\"", "word.lua", 3, "is not complete");
    expect_wrong(books, "require \"env.lua\"", "env.lua", 2, "_ENV");
    expect_wrong(books, "require \"loop.lua\"", "loop.lua", 2, "instructions");
    expect_wrong(books, "pcall(require, \"loop.lua\")", "loop.lua", 2, "instructions");
    expect_wrong(books, "\nrequire \"outer.lua\"", "outer.lua", 2, "require: there is no no");
    expect_wrong(books, "\nrequire \"no\"", "rules.lua", 2, "require: there is no no");
    expect_wrong(books, "\nrequire(7)", "rules.lua", 2, "expected a name such as");
    expect_wrong(books,
                 "measure \"m\" (function(revenue) return revenue + 1 end)\n"
                 "local r = require\nlocal m = r \"no\" m.f()",
                 "rules.lua", 3, "there is no no");
}

/* What is missing may be the cause of what fails later; other statements are still looked at. */
Test(lua_require, a_file_that_cannot_be_had_is_told_once_and_hides_no_statement)
{
    static const book books[] = {{NULL, NULL}};
    shelf s;
    rules *r = load_with(&s, books,
                         "local m = require \"no\"\nlocal x = m.f().y + 1\n"
                         "criterion \"c\" (7)\nmeasure \"m\" (m.g)\n"
                         "assert(m.version == 3)");

    cr_assert_eq(r->errors, 2);
    cr_assert_eq(r->heard.errors[0].place.line, 1);
    cr_assert_eq(r->heard.errors[1].place.line, 3);
    rules_free(r);
}

Test(lua_require, is_not_for_functions)
{
    shelf s;
    static const book books[] = {{"m.lua", "return 1"}, {NULL, NULL}};
    rules *r = load_right(&s, books, "measure \"m\" (function() return require \"m.lua\" end)");
    company c;
    outcome out = {0};

    company_make(&c);
    call_setting(&r->engine, &c, &r->draft, 0, "value", VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, ROWS);
    cr_assert(strstr(out.failed[0].message, "cannot be used inside a function"));
    rules_free(r);
    rules_free(load_with(&s, books, ""));
    assert_wrong("\nrequire \"factors.growth\"", 2, "nothing can be required here");
}

Test(lua_require, all_that_a_file_requires_shares_its_budget)
{
    static const book books[] = {
        {"a.lua", "for i = 1, 4e6 do end"}, {"b.lua", "for i = 1, 4e6 do end"}, {NULL, NULL}};
    vikt_engine_limits limits = {.instructions = 6000000};
    shelf s;
    rules *r = malloc(sizeof *r);

    cr_assert(r);
    rules_open(r, &limits);
    s = (shelf){.r = r, .books = books, .modules = {take, &s}};
    load_from(&s, "rules.lua", "require \"a.lua\"\nrequire \"b.lua\"");
    cr_assert_eq(r->errors, 1);
    cr_assert_str_eq(r->heard.errors[0].place.source, "b.lua");
    rules_free(r);
}

/* orders are 5, missing, 7, 0. */
Test(lua_require, a_copy_has_the_same_functions_with_the_same_numbers)
{
    static const book books[] = {{"a.lua",
                                  "local b = require \"b.lua\"\n"
                                  "measure \"a\" (function(orders) return b.twice(orders) end)"},
                                 {"b.lua", "measure \"b\" (function(orders) return orders end)\n"
                                           "return { twice = function(x) return 2 * x end }"},
                                 {NULL, NULL}};
    shelf s;
    rules *r = load_right(&s, books,
                          "measure \"r\" (function(orders) return orders + 1 end)\n"
                          "require \"a.lua\"\nlocal b = require \"b.lua\"\n"
                          "measure \"s\" (function(orders) return b.twice(orders) + 1 end)");
    const double expected[] = {6, 5, 10, 11}; /* r, b, a, s of the first customer */
    vikt_engine copy, again;
    vikt_error err = {0};
    company c;
    outcome out = {0};

    company_make(&c);
    cr_assert_eq(r->engine.copy(r->engine.self, &copy, &err), VIKT_OK, "%s", err.message);
    cr_assert_eq(copy.copy(copy.self, &again, &err), VIKT_OK, "%s", err.message);
    for (size_t i = 0; i < 4; i++) {
        call_setting(&r->engine, &c, &r->draft, i, "value", VIKT_WANT_VALUE, &out);
        cr_assert_eq(out.numbers[0], expected[i], "%zu: %g", i, out.numbers[0]);
        call_setting(&copy, &c, &r->draft, i, "value", VIKT_WANT_VALUE, &out);
        cr_assert_eq(out.numbers[0], expected[i], "copy, %zu: %g", i, out.numbers[0]);
        call_setting(&again, &c, &r->draft, i, "value", VIKT_WANT_VALUE, &out);
        cr_assert_eq(out.numbers[0], expected[i], "copy of the copy, %zu: %g", i, out.numbers[0]);
    }
    copy.free(copy.self);
    again.free(again.self);
    rules_free(r);
}

/* Loads and copies; what they return, in that order. */
static vikt_code load_and_copy(const vikt_allocator *allocator)
{
    static const book books[] = {{"a.lua", "local b = require \"b.lua\"\nreturn b"},
                                 {"b.lua", "return { x = 1 }"},
                                 {NULL, NULL}};
    rules *r = calloc(1, sizeof *r);
    shelf s = {.r = r, .books = books, .modules = {take, &s}};
    vikt_engine copy;
    vikt_error err = {0};
    vikt_code rc;

    cr_assert(r);
    vikt_draft_init(&r->draft, NULL);
    rc = vikt_lua()->open(allocator, NULL, &r->engine, &err);
    if (rc == VIKT_OK) {
        load_from(&s, "rules.lua", "require \"b.lua\"\nassert(require(\"a.lua\").x == 1)");
        cr_assert(r->code != VIKT_OK || r->errors == 0, "%s", r->heard.errors[0].message);
        rc = r->code == VIKT_OK ? r->engine.copy(r->engine.self, &copy, &err) : r->code;
        if (rc == VIKT_OK)
            copy.free(copy.self);
        rules_free(r);
    } else {
        free(r);
    }
    return rc;
}

Test(lua_require, running_out_of_memory_anywhere_is_told_as_that)
{
    vikt_code rc = VIKT_MEMORY;

    for (size_t n = 0; rc != VIKT_OK; n += n < 200 ? 1 : n / 100) {
        failing state = {.until = n};
        vikt_allocator allocator = failing_allocator(&state);

        rc = load_and_copy(&allocator);
        cr_assert(rc == VIKT_OK || rc == VIKT_MEMORY, "allocation %zu", n);
        cr_assert_eq(state.alive, 0, "allocation %zu leaks", n);
        cr_assert(n < 1000000);
    }
}
