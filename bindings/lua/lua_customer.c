/* SPDX-License-Identifier: MIT
 *
 * customer.NAME: a field or measure of the customer at work, for names that are computed.
 */
#include "bindings/lua/lua_view.h"

int vikt_lua_customer(lua_State *L)
{
    const vikt_lua_run *run = vikt_lua_view_run(L);
    vikt_slot slot = vikt_lua_view_slot(L, "customer");

    vikt_lua_push_cell(L, run->call->data->columns[slot], run->row);
    return 1;
}
