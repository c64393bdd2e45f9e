/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_account.h"

#include "core/base/amount.h"
#include "core/import/import.h"

enum {
    FIRST_ROOM = 1024,
    NAME_STEP = 16,
    STEPS_MAX = 512 /* by chance, nothing lies so far from its place */
};

void vikt_accounts_init(vikt_accounts *accounts, const vikt_allocator *allocator)
{
    *accounts = (vikt_accounts){.slots = NULL};
    vikt_arena_init(&accounts->arena, allocator);
    vikt_paged_init(&accounts->items, allocator, sizeof(vikt_account));
    vikt_paged_init(&accounts->groups, allocator, sizeof(vikt_group_sum));
    vikt_map_init(&accounts->group_names, allocator);
}

void vikt_accounts_clear(vikt_accounts *accounts)
{
    const vikt_allocator *allocator = accounts->arena.allocator;

    vikt_release(allocator, accounts->slots);
    vikt_map_clear(&accounts->group_names);
    vikt_paged_clear(&accounts->groups);
    vikt_paged_clear(&accounts->items);
    vikt_arena_clear(&accounts->arena);
    vikt_accounts_init(accounts, allocator);
}

void vikt_accounts_finish(vikt_accounts *accounts)
{
    vikt_release(accounts->arena.allocator, accounts->slots);
    accounts->slots = NULL;
    accounts->slot_count = 0;
}

uint64_t vikt_accounts_hash(const vikt_accounts *accounts, vikt_text key)
{
    return vikt_map_hash(key, accounts->seed);
}

/* ---- keys ---- */

static uint64_t slot_value(uint64_t hash, size_t number)
{
    return (hash & ~UINT64_C(0xffffffff)) | (uint64_t)number;
}

/* To the free place for a hash among keys that are known to differ; how far it lies from its own.
 */
static size_t put(uint64_t *slots, size_t room, uint64_t hash, size_t number)
{
    size_t steps = 0;

    while (slots[((size_t)hash + steps) & (room - 1)])
        steps++;
    slots[((size_t)hash + steps) & (room - 1)] = slot_value(hash, number);
    return steps;
}

/* All accounts to other slots. */
static bool place_all(vikt_accounts *accounts, size_t room)
{
    uint64_t *slots = vikt_acquire(accounts->arena.allocator, room, sizeof *slots);

    if (!slots)
        return false;
    for (size_t i = 0; i < vikt_accounts_count(accounts); i++) {
        vikt_text key = vikt_account_key(vikt_accounts_at(accounts, i));

        (void)put(slots, room, vikt_accounts_hash(accounts, key), i + 1);
    }
    vikt_release(accounts->arena.allocator, accounts->slots);
    accounts->slots = slots;
    accounts->slot_count = room;
    return true;
}

static bool grow_slots(vikt_accounts *accounts)
{
    return place_all(accounts, accounts->slot_count ? accounts->slot_count * 2 : FIRST_ROOM);
}

/* A file may hold keys that all belong to one place. Under another seed they do not; each is tried
 * only once in a doubling of the keys. */
static bool reseed(vikt_accounts *accounts)
{
    accounts->seed++;
    accounts->reseeded = vikt_accounts_count(accounts);
    return place_all(accounts, accounts->slot_count);
}

static vikt_account *find(const vikt_accounts *accounts, vikt_text key, uint64_t hash)
{
    size_t mask = accounts->slot_count - 1;

    for (size_t i = (size_t)hash & mask; accounts->slots[i]; i = (i + 1) & mask) {
        vikt_account *account;

        if ((accounts->slots[i] ^ hash) >> 32)
            continue;
        account = vikt_accounts_at(accounts, (size_t)(accounts->slots[i] & 0xffffffff) - 1);
        if (vikt_text_equal(vikt_account_key(account), key))
            return account;
    }
    return NULL;
}

void vikt_accounts_fetch_slot(const vikt_accounts *accounts, uint64_t hash)
{
    if (accounts->slot_count)
        __builtin_prefetch(&accounts->slots[(size_t)hash & (accounts->slot_count - 1)]);
}

