/* SPDX-License-Identifier: MIT */
#include "truncated.h"

static const char *const samples[] = {
    "02-fortnox-like-fakturor.csv",
    "03-visma-like-reskontra.txt",
    "10-sie4-exempel.se",
};

Test(truncated_ledger, a_ledger_cut_anywhere_gets_an_answer)
{
    truncated_everywhere(samples, sizeof samples / sizeof *samples);
}
