/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* madvise */
#include "core/base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    FIRST_BLOCK = 4096,     /* most arenas are small */
    LARGEST_BLOCK = 262144, /* the end of a block is lost: at most a quarter, by OWN_BLOCK */
    OWN_BLOCK = 65536,
    LARGE_PAGE = 2 << 20,
    FIRST_CAPACITY = 8
};

struct vikt_arena_block {
    vikt_arena_block *next;
    size_t used, size;
    max_align_t bytes[]; /* zeroed until given away */
};

static void *default_reallocate(void *context, void *memory, size_t size)
{
    (void)context;
    if (size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, size);
}

static const vikt_allocator default_allocator = {default_reallocate, NULL};

const vikt_allocator *vikt_allocator_default(void)
{
    return &default_allocator;
}

/* Never 0, which would free. */
static bool product(size_t count, size_t size, size_t *out)
{
    if (size != 0 && count > SIZE_MAX / size)
        return false;
    *out = count * size;
    if (*out == 0)
        *out = 1;
    return true;
}

/* Asks for large pages, of which a large array takes few: to get a page at its first touch
 * costs as much as to fill it. No more than a wish. */
static void want_large_pages(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    size_t before = (LARGE_PAGE - (uintptr_t)memory % LARGE_PAGE) % LARGE_PAGE;
    size_t within = size > before ? (size - before) / LARGE_PAGE * LARGE_PAGE : 0;

    if (memory && within)
        (void)madvise((char *)memory + before, within, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

void *vikt_acquire(const vikt_allocator *allocator, size_t count, size_t size)
{
    size_t bytes;
    void *memory;

    if (!product(count, size, &bytes))
        return NULL;
    /* calloc gets large blocks from the system already zeroed. */
    if (!allocator || allocator == &default_allocator) {
        memory = calloc(1, bytes);
        want_large_pages(memory, bytes);
        return memory;
    }
    memory = allocator->reallocate(allocator->context, NULL, bytes);
    want_large_pages(memory, bytes);
    if (memory)
        memset(memory, 0, bytes);
    return memory;
}

void *vikt_resize(const vikt_allocator *allocator, void *memory, size_t count, size_t size)
{
    size_t bytes;

    if (!product(count, size, &bytes))
        return NULL;
    allocator = allocator ? allocator : &default_allocator;
    return allocator->reallocate(allocator->context, memory, bytes);
}

void vikt_release(const vikt_allocator *allocator, void *memory)
{
    allocator = allocator ? allocator : &default_allocator;
    if (memory)
        (void)allocator->reallocate(allocator->context, memory, 0);
}

void vikt_arena_init(vikt_arena *arena, const vikt_allocator *allocator)
{
    arena->allocator = allocator ? allocator : &default_allocator;
    arena->blocks = NULL;
}

void vikt_arena_clear(vikt_arena *arena)
{
    while (arena->blocks) {
        vikt_arena_block *next = arena->blocks->next;

        vikt_release(arena->allocator, arena->blocks);
        arena->blocks = next;
    }
}

static vikt_arena_block *block_new(vikt_arena *arena, size_t size, bool zeroed)
{
    vikt_arena_block *block;

    if (size > SIZE_MAX - sizeof *block)
        return NULL;
    if (zeroed) {
        block = vikt_acquire(arena->allocator, 1, sizeof *block + size);
    } else {
        block = vikt_resize(arena->allocator, NULL, sizeof *block + size, 1);
        want_large_pages(block, size);
    }
    if (block)
        block->size = size;
    return block;
}

/* A block of its own goes behind the newest, which still has room for small pieces. */
static void *own_block(vikt_arena *arena, size_t bytes, bool zeroed)
{
    vikt_arena_block *block = block_new(arena, bytes, zeroed);
    vikt_arena_block **place = arena->blocks ? &arena->blocks->next : &arena->blocks;

    if (!block)
        return NULL;
    block->used = bytes;
    block->next = *place;
    *place = block;
    return block->bytes;
}

static bool next_block(vikt_arena *arena, size_t bytes)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    vikt_arena_block *block;

    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    while (size < bytes)
        size *= 2;
    block = block_new(arena, size - sizeof *block > bytes ? size - sizeof *block : size, true);
    if (!block)
        return false;
    block->next = arena->blocks;
    arena->blocks = block;
    return true;
}

static void *take(vikt_arena *arena, size_t count, size_t size, bool zeroed)
{
    const size_t align = _Alignof(max_align_t);
    vikt_arena_block *block;
    size_t bytes;

    if (!product(count, size, &bytes) || bytes > SIZE_MAX - align)
        return NULL;
    bytes = (bytes + align - 1) / align * align;
    if (bytes >= OWN_BLOCK)
        return own_block(arena, bytes, zeroed);
    block = arena->blocks;
    if ((!block || block->size - block->used < bytes) && !next_block(arena, bytes))
        return NULL;
    block = arena->blocks;
    block->used += bytes;
    return (char *)block->bytes + (block->used - bytes);
}

void *vikt_arena_new(vikt_arena *arena, size_t count, size_t size)
{
    return take(arena, count, size, true);
}

void *vikt_arena_blank(vikt_arena *arena, size_t count, size_t size)
{
    return take(arena, count, size, false);
}

char *vikt_arena_copy(vikt_arena *arena, const char *bytes, size_t length)
{
    char *copy = length < SIZE_MAX ? vikt_arena_new(arena, length + 1, 1) : NULL;

    if (copy && length)
        memcpy(copy, bytes, length);
    return copy;
}

char *vikt_arena_print(vikt_arena *arena, const char *format, ...)
{
    va_list arguments, again;
    char *text = NULL;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    if (length >= 0)
        text = vikt_arena_new(arena, (size_t)length + 1, 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}

void *vikt_arena_grow(vikt_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    size_t larger = *capacity ? *capacity * 2 : FIRST_CAPACITY;
    void *moved;

    if (count < *capacity)
        return items;
    if (larger < *capacity)
        return NULL;
    moved = vikt_arena_new(arena, larger, size);
    if (!moved)
        return NULL;
    if (count)
        memcpy(moved, items, count * size);
    *capacity = larger;
    return moved;
}
