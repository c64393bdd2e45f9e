/* SPDX-License-Identifier: MIT */
/* rules_lua.c - see rules_lua.h */
#include "rules_lua.h"
#include "bench.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <string.h>

/*
 * The rules. A criterion whose argument is missing is not called and has no
 * points. The population's quintiles are upvalues: the cheapest way to have them.
 */
static const char rules_with_arguments[] =
    "local q1, q2, q3, q4 = ...\n"
    "return {\n"
    "  function(potential, revenue, revenue_prev)\n"
    "    if potential < 5 and revenue > revenue_prev * 1.25 then return potential + 1 end\n"
    "    return potential\n"
    "  end,\n"
    "  function(revenue)\n"
    "    return revenue > q4 and 5 or revenue > q3 and 4 or revenue > q2 and 3\n"
    "        or revenue > q1 and 2 or 1\n"
    "  end,\n"
    "  function(product_lines)\n"
    "    return product_lines >= 8 and 5 or product_lines >= 5 and 4\n"
    "        or product_lines >= 3 and 3 or product_lines >= 2 and 2 or 1\n"
    "  end,\n"
    "  function(admin_hours, revenue)\n"
    "    local h = admin_hours * 100000\n"
    "    return h <= revenue * 10 and 5 or h <= revenue * 50 and 4\n"
    "        or h <= revenue * 200 and 3 or h <= revenue * 1000 and 2 or 1\n"
    "  end,\n"
    "  function(risk, days_late, industry)\n"
    "    local points = 6 - risk\n"
    "    if days_late > 30 then points = points - 1 end\n"
    "    if industry == 'Bemanning' then points = points - 1 end\n"
    "    return points < 1 and 1 or points\n"
    "  end,\n"
    "}\n";

static const char rules_with_record[] =
    "local q1, q2, q3, q4 = ...\n"
    "return {\n"
    "  function(customer)\n"
    "    local potential = customer.potential\n"
    "    if not potential then return end\n"
    "    if potential < 5 and customer.revenue > customer.revenue_prev * 1.25 then\n"
    "      return potential + 1\n"
    "    end\n"
    "    return potential\n"
    "  end,\n"
    "  function(customer)\n"
    "    local revenue = customer.revenue\n"
    "    return revenue > q4 and 5 or revenue > q3 and 4 or revenue > q2 and 3\n"
    "        or revenue > q1 and 2 or 1\n"
    "  end,\n"
    "  function(customer)\n"
    "    local lines = customer.product_lines\n"
    "    return lines >= 8 and 5 or lines >= 5 and 4 or lines >= 3 and 3\n"
    "        or lines >= 2 and 2 or 1\n"
    "  end,\n"
    "  function(customer)\n"
    "    local h, revenue = customer.admin_hours * 100000, customer.revenue\n"
    "    return h <= revenue * 10 and 5 or h <= revenue * 50 and 4\n"
    "        or h <= revenue * 200 and 3 or h <= revenue * 1000 and 2 or 1\n"
    "  end,\n"
    "  function(customer)\n"
    "    local risk = customer.risk\n"
    "    if not risk then return end\n"
    "    local points = 6 - risk\n"
    "    if customer.days_late > 30 then points = points - 1 end\n"
    "    if customer.industry == 'Bemanning' then points = points - 1 end\n"
    "    return points < 1 and 1 or points\n"
    "  end,\n"
    "}\n";

static const char rules_in_one_function[] =
    "local q1, q2, q3, q4 = ...\n"
    "return { function(potential, revenue, revenue_prev, product_lines, admin_hours, risk,\n"
    "                  days_late, industry)\n"
    "  local p1, p5 = 0, 0\n"
    "  if potential then\n"
    "    p1 = potential\n"
    "    if p1 < 5 and revenue > revenue_prev * 1.25 then p1 = p1 + 1 end\n"
    "  end\n"
    "  local p2 = revenue > q4 and 5 or revenue > q3 and 4 or revenue > q2 and 3\n"
    "      or revenue > q1 and 2 or 1\n"
    "  local p3 = product_lines >= 8 and 5 or product_lines >= 5 and 4\n"
    "      or product_lines >= 3 and 3 or product_lines >= 2 and 2 or 1\n"
    "  local h = admin_hours * 100000\n"
    "  local p4 = h <= revenue * 10 and 5 or h <= revenue * 50 and 4\n"
    "      or h <= revenue * 200 and 3 or h <= revenue * 1000 and 2 or 1\n"
    "  if risk then\n"
    "    p5 = 6 - risk\n"
    "    if days_late > 30 then p5 = p5 - 1 end\n"
    "    if industry == 'Bemanning' then p5 = p5 - 1 end\n"
    "    if p5 < 1 then p5 = 1 end\n"
    "  end\n"
    "  return p1, p2, p3, p4, p5\n"
    "end }\n";

