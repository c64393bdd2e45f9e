/* SPDX-License-Identifier: MIT
 *
 * The caller's own memory functions, for programs that count or limit memory.
 */
#ifndef VIKT_ALLOCATOR_H
#define VIKT_ALLOCATOR_H

#include <stddef.h>

#include <vikt/macros.h>

VIKT_BEGIN_C

/**
 * Works like realloc: memory NULL allocates, size 0 frees and returns NULL. Must be safe to call
 * from several threads. NULL for a size above 0 means that there is no memory.
 */
typedef struct vikt_allocator {
    void *(*reallocate)(void *context, void *memory, size_t size);
    void *context;
} vikt_allocator;

VIKT_END_C
#endif
