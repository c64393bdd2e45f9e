/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "core/base/digest.h"

/* Expected: printf '...' | xxhsum -H2 (xxhsum 0.8.1) */
Test(digest, it_is_what_xxhsum_prints)
{
    char digest[VIKT_DIGEST_SIZE];

    vikt_digest_of(VIKT_TEXT(""), digest);
    cr_assert_str_eq(digest, "99aa06d3014798d86001c324468d497f");
    vikt_digest_of(VIKT_TEXT("vikt"), digest);
    cr_assert_str_eq(digest, "13e8696a80961a968db9162c5dfcf279");
    vikt_digest_of(VIKT_TEXT("namn;oms\xc3\xa4ttning\n"), digest);
    cr_assert_str_eq(digest, "6d4683f708c236186b46768021deba05");
}

Test(digest, none_is_empty)
{
    char none[VIKT_DIGEST_SIZE], empty[VIKT_DIGEST_SIZE];

    vikt_digest_of(vikt_text_of(NULL), none);
    vikt_digest_of(VIKT_TEXT(""), empty);
    cr_assert_str_eq(none, empty);
}
