/* SPDX-License-Identifier: MIT
 *
 * A zip archive in memory: its parts, inflated piece by piece within limits. Knows nothing of what
 * is in them.
 */
#ifndef VIKT_FORMAT_ZIP_H
#define VIKT_FORMAT_ZIP_H

#include <vikt/error.h>

#include "core/base/text.h"

typedef struct vikt_zip {
    const char *name; /* of the file, for messages */
    vikt_text bytes;
    size_t at;    /* where the next byte is read */
    size_t limit; /* bytes that a part may inflate to */
    size_t left;  /* bytes that may still be inflated, all reading of all parts together */
    void *file;   /* minizip's */
} vikt_zip;

/** bytes are lent until vikt_zip_close(). VIKT_INPUT for what is no sound zip archive. */
VIKT_MUST_CHECK vikt_code vikt_zip_open(const char *name, vikt_text bytes, vikt_zip *out,
                                        vikt_error *err);
void vikt_zip_close(vikt_zip *zip);

/** Whether there is a part of that name, in any case. */
bool vikt_zip_has(vikt_zip *zip, const char *part);

/** Hears the bytes of a part; returns false to stop. */
typedef struct vikt_zip_listener {
    bool (*take)(void *context, const char *bytes, size_t length);
    void *context;
} vikt_zip_listener;

/**
 * Inflates a part.
 * @return VIKT_OK, also when the listener stopped; VIKT_INPUT for a part that is missing, encrypted
 * or damaged; VIKT_LIMIT; VIKT_MEMORY
 */
VIKT_MUST_CHECK vikt_code vikt_zip_read(vikt_zip *zip, const char *part,
                                        const vikt_zip_listener *listener, vikt_error *err);

#endif
