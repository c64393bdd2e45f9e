/* SPDX-License-Identifier: MIT
 *
 * What does a rule function cost beyond Lua itself? Five functions, one a criterion, for all
 * customers through vikt_script_call(), in turn with a bare loop of lua_pcall: the same functions,
 * arguments, count hook and stored results, and nothing else. README.md says how to run it.
 *
 *   lua_call [ROWS [PAIRS]]
 */
#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <vikt/lua.h>

#include "core/population/script.h"
#include "core/profile/profile.h"

enum { FUNCTIONS = 5, FIELDS = 8, INDUSTRY = 7, PAIRS_MAX = 101, HOOK = 1000 };

static const char *const field_names[FIELDS] = {"potential",     "revenue",     "revenue_prev",
                                                "product_lines", "admin_hours", "risk",
                                                "days_late",     "industry"};

/* The functions of reference.lua, with its quintiles as numbers. %s: how a function is handed over.
 */
static const char *const functions[FUNCTIONS] = {
    "function(potential, revenue, revenue_prev)\n"
    "  if potential < 5 and revenue > revenue_prev * 1.25 then return potential + 1 end\n"
    "  return potential\n"
    "end",
    "function(revenue)\n"
    "  return revenue > 8e5 and 5 or revenue > 6e5 and 4 or revenue > 4e5 and 3\n"
    "      or revenue > 2e5 and 2 or 1\n"
    "end",
    "function(product_lines)\n"
    "  return product_lines >= 8 and 5 or product_lines >= 5 and 4\n"
    "      or product_lines >= 3 and 3 or product_lines >= 2 and 2 or 1\n"
    "end",
    "function(admin_hours, revenue)\n"
    "  local h = admin_hours * 100000\n"
    "  return h <= revenue * 10 and 5 or h <= revenue * 50 and 4\n"
    "      or h <= revenue * 200 and 3 or h <= revenue * 1000 and 2 or 1\n"
    "end",
    "function(risk, days_late, industry)\n"
    "  local points = 6 - risk\n"
    "  if days_late > 30 then points = points - 1 end\n"
    "  if industry == 'Bemanning' then points = points - 1 end\n"
    "  return points < 1 and 1 or points\n"
    "end",
};

