/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_call.h"

#include <math.h>
#include <stdio.h>

#include "bindings/lua/lua_fault.h"
#include "bindings/lua/lua_view.h"
#include "core/base/fail.h"

enum { WHOLE_MAX = 2147483647 };

/* How one parameter gets its value. */
typedef struct vikt_lua_argument {
    vikt_input_kind kind;
    const vikt_column *column; /* NULL: no source has it */
    bool or_nil;
    int view; /* stack index of what is the same for all rows */
} vikt_lua_argument;

/* On the stack of rows(): the run, the function, then the views that it asks for. */
enum { RUN = 1, FUNCTION, FIRST_VIEW };

void vikt_lua_push_number(lua_State *L, double number)
{
    if (isnan(number))
        lua_pushnil(L);
    else if (fabs(number) <= WHOLE_MAX && number == floor(number))
        lua_pushinteger(L, (lua_Integer)number);
    else
        lua_pushnumber(L, number);
}

void vikt_lua_push_cell(lua_State *L, const vikt_column *column, size_t row)
{
    if (!column || vikt_column_missing(column, row)) {
        lua_pushnil(L);
    } else if (!column->numbers) {
        vikt_text text = vikt_column_text(column, row);

        lua_pushlstring(L, text.length ? text.at : "", text.length);
    } else if (column->type == VIKT_TYPE_TRUTH) {
        lua_pushboolean(L, column->numbers[row] != 0);
    } else {
        vikt_lua_push_number(L, column->numbers[row]);
    }
}

/* ---- results ---- */

static const char *wanted_name(vikt_wanted wanted)
{
    switch (wanted) {
    case VIKT_WANT_VALUE:
        return "a number, a text or yes/no";
    case VIKT_WANT_POINTS:
        return "points";
    case VIKT_WANT_TRUTH:
        return "yes or no";
    case VIKT_WANT_CLASS:
        return "the name of a class";
    }
    return "";
}

static const char *type_given(lua_State *L, int index)
{
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        return "text";
    case LUA_TBOOLEAN:
        return "yes/no";
    default:
        return luaL_typename(L, index);
    }
}

static double number_result(lua_State *L, const vikt_lua_run *run, int index)
{
    const vikt_profile *profile = run->call->data->profile;
    double number = (double)lua_tonumber(L, index);
    char text[32], lo[32], hi[32];

    if (isnan(number))
        luaL_error(L, "gave NaN (0 divided by 0?), which is not a number");
    if (isinf(number))
        luaL_error(L, "gave infinity (a division by 0?), which is not a number");
    if (run->call->wanted == VIKT_WANT_POINTS && (number < profile->lo || number > profile->hi)) {
        snprintf(text, sizeof text, "%.15g", number);
        snprintf(lo, sizeof lo, "%g", profile->lo);
        snprintf(hi, sizeof hi, "%g", profile->hi);
        luaL_error(L, "gave %s, which is not on the scale %s..%s", text, lo, hi);
    }
    return number + 0.0; /* -0 is 0 */
}

static void text_result(lua_State *L, vikt_lua_run *run, int index)
{
    const vikt_engine_call *call = run->call;
    vikt_text text;

    text.at = lua_tolstring(L, index, &text.length);
    if (text.length > VIKT_CELL_MAX)
        luaL_error(L, "gave a text of %d bytes; the most is %d", (int)text.length, VIKT_CELL_MAX);
    if (!vikt_text_valid(text, NULL))
        luaL_error(L, "gave a text that is not UTF-8 (cut within a letter?)");
    if (call->text && !call->text(call->context, run->row, text))
        run->stopped = true;
}

/* The number for call->numbers; a text goes to its callback. */
static double take_result(lua_State *L, vikt_lua_run *run, int index)
{
    vikt_wanted wanted = run->call->wanted;
    int type = lua_type(L, index);

    if (wanted == VIKT_WANT_TRUTH)
        return lua_toboolean(L, index);
    if (type == LUA_TNIL)
        return NAN;
    if (type == LUA_TNUMBER && wanted != VIKT_WANT_CLASS)
        return number_result(L, run, index);
    if (type == LUA_TBOOLEAN && wanted == VIKT_WANT_VALUE) {
        if (run->call->truths)
            run->call->truths[run->row] = 1;
        return lua_toboolean(L, index);
    }
    if (type != LUA_TSTRING || wanted == VIKT_WANT_POINTS)
        luaL_error(L, "gave a %s, expected %s", type_given(L, index), wanted_name(wanted));
    text_result(L, run, index);
    return NAN;
}

