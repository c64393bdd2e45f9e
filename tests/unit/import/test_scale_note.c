/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/import/scale_note.h"

/* says: NULL: no note; "": a range alone. */
static void expect(const char *note, long top, const char *says)
{
    vikt_scale scale = {.top = 0};
    vikt_text text = vikt_text_of(note);
    const char *behind = vikt_scale_note(text.at, vikt_text_end(text), &scale);

    cr_assert_eq(behind != NULL, says != NULL, "%s", note);
    if (!says)
        return;
    cr_assert(behind == vikt_text_end(text), "%s", note);
    cr_assert_eq(scale.top, top, "%s: %ld", note, scale.top);
    cr_assert(vikt_text_is(scale.says, says), "%s: %.*s", note, VIKT_SHOW(scale.says));
}

Test(scale_note, ranges_and_directions_are_read)
{
    expect("(1-5)", 0, "");
    expect("[1 \xe2\x80\x93 10]", 0, "");
    expect("(5 = low)", 5, "low");
    expect("(1 = low, 5 = high)", 5, "high");
    expect("[1: low; 5: very high]", 5, "very high");
    expect("(1-5, 5 = hög)", 5, "hög");
    expect("(skala 1-10 där 10 är bäst)", 10, "bäst");
    expect("(låg = 1, hög = 5)", 5, "hög");
    expect("(1=best)", 1, "best");
}

Test(scale_note, other_notes_stay_in_the_heading)
{
    expect("(tkr)", 0, NULL);
    expect("(12 mån)", 0, NULL); /* a mark without a word that links */
    expect("(5 st)", 0, NULL);
    expect("(2024-2025)", 0, NULL);
    expect("(5 = )", 0, NULL);
    expect("(5 = 6)", 0, NULL);
    expect("(a = b)", 0, NULL);
    expect("()", 0, NULL);
    expect("(1-5", 0, NULL);
}
