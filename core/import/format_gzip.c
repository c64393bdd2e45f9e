/* SPDX-License-Identifier: MIT */
#define ZLIB_CONST /* it only reads what is given to it */
#include <zlib.h>

#include "core/base/fail.h"
#include "core/import/format.h"

enum { PIECE = 1 << 18 };

/* Input and output are given to zlib in pieces that fit its 32-bit counts. */
static unsigned piece_of(size_t left)
{
    return left < PIECE ? (unsigned)left : (unsigned)PIECE;
}

static vikt_code fail(const char *name, int state, vikt_error *err)
{
    vikt_place place = vikt_place_of(name, 0, 0);

    if (state == Z_MEM_ERROR)
        return vikt_fail_memory(err);
    if (state == Z_BUF_ERROR)
        return vikt_fail(err, VIKT_INPUT, place,
                         "is compressed by gzip and cut short; fetch the whole file again");
    return vikt_fail(err, VIKT_INPUT, place, "is compressed by gzip and damaged");
}

/* Moves on within input and out; Z_STREAM_END behind a member. */
static int step(z_stream *stream, vikt_text *input, vikt_buffer *out)
{
    size_t room = out->maximum - out->length;
    unsigned given = piece_of(input->length), wanted = piece_of(room);
    char *to = vikt_buffer_room(out, wanted);
    int state;

    if (!to)
        return Z_MEM_ERROR;
    stream->next_in = (const Bytef *)input->at;
    stream->avail_in = given;
    stream->next_out = (Bytef *)to;
    stream->avail_out = wanted;
    state = inflate(stream, Z_NO_FLUSH);
    out->length += wanted - stream->avail_out;
    input->at += given - stream->avail_in;
    input->length -= given - stream->avail_in;
    return state;
}

/* A file may hold several members, one behind the other, and zeros behind the last. */
static bool has_another(vikt_text input)
{
    for (size_t i = 0; i < input.length; i++)
        if (input.at[i])
            return true;
    return false;
}

static int inflate_all(z_stream *stream, vikt_text input, vikt_buffer *out, bool *full)
{
    for (;;) {
        int state = step(stream, &input, out);

        *full = state == Z_OK && out->length == out->maximum;
        if (*full)
            return state;
        if (state == Z_STREAM_END) {
            if (!has_another(input))
                return Z_OK;
            state = inflateReset(stream);
        }
        if (state != Z_OK)
            return state;
    }
}

vikt_code vikt_format_gunzip(const char *name, vikt_text bytes, vikt_buffer *out, vikt_error *err)
{
    enum { GZIP_ONLY = 16 };
    z_stream stream = {.zalloc = Z_NULL};
    size_t limit = vikt_format_limit(bytes.length);
    bool full = false;
    int state;

    vikt_buffer_init(out, out->allocator, limit);
    state = inflateInit2(&stream, MAX_WBITS + GZIP_ONLY);
    if (state != Z_OK)
        return vikt_fail_memory(err);
    state = inflate_all(&stream, bytes, out, &full);
    (void)inflateEnd(&stream);
    if (full)
        return vikt_fail(err, VIKT_LIMIT, vikt_place_of(name, 0, 0),
                         "unpacks to more than %zu MiB, the limit for a file of its size",
                         limit >> 20);
    return state == Z_OK ? VIKT_OK : fail(name, state, err);
}