static bool takes_reason(const vikt_lua_run *run)
{
    return run->call->wanted == VIKT_WANT_POINTS || run->call->wanted == VIKT_WANT_CLASS;
}

static void check_reason(lua_State *L, const vikt_lua_run *run, int index)
{
    if (takes_reason(run) && !lua_isnil(L, index) && lua_type(L, index) != LUA_TSTRING)
        luaL_error(L, "gave a %s as its reason, expected a text", type_given(L, index));
}

static void take_reason(lua_State *L, vikt_lua_run *run, int index)
{
    const vikt_engine_call *call = run->call;
    char line[VIKT_LUA_LINE_MAX];
    vikt_text text;

    if (!takes_reason(run) || lua_isnil(L, index))
        return;
    text.at = lua_tolstring(L, index, &text.length);
    if (call->reason && !call->reason(call->context, run->row, vikt_lua_line(text, line)))
        run->stopped = true;
}

/* ---- printed lines ---- */

/* More of one customer than this is never kept (script.h); it holds a loop that prints. */
enum { PRINTED_MAX = 1 << 20 };

void vikt_lua_call_print(vikt_lua_engine *engine, vikt_text line)
{
    vikt_buffer *printed = &engine->run->printed;

    if (printed->length + line.length >= PRINTED_MAX)
        return;
    vikt_buffer_text(printed, line);
    vikt_buffer_byte(printed, '\n'); /* a line has none */
    if (printed->failed)
        vikt_lua_budget_break(engine->L, VIKT_LUA_STARVED);
}

static void tell_printed(vikt_lua_run *run)
{
    const vikt_engine_call *call = run->call;
    vikt_text left = vikt_buffer_view(&run->printed);

    while (left.length && call->printed && !run->stopped) {
        vikt_text line = vikt_text_cut(&left, '\n');

        run->stopped = !call->printed(call->context, run->row, line);
    }
    run->printed.length = 0;
}

/* ---- rows ---- */

static bool missing_input(const vikt_lua_run *run)
{
    for (size_t i = 0; i < run->call->function->input_count; i++) {
        const vikt_lua_argument *argument = &run->arguments[i];

        if (argument->kind != VIKT_INPUT_SLOT || argument->or_nil)
            continue;
        if (!argument->column || vikt_column_missing(argument->column, run->row))
            return true;
    }
    return false;
}

static void call_row(lua_State *L, vikt_lua_run *run)
{
    const size_t count = run->call->function->input_count;
    const int top = lua_gettop(L);
    double number;

    vikt_lua_budget_clean(L, &run->engine->budget);
    vikt_lua_budget_arm(L, &run->engine->budget, run->tier);
    lua_pushvalue(L, FUNCTION);
    for (size_t i = 0; i < count; i++) {
        const vikt_lua_argument *argument = &run->arguments[i];

        if (argument->kind == VIKT_INPUT_SLOT)
            vikt_lua_push_cell(L, argument->column, run->row);
        else
            lua_pushvalue(L, argument->view);
    }
    lua_call(L, (int)count, 2);
    vikt_lua_budget_pay(L, 0); /* what the allocator counted since the hook last looked */
    check_reason(L, run, top + 2);
    number = take_result(L, run, top + 1);
    take_reason(L, run, top + 2);
    run->call->numbers[run->row] = number;
    lua_settop(L, top);
}

/* The customer at run->row and those behind; a raise ends it with run->row at the one who failed.
 */
static int rows(lua_State *L)
{
    vikt_lua_run *run = lua_touserdata(L, RUN);
    const vikt_function *function = run->call->function;

    luaL_checkstack(L, (int)(2 * function->input_count) + 16 + VIKT_LUA_STACK_SPARE, NULL);
    lua_rawgetp(L, LUA_REGISTRYINDEX, vikt_lua_functions);
    lua_rawgeti(L, -1, function->id + 1);
    lua_replace(L, FUNCTION);
    if (!run->ready)
        vikt_lua_view_begin(L);
    run->ready = true;
    for (int view = 0; view <= VIKT_INPUT_RESULT; view++)
        vikt_lua_view_push(L, (vikt_input_kind)view);
    if (run->tier != VIKT_LUA_EXACT)
        lua_settop(L, lua_gettop(L) + VIKT_LUA_STACK_SPARE);
    for (; run->row < run->call->last && !run->stopped; run->row++) {
        if (run->call->at_work)
            *run->call->at_work = (uint32_t)run->row;
        if (missing_input(run)) {
            run->call->numbers[run->row] = NAN;
            continue;
        }
        call_row(L, run);
        if (run->printed.length)
            tell_printed(run);
    }
    return 0;
}

