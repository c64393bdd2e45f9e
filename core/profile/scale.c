/* SPDX-License-Identifier: MIT */
#include "core/profile/scale.h"

static const vikt_scale_form forms[] = {
#define X(name, word, arguments, options, shares)                                                  \
    [VIKT_SCALE_##name] = {{VIKT_SPEC_SCALE, #word, arguments, options}, shares},
    VIKT_SCALES(X)
#undef X
};

enum { FIRST = VIKT_SCALE_FUNCTION + 1, FORMS = sizeof forms / sizeof *forms };

const vikt_scale_form *vikt_scale_form_of(vikt_scale_kind kind)
{
    size_t i = (size_t)kind;

    return i >= FIRST && i < FORMS ? &forms[i] : NULL;
}

const vikt_spec_call *vikt_scale_call_at(size_t i)
{
    return FIRST + i < FORMS ? &forms[FIRST + i].call : NULL;
}

vikt_scale_kind vikt_scale_kind_of(vikt_text name)
{
    for (size_t i = FIRST; i < FORMS; i++) {
        if (vikt_text_is(name, forms[i].call.name))
            return (vikt_scale_kind)i;
    }
    return VIKT_SCALE_FUNCTION;
}

bool vikt_scale_takes(vikt_scale_kind kind, char argument)
{
    const vikt_scale_form *form = vikt_scale_form_of(kind);

    return form && strchr(form->call.arguments + 1, argument);
}

bool vikt_scale_has_ends(vikt_scale_kind kind)
{
    const vikt_scale_form *form = vikt_scale_form_of(kind);

    return form && vikt_spec_listed(form->call.options, VIKT_TEXT("worst"));
}
