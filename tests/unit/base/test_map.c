/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "core/base/map.h"
#include "failing.h"

Test(map, what_was_put_is_found)
{
    vikt_map map;

    vikt_map_init(&map, NULL);
    cr_assert_null(vikt_map_find(&map, VIKT_TEXT("a")));
    cr_assert_eq(*vikt_map_put(&map, VIKT_TEXT("a"), 1), 1);
    cr_assert_eq(*vikt_map_put(&map, VIKT_TEXT("b"), 2), 2);
    cr_assert_eq(*vikt_map_find(&map, VIKT_TEXT("a")), 1);
    cr_assert_eq(*vikt_map_find(&map, VIKT_TEXT("b")), 2);
    cr_assert_null(vikt_map_find(&map, VIKT_TEXT("c")));
    vikt_map_clear(&map);
    cr_assert_null(vikt_map_find(&map, VIKT_TEXT("a")));
}

Test(map, the_first_number_of_a_key_stays)
{
    vikt_map map;

    vikt_map_init(&map, NULL);
    (void)vikt_map_put(&map, VIKT_TEXT("a"), 1);
    cr_assert_eq(*vikt_map_put(&map, VIKT_TEXT("a"), 2), 1);
    cr_assert_eq(map.count, 1);
    *vikt_map_find(&map, VIKT_TEXT("a")) = 9; /* the slot itself may be changed */
    cr_assert_eq(*vikt_map_find(&map, VIKT_TEXT("a")), 9);
    vikt_map_clear(&map);
}

Test(map, none_and_empty_are_one_key_and_a_nul_tells_keys_apart)
{
    vikt_map map;

    vikt_map_init(&map, NULL);
    (void)vikt_map_put(&map, vikt_text_of(NULL), 1);
    cr_assert_eq(*vikt_map_put(&map, VIKT_TEXT(""), 2), 1);
    (void)vikt_map_put(&map, VIKT_TEXT("a\0b"), 3);
    (void)vikt_map_put(&map, VIKT_TEXT("a\0c"), 4);
    cr_assert_eq(*vikt_map_find(&map, VIKT_TEXT("a\0b")), 3);
    cr_assert_eq(map.count, 3);
    vikt_map_clear(&map);
}

enum { MANY = 50000 };

static vikt_text key_of(char (*keys)[12], size_t i)
{
    snprintf(keys[i], sizeof keys[i], "K%07zu", i * 37 % 1000003);
    return vikt_text_of(keys[i]);
}

Test(map, many_keys_are_all_found_with_and_without_room_beforehand)
{
    char(*keys)[12] = malloc(MANY * sizeof *keys);

    cr_assert_not_null(keys);
    for (int reserved = 0; reserved < 2; reserved++) {
        vikt_map map;

        vikt_map_init(&map, NULL);
        if (reserved)
            cr_assert(vikt_map_reserve(&map, MANY));
        for (uint32_t i = 0; i < MANY; i++)
            cr_assert_eq(*vikt_map_put(&map, key_of(keys, i), i), i);
        cr_assert_eq(map.count, MANY);
        for (uint32_t i = 0; i < MANY; i++)
            cr_assert_eq(*vikt_map_find(&map, vikt_text_of(keys[i])), i);
        cr_assert_null(vikt_map_find(&map, VIKT_TEXT("K9999999")));
        vikt_map_clear(&map);
    }
    free(keys);
}

Test(map, reserved_room_is_enough)
{
    failing state = {.until = 1};
    vikt_allocator own = failing_allocator(&state);
    char keys[1000][12];
    vikt_map map;

    vikt_map_init(&map, &own);
    cr_assert(vikt_map_reserve(&map, 1000));
    for (uint32_t i = 0; i < 1000; i++)
        cr_assert_not_null(vikt_map_put(&map, key_of(keys, i), i));
    vikt_map_clear(&map);
    cr_assert_eq(state.alive, 0);
}

Test(map, without_memory_the_old_keys_stay)
{
    failing state = {.until = 1};
    vikt_allocator own = failing_allocator(&state);
    char keys[100][12];
    uint32_t stored = 0;
    vikt_map map;

    vikt_map_init(&map, &own);
    while (stored < 100 && vikt_map_put(&map, key_of(keys, stored), stored))
        stored++;
    cr_assert(stored > 0 && stored < 100);
    for (uint32_t i = 0; i < stored; i++)
        cr_assert_eq(*vikt_map_find(&map, vikt_text_of(keys[i])), i);
    cr_assert_not(vikt_map_reserve(&map, SIZE_MAX));
    vikt_map_clear(&map);
    cr_assert_eq(state.alive, 0);
}

Test(map, keys_that_collide_by_design_are_spread_anew)
{
    enum { KEYS = 3000, SLOTS = 4096 };
    char(*keys)[12] = malloc(KEYS * sizeof *keys);
    uint32_t count = 0;
    vikt_map map;

    cr_assert_not_null(keys);
    vikt_map_init(&map, NULL);
    for (size_t i = 0; count < KEYS; i++) {
        uint64_t hash;

        snprintf(keys[count], sizeof keys[count], "%zu", i);
        hash = vikt_map_hash(vikt_text_of(keys[count]), 0);
        if (((hash ^ hash >> 32) & (SLOTS - 1)) >= 64)
            continue;
        cr_assert_eq(*vikt_map_put(&map, vikt_text_of(keys[count]), count), count);
        count++;
    }
    cr_assert(map.seed > 0);
    cr_assert_eq(map.count, KEYS);
    for (uint32_t i = 0; i < KEYS; i++)
        cr_assert_eq(*vikt_map_find(&map, vikt_text_of(keys[i])), i);
    vikt_map_clear(&map);
    free(keys);
}
