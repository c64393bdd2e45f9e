/* SPDX-License-Identifier: MIT
 *
 * Our functions of `string` against Lua's own, for patterns and texts by chance.
 */
#include "bindings/lua/lua_engine.h"
#include "bindings/lua/lua_pattern.h"
#include "rules.h"

enum { CASES = 40000, TEXT_MOST = 12, PATTERN_MOST = 40, RESULTS = 6, RESULT_MOST = 512 };

static const struct function {
    const char *name;
    lua_CFunction ours;
} functions[] = {{"find", vikt_lua_pattern_find},
                 {"match", vikt_lua_pattern_match},
                 {"gsub", vikt_lua_pattern_gsub},
                 {"gmatch", vikt_lua_pattern_gmatch}};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* What a call gave, as one line. */
typedef struct answer {
    char text[RESULT_MOST];
    size_t length;
} answer;

static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return (unsigned)(*seed >> 33) % below;
}

static void put(answer *a, const char *text, size_t length)
{
    for (size_t i = 0; i < length && a->length + 5 < sizeof a->text; i++) {
        if (text[i] >= ' ' && text[i] < 127)
            a->text[a->length++] = text[i];
        else
            a->length += (size_t)sprintf(a->text + a->length, "\\%02x", (unsigned char)text[i]);
    }
    a->text[a->length] = 0;
}

static void put_results(lua_State *L, answer *a, int from)
{
    for (int i = from; i <= lua_gettop(L); i++) {
        size_t length;
        const char *text;

        put(a, luaL_typename(L, i), 2);
        put(a, ":", 1);
        text = luaL_tolstring(L, i, &length);
        put(a, text, length);
        put(a, " ", 1);
        lua_pop(L, 1);
    }
}

/* The results of the function below its arguments; of an iterator those of its first calls. */
static void ask(lua_State *L, int arguments, answer *a)
{
    int base = lua_gettop(L) - arguments - 1;
    int status = lua_pcall(L, arguments, LUA_MULTRET, 0);

    a->length = 0;
    for (int n = 0; n < RESULTS && status == LUA_OK && lua_isfunction(L, base + 1); n++) {
        int top = lua_gettop(L);

        lua_pushvalue(L, base + 1);
        status = lua_pcall(L, 0, LUA_MULTRET, 0);
        put_results(L, a, top + 1);
        put(a, "/", 1);
        lua_settop(L, base + 1);
    }
    if (!lua_isfunction(L, base + 1))
        put_results(L, a, base + 1);
    put(a, status == LUA_OK ? "ok" : "error", 5 - 3 * (status == LUA_OK));
    lua_settop(L, base);
}

static void random_text(uint64_t *seed, answer *a)
{
    static const char bytes[] = "aab(1 B]-%\0.";

    a->length = 0;
    for (unsigned n = draw(seed, TEXT_MOST + 1); n > 0; n--)
        a->text[a->length++] = bytes[draw(seed, sizeof bytes - 1)];
    a->text[a->length] = 0;
}

static void random_pattern(uint64_t *seed, answer *a)
{
    static const char *const items[] = {
        "a",     "b",    ".",    "%a",   "%A",     "%d",   "%s",   "%S",   "%w",     "%p",
        "%x",    "%l",   "%u",   "%c",   "%g",     "[ab]", "[^a]", "[]",   "[^]]",   "[a-b]",
        "[%a-]", "[-a]", "[%]",  "[a",   "(",      ")",    "()",   "(a",   ".)",     "%1",
        "%2",    "%0",   "%b()", "%baB", "%f[%a]", "%f",   "%f[",  "%b",   "%",      "$",
        "^",     "*",    "+",    "-",    "?",      "a*",   ".-",   "(.-)", "(a+)",   "%a+",
        "b?",    "%",    "%%",   "%(",   "1",      "]",    "-",    "(())", "[%d%s]*"};

    a->length = 0;
    a->text[0] = 0;
    if (draw(seed, 6) == 0)
        put(a, "^", 1);
    for (unsigned n = draw(seed, 7); n > 0 && a->length < PATTERN_MOST; n--) {
        const char *item = items[draw(seed, sizeof items / sizeof *items)];

        put(a, item, strlen(item));
    }
    if (draw(seed, 50) == 0)
        a->text[a->length++] = 0;
}

