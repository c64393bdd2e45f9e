/* SPDX-License-Identifier: MIT */
#include "core/population/wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- the worker's end ---- */

static bool write_all(int socket, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(socket, bytes, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

bool vikt_wire_flush(vikt_wire *wire)
{
    size_t used = wire->used;

    wire->used = 0;
    return write_all(wire->socket, wire->bytes, used);
}

bool vikt_wire_put(vikt_wire *wire, vikt_message_kind kind, size_t row, const void *bytes,
                   size_t length)
{
    const vikt_message head = {(uint32_t)kind, (uint32_t)row, (uint32_t)length};

    if (length > VIKT_MESSAGE_MAX)
        return false;
    if (wire->used + sizeof head + length > VIKT_WIRE_SIZE && !vikt_wire_flush(wire))
        return false;
    memcpy(wire->bytes + wire->used, &head, sizeof head);
    if (length)
        memcpy(wire->bytes + wire->used + sizeof head, bytes, length);
    wire->used += sizeof head + length;
    return true;
}

bool vikt_wire_next_order(const vikt_wire *wire, vikt_order *order)
{
    size_t have = 0;

    while (have < sizeof *order) {
        ssize_t got = read(wire->socket, (char *)order + have, sizeof *order - have);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        have += (size_t)got;
    }
    return true;
}

/* ---- the maker's end ---- */

/* Orders are few and small, so there is always room for a whole one. */
bool vikt_wire_give(const vikt_wire *wire, const vikt_order *order)
{
    ssize_t sent;

    do {
        sent = send(wire->socket, order, sizeof *order, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof *order;
}

bool vikt_wire_fill(vikt_wire *wire)
{
    ssize_t got;

    memmove(wire->bytes, wire->bytes + wire->taken, wire->used - wire->taken);
    wire->used -= wire->taken;
    wire->taken = 0;
    do {
        got =
            recv(wire->socket, wire->bytes + wire->used, VIKT_WIRE_SIZE - wire->used, MSG_DONTWAIT);
    } while (got < 0 && errno == EINTR);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return true;
    if (got <= 0)
        return false;
    wire->used += (size_t)got;
    return true;
}

vikt_taken vikt_wire_take(vikt_wire *wire, vikt_message *message, const char **bytes)
{
    size_t left = wire->used - wire->taken;

    if (left < sizeof *message)
        return VIKT_TAKEN_ALL;
    memcpy(message, wire->bytes + wire->taken, sizeof *message);
    if (message->kind < VIKT_MESSAGE_NUMBERS || message->kind > VIKT_MESSAGE_ENDED ||
        message->length > VIKT_MESSAGE_MAX)
        return VIKT_TAKEN_GARBAGE;
    if (left < sizeof *message + message->length)
        return VIKT_TAKEN_ALL;
    *bytes = wire->bytes + wire->taken + sizeof *message;
    wire->taken += sizeof *message + message->length;
    return VIKT_TAKEN;
}
