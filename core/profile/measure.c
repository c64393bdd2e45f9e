/* SPDX-License-Identifier: MIT */
#include "core/profile/measure.h"

static const vikt_native natives[] = {[VIKT_MEASURE_FUNCTION] = {.call = {.name = ""}},
#define X(name, word, arguments, least, dates)                                                     \
    [VIKT_MEASURE_##name] = {{VIKT_SPEC_MEASURE, #word, arguments, NULL}, least, dates},
                                      VIKT_NATIVES(X)
#undef X
};

enum { NATIVES = sizeof natives / sizeof *natives };

const vikt_native *vikt_native_of(vikt_measure_kind kind)
{
    return kind == VIKT_MEASURE_FUNCTION ? NULL : &natives[kind];
}

const vikt_spec_call *vikt_native_call_at(size_t i)
{
    return i + 1 < NATIVES ? &natives[i + 1].call : NULL;
}

vikt_measure_kind vikt_native_kind(vikt_text name)
{
    for (size_t i = 1; i < NATIVES; i++) {
        if (vikt_text_is(name, natives[i].call.name))
            return (vikt_measure_kind)i;
    }
    return VIKT_MEASURE_FUNCTION;
}

bool vikt_native_takes_any(const vikt_native *native)
{
    return native->call.arguments[0] == 'N';
}
