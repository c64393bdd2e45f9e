/* SPDX-License-Identifier: MIT
 *
 * What a worker process and its maker say to each other: orders one way, messages of bounded length
 * the other. Knows their form and not what they mean (answer.h).
 */
#ifndef VIKT_WIRE_H
#define VIKT_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Call the rows from..(end of the chunk)-1. */
typedef struct vikt_order {
    uint32_t chunk, from;
    uint32_t step; /* rows after which the worker says that they are done */
} vikt_order;

typedef enum vikt_message_kind {
    VIKT_MESSAGE_NUMBERS = 0x76696b01, /* of rows without a gap: doubles */
    VIKT_MESSAGE_TRUTHS,               /* of the same rows, if they are wanted: bytes */
    VIKT_MESSAGE_TEXT,
    VIKT_MESSAGE_REASON,
    VIKT_MESSAGE_PRINTED,
    VIKT_MESSAGE_FAILED, /* a vikt_error */
    VIKT_MESSAGE_DONE,   /* all rows before `row` */
    VIKT_MESSAGE_ENDED   /* the order ends here: a vikt_error */
} vikt_message_kind;

typedef struct vikt_message {
    uint32_t kind, row, length; /* bytes behind this head */
} vikt_message;

enum {
    VIKT_MESSAGE_MAX = 65536, /* bytes: the numbers of a chunk, a text of VIKT_CELL_MAX */
    VIKT_WIRE_SIZE = 2 * (VIKT_MESSAGE_MAX + (int)sizeof(vikt_message))
};

/** One end; each process uses its own. */
typedef struct vikt_wire {
    int socket;
    size_t used; /* of bytes: not yet written, or not yet taken */
    size_t taken;
    char *bytes; /* VIKT_WIRE_SIZE of them */
} vikt_wire;

/* ---- the worker's end; false: the maker is gone ---- */

bool vikt_wire_put(vikt_wire *wire, vikt_message_kind kind, size_t row, const void *bytes,
                   size_t length);
bool vikt_wire_flush(vikt_wire *wire);
bool vikt_wire_next_order(const vikt_wire *wire, vikt_order *order);

/* ---- the maker's end ---- */

/** False: the worker is gone, or does not listen. */
bool vikt_wire_give(const vikt_wire *wire, const vikt_order *order);

/** Reads what is there. False: the worker is gone. */
bool vikt_wire_fill(vikt_wire *wire);

typedef enum vikt_taken { VIKT_TAKEN, VIKT_TAKEN_ALL, VIKT_TAKEN_GARBAGE } vikt_taken;

/** Takes the next whole message; its bytes (not aligned) live until the next fill. VIKT_TAKEN_ALL:
 * there is none yet. */
vikt_taken vikt_wire_take(vikt_wire *wire, vikt_message *message, const char **bytes);

#endif
