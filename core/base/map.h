/* SPDX-License-Identifier: MIT
 *
 * From text to a number: names, dictionaries, duplicate keys. Keys are borrowed, order of iteration
 * does not exist, so no result can depend on it.
 */
#ifndef VIKT_MAP_H
#define VIKT_MAP_H

#include "core/base/text.h"

typedef struct vikt_map_slot vikt_map_slot;

typedef struct vikt_map {
    const vikt_allocator *allocator;
    vikt_map_slot *slots;
    size_t count, capacity;
    uint64_t seed;   /* another one when keys were chosen to collide under the old */
    size_t reseeded; /* the count then */
} vikt_map;

/** A hash of 64 bits, the same on every machine; other seeds give others. */
uint64_t vikt_map_hash(vikt_text text, uint64_t seed);

void vikt_map_init(vikt_map *map, const vikt_allocator *allocator);
void vikt_map_clear(vikt_map *map);

/** Room for count keys at once; false without memory. */
bool vikt_map_reserve(vikt_map *map, size_t count);

/** The number stored for key, or NULL. Valid until the next vikt_map_put(). */
uint32_t *vikt_map_find(const vikt_map *map, vikt_text key);

/**
 * Stores value for a key that is not there yet, else leaves the old one.
 * @return the stored number (compare with value to see which), NULL without memory
 */
uint32_t *vikt_map_put(vikt_map *map, vikt_text key, uint32_t value);

#endif
