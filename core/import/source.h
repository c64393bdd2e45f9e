/* SPDX-License-Identifier: MIT
 *
 * The bytes of a file or of standard input. Knows nothing of what they mean.
 *
 * Small files and streams are read, large files are mapped. A mapped file is not a copy: whoever
 * writes to it changes the bytes, and who cuts it short makes the reader end with SIGBUS. The first
 * is found by vikt_source_check(); of the second only the program can say what happened, as it has
 * the signals. Programs that export should write a new file and rename it.
 */
#ifndef VIKT_SOURCE_H
#define VIKT_SOURCE_H

#include <sys/stat.h>

#include <vikt/error.h>

#include "core/base/text.h"

/** The most that is read from standard input or a pipe: 4 GiB. */
#define VIKT_STREAM_MAX ((size_t)1 << 32)

/** Files up to this are read, which costs a few milliseconds: 8 MiB. */
#define VIKT_SOURCE_READ_MAX ((size_t)8 << 20)

typedef struct vikt_source {
    const vikt_allocator *allocator;
    const char *name; /* for messages: the path, or "standard input" */
    vikt_text bytes;
    void *mapping; /* NULL when the bytes were read */
    char *owned;   /* NULL when they are mapped */
    int fd;        /* open while they are mapped */
    struct stat opened;
} vikt_source;

/**
 * Opens a file, or standard input for "-". Anything that is no regular file (a pipe) is read to
 * memory; a named pipe must have a writer.
 *
 * @param[out] out  close with vikt_source_close(); empty on failure. path must outlive it
 * @return VIKT_INPUT for what cannot be opened or read, a directory, nothing in it, or a file that
 * changed while it was read; VIKT_LIMIT; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_source_open(const char *path, const vikt_allocator *allocator,
                                           vikt_source *out, vikt_error *err);

/** A source whose bytes somebody else has read, and keeps. */
void vikt_source_lend(const char *path, vikt_text bytes, const vikt_allocator *allocator,
                      vikt_source *out);

/** To be called when the bytes have been read: VIKT_INPUT when the file changed meanwhile, so that
 * they may be partly old and partly new. */
VIKT_MUST_CHECK vikt_code vikt_source_check(const vikt_source *source, vikt_error *err);
void vikt_source_close(vikt_source *source);

#endif
