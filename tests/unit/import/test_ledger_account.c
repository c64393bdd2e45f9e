/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdio.h>

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
            vikt_account *account = vikt_accounts_of(&accounts, key, vikt_account_hash(key));

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
