/* SPDX-License-Identifier: MIT */
#include "core/import/ledger_orders.h"

#include "core/base/map.h"

enum {
    ROOM_MIN = 16, /* emptied for each number where they come in order */
    ROOM_FREE = 1 << 16,
    SLOTS_A_CUSTOMER = 4,
    STEPS_MAX = 4096, /* by chance, nothing lies so far from its place */
    DEPTH_MAX = 48
};

void vikt_orders_init(vikt_orders *orders, const vikt_allocator *allocator)
{
    *orders = (vikt_orders){.allocator = allocator};
}

void vikt_orders_clear(vikt_orders *orders)
{
    vikt_release(orders->allocator, orders->slots);
    vikt_orders_init(orders, orders->allocator);
}

size_t vikt_orders_room(size_t customers)
{
    size_t room = ROOM_FREE;

    while (room < customers * SLOTS_A_CUSTOMER)
        room *= 2;
    return room;
}

/* A large set is given back: emptying it for every number would take too long. */
void vikt_orders_empty(vikt_orders *orders)
{
    if (orders->room > ROOM_MIN) {
        vikt_release(orders->allocator, orders->slots);
        orders->slots = NULL;
        orders->room = 0;
    }
    if (orders->count && orders->slots)
        memset(orders->slots, 0, orders->room * sizeof *orders->slots);
    orders->count = 0;
}

void vikt_orders_restart(vikt_orders *orders)
{
    vikt_orders_empty(orders);
    orders->seed++;
    orders->part = 0;
    orders->incomplete = orders->closed = false;
}

bool vikt_orders_next(vikt_orders *orders)
{
    vikt_orders_empty(orders);
    orders->part++;
    return orders->part >> orders->depth == 0;
}

static bool is_of_part(const vikt_orders *orders, uint64_t hash)
{
    return orders->depth == 0 || hash >> (64 - orders->depth) == orders->part;
}

/* The place of a hash, or the free one where it belongs. There is always a free one. */
static size_t place_of(const uint64_t *slots, size_t room, uint64_t hash)
{
    size_t i = (size_t)hash & (room - 1);

    while (slots[i] && slots[i] != hash)
        i = (i + 1) & (room - 1);
    return i;
}

static bool grow(vikt_orders *orders)
{
    size_t room = orders->room ? orders->room * 2 : ROOM_MIN;
    uint64_t *slots = vikt_acquire(orders->allocator, room, sizeof *slots);

    if (!slots)
        return false;
    for (size_t i = 0; i < orders->room; i++)
        if (orders->slots[i])
            slots[place_of(slots, room, orders->slots[i])] = orders->slots[i];
    vikt_release(orders->allocator, orders->slots);
    orders->slots = slots;
    orders->room = room;
    return true;
}

/* Goes on with the first half of the part, to learn how many parts there must be. */
static bool halve(vikt_orders *orders)
{
    uint64_t *kept = vikt_acquire(orders->allocator, orders->count, sizeof *kept);
    size_t count = 0;

    if (!kept)
        return false;
    orders->incomplete = true;
    orders->depth++;
    orders->part *= 2;
    for (size_t i = 0; i < orders->room; i++)
        if (orders->slots[i] && is_of_part(orders, orders->slots[i]))
            kept[count++] = orders->slots[i];
    memset(orders->slots, 0, orders->room * sizeof *orders->slots);
    for (size_t i = 0; i < count; i++)
        orders->slots[place_of(orders->slots, orders->room, kept[i])] = kept[i];
    orders->count = count;
    vikt_release(orders->allocator, kept);
    return true;
}

/* At most seven eighths full. */
static bool make_room(vikt_orders *orders, size_t room)
{
    while ((orders->count + 1) * 8 > orders->room * 7)
        if (!(orders->room < room || orders->depth == DEPTH_MAX ? grow(orders) : halve(orders)))
            return false;
    return true;
}

bool vikt_orders_add(vikt_orders *orders, vikt_text customer, vikt_text number, size_t room,
                     bool *failed)
{
    uint64_t hash = vikt_map_hash(number, vikt_map_hash(customer, orders->seed));
    size_t i;

    hash += hash == 0; /* 0 is a free place */
    if (orders->closed || !is_of_part(orders, hash))
        return false;
    if (!make_room(orders, room)) {
        *failed = true;
        return false;
    }
    i = place_of(orders->slots, orders->room, hash);
    if (orders->slots[i] || !is_of_part(orders, hash)) /* the part may be a half by now */
        return false;
    orders->closed = ((i - (size_t)hash) & (orders->room - 1)) > STEPS_MAX;
    orders->incomplete |= orders->closed;
    orders->slots[i] = hash;
    orders->count++;
    return true;
}
