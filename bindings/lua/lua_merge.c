/* SPDX-License-Identifier: MIT */
#include "bindings/lua/lua_merge.h"

#include <string.h>

void vikt_lua_merge(size_t *order, size_t *scratch, size_t count, vikt_lua_before *before,
                    void *context)
{
    size_t half = count / 2, left = 0, right = half;

    if (count < 2)
        return;
    vikt_lua_merge(order, scratch, half, before, context);
    vikt_lua_merge(order + half, scratch, count - half, before, context);
    for (size_t i = 0; i < count; i++) {
        bool from_right =
            left == half || (right < count && before(context, order[right], order[left]));

        scratch[i] = from_right ? order[right++] : order[left++];
    }
    memcpy(order, scratch, count * sizeof *order);
}