static const char empty_rule[] = "return { function() return 1, 2, 3, 4, 5 end }\n";

enum field {
    FIELD_POTENTIAL, FIELD_REVENUE, FIELD_REVENUE_PREV, FIELD_PRODUCT_LINES,
    FIELD_ADMIN_HOURS, FIELD_RISK, FIELD_DAYS_LATE, FIELD_INDUSTRY, FIELDS
};
static const char *const field_name[FIELDS] = {
    "potential", "revenue", "revenue_prev", "product_lines",
    "admin_hours", "risk", "days_late", "industry",
};

struct run {
    enum lua_form form;
    const struct customers *customers;
    const struct statistics *statistics;
    struct results *results;
    size_t first, last;
    size_t row;                         /* the record's customer */
    const char *key[FIELDS];            /* addresses of Lua's own strings of the names */
};

/* The stack of a run, from the bottom. */
enum { RUN = 1, INDUSTRIES, FUNCTIONS };

/* Pushes a value, or nil when it is missing. industries: where Lua's texts of the column are. */
static inline void push_field(lua_State *L, const struct customers *c, enum field field,
                              size_t row, int industries)
{
    switch (field) {
    case FIELD_POTENTIAL:
    case FIELD_RISK: {
        int8_t grade = field == FIELD_RISK ? c->risk[row] : c->potential[row];
        if (grade)
            lua_pushinteger(L, grade);
        else
            lua_pushnil(L);
        break;
    }
    case FIELD_REVENUE: lua_pushnumber(L, c->revenue[row]); break;
    case FIELD_REVENUE_PREV: lua_pushnumber(L, c->revenue_prev[row]); break;
    case FIELD_PRODUCT_LINES: lua_pushinteger(L, c->product_lines[row]); break;
    case FIELD_ADMIN_HOURS: lua_pushnumber(L, c->admin_hours[row]); break;
    case FIELD_DAYS_LATE: lua_pushinteger(L, c->days_late[row]); break;
    case FIELD_INDUSTRY: lua_rawgeti(L, industries, c->industry[row] + 1); break;
    case FIELDS: break;
    }
}

static enum field find_field(lua_State *L, const char *name)
{
    for (int f = 0; f < FIELDS; f++)
        if (!strcmp(field_name[f], name))
            return (enum field)f;
    luaL_error(L, "'%s' is not a field", name);
    return FIELDS;
}

/* ---- positional arguments ---- */

struct binding {
    int count;
    enum field field[FIELDS];
};

/* Lua knows the parameter names of a function that lies on top of the stack. */
static struct binding bind_parameters(lua_State *L)
{
    struct binding binding = {0};
    const char *name;
    while ((name = lua_getlocal(L, NULL, binding.count + 1)) != NULL)
        binding.field[binding.count++] = find_field(L, name);
    return binding;
}

static int points_of(lua_State *L)
{
    return (int)lua_tointeger(L, -1);
}

static void run_with_arguments(lua_State *L, struct run *run)
{
    const struct customers *c = run->customers;
    struct binding binding[CRITERIA];
    int function[CRITERIA];
    for (int k = 0; k < CRITERIA; k++) {
        lua_rawgeti(L, FUNCTIONS, k + 1);
        function[k] = lua_gettop(L);
        binding[k] = bind_parameters(L);
        lua_settop(L, function[k]);
    }
    int top = lua_gettop(L);
    for (size_t row = run->first; row < run->last; row++) {
        int missing[CRITERIA] = {[POTENTIAL] = !c->potential[row], [RISK] = !c->risk[row]};
        for (int k = 0; k < CRITERIA; k++) {
            if (missing[k])
                continue;
            lua_pushvalue(L, function[k]);
            for (int i = 0; i < binding[k].count; i++)
                push_field(L, c, binding[k].field[i], row, INDUSTRIES);
            lua_call(L, binding[k].count, 1);
            run->results->points[k][row] = (uint8_t)points_of(L);
            lua_settop(L, top);
        }
    }
}

/* ---- a record ---- */

