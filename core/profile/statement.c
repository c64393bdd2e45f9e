/* SPDX-License-Identifier: MIT */
#include "core/profile/statement.h"

const vikt_statement_form *vikt_statement_form_of(vikt_statement_kind kind)
{
    static const vikt_statement_form *const forms[] = {
#define X(name, word, named) &vikt_statement_form_##word,
        VIKT_STATEMENTS(X)
#undef X
    };

    return forms[kind];
}
