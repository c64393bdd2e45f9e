/* SPDX-License-Identifier: MIT
 *
 * The bytes of a file, mapped, or of standard input, read. Knows nothing of what they mean.
 */
#ifndef VIKT_SOURCE_H
#define VIKT_SOURCE_H

#include <vikt/error.h>

#include "core/base/text.h"

/** The most that is read from standard input or a pipe: 4 GiB. */
#define VIKT_STREAM_MAX ((size_t)1 << 32)

typedef struct vikt_source {
    const vikt_allocator *allocator;
    const char *name; /* for messages: the path, or "standard input" */
    vikt_text bytes;
    void *mapping; /* NULL when the bytes were read */
    char *owned;   /* NULL when they are mapped */
} vikt_source;

/**
 * Opens a file, or standard input for "-". Anything that is no regular file (a pipe) is read to
 * memory.
 *
 * @param[out] out  close with vikt_source_close(); empty on failure. path must outlive it
 * @return VIKT_INPUT for what cannot be opened or read, a directory, or nothing in it; VIKT_LIMIT;
 * VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_source_open(const char *path, const vikt_allocator *allocator,
                                           vikt_source *out, vikt_error *err);
void vikt_source_close(vikt_source *source);

#endif