/* Lua keeps one copy of each short string, so a field is known by its name's address. */
static int record_index(lua_State *L)
{
    const struct run *run = lua_touserdata(L, lua_upvalueindex(1));
    const char *key = lua_tostring(L, 2);
    for (int f = 0; f < FIELDS; f++) {
        if (run->key[f] == key) {
            push_field(L, run->customers, (enum field)f, run->row, lua_upvalueindex(2));
            return 1;
        }
    }
    return luaL_error(L, "'%s' is not a field", key);
}

static void push_record(lua_State *L, struct run *run)
{
    lua_newuserdatauv(L, 0, 0);
    lua_createtable(L, FIELDS, 1);
    for (int f = 0; f < FIELDS; f++) {  /* the table keeps the names alive */
        run->key[f] = lua_pushstring(L, field_name[f]);
        lua_rawseti(L, -2, f + 1);
    }
    lua_pushvalue(L, RUN);
    lua_pushvalue(L, INDUSTRIES);
    lua_pushcclosure(L, record_index, 2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

static void run_with_record(lua_State *L, struct run *run)
{
    push_record(L, run);
    int record = lua_gettop(L), function = record + 1;
    for (int k = 0; k < CRITERIA; k++)
        lua_rawgeti(L, FUNCTIONS, k + 1);
    int top = lua_gettop(L);
    for (run->row = run->first; run->row < run->last; run->row++) {
        for (int k = 0; k < CRITERIA; k++) {
            lua_pushvalue(L, function + k);
            lua_pushvalue(L, record);
            lua_call(L, 1, 1);
            run->results->points[k][run->row] = (uint8_t)points_of(L);
            lua_settop(L, top);
        }
    }
}

/* ---- one function, and an empty one ---- */

static void run_one_function(lua_State *L, struct run *run, int arguments, int protect)
{
    lua_rawgeti(L, FUNCTIONS, 1);
    int function = lua_gettop(L);
    for (size_t row = run->first; row < run->last; row++) {
        lua_pushvalue(L, function);
        for (int f = 0; f < arguments; f++)
            push_field(L, run->customers, (enum field)f, row, INDUSTRIES);
        if (!protect)
            lua_call(L, arguments, CRITERIA);
        else if (lua_pcall(L, arguments, CRITERIA, 0) != LUA_OK)
            lua_error(L);
        for (int k = 0; k < CRITERIA; k++)
            run->results->points[k][row] = (uint8_t)lua_tointeger(L, function + 1 + k);
        lua_settop(L, function);
    }
}

/* ---- the state ---- */

/* Called with the run as light userdata: everything here may raise an error. */
static int protected_run(lua_State *L)
{
    struct run *run = lua_touserdata(L, RUN);
    static const char *const source[] = {
        [LUA_ARGS] = rules_with_arguments, [LUA_RECORD] = rules_with_record,
        [LUA_ONE_FUNCTION] = rules_in_one_function, [LUA_EMPTY] = empty_rule,
    };
    const struct dictionary *industries = &run->customers->industries;
    luaL_checkstack(L, 64, NULL);
    luaL_openlibs(L);
    lua_createtable(L, (int)industries->count, 0);
    for (uint32_t i = 0; i < industries->count; i++) {
        lua_pushlstring(L, industries->text[i], industries->length[i]);
        lua_rawseti(L, INDUSTRIES, i + 1);
    }
    if (luaL_loadbuffer(L, source[run->form], strlen(source[run->form]), "=rules") != LUA_OK)
        return lua_error(L);
    for (int q = 0; q < 4; q++)
        lua_pushnumber(L, run->statistics->quintile[q]);
    lua_call(L, 4, 1);                  /* leaves the functions at FUNCTIONS */

    switch (run->form) {
    case LUA_ARGS: run_with_arguments(L, run); break;
    case LUA_RECORD: run_with_record(L, run); break;
    case LUA_ONE_FUNCTION: run_one_function(L, run, FIELDS, 0); break;
    case LUA_EMPTY: run_one_function(L, run, 0, 1); break;
    }
    return 0;
}

void points_in_lua(enum lua_form form, const struct customers *customers,
                   const struct statistics *statistics, struct results *results,
                   size_t first, size_t last)
{
    struct run run = {.form = form, .customers = customers, .statistics = statistics,
                      .results = results, .first = first, .last = last};
    lua_State *L = luaL_newstate();
    if (!L)
        die("no memory for Lua");
    lua_pushcfunction(L, protected_run);
    lua_pushlightuserdata(L, &run);
    if (lua_pcall(L, 1, 0, 0) != LUA_OK)
        die("%s", lua_tostring(L, -1));
    lua_close(L);
}
