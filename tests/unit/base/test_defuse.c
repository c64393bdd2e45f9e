/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/defuse.h"

/* The text with an apostrophe at each place where one is due. */
static void defuse(const char *text, char *out)
{
    const char *end = text + strlen(text);

    for (const char *at = text; at < end; at++) {
        if (vikt_defuse_at(text, at, end))
            *out++ = '\'';
        *out++ = *at;
    }
    *out = '\0';
}

static void expect(const char *text, const char *defused)
{
    char made[64];
    vikt_arena arena;

    vikt_arena_init(&arena, NULL);
    defuse(text, made);
    cr_assert_str_eq(made, defused);
    cr_assert(vikt_text_is(vikt_defuse_undo(&arena, vikt_text_of(made)), text), "%s", text);
    vikt_arena_clear(&arena);
}

Test(defuse, what_a_spreadsheet_would_compute_gets_an_apostrophe)
{
    expect("=1+1", "'=1+1");
    expect("+1", "'+1");
    expect("-1", "'-1");
    expect("@SUM(A1)", "'@SUM(A1)");
    expect("\t=1", "'\t'=1");
    expect("-", "'-");
}

/* Opened where another separator is usual, a cell begins within the quotes. */
Test(defuse, it_begins_behind_any_separator)
{
    expect("Acme;=1", "Acme;'=1");
    expect("a,-1|+2\n@x", "a,'-1|'+2\n'@x");
}

Test(defuse, other_texts_stay_as_they_are)
{
    expect("", "");
    expect("A = B - C + D @ E", "A = B - C + D @ E");
    expect("Kaffe 100,-", "Kaffe 100,-");
    expect("O'Neill", "O'Neill");
    expect("'n Sync", "'n Sync");
    expect("A'=1", "A'=1");
}
