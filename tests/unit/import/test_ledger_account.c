/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#include "core/base/map.h"
#include "core/import/ledger_account.h"

enum { COUNT = 5000 };

/* Of 5 to 20 bytes: those up to 16 lie in the account, longer ones elsewhere. */
static vikt_text key_of(int i, char text[32])
{
    int length = snprintf(text, 32, "%05d%.*s", i, i % 16, "-a-longer-key-x");

    return (vikt_text){text, (size_t)length};
}

Test(ledger_account, keys_of_any_length_are_found_again)
{
    vikt_accounts accounts;
    char text[32];

    vikt_accounts_init(&accounts, NULL);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < COUNT; i++) {
            vikt_text key = key_of(i, text);
            vikt_account *account =
                vikt_accounts_of(&accounts, key, vikt_accounts_hash(&accounts, key));

            cr_assert(account != NULL);
            cr_assert(account == vikt_accounts_at(&accounts, (size_t)i));
            cr_assert(vikt_text_equal(vikt_account_key(account), key));
        }
    }
    cr_assert_eq(vikt_accounts_count(&accounts), (size_t)COUNT);
    vikt_accounts_finish(&accounts);
    cr_assert(vikt_text_equal(vikt_account_key(vikt_accounts_at(&accounts, 15)), key_of(15, text)));
    vikt_accounts_clear(&accounts);
}

/* A room of 4096 for 3000 keys, all of which belong to its first 64 places. */
Test(ledger_account, keys_that_collide_by_design_are_spread_anew)
{
    enum { KEYS = 3000, PLACES = 4096 };
    char(*keys)[12] = malloc(KEYS * sizeof *keys);
    vikt_accounts accounts;
    size_t count = 0;

    cr_assert_not_null(keys);
    vikt_accounts_init(&accounts, NULL);
    for (int i = 0; count < KEYS; i++) {
        vikt_text key;

        snprintf(keys[count], sizeof keys[count], "%d", i);
        key = vikt_text_of(keys[count]);
        if ((vikt_map_hash(key, 0) & (PLACES - 1)) >= 64)
            continue;
        cr_assert(vikt_accounts_of(&accounts, key, vikt_accounts_hash(&accounts, key)) ==
                  vikt_accounts_at(&accounts, count));
        count++;
    }
    cr_assert(accounts.seed > 0);
    for (size_t i = 0; i < KEYS; i++) {
        vikt_text key = vikt_text_of(keys[i]);

        cr_assert(vikt_accounts_of(&accounts, key, vikt_accounts_hash(&accounts, key)) ==
                  vikt_accounts_at(&accounts, i));
    }
    cr_assert_eq(vikt_accounts_count(&accounts), (size_t)KEYS);
    vikt_accounts_clear(&accounts);
    free(keys);
}
