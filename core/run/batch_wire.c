/* SPDX-License-Identifier: MIT */
#include "core/run/batch_wire.h"

#include <errno.h>
#include <unistd.h>

typedef struct header {
    vikt_batch_piece piece;
    size_t size; /* behind the header */
} header;

static bool write_all(int pipe, const char *at, size_t size)
{
    while (size > 0) {
        ssize_t written = write(pipe, at, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        size -= (size_t)written;
    }
    return true;
}

bool vikt_batch_put(int pipe, vikt_batch_piece piece, vikt_text head, vikt_text tail)
{
    const header head_of = {piece, head.length + tail.length};

    return write_all(pipe, (const char *)&head_of, sizeof head_of) &&
           write_all(pipe, head.at, head.length) && write_all(pipe, tail.at, tail.length);
}

/* ---- the other end ---- */

typedef struct taking {
    vikt_arena *arena;
    vikt_batch_company *out;
    vikt_batch_message *messages;
    vikt_batch_class *classes;
    size_t message_capacity, class_capacity;
    bool ended;
} taking;

static bool take_message(taking *t, vikt_text bytes)
{
    vikt_batch_message *messages = vikt_arena_grow(t->arena, t->messages, t->out->message_count,
                                                   &t->message_capacity, sizeof *messages);

    if (!messages || bytes.length != sizeof *messages)
        return false;
    memcpy(&messages[t->out->message_count++], bytes.at, bytes.length);
    t->out->messages = t->messages = messages;
    return true;
}

static bool take_class(taking *t, vikt_text bytes)
{
    vikt_batch_class *classes = vikt_arena_grow(t->arena, t->classes, t->out->class_count,
                                                &t->class_capacity, sizeof *classes);
    vikt_batch_class taken;

    if (!classes || bytes.length < sizeof taken.customers)
        return false;
    memcpy(&taken.customers, bytes.at, sizeof taken.customers);
    taken.name = vikt_arena_copy(t->arena, bytes.at + sizeof taken.customers,
                                 bytes.length - sizeof taken.customers);
    classes[t->out->class_count++] = taken;
    t->out->classes = t->classes = classes;
    return taken.name != NULL;
}

static bool take_ending(taking *t, vikt_text bytes)
{
    vikt_batch_company *out = t->out;
    vikt_batch_ending ending;

    if (bytes.length != sizeof ending)
        return false;
    memcpy(&ending, bytes.at, sizeof ending);
    out->state = ending.code == VIKT_STOPPED ? VIKT_BATCH_STOPPED
                 : ending.code != VIKT_OK    ? VIKT_BATCH_FAILED
                 : ending.skipped            ? VIKT_BATCH_SKIPPED
                                             : VIKT_BATCH_DONE;
    out->exit_status = vikt_code_exit_status(ending.code);
    if (ending.code == VIKT_OK && (ending.rejected || ending.failures))
        out->exit_status = 1;
    out->run_id = ending.run_id;
    out->unchanged = ending.unchanged;
    out->customers = ending.customers;
    out->rejected = ending.rejected;
    out->unclassified = ending.unclassified;
    out->failures = ending.failures;
    out->messages_left_out = ending.left_out;
    t->ended = true;
    return true;
}

static bool take_piece(taking *t, vikt_batch_piece piece, vikt_text bytes)
{
    switch (piece) {
    case VIKT_PIECE_MESSAGE:
        return take_message(t, bytes);
    case VIKT_PIECE_DATABASE:
        t->out->database = vikt_arena_copy(t->arena, bytes.at, bytes.length);
        return t->out->database != NULL;
    case VIKT_PIECE_SCHEME:
        t->out->scheme = vikt_arena_copy(t->arena, bytes.at, bytes.length);
        return t->out->scheme != NULL;
    case VIKT_PIECE_CLASS:
        return take_class(t, bytes);
    case VIKT_PIECE_ENDING:
        return take_ending(t, bytes);
    }
    return false;
}

bool vikt_batch_take(vikt_text heard, vikt_arena *arena, vikt_batch_company *out, bool *ended)
{
    taking t = {.arena = arena, .out = out};
    header next;
    bool taken = true;

    while (taken && !t.ended && heard.length >= sizeof next) {
        memcpy(&next, heard.at, sizeof next);
        heard.at += sizeof next;
        heard.length -= sizeof next;
        if (next.size > heard.length)
            break; /* its writer died within it */
        taken = take_piece(&t, next.piece, (vikt_text){heard.at, next.size});
        heard.at += next.size;
        heard.length -= next.size;
    }
    *ended = t.ended;
    return taken;
}