/* A third argument and a fourth: where to begin, what to put, how often. */
static int push_more(lua_State *L, uint64_t *seed, bool replaces)
{
    static const char *const texts[] = {"", "x", "<%0>", "%1", "%2%%", "%", "%9", "a%1b%0", "%a"};

    if (!replaces && draw(seed, 3) > 0)
        return 0;
    if (!replaces) {
        lua_pushinteger(L, (int)draw(seed, 24) - 12);
        if (draw(seed, 4) > 0)
            return 1;
        lua_pushboolean(L, (int)draw(seed, 2));
        return 2;
    }
    switch (draw(seed, 6)) {
    case 0:
        lua_getglobal(L, "replacements");
        break;
    case 1:
        lua_getglobal(L, "replacement");
        break;
    case 2:
        lua_pushinteger(L, 7);
        break;
    default:
        lua_pushstring(L, texts[draw(seed, sizeof texts / sizeof *texts)]);
    }
    if (draw(seed, 3) > 0)
        return 1;
    lua_pushinteger(L, (int)draw(seed, 5) - 1);
    return 2;
}

static const char setting[] =
    "replacements = { a = 'A', b = false, [1] = 'one', [2] = 2.5, ['1'] = {} }\n"
    "replacement = function(a, b) if a == 'b' then return nil elseif a == 'B' then return {} end\n"
    "  return (a or '?') .. (b or '!') end\n";

/* The same text, pattern and more to both; Lua's own is in the globals of the state, where no rule
 * file gets. */
static void compare(lua_State *L, uint64_t *seed, const struct function *f)
{
    answer text, pattern, own, ours;
    int more;

    random_text(seed, &text);
    random_pattern(seed, &pattern);
    lua_getglobal(L, "string");
    lua_getfield(L, -1, f->name);
    lua_replace(L, 1);
    lua_settop(L, 1);
    lua_pushlstring(L, text.text, text.length);
    lua_pushlstring(L, pattern.text, pattern.length);
    more = push_more(L, seed, f->ours == vikt_lua_pattern_gsub);
    lua_pushcfunction(L, f->ours);
    for (int i = 2; i <= 3 + more; i++)
        lua_pushvalue(L, i);
    ask(L, 2 + more, &ours);
    ask(L, 2 + more, &own);
    cr_assert_str_eq(ours.text, own.text, "%s of \"%s\" by \"%s\": %s, not %s", f->name, text.text,
                     pattern.text, ours.text, own.text);
}

Test(lua_match, gives_what_lua_gives)
{
    rules *r = rules_load("");
    vikt_lua_engine *engine = r->engine.self;
    uint64_t seed = 20260512;

    cr_assert_eq(luaL_dostring(engine->L, setting), LUA_OK);
    for (int i = 0; i < CASES; i++) {
        vikt_lua_budget_arm(engine->L, &engine->budget, VIKT_LUA_EXACT);
        lua_settop(engine->L, 0);
        compare(engine->L, &seed, &functions[i % FUNCTIONS]);
    }
    rules_free(r);
}

/* Every class and its opposite, over every byte. */
Test(lua_match, classes_are_those_of_lua)
{
    static const char source[] =
        "local ours, all = ...\n"
        "for _, p in ipairs { 'a', 'c', 'd', 'g', 'l', 'p', 's', 'u', 'w', 'x', 'q', '.', 'z' } do\n"
        "  for _, p in ipairs { '%' .. p, '%' .. p:upper(), '[^%' .. p .. ']', '%f[%' .. p .. "
        "']',\n"
        "                       '[' .. p .. '-\\200]' } do\n"
        "    local a, b = ours(all, p, ''), string.gsub(all, p, '')\n"
        "    if a ~= b then error(p) end\n"
        "  end\nend";
    rules *r = rules_load("");
    vikt_lua_engine *engine = r->engine.self;
    lua_State *L = engine->L;
    char all[512];

    for (int i = 0; i < 512; i++)
        all[i] = (char)i;
    cr_assert_eq(luaL_loadstring(L, source), LUA_OK);
    lua_pushcfunction(L, vikt_lua_pattern_gsub);
    lua_pushlstring(L, all, sizeof all);
    cr_assert_eq(lua_pcall(L, 2, 0, 0), LUA_OK, "%s", lua_tostring(L, -1));
    rules_free(r);
}