static void bind(vikt_lua_run *run, vikt_lua_argument *arguments)
{
    const vikt_function *function = run->call->function;
    const vikt_engine_data *data = run->call->data;

    for (size_t i = 0; i < function->input_count; i++) {
        const vikt_input *input = &function->inputs[i];

        arguments[i] = (vikt_lua_argument){
            .kind = input->kind, .or_nil = input->or_nil, .view = FIRST_VIEW + (int)input->kind};
        if (input->kind == VIKT_INPUT_SLOT)
            arguments[i].column = data->columns[input->slot];
    }
    run->arguments = arguments;
}

static vikt_code call_rows(vikt_lua_engine *engine, const vikt_engine_call *call,
                           vikt_lua_tier tier, vikt_error *err);

/* In a fresh state and with exact limits: this decides. */
static vikt_code decide(vikt_lua_run *run, vikt_error *err)
{
    vikt_engine_call call = *run->call;
    vikt_engine fresh;
    vikt_code rc = vikt_lua_engine_copy(run->engine, &fresh, err);

    if (rc != VIKT_OK)
        return rc;
    call.first = run->row;
    call.last = run->row + 1;
    rc = call_rows(fresh.self, &call, VIKT_LUA_EXACT, err);
    fresh.free(fresh.self);
    return rc;
}

static vikt_code fail_row(vikt_lua_run *run, vikt_error *err)
{
    const vikt_engine_call *call = run->call;
    vikt_error *fault = &run->engine->fault;

    if (fault->code == VIKT_MEMORY)
        return vikt_fail_memory(err);
    tell_printed(run);
    call->numbers[run->row] = NAN;
    if (call->failed && !call->failed(call->context, run->row, fault))
        run->stopped = true;
    return VIKT_OK;
}

/* The customer at run->row has not got to its end. What is left of it must not make the next one
 * fail. Where nothing is counted, Lua 5.4.4 has the wrong line for `1 // 0`: so errors too are
 * decided elsewhere. */
static vikt_code end_row(vikt_lua_run *run, vikt_error *err)
{
    vikt_lua_engine *engine = run->engine;
    vikt_lua_broken broken = engine->budget.broken;
    vikt_code rc;

    if (broken != VIKT_LUA_SOUND)
        lua_gc(engine->L, LUA_GCCOLLECT);
    if (broken == VIKT_LUA_STARVED || run->tier == VIKT_LUA_EXACT ||
        (broken == VIKT_LUA_SOUND && run->tier == VIKT_LUA_COUNTED)) {
        rc = fail_row(run, err);
    } else {
        run->printed.length = 0;
        rc = decide(run, err);
    }
    run->row++;
    return rc;
}

static vikt_code call_rows(vikt_lua_engine *engine, const vikt_engine_call *call,
                           vikt_lua_tier tier, vikt_error *err)
{
    vikt_lua_argument arguments[VIKT_INPUTS_MAX];
    vikt_lua_run run = {.engine = engine, .call = call, .row = call->first, .tier = tier};
    vikt_code rc = VIKT_OK;

    vikt_buffer_init(&run.printed, engine->allocator, SIZE_MAX / 4);
    bind(&run, arguments);
    engine->run = &run;
    while (rc == VIKT_OK && run.row < call->last && !run.stopped) {
        if (tier == VIKT_LUA_WATCHED) /* its hook is set off by the call of rows() already */
            vikt_lua_watch_turn(&engine->budget.watch);
        if (!vikt_lua_protect(engine, rows, &run, call->function->place))
            rc = end_row(&run, err);
    }
    engine->run = NULL;
    vikt_buffer_clear(&run.printed);
    if (rc == VIKT_OK && run.stopped)
        rc = vikt_fail(err, VIKT_LIMIT, call->function->place, "the call was stopped");
    return rc;
}

vikt_code vikt_lua_call(void *self, const vikt_engine_call *call, vikt_error *err)
{
    vikt_lua_engine *engine = self;
    bool watched = call->at_work && !engine->spreads;
    vikt_code rc;

    if (call->function->id < 0 || call->function->id >= engine->functions ||
        call->function->input_count > VIKT_INPUTS_MAX)
        return vikt_fail(err, VIKT_BUG, call->function->place, "there is no function %d",
                         call->function->id);
    watched = watched && vikt_lua_budget_watch(engine->L, &engine->budget);
    rc = call_rows(engine, call, watched ? VIKT_LUA_WATCHED : VIKT_LUA_COUNTED, err);
    if (watched)
        vikt_lua_watch_end(&engine->budget.watch);
    return rc;
}

void vikt_lua_call_open(lua_State *L)
{
    vikt_lua_view_open(L);
}