/* The first of its place is nearly always it. */
void vikt_accounts_fetch(const vikt_accounts *accounts, uint64_t hash)
{
    uint64_t slot =
        accounts->slot_count ? accounts->slots[(size_t)hash & (accounts->slot_count - 1)] : 0;

    if (slot)
        vikt_account_fetch(vikt_accounts_at(accounts, (size_t)(slot & 0xffffffff) - 1));
}

static bool keep_key(vikt_accounts *accounts, vikt_account *account, vikt_text key)
{
    account->key_length = (uint16_t)key.length;
    if (key.length <= VIKT_LEDGER_KEY) {
        memcpy(account->key.bytes, key.at, key.length);
        return true;
    }
    account->key.at = vikt_arena_copy(&accounts->arena, key.at, key.length);
    return account->key.at != NULL;
}

vikt_account *vikt_accounts_of(vikt_accounts *accounts, vikt_text key, uint64_t hash)
{
    size_t count = vikt_accounts_count(accounts);
    vikt_account *account = accounts->slot_count ? find(accounts, key, hash) : NULL;
    size_t steps;

    if (account || count == VIKT_CUSTOMERS_MAX)
        return account;
    if ((count + 1) * 4 > accounts->slot_count * 3 && !grow_slots(accounts))
        return NULL;
    account = vikt_paged_add(&accounts->items);
    if (!account)
        return NULL;
    if (!keep_key(accounts, account, key)) {
        accounts->items.count--;
        return NULL;
    }
    steps = put(accounts->slots, accounts->slot_count, hash, count + 1);
    if (steps > STEPS_MAX && count + 1 >= 2 * accounts->reseeded && !reseed(accounts))
        return NULL;
    return account;
}

/* ---- names ---- */

static bool keep_name(vikt_accounts *accounts, vikt_account *account, vikt_text name)
{
    if (!account->name || name.length > account->name_room) {
        size_t room = name.length + NAME_STEP < UINT16_MAX ? name.length + NAME_STEP : UINT16_MAX;
        char *at = vikt_arena_new(&accounts->arena, room, 1);

        if (!at)
            return false;
        account->name = at;
        account->name_room = (uint16_t)room;
    }
    memcpy(account->name, name.at, name.length);
    account->name_length = (uint16_t)name.length;
    return true;
}

bool vikt_account_take_name(vikt_accounts *accounts, vikt_account *account, vikt_text name,
                            vikt_date date)
{
    vikt_text old = {account->name, account->name_length};
    int order = account->name ? vikt_text_compare(name, old) : 1;

    if (name.length == 0 || (account->name && date < account->name_date))
        return true;
    if (account->name && date == account->name_date && order <= 0)
        return true;
    account->name_date = (int32_t)date;
    return order == 0 || keep_name(accounts, account, name);
}

/* ---- product groups ---- */

static uint32_t group_number(vikt_accounts *accounts, vikt_text group, bool *fits, bool *failed)
{
    const uint32_t *known = vikt_map_find(&accounts->group_names, group);
    uint32_t number = (uint32_t)accounts->group_names.count;
    char *name;

    if (known)
        return *known;
    *fits = number < VIKT_LEDGER_GROUPS_MAX;
    if (!*fits)
        return 0;
    name = vikt_arena_copy(&accounts->arena, group.at, group.length);
    *failed =
        !name || !vikt_map_put(&accounts->group_names, (vikt_text){name, group.length}, number);
    return number;
}

bool vikt_account_add_group(vikt_accounts *accounts, vikt_account *account, vikt_text group,
                            int64_t amount, bool *fits)
{
    bool failed = false;
    uint32_t number;
    vikt_group_sum *sum;

    *fits = true;
    number = group_number(accounts, group, fits, &failed);
    if (failed || !*fits)
        return !failed;
    for (uint32_t at = account->groups; at; at = sum->next) {
        sum = vikt_paged_at(&accounts->groups, at - 1);
        if (sum->group == number) {
            *fits = vikt_amount_add(&sum->amount, amount);
            return true;
        }
    }
    if (accounts->groups.count == UINT32_MAX)
        return false;
    sum = vikt_paged_add(&accounts->groups);
    if (!sum)
        return false;
    *sum = (vikt_group_sum){amount, number, account->groups};
    account->groups = (uint32_t)accounts->groups.count;
    return true;
}
