/* SPDX-License-Identifier: MIT
 *
 * Memory that is handed in from the top: an allocator that counts, and arenas that are freed at
 * once. Sizes are checked for overflow here and nowhere else.
 */
#ifndef VIKT_MEMORY_H
#define VIKT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include <vikt/allocator.h>

/** The C library's malloc and free. */
const vikt_allocator *vikt_allocator_default(void);

/** count * size zeroed bytes, or NULL (also on overflow). Free with vikt_release(). */
void *vikt_acquire(const vikt_allocator *allocator, size_t count, size_t size);

/** Grows or shrinks an array to count * size bytes, new ones not zeroed; NULL leaves it alone. */
void *vikt_resize(const vikt_allocator *allocator, void *memory, size_t count, size_t size);

/** Frees memory from vikt_acquire() or vikt_resize(); NULL is allowed. */
void vikt_release(const vikt_allocator *allocator, void *memory);

typedef struct vikt_arena_block vikt_arena_block;

/** Memory that is given piece by piece and taken back at once. One thread at a time. */
typedef struct vikt_arena {
    const vikt_allocator *allocator;
    vikt_arena_block *blocks; /* newest first */
} vikt_arena;

/** An empty arena; allocator NULL means the default. Allocates nothing yet. */
void vikt_arena_init(vikt_arena *arena, const vikt_allocator *allocator);

/** Frees everything; the arena may be used again. */
void vikt_arena_clear(vikt_arena *arena);

/** count * size zeroed bytes, aligned for any type, or NULL. A count or size of 0 gives a valid
 *  pointer. Pieces of 64 KiB and more are blocks of their own. */
void *vikt_arena_new(vikt_arena *arena, size_t count, size_t size);

/** The same, not zeroed: for large arrays of which whoever asks writes every element that is read.
 */
void *vikt_arena_blank(vikt_arena *arena, size_t count, size_t size);

/** A copy with a NUL behind it, or NULL. */
char *vikt_arena_copy(vikt_arena *arena, const char *bytes, size_t length);

/** printf into the arena; NULL without memory. */
char *vikt_arena_print(vikt_arena *arena, const char *format, ...) VIKT_PRINTF(2, 3);

/**
 * Makes room for one more element of an array that grows by doubling within an arena.
 *
 * @param items     the array so far, NULL when empty
 * @param count     elements in use
 * @param capacity  in and out
 * @return the array, moved if it had to grow; NULL without memory (the old one stays valid)
 */
void *vikt_arena_grow(vikt_arena *arena, void *items, size_t count, size_t *capacity, size_t size);

#endif