static void die(const char *what)
{
    fprintf(stderr, "lua_call: %s\n", what);
    exit(1);
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- customers ---- */

typedef struct company {
    vikt_arena arena;
    vikt_profile profile;
    vikt_field fields[FIELDS];
    vikt_pool pool;
    const vikt_column *columns[FIELDS];
    size_t count;
} company;

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Grades, amounts with cents, small counts; potential and risk are missing for one in fifty. */
static double cell(size_t field, uint64_t random)
{
    switch (field) {
    case 0:
    case 5:
        return random % 50 == 0 ? (double)NAN : (double)(random % 5 + 1);
    case 1:
    case 2:
        return (double)(random % 100000000) / 100;
    case 4:
        return (double)(random % 4000) / 100;
    default:
        return (double)(random % 60);
    }
}

static void make_company(company *c, size_t count)
{
    static const char industries[] = "ByggBemanningHandel";
    static const vikt_text words[] = {{industries, 4}, {industries + 4, 9}, {industries + 13, 6}};
    uint64_t seed = 1;

    *c = (company){.count = count, .profile = {.lo = 1, .hi = 5, .max_failures = 1000}};
    vikt_arena_init(&c->arena, NULL);
    c->pool.mapped = industries;
    for (size_t f = 0; f < FIELDS; f++) {
        vikt_type type = f == INDUSTRY ? VIKT_TYPE_TEXT : VIKT_TYPE_NUMBER;
        vikt_column *column = vikt_column_new(&c->arena, type, count, &c->pool);

        if (!column)
            die("out of memory");
        for (size_t row = 0; row < count; row++) {
            if (f == INDUSTRY)
                column->cells[row] = vikt_cell_mapped(&c->pool, words[next_random(&seed) % 3]);
            else
                column->numbers[row] = cell(f, next_random(&seed));
        }
        c->columns[f] = column;
        c->fields[f] = (vikt_field){.name = vikt_text_of(field_names[f]), .type = type};
    }
    c->profile.fields = c->fields;
    c->profile.field_count = FIELDS;
    c->profile.has_engine = true;
}

static size_t find_field(const char *name, size_t length)
{
    for (size_t f = 0; f < FIELDS; f++)
        if (vikt_text_equal(vikt_text_of(field_names[f]), (vikt_text){name, length}))
            return f;
    die("a parameter is no field");
    return 0;
}

/* ---- through vikt ---- */

typedef struct plan {
    vikt_function functions[FUNCTIONS];
    vikt_input inputs[FUNCTIONS][FIELDS];
} plan;

static void load_plan(company *c, plan *p)
{
    char source[4096] = "";
    vikt_error err = {0};
    vikt_draft draft;
    size_t errors = 0;

    for (size_t i = 0; i < FUNCTIONS; i++)
        snprintf(source + strlen(source), sizeof source - strlen(source),
                 "criterion \"c%zu\" { weight = 1, points = %s }\n", i, functions[i]);
    vikt_draft_init(&draft, NULL);
    if (vikt_lua()->open(NULL, NULL, &c->profile.engine, &err) != VIKT_OK ||
        c->profile.engine.load(c->profile.engine.self, "bench.lua", vikt_text_of(source), &draft,
                               NULL, NULL, &errors, &err) != VIKT_OK ||
        errors > 0)
        die("the rules cannot be loaded");
    for (size_t i = 0; i < FUNCTIONS; i++) {
        const vikt_value *value = &vikt_statement_find(&draft.statements[i], "points")->value;

        p->functions[i] = (vikt_function){.id = value->function,
                                          .what = "criterion",
                                          .inputs = p->inputs[i],
                                          .input_count = value->count};
        for (size_t k = 0; k < value->count; k++)
            p->inputs[i][k] = (vikt_input){
                .kind = VIKT_INPUT_SLOT,
                .slot = find_field(value->entries[k].key.at, value->entries[k].key.length)};
    }
    vikt_draft_clear(&draft);
}

static double run_vikt(const company *c, const plan *p, unsigned workers, double *points)
{
    const vikt_engine_data data = {
        .profile = &c->profile, .columns = c->columns, .count = c->count};
    double start = now_ms();
    vikt_script script;
    vikt_arena arena;
    vikt_error err;

    vikt_arena_init(&arena, NULL);
    vikt_script_init(&script, &c->profile, workers, &arena);
    for (size_t i = 0; i < FUNCTIONS; i++)
        if (vikt_script_call(&script, &p->functions[i], VIKT_WANT_POINTS, &data,
                             &(vikt_script_rows){.numbers = points + i * c->count},
                             &err) != VIKT_OK)
            die(err.message);
    vikt_arena_clear(&arena);
    return now_ms() - start;
}

/* ---- bare ---- */

typedef struct bare {
    lua_State *L;
    size_t fields[FUNCTIONS][FIELDS];
    int counts[FUNCTIONS];
} bare;

static size_t steps_left;

static void count(lua_State *L, lua_Debug *debug)
{
    (void)debug;
    if (steps_left < HOOK)
        luaL_error(L, "used up");
    steps_left -= HOOK;
}

static void load_bare(bare *b)
{
    b->L = luaL_newstate();
    if (!b->L)
        die("no memory for Lua");
    for (int i = 0; i < FUNCTIONS; i++) {
        char source[1024];
        const char *name;

        snprintf(source, sizeof source, "return %s", functions[i]);
        if (luaL_dostring(b->L, source) != LUA_OK)
            die(lua_tostring(b->L, -1));
        for (b->counts[i] = 0;; b->counts[i]++) {
            lua_pushvalue(b->L, -1);
            name = lua_getlocal(b->L, NULL, b->counts[i] + 1);
            if (!name)
                break;
            b->fields[i][b->counts[i]] = find_field(name, strlen(name));
        }
        lua_settop(b->L, i + 1);
    }
}

/* False: it is missing. Whole numbers as integers, as the functions get them from vikt. */
static bool push(lua_State *L, const company *c, size_t field, size_t row)
{
    const vikt_column *column = c->columns[field];
    double number;

    if (field == INDUSTRY) {
        vikt_text text = vikt_column_text(column, row);

        lua_pushlstring(L, text.at, text.length);
        return true;
    }
    number = column->numbers[row];
    if (isnan(number))
        return false;
    if (number == (double)(int)number)
        lua_pushinteger(L, (int)number);
    else
        lua_pushnumber(L, number);
    return true;
}

static double call_bare(const bare *b, const company *c, int function, size_t row, bool hook)
{
    double number;
    bool there = true;

    lua_pushvalue(b->L, function + 1);
    for (int k = 0; there && k < b->counts[function]; k++)
        there = push(b->L, c, b->fields[function][k], row);
    if (!there) {
        lua_settop(b->L, FUNCTIONS);
        return (double)NAN;
    }
    steps_left = 50 * 1000000;
    if (hook)
        lua_sethook(b->L, count, LUA_MASKCOUNT, HOOK);
    if (lua_pcall(b->L, b->counts[function], 1, 0) != LUA_OK)
        die(lua_tostring(b->L, -1));
    number = lua_tonumber(b->L, -1);
    lua_settop(b->L, FUNCTIONS);
    return number;
}

static double run_bare(const bare *b, const company *c, bool hook, double *points)
{
    double start = now_ms();

    if (!hook)
        lua_sethook(b->L, NULL, 0, 0);
    for (int i = 0; i < FUNCTIONS; i++)
        for (size_t row = 0; row < c->count; row++)
            points[(size_t)i * c->count + row] = call_bare(b, c, i, row, hook);
    return now_ms() - start;
}

/* ---- in turn ---- */

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, compare);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void check_same(const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i] && !(isnan(a[i]) && isnan(b[i])))
            die("the points differ");
}

