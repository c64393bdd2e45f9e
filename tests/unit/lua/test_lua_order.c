/* SPDX-License-Identifier: MIT */
#include "rules.h"

/* Eight keys with 60,000 bytes in common: made by about 40,000 steps; comparing two takes 900. */
static const char keys[] =
    "local s, t = (\"x\"):rep(100):rep(600), {} for i = 1, 8 do t[s .. i] = i end ";

static void assert_spent(const char *loop, bool all)
{
    char source[512];
    outcome out;

    snprintf(source, sizeof source, "measure \"m\" (function() %s %s return 1 end)", keys, loop);
    run_limited(source, (vikt_engine_limits){.instructions = 100000}, VIKT_WANT_VALUE, &out);
    cr_assert_eq(out.failures, all ? ROWS : 0, "%s: %zu: %s", loop, out.failures,
                 out.failed[0].message);
    if (all)
        cr_assert(strstr(out.failed[0].message, "instructions"), "%s", out.failed[0].message);
}

Test(lua_order, long_keys_are_paid_for_when_they_are_compared)
{
    assert_spent("", false);
    assert_spent("pairs(t)", false);
    assert_spent("for i = 1, 50 do pairs(t) end", true);
    assert_spent("for i = 1, 50 do next(t) end", true);
    assert_spent("local k for i = 1, 8 do k = next(t, k) end", true);
    assert_spent("for i = 1, 50 do pairs({ a = 1, b = 2, c = 3, d = 4 }) end", false);
}
