/* SPDX-License-Identifier: MIT
 *
 * What is kept of each customer while a ledger is read: exact sums, counts and the days of
 * purchases, never a row. All of it is the same for any order of the rows.
 *
 * Memory is by customer, and besides 16 bytes for each product group that a customer buys of, of
 * which there are VIKT_LEDGER_GROUPS_MAX at most.
 */
#ifndef VIKT_LEDGER_ACCOUNT_H
#define VIKT_LEDGER_ACCOUNT_H

#include "core/base/date.h"
#include "core/base/map.h"
#include "core/base/paged.h"
#include "core/base/text.h"

enum {
    VIKT_LEDGER_KEY = 16, /* bytes of a key that lies in the account itself, as nearly all do */
    VIKT_LEDGER_DAY_WORDS = 12, /* bits for the days of 24 months, 731 at most */
    VIKT_LEDGER_GROUPS_MAX = 4096
};

/** Amounts are in ten-thousandths of the company's currency. */
typedef struct vikt_account {
    union {
        char bytes[VIKT_LEDGER_KEY];
        const char *at; /* a longer one */
    } key;
    char *name;
    uint16_t key_length, name_length, name_room;
    bool has_purchase;
    int32_t name_date;   /* the newest row that has a name */
    int32_t first, last; /* day of a purchase, when there is one */
    uint32_t groups;     /* the first of a chain in vikt_accounts.groups, counted from 1; 0: none */
    uint32_t orders;     /* of the twelve months */
    uint32_t bills, late_bills; /* with a due date, credits left out */
    int32_t worst;              /* most days that one was late */
    int64_t late_days;
    int64_t late_amount_days, bill_amount; /* days weighted by amount, and the weights */
    int64_t revenue, revenue_before;       /* of the twelve months, and of the twelve before */
    int64_t credits;                       /* of the twelve months, above 0 */
    int64_t open, overdue;
    uint64_t days[VIKT_LEDGER_DAY_WORDS]; /* of purchases in both periods; bit 0: the as-of date */
} vikt_account;

typedef struct vikt_group_sum {
    int64_t amount; /* of the twelve months */
    uint32_t group, next;
} vikt_group_sum;

typedef struct vikt_accounts {
    vikt_arena arena;  /* long keys, and names */
    vikt_paged items;  /* vikt_account */
    vikt_paged groups; /* vikt_group_sum */
    vikt_map group_names;
    uint64_t *slots; /* open addressing: half a hash, and the account counted from 1; 0: free */
    size_t slot_count;
    uint64_t seed;   /* another one when keys were chosen to collide under the old */
    size_t reseeded; /* the count then */
} vikt_accounts;

void vikt_accounts_init(vikt_accounts *accounts, const vikt_allocator *allocator);
void vikt_accounts_clear(vikt_accounts *accounts);

static inline size_t vikt_accounts_count(const vikt_accounts *accounts)
{
    return accounts->items.count;
}

static inline vikt_account *vikt_accounts_at(const vikt_accounts *accounts, size_t i)
{
    return vikt_paged_at(&accounts->items, i);
}

/** Every account has been found: frees what only finding needs. */
void vikt_accounts_finish(vikt_accounts *accounts);

static inline vikt_text vikt_account_key(const vikt_account *account)
{
    bool is_short = account->key_length <= VIKT_LEDGER_KEY;

    return (vikt_text){is_short ? account->key.bytes : account->key.at, account->key_length};
}

/* Accounts lie in no order of use: what is asked for early is there when it is needed. */
static inline void vikt_account_fetch(const vikt_account *account)
{
    for (size_t i = 0; i < sizeof *account; i += 64)
        __builtin_prefetch((const char *)account + i, 1);
}

/** By which a key is found; another one when keys turn out to collide. */
uint64_t vikt_accounts_hash(const vikt_accounts *accounts, vikt_text key);

/** Fetches where the account of a hash is looked for, and later the account itself. */
void vikt_accounts_fetch_slot(const vikt_accounts *accounts, uint64_t hash);
void vikt_accounts_fetch(const vikt_accounts *accounts, uint64_t hash);

/** The account of a key with its hash, new when there is none yet; NULL without memory, or when
 * there are too many. Its key is copied. */
vikt_account *vikt_accounts_of(vikt_accounts *accounts, vikt_text key, uint64_t hash);

/** The newest name is kept, and of several on one day the last by its bytes. False without memory.
 */
bool vikt_account_take_name(vikt_accounts *accounts, vikt_account *account, vikt_text name,
                            vikt_date date);

/** Adds to the account's sum of a group; *fits is false when the sum, or another group, is too
 * much. False without memory. */
bool vikt_account_add_group(vikt_accounts *accounts, vikt_account *account, vikt_text group,
                            int64_t amount, bool *fits);

#endif
