/* SPDX-License-Identifier: MIT */
#include "core/base/truth.h"

typedef struct word {
    const char *text;
    vikt_truth means;
} word;

static const word words[] = {{"ja", VIKT_TRUTH_YES},
                             {"nej", VIKT_TRUTH_NO},
                             {"yes", VIKT_TRUTH_YES},
                             {"no", VIKT_TRUTH_NO},
                             {"nei", VIKT_TRUTH_NO},
                             {"nein", VIKT_TRUTH_NO},
                             {"j", VIKT_TRUTH_YES},
                             {"y", VIKT_TRUTH_YES},
                             {"n", VIKT_TRUTH_NO},
                             {"true", VIKT_TRUTH_YES},
                             {"false", VIKT_TRUTH_NO},
                             {"t", VIKT_TRUTH_YES},
                             {"f", VIKT_TRUTH_NO},
                             {"1", VIKT_TRUTH_YES},
                             {"0", VIKT_TRUTH_NO},
                             {"-1", VIKT_TRUTH_YES}, /* of Access and Visual Basic */
                             {"sant", VIKT_TRUTH_YES},
                             {"sann", VIKT_TRUTH_YES},
                             {"sand", VIKT_TRUTH_YES},
                             {"falskt", VIKT_TRUTH_NO},
                             {"falsk", VIKT_TRUTH_NO},
                             {"usann", VIKT_TRUTH_NO},
                             {"usant", VIKT_TRUTH_NO},
                             {"wahr", VIKT_TRUTH_YES},
                             {"falsch", VIKT_TRUTH_NO},
                             {"kyll\xc3\xa4", VIKT_TRUTH_YES},
                             {"ei", VIKT_TRUTH_NO},
                             {"tosi", VIKT_TRUTH_YES},
                             {"ep\xc3\xa4tosi", VIKT_TRUTH_NO},
                             {"aktiv", VIKT_TRUTH_YES},
                             {"inaktiv", VIKT_TRUTH_NO},
                             {"active", VIKT_TRUTH_YES},
                             {"inactive", VIKT_TRUTH_NO},
                             {"x", VIKT_TRUTH_MARK},
                             {"\xc3\x97", VIKT_TRUTH_MARK},
                             {"\xe2\x9c\x93", VIKT_TRUTH_MARK},
                             {"\xe2\x9c\x94", VIKT_TRUTH_MARK}};

vikt_truth vikt_truth_read(vikt_text cell)
{
    enum { LONGEST = 8 };
    char lower[LONGEST];

    if (cell.length == 0 || cell.length > LONGEST)
        return VIKT_TRUTH_WRONG;
    for (size_t i = 0; i < cell.length; i++)
        lower[i] = (char)(cell.at[i] >= 'A' && cell.at[i] <= 'Z' ? cell.at[i] + 32 : cell.at[i]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (vikt_text_is((vikt_text){lower, cell.length}, words[i].text))
            return words[i].means;
    return VIKT_TRUTH_WRONG;
}
