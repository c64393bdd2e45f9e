/* SPDX-License-Identifier: MIT */
#include "core/base/map.h"

#include <xxhash.h>

enum { FIRST_CAPACITY = 16, STEPS_MAX = 512 /* by chance, nothing lies so far from its place */ };

/* Open addressing, at most three quarters full. */
struct vikt_map_slot {
    const char *at; /* NULL: free */
    size_t length;
    uint32_t hash, value;
};

uint64_t vikt_map_hash(vikt_text text, uint64_t seed)
{
    return XXH3_64bits_withSeed(text.length ? text.at : "", text.length, seed);
}

void vikt_map_init(vikt_map *map, const vikt_allocator *allocator)
{
    *map = (vikt_map){.allocator = allocator};
}

void vikt_map_clear(vikt_map *map)
{
    vikt_release(map->allocator, map->slots);
    vikt_map_init(map, map->allocator);
}

/* The slot of the key, or the free one where it belongs. There is always a free one. */
static vikt_map_slot *slot_of(vikt_map_slot *slots, size_t capacity, vikt_text key, uint32_t hash)
{
    size_t mask = capacity - 1;

    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        vikt_map_slot *slot = &slots[i];

        if (!slot->at || (slot->hash == hash && slot->length == key.length &&
                          (key.length == 0 || memcmp(slot->at, key.at, key.length) == 0)))
            return slot;
    }
}

static uint32_t hash_of(vikt_text key, uint64_t seed)
{
    uint64_t hash = vikt_map_hash(key, seed);

    return (uint32_t)(hash ^ hash >> 32);
}

/* The first free slot for a hash among keys that are known to differ. */
static void move_slot(vikt_map_slot *slots, size_t capacity, const vikt_map_slot *old)
{
    size_t mask = capacity - 1, i = old->hash & mask;

    while (slots[i].at)
        i = (i + 1) & mask;
    slots[i] = *old;
}

bool vikt_map_reserve(vikt_map *map, size_t count)
{
    size_t capacity = map->capacity ? map->capacity : FIRST_CAPACITY;
    vikt_map_slot *slots;

    if (count > SIZE_MAX / 4)
        return false;
    while (capacity / 4 * 3 < count)
        capacity *= 2;
    if (capacity == map->capacity)
        return true;
    slots = vikt_acquire(map->allocator, capacity, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].at)
            move_slot(slots, capacity, &map->slots[i]);
    vikt_release(map->allocator, map->slots);
    map->slots = slots;
    map->capacity = capacity;
    return true;
}

uint32_t *vikt_map_find(const vikt_map *map, vikt_text key)
{
    vikt_map_slot *slot;

    if (map->count == 0)
        return NULL;
    slot = slot_of(map->slots, map->capacity, key, hash_of(key, map->seed));
    return slot->at ? &slot->value : NULL;
}

/* A file may hold keys that all belong to one place. Under another seed they do not; that no seed
 * helps cannot be, but each is tried only once in a doubling of the keys. */
static bool reseed(vikt_map *map)
{
    vikt_map_slot *slots = vikt_acquire(map->allocator, map->capacity, sizeof *slots);

    if (!slots)
        return false;
    map->seed++;
    map->reseeded = map->count;
    for (size_t i = 0; i < map->capacity; i++) {
        vikt_map_slot *old = &map->slots[i];

        if (!old->at)
            continue;
        old->hash = hash_of((vikt_text){old->at, old->length}, map->seed);
        move_slot(slots, map->capacity, old);
    }
    vikt_release(map->allocator, map->slots);
    map->slots = slots;
    return true;
}

static bool is_far(const vikt_map *map, const vikt_map_slot *slot)
{
    size_t place = (size_t)(slot - map->slots), mask = map->capacity - 1;

    return ((place - slot->hash) & mask) > STEPS_MAX && map->count >= 2 * map->reseeded;
}

uint32_t *vikt_map_put(vikt_map *map, vikt_text key, uint32_t value)
{
    uint32_t hash = hash_of(key, map->seed);
    vikt_map_slot *slot = map->count ? slot_of(map->slots, map->capacity, key, hash) : NULL;

    if (slot && slot->at)
        return &slot->value;
    if (!vikt_map_reserve(map, map->count + 1))
        return NULL;
    slot = slot_of(map->slots, map->capacity, key, hash);
    *slot = (vikt_map_slot){key.at ? key.at : "", key.length, hash, value};
    map->count++;
    if (!is_far(map, slot))
        return &slot->value;
    return reseed(map) ? vikt_map_find(map, key) : NULL;
}