static void report(const char *name, double *ms, double *ratios, int pairs)
{
    double middle = median(ratios, pairs);

    printf("| %s | %.1f | %.3g (%.3g..%.3g) |\n", name, median(ms, pairs), middle, ratios[0],
           ratios[pairs - 1]);
}

int main(int argc, char **argv)
{
    enum { HOOKED, PLAIN, KINDS = 5 };
    static const char *const names[KINDS] = {"bare, counted", "bare, not counted", "0 workers",
                                             "1 worker", "2 workers"};
    static double ms[KINDS][PAIRS_MAX], ratios[KINDS][PAIRS_MAX];
    size_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000;
    int pairs = argc > 2 ? atoi(argv[2]) : 5;
    static company c;
    static plan p;
    static bare b;
    double *expected, *points;

    if (rows < 1 || pairs < 1 || pairs > PAIRS_MAX)
        die("usage: lua_call [ROWS [PAIRS]]");
    make_company(&c, rows);
    load_plan(&c, &p);
    load_bare(&b);
    expected = calloc(rows * FUNCTIONS, sizeof *expected);
    points = calloc(rows * FUNCTIONS, sizeof *points);
    if (!expected || !points)
        die("out of memory");
    for (int i = 0; i < pairs; i++) {
        for (int kind = 0; kind < KINDS; kind++) {
            double *to = kind == HOOKED ? expected : points;

            ms[kind][i] = kind <= PLAIN ? run_bare(&b, &c, kind == HOOKED, to)
                                        : run_vikt(&c, &p, (unsigned)(kind - PLAIN - 1), to);
            ratios[kind][i] = ms[kind][i] / ms[HOOKED][i];
            if (kind != HOOKED)
                check_same(expected, points, rows * FUNCTIONS);
        }
    }
    printf("| %zu customers, five functions | ms | times the bare, counted loop |\n| --- | --- | "
           "--- |\n",
           rows);
    for (int kind = 0; kind < KINDS; kind++)
        report(names[kind], ms[kind], ratios[kind], pairs);
    lua_close(b.L);
    c.profile.engine.free(c.profile.engine.self);
    vikt_arena_clear(&c.arena);
    free(expected);
    free(points);
    return 0;
}
