/* SPDX-License-Identifier: MIT */
#include "core/profile/scheme.h"

#include "core/profile/spec.h"

static const vikt_scheme_form forms[] = {
#define X(name, word, limits, scored, keys)                                                        \
    [VIKT_SCHEME_##name] = {#word, VIKT_LIMIT_##limits, scored, keys},
    VIKT_SCHEMES(X)
#undef X
};

const vikt_scheme_form *vikt_scheme_form_of(vikt_scheme_kind kind)
{
    return &forms[kind];
}

const char *vikt_scheme_words(void)
{
#define X(name, word, limits, scored, keys) #word " "
    return VIKT_SCHEMES(X);
#undef X
}

const vikt_scheme_form *vikt_scheme_form_named(vikt_text name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (vikt_text_is(name, forms[i].name))
            return &forms[i];
    }
    return NULL;
}

bool vikt_scheme_form_takes(const vikt_scheme_form *form, vikt_text key)
{
    if (vikt_spec_row(key))
        key = VIKT_TEXT("row");
    return vikt_text_is(key, "type") || vikt_spec_listed(form->keys, key);
}

vikt_limit vikt_scheme_limit(const vikt_scheme *scheme)
{
    return forms[scheme->kind].limit;
}

bool vikt_limit_falls(vikt_limit limit)
{
    return limit == VIKT_LIMIT_SCORE || limit == VIKT_LIMIT_VALUE;
}

bool vikt_limit_is_share(vikt_limit limit)
{
    return limit == VIKT_LIMIT_TOTAL_SHARE || limit == VIKT_LIMIT_CUSTOMERS_SHARE;
}

bool vikt_scheme_has_axes(const vikt_scheme *scheme)
{
    return vikt_scheme_form_takes(&forms[scheme->kind], VIKT_TEXT("y"));
}

bool vikt_scheme_needs_score(const vikt_scheme *scheme)
{
    return vikt_scheme_limit(scheme) == VIKT_LIMIT_SCORE || scheme->by_score_order;
}

size_t vikt_scheme_class(const vikt_scheme *scheme, vikt_text name)
{
    for (size_t i = 0; i < scheme->class_count; i++) {
        if (vikt_text_equal(scheme->classes[i], name))
            return i;
    }
    return VIKT_INDEX_NONE;
}
