/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/formula_error.h"
#include "core/base/truth.h"

static void each_is(const char *words, vikt_truth wanted)
{
    vikt_text rest = vikt_text_of(words);

    while (rest.length) {
        vikt_text word = vikt_text_cut(&rest, ' ');

        cr_assert_eq(vikt_truth_read(word), wanted, "%.*s", VIKT_SHOW(word));
    }
}

Test(truth, five_languages_say_yes_and_no)
{
    each_is(
        "ja JA Ja yes YES true TRUE j J y 1 -1 t sant SANT sann sand SAND wahr WAHR aktiv Active",
        VIKT_TRUTH_YES);
    each_is("nej nei nein no No false FALSE n N 0 f falskt FALSK usann falsch FALSCH inaktiv "
            "Inactive",
            VIKT_TRUTH_NO);
    each_is("x X \xc3\x97 \xe2\x9c\x93 \xe2\x9c\x94", VIKT_TRUTH_MARK);
    each_is("kanske 2 jaja yesyesyesyes oui - xx 01 jan", VIKT_TRUTH_WRONG);
    cr_assert_eq(vikt_truth_read(VIKT_TEXT("")), VIKT_TRUTH_WRONG);
    cr_assert_eq(vikt_truth_read(VIKT_TEXT("no\0")), VIKT_TRUTH_WRONG);
}

Test(truth, errors_of_formulas_are_known_in_any_language)
{
    static const char errors[] =
        "#DIVISION/0! #DIV/0! #REFERENS! #REF! #REFERENCE! #VÄRDEFEL! #VALUE! #VERDI! #VÆRDI! "
        "#SAKNAS! #N/A #I/T #NV #NAMN? #NAME? #NAVN? #OGILTIGT! #NUM! #NULL! #NUL! #SKÄRNING! "
        "#WERT! #BEZUG! #ZAHL! #SPILL! #CALC! #ÜBERLAUF! #GETTING_DATA ### ######## Err:502 "
        "Fel:508 Fehler:522";
    static const char others[] = "# ## #1 #12! #A #A! Nr #vip! #VIP #Vip! Err:5 Err:402 Err:5022 "
                                 "Felx:502 DIV/0! #-! 502 Err: !#AAA";
    vikt_text rest = vikt_text_of(errors);

    while (rest.length) {
        vikt_text word = vikt_text_cut(&rest, ' ');

        cr_assert(vikt_formula_error_is(word), "%.*s", VIKT_SHOW(word));
    }
    rest = vikt_text_of(others);
    while (rest.length) {
        vikt_text word = vikt_text_cut(&rest, ' ');

        cr_assert(!vikt_formula_error_is(word), "%.*s", VIKT_SHOW(word));
    }
    cr_assert(!vikt_formula_error_is(VIKT_TEXT("")));
}
