/* SPDX-License-Identifier: MIT
 *
 * An allocator whose n-th allocation fails, and that knows how many pieces are alive.
 */
#ifndef VIKT_TEST_FAILING_H
#define VIKT_TEST_FAILING_H

#include <stdlib.h>

#include <vikt/allocator.h>

typedef struct failing {
    size_t until; /* this many succeed; then one fails, and all behind it too */
    size_t calls, alive;
} failing;

static inline void *failing_reallocate(void *context, void *memory, size_t size)
{
    failing *state = context;
    void *moved;

    if (size == 0) {
        state->alive -= memory != NULL;
        free(memory);
        return NULL;
    }
    if (state->calls++ >= state->until)
        return NULL;
    moved = realloc(memory, size);
    state->alive += moved && !memory;
    return moved;
}

static inline vikt_allocator failing_allocator(failing *state)
{
    return (vikt_allocator){failing_reallocate, state};
}

#endif
